"""Charts on a page: what a writer is told, and that drawing, words, table and data say what the facts say, always."""

import csv
import io
import re
from collections.abc import Callable

import pytest
from lxml import html
from lxml.html import HtmlElement

from charts_site import BLOCKS, CHARTS, FILES, STUDIES, with_charts
from conftest import Built

TOLD = {
    "a chart that is not there": (
        {**FILES, "docs/new.md": "# New\n\n/// chart | count\n///\n"},
        ['docs/new.md:3: there is no chart "count" (did you mean counts?)'],
    ),
    "a chart that is not like any": (
        {**FILES, "docs/new.md": "# New\n\n/// chart | zzz\n///\n"},
        ['docs/new.md:3: there is no chart "zzz" (add it to refs/charts.yml)'],
    ),
    "a chart on no page": (
        {**FILES, "docs/drawn.md": "# Charts\n\n" + BLOCKS.replace("/// chart | dots\n///\n\n", "")},
        ['refs/charts.yml:17: "dots" stands on no page (add /// chart | dots, and below it ///)'],
    ),
    "a chart on two pages": (
        {**FILES, "docs/new.md": "# New\n\n/// chart | dots\n///\n"},
        ['refs/charts.yml:17: "dots" stands twice, on docs/drawn.md and docs/new.md (keep it on one page)'],
    ),
    "a chart that is not closed": (
        {**FILES, "docs/new.md": "# New\n\n/// chart | dots\n\nText.\n", "docs/drawn.md": "# Charts\n\n" + BLOCKS.replace("/// chart | dots\n///\n\n", "")},
        ['docs/new.md:3: "/// chart | dots" is not closed, or not empty (the next line must be ///)'],
    ),
    "a kind that there is not": (
        with_charts("kind: spreads", "kind: spread"),
        ['refs/charts.yml:2: "kind" of "counts" is wrong: there is no "spread" (did you mean spreads?)'],
    ),
    "a mark that there is not": (
        with_charts("mark: ring", "mark: rings"),
        ['refs/charts.yml:8: "rows" no. 2 "mark" of "counts" is wrong: there is no "rings" (did you mean ring?)'],
    ),
    "a field that there is not": (
        with_charts("rows:\n    - {label: With MS, fact: mean,", "rows:\n    - {label: With MS, fakt: mean,"),
        ['refs/charts.yml:7: "rows" no. 1 "fakt" of "counts" is no known field (did you mean fact?)'],
    ),
    "a fact that there is not": (
        with_charts("fact: mean, people: n", "fact: meen, people: n"),
        ['refs/charts.yml:7: no study has the fact "meen" (did you mean mean?)'],
    ),
    "people that there are not": (
        with_charts("fact: mean, people: n", "fact: mean, people: qqq"),
        ['refs/charts.yml:7: no study has the fact "qqq" (add it to refs/studies.yml)'],
    ),
    "a fact without a value": (
        with_charts("fact: share", "fact: words"),
        ['refs/charts.yml:15: the fact "words" has no value (name one that has)'],
    ),
    "a fact without a spread": (
        with_charts("fact: other", "fact: n"),
        ['refs/charts.yml:8: the fact "n" has no spread (name one that has)'],
    ),
    "two units on one axis": (
        with_charts("fact: other", "fact: years"),
        ['refs/charts.yml:6: "counts" draws mean and years on one axis (make two charts of it)'],
    ),
    "a share that is none": (
        with_charts("fact: bare, range: sum", "fact: m"),
        ['refs/charts.yml:16: the fact "m" is no share of 100 (name one with the unit percent)'],
    ),
    "a range of another share": (
        with_charts("fact: share}", "fact: share, range: sum}"),
        ['refs/charts.yml:15: the fact "sum" is a range that "share" does not lie in (name its own)'],
    ),
    "a range without ends": (
        with_charts("range: sum", "range: m"),
        ['refs/charts.yml:16: the fact "m" has no range (name one with low and high)'],
    ),
    "people who are none": (
        with_charts("people: n}", "people: mean}"),
        ['refs/charts.yml:7: the fact "mean" counts no people (name one with the unit people)'],
    ),
    "dots that are no people": (
        with_charts("fact: m, part: bare", "fact: mean"),
        ['refs/charts.yml:24: the fact "mean" cannot be drawn as dots (name one that counts 1 to 150 people)'],
    ),
    "a part of others": (
        with_charts("part: bare", "part: share"),
        ['refs/charts.yml:24: the fact "share" is no part of "m" (name one with of: m)'],
    ),
    "filled dots that mean nothing": (
        with_charts("  part: felt better\n", ""),
        ['refs/charts.yml:23: the fact "bare" fills dots, but the chart does not say what that means (add part: to it, such as "felt better")'],
    ),
    "nobody, but by whose word": (
        with_charts("nobody: nobody", "nobody: words"),
        ['refs/charts.yml:25: the fact "words" does not tell that nobody is named (name one with status: by-absence)'],
    ),
    "a row that draws nothing": (
        with_charts("fact: other, people: m", "people: m"),
        ['refs/charts.yml:8: the row "Without it" draws nothing (give it one fact:, or one nobody:)'],
    ),
    "a row that draws two things": (
        with_charts("part: bare}", "part: bare, nobody: nobody}"),
        ['refs/charts.yml:24: the row "Given it" draws two things (give it one fact:, or one nobody:)'],
    ),
    "a field of another kind": (
        with_charts("people: m}", "people: m, range: sum}"),
        ['refs/charts.yml:8: a row of a chart of spreads has no "range" (take it out)'],
    ),
    "one group with nobody beside it": (
        with_charts("    - {label: Without it, mark: ring, fact: other, people: m}\n", ""),
        ['refs/charts.yml:6: "counts" has 1 rows (a chart of spreads needs at least 2)'],
    ),
    "an axis that is not named": (
        with_charts("  axis: Nerve endings\n", ""),
        ['refs/charts.yml:1: "counts" does not say what is measured (add axis:, with the unit)'],
    ),
    "labels with rows": (
        with_charts("title: How sure we are\n", "title: How sure we are\n  rows: [{label: A, fact: n}]\n"),
        ['refs/charts.yml:29: "sure" is made of the findings (take its rows out)'],
    ),
    "a number that is typed": (
        with_charts("There were {m} people.", "There were 30 people."),
        ['refs/charts.yml:20: "30" is typed into "dots" (write the id of its fact in braces: {my-fact} or {my-fact.low})'],
    ),
    "a place for a fact that there is not": (
        with_charts("There were {m} people.", "There were {mm} people."),
        ['refs/charts.yml:20: no study has the fact "mm" (add it to refs/studies.yml)'],
    ),
    "a place for a part that there is not": (
        with_charts("{share.low}", "{share.hihg}"),
        ['refs/charts.yml:12: "{share.hihg}" asks for no part of a fact (did you mean high?)'],
    ),
    "a place for a number that the fact lacks": (
        with_charts("{share.low}", "{bare.low}"),
        ['refs/charts.yml:12: "{bare.low}": the fact "bare" has no low (name another)'],
    ),
    "a brace that is not closed": (
        with_charts("There were {m} people.", "There were {m people."),
        ['refs/charts.yml:20: "{m" is no id in braces (write it as {my-fact} or {my-fact.low})'],
    ),
    "a brace around no id": (
        with_charts("There were {m} people.", "There were { m } people."),
        ['refs/charts.yml:20: "{ m }" is no id in braces (write it as {my-fact} or {my-fact.low})'],
    ),
    "an id in other brackets": (
        {**with_charts("There were {m} people.", "There were (all-of-m) people (well-known)."), "refs/studies.yml": STUDIES.replace("id: years", "id: all-of-m")},
        ['refs/charts.yml:20: "(all-of-m)" is an id, and would be printed as it stands (write {all-of-m})'],
    ),
    "a title that is too long": (
        with_charts("title: Dots", f"title: {'T' * 66}"),
        ['refs/charts.yml:19: "title" of "dots" has 66 characters (at most 65: make it shorter)'],
    ),
    "a name that is no address": (
        {**with_charts("sure:\n", "Sure_1:\n"), "docs/drawn.md": f"# Charts\n\n{BLOCKS.replace('| sure', '| Sure_1')}"},
        ['refs/charts.yml:26: "Sure_1" cannot be an address (write small letters and digits, with hyphens between words)'],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", TOLD)
def test_a_writer_is_told(name: str, build_site: Callable[..., Built]) -> None:
    files, faults = TOLD[name]
    assert sorted(build_site(files, "--check").faults) == sorted(faults)


def test_a_number_of_another_work_is_told(build_site: Callable[..., Built]) -> None:
    """What a chart says is traced like any other sentence: to the works that it cites."""
    bib = FILES["refs/papers.bib"] + "@article{two, author = {B, C}, title = {Two}, journal = {J}, year = 2009, readas = {abstract}}\n"
    studies = STUDIES + "two:\n  facts:\n    - {id: far, says: people, value: 7, unit: people, group: people, locator: abstract}\n"
    files = {**with_charts("There were {m} people.", "There were {m} people [@two]."), "refs/papers.bib": bib, "refs/studies.yml": studies}
    assert build_site(files, "--check").faults == ['refs/charts.yml:17: "30" is in no fact of two (nearest: 7 people, far)']


def test_a_title_is_as_long_as_it_is_printed(build_site: Callable[..., Built]) -> None:
    assert build_site(with_charts("title: Dots", f"title: {'T' * 61} {{sum.low}}"), "--check").faults == []


@pytest.fixture
def figures(build_site: Callable[..., Built]) -> dict[str, HtmlElement]:
    return _figures(build_site(FILES))


def _figures(built: Built) -> dict[str, HtmlElement]:
    assert built.code == 0, built.faults
    return {one.get("id"): one for one in html.fromstring(built.html("drawn/index.html")).xpath("//figure")}


def _rows(figure: HtmlElement) -> list[list[str]]:
    for mark in figure.xpath(".//table//sup"):
        mark.drop_tree()
    return [[" ".join(cell.text_content().split()) for cell in row] for row in figure.xpath(".//table//tr")]


def test_the_table_says_what_the_drawing_shows(figures: dict[str, HtmlElement]) -> None:
    assert _rows(figures["chart-counts"]) == [
        ["Who", "Average", "Spread (SD)", "People"],
        ["With MS", "5.8", "2.8", "133 people"],
        ["Without it", "7.4", "1.9", "30 people"],
    ]
    assert _rows(figures["chart-shares"]) == [
        ["Who", "How many (range)", "People"],
        ["First"],
        ["With MS", "about 17 in 100 (about 12 to 25)", "133 people"],
        ["Then"],
        ["Without it", "40 in 100 (30 to 52)", "30 people"],
    ]
    assert _rows(figures["chart-dots"]) == [
        ["Who", "People", "Felt better"],
        ["Given it", "30 people", "40 in 100"],
        ["To compare with", "nobody that the summary names", ""],
    ]
    assert _rows(figures["chart-sure"]) == [["Question", "How sure"], ["How many?", "Unsure"]]


def test_all_is_told_to_those_who_do_not_see_it(figures: dict[str, HtmlElement]) -> None:
    for name, figure in figures.items():
        (drawing,) = figure.xpath(".//svg[@role='img']")
        assert drawing.xpath("string(title)") == figure.xpath("string(figcaption)")
        named = {*drawing.get("aria-labelledby").split(), *drawing.get("aria-describedby").split()}
        assert named == {one.get("id") for one in drawing.xpath("title | desc")}
        told = drawing.xpath("string(desc)")
        for row in _rows(figure)[1:]:
            assert all(cell.lower() in told.lower() for cell in row), (name, row, told)


def test_our_own_sums_are_dashed_and_marked(figures: dict[str, HtmlElement]) -> None:
    shares = figures["chart-shares"]
    dashed = [one for one in shares.xpath(".//*[@class='chart-range']") if one.get("stroke-dasharray")]
    assert len(dashed) == 1
    assert "Dashed line: our own sum" in shares.xpath("string(.//svg)")
    assert [row.xpath("string(th/text())").strip() for row in shares.xpath(".//tr[.//sup[contains(@class, 'derived')]]")] == ["Without it"]


def test_filled_dots_are_the_share_of_the_people(figures: dict[str, HtmlElement]) -> None:
    dots = figures["chart-dots"]
    legend = 2  # a full and an empty one
    assert len(dots.xpath(".//circle")) == 30 + legend
    assert len(dots.xpath(".//circle[@class='chart-full']")) == 12 + 1
    assert [len(figures["chart-sure"].xpath(f".//circle[@class='chart-{state}']")) for state in ("full", "empty")] == [2, 2]


def test_a_changed_fact_changes_drawing_words_table_and_data(build_site: Callable[..., Built]) -> None:
    changed = STUDIES.replace("value: 5.8", "value: 6.1")
    before = build_site(FILES)
    old = (_figures(before)["chart-counts"], (before.folder / "site/charts/counts.png").read_bytes())
    after = build_site({**FILES, "refs/studies.yml": changed})
    new = (_figures(after)["chart-counts"], (after.folder / "site/charts/counts.png").read_bytes())
    assert old[1] != new[1]
    for part in ("p[@class='chart-says']", "table", "svg/desc", "svg"):
        words = [one.xpath(f"string(.//{part})") for one in (old[0], new[0])]
        assert "5.8" in words[0], part
        assert words[1] == words[0].replace("5.8", "6.1"), part
    assert "6.1" in (after.folder / "site/charts/counts.csv").read_text("utf-8")
    assert old[0].xpath("string(.//circle/@cx)") != new[0].xpath("string(.//circle/@cx)")


def test_a_changed_fact_stops_the_build_where_text_has_the_old_number(build_site: Callable[..., Built]) -> None:
    page = FILES["docs/drawn.md"] + "Their average was 5.8 [@one].\n"
    files = {**FILES, "docs/drawn.md": page, "refs/studies.yml": STUDIES.replace("value: 5.8", "value: 6.1")}
    assert build_site(files).faults == ['docs/drawn.md:15:19: "5.8" is in no fact of one (nearest: 6.1 mean, people with MS, mean)']


def test_data_can_be_read_by_programs_and_run_nothing(build_site: Callable[..., Built]) -> None:
    built = build_site(FILES)
    for name in ("counts", "shares", "dots", "sure"):
        text = (built.folder / f"site/charts/{name}.csv").read_bytes().decode("utf-8")
        rows = [*csv.reader(io.StringIO(text, newline=""), strict=True)]
        assert len({len(row) for row in rows}) == 1
        assert not [cell for row in rows for cell in row if re.match(r"[=+\-@\t\r]", cell) and not re.fullmatch(r"-?[\d.]+", cell)]
    counts = [*csv.DictReader(io.StringIO((built.folder / "site/charts/counts.csv").read_text("utf-8")))]
    assert [(row["label"], row["value"], row["spread"], row["people"], row["what"]) for row in counts] == [
        ("With MS", "5.8", "2.8", "133", "mean count"),
        ("Without it", "7.4", "1.9", "30", "'=mean count"),
    ]


def test_links_lead_to_data_and_image(build_site: Callable[..., Built]) -> None:
    figures = _figures(build_site(FILES))
    assert figures["chart-dots"].xpath(".//a[contains(@href, 'charts/')]/@href") == ["../charts/dots.csv", "../charts/dots.png"]


def test_words_of_charts_are_no_words_of_the_page(build_site: Callable[..., Built]) -> None:
    limits = "page:\n  of: words\n  most: 10\n"
    assert build_site({**FILES, "refs/limits.yml": limits, "docs/index.md": "# Title\n\n/// finding | share\n///\n"}, "--check").faults
    only_charts = {key: value for key, value in FILES.items() if key not in ("docs/changes.md", "docs/findings/index.md")}
    found = build_site({**only_charts, "refs/limits.yml": limits}, "--check").faults
    assert not [fault for fault in found if fault.startswith("docs/drawn.md")]


def test_names_in_the_record_are_those_of_its_head() -> None:
    """The site above has each kind of chart."""
    assert re.findall(r"kind: (\w+)", CHARTS) == ["spreads", "shares", "people", "labels"]
