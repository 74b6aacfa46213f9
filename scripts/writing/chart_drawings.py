"""Where the marks and words of a chart stand: made for a phone, 350 px wide, and never scaled down to less.

In goes a PublishedChart; out comes a Drawing of plain numbers and words, which a template of its kind writes out as SVG.
"""

import math
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from evidence.charted import DOTS, NOBODY, PlottedRow, PublishedChart, number
from evidence.charts import Mark
from fonts import broken

WIDTH = 350
SIZE = 17.5  # of the type: 14 px where a screen of 320 px leaves 280 px
LINE = 22
REACH = 8  # of a mark, from its middle
LEFT, RIGHT = REACH + 1, 288  # of the scale; numbers stand right of it
_TRACK, _GAP = 24, 14  # heights: of a row's marks, and before a new group of rows
_DOT, _IN_A_ROW = 22, 15
_STEPS = (1, 2, 5, 10, 20, 25, 50, 100)
_MOST_TICKS = 6


class Words(NamedTuple):
    """A line of type. `y` is that of its letters' feet."""

    x: float
    y: float
    text: str
    look: str = "plain"  # or strong, quiet
    anchor: str = "start"


class Plot(NamedTuple):
    """What is drawn of a row on its scale."""

    mark: Mark
    x: float
    y: float
    low: float | None = None  # ends of its range or spread, as places on the scale
    high: float | None = None
    is_sum: bool = False  # whether the range is our own sum


class Dot(NamedTuple):
    """A person, or a step of certainty."""

    x: float
    y: float
    state: str  # full, empty, unknown


class Tick(NamedTuple):
    """A line across each row's scale, and its number below the last."""

    x: float
    label: str


class Drawing(NamedTuple):
    """All of one chart. Lengths in px of a drawing that is WIDTH wide."""

    height: float
    words: tuple[Words, ...]
    plots: tuple[Plot, ...] = ()
    dots: tuple[Dot, ...] = ()
    ticks: tuple[Tick, ...] = ()
    band: tuple[float, float, float, float] | None = None  # where all spreads reach: left, top, right, bottom


class Scale(NamedTuple):
    """From numbers to places between LEFT and RIGHT."""

    start: float
    end: float
    step: float

    @classmethod
    def over(cls, lowest: float, highest: float) -> "Scale":
        """From 0, or from below where there are numbers below, to a whole number of steps."""
        below, above = max(-lowest, 0.0), max(highest, 0.0)
        factor = 10.0 ** math.floor(math.log10(max(below + above, 1e-9) / 100))
        steps = (step * power * factor for power in (1, 100) for step in _STEPS)
        step = next(one for one in steps if math.ceil(below / one) + math.ceil(above / one) <= _MOST_TICKS)
        return cls(-math.ceil(below / step) * step, max(math.ceil(above / step), 1) * step, step)

    def place(self, value: float) -> float:
        return round(LEFT + (value - self.start) / (self.end - self.start) * (RIGHT - LEFT), 1)

    @property
    def ticks(self) -> tuple[Tick, ...]:
        count = round((self.end - self.start) / self.step)
        values = (self.start + number * self.step for number in range(count + 1))
        return tuple(Tick(self.place(value), f"{value:.6g}") for value in values)


def draw(chart: PublishedChart) -> Drawing:
    """The drawing of a chart."""
    if chart.kind == "people":
        return _people(chart)
    if chart.kind == "labels":
        return _labels(chart)
    return _scaled(chart)


class _Column:
    """Lines of type from top to bottom."""

    def __init__(self) -> None:
        self.y = 0.0
        self.words: list[Words] = []
        self._under = ""

    def write(self, text: str, look: str = "plain", x: float = 0.0) -> None:
        for line in broken(text, (WIDTH - x) / SIZE, "bold" if look == "strong" else "regular"):
            self.words.append(Words(x, self.y + SIZE, line, look))
            self.y += LINE

    def head(self, row: PlottedRow) -> None:
        """The heading of a group of rows, before its first."""
        if row.under != self._under:
            self._under = row.under
            self.y += _GAP if self.words else 0
            self.write(row.under, "strong")
        self.y += 6 if self.words else 0


