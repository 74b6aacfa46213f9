"""How wide the columns of a table are on paper, and how small its type.

No column is narrower than its longest word, as in a browser (CSS 2.2, 17.5.2.2); what room is left is shared out. If there
is no room for the longest words side by side, the type gets smaller, and then the page is turned.
"""

import math
import re
from collections.abc import Iterator
from typing import NamedTuple

from lxml.html import HtmlElement

from fonts import width
from markup import integer

GAP = 9.6  # points between two columns, as templates/paper.typ has it
_STEP, _SMALLEST = 0.5, 10.0  # points of type
_SLACK = 0.06  # of the size: pairs of letters that stand farther apart than each by itself
_LONG = 25  # characters: such words break in more places, as templates/paper.typ has it
_BREAKS = re.compile(r"[ \t\n\r\f\u200b]+|(?<=[-–])")
_MORE_BREAKS = re.compile(r"(?:https?://)?[^/._?&=:-]{1,20}[/._?&=:-]*")


class TooWide(Exception):
    """The words do not fit side by side; says by how much."""


class Columns(NamedTuple):
    """How a table is set."""

    widths: tuple[float, ...]  # points, each with the gap behind it
    size: float  # of the type, points
    turned: bool = False  # on a page that lies on its side


def fit(table: HtmlElement, room: float, turned_room: float, size: float) -> Columns:
    """The columns of a table in `room` points; `turned_room` is that of a turned page, 0 where there is none.

    Raises:
        TooWide: even at the smallest size, and turned, its longest words do not fit side by side.
    """
    least, most = _needs(table)
    for turned, available in ((False, room), (True, turned_room)):
        now = size
        while available and now >= _SMALLEST:
            if (needed := sum(least) * now + GAP * len(least)) <= available:
                return Columns(tuple(_share(least, most, now, available - GAP * len(least))), now, turned)
            now -= _STEP
    needed = sum(least) * _SMALLEST + GAP * len(least)
    raise TooWide(f"its longest words need {needed / 72 * 2.54:.1f} cm, and there are {max(room, turned_room) / 72 * 2.54:.1f}")


def _needs(table: HtmlElement) -> tuple[list[float], list[float]]:
    """Of each column the width of its longest word and of its longest text on one line, in parts of the type's size."""
    cells = [*_places(table)]
    count = max((column + span for column, span, _ in cells), default=1)
    least, most = [0.0] * count, [0.0] * count
    for column, span, cell in cells:
        weight = "bold" if cell.tag == "th" else "regular"
        text = " ".join(cell.text_content().split())
        longest = max((width(word, weight) for word in _pieces(text)), default=0.0) + _SLACK
        for at in range(column, column + span):
            least[at] = max(least[at], longest / span)
            most[at] = max(most[at], longest / span, (width(text, weight) + _SLACK) / span)
    return least, most


def _pieces(text: str) -> Iterator[str]:
    """What stays on one line."""
    for word in _BREAKS.split(text):
        yield from _MORE_BREAKS.findall(word) if len(word) >= _LONG else [word]


def spans(cell: HtmlElement) -> tuple[int, int]:
    """How many columns and rows a cell takes, within HTML's bounds (section 4.9.11)."""
    return min(max(integer(cell, "colspan", 1), 1), 1000), min(max(integer(cell, "rowspan", 1), 1), 65534)


def _places(table: HtmlElement) -> Iterator[tuple[int, int, HtmlElement]]:
    """Each cell with its first column and how many it spans. Cells that hang over from rows above take their columns."""
    hanging: dict[int, int] = {}  # how many more rows a column is taken
    for row in table.xpath("./thead/tr | ./tbody/tr | ./tr | ./tfoot/tr"):
        column = 0
        taken = {at for at, rows in hanging.items() if rows > 0}
        hanging = {at: rows - 1 for at, rows in hanging.items() if rows > 1}
        for cell in row.xpath("./th | ./td"):
            while column in taken:
                column += 1
            across, down = spans(cell)
            yield column, across, cell
            if down > 1:
                hanging |= dict.fromkeys(range(column, column + across), down - 1)
            column += across


def _share(least: list[float], most: list[float], size: float, available: float) -> Iterator[float]:
    """Short texts get the room to stand on one line; longer ones share the rest by the root of how much longer they are."""
    widths = [need * size for need in least]
    left = available - sum(widths)
    wishes = sorted((max(want - need, 0.0) * size, column) for column, (need, want) in enumerate(zip(least, most, strict=True)))
    weight = sum(math.sqrt(wish) for wish, _ in wishes)
    for wish, column in wishes:
        extra = min(wish, left * math.sqrt(wish) / weight) if weight else 0.0
        widths[column] += extra
        left -= extra
        weight -= math.sqrt(wish)
    yield from (width + left / len(widths) + GAP for width in widths)
