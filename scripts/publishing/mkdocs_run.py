"""MkDocs run in this process, strict: what it warns of becomes faults, and what it knows of the site is noted.

Between the command (build.py) and MkDocs. In go the project's folder and what is wanted; out come the config, the
pages, and one exception with every fault. The only module beside the hook that knows MkDocs.
"""

import logging
import os
from collections.abc import Collection
from datetime import date
from pathlib import Path
from typing import Any

import yaml
from jinja2 import TemplateNotFound
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, ConfigurationError
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from checks.links import Source, explain_mkdocs
from faults import Fault
from paper.built import BuiltPage
from paper.files import PrintFile, WrongSettings, planned


class Failed(Exception):
    """The build cannot go on; each argument is a line for the writer."""


class _Warnings(logging.Handler):
    """Collects what MkDocs and the hook warn of, as faults for the writer."""

    def __init__(self, root: Path) -> None:
        super().__init__(logging.WARNING)
        self.config, self.docs = root / "mkdocs.yml", root / "docs"
        self.faults: list[Fault] = []

    def emit(self, record: logging.LogRecord) -> None:
        if record.args and isinstance(record.args, tuple) and isinstance(record.args[0], Fault):
            self.faults.append(record.args[0])
            return
        self.faults += explain_mkdocs(record.getMessage().strip(), self.docs, self.config)

    @property
    def in_order(self) -> list[Fault]:
        """By file and line, each once. A link to a reference that another fault keeps from being listed is no news."""
        news = [fault for fault in self.faults if fault.line or "#ref-" not in fault.message]
        first: dict[tuple[str, int, int, str], Fault] = {}
        for fault in sorted(news or self.faults):
            what = fault.message.partition(" is in no fact of ")[0]  # a record's sentence also stands in tables that cite more
            first.setdefault((fault.path, fault.line, fault.column, what), fault)
        return list(first.values())


class Pages(BasePlugin):  # type: ignore[type-arg, no-untyped-call]
    """Notes which pages and PDF files there will be. With check_only it ends the build when all pages are rendered."""

    class Done(Exception):
        pass

    def __init__(self, root: Path, *, check_only: bool = False, with_pdf: bool = False) -> None:
        self.root, self.check_only, self.with_pdf = root, check_only, with_pdf
        self.pages: dict[str, Source] = {}  # by the name of the built file
        self.addresses: Collection[str] = ()
        self.in_nav: list[Page] = []
        self.files: tuple[PrintFile, ...] = ()

    @event_priority(100)  # before the hook, which reads extra.pdf as templates do
    def on_config(self, config: MkDocsConfig) -> None:
        try:
            self.files = planned(config.extra.get("print")) if self.with_pdf else ()
        except WrongSettings as error:
            raise Failed(Fault("mkdocs.yml", 0, str(error))) from None
        config.extra["pdf"] = self.files

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> None:
        self.in_nav = list(nav.pages)

    def built(self, site: Path) -> dict[str, BuiltPage]:
        """The pages of the menu as they were written, by the path of their source."""
        return {
            page.file.src_uri: BuiltPage(
                page.url.removeprefix("./"), str(page.title), (site / page.file.dest_uri).read_text("utf-8"), _day(page.meta.get("checked"))
            )
            for page in self.in_nav
        }

    @event_priority(-100)
    def on_env(self, env: Any, *, config: MkDocsConfig, files: Files) -> None:
        for file in files.documentation_pages():
            path = Path(file.abs_src_path) if file.abs_src_path else None
            if path and path.is_relative_to(self.root):
                self.pages[file.dest_uri] = Source(path.relative_to(self.root).as_posix(), path.read_text("utf-8", errors="replace"))
            else:
                self.pages[file.dest_uri] = Source(file.dest_uri, "")
            if self.check_only and file.page:
                file.page.validate_anchor_links(files=files, log_level=config.validation.links.anchors)
        self.addresses = env.globals.get("addresses", ())
        if self.check_only:
            raise self.Done


def run_mkdocs(root: Path, site_dir: Path, site_url: str, pages: Pages) -> MkDocsConfig:
    """Build with MkDocs, strict. Returns its config; `pages` notes the rest.

    Raises:
        Failed: with every warning, each as one line.
    """
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")  # Material's notice about its own future, at every start
    warnings = _Warnings(root)
    logger = logging.getLogger("mkdocs")
    logger.addHandler(warnings)
    logger.propagate = False
    try:
        config = load_config(str(root / "mkdocs.yml"), site_dir=str(site_dir.resolve()), site_url=site_url or None, strict=True)
        warnings.docs = Path(config.docs_dir)
        config.plugins.on_startup(command="build", dirty=False)
        config.plugins["pages"] = pages
        try:
            mkdocs_build(config)
        except Pages.Done:
            pass
        finally:
            config.plugins.on_shutdown()
    except ConfigurationError as error:
        raise Failed(_config_fault(error)) from None
    except TemplateNotFound as error:
        fault = Fault("mkdocs.yml", 0, f'there is no template "{error.name}" (look for it in mkdocs.yml)')
        raise Failed(*(warnings.in_order or [fault])) from None
    except Abort as error:
        raise Failed(*(warnings.in_order or [Fault("mkdocs.yml", 0, str(error))])) from None
    finally:
        logger.removeHandler(warnings)
    if warnings.faults:
        raise Failed(*warnings.in_order)
    return config


def _config_fault(error: ConfigurationError) -> Fault:
    cause = error.__cause__ or error.__context__
    if isinstance(cause, yaml.MarkedYAMLError) and cause.problem_mark:
        line = cause.problem_mark.line + 1
        return Fault("mkdocs.yml", line, f"this is not YAML: {cause.problem} (compare with the lines around it)")
    return Fault("mkdocs.yml", 0, " ".join(str(error).split()))


def _day(value: object) -> date | None:
    """A date of the front matter, if it is one."""
    return value if isinstance(value, date) else None
