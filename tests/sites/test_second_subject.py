"""A second subject, carried by mkdocs.yml, docs/ and refs/ alone; and nothing of either subject in the engine."""

import json
import re
from pathlib import Path

import lxml.html
import pymupdf
import pytest

from conftest import ROOT, built_strict

COFFEE = ROOT / "tests" / "sites" / "coffee"
FIRST = r"fibromyalgia|sclerosis|\bMS\b|myelin\w*|neuropath\w*|IVIg|CIDP|small-fiber|skin nerves?"
SECOND = r"coffee|caffeine|blood pressure|hypertension|mm ?Hg|\bmg\b|\bcups?\b"


@pytest.fixture(scope="module")
def coffee(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built_strict(COFFEE, tmp_path_factory.mktemp("coffee") / "site", "https://example.org/")


def html(site: Path, name: str) -> lxml.html.HtmlElement:
    return lxml.html.document_fromstring((site / name).read_text("utf-8"))


def test_it_is_written_with_settings_pages_and_records_alone() -> None:
    files = {path.relative_to(COFFEE).as_posix() for path in COFFEE.rglob("*") if path.is_file()}
    kinds = {".md": "docs/", ".yml": "refs/", ".bib": "refs/"}
    assert {name for name in files if name != "mkdocs.yml" and not name.startswith(kinds.get(Path(name).suffix, "docs/assets/"))} == set()
    assert (COFFEE / "docs" / "assets").resolve() == ROOT / "docs" / "assets"  # the look, which is not copied


def test_readers_get_its_findings_its_chart_and_the_look(coffee: Path) -> None:
    page = html(coffee, "studies/index.html")
    assert page.xpath("//section[contains(@class, 'finding')]/h2/@id") == [
        "daily-coffee", "caffeine-pills", "high-blood-pressure", "one-small-trial"]  # fmt: skip
    assert page.xpath("//figure//svg")
    assert page.xpath("//a[@class='site-name']/span/text()") == ["Coffee and blood pressure: what 3 studies found"]
    assert [name for name in page.xpath("//link[@rel='stylesheet']/@href") if not (coffee / "studies" / name).is_file()] == []
    written = "".join(path.read_text("utf-8") for path in coffee.rglob("*.html"))
    assert re.findall(FIRST, lxml.html.document_fromstring(written).text_content()) == []


def test_programs_are_told_its_own_license(coffee: Path) -> None:
    assert json.loads((coffee / "findings/findings.json").read_text("utf-8"))["license"].endswith("/by-sa/4.0/")
    (data,) = html(coffee, "studies/index.html").xpath("//script[@type='application/ld+json']/text()")
    assert (json.loads(data)["@type"], json.loads(data)["license"][-11:]) == ("MedicalWebPage", "/by-sa/4.0/")


def test_the_page_of_sources_is_made_and_keeps_the_sites_own_rules(coffee: Path) -> None:
    page = html(coffee, "sources/index.html")
    assert page.xpath("//li/@id") == ["ref-han2022", "ref-noordzij2005", "ref-rosmarin1990"]


def test_its_leaflet_is_one_sheet(coffee: Path) -> None:
    assert {path.name for path in (coffee / "pdf").iterdir()} == {
        "coffee-and-blood-pressure.pdf", "leaflet-a4.pdf", "leaflet-letter.pdf", "leaflet-large-print.pdf"}  # fmt: skip
    with pymupdf.open(coffee / "pdf" / "leaflet-a4.pdf") as leaflet:
        assert len(leaflet) == 2
        assert "110.1 mmHg with coffee" in " ".join("".join(page.get_text() for page in leaflet).split())


@pytest.mark.parametrize("words", [FIRST, SECOND], ids=["first", "second"])
def test_the_engine_names_no_subject(words: str) -> None:
    found = {
        f"{path.relative_to(ROOT)}: {match[0]}"
        for path in (ROOT / "scripts").rglob("*")
        if path.is_file() and path.suffix != ".pyc"
        for match in re.finditer(words, path.read_text("utf-8"), re.IGNORECASE if words == SECOND else 0)
    }
    assert found == set()
