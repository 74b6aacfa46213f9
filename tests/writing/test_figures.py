"""Figures on pages: a drawing with title, description and words, each told once where something is wrong; timelines from records."""

import itertools
import re
from collections.abc import Callable, Mapping

import lxml.html
import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import PAPER, Built
from writing.timeline import APART, YEAR, Event, draw_timeline

DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 360 40"><path id="a" class="line-two" d="M0 0H9"/><text y="20">a *b*</text></svg>\n'
FIGURES = """\
one:
  title: A <thing> & *another*
  description: A line, and a word.
  words: What it shows [@caro2008].
line:
  title: Years
  description: A line of years.
  words: Each at its year.
  works:
    later: {topic: Skin, told: fewer in 49 in 100 people}
    caro2008: {topic: Nerve tests, told: of legs}
"""
LATER = "@misc{later, author = {B, C}, title = {Later}, year = 2014, readas = {abstract}, howpublished = {x}}\n"
STUDIES = "later:\n  facts:\n    - {id: n, says: had it, value: 49, unit: percent, group: people, locator: abstract}\n"
PAGE = "# Home\n\n/// figure | one\n///\n\n/// figure | line\n///\n"
SITE = {
    "docs/index.md": PAGE,
    "refs/figures.yml": FIGURES,
    "refs/figures/one.svg": DRAWING,
    "refs/papers.bib": PAPER,
    "refs/more.bib": LATER,
    "refs/studies.yml": STUDIES,
}


def test_a_figure_says_what_it_shows_to_all(build_site: Callable[..., Built]) -> None:
    built = build_site(SITE)
    assert built.faults == []
    page = lxml.html.document_fromstring(built.html())
    figure = page.get_element_by_id("figure-one")
    assert [child.tag for child in figure] == ["p", "div", "figcaption"]
    assert figure[0].text_content() == "A <thing> & *another*"
    assert figure[2].text_content().startswith("What it shows")
    assert figure[2].xpath(".//sup[@class='citation']")
    (svg,) = figure.xpath(".//svg")
    assert svg.get("role") == "img"
    named = [page.get_element_by_id(one).text_content() for one in svg.get("aria-labelledby").split()]
    assert named == ["A <thing> & *another*", "A line, and a word."]
    assert svg.xpath("string(.//text)") == "a *b*"  # no Markdown in a drawing
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert "figure-one-a" in ids


def marks(html: str) -> dict[str, float]:
    """Topic of each mark of a timeline, and how far down it stands on the line."""
    (svg,) = lxml.html.document_fromstring(html).xpath("//figure[@id='figure-line']//svg")
    starts = map(float, svg.xpath(".//circle[@cx='60']/@cy"))
    topics = svg.xpath(".//text[@font-weight='700']/text()")
    return dict(zip(topics, starts, strict=True))


def test_a_timeline_follows_the_years_of_its_works(build_site: Callable[..., Built]) -> None:
    built = build_site(SITE)
    places = marks(built.html())
    assert [*places] == ["Nerve tests", "Skin"]  # by year, whatever their order
    assert places["Skin"] - places["Nerve tests"] == 6 * YEAR
    (figure,) = lxml.html.document_fromstring(built.html()).xpath("//figure[@id='figure-line']")
    assert [" ".join(item.text_content().split()) for item in figure.xpath(".//li")] == [
        "2008: Nerve tests, of legs 1.",
        "2014: Skin, fewer in 49 in 100 people 2.",
    ]
    assert figure.xpath("string(.//desc)") == "A line of years. 2008: Nerve tests, of legs. 2014: Skin, fewer in 49 in 100 people."
    filled = figure.xpath(".//circle[contains(@class, 'fill-ink')]/@cy")
    assert len(filled) == 2
    assert float(filled[1]) == pytest.approx(places["Nerve tests"])
    changed = build_site({**SITE, "refs/more.bib": LATER.replace("2014", "2011")})
    places = marks(changed.html())
    assert places["Skin"] - places["Nerve tests"] == 3 * YEAR
    assert "2011: " in changed.html()
    assert "2014" not in re.sub(r"<footer.*", "", changed.html(), flags=re.DOTALL)


