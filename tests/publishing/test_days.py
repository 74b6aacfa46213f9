"""The days that readers and search engines are told: when a text was checked, and when the site was made."""

import io
import os
import shutil
import subprocess
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import lxml.etree
import pymupdf
import pytest

from build import main
from conftest import MKDOCS, Built
from publishing.dating import last_day
from samples import FINDING, SITE, STUDIES

NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
PAGES = {
    **SITE,
    "docs/index.md": "---\nchecked: 2026-03-01\n---\n# Title\n\n/// finding | share\n///\n",
    "docs/new.md": "---\nchecked: 2026-05-09\n---\n# New\n",
    "docs/undated.md": "# Undated\n",
    "refs/findings.yml": FINDING.replace("last_checked: 2026-11-22", "last_checked: 2026-11-23"),
}


def sitemap(site: Path) -> dict[str, str]:
    """The day of each address."""
    root = lxml.etree.fromstring((site / "sitemap.xml").read_bytes())
    return {
        url.findtext("s:loc", namespaces=NAMES).removeprefix("https://example.org"): url.findtext("s:lastmod", namespaces=NAMES)
        for url in root.findall("s:url", NAMES)
    }


def test_the_sitemap_has_the_day_on_which_each_page_was_checked(build_site: Callable[..., Built]) -> None:
    built = build_site(PAGES)
    assert built.code == 0, built.faults
    made = "2023-11-14"  # SOURCE_DATE_EPOCH of the tests
    assert sitemap(built.folder / "site") == {
        "/": "2026-03-01",
        "/new/": "2026-05-09",
        "/undated/": made,
        "/findings/": made,
        "/findings/share/": "2026-11-23",
        "/changes/": made,
        "/sources/": made,
    }


def run(*command: str, cwd: Path) -> None:
    subprocess.run(command, cwd=cwd, check=True, capture_output=True)


