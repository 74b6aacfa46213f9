"""The whole site as one document for paper: title, contents, every page in the order of the menu.

In go the built pages; links between them become links inside, each citation leads to its entry in the bibliography,
and that back to every page that cites it. Pages that are not in the menu are left out; a finding's own page leads to
the section that holds the finding.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from lxml import html as lxml_html
from lxml.html import HtmlElement

from markup import values
from paper.built import BuiltPage, Imprint, content, lead_images, parse, place, targets_in, write_out_addresses
from paper.document import settings, sheet
from paper.typst import array, call, string
from paper.writer import to_typst
from print_files import BOOK
from references.dates import day
from templates import render


class Chapter(NamedTuple):
    """A page in the book."""

    page: BuiltPage
    element: HtmlElement
    ids: frozenset[str]  # of the places that are printed
    told: Mapping[str, str]  # where it tells what pages of their own tell, too: fragments by the addresses of those

    def anchor(self, fragment: str = "") -> str:
        """The name in the book of a place on the page, or of the page; no two share one."""
        return f"/{self.page.url}#{fragment}" if fragment in self.ids else f"/{self.page.url}"


def book(pages: Sequence[BuiltPage], imprint: Imprint) -> str:
    """The document, for templates/book.typ. Its pictures' addresses are relative to the site's folder.

    Raises:
        CannotPrint: see paper.writer.to_typst.
    """
    chapters = lead_inside(pages, imprint.address)
    checked = [page.checked for page in pages if page.checked]
    dates = [f"Text checked: {day(min(checked))}."] if checked else []
    targets = frozenset().union(*(targets_in(one.element) for one in chapters))
    return call(
        "book",
        *(call("chapter", *map(string, _named(one)), to_typst(one.element, BOOK, targets, one.page.url)) for one in chapters),
        title=string(imprint.site_name),
        description=string(imprint.description),
        dates=array(map(string, [*dates, f"This copy was made: {day(imprint.made)}."])),
        address=string(imprint.address if "://" in imprint.address else ""),
        contents=array(array(map(string, _named(one))) for one in chapters),
        **sheet(BOOK),
        settings=settings(BOOK, imprint),
    )


def _named(chapter: Chapter) -> tuple[str, str]:
    return chapter.anchor(), chapter.page.title


def lead_inside(pages: Sequence[BuiltPage], address: str) -> tuple[Chapter, ...]:
    """The pages as chapters whose links lead to each other."""
    chapters = {page.url: _chapter(page) for page in pages}
    told = _told_in(chapters, address)
    entries = _bibliography(chapters.values())
    for chapter in chapters.values():
        _list_places(chapter, chapters, address)
        _cite(chapter, entries)
        for link in chapter.element.xpath(".//a[@href and not(contains(@class, 'in-book'))]"):
            _lead(link, chapter, chapters, told, address)
        lead_images(chapter.element, chapter.page, address)
        _join_notes(chapter)
        for element in chapter.element.xpath(".//*[@id]"):
            element.attrib["id"] = chapter.anchor(element.get("id"))
        write_out_addresses(chapter.element)
    return tuple(chapters.values())


def _chapter(page: BuiltPage) -> Chapter:
    root = parse(page)
    links = root.xpath("//p[@class='finding-link']/a[@href]")
    told = {link.get("href"): str(link.xpath("string(ancestor::section[1]/h2/@id)")) for link in links}
    element = content(root)
    return Chapter(page, element, frozenset(values(element, ".//@id")), told)


def _told_in(chapters: Mapping[str, Chapter], address: str) -> dict[str, str]:
    """Where a finding is told, by the url of the page with just that finding, which the menu does not have."""
    told = {}
    for chapter in chapters.values():
        for href, fragment in chapter.told.items():
            target = place(href, chapter.page, address)
            if target and target[0] not in chapters:
                told[target[0]] = chapter.anchor(fragment)
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
    for sources in chapter.element.xpath(".//div[@class='page-sources']"):
        sources.drop_tree()


def _list_places(chapter: Chapter, chapters: Mapping[str, Chapter], address: str) -> None:
    """The bibliography's list of citing pages, with the numbers of the book's pages."""
    for opened in chapter.element.xpath(".//details[contains(@class, 'reference-places')]"):
        pages = []
        for link in opened.xpath(".//li/a"):
            to = place(link.get("href"), chapter.page, address)
            if to and to[0] in chapters:
                pages.append((link.text.strip(), chapters[to[0]].anchor(to[1])))
        if pages:
            opened.addprevious(lxml_html.fragment_fromstring(render("book_places.html", pages=pages).strip()))
        opened.drop_tree()


def _join_notes(chapter: Chapter) -> None:
    """Where a reference's records are, and how it was read, go on its own lines.

    By itself, "Read as abstract." looks like a running foot to a checker."""
    for notes in chapter.element.xpath(".//p[@class='reference-notes'][preceding-sibling::*[1][@class='reference']]"):
        reference = notes.getprevious()
        notes.text = f" {(notes.text or '').lstrip()}"
        notes.tag = "span"
        reference.append(notes)
        notes.tail = None


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
        link.append(lxml_html.fragment_fromstring(render("book_page.html", anchor=link.get("href")[1:]).strip()))
