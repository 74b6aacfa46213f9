"""MkDocs events, and nothing else: each gets data, calls a function, and puts the result back.

Works for any site that has mkdocs.yml, docs/ and refs/*.bib. A writer's mistake becomes a warning of the form
`path:line: what is wrong (what to do)` and a visible mark on the page; `--strict` makes a failed build of it.
"""

import logging
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from faults import Fault
from pages.edition import EXPORTS, LICENSE, Edition
from pages.head import Site
from pages.previews import ICON
from publishing.swap import write_new
from source import without_broken_front_matter

log = logging.getLogger("mkdocs.citations")

_edition: Edition
_exports: dict[str, File] = {}


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    global _edition
    root = Path(config.config_file_path).parent
    site = Site(config.site_name, config.site_description or "", config.site_url or "", str(config.extra.get("locale") or "en_US"), LICENSE)
    _edition = Edition(root, Path(config.docs_dir), site, config.extra.get("pdf", ()))  # build.py says which PDF files it will make
    config.markdown_extensions += _edition.extensions  # type: ignore[arg-type]
    if (root / "refs").is_dir():
        config.watch.append(str(root / "refs"))
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    for file in files.documentation_pages():
        if file.abs_src_path:
            _warn(_edition.read_page(file.src_uri, Path(file.abs_src_path)))
    _warn(_edition.check_blocks())
    for name, content in _edition.finding_files():
        _add(files, config, name, content, InclusionLevel.NOT_IN_NAV)
    for pdf in config.extra.get("pdf", ()):
        _add(files, config, pdf.path, "")  # build.py puts the real one there
    _add_sources(files, config)
    return files


def _add_sources(files: Files, config: MkDocsConfig) -> None:
    """The page of the bibliography, last, as it is rendered when all that is cited is known; and its downloads."""
    path = _edition.sources_page
    if not _edition.has_bibliography:
        inclusion = InclusionLevel.UNDEFINED if config.nav is None else InclusionLevel.NOT_IN_NAV
        _add(files, config, path, _edition.sources_markdown(), inclusion)
    if sources := files.src_uris.get(path):
        files.remove(sources)
        files.append(sources)
    _exports.clear()
    for name in EXPORTS:
        if file := _add(files, config, f"{path.removesuffix('.md')}/{name}", ""):
            _exports[name] = file


def _add(files: Files, config: MkDocsConfig, name: str, content: str, inclusion: InclusionLevel = InclusionLevel.UNDEFINED) -> File | None:
    """Add a file that the build makes; where a writer's file has its place, say so and keep that."""
    file = File.generated(config, name, content=content, inclusion=inclusion)
    if taken := next((other for other in files if other.dest_uri == file.dest_uri), None):
        needed = "add /// bibliography | papers to it, and below that ///" if name == _edition.sources_page else "give yours another name"
        _warn([Fault(_edition.shown_as(taken.src_uri), 0, f"the build makes {file.dest_uri} itself ({needed})")])
        return None
    files.append(file)
    return file


def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
    _edition.nav_order = [page.file.src_uri for page in nav.pages]
    return nav


def on_page_read_source(page: Page, config: MkDocsConfig) -> str:
    return without_broken_front_matter(_source(page.file))


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    _edition.begin_page(page.file.src_uri)
    if isinstance(page.meta.get("checked"), date):
        page.update_date = str(page.meta["checked"])  # the sitemap's lastmod: when its text was last checked
    return markdown


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    _warn(_edition.end_page(page.file.src_uri, str(page.title), _source(page.file), html))
    return html


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> None:
    for name, file in _exports.items():
        file.content_string = EXPORTS[name](_edition.references.references())
    pages = [file for file in files.documentation_pages() if file.page]
    ids = {file.dest_uri: file.page.present_anchor_ids or () for file in pages if file.page}
    base_path = urlsplit(config.site_url or "/").path or "/"
    _edition.names = {file.src_uri: file.dest_uri for file in pages}
    _warn(_edition.check_html_links(base_path, ids))
    _warn(_edition.end_faults())
    for note in _edition.references.notes:
        log.debug("%s", note)
    env.globals |= {"addresses": _edition.addresses, "findings": _edition.findings}


def on_page_context(context: TemplateContext, page: Page, config: MkDocsConfig, nav: Navigation) -> TemplateContext:
    context["head"] = _edition.head(page.file.src_uri, page.file.dest_uri, str(page.title), page.meta)  # type: ignore[typeddict-unknown-key]
    return context


def on_post_build(config: MkDocsConfig) -> None:
    files = _edition.files(web_fonts=bool(config.extra.get("web_fonts")), icon=config.theme.get("favicon") == ICON)
    for name in write_new(Path(config.site_dir), files):
        _warn([Fault(_edition.shown_as(name), 0, "the build makes this file itself (give yours another name)")])


def _source(file: File) -> str:
    """The page's Markdown, from its file or from the code that generated it."""
    return _edition.texts.get(file.src_uri) or file.content_string


def _warn(faults: Iterable[Fault]) -> None:
    for fault in faults:
        log.warning("%s", fault)
