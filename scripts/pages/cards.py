"""Preview images: one for each finding and one for the site, drawn with Pillow and the packaged typefaces.

1200 by 630 px, as Open Graph's readers want it. All that must be read stands in the centre square, which is what is left
where a platform crops to a square; the site's mark and the dots of how sure stand beside it. Nothing is smaller than 48 px.
"""

import hashlib
import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from fonts import ATKINSON, WEIGHTS, Face, runs, unprintable
from references.dates import day

if TYPE_CHECKING:  # Pillow takes a while to import, for which a site without images need not wait
    from PIL import Image, ImageDraw, ImageFont

WIDTH, HEIGHT = 1200, 630
SMALLEST, LARGEST = 48, 60  # px
INK, PAPER, TINT, GROUND, PLUM, BLUE = "#26221c", "#fffdf8", "#f1eadc", "#faf6ee", "#7b2d63", "#1f4e79"  # of site.css, by day
_LEFT, _RIGHT = (WIDTH - HEIGHT) // 2 + 15, (WIDTH + HEIGHT) // 2 - 15  # of the text, inside the centre square
_MARGIN, _GAP = 22, 14  # px: above and below, and between the parts
ICON = 180  # px, the size that phones ask for


@dataclass(frozen=True, slots=True)
class Card:
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


def problem_of(card: Card) -> str | None:
    """Why a card cannot be drawn: words without room in type that can be read, or characters that the typeface lacks."""
    if lacking := unprintable(card.heading + card.text):
        return f'holds "{"".join(lacking)}", which the preview image cannot print (write it in words)'
    if not any(True for _ in _sizes_that_fit(card)):
        return "is too long for the preview image (shorten it, or a long word in it)"
    return None


