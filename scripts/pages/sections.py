"""A page's HTML as the places a search can lead to: headings and rows of tables, each with its own words.

In goes a page as it was converted, before its lists of sources are put in; out come sections. Where a mark of a source is
taken out, the space before it goes along, so that no full stop is left behind alone.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from lxml.html import HtmlElement

# By class: what leads on, is printed only, is said again on other pages, or tells of a source. By tag: what holds no text.
_LEFT_OUT = frozenset((
    "bibliography", "brief", "citation", "derived", "downloads", "finding-link", "headerlink", "more-findings", "next-step",
    "page-foot", "page-name", "page-sources", "print-only", "share",
))  # fmt: skip
_NO_TEXT = frozenset("button form input nav noscript script select style summary svg template textarea".split())
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_BLOCKS = _HEADINGS | frozenset("""article aside blockquote caption dd details div dl dt figcaption figure li ol p pre section table
    tbody td tfoot th thead tr ul""".split())  # fmt: skip
_ENDS = ".?!:;,"  # a block that ends in none of them gets a full stop, so that two never read as one sentence
_ASIDE, _QUOTES = ("for-doctors", "changes"), ('"', "“")
_SPACE = re.compile(r"\s+")


class Section(NamedTuple):
    """A place on the site with what stands there."""

    page: str  # the page's address: /context/
    name: str  # the page's, as in the menu
    anchor: str  # of the place on it; empty for the page itself
    title: str  # its heading, or what the row of a table is about
    text: str  # without the title
    is_aside: bool = False  # what few readers look for: figures for doctors, what has changed, and words that are quoted

    @property
    def address(self) -> str:
        return f"{self.page}#{self.anchor}" if self.anchor else self.page


@dataclass(slots=True)
class _Open:
    """A section that is being read."""

    anchor: str
    title: str
    is_aside: bool
    text: str = ""

    def end(self, mark: str) -> None:
        """A block ends: so does its sentence."""
        self.text = self.text.rstrip()
        if self.text and self.text[-1] not in _ENDS:
            self.text += mark
        self.text += " "

    def close_up(self, mark: HtmlElement) -> None:
        """A mark goes, and the space before it: "pain [1]." becomes "pain.", "pain [1] and" stays "pain and"."""
        if mark.tag not in _BLOCKS:
            self.text = self.text.rstrip()
            if (mark.tail or "")[:1].isalnum():
                self.text += " "


def sections_of(tree: HtmlElement, page: str, name: str) -> tuple[Section, ...]:
    """The sections of a page, in their order. What stands before the first heading belongs to the page itself."""
    reader = _Reader(name)
    reader.read(tree)
    done = (Section(page, name, one.anchor, one.title, _SPACE.sub(" ", one.text).strip(), one.is_aside) for one in reader.found)
    return tuple(one for one in done if one.text or not one.anchor)


def distinct(sections: Iterable[Section]) -> tuple[Section, ...]:
    """Each thing once: of what names a whole page, that page; of what reads the same on several pages, the first."""
    sections = tuple(sections)
    pages: dict[str, set[str]] = {}
    for one in sections:
        if not one.anchor:
            pages.setdefault(one.title, set()).add(one.page)
    own = [one for one in sections if one.page in pages.get(one.title, (one.page,))]
    first: dict[tuple[str, str], Section] = {}
    for one in own:
        first.setdefault((one.title, one.text), one)
    return tuple(first.values())


class _Reader:
    """Reads a tree from its beginning to its end; `now` is the section that what is read belongs to."""

    def __init__(self, name: str) -> None:
        self.now = _Open("", name, is_aside=False)
        self.found = [self.now]

    def read(self, element: HtmlElement) -> None:
        if element.tag in _HEADINGS and element.get("id"):
            self._begin(element, _title(element), is_page=element.tag == "h1")
            return
        around, row = self.now, _row(element)
        if row is not None:
            self._begin(element, _title(row))
        if label := _label(element):
            self.now.text += label
            self.now.end(":")
        self.now.text += " " if element.tag == "br" else element.text or ""
        for child in element:
            if child is row or _is_left_out(child):
                self.now.close_up(child)
            else:
                self.read(child)
            self.now.text += child.tail or ""
        if element.tag in _BLOCKS:
            self.now.end(":" if _is_first_cell(element) else ".")
        if row is not None or element.tag == "section":
            self.now = around  # what follows it belongs to the heading above it

    def _begin(self, element: HtmlElement, title: str, *, is_page: bool = False) -> None:
        if is_page:
            self.found[0].title = title
        else:
            self.now = _Open(str(element.get("id")), title, _is_aside(element) or title.startswith(_QUOTES))
            self.found.append(self.now)


def _row(element: HtmlElement) -> HtmlElement | None:
    """The heading of a table's row that can be linked to."""
    heads = element.xpath("./th[@scope='row']") if element.tag == "tr" and element.get("id") else []
    return heads[0] if heads else None


def _label(element: HtmlElement) -> str:
    """The heading of a cell's column, in a row that can be found by itself."""
    if element.tag != "td" or _row(element.getparent()) is None:
        return ""
    return str(element.get("data-column", ""))


def _is_first_cell(element: HtmlElement) -> bool:
    """Whether what follows tells of it: a term, or the first cell of a row that has more."""
    return element.tag == "dt" or (element.tag in ("td", "th") and element.getprevious() is None and element.getnext() is not None)


def _is_left_out(element: HtmlElement) -> bool:
    is_comment = not isinstance(element.tag, str)
    if element.tag == "thead" and element.xpath("../tbody/tr/@id"):
        return True  # each cell of such a table says what its column is called
    return is_comment or element.tag in _NO_TEXT or not element.classes.isdisjoint(_LEFT_OUT)


def _is_aside(element: HtmlElement) -> bool:
    around = (element, *element.iterancestors())
    return any(not one.classes.isdisjoint(_ASIDE) for one in around)


def _title(element: HtmlElement) -> str:
    return _SPACE.sub(" ", "".join(_words(element))).strip()


def _words(element: HtmlElement) -> Iterator[str]:
    yield " " if element.tag == "br" else element.text or ""
    for child in element:
        if not _is_left_out(child):
            yield from _words(child)
        yield child.tail or ""
