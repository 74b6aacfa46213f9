"""A built page on its way to paper: its text without what only works on a screen, as an lxml tree.

Between the built HTML and the documents made of it (book, leaflet). Knows the class names that the engine's own
templates give, and nothing of MkDocs or of PDF.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from urllib.parse import urljoin, urlsplit

from lxml import html as lxml_html
from lxml.html import HtmlElement

_CONTENT = ("//article", "//main", "//*[@role='main']", "//body")
_SCREEN_ONLY = (  # by class; whatever else only works on a screen has the class screen-only
    "screen-only", "share", "headerlink", "next-step", "downloads", "finding-link", "reference-more", "footnote-backref",
)  # fmt: skip
_NOT_PRINTED = ("script", "style", "template", "button", "input", "form", "iframe", "video", "audio", "nav")
_SHORT = 6  # rows
_FOR_SCREENS = re.compile(r"aria-|data-|role$|style$|on")  # attributes
_KEPT_INSIDE_LINKS = ("img", "svg")


@dataclass(frozen=True, slots=True)
class BuiltPage:
    """A page as the site build wrote it."""

    url: str  # below the site's address: ms-basics/, or nothing for the first page
    title: str  # as in the menu
    html: str
    checked: date | None = None  # when its text was last checked


@dataclass(frozen=True, slots=True)
class Imprint:
    """What everything printed says of itself."""

    site_name: str
    description: str
    address: str  # of the site, ending in /
    made: date  # the edition: the date of the last change
    language: str = "en"


def parse(page: BuiltPage) -> HtmlElement:
    """The whole page as a tree."""
    return lxml_html.document_fromstring(page.html)


def content(page: BuiltPage) -> HtmlElement:
    """The page's own text as one element, without menus, buttons and links that only help on a screen."""
    root = parse(page)
    element: HtmlElement = next(found[0] for where in _CONTENT if (found := root.xpath(where)))
    unwanted = [one for one in element.iter() if one.tag in _NOT_PRINTED or not isinstance(one.tag, str) or has_class(one, _SCREEN_ONLY)]
    for one in unwanted:
        if one.getparent() is not None:
            one.drop_tree()
    for separator in element.xpath(".//p[@class='reference-places']/span[@class='separator']"):
        separator.drop_tree()  # stood before the link to more
    _open_details(element)
    _plain_links(element)
    _name_rows(element)
    for citation in element.xpath(".//sup[@class='citation']"):
        _keep_with_its_word(citation)
    for inline in element.xpath(
        ".//*[self::a or self::b or self::code or self::em or self::i or self::span or self::strong][not(parent::sup)]"
    ):
        _part_from_text(inline)
    for one in element.iter():
        for name in [name for name in one.attrib if _FOR_SCREENS.match(name)]:
            del one.attrib[name]
    return element


def _open_details(element: HtmlElement) -> None:
    for details in element.xpath(".//details"):
        details.tag, details.attrib["class"] = "div", f"{details.get('class', '')} opened".strip()
        for summary in details.xpath("./summary"):
            summary.tag = "p"


def _plain_links(element: HtmlElement) -> None:
    """Of markup inside a link WeasyPrint would make a second link, which screen readers read twice."""
    for inside in element.xpath(".//a//*"):
        if inside.tag not in _KEPT_INSIDE_LINKS and not inside.xpath("ancestor::svg"):
            inside.drop_tag()


def _name_rows(element: HtmlElement) -> None:
    """In a table of two columns with a head, the left cell is no header, but half of what is told."""
    for cell in element.xpath(".//table[thead/tr[count(th) = 2]]/tbody/tr/th"):
        cell.tag, cell.attrib["class"] = "td", "row-name"
        cell.attrib.pop("scope", None)
    for table in element.xpath(f".//table[count(tbody/tr) <= {_SHORT}]"):
        table.attrib["class"] = "short"  # not to be split over pages


def _keep_with_its_word(citation: HtmlElement) -> None:
    """A citation stays on the line of the word before it. For a no-break space WeasyPrint would break far too early."""
    before, parent = citation.getprevious(), citation.getparent()
    text = (parent.text if before is None else before.tail) or ""
    if not text.endswith("\u00a0"):
        return
    space = max(text.rfind(" ", 0, -1), text.rfind("\n", 0, -1)) + 1
    kept, word = text[:space], text[space:-1]
    if before is None:
        parent.text = kept
    else:
        before.tail = kept
    together = parent.makeelement("span", {"class": "together"})
    together.text = f"{word} "
    parent.insert(parent.index(citation), together)
    tail = citation.tail or ""
    closing = re.sub(r"\s.*", "", tail, flags=re.DOTALL)  # the full stop
    together.append(citation)
    citation.tail, together.tail = closing, tail[len(closing) :]


def _part_from_text(inline: HtmlElement) -> None:
    """Put the space before an element into a span of its own. After text that ends in one WeasyPrint may break the line far too early."""
    before, parent = inline.getprevious(), inline.getparent()
    text = (parent.text if before is None else before.tail) or ""
    bare = text.rstrip(" \n")
    if not bare or bare == text:
        return
    if before is None:
        parent.text = bare
    else:
        before.tail = bare
    space = parent.makeelement("span")
    space.text = " "
    parent.insert(parent.index(inline), space)


def has_class(element: HtmlElement, names: Iterable[str]) -> bool:
    """Whether the element has one of these classes."""
    return not {*names}.isdisjoint((element.get("class") or "").split())


def inner_html(element: HtmlElement) -> str:
    """What is inside the element, as HTML."""
    parts = [lxml_html.tostring(child, encoding="unicode") for child in element]
    return (element.text or "") + "".join(parts)


def place(href: str, page: BuiltPage, address: str) -> tuple[str, str] | None:
    """The page (its url) and fragment that a link of `page` leads to; None where it leads out of the site."""
    whole = urljoin(urljoin(address, page.url), href)
    if not whole.startswith(address):
        return None
    url, _, fragment = whole[len(address) :].partition("#")
    return urlsplit(url).path, fragment


def lead_images(element: HtmlElement, page: BuiltPage, address: str) -> None:
    """Make the addresses of images relative to the site's folder."""
    for image in element.xpath(".//img[@src]"):
        image.attrib["src"] = (place(image.get("src"), page, address) or (image.get("src"), ""))[0]


def write_out_addresses(element: HtmlElement) -> None:
    """On paper a link cannot be followed: `PubMed` becomes `PubMed: pubmed.ncbi.nlm.nih.gov/24719395`."""
    for link in element.xpath(".//a[starts-with(@href, 'http')]"):
        bare = re.sub(r"^https?://(www\.)?|/$", "", link.get("href"))
        text = link.text or ""
        if bare not in text and not ("/" in text and text in bare):  # a DOI is its own address
            link.text = f"{text}: {bare}"