@cache
def draw(card: Card) -> bytes:
    """The image of a card that fits, as PNG. The same words give the same bytes."""
    from PIL import Image, ImageDraw

    image = Image.new("RGB", (WIDTH, HEIGHT), GROUND)
    canvas = ImageDraw.Draw(image)
    heading, text, note = _parts(card, next(_sizes_that_fit(card)))
    canvas.rectangle((_LEFT - 20, 0, _RIGHT + 20, HEIGHT), fill=PAPER)
    canvas.rectangle((_LEFT - 20, 0, _RIGHT + 20, _MARGIN + heading.height + _GAP), fill=TINT)
    heading.write(canvas, _MARGIN)
    text.write(canvas, _MARGIN + heading.height + 2 * _GAP)
    note.write(canvas, HEIGHT - _MARGIN - note.height)
    side = _LEFT - 20  # px, the width left and right of the square
    _paste(image, _mark(180), side // 2)
    if card.level is not None:
        _paste(image, _dots(card.level), WIDTH - side // 2)
    return _png(image)


def _paste(image: "Image.Image", drawing: "Image.Image", x: int) -> None:
    """Half-way down, with its middle at x."""
    image.paste(drawing, (x - drawing.width // 2, (HEIGHT - drawing.height) // 2))


def draw_icon() -> bytes:
    """The site's icon as PNG, for phones: its mark, two circles that overlap."""
    return _png(_mark(ICON))


def draw_favicon() -> bytes:
    """The same as favicon.ico, in the two sizes of a browser's tabs."""
    out = io.BytesIO()
    larger, smaller = (_mark(size).quantize(32) for size in (32, 16))
    larger.save(out, "ICO", sizes=[larger.size, smaller.size], append_images=[smaller], bitmap_format="png")
    return out.getvalue()


@cache
def _mark(size: int) -> "Image.Image":
    """The mark of docs/overrides/partials/header.html, drawn large and made smaller for smooth edges."""
    from PIL import Image, ImageDraw

    scale = max(4, 512 // size)
    unit = size * scale / 40  # the mark is 40 wide and 26 high
    image = Image.new("RGB", (size * scale, size * scale), GROUND)
    canvas = ImageDraw.Draw(image)
    for x, look in ((14, {"fill": PLUM}), (26, {"outline": BLUE, "width": round(3 * unit)})):
        radius = 11.5 if "fill" in look else 13  # a line's width lies inside its circle here
        canvas.ellipse([(side + sign * radius) * unit for sign in (-1, 1) for side in (x, 20)], **look)
    return image.resize((size, size), Image.Resampling.LANCZOS)


@cache
def _dots(level: int) -> "Image.Image":
    """Four dots, filled from below, as a gauge: the shape of templates/certainty.html, upright."""
    from PIL import Image, ImageDraw

    scale, step, radius = 4, 84, 27
    image = Image.new("RGB", (scale * step, scale * step * 4), GROUND)
    canvas = ImageDraw.Draw(image)
    for place in range(4):
        middle = scale * step // 2, scale * (step * (3 - place) + step // 2)
        look = {"fill": INK} if place < level else {"outline": INK, "width": scale * 6}
        canvas.circle(middle, scale * radius, **look)
    return image.resize((step, step * 4), Image.Resampling.LANCZOS)


def file_name(card: Card) -> str:
    """With a hash of the image, so that a changed image has another address and no platform shows an old one."""
    return f"{card.name}-{hashlib.sha256(draw(card)).hexdigest()[:8]}.png"


@dataclass(frozen=True, slots=True)
class _Part:
    """Words, broken into the lines of the text column."""

    lines: tuple[str, ...]
    weight: str
    size: int

    @property
    def line_height(self) -> int:
        return round(self.size * 1.14)

    @property
    def height(self) -> int:
        return len(self.lines) * self.line_height

    @property
    def fits(self) -> bool:
        return all(_length(line, self.weight, self.size) <= _RIGHT - _LEFT for line in self.lines)

    def write(self, canvas: "ImageDraw.ImageDraw", top: int) -> None:
        ascent = _font(ATKINSON, self.weight, self.size).getmetrics()[0]  # so that all faces stand on one line
        for place, line in enumerate(self.lines):
            x, y = float(_LEFT), top + place * self.line_height + ascent
            for face, piece in runs(line):
                font = _font(face, self.weight, self.size)
                canvas.text((x, y), piece, font=font, fill=INK, anchor="ls")
                x += font.getlength(piece)


def _parts(card: Card, size: int) -> tuple[_Part, _Part, _Part]:
    """Heading, text and date, from top to bottom."""
    return (
        _part(card.heading, "bold", size),
        _part(card.text, "regular", size),
        _part(f"As of {day(card.checked)}", "regular", SMALLEST),
    )


def _part(words: str, weight: str, size: int) -> _Part:
    return _Part(_lines(words, weight, size), weight, size)


def _sizes_that_fit(card: Card) -> Iterator[int]:
    for size in range(LARGEST, SMALLEST - 1, -2):
        parts = _parts(card, size)
        if sum(part.height for part in parts) + 3 * _GAP <= HEIGHT - 2 * _MARGIN and all(part.fits for part in parts):
            yield size


def _lines(words: str, weight: str, size: int) -> tuple[str, ...]:
    lines: list[str] = []
    for word in words.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and _length(longer, weight, size) <= _RIGHT - _LEFT:
            lines[-1] = longer
        else:
            lines.append(word)
    return tuple(lines)


def _length(line: str, weight: str, size: int) -> float:
    """Pixels."""
    return sum(_font(face, weight, size).getlength(piece) for face, piece in runs(line))


@cache
def _font(face: Face, weight: str, size: int) -> "ImageFont.FreeTypeFont":
    from PIL import ImageFont

    font = ImageFont.truetype(face.file(weight), size)
    if face.variable:
        font.set_variation_by_axes([14, WEIGHTS[weight]])  # optical size and weight, the order of the file
    return font


def _png(image: "Image.Image") -> bytes:
    from PIL import Image

    out = io.BytesIO()
    image.quantize(32, Image.Quantize.FASTOCTREE).save(out, "PNG")  # a few shades between ink and paper are all there is
    return out.getvalue()
