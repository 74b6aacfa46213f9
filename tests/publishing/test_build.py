"""The command build.py: what it prints, what it refuses, and that a failed build changes nothing."""

import json
from collections.abc import Callable
from pathlib import Path

import lxml.html
import pytest

from build import main
from conftest import MKDOCS, ROOT, Built

HOME = {"docs/index.md": "# Home\n\nText [@caro2008].\n"}


def test_one_line_per_step_and_a_last_line_with_what_was_written(
    build_site: Callable[..., Built], capfd: pytest.CaptureFixture[str]
) -> None:
    build_site(HOME)
    capfd.readouterr()
    assert main([]) == 0
    steps = capfd.readouterr().out.splitlines()
    assert len(steps) == 3
    assert steps[-1].startswith("wrote site: ")


def test_a_failed_build_leaves_the_published_site_as_it_was(build_site: Callable[..., Built]) -> None:
    build_site(HOME)
    before = {path: path.read_bytes() for path in Path("site").rglob("*") if path.is_file()}
    built = build_site({"docs/index.md": "# Home\n\nText [@unknown].\n"})
    assert built.code == 1
    assert {path: path.read_bytes() for path in Path("site").rglob("*") if path.is_file()} == before


def test_check_writes_nothing(build_site: Callable[..., Built]) -> None:
    built = build_site(HOME, "--check")
    assert built.code == 0
    assert not (built.folder / "site").exists()


def test_two_builds_give_the_same_bytes(build_site: Callable[..., Built]) -> None:
    def bytes_of(folder: str) -> dict[str, bytes]:
        build_site(HOME, "--site-dir", folder, "--no-pdf")
        return {path.relative_to(folder).as_posix(): path.read_bytes() for path in Path(folder).rglob("*") if path.is_file()}

    assert bytes_of("one") == bytes_of("two")


def test_the_address_may_be_given(build_site: Callable[..., Built]) -> None:
    assert 'href="https://example.com/fm/"' in build_site(HOME, "--site-url", "https://example.com/fm").html()
    built = build_site(HOME, "--site-url", "example.com")
    assert built.faults == ['"example.com" is not a web address (give --site-url or SITE_URL as https://example.org/)']


def test_links_in_html_are_followed_too(build_site: Callable[..., Built]) -> None:
    built = build_site({"docs/index.md": '# Home\n\n<p>A <a href="nowhere/">link</a> and <a href="#no">a place</a>.</p>\n'})
    assert built.faults == [
        'docs/index.md:3: the link "#no" leads to no place (correct it)',
        'docs/index.md:3: the link "nowhere/" leads to no file (correct it)',
    ]


def test_a_site_dir_with_other_files_is_refused(build_site: Callable[..., Built]) -> None:
    built = build_site({**HOME, "public/notes.txt": "mine"}, "--site-dir", "public")
    assert built.faults == ["public holds files that no build made: notes.txt (move them to docs/, or give another --site-dir)"]
    assert (built.folder / "public" / "notes.txt").read_text("utf-8") == "mine"


WRONG_CONFIG = [
    (
        MKDOCS + "use_directory_urls: false\n",
        "mkdocs.yml:8: use_directory_urls: false is not supported, as addresses would end in .html (take this line out)",
    ),
    (MKDOCS + "nav: [\n", "mkdocs.yml:8: this is not YAML: "),
    (
        MKDOCS + "nav:\n  - Gone: gone.md\n  - Home: index.md\n",
        'mkdocs.yml:9: "gone.md" in nav is no page (correct it, or write that page)',
    ),
    (MKDOCS + "colour: red\n", 'mkdocs.yml:8: "colour" is wrong: Unrecognised configuration name: colour'),
    (MKDOCS.replace("plugins: []", "plugins: [nothing]"), 'mkdocs.yml:4: "plugins" is wrong: '),
]


