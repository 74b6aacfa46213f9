"""MkDocs events, and nothing else: each gets data, calls a function, and puts the result back.

Works for any site that has mkdocs.yml, docs/ and refs/*.bib. A writer's mistake becomes a warning of the form
`path:line: what is wrong (what to do)` and a visible mark on the page; `--strict` makes a failed build of it.
"""

import logging
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import urlsplit

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from backlinks import CitingPage
from bibliography import read_library
from citations import CitationsExtension
from evidence import read_evidence
from exports import to_bibtex, to_csl_json, to_ris
from faults import Fault, read_utf8
from findings import FOLDER, FindingsExtension, json_schema, page_markdown, publish, to_csv, to_json
from links import Source, check_html
from page_check import PageCheck
from page_text import blocks_of, check_bibliographies, find_sources_page, read_front_matter, title_of, without_broken_front_matter
from reference_list import ReferenceList
from tables import TablesExtension
from templates import render

log = logging.getLogger("mkdocs.citations")

LICENSE = "https://creativecommons.org/licenses/by/4.0/"  # of the open data
EXPORTS = {"papers.bib": to_bibtex, "papers.ris": to_ris, "papers.json": to_csl_json}


class _Build:
    """What one build gathers on its way. Replaced at each on_config, as `serve` builds many times in one process."""

    def __init__(self, config: MkDocsConfig) -> None:
        root = Path(config.config_file_path).parent
        refs = root / "refs"
        docs = Path(config.docs_dir)
        self.docs = docs.relative_to(root).as_posix() if docs.is_relative_to(root) else docs.as_posix()
        self.references = ReferenceList(read_library(refs.glob("*.bib"), root))
        self.evidence = read_evidence(refs, self.references.library)
        self.findings = publish(self.evidence, self.references)
        self.citations = CitationsExtension(self.references)
        self.blocks = (FindingsExtension(self.evidence, self.findings), TablesExtension(self.evidence, self.findings))
        self.check = PageCheck(refs, self.evidence)
        self.texts: dict[str, str] = {}  # the Markdown of each page, by path
        self.pages: dict[str, CitingPage] = {}
        self.html_links: dict[str, tuple[str, ...]] = {}
        self.nav_order: list[str] = []
        self.exports: dict[str, File] = {}

    def in_reading_order(self) -> tuple[CitingPage, ...]:
        """The pages rendered so far: those of the nav in its order, then the rest by name."""
        order = {path: place for place, path in enumerate(self.nav_order)}
        return tuple(sorted(self.pages.values(), key=lambda page: (order.get(page.path, len(order)), page.path)))

    def warn(self, faults: Iterable[Fault]) -> None:
        for fault in faults:
            log.warning("%s", fault)


_build: _Build


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    global _build
    _build = _Build(config)
    config.markdown_extensions += [_build.citations, *_build.blocks, _build.check.extension]  # type: ignore[list-item]
    refs = Path(config.config_file_path).parent / "refs"
    if refs.is_dir():
        config.watch.append(str(refs))
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    for file in files.documentation_pages():
        if file.abs_src_path:
            _build.texts[file.src_uri], faults = read_utf8(Path(file.abs_src_path), _shown_as(file))
            _build.warn(faults)
    _build.warn(check_bibliographies(_build.texts, _build.docs))
    _build.warn(_build.check.placements(_build.texts))
    _add_findings(files, config)
    _add_sources(files, config)
    return files


def _add_findings(files: Files, config: MkDocsConfig) -> None:
    """A page for each finding, with the way to the page that tells the whole story, and the open data."""
    if not _build.findings:
        return
    sections: dict[str, tuple[str, str]] = {}
    for path, source in _build.texts.items():
        for slug in blocks_of(source, "finding"):
            sections.setdefault(slug, (path, title_of(source, read_front_matter(source, path))))
    for finding in _build.findings:
        markdown = page_markdown(finding, _build.findings, sections.get(finding.slug))
        _add(files, config, f"{FOLDER}/{finding.slug}.md", markdown, InclusionLevel.NOT_IN_NAV)
    _add(files, config, f"{FOLDER}/findings.json", to_json(_build.findings, config.site_url or "", LICENSE))
    _add(files, config, f"{FOLDER}/findings.csv", to_csv(_build.findings))
    _add(files, config, f"{FOLDER}/findings.schema.json", json_schema())


def _add_sources(files: Files, config: MkDocsConfig) -> None:
    """The page of the bibliography, rendered last, when all that is cited is known, and its downloads."""
    path = find_sources_page(_build.texts)
    if path is None:
        path = "sources.md"
        inclusion = InclusionLevel.UNDEFINED if config.nav is None else InclusionLevel.NOT_IN_NAV
        _add(files, config, path, render("sources.md", groups=_build.references.groups), inclusion)
    _build.citations.sources_page = path
    if sources := files.src_uris.get(path):
        files.remove(sources)
        files.append(sources)
    for name in EXPORTS:
        if file := _add(files, config, f"{path.removesuffix('.md')}/{name}", ""):
            _build.exports[name] = file


def _add(files: Files, config: MkDocsConfig, name: str, content: str, inclusion: InclusionLevel = InclusionLevel.UNDEFINED) -> File | None:
    """Add a file that the build makes; where a writer's file has its place, say so and keep that."""
    file = File.generated(config, name, content=content, inclusion=inclusion)
    if taken := next((other for other in files if other.dest_uri == file.dest_uri), None):
        needed = " (add /// bibliography | papers to it, and below that ///)" if name == "sources.md" else " (give yours another name)"
        _build.warn([Fault(_shown_as(taken), 0, f"the build makes {file.dest_uri} itself{needed}")])
        return None
    files.append(file)
    return file


def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
    _build.nav_order = [page.file.src_uri for page in nav.pages]
    return nav


def on_page_read_source(page: Page, config: MkDocsConfig) -> str:
    return without_broken_front_matter(_source(page.file))


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    for extension in (_build.citations, *_build.blocks):
        extension.path = page.file.src_uri
    _build.citations.others = _build.in_reading_order()
    return markdown


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    problems = [problem for extension in (_build.citations, *_build.blocks) for problem in extension.problems]
    _build.warn(_build.check.faults(_source(page.file), _shown_as(page.file), problems))
    _build.html_links[page.file.src_uri] = _build.check.extension.html_links
    _build.pages[page.file.src_uri] = CitingPage(page.file.src_uri, str(page.title), tuple(_build.citations.citations))
    return html


def on_env(env: object, config: MkDocsConfig, files: Files) -> None:
    for name, file in _build.exports.items():
        file.content_string = EXPORTS[name](_build.references.references())
    _check_html_links(files, config)
    _build.warn(sorted(_build.references.faults))
    _build.warn(_build.check.record_faults())


def _check_html_links(files: Files, config: MkDocsConfig) -> None:
    """MkDocs checks links in Markdown; those written as HTML are checked here, for `build --check` as well."""
    pages = [file for file in files.documentation_pages() if file.page]
    ids = {file.dest_uri: file.page.present_anchor_ids or () for file in pages if file.page}
    base_path = urlsplit(config.site_url or "/").path or "/"
    for file in pages:
        source = Source(_shown_as(file), _source(file))
        _build.warn(check_html(_build.html_links.get(file.src_uri, ()), file.dest_uri, base_path, source, ids))


def _source(file: File) -> str:
    """The page's Markdown, from its file or from the code that generated it."""
    return _build.texts.get(file.src_uri) or file.content_string


def _shown_as(file: File) -> str:
    """The path that a writer knows: from the folder of mkdocs.yml."""
    return f"{_build.docs}/{file.src_uri}"
