"""MkDocs events, and nothing else: each gets data, calls a function, and puts the result back.

Works for any site that has mkdocs.yml, docs/ and refs/*.bib. A writer's mistake becomes a warning of the form
`path:line: what is wrong (what to do)` and a visible mark on the page; `--strict` makes a failed build of it.
"""

import logging
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from bibliography import read_library
from citations import CitationsExtension
from exports import to_bibtex, to_csl_json, to_ris
from faults import Fault, read_utf8
from page_source import locate, read_front_matter
from reference_list import ReferenceList
from source_lists import CitingPage
from sources_page import DEFAULT_PATH, check_blocks, default_markdown, find_sources_page

log = logging.getLogger("mkdocs.citations")

EXPORTS = {"papers.bib": to_bibtex, "papers.ris": to_ris, "papers.json": to_csl_json}


class _Build:
    """What one build gathers on its way. Replaced at each on_config, as `serve` builds many times in one process."""

    def __init__(self, config: MkDocsConfig) -> None:
        root = Path(config.config_file_path).parent
        self.docs = Path(config.docs_dir)
        self.references = ReferenceList(read_library((root / "refs").glob("*.bib"), root))
        self.extension = CitationsExtension(self.references)
        self.pages: dict[str, CitingPage] = {}
        self.nav_order: list[str] = []
        self.exports: dict[str, File] = {}

    def in_reading_order(self) -> tuple[CitingPage, ...]:
        """The pages rendered so far: those of the nav in its order, then the rest by name."""
        order = {path: place for place, path in enumerate(self.nav_order)}
        return tuple(sorted(self.pages.values(), key=lambda page: (order.get(page.path, len(order)), page.path)))

    def warn(self, *faults: Fault) -> None:
        for fault in faults:
            log.warning("%s", fault)


_build: _Build


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    global _build
    _build = _Build(config)
    config.markdown_extensions.append(_build.extension)  # type: ignore[arg-type]
    config.watch.append(str(Path(config.config_file_path).parent / "refs"))
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    pages = {}
    for file in files.documentation_pages():
        pages[file.src_uri], faults = _source(file)
        _build.warn(*faults)
    path = find_sources_page(pages)
    if path is None:
        path, content = DEFAULT_PATH, default_markdown(_build.references.groups)
        inclusion = InclusionLevel.UNDEFINED if config.nav is None else InclusionLevel.NOT_IN_NAV
        files.append(File.generated(config, path, content=content, inclusion=inclusion))
    _build.extension.sources_page = path
    sources = files.src_uris[path]
    files.remove(sources)
    files.append(sources)  # rendered last, when all that is cited is known
    for name in EXPORTS:
        _build.exports[name] = File.generated(config, f"{path.removesuffix('.md')}/{name}", content="")
        files.append(_build.exports[name])
    return files


def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
    _build.nav_order = [page.file.src_uri for page in nav.pages]
    return nav


def on_page_read_source(page: Page, config: MkDocsConfig) -> str:
    return _source(page.file)[0]


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    _build.warn(*read_front_matter(_source(page.file)[0], _shown_as(page.file)))
    _build.extension.path = page.file.src_uri
    _build.extension.others = _build.in_reading_order()
    return markdown


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    source = _source(page.file)[0]
    problems = (*check_blocks(source), *_build.extension.problems)
    _build.warn(*locate(problems, source, _shown_as(page.file)))
    _build.pages[page.file.src_uri] = CitingPage(page.file.src_uri, str(page.title), tuple(_build.extension.citations))
    return html


def on_env(env: object, config: MkDocsConfig, files: Files) -> None:
    for name, export in EXPORTS.items():
        _build.exports[name].content_string = export(_build.references.references())
    _build.warn(*sorted(_build.references.faults))


def _source(file: File) -> tuple[str, tuple[Fault, ...]]:
    """The page's Markdown, from its file or from the code that generated it, and what is wrong with its bytes."""
    if not file.abs_src_path:
        return file.content_string, ()
    return read_utf8(Path(file.abs_src_path), _shown_as(file))


def _shown_as(file: File) -> str:
    """The path that a writer knows: from the folder of mkdocs.yml."""
    return f"{_build.docs.name}/{file.src_uri}"