@pytest.mark.parametrize(("config", "start"), WRONG_CONFIG)
def test_a_fault_in_mkdocs_yml_has_its_line(config: str, start: str, build_site: Callable[..., Built]) -> None:
    built = build_site({**HOME, "mkdocs.yml": config})
    assert len(built.faults) == 1
    assert built.faults[0].startswith(start)


def test_outside_the_project_it_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["--check"]) == 1
    assert capsys.readouterr().err.splitlines()[0] == "mkdocs.yml: there is none in this folder (run this in the project's folder)"


def test_pages_that_nav_forgets_are_named_one_by_one(build_site: Callable[..., Built]) -> None:
    built = build_site({**HOME, "docs/b.md": "# B\n", "docs/c.md": "# C\n", "mkdocs.yml": MKDOCS + "nav: [index.md]\n"})
    assert built.faults == [f"docs/{name}.md: this page is not in nav (add it to nav in mkdocs.yml)" for name in "bc"]


TOLD = {
    "a page that has the place of the bibliography": (
        {"docs/sources.md": "# My sources\n"},
        ["docs/sources.md: the build makes sources/index.html itself (add /// bibliography | papers to it, and below that ///)"],
    ),
    "a file that has the place of a download": (
        {"docs/sources/papers.bib": "mine"},
        ["docs/sources/papers.bib: the build makes sources/papers.bib itself (give yours another name)"],
    ),
    "two pages with the bibliography": (
        {"docs/a.md": "# A\n\n/// bibliography | papers\n///\n", "docs/b.md": "# B\n\n/// bibliography | papers\n///\n"},
        ["docs/b.md:3: the bibliography stands on docs/a.md already (keep it on one page, each part once)"],
    ),
    "the same bibliography twice on a page": (
        {"docs/a.md": "# A\n\n/// bibliography | papers\n///\n\n/// bibliography | papers\n///\n"},
        ["docs/a.md:6: the bibliography stands on docs/a.md already (keep it on one page, each part once)"],
    ),
    "a bibliography in code is none": ({"docs/a.md": "# A\n\n```\n/// bibliography | papers\n```\n"}, []),
    "a date that is none in the front matter": (
        {"docs/a.md": "---\nchecked: 2026-02-30\n---\n# A\n"},
        ["docs/a.md:2: the front matter is not YAML: day is out of range for month (correct it, or put it in quotes)"],
    ),
    "a template that is not there": (
        {"docs/a.md": "---\ntemplate: nope.html\n---\n# A\n"},
        ["docs/a.md:2: this page cannot be built: 'nope.html' not found (look at its front matter)"],
    ),
    "the same broken link on two lines": (
        {"docs/a.md": "# A\n\n[x](gone.md) and [z](gone.md#y)\n\n[y](gone.md)\n"},
        [
            'docs/a.md:3: the link "gone.md" leads to no page (correct the link, or the heading it is meant for)',
            'docs/a.md:3: the link "gone.md#y" leads to no page (correct the link, or the heading it is meant for)',
            'docs/a.md:5: the link "gone.md" leads to no page (correct the link, or the heading it is meant for)',
        ],
    ),
    "links in Markdown and in HTML, in a folder, in one run": (
        {"docs/sub/deep/a.md": '# A\n\n[x](gone.md)\n\n<a href="../../../nowhere/">y</a> <a href="../../../#no">z</a>\n'},
        [
            'docs/sub/deep/a.md:3: the link "gone.md" leads to no page (correct the link, or the heading it is meant for)',
            'docs/sub/deep/a.md:5: the link "../../../#no" leads to no place (correct it)',
            'docs/sub/deep/a.md:5: the link "../../../nowhere/" leads to no file (correct it)',
        ],
    ),
}


@pytest.mark.parametrize("arguments", [[], ["--check"]], ids=["build", "check"])
@pytest.mark.parametrize("name", TOLD)
def test_a_writer_is_told(name: str, arguments: list[str], build_site: Callable[..., Built]) -> None:
    if name == "a template that is not there" and arguments:
        pytest.skip("templates are not used by --check")
    files, faults = TOLD[name]
    assert build_site({**HOME, **files}, *arguments).faults == faults


