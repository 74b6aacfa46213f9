"""MkDocs' events, and nothing else: each gets data, calls the edition, and puts the result back.

One object holds one build: `build.py` makes it and gives it to MkDocs, for `mkdocs serve` hooks.py does. Works for any
site that has mkdocs.yml, docs/ and refs/*.bib. What is wrong is kept in `faults`, and logged as warnings for `serve`.
"""

import logging
import os
from collections.abc import Iterable, Iterator
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from datetime import date
from functools import partial
from itertools import chain
from pathlib import Path
from typing import cast
from urllib.parse import urlsplit

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from checks.days import check_days
from faults import Fault
from pages.edition import EXPORTS, Edition
from pages.previews import ICON
from pages.published import Published
from paper.images import to_images
from paper.pdf import PdfError
from paper.printing import Printing
from paper.writer import CannotPrint
from publishing.assets import drop_unused, join_assets, stamp_fonts, theme_files
from publishing.dating import last_day
from publishing.mkdocs_pages import LateFile, built_page, imprint, plain_title, url_of
from publishing.settings import mistyped, read_settings, set_defaults
from publishing.swap import write_new
from source.bounds import Clock
from source.page import Page as Written
from source.text import Text
from writing.finding_blocks import SCRIPT
from writing.late_lists import lost_lists

NAME = "evidence"
log = logging.getLogger("mkdocs.citations")


class Stop(Abort):
    """The build has done what was asked of it: it was only to check, or its settings are wrong."""


def _with(context: TemplateContext, **values: object) -> TemplateContext:
    """What templates get beside what MkDocs gives them, which is all that its type knows."""
    cast(dict[str, object], context).update(values)
    return context


