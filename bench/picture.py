"""The README's picture: the first page on a phone by day, and a page with a chart at night, side by side, from a fresh build.

`make picture` writes bench/picture.png. Needs Chromium and what the tests need.
"""

import io
import shutil
import sys
import tempfile
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

from PIL import Image
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "scripts"))
SHOTS = (("", "light"), ("context/#fibromyalgia-in-ms", "dark"), ("newer-findings/#chart-small-fiber-studies", "light"))
WIDTH, HEIGHT, GAP = 390, 760, 24  # CSS px of each phone, and between them


class Quiet(SimpleHTTPRequestHandler):
    """A server of files that says nothing."""

    def log_message(self, *_: object) -> None:
        pass


def main() -> None:
    """Build, look, and write the picture."""
    from build import main as build

    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder) / "site"
        if build(["--no-pdf", "--site-dir", str(site)]):
            sys.exit(1)
        server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(site)))
        Thread(target=server.serve_forever, daemon=True).start()
        images = [Image.open(io.BytesIO(shot)) for shot in shots(f"http://127.0.0.1:{server.server_port}/")]
    picture = Image.new("RGB", (len(images) * WIDTH + (len(images) - 1) * GAP, HEIGHT), "#8a8375")
    for place, image in enumerate(images):
        picture.paste(image.resize((WIDTH, HEIGHT)), (place * (WIDTH + GAP), 0))
    picture.quantize(64).save(ROOT / "bench" / "picture.png", optimize=True)


def shots(address: str) -> list[bytes]:
    """A phone's screen of each page."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        found = []
        for path, scheme in SHOTS:
            page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT}, color_scheme=scheme)
            page.goto(address + path)
            page.wait_for_timeout(500)
            found.append(page.screenshot())
        browser.close()
    return found


if __name__ == "__main__":
    main()
