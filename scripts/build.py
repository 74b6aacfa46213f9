"""The command: builds the site beside its place, checks all of it, and only then puts it there.

    python scripts/build.py [--site-dir DIR] [--site-url URL] [--no-pdf] [--check] [--urls]

Prints one line per step. Exit code 1 with one line per fault, and the published site is left as it was.
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
from datetime import UTC, datetime
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

from faults import Fault, read_utf8
from links import Source, check_built, explain_mkdocs
from permalinks import URLS, read_permalinks, write_urls
from policy import write_policy
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
    """Notes which pages there are. With check_only it ends the build when all are rendered, before anything is written."""

    class Done(Exception):
        pass

    def __init__(self, root: Path, *, check_only: bool) -> None:
        self.root, self.check_only = root, check_only
        self.pages: dict[str, Source] = {}  # by the name of the built file
        self.addresses: Collection[str] = ()

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
        else:
            _build(root, Path(options.site_dir), site_url)
    except (Failed, NotOurs) as error:
        lines = dict.fromkeys(str(line) for line in error.args)
        print(*lines, sep="\n", file=sys.stderr)
        print(f"nothing was written: {_count(len(lines), 'fault')}", file=sys.stderr)
        return 1
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description="Build the site, check it, and put it in its place.")
    parser.add_argument("--site-dir", default="site", metavar="DIR", help="where the site goes (default: site)")
    parser.add_argument("--site-url", metavar="URL", help="the address it will have (default: SITE_URL, else mkdocs.yml)")
    parser.add_argument("--no-pdf", action="store_true", help="leave out the PDF files")
    parser.add_argument("--check", action="store_true", help="only read and check; write nothing")
    parser.add_argument("--urls", action="store_true", help="check, and promise each new address in refs/urls.txt")
    return parser


def _build(root: Path, site_dir: Path, site_url: str) -> None:
    target = site_dir.resolve()
    new = prepare(target)
    try:
        started = time.monotonic()
        config, pages = _run_mkdocs(root, new, site_url)
        html = sum(1 for _ in new.rglob("*.html"))
        print(f"built {_count(html, 'page')} in {time.monotonic() - started:.1f} s", flush=True)

        followed, faults = check_built(new, config.site_url or "", pages.pages)
        if faults:
            raise Failed(*faults)
        print(f"followed {_count(followed, 'link')}: each leads somewhere", flush=True)
        if (root / "refs" / URLS).is_file() and (new_ones := set(pages.addresses) - set(read_permalinks(root / "refs").promised)):
            print(f"{_count(len(new_ones), 'address')} not yet promised (make urls)", flush=True)

        write_policy(new)
        files = write_manifest(new)
        size = sum(path.stat().st_size for path in new.rglob("*") if path.is_file())
        swap(new, target)
    finally:
        shutil.rmtree(new, ignore_errors=True)
    print(f"wrote {site_dir}: {_count(files, 'file')}, {size / 1e6:.1f} MB")


def _check(root: Path, site_url: str) -> Collection[str]:
    """Returns all addresses of the site."""
    started = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        _, pages = _run_mkdocs(root, Path(folder), site_url, check_only=True)
    print(f"checked {_count(len(pages.pages), 'page')} and refs/ in {time.monotonic() - started:.1f} s: no fault")
    return pages.addresses


def _run_mkdocs(root: Path, site_dir: Path, site_url: str, *, check_only: bool = False) -> tuple[MkDocsConfig, _Pages]:
    """Build with MkDocs, strict. Returns its config and the pages.

    Raises:
        Failed: with every warning, each as one line.
    """
    warnings = _Warnings(root)
    pages = _Pages(root, check_only=check_only)
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
    return config, pages


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


def _count(number: int, thing: str) -> str:
    return f"{number:,} {thing}" if number == 1 else f"{number:,} {thing}{'es' if thing.endswith('s') else 's'}"


if __name__ == "__main__":
    sys.exit(main())