class EvidencePlugin(BasePlugin):  # type: ignore[type-arg, no-untyped-call]  # as MkDocs' own examples have it
    """The build as MkDocs sees it."""

    edition: Edition
    published: Published
    _images: Future[Iterator[tuple[str, bytes]]]  # on their way

    def __init__(self, *, press: Executor | None = None, check_only: bool = False, edition_of: date | None = None) -> None:
        self.press = press or ThreadPoolExecutor(1)
        self.check_only, self.edition_of = check_only, edition_of  # the day that PDF files name; without one, none are made
        self.faults: list[Fault] = []
        self.printing: Printing | None = None
        self.pages: dict[str, Page] = {}  # MkDocs' own, by their paths
        self.in_menu: tuple[Page, ...] = ()
        self.lost_records = False  # whether a fault in a record may keep pages and places from being there
        self.at: Written | None = None  # the page that MkDocs is busy with
        self._theme_files: tuple[str, ...] = ()

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        self._require_folders(config)
        self._warn(mistyped(Path(config.config_file_path)))
        root = Path(config.config_file_path).parent
        try:
            settings = read_settings(config)
        except ValueError as error:
            self._warn([Fault("mkdocs.yml", 0, str(error), kind="config")])
            raise Stop("mkdocs.yml is wrong") from None
        set_defaults(config)
        self.edition = Edition(root, Path(config.docs_dir), settings if self.edition_of else settings._replace(print_files=()))
        self.lost_records = bool(self.edition.evidence.faults)
        self.published = Published(self.edition)
        config.markdown_extensions += self.edition.extensions  # type: ignore[arg-type]  # MkDocs' type knows names alone
        if (root / "refs").is_dir():
            config.watch.append(str(root / "refs"))
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        written = ((file.src_uri, Path(file.abs_src_path)) for file in files.documentation_pages() if file.abs_src_path)
        misplaced = tuple(self.edition.read_pages(written))
        if self.edition.unread:
            self._warn(self.edition.unread)
            raise Stop("some files could not be read")
        self._warn(misplaced)
        self._warn(check_days(self.edition.pages.values(), self.edition.evidence, last_day(os.environ)))
        for name, content in chain(self.edition.generated(), self.published.feeds()):
            self._add(files, File.generated(config, name, content=content, inclusion=InclusionLevel.NOT_IN_NAV))
        self._add_sources(files, config)
        if self.edition.findings:
            config.extra_javascript.append(SCRIPT)
        join_assets(files, config)
        self._theme_files = theme_files(files, config)
        self.edition.urls = {file.src_uri: file.url.removeprefix("./") for file in files.documentation_pages()}
        return files

    def _add_sources(self, files: Files, config: MkDocsConfig) -> None:
        """The page of the bibliography, last, as it is rendered when all that is cited is known; and its downloads."""
        path = self.edition.sources_page
        if (markdown := self.edition.sources_markdown()) is not None:
            inclusion = InclusionLevel.UNDEFINED if config.nav is None else InclusionLevel.NOT_IN_NAV
            self._add(files, File.generated(config, path, content=markdown, inclusion=inclusion))
        if sources := files.src_uris.get(path):
            files.remove(sources)
            files.append(sources)
        for name in EXPORTS:
            self._add(files, LateFile.of(config, f"{path.removesuffix('.md')}/{name}", partial(self.edition.exported, name)))

    def _add(self, files: Files, file: File) -> None:
        """Add a file that the build makes; where a writer's file has its place, say so and keep that."""
        if taken := next((other for other in files if other.dest_uri == file.dest_uri), None):
            is_sources = file.src_uri == self.edition.sources_page
            needed = "add /// bibliography | papers to it, and below that ///" if is_sources else "give yours another name"
            message = f"the build makes {file.dest_uri} itself ({needed})"
            self._warn([Fault(self.edition.shown_as(taken.src_uri), 0, message, kind="place-taken")])
        else:
            files.append(file)

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        self.in_menu = tuple(nav.pages)
        self.edition.nav_order = tuple(page.file.src_uri for page in nav.pages)
        leaflet_page = self.edition.settings.leaflet_page
        if leaflet_page and leaflet_page not in self.edition.nav_order:
            message = f"the page for leaflets, {leaflet_page}, is not in the menu (add it to nav, or correct extra.print)"
            self._warn([self._in_settings(config, "leaflet:", message)])
        return nav

    def on_page_read_source(self, *, page: Page, config: MkDocsConfig) -> str | None:
        written = self.edition.pages.get(page.file.src_uri)
        return written.readable if written else None

    def on_page_markdown(self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        Clock.start()
        here = self.edition.begin_page(page.file.src_uri, page.file.content_string if page.file.generated_by else "")
        if here.faults:
            page.meta = dict(here.values)  # MkDocs has not seen its front matter
        self.at = here
        if isinstance(page.meta.get("checked"), date):
            page.update_date = str(page.meta["checked"])  # the sitemap's lastmod: when its text was last checked
        return markdown

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        self._warn(self.edition.end_page(plain_title(page), html))
        Clock.stop()
        page.present_anchor_ids = {*(page.present_anchor_ids or ()), *self.edition.rendered[page.file.src_uri].ids_in_lists}
        return html

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> None:
        self.pages = {file.src_uri: file.page for file in files.documentation_pages() if file.page}
        self.edition.names = {path: page.file.dest_uri for path, page in self.pages.items()}
        ids = {page.file.dest_uri: page.present_anchor_ids or () for page in self.pages.values()}
        self._warn(self.edition.end_faults(urlsplit(config.site_url or "/").path or "/", ids))
        if self.check_only:
            for page in self.pages.values():
                page.validate_anchor_links(files=files, log_level=config.validation.links.anchors)
            raise Stop("checked")
        pictures = tuple(self.published.pictures(icon=config.theme.get("favicon") == ICON))
        self._images = self.press.submit(to_images, pictures)

    def on_template_context(self, context: TemplateContext, *, template_name: str, config: MkDocsConfig) -> TemplateContext:
        return _with(context, findings=self.edition.findings)

    def on_page_context(self, context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: Navigation) -> TemplateContext:
        rendered = self.edition.rendered[page.file.src_uri]
        self.at = rendered.page
        path, title = page.file.src_uri, plain_title(page)
        head, report = self.published.head(path, title), self.published.report(path, title)
        return _with(context, plain_title=title, words=rendered.words, head=head, report=report)

    @event_priority(100)  # before all others, which may change what they find
    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        page.content = None  # which MkDocs would keep, of all pages, until the end
        rendered = self.edition.rendered[page.file.src_uri]
        self._warn(lost_lists(whole := rendered.whole(output), rendered.page.shown_as))
        return whole

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        site = Path(config.site_dir)
        drop_unused(site, self._theme_files)
        set_in = (path.read_text("utf-8") for path in sorted(site.rglob("*.html"))) if config.extra.get("web_fonts") else None
        drawn = self.press.submit(lambda: write_new(site, self._images.result()))  # before PDF files, which may show them
        self._print(config)
        taken = write_new(site, self.published.files(set_in=set_in))
        try:
            taken += drawn.result()
        except PdfError as error:
            self._warn([Fault("charts", 0, f"an image cannot be drawn: {error}", kind="paper")])
        self._warn(map(self._taken, taken))
        if set_in is not None:
            stamp_fonts(site, [str(path) for path in config.extra_css])
        for name in () if config.site_url else ("sitemap.xml", "sitemap.xml.gz"):  # which can list nothing
            (site / name).unlink(missing_ok=True)

    def _print(self, config: MkDocsConfig) -> None:
        """Begin with the PDF files; not of a site that will not be."""
        site, files, leaflet_page = Path(config.site_dir), self.edition.settings.print_files, self.edition.settings.leaflet_page
        self._warn(self._taken(file.path) for file in files if (site / file.path).exists())
        if not self.edition_of or not files or self.faults:
            return
        pages = {page.file.src_uri: built_page(site, page) for page in self.in_menu}
        for_leaflet, says = pages.get(leaflet_page), imprint(config, self.edition_of)
        try:
            self.printing = Printing(site, files, [*pages.values()], for_leaflet, says, self.press)
        except CannotPrint as error:
            self._warn([self.unprintable(error)])

    def _taken(self, name: str) -> Fault:
        """A writer's file stands where one of ours would."""
        return Fault(self.edition.shown_as(name), 0, "the build makes this file itself (give yours another name)", kind="place-taken")

    def unprintable(self, error: CannotPrint) -> Fault:
        """What paper cannot hold, at its line."""
        page = next(one.page for path, one in self.edition.rendered.items() if url_of(self.pages[path]) == error.url)
        return Fault(page.shown_as, page.line_of(error.words), error.message, kind="paper")

    def _require_folders(self, config: MkDocsConfig) -> None:
        """Addresses that are promised end in a slash, and so do the links that the build makes."""
        if not config.use_directory_urls:
            message = "use_directory_urls: false is not supported, as addresses would end in .html (take this line out)"
            self._warn([self._in_settings(config, "use_directory_urls", message)])
            raise Stop("mkdocs.yml is wrong")

    @staticmethod
    def _in_settings(config: MkDocsConfig, words: str, message: str) -> Fault:
        """What is wrong in mkdocs.yml, at the line with these words."""
        path = Path(config.config_file_path)
        return Fault(path.name, Text("", path.read_text("utf-8")).line_of(words), message, kind="config")

    def _warn(self, faults: Iterable[Fault]) -> None:
        for fault in faults:
            self.faults.append(fault)
            log.warning("%s", fault)
