"""Findings of the real site: one record, the same words wherever it is shown."""

import csv
import io
import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import lxml.html
import pytest
import yaml

from evidence.studies import LEVELS

ROOT = Path(__file__).parents[2]
SLUGS = list(yaml.safe_load((ROOT / "refs" / "findings.yml").read_text("utf-8")))


def words(element: Any) -> str:
    """The text of an element without its citations and link marks."""
    for mark in element.xpath(".//sup | .//a[contains(@class, 'headerlink')]"):
        mark.drop_tree()
    return re.sub(r"\s+([.,;:])", r"\1", " ".join(element.text_content().split()))


def page(site: Path, url: str) -> Any:
    return lxml.html.parse(str(site / url / "index.html")).getroot()


@pytest.fixture(scope="session")
def open_data(real_site: Path) -> dict[str, Any]:
    return json.loads((real_site / "findings" / "findings.json").read_text("utf-8"))


def section_of(site: Path, slug: str) -> Any:
    """The finding inside the page that tells the whole story."""
    found = [
        section
        for path in site.rglob("index.html")
        if path.parent.parent.name != "findings"
        for section in lxml.html.parse(str(path)).getroot().xpath(f"//section[@class='finding'][h2[@id='{slug}']]")
    ]
    assert len(found) == 1
    return found[0]


@pytest.mark.parametrize("slug", SLUGS)
def test_claim_label_and_people_are_the_same_everywhere(real_site: Path, open_data: dict[str, Any], slug: str) -> None:
    data = next(finding for finding in open_data["findings"] if finding["slug"] == slug)
    own = page(real_site, f"findings/{slug}").xpath("//div[contains(@class, 'finding-page')]")[0]
    (row,) = page(real_site, "findings").xpath(f"//table[@id='findings']/tbody/tr[@id='findings-{slug}']")
    for section in (own, section_of(real_site, slug)):
        assert words(section.xpath("./*[self::h1 or self::h2]")[0]) == data["question"]
        assert words(section.xpath("./p[contains(@class, 'finding-claim')]")[0]) == data["claim"]
        sure = words(section.xpath("./p[@class='finding-sure']")[0])
        assert sure == f"How sure? {data['how_sure'].capitalize()}. {data['reason']}"
        people = words(section.xpath("./dl/dd")[0])
        counted = re.sub(", (?=[^,]*$)", " and ", ", ".join(f"{one['value']:,} {one['group']}" for one in data["people"]))
        assert people == (counted or data["people_reason"])
    question, claim, how_sure, counted = (words(cell) for cell in row)
    short = data["short"].removeprefix(f"How sure? {data['how_sure'].capitalize()}. ")
    assert (question, claim, how_sure.lower(), counted) == (data["question"], short, data["how_sure"], people)


@pytest.mark.parametrize("slug", SLUGS)
def test_a_finding_page_is_short_and_leads_on(real_site: Path, slug: str) -> None:
    root = page(real_site, f"findings/{slug}")
    assert len(root.xpath("//article//h1")) == 1
    article = root.xpath("//article")[0]
    for aside in article.xpath("./div[@class='page-sources'] | .//section[@class='share' or @class='urgent'] | .//div[@class='page-foot']"):
        aside.drop_tree()
    for sup in article.xpath(".//sup"):
        sup.drop_tree()
    assert len(article.text_content().split()) <= 250
    links = root.xpath("//article//a/@href")
    assert any(href.endswith(f"#{slug}") and not href.startswith("#") for href in links), "the way to the whole story"
    assert "../" in links