TOLD: Mapping[str, tuple[Mapping[str, str], list[str]]] = {
    "a figure that is not there": (
        {"docs/index.md": PAGE.replace("| one", "| onne")},
        ['docs/index.md:3: there is no figure "onne" (did you mean one?)'],
    ),
    "a figure that stands twice": (
        {"docs/index.md": PAGE.replace("| line", "| one")},
        ['docs/index.md:6: the figure "one" stands on this page already (take one of the two out)'],
    ),
    "one without a name": (
        {"docs/index.md": PAGE.replace("/// figure | one", "/// figure")},
        ['docs/index.md:3: "/// figure" does not say which (write /// figure | and its name)'],
    ),
    "one that is drawn twice": (
        {"refs/figures/line.svg": DRAWING},
        ['refs/figures.yml:5: "line" is drawn twice (take works out, or the drawing)'],
    ),
    "a drawing that nobody tells of": (
        {"refs/figures/two.svg": DRAWING},
        ['refs/figures/two.svg:1: nothing says what this shows (add "two" to refs/figures.yml)'],
    ),
    "an unsafe drawing": (
        {"refs/figures/one.svg": DRAWING.replace("<path", '\n<path onclick="x()"')},
        ['refs/figures/one.svg:2: "onclick" of <path> must not stand in a drawing (take it out)'],
    ),
    "a work that is not there": (
        {"refs/figures.yml": FIGURES.replace("    later:", "    latter:")},
        ['refs/figures.yml:10: no reference has the key "latter" (did you mean later?)'],
    ),
    "a work without a year": (
        {"refs/more.bib": LATER.replace("year = 2014, ", "")},
        ['refs/figures.yml:10: "later" has no year in its .bib file (take it off the timeline)'],
    ),
    "a number beside a mark that is in no fact": (
        {"refs/figures.yml": FIGURES.replace("49 in", "48 in")},
        ['refs/figures.yml:10:41: "48 in 100" is in no fact of later (nearest: 49 percent of people, n)'],
    ),
    "a number in its words": (
        {"refs/figures.yml": FIGURES.replace("What it shows [@caro2008]", "15 people [@later]")},
        ['refs/figures.yml:4:10: "15" is in no fact of later (nearest: 49 percent of people, n)'],
    ),
    "words that are longer than a line of the drawing": (
        {"refs/figures.yml": FIGURES.replace("of legs", "o" * 37)},
        ['refs/figures.yml:11: "works" "caro2008" "told" of "line" has 37 characters (at most 36: make it shorter)'],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", TOLD)
def test_a_writer_is_told_once(name: str, build_site: Callable[..., Built]) -> None:
    files, faults = TOLD[name]
    assert build_site({**SITE, **files}, "--check").faults == faults


def test_a_figure_without_a_drawing_is_told(build_site: Callable[..., Built]) -> None:
    files = {name: text for name, text in SITE.items() if name != "refs/figures/one.svg"}
    assert build_site(files, "--check").faults == ['refs/figures.yml:1: "one" has no drawing (add refs/figures/one.svg)']


def test_what_is_said_of_figures_is_no_part_of_a_pages_words(build_site: Callable[..., Built]) -> None:
    limits = "n: {of: words, most: 1, pages: [index.md]}\n"
    assert build_site({**SITE, "refs/limits.yml": limits}, "--check").faults == []


@given(st.lists(st.integers(1950, 2030), min_size=2, max_size=20).map(sorted))
def test_marks_never_crowd_and_a_long_time_is_a_long_way(years: list[int]) -> None:
    drawing = draw_timeline("t", [Event(f"k{at}", year, "Topic", "told", False) for at, year in enumerate(years)])
    places = [float(place) for place in re.findall(r'cx="60" cy="([\d.]+)"', drawing.inside)]
    ways = [after - before for before, after in itertools.pairwise(places)]
    assert ways == [max(APART, (after - before) * YEAR) for before, after in itertools.pairwise(years)]


def test_each_year_stands_once_beside_its_first_mark() -> None:
    drawing = draw_timeline("t", [Event(f"k{year}{at}", year, "Topic", "told", False) for at, year in enumerate([2008, 2014, 2014, 2015])])
    assert re.findall(r'y="([\d.]+)" text-anchor="end">(\d+)<', drawing.inside) == [("65.0", "2008"), ("209.0", "2014"), ("305.0", "2015")]


@given(st.lists(st.integers(1950, 2030), min_size=1, max_size=20).map(sorted))
def test_a_timeline_holds_all_its_marks(years: list[int]) -> None:
    drawing = draw_timeline("t", [Event(f"k{at}", year, "Topic", "told", at == 0) for at, year in enumerate(years)])
    places = [float(place) for place in re.findall(r' (?:cy|y)="([\d.-]+)"', drawing.inside)]
    assert min(places) >= 15
    assert max(places) <= drawing.height - 5
