"""The whole site as one HTML document for paper: cover, contents, every page in the order of the menu.

In go the built pages; links between them become links inside, each citation leads to its entry in the bibliography,
and that back to every place that cites it. Pages that are not in the menu are left out; a finding's own page leads to
the section that holds the finding.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from lxml import html as lxml_html
from lxml.html import HtmlElement
from markupsafe import Markup

from paper.built_page import BuiltPage, Imprint, content, inner_html, lead_images, parse, place, write_out_addresses
from paper.pdf import FONTS
from references.dates import day
from templates import render


@dataclass(frozen=True, slots=True)
class Chapter:
    """A page in the book."""

    page: BuiltPage
    element: HtmlElement

    @property
    def id(self) -> str:
        return re.sub(r"\W+", "-", self.page.url.strip("/")) or "home"

    @property
    def html(self) -> Markup:
        return Markup(inner_html(self.element))

    def anchor(self, fragment: str) -> str:
        """The id in the book of a place on the page."""
        return f"{self.id}--{fragment}" if fragment else self.id


@dataclass(frozen=True, slots=True)
class Place:
    """A link back to where something is cited."""

    letter: str
    anchor: str


def book(pages: Sequence[BuiltPage], imprint: Imprint) -> str:
    """The document. Its pictures' addresses are relative to the site's folder."""
    chapters = {page.url: Chapter(page, content(page)) for page in pages}
    told = _told_in(chapters, imprint.address)
    entries = _bibliography(chapters.values())
    for chapter in chapters.values():
        _list_places(chapter, chapters, imprint.address)
        _cite(chapter, entries)
        for link in chapter.element.xpath(".//a[@href and not(contains(@class, 'in-book'))]"):
            _lead(link, chapter, chapters, told, imprint.address)
        for first in chapter.element.xpath(".//ol/li[1][@value]"):  # WeasyPrint does not read the attribute
            first.getparent().attrib["style"] = f"counter-reset: list-item {int(first.get('value')) - 1}"
        lead_images(chapter.element, chapter.page, imprint.address)
        for element in chapter.element.xpath(".//*[@id]"):
            element.attrib["id"] = chapter.anchor(element.get("id"))
        write_out_addresses(chapter.element)
    checked = [page.checked for page in pages if page.checked]
    return render(
        "book.html",
        imprint=imprint,
        checked=day(min(checked)) if checked else "",
        made=day(imprint.made),
        fonts=FONTS,
        chapters=chapters.values(),
    )


def _told_in(chapters: Mapping[str, Chapter], address: str) -> dict[str, str]:
    """Where a finding is told, by the url of the page with just that finding, which the menu does not have."""
    told = {}
    for chapter in chapters.values():
        for link in parse(chapter.page).xpath("//p[@class='finding-link']/a[@href]"):
            target = place(link.get("href"), chapter.page, address)
            if target and target[0] not in chapters:
                told[target[0]] = chapter.anchor(link.xpath("string(ancestor::section[1]/h2/@id)"))
    return told


def _bibliography(chapters: Iterable[Chapter]) -> dict[str, tuple[str, str]]:
    """Number and anchor of each entry of the bibliography, by its id."""
    return {
        item.get("id"): (item.get("value", ""), chapter.anchor(item.get("id")))
        for chapter in chapters
        for item in chapter.element.xpath(".//div[@class='bibliography']/ol/li[@id]")
    }


def _cite(chapter: Chapter, entries: Mapping[str, tuple[str, str]]) -> None:
    """In the book a source has one number, that of its entry in the bibliography. Lists on pages are left out for that."""
    if not entries:
        return
    for link in chapter.element.xpath(".//sup[@class='citation']/a"):
        link.text, anchor = entries[link.get("href").removeprefix("#")]
        link.attrib.update({"href": f"#{anchor}", "class": "in-book"})
    for sources in chapter.element.xpath(".//section[@class='page-sources']"):
        sources.drop_tree()


def _list_places(chapter: Chapter, chapters: Mapping[str, Chapter], address: str) -> None:
    """The bibliography's list of citing places, with the numbers of the book's pages."""
    for opened in chapter.element.xpath(".//div[contains(@class, 'reference-places')]"):
        pages = []
        for item in opened.xpath(".//li"):
            links = [(link.text.strip(), place(link.get("href"), chapter.page, address)) for link in item.xpath("./a")]
            places = [Place(letter, chapters[to[0]].anchor(to[1])) for letter, to in links if to and to[0] in chapters]
            if places:
                pages.append((item.text.strip().rstrip(":"), places))
        if pages:
            opened.addprevious(lxml_html.fragment_fromstring(render("book_places.html", pages=pages).strip()))
        opened.drop_tree()


def _lead(link: HtmlElement, chapter: Chapter, chapters: Mapping[str, Chapter], told: Mapping[str, str], address: str) -> None:
    """Make a link lead to its place in the book, or to the whole address where the book does not have it."""
    target = place(link.get("href"), chapter.page, address)
    if target is None:
        return
    url, fragment = target
    if url in chapters:
        link.attrib["href"] = f"#{chapters[url].anchor(fragment)}"
    elif url in told:
        link.attrib["href"] = f"#{told[url]}"
    else:
        link.attrib["href"] = address + url + (f"#{fragment}" if fragment else "")
        return
    if url != chapter.page.url:
        number = lxml_html.fragment_fromstring(render("book_page_number.html", anchor=link.get("href")[1:]).strip())
        number.tail, link.tail = link.tail, None
        link.addnext(number)
