"""Preview images: the words of each, in lines that have room. templates/preview.typ says how they look, paper.images draws them.

1200 by 630 px, as Open Graph's readers want it. All that must be read stands in the centre square, which is what is left
where a platform crops to a square; the site's mark and the dots of how sure stand beside it. Nothing is smaller than 48 px.
"""

import hashlib
from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import NamedTuple

import templates
from fonts import broken, unprintable, width
from references.dates import day

WIDTH, HEIGHT = 1200, 630
SMALLEST, LARGEST = 48, 60  # px
FOLDER = "assets/cards"
_COLUMN, _ROOM = 600, 489  # px that the template leaves to heading and text
_LINE = 1.14  # its height, in parts of the type's size
_TEMPLATES = ("preview.typ", "mark.svg")


class Card(NamedTuple):
    """What one image says."""

    name: str  # of the file
    heading: str  # How sure? Unsure.
    text: str
    checked: date
    level: int | None = None  # how many of four dots are filled; None draws none

    @property
    def alt(self) -> str:
        heading = self.heading if self.heading.endswith((".", "?")) else f"{self.heading}."
        return f"{heading} {self.text} As of {day(self.checked)}."


class Preview(NamedTuple):
    """What an image is drawn from, with the templates."""

    name: str
    size: int  # px, of the type of heading and text
    heading: tuple[str, ...]  # its lines
    text: tuple[str, ...]
    foot: str
    level: int | None

    @property
    def path(self) -> str:
        """With a hash of all that it is drawn from, so that a changed image has another address and no platform shows an old one."""
        return f"{FOLDER}/{self.name}-{hashlib.sha256(repr(self).encode() + _templates()).hexdigest()[:8]}.png"


def problem_of(card: Card) -> str | None:
    """Why a card cannot be drawn: words without room in type that can be read, or characters that the typeface lacks."""
    if lacking := unprintable(card.heading + card.text):
        return f'holds "{"".join(lacking)}", which the preview image cannot print (write it in words)'
    if not any(True for _ in _previews(card)):
        return "is too long for the preview image (shorten it, or a long word in it)"
    return None


@cache
def preview(card: Card) -> Preview:
    """A card that fits, in the largest type that does."""
    return next(_previews(card))


def _previews(card: Card) -> Iterator[Preview]:
    for size in range(LARGEST, SMALLEST - 1, -2):
        room = _COLUMN / size
        heading, text = broken(card.heading, room, "bold"), broken(card.text, room)
        widths = (*(width(line, "bold") for line in heading), *map(width, text))
        if max(widths, default=0) <= room and (len(heading) + len(text)) * _LINE * size <= _ROOM:
            yield Preview(card.name, size, heading, text, f"As of {day(card.checked)}", card.level)


@cache
def _templates() -> bytes:
    return b"".join((templates.FOLDER / name).read_bytes() for name in _TEMPLATES)
