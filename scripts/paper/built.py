"""A built page on its way to paper: its text without what only works on a screen, as an lxml tree.

Between the built HTML and the documents made of it (book, leaflet). Knows the class names that the engine's own
templates give, and nothing of MkDocs or of PDF.
"""

import re
from collections.abc import Iterable
from copy import deepcopy
from datetime import date
from typing import NamedTuple
from urllib.parse import urljoin, urlsplit

from lxml import html as lxml_html
from lxml.html import HtmlElement

from markup import values

_CONTENT = ("//article", "//main", "//*[@role='main']", "//body")
_SCREEN_ONLY = (  # by class; whatever else only works on a screen has the class screen-only
    "screen-only", "share", "headerlink", "next-step", "downloads", "finding-link", "reference-more", "footnote-backref",
)  # fmt: skip
_NOT_PRINTED = ("script", "style", "template", "button", "input", "form", "iframe", "video", "audio", "nav")


class BuiltPage(NamedTuple):
    """A page as the site build wrote it."""

    url: str  # below the site's address: ms-basics/, or nothing for the first page
    title: str  # as in the menu
    html: str
    checked: date | None = None  # when its text was last checked


class Imprint(NamedTuple):
    """What everything printed says of itself."""

    site_name: str
    description: str
    address: str  # of the site, ending in /
    made: date  # the edition: the date of the last change
    language: str = "en"


def parse(page: BuiltPage) -> HtmlElement:
    """The whole page as a tree."""
    return lxml_html.document_fromstring(page.html)


def content(root: HtmlElement) -> HtmlElement:
    """A page's own text as a tree of its own, without menus, buttons and links that only help on a screen."""
    element: HtmlElement = next(found[0] for where in _CONTENT if (found := root.xpath(where)))
    unwanted = [one for one in element.iter() if one.tag in _NOT_PRINTED or not isinstance(one.tag, str) or has_class(one, _SCREEN_ONLY)]
    for one in unwanted:
        if one.getparent() is not None:
            one.drop_tree()
    for details in element.xpath(".//details"):
        details.set("class", f"{details.get('class', '')} opened".strip())
    return deepcopy(element)  # a part would keep the whole page in memory


def has_class(element: HtmlElement, names: Iterable[str]) -> bool:
    """Whether the element has one of these classes."""
    return not element.classes.isdisjoint(names)


def place(href: str, page: BuiltPage, address: str) -> tuple[str, str] | None:
    """The page (its url) and fragment that a link of `page` leads to; None where it leads out of the site."""
    whole = urljoin(urljoin(address, page.url), href)
    if not whole.startswith(address):
        return None
    url, _, fragment = whole[len(address) :].partition("#")
    return urlsplit(url).path, fragment


def targets_in(element: HtmlElement) -> frozenset[str]:
    """The ids that links and page numbers in it lead to."""
    return frozenset(href[1:] for href in values(element, ".//a/@href") if href.startswith("#")) | {*values(element, ".//@data-page")}


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