def _scaled(chart: PublishedChart) -> Drawing:
    """A row for each group, with its mark on one scale for all."""
    ends = [_ends(chart, row) for row in chart.rows]
    reached = [value for row, pair in zip(chart.rows, ends, strict=True) for value in (row.value, *(pair or ()))]
    scale = Scale.over(min(reached), max(reached))
    column, plots = _Column(), []
    for row, pair in zip(chart.rows, ends, strict=True):
        column.head(row)
        column.write(f"{row.label}, {row.people_in_words}" if row.people else row.label)
        middle = column.y + _TRACK / 2
        low, high = map(scale.place, pair) if pair else (None, None)
        is_sum = bool(row.range and row.range.status == "derived")
        plots.append(Plot(row.mark, scale.place(row.value), middle, low, high, is_sum))
        column.words.append(Words(WIDTH, middle + SIZE / 3, number(row.fact).removeprefix("about "), "strong", "end"))
        column.y += _TRACK
    bottom = column.y
    column.y += LINE
    column.words += [Words(tick.x, column.y - 3, tick.label, "quiet", "middle") for tick in scale.ticks]
    column.y += 4
    column.write(f"Of 100 people: {chart.axis[:1].lower()}{chart.axis[1:]}" if chart.kind == "shares" else chart.axis, "quiet")
    if chart.has_sums:
        column.write("Dashed line: our own sum", "quiet")
    overlap = _overlap(ends) if chart.kind == "spreads" else None
    band = (scale.place(overlap[0]), plots[0].y - REACH, scale.place(overlap[1]), bottom) if overlap else None
    return Drawing(_bottom(column), tuple(column.words), tuple(plots), ticks=scale.ticks, band=band)


def _ends(chart: PublishedChart, row: PlottedRow) -> tuple[float, float] | None:
    """Of what is drawn around a row's mark: its spread to both sides, or its range."""
    return (row.value - row.spread, row.value + row.spread) if chart.kind == "spreads" else row.ends


def _overlap(ends: Sequence[tuple[float, float] | None]) -> tuple[float, float] | None:
    """Where all of them reach; None where there is no such place."""
    found = [pair for pair in ends if pair]
    low, high = max(pair[0] for pair in found), min(pair[1] for pair in found)
    return (low, high) if low < high else None


def _people(chart: PublishedChart) -> Drawing:
    """A dot for each person, the filled ones first."""
    column, dots = _Column(), []
    for row in chart.rows:
        column.head(row)
        if row.is_nobody:
            column.write(f"{row.label}: {NOBODY}", "quiet")
            continue
        share = f": {row.part_in_words}" if row.part else ""
        column.write(f"{row.label}, {number(row.fact)} people{share}")
        column.y += 4
        count = int(row.value)
        states = ["unknown"] * count if row.filled is None else ["full"] * row.filled + ["empty"] * (count - row.filled)
        for place, state in enumerate(states):
            line, at = divmod(place, _IN_A_ROW)
            dots.append(Dot(_DOT / 2 + at * _DOT + 5, column.y + _DOT / 2 + line * _DOT, state))
        column.y += _DOT * -(-count // _IN_A_ROW) + 4
    column.y += _GAP
    column.write(chart.axis, "quiet")
    for state, words in _legend(chart):
        dots.append(Dot(_DOT / 2 + 5, column.y + LINE / 2, state))
        column.write(words, "quiet", x=_DOT + 12)
    return Drawing(_bottom(column), tuple(column.words), dots=tuple(dots))


def _legend(chart: PublishedChart) -> Iterator[tuple[str, str]]:
    """What each kind of dot means."""
    if any(row.part for row in chart.rows):
        yield "full", chart.part
        yield "empty", "the others"
    if any(not row.part and not row.is_nobody for row in chart.rows):
        yield "unknown", "not told how many" if chart.part else "one person"


def _labels(chart: PublishedChart) -> Drawing:
    """The questions below the dots of their level."""
    column, dots = _Column(), []
    for level in chart.levels:
        column.y += _GAP if column.words else 0
        dots += [Dot(_DOT / 2 + place * _DOT, column.y + LINE / 2 + 1, "full" if place < level.dots else "empty") for place in range(DOTS)]
        column.write(f"{level.label.capitalize()} ({len(level.findings)})", "strong", x=DOTS * _DOT + 8)
        for finding in level.findings:
            column.y += 4
            column.write(finding.question)
    return Drawing(_bottom(column), tuple(column.words), dots=tuple(dots))


def _bottom(column: _Column) -> float:
    return round(column.y + 6)
