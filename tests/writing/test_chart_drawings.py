"""Where the marks of charts stand, whatever numbers they are drawn from."""

from datetime import date
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence.charted import DOTS, Level, PlottedRow, PublishedChart
from evidence.findings import Source
from evidence.studies import Fact
from fonts import width
from samples import finding
from writing.chart_drawings import LEFT, REACH, RIGHT, SIZE, WIDTH, Drawing, Scale, draw

SOURCE = Source(key="one", label="Caro 2008", year=2008, doi="", address="", in_a_quote="Caro 2008")
NUMBERS = st.floats(min_value=-1e6, max_value=1e6, allow_nan=False, allow_subnormal=False)
LABELS = st.text("abcdefghij    ", min_size=1, max_size=90).map(lambda text: " ".join(text.split()) or "a")


def fact(**values: Any) -> Fact:
    return Fact(**{"id": "f", "says": "it", "group": "people", "locator": "abstract", **values})


def row(drawn: Fact, **values: Any) -> PlottedRow:
    whole = {"label": "People", "under": "", "mark": "disc", "fact": drawn, "range": None, "people": None, "part": None}
    return PlottedRow(**{**whole, "is_nobody": False, "source": SOURCE, **values})


def chart(kind: str, rows: list[PlottedRow], levels: tuple[Level, ...] = ()) -> PublishedChart:
    values: dict[str, Any] = {"name": "a", "kind": kind, "title": "A", "says": "It.", "axis": "How many", "part": "felt better"}
    return PublishedChart(**values, rows=tuple(rows), levels=levels)


@st.composite
def spreads(draw_one: st.DrawFn) -> PublishedChart:
    numbers = draw_one(st.lists(st.tuples(NUMBERS, st.floats(min_value=0.01, max_value=1e5), LABELS), min_size=2, max_size=5))
    return chart("spreads", [row(fact(value=value, spread=spread, unit="mean"), label=label) for value, spread, label in numbers])


@st.composite
def shares(draw_one: st.DrawFn) -> PublishedChart:
    ends = st.floats(min_value=0, max_value=100)
    numbers = draw_one(st.lists(st.tuples(ends, ends, ends, st.booleans(), LABELS), min_size=1, max_size=8))
    rows = []
    for *three, has_range, label in numbers:
        low, value, high = sorted(three)
        drawn = fact(value=value, low=low, high=high, unit="percent")
        rows.append(row(drawn, label=label, range=drawn if has_range else None, under=label[:1]))
    return chart("shares", rows)


@st.composite
def people(draw_one: st.DrawFn) -> PublishedChart:
    numbers = draw_one(st.lists(st.tuples(st.integers(1, 150), st.none() | st.floats(0, 100), LABELS), min_size=1, max_size=4))
    return chart(
        "people",
        [
            row(fact(value=float(count), unit="people"), label=label, part=None if part is None else fact(value=part, unit="percent"))
            for count, part, label in numbers
        ],
    )


def points(drawing: Drawing) -> list[tuple[float, float]]:
    """The corners of all marks."""
    found = [
        (x + dx, y + dy) for one in (*drawing.plots, *drawing.dots) for x, y in [(one.x, one.y)] for dx in (-7.5, 7.5) for dy in (-7.5, 7.5)
    ]
    found += [(x, plot.y) for plot in drawing.plots for x in (plot.low, plot.high) if x is not None]
    if drawing.band:
        left, top, right, bottom = drawing.band
        found += [(left, top), (right, bottom)]
    return found


@given(st.one_of(spreads(), shares(), people()))
def test_all_marks_and_words_are_inside(one: PublishedChart) -> None:
    drawing = draw(one)
    assert [point for point in points(drawing) if not (0 <= point[0] <= WIDTH and 0 <= point[1] <= drawing.height)] == []
    for words in drawing.words:
        long = width(words.text, "bold" if words.look == "strong" else "regular") * SIZE
        start = {"start": words.x, "middle": words.x - long / 2, "end": words.x - long}[words.anchor]
        assert SIZE * 0.7 <= words.y <= drawing.height - 4
        assert words.anchor == "end" or start >= 0 - (words.anchor == "middle") * long  # a tick's number may be wider than its place
        assert start + long <= WIDTH or len(words.text.split()) == 1


@given(st.one_of(spreads(), shares(), people()))
def test_no_line_of_words_lies_on_another(one: PublishedChart) -> None:
    lines = sorted({words.y for words in draw(one).words if words.anchor == "start"})
    assert all(after - before >= SIZE for before, after in pairwise(lines))


@given(st.lists(NUMBERS, min_size=2, max_size=6))
def test_a_scale_holds_its_numbers_in_their_order_and_true_to_their_distances(numbers: list[float]) -> None:
    low, high = min(numbers), max(numbers)
    scale = Scale.over(low, high)
    assert scale.start <= min(low, 0)
    assert max(high, 0) <= scale.end
    assert 1 <= len(scale.ticks) - 1 <= 7
    assert (scale.ticks[0].x, scale.ticks[-1].x) == (LEFT, RIGHT)
    for value in numbers:
        place = scale.place(value)
        assert LEFT <= place <= RIGHT
        assert (place - LEFT) / (RIGHT - LEFT) == pytest.approx((value - scale.start) / (scale.end - scale.start), abs=0.001)


@given(spreads())
def test_the_band_is_where_all_spreads_reach(one: PublishedChart) -> None:
    drawing = draw(one)
    low = max(row.value - row.spread for row in one.rows)
    high = min(row.value + row.spread for row in one.rows)
    if low >= high:
        assert drawing.band is None
        return
    assert drawing.band is not None
    left, _, right, _ = drawing.band
    assert left == max(plot.low for plot in drawing.plots if plot.low is not None)
    assert right == min(plot.high for plot in drawing.plots if plot.high is not None)


@given(people())
def test_there_is_a_dot_for_each_person(one: PublishedChart) -> None:
    drawing = draw(one)
    count = sum(int(row.value) for row in one.rows)
    assert len({(dot.x, dot.y) for dot in drawing.dots}) == len(drawing.dots)
    assert 1 <= len(drawing.dots) - count <= 3  # the legend's


def test_groups_that_do_not_overlap_have_no_band() -> None:
    apart = [row(fact(value=value, spread=1.0, unit="mean")) for value in (2.0, 9.0)]
    assert draw(chart("spreads", apart)).band is None
    drawn = draw(chart("spreads", [row(fact(value=value, spread=4.0, unit="mean")) for value in (2.0, 9.0)]))
    assert drawn.band is not None
    assert drawn.band[0] < drawn.band[2]


@pytest.mark.parametrize(("label", "filled"), [("sure", 4), ("fairly sure", 3), ("unsure", 2), ("very unsure", 1), ("not rated", 0)])
def test_dots_are_filled_by_level(label: Any, filled: int) -> None:
    one = finding(how_sure=label, first_published=date(2026, 1, 1))
    drawing = draw(chart("labels", [], (Level(label, filled, (one,)),)))
    assert [dot.state for dot in drawing.dots] == ["full"] * filled + ["empty"] * (DOTS - filled)


def test_marks_reach_no_further_than_the_margin_of_the_scale() -> None:
    assert LEFT > REACH
