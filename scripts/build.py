"""The command: builds the site beside its place, checks all of it, and only then puts it there.

    python scripts/build.py [--site-dir DIR] [--site-url URL] [--no-pdf] [--check]

Prints one line per step. Exit code 1 with one line per fault, and the published site is left as it was.
"""

import argparse
import logging
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")  # Material's notice about its own future, at every start

import yaml
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, ConfigurationError
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import Files

from faults import Fault
from links import check_built, explain_mkdocs
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
        """By file and line, each once."""
        return sorted(set(self.faults))


class _StopBeforeWriting(BasePlugin):  # type: ignore[type-arg, no-untyped-call]
    """For --check: pages are read and rendered, links checked, and nothing is written."""

    class Done(Exception):
        pages = 0

    @event_priority(-100)
    def on_env(self, env: Any, *, config: MkDocsConfig, files: Files) -> None:
        pages = [file.page for file in files.documentation_pages() if file.page]
        for page in pages:
            page.validate_anchor_links(files=files, log_level=config.validation.links.anchors)
        done = self.Done()
        done.pages = len(pages)
        raise done


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command; returns the exit code."""
    options = _parser().parse_args(arguments)
    root = Path.cwd()
    try:
        if not (root / "mkdocs.yml").is_file():
            raise Failed("mkdocs.yml: there is none in this folder (run this in the project's folder)")
        site_url = _site_url(options.site_url or os.environ.get("SITE_URL", ""))
        os.environ.setdefault("SOURCE_DATE_EPOCH", str(_build_date(root)))
        if options.check:
            _check(root, site_url)
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
    return parser


def _build(root: Path, target: Path, site_url: str) -> None:
    new = prepare(target)
    started = time.monotonic()
    config = _run_mkdocs(root, new, site_url)
    html = sum(1 for _ in new.rglob("*.html"))
    print(f"built {_count(html, 'page')} in {time.monotonic() - started:.1f} s", flush=True)

    docs = Path(config.docs_dir)
    sources = {_html_of(path, docs, config): path for path in docs.rglob("*.md")}
    followed, faults = check_built(new, urlsplit(config.site_url or "/").path or "/", sources)
    if faults:
        raise Failed(*faults)
    print(f"followed {_count(followed, 'link')}: each leads somewhere", flush=True)

    files = write_manifest(new)
    size = sum(path.stat().st_size for path in new.rglob("*") if path.is_file())
    swap(new, target)
    print(f"wrote {target}: {_count(files, 'file')}, {size / 1e6:.1f} MB")


def _check(root: Path, site_url: str) -> None:
    started = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        pages = _run_mkdocs(root, Path(folder), site_url, check_only=True)
    print(f"checked {_count(pages, 'page')} and refs/ in {time.monotonic() - started:.1f} s: no fault")


def _run_mkdocs(root: Path, site_dir: Path, site_url: str, *, check_only: bool = False) -> Any:
    """Build with MkDocs, strict. Returns its config, or with check_only the number of pages.

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
        if check_only:
            config.plugins["stop before writing"] = _StopBeforeWriting()
        result: Any = config
        try:
            mkdocs_build(config)
        except _StopBeforeWriting.Done as done:
            result = done.pages
        finally:
            config.plugins.on_shutdown()
    except ConfigurationError as error:
        raise Failed(_config_fault(error)) from None
    except Abort as error:
        raise Failed(*(warnings.in_order or [Fault("mkdocs.yml", 0, str(error))])) from None
    finally:
        logger.removeHandler(warnings)
    if warnings.faults:
        raise Failed(*warnings.in_order)
    return result


def _config_fault(error: ConfigurationError) -> Fault:
    cause = error.__cause__ or error.__context__
    if isinstance(cause, yaml.MarkedYAMLError) and cause.problem_mark:
        line = cause.problem_mark.line + 1
        return Fault("mkdocs.yml", line, f"this is not YAML: {cause.problem} (compare with the lines around it)")
    return Fault("mkdocs.yml", 0, " ".join(str(error).split()))


def _site_url(url: str) -> str:
    if url and not re.match(r"https?://[^\s/]+", url):
        raise Failed(f'"{url}" is not a web address (give --site-url or SITE_URL as https://example.org/)')
    return url if not url or url.endswith("/") else url + "/"


def _build_date(root: Path) -> int:
    """Seconds since 1970 that stand for 'now' in the site: of the last commit, else of the newest `checked` date."""
    try:
        git = subprocess.run(["git", "log", "-1", "--format=%ct"], cwd=root, capture_output=True, text=True, check=False)
        if git.returncode == 0 and git.stdout.strip():
            return int(git.stdout)
    except FileNotFoundError:
        pass
    pages = "".join(path.read_text("utf-8", errors="replace") for path in root.glob("docs/**/*.md"))
    newest = max(re.findall(r"^checked: *(\d{4}-\d\d-\d\d)$", pages, re.MULTILINE), default="1980-01-01")
    return int(datetime.fromisoformat(newest).replace(tzinfo=UTC).timestamp())


def _html_of(path: Path, docs: Path, config: MkDocsConfig) -> str:
    """The name that the page of this source has in the built site."""
    name = path.relative_to(docs).with_suffix("").as_posix()
    if not config.use_directory_urls or name == "index" or name.endswith("/index"):
        return f"{name}.html"
    return f"{name.removesuffix('README')}/index.html".lstrip("/") if name.endswith("README") else f"{name}/index.html"


def _count(number: int, thing: str) -> str:
    return f"{number:,} {thing}" if number == 1 else f"{number:,} {thing}s"


if __name__ == "__main__":
    sys.exit(main())
