"""A finding that no longer holds: wherever it was claimed it says so, and nothing claims or shares it."""

import csv
import io
import json
from collections.abc import Callable

import lxml.html
import pytest

from conftest import MKDOCS, Built
from samples import FINDING, SITE

SAID = "Withdrawn on March 1, 2027. The paper was retracted."
RECORD = FINDING.replace("short: 133 people", "short: We know that 133 people") + (
    "  withdrawn: {date: 2027-03-01, reason: The paper was retracted.}\n"
)
CLAIMED = "We know that"  # the short form of the finding that was withdrawn
FILES = {
    **SITE,
    "mkdocs.yml": MKDOCS.replace("name: mkdocs", "name: mkdocs, custom_dir: look"),
    "look/main.html": '{% extends "base.html" %}{% block extrahead %}{{ head }}{% endblock %}',
    "refs/findings.yml": RECORD,
    "docs/findings/index.md": "# Findings\n\n/// table | findings\n///\n",
    "docs/leaflet.md": "# Leaflet\n\n/// brief | share\n///\n",
}


@pytest.fixture
def built(build_site: Callable[..., Built]) -> Built:
    built = build_site(FILES)
    assert built.code == 0, built.faults
    return built


def words(built: Built, name: str, where: str) -> str:
    (found,) = lxml.html.document_fromstring(built.html(name)).xpath(where)
    return " ".join(found.text_content().split())


def test_its_own_page_cannot_be_shared(built: Built) -> None:
    page = lxml.html.document_fromstring(built.html("findings/share/index.html"))
    assert page.xpath("//*[@class='share'] | //textarea | //*[@data-copy or @data-share] | //script[contains(@src, 'share')]") == []
    assert page.xpath("//title/text()") == ["Withdrawn: How many? - Test"]
    assert words(built, "findings/share/index.html", "//*[contains(@class, 'answer')]").startswith("We withdrew this finding")


def test_one_that_holds_can_be(build_site: Callable[..., Built]) -> None:
    page = lxml.html.document_fromstring(build_site(SITE).html("findings/share/index.html"))
    assert len(page.xpath("//section[@class='share']//textarea")) == 7


def test_no_page_offers_to_share_it(built: Built) -> None:
    assert words(built, "index.html", "//p[@class='finding-link']") == "A page with just this finding"


def test_its_preview_says_so(built: Built) -> None:
    page = lxml.html.document_fromstring(built.html("findings/share/index.html"))
    assert page.xpath("//meta[@property='og:description']/@content") == [SAID]
    assert page.xpath("//meta[@property='og:title']/@content") == ["Withdrawn: How many?"]
    assert page.xpath("//meta[@property='og:image:alt']/@content") == ["Withdrawn. The paper was retracted. As of March 1, 2027."]
    data = json.loads(page.xpath("//script[@type='application/ld+json']/text()")[0])
    assert (data["description"], data["mainEntity"]["text"]) == (SAID, SAID)


def test_the_table_of_findings_says_so(built: Built) -> None:
    row = lxml.html.document_fromstring(built.html("findings/index.html")).xpath("//tr[@id='findings-share']/td")
    answer, how_sure, _ = (" ".join(cell.text_content().split()) for cell in row)
    assert (answer, how_sure) == (f"{SAID} 1", "Withdrawn")


def test_the_leaflet_says_so(built: Built) -> None:
    assert words(built, "leaflet/index.html", "//*[@class='brief']").endswith(SAID)


def test_the_open_data_say_so(built: Built) -> None:
    folder = built.folder / "site" / "findings"
    (finding,) = json.loads((folder / "findings.json").read_text("utf-8"))["findings"]
    assert finding["short"] == SAID
    assert finding["withdrawn"] == {"date": "2027-03-01", "reason": "The paper was retracted."}
    (row,) = csv.DictReader(io.StringIO((folder / "findings.csv").read_bytes().decode("utf-8"), newline=""))
    assert row["withdrawn"] == SAID


def test_its_short_form_stands_nowhere(built: Built) -> None:
    for path in (built.folder / "site").rglob("*"):
        if path.suffix in (".html", ".json", ".csv", ".xml", ".js"):
            assert CLAIMED not in path.read_text("utf-8"), path


def test_it_need_not_stand_on_a_page_any_more(build_site: Callable[..., Built]) -> None:
    pages = {"docs/index.md": "# Title\n\nText [@one].\n", "docs/leaflet.md": "# L\n"}
    assert build_site({**FILES, **pages}, "--check").faults == []
    gone = build_site({**FILES, **pages, "refs/findings.yml": FINDING}, "--check").faults
    assert gone == ['refs/findings.yml:1: "share" stands on no page (add /// finding | share, and below it ///)']
