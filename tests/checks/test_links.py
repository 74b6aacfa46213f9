"""Links of the built site: each is followed, those that only programs follow, too."""

from pathlib import Path

import pytest

from checks.links import check_built
from markup import read_built
from source.text import Text

URL = "https://example.org/fm/"
FILES = {"index.html": '<p id="here">x</p>', "new/index.html": '<p id="part">x</p>', "assets/a.png": ""}


def check(html: str, tmp_path: Path, name: str = "index.html") -> list[str]:
    """The faults of a site with such a page."""
    files = {**FILES, name: html + FILES.get(name, "")}
    for path, text in files.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, "utf-8")
    built = {path: read_built(text) for path, text in files.items() if path.endswith(".html")}
    _, faults = check_built(tmp_path, URL, built, {name: Text("docs/index.md", html)})
    return [str(fault) for fault in faults]


GOOD = [
    '<a href="new/#part">x</a>',
    '<a href="#here">x</a>',
    '<a href="/fm/new/">x</a>',
    f'<a href="{URL}new/#part">x</a>',
    '<a href="https://example.com/nowhere/">x</a>',
    '<a href="?q=x">x</a>',
    '<a href="mailto:a@example.org">x</a>',
    '<img src="assets/a.png" srcset="assets/a.png 2x">',
    f'<meta property="og:image" content="{URL}assets/a.png">',
    f'<meta property="og:url" content="{URL}new/">',
    f'<link rel="canonical" href="{URL}">',
    '<blockquote cite="nowhere/">x</blockquote>',
]


@pytest.mark.parametrize("html", GOOD)
def test_what_leads_somewhere_is_no_fault(html: str, tmp_path: Path) -> None:
    assert check(html, tmp_path) == []


LOST = [
    ('<a href="gone/">x</a>', 'docs/index.md:1: the link "gone/" leads to no file (correct it)'),
    ('<a href="new/#gone">x</a>', 'docs/index.md:1: the link "new/#gone" leads to no place (correct it)'),
    ('<a href="/new/">x</a>', 'docs/index.md:1: the link "/new/" leads to no file (correct it)'),
    ('<img src="assets/gone.png">', 'docs/index.md:1: the link "assets/gone.png" leads to no file (correct it)'),
    (
        '<img src="assets/a.png" srcset="assets/a.png 1x, gone.png 2x">',
        'docs/index.md:1: the link "gone.png" leads to no file (correct it)',
    ),
    ('<img src="assets/a.png" srcset="gone.png, assets/a.png 2x">', 'docs/index.md:1: the link "gone.png" leads to no file (correct it)'),
    (f'<meta property="og:image" content="{URL}gone.png">', f'docs/index.md:1: the link "{URL}gone.png" leads to no file (correct it)'),
    (f'<meta property="og:url" content="{URL}gone/">', f'docs/index.md:1: the link "{URL}gone/" leads to no file (correct it)'),
    (f'<link rel="canonical" href="{URL}gone/">', f'docs/index.md:1: the link "{URL}gone/" leads to no file (correct it)'),
    ('<meta http-equiv="refresh" content="0; url=gone/">', 'docs/index.md:1: the link "gone/" leads to no file (correct it)'),
    ('<video poster="gone.png"><track src="assets/a.png"></video>', 'docs/index.md:1: the link "gone.png" leads to no file (correct it)'),
    ('<p id="x">a</p><p id="x">b</p>', 'docs/index.md: two places have the address "#x" (give one of the two another id)'),
]


@pytest.mark.parametrize(("html", "fault"), LOST)
def test_what_leads_nowhere_is_said(html: str, fault: str, tmp_path: Path) -> None:
    assert check(html, tmp_path) == [fault]