def test_the_open_data_follow_their_schema(real_site: Path, open_data: dict[str, Any]) -> None:
    schema = json.loads((real_site / "findings" / "findings.schema.json").read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(open_data, schema, format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER)
    assert open_data["schema_version"] == "2.1"
    assert [finding["slug"] for finding in open_data["findings"]] == SLUGS


def test_the_csv_has_a_line_for_each_finding(real_site: Path, open_data: dict[str, Any]) -> None:
    rows = list(csv.DictReader(io.StringIO((real_site / "findings" / "findings.csv").read_bytes().decode("utf-8"), newline="")))
    assert [row["slug"] for row in rows] == SLUGS
    assert [row["claim"] for row in rows] == [finding["claim"] for finding in open_data["findings"]]


DOSE = re.compile(r"\bmg\b|mg/kg|\bmilligram")


def test_nothing_unverified_is_in_the_data_and_no_dose_in_a_finding() -> None:
    for name in ("studies.yml", "findings.yml", "tables.yml", "urgent.yml"):
        assert "UNVERIFIED" not in (ROOT / "refs" / name).read_text("utf-8")
    assert not DOSE.search((ROOT / "refs" / "findings.yml").read_text("utf-8"))


def test_a_dose_stands_for_doctors_only(real_site: Path) -> None:
    places = set()
    for path in real_site.rglob("index.html"):
        for text in lxml.html.parse(str(path)).getroot().xpath("//article//text()"):
            if DOSE.search(text):
                element = text.getparent()
                heading = element.xpath("ancestor-or-self::*/preceding-sibling::h2[1]")
                classes = " ".join(element.xpath("ancestor::*/@class") + [one.get("class", "") for one in heading[-1:]])
                assert "for-doctors" in classes, text
                places.add(path.parent.name)
    assert places == {"studies", "for-your-appointment"}


def test_tables_have_scoped_headers_a_caption_and_linkable_rows(real_site: Path) -> None:
    tables = page(real_site, "studies").xpath("//table")
    assert {table.get("id") for table in tables} == {"clinicians", "gaps", "studies"}
    tables += page(real_site, "alike-and-different").xpath("//table[@id='overlap']")
    assert len(tables[-1].xpath("./tbody/tr")) == 15
    for table in tables:
        (caption,) = table.xpath("./caption")
        (region,) = table.xpath("parent::div[@role='region'][@tabindex='0']")
        assert region.get("aria-labelledby") == caption.get("id")
        assert 2 <= len(table.xpath("./thead//th[@scope='col']")) <= 4
        for row in table.xpath("./tbody/tr"):
            assert row.get("id")
            assert len(row.xpath("./th[@scope='row']")) == 1


def test_no_part_of_a_table_has_a_role_and_each_table_can_be_scrolled_by_keyboard(real_site: Path) -> None:
    for path in real_site.rglob("*.html"):
        root = lxml.html.parse(str(path)).getroot()
        assert root.xpath("//table//@role | //table/@role") == [], path
        for table in root.xpath("//article//table[not(ancestor::*[contains(@class, 'studies')])]"):
            assert table.xpath("boolean(parent::div[@role='region'][@tabindex='0'][@aria-label or @aria-labelledby])"), path


CHANGES = [
    ("docs/context.md", "133", "143"),
    ("refs/findings.yml", "133", "143"),
    ("refs/studies.yml", "value: 133", "value: 143"),
    ("refs/findings.yml", "Fifteen people had it", "Sixteen people had it"),
    ("refs/findings.yml", "We do not know if IVIg, a drip of antibodies from donors' blood, helps [", "IVIg, a drip of antibodies, proves helpful ["),
    ("refs/findings.yml", "We do not know if IVIg, a drip of antibodies from donors' blood, helps [", "IVIg, a drip of antibodies, may help ["),
    ("refs/tables.yml", "400 mg/kg", "500 mg/kg"),
    ("refs/tables.yml", "58 people", "59 people"),
]


@pytest.mark.parametrize(("name", "old", "new"), CHANGES)
def test_one_change_stops_the_build_at_its_line(
    name: str, old: str, new: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    import shutil

    from build import main

    project = tmp_path / "project"
    shutil.copytree(ROOT, project, ignore=shutil.ignore_patterns(".*", "site", "tests"))
    text = (project / name).read_text("utf-8")
    if old not in text:
        pytest.fail(f"{name} no longer holds {old!r}: change this test")
    (project / name).write_text(text.replace(old, new, 1), "utf-8")
    monkeypatch.chdir(project)
    assert main(["--check"]) == 1
    faults = capfd.readouterr().err.splitlines()[:-1]
    line = text[: text.index(old)].count("\n") + 1
    if name == "refs/studies.yml":
        assert any("133" in fault and "143" in fault for fault in faults)
    else:
        assert any(fault.startswith(f"{name}:{at}:") for fault in faults for at in (line, line + 1)), faults


def test_the_table_of_findings_begins_with_the_surest(real_site: Path) -> None:
    rows = page(real_site, "findings").xpath("//table[@id='findings']/tbody/tr")
    levels = [LEVELS[words(row[2]).lower()] for row in rows]
    assert len(set(levels)) > 2
    assert levels == sorted(levels, reverse=True)


def test_at_the_end_of_a_page_one_link_leads_on(real_site: Path) -> None:
    found = set()
    for path in real_site.rglob("index.html"):
        root = lxml.html.parse(str(path)).getroot()
        if root.xpath("//nav[@class='around']"):
            ways = bool(root.xpath("//p[@class='next-step']")), bool(root.xpath("//nav[@class='around']/p[@class='after']"))
            assert ways != (True, True), path
            found.add(ways)
    assert (True, False) in found
