"""A timeline drawn from records: a line of years, and for each work a mark tied to its year, with a few words.

In go events in the order of their years; out comes a drawing. Years stand at true distances. Where works crowd, their
marks move apart, as little as possible, and a line leads from each to its year.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from evidence.drawings import Drawing
from templates import render

YEAR = 36.0  # pixels from one year to the next
APART = 44.0  # from one mark to the next: two lines of text, and air
TOP = 60.0  # above the first mark: what the marks mean


@dataclass(frozen=True, slots=True)
class Event:
    """A work on the line."""

    key: str
    year: int
    topic: str
    told: str
    is_main: bool  # one of the papers that the site is about


@dataclass(frozen=True, slots=True)
class _Mark:
    event: Event
    y: float  # of the mark and its words
    on_line: float  # of its year


def draw_timeline(name: str, events: Sequence[Event]) -> Drawing:
    """The drawing. `events` are sorted by year, and there is one at least."""
    first, last = events[0].year, events[-1].year
    wanted = [(event.year - first) * YEAR for event in events]
    placed = spread(wanted, APART)
    down = TOP - min(placed[0], 0.0)
    marks = [_Mark(event, y + down, at + down) for event, y, at in zip(events, placed, wanted, strict=True)]
    years = [(year, down + (year - first) * YEAR, any(event.year == year for event in events)) for year in range(first, last + 1)]
    height = max(marks[-1].y, marks[-1].on_line) + 34
    return Drawing("", round(height), Markup(render("timeline.svg", marks=marks, years=years)))


def spread(wanted: Iterable[float], apart: float) -> list[float]:
    """Places at least `apart` from each other, in the same order, whose squared distances from those wanted are least.

    Groups of neighbors that are too close move to where their mean is kept ("pool adjacent violators": Ayer and others,
    Ann Math Stat 1955).
    """
    groups: list[tuple[float, int]] = []  # the mean of what is wanted, less the places before, and how many
    for index, place in enumerate(wanted):
        mean, count = place - index * apart, 1
        while groups and groups[-1][0] > mean:
            before, many = groups.pop()
            mean, count = (before * many + mean * count) / (many + count), many + count
        groups.append((mean, count))
    means = [mean for mean, count in groups for _ in range(count)]
    return [mean + index * apart for index, mean in enumerate(means)]
