"""The command: builds the site beside its place, checks all of it, and only then puts it there.

    python scripts/build.py [--site-dir DIR] [--site-url URL] [--no-pdf] [--check] [--urls]

Prints one line per step. Exit code 1 with one line per fault, and the published site is left as it was. Only where the
system cannot make PDF files, the site is published without them, with one line that says so and exit code 1.
"""

import argparse
import contextlib
import logging
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Collection, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")  # Material's notice about its own future, at every start

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

from built_page import BuiltPage, Imprint
from faults import Fault, read_utf8
from links import Source, check_built, explain_mkdocs
from pdf import PangoMissing, PdfError, require_pango
from permalinks import URLS, read_permalinks, write_urls
from policy import write_policy
from print_files import PrintFile, planned
from printing import make_files
from publish import NotOurs, prepare, swap, write_manifest


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


class _Pages(BasePlugin):  # type: ignore[type-arg, no-untyped-call]
    """Notes which pages and PDF files there will be. With check_only it ends the build when all pages are rendered."""

    class Done(Exception):
        pass

    def __init__(self, root: Path, *, check_only: bool = False, with_pdf: bool = False) -> None:
        self.root, self.check_only, self.with_pdf = root, check_only, with_pdf
        self.pages: dict[str, Source] = {}  # by the name of the built file
        self.addresses: Collection[str] = ()
        self.in_nav: list[Page] = []
        self.files: tuple[PrintFile, ...] = ()
        self.lacking = ""  # why no PDF files can be made

    @event_priority(100)  # before the hook, which reads extra.pdf as templates do
    def on_config(self, config: MkDocsConfig) -> None:
        files = planned(config.extra.get("print") or {}) if self.with_pdf else ()
        try:
            if files:
                require_pango()
            self.files = files
        except PangoMissing as error:
            self.lacking = str(error)
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


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command; returns the exit code."""
    options = _parser().parse_args(arguments)
    root = Path.cwd()
    try:
        if not (root / "mkdocs.yml").is_file():
            raise Failed("mkdocs.yml: there is none in this folder (run this in the project's folder)")
        if faults := read_utf8(root / "mkdocs.yml", "mkdocs.yml")[1]:
            raise Failed(*faults)
        site_url = _site_url(options.site_url or os.environ.get("SITE_URL", ""))
        os.environ.setdefault("SOURCE_DATE_EPOCH", str(_build_date(root)))
        if options.check or options.urls:
            addresses = _check(root, site_url)
            if options.urls:
                print(f"refs/{URLS}: {_count(write_urls(root / 'refs', addresses), 'new address')}")
            return 0
        return _build(root, Path(options.site_dir), site_url, with_pdf=not options.no_pdf)
    except (Failed, NotOurs) as error:
        lines = dict.fromkeys(str(line) for line in error.args)
        print(*lines, sep="\n", file=sys.stderr)
        print(f"nothing was written: {_count(len(lines), 'fault')}", file=sys.stderr)
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description="Build the site, check it, and put it in its place.")
    parser.add_argument("--site-dir", default="site", metavar="DIR", help="where the site goes (default: site)")
    parser.add_argument("--site-url", metavar="URL", help="the address it will have (default: SITE_URL, else mkdocs.yml)")
    parser.add_argument("--no-pdf", action="store_true", help="leave out the PDF files")
    parser.add_argument("--check", action="store_true", help="only read and check; write nothing")
    parser.add_argument("--urls", action="store_true", help="check, and promise each new address in refs/urls.txt")
    return parser


def _build(root: Path, site_dir: Path, site_url: str, *, with_pdf: bool) -> int:
    target = site_dir.resolve()
    new = prepare(target)
    try:
        started = time.monotonic()
        pages = _Pages(root, with_pdf=with_pdf)
        config = _run_mkdocs(root, new, site_url, pages)
        html = sum(1 for _ in new.rglob("*.html"))
        print(f"built {_count(html, 'page')} in {time.monotonic() - started:.1f} s", flush=True)

        followed, faults = check_built(new, config.site_url or "", pages.pages)
        if faults:
            raise Failed(*faults)
        print(f"followed {_count(followed, 'link')}: each leads somewhere", flush=True)
        if (root / "refs" / URLS).is_file() and (new_ones := set(pages.addresses) - set(read_permalinks(root / "refs").promised)):
            print(f"{_count(len(new_ones), 'address')} not yet promised (make urls)", flush=True)
        if pages.files:
            _print(config, new, pages)

        write_policy(new)
        files = write_manifest(new)
        size = sum(path.stat().st_size for path in new.rglob("*") if path.is_file())
        swap(new, target)
    finally:
        shutil.rmtree(new, ignore_errors=True)
    print(f"wrote {site_dir}: {_count(files, 'file')}, {size / 1e6:.1f} MB", flush=True)
    if pages.lacking:
        print(pages.lacking, file=sys.stderr)
    return 1 if pages.lacking else 0


def _print(config: MkDocsConfig, site: Path, pages: _Pages) -> None:
    """Make the PDF files of the site just built."""
    started = time.monotonic()
    built = pages.built(site)
    made = datetime.fromtimestamp(int(os.environ["SOURCE_DATE_EPOCH"]), UTC).date()
    imprint = Imprint(config.site_name, config.site_description or "", config.site_url or "/", made, config.theme.get("language") or "en")
    try:
        make_files(site, pages.files, list(built.values()), built.get(config.extra["print"].get("leaflet")), imprint)
    except PdfError as error:
        raise Failed(*error.args) from None
    print(f"made {_count(len(pages.files), 'PDF file')} in {time.monotonic() - started:.1f} s", flush=True)


def _check(root: Path, site_url: str) -> Collection[str]:
    """Returns all addresses of the site."""
    started = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        pages = _Pages(root, check_only=True)
        _run_mkdocs(root, Path(folder), site_url, pages)
    print(f"checked {_count(len(pages.pages), 'page')} and refs/ in {time.monotonic() - started:.1f} s: no fault")
    return pages.addresses


def _run_mkdocs(root: Path, site_dir: Path, site_url: str, pages: _Pages) -> MkDocsConfig:
    """Build with MkDocs, strict. Returns its config; `pages` notes the rest.

    Raises:
        Failed: with every warning, each as one line.
    """
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
        except _Pages.Done:
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


def _site_url(url: str) -> str:
    if url and not re.fullmatch(r"https?://[\w.-]+(?::\d+)?(?:/[\w.~%+-]+)*/?", url):
        raise Failed(f'"{url}" is not a web address (give --site-url or SITE_URL as https://example.org/)')
    return url if not url or url.endswith("/") else url + "/"


def _build_date(root: Path) -> int:
    """Seconds since 1970 that stand for 'now' in the site: of the last commit, else of the newest record's `checked`."""
    try:
        git = subprocess.run(["git", "log", "-1", "--format=%ct"], cwd=root, capture_output=True, text=True, check=False)
        if git.returncode == 0 and git.stdout.strip():
            return int(git.stdout)
    except FileNotFoundError:
        pass
    records = "".join(path.read_text("utf-8", errors="replace") for path in (*root.glob("docs/**/*.md"), *root.glob("refs/*.yml")))
    dates = [datetime(1980, 1, 1, tzinfo=UTC)]
    for written in re.findall(r"^ *(?:last_)?checked: *(\d{4}-\d\d-\d\d)$", records, re.MULTILINE):
        with contextlib.suppress(ValueError):  # such a date is reported where it stands
            dates.append(datetime.fromisoformat(written).replace(tzinfo=UTC))
    return int(max(dates).timestamp())


def _day(value: object) -> date | None:
    """A date of the front matter, if it is one."""
    return value if isinstance(value, date) else None


def _count(number: int, thing: str) -> str:
    return f"{number:,} {thing}" if number == 1 else f"{number:,} {thing}{'es' if thing.endswith('s') else 's'}"


if __name__ == "__main__":
    sys.exit(main())