@pytest.mark.parametrize("has_git", [True, False], ids=["no repository", "no git"])
def test_without_a_commit_the_site_is_as_old_as_its_newest_record(
    has_git: bool, build_site: Callable[..., Built], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build_site(PAGES, "--check")  # writes the files
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    if not has_git:
        monkeypatch.setenv("PATH", "")
    assert main([]) == 0
    assert sitemap(tmp_path / "site")["/undated/"] == "2026-11-23"


def test_with_one_it_is_as_old_as_that(build_site: Callable[..., Built], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build_site(PAGES, "--check")
    run("git", "init", "-q", cwd=tmp_path)
    monkeypatch.setenv("GIT_COMMITTER_DATE", "2026-12-24T12:00:00Z")
    run("git", "-c", "user.name=a", "-c", "user.email=a@example.org", "commit", "-q", "--allow-empty", "-m", "x", cwd=tmp_path)
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    assert main([]) == 0
    assert sitemap(tmp_path / "site")["/undated/"] == "2026-12-24"


def commit(folder: Path) -> None:
    run("git", "init", "-q", cwd=folder)
    run("git", "-c", "user.name=a", "-c", "user.email=a@example.org", "commit", "-q", "--allow-empty", "-m", "x", cwd=folder)


def test_a_repository_around_the_project_says_nothing_of_it(
    build_site: Callable[..., Built], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    commit(tmp_path)
    shutil.copytree(build_site(PAGES, "--check").folder, tmp_path / "unpacked", ignore=shutil.ignore_patterns(".git"))
    monkeypatch.chdir(tmp_path / "unpacked")
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    assert main([]) == 0
    assert sitemap(tmp_path / "unpacked" / "site")["/undated/"] == "2026-11-23"


def test_a_repository_that_git_does_not_trust_is_told(
    build_site: Callable[..., Built], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    build_site(PAGES, "--check")
    commit(tmp_path)
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")  # git's own way to try it
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    assert main([]) == 0
    told = "git does not read this folder, as it belongs to another user: the date is that of the newest record"
    assert capfd.readouterr().out.splitlines()[0] == told
    assert sitemap(tmp_path / "site")["/undated/"] == "2026-11-23"


def test_a_folder_whose_name_is_no_utf8_has_the_same_day(
    build_site: Callable[..., Built], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / os.fsdecode(b"f\xff\xfeolder")
    shutil.copytree(build_site(PAGES, "--check").folder, folder)
    monkeypatch.setenv("GIT_COMMITTER_DATE", "2026-12-24T12:00:00Z")
    commit(folder)
    monkeypatch.chdir(folder)
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    assert main([]) == 0
    assert sitemap(folder / "site")["/undated/"] == "2026-12-24"


@pytest.mark.parametrize("written", ["", "soon", "1e9", "-5", "1.5", "99999999999999999", "²", "4294967296", "9" * 5000])
def test_a_date_that_is_none_is_one_line(
    written: str, build_site: Callable[..., Built], monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    build_site(PAGES, "--check")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", written)
    assert main(["--check"]) == 1
    assert capfd.readouterr().err.splitlines() == [
        f'SOURCE_DATE_EPOCH is "{written[:40]}", which is no number of seconds since 1970 (write one such as 1700000000, or unset it)',
        "nothing was written: 1 fault",
    ]


def test_paper_tells_the_oldest_check_and_the_day_of_the_copy(build_site: Callable[..., Built]) -> None:
    built = build_site({**PAGES, "mkdocs.yml": MKDOCS + "extra: {print: {document: all}}\n"})
    assert built.code == 0, built.faults
    with pymupdf.open(stream=io.BytesIO((built.folder / "site" / "pdf" / "all.pdf").read_bytes())) as document:
        first = " ".join(document[0].get_text().split())
    assert "Text checked: March 1, 2026. This copy was made: November 14, 2023." in first


LATE = "2027-03-02"  # LAST_DAY of the tests and one
WRONG = {
    "a page checked tomorrow": (
        {"docs/new.md": f"---\ntitle: New\nchecked: {LATE}\n---\n# New\n"},
        ['docs/new.md:3: "checked" is in the future (write the day it was checked)'],
    ),
    "a finding published and checked tomorrow": (
        {"refs/findings.yml": FINDING.replace("2026-11-22", LATE)},
        [
            'refs/findings.yml:13: "first_published" of "share" is in the future (write the day it was published)',
            'refs/findings.yml:14: "last_checked" of "share" is in the future (write the day it was checked)',
        ],
    ),
    "a finding withdrawn tomorrow": (
        {"refs/findings.yml": FINDING + f"  withdrawn:\n    date: {LATE}\n    reason: It was wrong.\n"},
        ['refs/findings.yml:16: "withdrawn" of "share" is in the future (write the day it was withdrawn)'],
    ),
    "a change of tomorrow": (
        {"refs/changes.yml": f"first:\n  date: {LATE}\n  what: The first edition.\n"},
        ['refs/changes.yml:2: "date" of "first" is in the future (write the day it was changed)'],
    ),
    "a retraction looked up tomorrow": (
        {"refs/studies.yml": STUDIES + f"  retraction:\n    status: none found\n    looked_up: {LATE}\n"},
        ['refs/studies.yml:6: "retraction" of "one" is in the future (write the day it was looked up)'],
    ),
    "all of today": (
        {
            "docs/new.md": "---\nchecked: 2027-03-01\n---\n# New\n",
            "refs/findings.yml": FINDING.replace("2026-11-22", "2027-03-01") + "  withdrawn: {date: 2027-03-01, reason: It was wrong.}\n",
            "refs/changes.yml": "first:\n  date: 2027-03-01\n  what: The first edition.\n",
        },
        [],
    ),
    "checked before it was published": (
        {"refs/findings.yml": FINDING.replace("last_checked: 2026-11-22", "last_checked: 2026-11-21")},
        ['refs/findings.yml:14: "share" was checked before it was published (correct one of the two dates)'],
    ),
    "withdrawn before it was published": (
        {"refs/findings.yml": FINDING + "  withdrawn: {date: 2026-11-21, reason: It was wrong.}\n"},
        ['refs/findings.yml:15: "share" was withdrawn before it was published (correct one of the two dates)'],
    ),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_day_that_cannot_be_is_said(name: str, build_site: Callable[..., Built]) -> None:
    files, faults = WRONG[name]
    assert build_site({**SITE, **files}, "--check").faults == faults


def test_the_last_day_is_today_or_that_of_a_later_build() -> None:
    today = datetime.now(UTC).date()
    assert last_day({}) - today in (timedelta(0), timedelta(1))  # somewhere it may be tomorrow
    assert last_day({"SOURCE_DATE_EPOCH": "1700000000"}) >= today
    assert last_day({"SOURCE_DATE_EPOCH": "4294967295"}) == date(2106, 2, 7)
