"""One edition of the site: all that a build reads at its start and gathers page by page.

Between the pure modules and MkDocs' events. A new one is made for each build, as `serve` builds many times in one
process. In go the project's folder and, page by page, Markdown; out come the files to generate, and faults.
"""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from lxml import html as lxml_html
from markdown.extensions import Extension
from markupsafe import Markup

from checks.links import Source, check_html
from checks.page import PageCheck
from checks.printed import check_images, check_letters, check_levels, check_reference_letters
from checks.safety import check_safety
from evidence.findings import FOLDER, json_schema, publish, to_csv, to_json
from evidence.studies import read_evidence
from faults import Fault, read_utf8
from fonts import web_fonts
from pages.cards import draw_icon
from pages.head import Alternate, PageHead, Site, head, stub
from pages.permalinks import read_permalinks
from pages.previews import ICON, Previews
from paper.files import PrintFile
from references.bibtex import read_library
from references.exports import to_bibtex, to_csl_json, to_ris
from references.shown import ReferenceList
from source import blocks_of, check_bibliographies, find_sources_page, read_front_matter, title_of
from templates import render
from writing.blocks import RecordBlocks
from writing.changes import ChangesExtension
from writing.citations import CitationsExtension
from writing.finding_blocks import SCRIPT, FindingsExtension, page_markdown
from writing.leaflet_blocks import BriefsExtension, DownloadsExtension, StudiesExtension
from writing.source_lists import CitingPage
from writing.tables import TablesExtension
from writing.urgent import UrgentExtension

LICENSE = "https://creativecommons.org/licenses/by/4.0/"  # of the open data
MOVED_SCRIPT = "assets/moved.js"
EXPORTS = {"papers.bib": to_bibtex, "papers.ris": to_ris, "papers.json": to_csl_json}


