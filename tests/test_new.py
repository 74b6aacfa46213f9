"""`make new`: another site that builds at once, and whose README leads to a first finding."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from build import main
from conftest import ROOT
from new import main as new
from new import to_slug

FENCED = re.compile(r"^```\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "sites" / "sleep"
    assert new(['Sleep & "pain": a start', str(folder)]) == 0
    monkeypatch.chdir(folder)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    monkeypatch.delenv("SITE_URL", raising=False)
    return folder


def test_it_builds_at_once_in_the_look_of_this_one(site: Path) -> None:
    assert main([]) == 0
    html = (site / "site" / "index.html").read_text("utf-8")
    assert 'Sleep &amp; "pain": a start</' in html.replace("&#34;", '"')
    assert (site / "docs" / "assets" / "site.css").read_bytes() == (ROOT / "docs" / "assets" / "site.css").read_bytes()
    assert {path.name for path in (site / "site" / "pdf").iterdir()} >= {"sleep-pain-a-start.pdf", "leaflet-a4.pdf"}
    assert "[[" not in "".join(path.read_text("utf-8") for path in (*site.glob("*"), *site.glob("refs/*"), *site.glob("docs/**/*.md")) if path.is_file() and path.name != "search.js")


def test_its_readme_leads_to_a_first_finding(site: Path, capfd: pytest.CaptureFixture[str]) -> None:
    blocks = FENCED.findall((site / "README.md").read_text("utf-8"))
    files = ("refs/papers.bib", "refs/studies.yml", "refs/findings.yml", "docs/answers.md")
    for name, block in zip(files, blocks[1:], strict=True):
        path = site / name
        path.write_text(path.read_text("utf-8").replace("**Next:**", f"{block}\n**Next:**") if name.endswith(".md") else f"{path.read_text('utf-8')}\n{block}", "utf-8")
    assert main([]) == 0
    assert (site / "site" / "findings" / "less-coffee" / "index.html").is_file()
    findings = site / "refs" / "findings.yml"
    findings.write_text(findings.read_text("utf-8").replace("study of 21 men, the upper", "study of 22 men, the upper"), "utf-8")
    capfd.readouterr()
    assert main(["--check"]) == 1
    assert '"22" is in no fact of rosmarin1990 (nearest: 21 healthy young men, r90-n)' in capfd.readouterr().err


def test_it_needs_nothing_but_python(tmp_path: Path) -> None:
    command = [sys.executable, "-I", "-S", str(ROOT / "scripts" / "new.py"), "A name", str(tmp_path / "a b")]
    run = subprocess.run(command, env={"PATH": os.environ["PATH"], "LANG": "C"}, capture_output=True, text=True, check=False)
    assert (run.returncode, run.stderr) == (0, "")


@pytest.mark.parametrize(("name", "folder", "told"), [
    ("", "x", 'is no name for a site (give it letters: make new NAME="Sleep and pain")'),
    ("x", str(ROOT / "docs" / "new"), "lies inside the engine"),
    ("x", ".", "is there already"),
])  # fmt: skip
def test_it_says_why_it_wrote_nothing(
    name: str, folder: str, told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "mine.txt").write_text("mine", "utf-8")
    monkeypatch.chdir(tmp_path)
    assert new([name, folder]) == 1
    assert told in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_a_name_becomes_a_part_of_an_address() -> None:
    assert to_slug("  Schlaf & Schmerz: Übersicht 2! ") == "schlaf-schmerz-ubersicht-2"