def test_a_missing_style_sheet_is_said_once(build_site: Callable[..., Built]) -> None:
    built = build_site({**HOME, "docs/b.md": "# B\n", "mkdocs.yml": MKDOCS + "extra_css: [assets/no.css]\n"})
    assert built.faults == [
        'mkdocs.yml: pages link to "assets/no.css", which leads to no file (look for it in mkdocs.yml and the templates)'
    ]


def test_mkdocs_yml_that_is_not_utf8_has_its_line(build_site: Callable[..., Built]) -> None:
    built = build_site({**HOME, "mkdocs.yml": MKDOCS.encode() + b"copyright: \xfc\n"})
    assert built.faults == ["mkdocs.yml:8: this is not UTF-8 (save the file again as UTF-8)"]


def test_a_failed_build_leaves_nothing_behind(build_site: Callable[..., Built]) -> None:
    built = build_site({"docs/index.md": "# Home\n\n[@no].\n"})
    assert [path.name for path in built.folder.iterdir() if "site" in path.name] == []


@pytest.mark.parametrize("target", [".", "", "..", "docs/index.md", "docs/index.md/site"])
def test_an_impossible_site_dir_is_refused_in_words(target: str, build_site: Callable[..., Built]) -> None:
    built = build_site(HOME, "--site-dir", target)
    assert built.code == 1
    assert len(built.faults) == 1
    assert built.faults[0].endswith("(give another --site-dir)")


def test_a_link_to_the_site_folder_is_followed(build_site: Callable[..., Built], tmp_path: Path) -> None:
    (tmp_path / "web").mkdir()
    (tmp_path / "site").symlink_to(tmp_path / "web")
    for _ in range(2):
        built = build_site(HOME)
        assert built.code == 0
    assert (tmp_path / "site").is_symlink()
    assert (tmp_path / "web" / "index.html").is_file()


def test_what_is_no_fault_is_said_only_when_asked_for(build_site: Callable[..., Built], capfd: pytest.CaptureFixture[str]) -> None:
    files = {
        "docs/index.md": "# Home\n\nOne [@a]. Two [@b].\n",
        "refs/background.bib": "@video{a, title = {T}}\n@article{b, title = {U}, journal = {J}, year = 2001}\n",
    }
    build_site(files)
    capfd.readouterr()
    assert main(["--check"]) == 0
    assert "refs/background.bib" not in capfd.readouterr().out
    assert main(["--check", "-v"]) == 0
    assert capfd.readouterr().out.splitlines()[:2] == [
        'refs/background.bib:1: "@video" of "a" is printed as a @misc, with its number',
        'refs/background.bib:2: "b" has no author (where none is known, author = {{}} says so)',
    ]
    assert main(["--check"]) == 0
    assert "refs/background.bib" not in capfd.readouterr().out


def test_a_title_from_a_heading_is_escaped_once(build_site: Callable[..., Built]) -> None:
    theme = MKDOCS.replace("{name: mkdocs, highlightjs: false}", f"{{name: material, font: false, custom_dir: {ROOT}/docs/overrides}}")
    pages = {"docs/index.md": "# Home\n", "docs/p.md": "# Pain & fatigue: Q&A <1\n"}
    built = build_site({"mkdocs.yml": theme + "exclude_docs: overrides/\n", **pages}, "--no-pdf")
    head = lxml.html.document_fromstring(built.html("p/index.html")).head
    assert head.xpath("string(./title)") == "Pain & fatigue: Q&A <1 - Test"
    assert head.xpath("./meta[@property='og:title']/@content") == ["Pain & fatigue: Q&A <1"]
    assert json.loads(head.xpath("string(.//script[@type='application/ld+json'])"))["name"] == "Pain & fatigue: Q&A <1"
