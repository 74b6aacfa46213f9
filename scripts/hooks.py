"""MkDocs events, and nothing else: each gets data, calls a function, and puts the result back.

Works for any site that has mkdocs.yml, docs/ and refs/*.bib. A writer's mistake becomes a warning of the form
`path:line: what is wrong (what to do)` and a visible mark on the page; `--strict` makes a failed build of it.
"""

import logging
from collections.abc import Iterable
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from bibliography import read_library
from citations import CitationsExtension
from evidence import read_evidence
from exports import to_bibtex, to_csl_json, to_ris
from faults import Fault, read_utf8
from findings import FOLDER, FindingsExtension, json_schema, page_markdown, publish, to_csv, to_json
from page_check import PageCheck
from page_source import blocks_of, read_front_matter, title_of
from reference_list import ReferenceList
from source_lists import CitingPage
from sources_page import DEFAULT_PATH, default_markdown, find_sources_page
from tables import TablesExtension

log = logging.getLogger("mkdocs.citations")

EXPORTS = {"papers.bib": to_bibtex, "papers.ris": to_ris, "papers.json": to_csl_json}


class _Build:
    """What one build gathers on its way. Replaced at each on_config, as `serve` builds many times in one process."""

    def __init__(self, config: MkDocsConfig) -> None:
        root = Path(config.config_file_path).parent
        refs = root / "refs"
        self.docs = Path(config.docs_dir)
        self.references = ReferenceList(read_library(refs.glob("*.bib"), root))
        self.evidence = read_evidence(refs, self.references.library)
        self.findings = publish(self.evidence, self.references)
        self.citations = CitationsExtension(self.references)
        self.blocks = (FindingsExtension(self.evidence, self.findings), TablesExtension(self.evidence, self.findings))
        self.check = PageCheck(refs, self.evidence)
        self.pages: dict[str, CitingPage] = {}
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
    config.watch.append(str(Path(config.config_file_path).parent / "refs"))
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    pages = {}
    for file in files.documentation_pages():
        pages[file.src_uri], faults = _source(file)
        _build.warn(faults)
    _add_findings(files, config, pages)
    _add_sources(files, config, pages)
    return files


def _add_findings(files: Files, config: MkDocsConfig, pages: dict[str, str]) -> None:
    """A page for each finding, with the way to the page that tells the whole story, and the open data."""
    if not _build.findings:
        return
    sections: dict[str, tuple[str, str]] = {}
    for path, source in pages.items():
        for slug in blocks_of(source, "finding"):
            sections.setdefault(slug, (path, title_of(source, read_front_matter(source, path))))
    for finding in _build.findings:
        markdown = page_markdown(finding, _build.findings, sections.get(finding.slug))
        name = f"{FOLDER}/{finding.slug}.md"
        files.append(File.generated(config, name, content=markdown, inclusion=InclusionLevel.NOT_IN_NAV))
    data = {
        "findings.json": to_json(_build.findings, config.site_url or "", "https://creativecommons.org/licenses/by/4.0/"),
        "findings.csv": to_csv(_build.findings),
        "findings.schema.json": json_schema(),
    }
    for name, content in data.items():
        files.append(File.generated(config, f"{FOLDER}/{name}", content=content))
    _build.warn(_build.check.placements(pages))


def _add_sources(files: Files, config: MkDocsConfig, pages: dict[str, str]) -> None:
    """The page of the bibliography, rendered last, when all that is cited is known, and its downloads."""
    path = find_sources_page(pages)
    if path is None:
        path, content = DEFAULT_PATH, default_markdown(_build.references.groups)
        inclusion = InclusionLevel.UNDEFINED if config.nav is None else InclusionLevel.NOT_IN_NAV
        files.append(File.generated(config, path, content=content, inclusion=inclusion))
    _build.citations.sources_page = path
    sources = files.src_uris[path]
    files.remove(sources)
    files.append(sources)
    for name in EXPORTS:
        _build.exports[name] = File.generated(config, f"{path.removesuffix('.md')}/{name}", content="")
        files.append(_build.exports[name])


def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
    _build.nav_order = [page.file.src_uri for page in nav.pages]
    return nav


def on_page_read_source(page: Page, config: MkDocsConfig) -> str:
    return _source(page.file)[0]


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    for extension in (_build.citations, *_build.blocks):
        extension.path = page.file.src_uri
    _build.citations.others = _build.in_reading_order()
    return markdown


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    problems = [problem for extension in (_build.citations, *_build.blocks) for problem in extension.problems]
    _build.warn(_build.check.faults(_source(page.file)[0], _shown_as(page.file), problems))
    _build.pages[page.file.src_uri] = CitingPage(page.file.src_uri, str(page.title), tuple(_build.citations.citations))
    return html


def on_env(env: object, config: MkDocsConfig, files: Files) -> None:
    for name, export in EXPORTS.items():
        _build.exports[name].content_string = export(_build.references.references())
    _build.warn(sorted(_build.references.faults))
    _build.warn(_build.check.record_faults())


def _source(file: File) -> tuple[str, tuple[Fault, ...]]:
    """The page's Markdown, from its file or from the code that generated it, and what is wrong with its bytes."""
    if not file.abs_src_path:
        return file.content_string, ()
    return read_utf8(Path(file.abs_src_path), _shown_as(file))


def _shown_as(file: File) -> str:
    """The path that a writer knows: from the folder of mkdocs.yml."""
    return f"{_build.docs.name}/{file.src_uri}"
