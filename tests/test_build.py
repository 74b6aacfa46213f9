"""The command build.py: what it prints, what it refuses, and that a failed build changes nothing."""

from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import MKDOCS, Built

HOME = {"docs/index.md": "# Home\n\nText [@caro2008].\n"}


def test_one_line_per_step_and_a_last_line_with_what_was_written(
    build_site: Callable[..., Built], capfd: pytest.CaptureFixture[str]
) -> None:
    from build import main

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
        'docs/index.md:3: the link "nowhere/" leads to no file (correct it)',
        'docs/index.md:3: the link "#no" leads to no place (correct it)',
    ]


def test_a_site_dir_with_other_files_is_refused(build_site: Callable[..., Built]) -> None:
    built = build_site({**HOME, "public/notes.txt": "mine"}, "--site-dir", "public")
    assert built.faults == ["public holds files that no build made: notes.txt (move them to docs/, or give another --site-dir)"]
    assert (built.folder / "public" / "notes.txt").read_text("utf-8") == "mine"


WRONG_CONFIG = [
    (MKDOCS + "nav: [\n", "mkdocs.yml:9: this is not YAML: "),
    (
        MKDOCS + "nav:\n  - Gone: gone.md\n  - Home: index.md\n",
        'mkdocs.yml:9: "gone.md" in nav is no page (correct it, or write that page)',
    ),
    (MKDOCS + "colour: red\n", 'mkdocs.yml:8: "colour": Unrecognised configuration name: colour'),
    (MKDOCS.replace("plugins: []", "plugins: [nothing]"), 'mkdocs.yml:4: "plugins": '),
]


@pytest.mark.parametrize(("config", "start"), WRONG_CONFIG)
def test_a_fault_in_mkdocs_yml_has_its_line(config: str, start: str, build_site: Callable[..., Built]) -> None:
    built = build_site({**HOME, "mkdocs.yml": config})
    assert len(built.faults) == 1
    assert built.faults[0].startswith(start)


def test_outside_the_project_it_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    from build import main

    monkeypatch.chdir(tmp_path)
    assert main(["--check"]) == 1
    assert capsys.readouterr().err.splitlines()[0] == "mkdocs.yml: there is none in this folder (run this in the project's folder)"


def test_pages_that_nav_forgets_are_named_one_by_one(build_site: Callable[..., Built]) -> None:
    built = build_site({**HOME, "docs/b.md": "# B\n", "docs/c.md": "# C\n", "mkdocs.yml": MKDOCS + "nav: [index.md]\n"})
    assert built.faults == [f"docs/{name}.md: this page is not in nav (add it to nav in mkdocs.yml)" for name in "bc"]
