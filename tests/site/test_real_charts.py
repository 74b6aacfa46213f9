"""The charts of the real site: what is drawn, read back from the drawing, is what refs/studies.yml says."""

import csv
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from lxml import html
from lxml.html import HtmlElement

from conftest import ROOT

PAGES = {
    "skin-nerve-counts": "newer-findings",
    "small-fiber-studies": "newer-findings",
    "fibromyalgia-shares": "context",
    "ivig-people": "demyelination",
    "how-sure": "findings",
}


@cache
def records(name: str) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((ROOT / "refs" / name).read_text("utf-8"))
    return found


def facts() -> dict[str, dict[str, Any]]:
    return {fact["id"]: fact for study in records("studies.yml").values() for fact in study["facts"]}


def figure(site: Path, name: str) -> HtmlElement:
    (found,) = html.parse(str(site / PAGES[name] / "index.html")).getroot().xpath(f"//figure[@id='chart-{name}']")
    return found


def scale(drawing: HtmlElement) -> tuple[float, float, float, float]:
    """Place and number of the first and last tick."""
    ticks = [(float(one.get("x")), float(one.text)) for one in drawing.xpath(".//text[@text-anchor='middle']")]
    return (*ticks[0], *ticks[-1])


def read_back(drawing: HtmlElement) -> Iterator[float]:
    """The value at each mark, by the ticks."""
    x0, v0, x1, v1 = scale(drawing)
    for mark in drawing.xpath(".//*[contains(' chart-disc chart-ring chart-square ', concat(' ', @class, ' '))]"):
        x = float(mark.get("cx") or float(mark.get("x")) + float(mark.get("width")) / 2)
        yield v0 + (x - x0) / (x1 - x0) * (v1 - v0)


def test_each_chart_stands_on_its_page() -> None:
    assert {*records("charts.yml")} == {*PAGES}


@pytest.mark.parametrize("name", ["skin-nerve-counts", "small-fiber-studies", "fibromyalgia-shares"])
def test_marks_stand_where_the_facts_say(name: str, real_site: Path) -> None:
    drawing = figure(real_site, name).xpath(".//svg")[0]
    wanted = [facts()[row["fact"]]["value"] for row in records("charts.yml")[name]["rows"]]
    x0, v0, x1, v1 = scale(drawing)
    assert [*read_back(drawing)] == pytest.approx(wanted, abs=(v1 - v0) / (x1 - x0) * 0.06)  # places are rounded to 0.1 px


def test_the_band_is_where_the_two_spreads_overlap(real_site: Path) -> None:
    drawing = figure(real_site, "skin-nerve-counts").xpath(".//svg")[0]
    (band,) = drawing.xpath(".//*[@class='chart-band']")
    x0, v0, x1, v1 = scale(drawing)
    ends = [float(band.get("x")), float(band.get("x")) + float(band.get("width"))]
    two = [facts()[row["fact"]] for row in records("charts.yml")["skin-nerve-counts"]["rows"]]
    low, high = max(one["value"] - one["spread"] for one in two), min(one["value"] + one["spread"] for one in two)
    assert [v0 + (x - x0) / (x1 - x0) * (v1 - v0) for x in ends] == pytest.approx([low, high], abs=0.01)


def test_there_is_a_dot_for_each_person_of_both_treatments(real_site: Path) -> None:
    drawing = figure(real_site, "ivig-people").xpath(".//svg")[0]
    counted = {
        state: len(drawing.xpath(f".//circle[@class='chart-{state}']")) - 1 for state in ("full", "empty", "unknown")
    }  # but the legend's
    both = facts()["geerts21-n-ivig"]["value"] + facts()["geerts21-n-pbo"]["value"]
    better = sum(
        facts()[part]["value"] * facts()[whole]["value"] / 100
        for part, whole in (("geerts21-ivig", "geerts21-n-ivig"), ("geerts21-pbo", "geerts21-n-pbo"))
    )
    assert counted == {"full": better, "empty": both - better, "unknown": facts()["c08-ivig-n"]["value"]}


def test_every_finding_has_its_dots(real_site: Path) -> None:
    one = figure(real_site, "how-sure")
    labels = {row.xpath("string(th)"): row.xpath("string(td)").lower() for row in one.xpath(".//tbody/tr")}
    held = [finding for finding in records("findings.yml").values() if not finding.get("withdrawn")]
    assert labels == {" ".join(finding["question"].split()): finding["label"] for finding in held}


@pytest.mark.parametrize("name", ["skin-nerve-counts", "small-fiber-studies", "fibromyalgia-shares", "ivig-people"])
def test_data_are_those_of_the_facts(name: str, real_site: Path) -> None:
    with (real_site / "charts" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        rows = [*csv.DictReader(file)]
    wanted = records("charts.yml")[name]["rows"]
    assert len(rows) == len(wanted)
    for row, record in zip(rows, wanted, strict=True):
        drawn = facts()[record.get("fact") or record["nobody"]]
        ranging = facts()[record["range"]] if "range" in record else drawn
        for column, value in (
            ("value", drawn.get("value")),
            ("spread", drawn.get("spread")),
            ("low", ranging.get("low")),
            ("high", ranging.get("high")),
        ):
            assert row[column] == ("" if value is None else f"{value:g}"), (name, record, column)
        assert row["status"] == drawn.get("status", "verified")


def test_each_chart_has_an_image(real_site: Path) -> None:
    for name in PAGES:
        assert (real_site / "charts" / f"{name}.png").read_bytes().startswith(b"\x89PNG")


def test_charts_are_printed_with_their_words(real_site: Path) -> None:
    pymupdf = pytest.importorskip("pymupdf")
    with pymupdf.open(real_site / "pdf" / "fibromyalgia-and-ms.pdf") as book:
        text = " ".join(" ".join(page.get_text() for page in book).split())
    for name, chart in records("charts.yml").items():
        assert " ".join(chart["title"].split()) in text, name
    assert "Of 100 people: how many have fibromyalgia" in text  # words of a drawing
