"""One edition of the site: all that a build reads at its start, and a record of each page as it is rendered.

Between the pure modules and MkDocs' events. A new one is made for each build, as `serve` builds many times in one
process. In go the project's folder and, page by page, Markdown and HTML; out come the files to generate, and faults.
"""

from collections.abc import Container, Iterable, Iterator, Mapping
from functools import cached_property, partial
from pathlib import Path
from typing import NamedTuple

from markdown.extensions import Extension

from checks.blocks import check_blocks
from checks.limits import Limit, check_names, count_words
from checks.links import check_html
from checks.page import check_page, check_places, check_records, find_sources_page
from checks.passages import PassagesExtension
from checks.printed import check_images, check_letters, check_levels, check_reference_letters
from checks.safety import check_safety
from checks.tracing import works_of
from checks.wording import Rule
from evidence.charted import publish_charts
from evidence.findings import FOLDER, page_of, publish
from evidence.open_data import json_schema, to_csv, to_json
from evidence.reading import read_evidence
from evidence.records import read_records
from faults import Fault
from markup import parse
from pages.addresses import address, relative_url
from pages.chart_files import data_files
from pages.permalinks import read_permalinks
from pages.previews import Previews
from pages.search import RECORDS, SearchWords, check_words
from pages.sections import Section, distinct, sections_of
from pages.settings import Settings
from references.bibtex import read_library
from references.bibtex_export import to_bibtex
from references.csl_export import to_csl_json
from references.ris_export import to_ris
from references.shown import ReferenceList
from source.page import Page, read_page
from source.places import placed
from source.text import read_utf8, shown_path
from templates import render
from writing.blocks import Records
from writing.charts import ChartsExtension
from writing.citations import CitationsExtension
from writing.derived import DerivedExtension, say_sums
from writing.figures import FiguresExtension
from writing.finding_blocks import SCRIPT, FindingsExtension, page_markdown
from writing.foot import FootExtension
from writing.guards import AddressGuard, BracketGuard
from writing.late_lists import LateList, with_lists
from writing.leaflet_blocks import BriefsExtension, DownloadsExtension, StudiesExtension
from writing.notes import CitingPage, Desk
from writing.notices import ChangesExtension, ContactExtension, UrgentExtension
from writing.quotes import check_quotes
from writing.table_regions import TableRegionsExtension
from writing.tables import TablesExtension

RULES, LIMITS = "wording.yml", "limits.yml"
_BLOCKS = (
    FindingsExtension, TablesExtension, ChangesExtension, ContactExtension, BriefsExtension, StudiesExtension, DownloadsExtension,
    UrgentExtension, FiguresExtension, ChartsExtension,
)  # fmt: skip
EXPORTS = {"papers.bib": to_bibtex, "papers.ris": to_ris, "papers.json": to_csl_json}


class Rendered(NamedTuple):
    """What is kept of a page when it has been converted."""

    page: Page
    cites: CitingPage
    html_links: tuple[str, ...]  # written as HTML
    lists: tuple[LateList, ...]
    words: int  # of its own text
    description: str  # for previews, saying which numbers are our own sums
    sections: tuple[Section, ...]  # for the search

    def whole(self, html: str) -> str:
        """The page with its lists of sources in their places."""
        return with_lists(html, self.lists)

    @property
    def ids_in_lists(self) -> frozenset[str]:
        """What can be linked to in them."""
        return frozenset().union(*(one.ids for one in self.lists))