class Edition:
    """Pages are told apart by their path below docs/, as MkDocs does."""

    def __init__(self, root: Path, docs: Path, site: Site, print_files: Sequence[PrintFile] = (), *, printed: bool = False) -> None:
        refs = root / "refs"
        self.site, self.print_files = site, print_files
        self.printed = printed  # whether the site is set in our typefaces, or printed: then it must be printable
        self.docs = docs.relative_to(root).as_posix() if docs.is_relative_to(root) else docs.as_posix()
        self.permalinks = read_permalinks(refs)
        self.references = ReferenceList(read_library(refs.glob("*.bib"), root), self.permalinks.former_anchors)
        self.evidence = read_evidence(refs, self.references.library)
        self.findings = publish(self.evidence, self.references, site.url or "/")
        self.previews = Previews(self.findings, site)
        self.citations = CitationsExtension(self.references)
        self.blocks: tuple[RecordBlocks, ...] = (
            FindingsExtension(self.evidence, self.findings, self.references),
            TablesExtension(self.evidence, self.findings),
            ChangesExtension(self.evidence),
            BriefsExtension(self.evidence, self.findings),
            StudiesExtension(self.evidence, self.references),
            DownloadsExtension(print_files),
            UrgentExtension(self.evidence),
        )
        self.check = PageCheck(refs, self.evidence)
        self.texts: dict[str, str] = {}  # the Markdown of each page
        self.nav_order: list[str] = []
        self._pages: dict[str, CitingPage] = {}
        self._heads: dict[str, PageHead] = {}  # by the page's address
        self._html_links: dict[str, tuple[str, ...]] = {}
        self.names: Mapping[str, str] = {}  # of the built file of each page

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

    def finding_files(self) -> Iterator[tuple[str, str]]:
        """Path and content of a page for each finding, with the way to the page of the whole story, and of the open data."""
        sections: dict[str, tuple[str, str]] = {}
        for path, source in self.texts.items():
            for slug in blocks_of(source, "finding"):
                sections.setdefault(slug, (path, title_of(source, read_front_matter(source, path))))
        for finding in self.findings:
            yield (
                f"{FOLDER}/{finding.slug}.md",
                page_markdown(
                    finding, self.findings, sections.get(finding.slug), urgent=self.evidence.findings.records[finding.slug].urgent
                ),
            )
        if self.findings:
            yield f"{FOLDER}/findings.json", to_json(self.findings, self.site.url, LICENSE)
            yield f"{FOLDER}/findings.csv", to_csv(self.findings)
            yield f"{FOLDER}/findings.schema.json", json_schema()
            yield SCRIPT, render("share.js")

    def sources_markdown(self) -> str:
        """A page for the bibliography, for a site that wrote none."""
        return render("sources.md", groups=self.references.groups)

    def begin_page(self, path: str) -> None:
        """Before a page is converted."""
        self.citations.path = path
        for block in self.blocks:
            block.path = path
        order = {path: place for place, path in enumerate(self.nav_order)}
        self.citations.others = tuple(sorted(self._pages.values(), key=lambda page: (order.get(page.path, len(order)), page.path)))
        self.citations.sources_page = self.sources_page

    def end_page(self, path: str, title: str, source: str, html: str) -> tuple[Fault, ...]:
        """After a page is converted to `html`: what is wrong with it."""
        self._html_links[path] = self.check.extension.html_links
        self._pages[path] = CitingPage(path, title, tuple(self.citations.citations))
        tree = lxml_html.document_fromstring(html or "<p></p>")
        problems = [*self.citations.problems, *check_safety(html), *check_images(tree)]
        if self.printed:
            problems += [*check_letters(tree), *check_levels(tree)]
        if not self.evidence.faults:  # a broken record is said once, where it stands
            problems += [problem for block in self.blocks for problem in block.problems]
        return self.check.faults(source, self.shown_as(path), title, problems, written=path in self.texts)

    def check_html_links(self, base_path: str, ids: Mapping[str, Container[str]]) -> Iterator[Fault]:
        """Links written as HTML that lead nowhere. `ids` tells what can be linked to in each built file."""
        for path, name in self.names.items():
            source = Source(self.shown_as(path), self.texts.get(path, ""))
            yield from check_html(self._html_links.get(path, ()), name, base_path, source, ids)

    @property
    def addresses(self) -> list[str]:
        """Every address of this edition: its pages, and its references on the page of the bibliography."""
        found = [_address(name) for name in self.names.values()]
        if sources := self.names.get(self.sources_page):
            found += [f"{_address(sources)}#ref-{reference.key}" for reference in self.references.references()]
        return found

    def head(self, path: str, name: str, title: str, meta: Mapping[str, Any]) -> Markup:
        """What the page's head says of it. `name` is that of its built file, `meta` its front matter."""
        own = [finding for finding in self.findings if path == f"{FOLDER}/{finding.slug}.md"]
        held = blocks_of(self.texts.get(path, ""), "finding")
        keys = dict.fromkeys(citation.key for citation in self._pages[path].citations) if path in self._pages else ()
        page = PageHead(
            title=str(meta.get("title") or title),  # `title` is the menu's, which is shorter
            description=str(meta.get("description") or self.site.description),
            url=self.site.url + _address(name)[1:] if self.site.url else "",
            checked=meta.get("checked") if isinstance(meta.get("checked"), date) else None,
            finding=own[0] if own else None,
            findings=tuple(own or [finding for finding in self.findings if finding.slug in held]),
            references=tuple(self.references.get(key).reference for key in keys),
            image=self.previews.image(own[0].slug if own else None),
            alternates=tuple(self._alternates()),
        )
        self._heads[_address(name)] = page
        return head(page, self.site)

    def files(self, *, set_in: Iterable[str], icon: bool) -> Iterator[tuple[str, str | bytes]]:
        """What stands beside the pages: images, stubs where a page has moved, and what the site's look asks for.

        `set_in` are the pages as they were built, where the site is to be set in our typefaces.
        """
        yield from self.previews.files()
        if texts := [*set_in]:
            yield from web_fonts(texts)
        if icon:
            yield ICON, draw_icon()
        for old, new in self.permalinks.stubs(self.addresses):
            if page := self._heads.get(new.partition("#")[0]):
                up = "../" * (old.count("/") - 1)
                yield f"{old[1:]}index.html", stub(page, self.site, up + new[1:], up + MOVED_SCRIPT)
        if self.permalinks.moved:
            yield MOVED_SCRIPT, render("moved.js")

    def _alternates(self) -> Iterator[Alternate]:
        for path, source in self.texts.items() if self.site.url else ():
            if blocks_of(source, "changes"):
                title = title_of(source, read_front_matter(source, path))
                yield Alternate(self.site.url + _address(self.names[path])[1:], "text/html", title)
        for file in self.print_files if self.site.url else ():
            if not file.leaflet:
                yield Alternate(f"{self.site.url}{file.path}", "application/pdf", file.label)

    def end_faults(self) -> Iterator[Fault]:
        """What is wrong with what was shown, whatever page it stands on, and with addresses that are gone."""
        yield from self.permalinks.faults
        if not self.references.faults and not self.evidence.faults:  # else what is gone may only be what could not be read
            yield from self.permalinks.check(self.addresses)
        yield from sorted(self.references.faults)
        for reference in self.references.references() if self.printed else ():
            yield from check_reference_letters(reference)
        yield from self.check.record_faults()
        yield from self.previews.faults
        for slug, what in self.previews.undrawn:
            part = "withdrawn" if self.evidence.findings.records[slug].withdrawn else "short"
            yield self.evidence.findings.fault(f'"{part}" of "{slug}" {what}', slug, part)


def _address(name: str) -> str:
    """The address of a built file: /findings/ for findings/index.html."""
    return f"/{name.removesuffix('index.html')}"
