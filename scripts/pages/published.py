"""What an edition tells the world beside its pages: their heads, the feed, preview images, typefaces, the search's index, stubs.

In goes an Edition whose pages are rendered; out come HTML for heads, and files by their names.
"""

from collections.abc import Callable, Iterable, Iterator
from functools import cached_property

from markupsafe import Markup

from evidence.findings import page_of, plain_text
from fonts import web_fonts
from pages.addresses import address
from pages.cards import Preview
from pages.chart_files import Picture, pictures
from pages.edition import Edition
from pages.feed import Entry, to_atom
from pages.head import Alternate, PageHead, head, stub
from pages.previews import ICONS, Icon
from pages.search import INDEX, to_index
from source.page import Page
from templates import render
from writing.derived import say_sums
from writing.notices import feed_path

MOVED_SCRIPT = "assets/moved.js"


class Lazy:
    """HTML that is made when it is printed, and not where no theme prints it."""

    def __init__(self, made: Callable[[], Markup]) -> None:
        self._made = made

    def __str__(self) -> str:
        return self._made()

    __html__ = __str__


class Published:
    """An edition as it goes out, at its site's address, if it has one."""

    def __init__(self, edition: Edition) -> None:
        self.edition, self.site = edition, edition.site

    def report(self, path: str, title: str) -> str:
        """The link to report a mistake on a page; empty where nobody can be told."""
        return self.edition.settings.contact.report(title, self._absolute(path))

    def head(self, path: str, title: str) -> Lazy:
        """The HTML for the page's head, made when a theme prints it."""
        return Lazy(lambda: head(self._told(path, title), self.site))

    def files(self, *, set_in: Iterable[str] | None) -> Iterator[tuple[str, str | bytes]]:
        """What stands beside the pages: stubs where a page has moved, and what the site's look asks for.

        `set_in` are the pages as they were built, where the site is to be set in our typefaces, else None.
        """
        if self.edition.settings.searched:
            yield INDEX, to_index(self.edition.search_words, self.edition.sections)
        if set_in is not None:
            yield from web_fonts(set_in)
        yield from self._stubs()

    def pictures(self, *, icon: bool) -> Iterator[Picture | Preview | Icon]:
        """What is drawn as images: previews, the site's icon where its pages name it, charts."""
        yield from self.edition.previews.drawn()
        yield from ICONS if icon else ()
        pages = {name: page.path for page in self.edition.pages.values() for name in page.arguments("chart")}
        addresses = {name: self._absolute(path) for name, path in pages.items()}
        yield from pictures(self.edition.charts, addresses, self.site.name)

    def _absolute(self, path: str) -> str:
        return self.site.url + address(self.edition.names[path])[1:] if self.site.url else ""

    def _told(self, path: str, title: str) -> PageHead:
        """What the page's head says of it."""
        edition = self.edition
        rendered, name = edition.rendered[path], edition.names[path]
        page = rendered.page
        own = [finding for finding in edition.findings if path == page_of(finding.slug)]
        held = page.arguments("finding")
        cited = rendered.cites.places if path != edition.sources_page else ()  # there COinS say it
        return PageHead(
            title=str(page.values.get("title") or title),  # `title` is the menu's, which is shorter
            description=rendered.description or self.site.description,
            url=self._absolute(path),
            is_first=name == "index.html",
            checked=page.checked,
            finding=own[0] if own else None,
            findings=tuple(own or [finding for finding in edition.findings if finding.slug in held]),
            references=tuple(edition.references.get(key).reference for key in cited),
            image=edition.previews.image(own[0].slug if own else None),
            alternates=self._alternates,
        )

    def _stubs(self) -> Iterator[tuple[str, str]]:
        permalinks = self.edition.permalinks
        paths = {address(name): path for path, name in self.edition.names.items()}
        for old, new in permalinks.stubs(self.edition.addresses):
            if path := paths.get(new.partition("#")[0]):
                page = self._told(path, self.edition.rendered[path].cites.title)
                up = "../" * (old.count("/") - 1)
                yield f"{old[1:]}index.html", stub(page, self.site, up + new[1:], up + MOVED_SCRIPT)
        if permalinks.moved:
            yield MOVED_SCRIPT, render("moved.js")

    def feeds(self) -> Iterator[tuple[str, str]]:
        """What readers of news subscribe to: one file for each page of changes. Pages link to it, so it is there before them."""
        for page in self._pages_with_feed():
            path = feed_path(page.path)
            yield path, to_atom(self.site, page.title, self.site.url + path, self._news())

    def _pages_with_feed(self) -> list[Page]:
        """Those of changes, where the site has an address."""
        return [page for page in self.edition.pages.values() if self.site.url and page.arguments("changes")]

    def _news(self) -> Iterator[Entry]:
        evidence = self.edition.evidence
        for name, change in evidence.changes_by_date():
            text = plain_text(say_sums(change.what, (), evidence=evidence, untraced=change.untraced))
            yield Entry(name, change.date, text, change.correction)

    @cached_property
    def _alternates(self) -> tuple[Alternate, ...]:
        """Other forms of the site, which every page names."""
        return tuple(self._other_forms())

    def _other_forms(self) -> Iterator[Alternate]:
        for page in self._pages_with_feed():
            yield Alternate(self.site.url + feed_path(page.path), "application/atom+xml", page.title)
        for file in self.edition.settings.print_files if self.site.url else ():
            if not file.leaflet:
                yield Alternate(f"{self.site.url}{file.path}", "application/pdf", file.label)
