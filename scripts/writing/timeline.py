"""A timeline drawn from records: a line that leads down, and on it a mark for each work, with its year and a few words.

In go events in the order of their years; out comes a drawing. A long time between two works is a long way on the line; works
that crowd stand as near as their words allow.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from markupsafe import Markup

from evidence.drawings import Drawing
from templates import render

YEAR = 24.0  # pixels from one year to the next
APART = 48.0  # from one mark to the next, at least: two lines of text, and air
TOP = 60.0  # above the first mark: what the marks mean


class Event(NamedTuple):
    """A work on the line."""

    key: str
    year: int
    topic: str
    told: str
    is_main: bool  # one of the papers that the site is about


def draw_timeline(name: str, events: Sequence[Event]) -> Drawing:
    """The drawing. `events` are sorted by year, and there is one at least."""
    places = [TOP]
    for before, event in pairwise(events):
        places.append(places[-1] + max(APART, (event.year - before.year) * YEAR))
    marks = [(event, y, at == 0 or event.year != events[at - 1].year) for at, (event, y) in enumerate(zip(events, places, strict=True))]
    return Drawing("", round(places[-1] + 34), Markup(render("timeline.svg", marks=marks)))
