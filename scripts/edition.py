"""One edition of the site: all that a build reads at its start and gathers page by page.

Between the pure modules and MkDocs' events. A new one is made for each build, as `serve` builds many times in one
process. In go the project's folder and, page by page, Markdown; out come the files to generate, and faults.
"""

from collections.abc import Container, Iterator, Mapping, Sequence
from pathlib import Path

from markdown.extensions import Extension

from backlinks import CitingPage
from bibliography import read_library
from citations import CitationsExtension
from evidence import read_evidence
from exports import to_bibtex, to_csl_json, to_ris
from faults import Fault, read_utf8
from findings import FOLDER, FindingsExtension, json_schema, page_markdown, publish, to_csv, to_json
from leaflet_blocks import BriefsExtension, DownloadsExtension, StudiesExtension
from links import Source, check_html
from page_check import PageCheck
from page_text import blocks_of, check_bibliographies, find_sources_page, read_front_matter, title_of
from print_files import PrintFile
from reference_list import ReferenceList
from tables import TablesExtension
from templates import render

LICENSE = "https://creativecommons.org/licenses/by/4.0/"  # of the open data
EXPORTS = {"papers.bib": to_bibtex, "papers.ris": to_ris, "papers.json": to_csl_json}


class Edition:
    """Pages are told apart by their path below docs/, as MkDocs does."""

    def __init__(self, root: Path, docs: Path, print_files: Sequence[PrintFile] = ()) -> None:
        refs = root / "refs"
        self.docs = docs.relative_to(root).as_posix() if docs.is_relative_to(root) else docs.as_posix()
        self.references = ReferenceList(read_library(refs.glob("*.bib"), root))
        self.evidence = read_evidence(refs, self.references.library)
        self.findings = publish(self.evidence, self.references)
        self.citations = CitationsExtension(self.references)
        self.blocks = (
            FindingsExtension(self.evidence, self.findings),
            TablesExtension(self.evidence, self.findings),
            BriefsExtension(self.evidence, self.findings),
            StudiesExtension(self.evidence, self.references),
            DownloadsExtension(print_files),
        )
        self.check = PageCheck(refs, self.evidence)
        self.texts: dict[str, str] = {}  # the Markdown of each page
        self.nav_order: list[str] = []
        self._pages: dict[str, CitingPage] = {}
        self._html_links: dict[str, tuple[str, ...]] = {}

    @property
    def extensions(self) -> list[Extension]:
        """For Python-Markdown."""
        return [self.citations, *self.blocks, self.check.extension]

    @property
    def has_bibliography(self) -> bool:
        """Whether a writer's page holds it."""
        return find_sources_page(self.texts) is not None

    @property
    def sources_page(self) -> str:
        """The path of the page that holds the bibliography, or is to be made for it."""
        return find_sources_page(self.texts) or "sources.md"

    def shown_as(self, path: str) -> str:
        """The path that a writer knows: from the folder of mkdocs.yml."""
        return f"{self.docs}/{path}"

    def read_page(self, path: str, file: Path) -> tuple[Fault, ...]:
        """Take in a page that a writer wrote."""
        self.texts[path], faults = read_utf8(file, self.shown_as(path))
        return faults

    def check_blocks(self) -> Iterator[Fault]:
        """What is wrong with where bibliographies and findings stand, when all pages are read."""
        yield from check_bibliographies(self.texts, self.docs)
        yield from self.check.placements(self.texts, self.docs)

    def finding_files(self, site_url: str) -> Iterator[tuple[str, str]]:
        """Path and content of a page for each finding, with the way to the page of the whole story, and of the open data."""
        sections: dict[str, tuple[str, str]] = {}
        for path, source in self.texts.items():
            for slug in blocks_of(source, "finding"):
                sections.setdefault(slug, (path, title_of(source, read_front_matter(source, path))))
        for finding in self.findings:
            yield f"{FOLDER}/{finding.slug}.md", page_markdown(finding, self.findings, sections.get(finding.slug))
        if self.findings:
            yield f"{FOLDER}/findings.json", to_json(self.findings, site_url, LICENSE)
            yield f"{FOLDER}/findings.csv", to_csv(self.findings)
            yield f"{FOLDER}/findings.schema.json", json_schema()

    def sources_markdown(self) -> str:
        """A page for the bibliography, for a site that wrote none."""
        return render("sources.md", groups=self.references.groups)

    def begin_page(self, path: str) -> None:
        """Before a page is converted."""
        for extension in (self.citations, *self.blocks):
            extension.path = path
        order = {path: place for place, path in enumerate(self.nav_order)}
        self.citations.others = tuple(sorted(self._pages.values(), key=lambda page: (order.get(page.path, len(order)), page.path)))
        self.citations.sources_page = self.sources_page

    def end_page(self, path: str, title: str, source: str) -> tuple[Fault, ...]:
        """After a page is converted: what is wrong with it."""
        self._html_links[path] = self.check.extension.html_links
        self._pages[path] = CitingPage(path, title, tuple(self.citations.citations))
        blocks = () if self.evidence.faults else self.blocks  # a broken record is said once, where it stands
        problems = [problem for extension in (self.citations, *blocks) for problem in extension.problems]
        return self.check.faults(source, self.shown_as(path), problems, written=path in self.texts)

    def check_html_links(self, names: dict[str, str], base_path: str, ids: Mapping[str, Container[str]]) -> Iterator[Fault]:
        """Links written as HTML that lead nowhere. `names` gives the built file of each page, `ids` what can be linked to in it."""
        for path, name in names.items():
            source = Source(self.shown_as(path), self.texts.get(path, ""))
            yield from check_html(self._html_links.get(path, ()), name, base_path, source, ids)

    def end_faults(self) -> Iterator[Fault]:
        """What is wrong with what was shown, whatever page it stands on."""
        yield from sorted(self.references.faults)
        yield from self.check.record_faults()
