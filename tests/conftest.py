"""What tests share: small sites built for real, the real site built once, and a browser."""

import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import chdir, contextmanager
from dataclasses import dataclass
from datetime import date
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import hypothesis
import pytest

from build import main

ROOT = Path(__file__).parent.parent

# How long an example takes tells how busy the machine is, not whether a rule holds.
hypothesis.settings.register_profile("no deadline", deadline=None)
hypothesis.settings.load_profile("no deadline")

LAST_DAY = date(2027, 3, 1)  # no day in a test's site may be later, whatever the clock says

PAPER = """\
@article{caro2008,
  author  = {Caro, Xavier J. and Winter, Earl F.},
  title   = {A title},
  journal = {Rheumatology (Oxford)},
  year    = 2008,
}
"""

MKDOCS = f"""\
site_name: Test
site_url: https://example.org/
theme: {{name: mkdocs, highlightjs: false}}
plugins: []
hooks: [{ROOT / "scripts" / "hooks.py"}]
markdown_extensions: [attr_list, footnotes, tables, admonition, md_in_html, def_list]
validation: {{omitted_files: warn, absolute_links: relative_to_docs, unrecognized_links: warn, not_found: warn, anchors: warn}}
"""


@dataclass(frozen=True)
class Built:
    """What one run of build.py did."""

    code: int
    faults: list[str]  # the lines on standard error, without the last
    folder: Path
    said: str = ""  # on standard output

    def html(self, name: str = "index.html") -> str:
        return (self.folder / "site" / name).read_text("utf-8")


@pytest.fixture
def build_site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Callable[..., Built]:
    """Builds a small site from `{path: text or bytes}` and tells what came of it."""

    def build(files: Mapping[str, str | bytes], *arguments: str) -> Built:
        for name, content in {"mkdocs.yml": MKDOCS, "refs/papers.bib": PAPER, **files}.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content.encode() if isinstance(content, str) else content)
        monkeypatch.chdir(tmp_path)
        monkeypatch.delenv("SITE_URL", raising=False)
        monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
        monkeypatch.setattr("publishing.plugin.last_day", lambda environment: LAST_DAY)
        capfd.readouterr()
        code = main(list(arguments))
        said, told = capfd.readouterr()
        lines = told.splitlines()
        assert bool(lines) == bool(code)
        return Built(code, lines[:-1], tmp_path, said)

    return build


@pytest.fixture(scope="session")
def real_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real site, built strict: a single warning fails every test that uses it."""
    return built_strict(ROOT, tmp_path_factory.mktemp("real") / "site", "https://example.org/fm/")


def built_strict(folder: Path, target: Path, address: str) -> Path:
    """The site of a folder, built to `target`."""
    with chdir(folder):
        assert main(["--site-dir", str(target), "--site-url", address]) == 0
    return target


@contextmanager
def serve(site: Path) -> Iterator[str]:
    """The address at which a built site is served on this machine, below /fm/, with its own page for what is not there."""

    class Handler(SimpleHTTPRequestHandler):
        def translate_path(self, path: str) -> str:
            bare = path.partition("?")[0].partition("#")[0]
            found = site / bare.removeprefix("/fm/").lstrip("/")
            return str(found / "index.html" if found.is_dir() else found)

        def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
            self.send_response(code)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write((site / "404.html").read_bytes() if (site / "404.html").is_file() else b"")

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/fm/"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="session")
def served(real_site: Path) -> Iterator[str]:
    """The address at which the real site is served."""
    with serve(real_site) as address:
        yield address


@pytest.fixture(scope="session")
def node_folder() -> Path:
    """The folder of what is installed from npm. Tests that need it are skipped where Node is not there."""
    folder = ROOT / "tests" / "node"
    if not shutil.which("node"):
        pytest.skip("Node.js is not here")
    if not (folder / "node_modules").is_dir():
        pytest.skip("the npm packages are not installed (make node)")
    return folder


@pytest.fixture(scope="session")
def chromium() -> str:
    """Where Chromium is. Without it browser tests are skipped, but never in CI."""
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if not found:
        message = "there is no Chromium here (on Debian: apt install chromium)"
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    return found


# Without these, Chromium calls home at every start.
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync"]  # fmt: skip


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Any]:
    """One Chromium for all browser tests."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium, args=QUIET)
        yield browser
        browser.close()