class Edition:
    """Pages are told apart by their path below docs/, as MkDocs does."""

    def __init__(self, root: Path, docs: Path, settings: Settings) -> None:
        refs, site = root / "refs", settings.site
        self.settings, self.site = settings, site
        self.docs = shown_path(docs, root)
        self.permalinks = read_permalinks(refs)
        self.references = ReferenceList(read_library(refs.glob("*.bib"), root), self.permalinks.former_anchors)
        self.evidence = read_evidence(refs, self.references.library)
        self.rules = read_records(refs / RULES, f"{refs.name}/{RULES}", Rule)
        self.limits = read_records(refs / LIMITS, f"{refs.name}/{LIMITS}", Limit)
        self.search_words = read_records(refs / RECORDS, f"{refs.name}/{RECORDS}", SearchWords)
        self.findings = publish(self.evidence, self.references, site.url, partial(say_sums, evidence=self.evidence))
        self.charts = publish_charts(self.evidence, self.findings, self.references)
        self.previews = Previews(self.findings, site)
        self.pages: dict[str, Page] = {}
        self.rendered: dict[str, Rendered] = {}
        self.nav_order: tuple[str, ...] = ()
        self.names: Mapping[str, str] = {}  # of the built file of each page
        self.urls: Mapping[str, str] = {}  # of each page, below the site's address
        self.sources_page, self._wants_sources = "sources.md", True  # where the bibliography stands, and whether that is to be made
        self.desk = Desk(lambda: self.sources_page, self._citing_pages, self._link)
        self._passages = PassagesExtension()
        by_slug = {finding.slug: finding for finding in self.findings}
        records = Records(
            self.evidence, self.references, by_slug, self.charts, settings.contact, settings.print_files, settings.leaflet_page,
            has_feed=bool(site.url),
        )  # fmt: skip
        self.extensions: tuple[Extension, ...] = (
            BracketGuard(self.desk),
            CitationsExtension(self.references, self.desk),
            *(block(self.desk, records) for block in _BLOCKS),
            self._passages,
            DerivedExtension(self.desk, self.evidence, lambda: self._passages.passages),
            FootExtension(self.desk, settings.checking),
            TableRegionsExtension(),
            AddressGuard(self.desk),
        )

    def shown_as(self, path: str) -> str:
        """The path that a writer knows: from the folder of mkdocs.yml."""
        return f"{self.docs}/{path}"

    def read_pages(self, files: Iterable[tuple[str, Path]]) -> Iterator[Fault]:
        """Take in the pages that writers wrote, by their paths; what is wrong with where their blocks stand."""
        for path, file in files:
            text, faults = read_utf8(file, self.shown_as(path))
            self.pages[path] = read_page(path, self.shown_as(path), text, faults)
        found = find_sources_page(self.pages.values())
        self.sources_page, self._wants_sources = found or "sources.md", found is None
        yield from check_places(self.pages.values(), self.evidence)

    @property
    def unread(self) -> tuple[Fault, ...]:
        """What kept files from being read at all. While there is any, nothing else can be judged: all rests on them."""
        files = (*self.evidence.faults, *self.rules.faults, *self.limits.faults, *self.permalinks.faults, *self.references.faults)
        pages = (fault for page in self.pages.values() for fault in page.faults)
        return tuple(fault for fault in (*files, *pages) if fault.kind in ("yaml", "bounds", "file"))

    def generated(self) -> Iterator[tuple[str, str]]:
        """Path and content of a page for each finding, with the way to the page of the whole story, and of the open data."""
        sections: dict[str, tuple[str, str]] = {}
        for page in self.pages.values():
            for slug in page.arguments("finding"):
                sections.setdefault(slug, (page.path, page.title))
        for finding in self.findings:
            urgent = self.evidence.findings.records[finding.slug].urgent
            yield page_of(finding.slug), page_markdown(finding, self.findings, sections.get(finding.slug), urgent=urgent)
        if self.findings:
            yield f"{FOLDER}/findings.json", to_json(self.findings, self.site.url, self.site.license)
            yield f"{FOLDER}/findings.csv", to_csv(self.findings)
            yield f"{FOLDER}/findings.schema.json", json_schema()
            yield SCRIPT, render("share.js")
        yield from data_files(self.charts.values())

    def sources_markdown(self) -> str | None:
        """A page for the bibliography, for a site that wrote none."""
        return render("sources.md", groups=self.references.groups) if self._wants_sources else None

    def exported(self, name: str) -> str:
        """One of the EXPORTS, when all that is cited is known."""
        return EXPORTS[name](self.references.references())

    def begin_page(self, path: str, text: str) -> Page:
        """Before a page is converted. `text` is the Markdown of a page that the build made."""
        page = self.pages.get(path) or read_page(path, self.shown_as(path), text, is_written=False)
        self.desk.begin(page)
        return page

    def end_page(self, title: str, html: str) -> tuple[Fault, ...]:
        """After the page is converted to `html`: what is wrong with it."""
        notes, passages = self.desk.notes, self._passages.passages
        page = notes.page
        works = works_of(passages, self.evidence)
        description = say_sums(page.description, works, evidence=self.evidence, untraced=page.untraced)
        cites = CitingPage(page.path, title, notes.places)
        tree = parse(html)
        sections = sections_of(tree, f"/{self.urls.get(page.path, page.path)}", title) if self.settings.searched else ()
        self.rendered[page.path] = Rendered(
            page, cites, self._passages.html_links, tuple(notes.lists), count_words(passages), description, sections
        )
        found = [*check_page(page, title, passages, self.evidence, self.rules.records, self.limits.records.values()), *notes.faults]
        found += check_blocks(page, notes.blocks, self.desk.block_names) if page.is_told else ()
        found += [*check_safety(tree), *check_images(tree)]
        if self.settings.printed:
            found += [*check_letters(tree), *check_levels(tree)]
        if not self.evidence.faults:  # a broken record is said once, where it stands
            found += notes.record_faults
        return placed(found, page.source, self.evidence.files)

    def _link(self, path: str, start: str) -> str:
        return relative_url(self.urls.get(path, path), self.urls.get(start, start))

    def _in_order(self) -> list[Rendered]:
        """The pages converted so far, in the order of the menu, then of their paths."""
        order = {path: place for place, path in enumerate(self.nav_order)}
        return sorted(self.rendered.values(), key=lambda one: (order.get(one.page.path, len(order)), one.page.path))

    def _citing_pages(self) -> tuple[CitingPage, ...]:
        return tuple(one.cites for one in self._in_order())

    def end_faults(self, base_path: str, ids: Mapping[str, Container[str]]) -> Iterator[Fault]:
        """What is wrong with all pages together, when they are rendered. `ids` tells what can be linked to in each built file."""
        for path, name in self.names.items():
            if rendered := self.rendered.get(path):
                yield from check_html(rendered.html_links, name, base_path, rendered.page.source, ids)
        yield from self.permalinks.faults
        if not self.references.faults and not self.evidence.faults:  # else what is gone may only be what could not be read
            yield from self.permalinks.check(self.addresses)
        yield from sorted(self.references.faults)
        for reference in self.references.references() if self.settings.printed else ():
            yield from check_reference_letters(reference)
        yield from (*self.evidence.faults, *self.rules.faults, *self.limits.faults, *self.search_words.faults)
        yield from check_names(self.limits, self.names)
        yield from placed(check_records(self.evidence, self.rules.records), None, self.evidence.files)
        if self.settings.searched and not self.evidence.faults:  # else a page may only be missing because its record could not be read
            yield from check_words(self.search_words, self.sections)
        yield from check_quotes(self.findings, self.limits.records.values(), self.evidence.findings)
        yield from self.previews.faults
        for slug, what in self.previews.undrawn:
            part = "withdrawn" if self.evidence.findings.records[slug].withdrawn else "short"
            yield self.evidence.findings.fault(f'"{part}" of "{slug}" {what}', slug, part, kind="preview")

    @cached_property
    def sections(self) -> tuple[Section, ...]:
        """What the search can lead to, when all pages are rendered."""
        return distinct(section for one in self._in_order() for section in one.sections)

    @property
    def addresses(self) -> list[str]:
        """Every address of this edition: its pages, and its references on the page of the bibliography."""
        found = [address(name) for name in self.names.values()]
        if sources := self.names.get(self.sources_page):
            found += [f"{address(sources)}#ref-{reference.key}" for reference in self.references.references()]
        return found
