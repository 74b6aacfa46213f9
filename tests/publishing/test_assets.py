"""Style sheets and scripts of a built site: joined, and with all that they ask for, and nothing else of a theme."""

import re
from collections.abc import Callable

from conftest import MKDOCS, Built

LOOK = MKDOCS + "extra_css: [assets/a.css, assets/b.css]\nextra_javascript: [assets/a.js, assets/b.js]\n"
FILES = {"docs/index.md": "# Home\n", "docs/assets/a.css": "p{}\n", "docs/assets/b.css": "a{}\n", "docs/assets/a.js": "one()\n", "docs/assets/b.js": "two()\n"}


def names(built: Built) -> set[str]:
    site = built.folder / "site"
    return {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}


def test_those_of_a_site_are_one_file_of_each_kind_in_their_order(build_site: Callable[..., Built]) -> None:
    built = build_site({"mkdocs.yml": LOOK, **FILES})
    assert built.faults == []
    own = sorted(name for name in names(built) if name.startswith("assets/"))
    assert [re.sub(r"\.[0-9a-f]{8}\.", ".", name) for name in own] == ["assets/site.css", "assets/site.js"]
    assert [(built.folder / "site" / name).read_text("utf-8").split() for name in own] == [["p{}", "a{}"], ["one()", "two()"]]
    assert all(name in built.html() for name in own)


def test_a_name_changes_with_what_it_holds(build_site: Callable[..., Built]) -> None:
    before = names(build_site({"mkdocs.yml": LOOK, **FILES}))
    after = names(build_site({"mkdocs.yml": LOOK, **FILES, "docs/assets/b.css": "b{}\n"}))
    assert len([name for name in before - after if name.endswith(".css")]) == 1
    assert {name for name in before - after if name.endswith(".js")} == set()


def test_a_theme_keeps_what_its_style_sheets_ask_for_and_loses_what_nothing_does(build_site: Callable[..., Built]) -> None:
    found = names(build_site({"docs/index.md": "# Home\n"}))  # MkDocs' own theme: icons in its style sheet's typefaces
    assert "css/fontawesome.min.css" in found
    assert {"webfonts/fa-solid-900.woff2", "webfonts/fa-brands-400.woff2"} <= found
    assert not any(name.endswith(".map") for name in found)
    bare = MKDOCS.replace("{name: mkdocs, highlightjs: false}", "{name: mkdocs, highlightjs: false, custom_dir: look}")
    page = "<!doctype html><html lang='en'><head><title>T</title></head><body>{{ page.content }}</body></html>"
    found = names(build_site({"mkdocs.yml": bare, "docs/index.md": "# Home\n", "look/main.html": page, "look/404.html": page.replace("{{ page.content }}", "Gone")}))
    assert not any(name.startswith(("css/", "js/", "webfonts/")) for name in found - {"css/base.css"})


def test_a_theme_keeps_what_a_style_sheet_of_the_writer_asks_for(build_site: Callable[..., Built]) -> None:
    look = MKDOCS.replace("highlightjs: false", "highlightjs: false, custom_dir: look") + "extra_css: [assets/a.css]\n"
    own = {"look/fonts/own.woff2": b"face", "look/fonts/spare.woff2": b"face"}
    css = {"docs/assets/a.css": "@font-face { font-family: Own; src: url(../fonts/own.woff2) }\n"}
    found = names(build_site({**FILES, **own, **css, "mkdocs.yml": look}))
    assert {name for name in found if name.startswith("fonts/")} == {"fonts/own.woff2"}


MAKING = """
import tempfile
from pathlib import Path
from mkdocs.structure.files import File

def on_files(files, config):
    folder = tempfile.mkdtemp()
    Path(folder, "made.md").write_text("# Made\\n\\nIt is so [@caro2008].\\n", "utf-8")
    files.append(File("made.md", folder, config.site_dir, True))
    return files
"""


def test_what_another_hook_makes_is_not_the_themes(build_site: Callable[..., Built]) -> None:
    hooks = MKDOCS.replace("hooks: [", "hooks: [making.py, ")
    assert "made/index.html" in names(build_site({"mkdocs.yml": hooks, "making.py": MAKING, "docs/index.md": "# Home\n\n[a](made.md)\n"}))
