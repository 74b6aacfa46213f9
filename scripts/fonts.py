"""The two typefaces that everything is set in: pages, PDF files and preview images.

Atkinson Hyperlegible is made for low vision, but has no Greek, no Vietnamese, no arrows. Inter has, and stands in for
what is lacking, letter by letter. Readers load both from the site itself, cut down to the letters that it prints. Their
license (SIL Open Font License 1.1) stands in the fonts' own name tables, kept whole.
"""

import io
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

import fontpkg_atkinson_hyperlegible
import fontpkg_inter

FOLDER = "assets/fonts"
WEIGHTS = MappingProxyType({"regular": 400, "bold": 700})  # of web fonts; a browser slants them itself
_VARIATIONS = frozenset(("avar", "cvar", "fvar", "gvar", "HVAR", "MVAR", "STAT"))
_SPACE = frozenset((0x20,))  # a font holds at least this
_ALWAYS = frozenset(range(0x20, 0x7F))  # what a script may say, such as how many pages a search found

# fontTools takes a third of a second to import, which `make check` need not wait for unless there is something to say.


@dataclass(frozen=True, slots=True, eq=False)
class Face:
    """A typeface: one file a weight, or one variable file for all."""

    name: str  # as style sheets name it
    folder: Path
    files: Mapping[str, str]  # by weight
    variable: bool = False

    def file(self, weight: str) -> Path:
        """The file of one of the WEIGHTS."""
        return self.folder / "files" / self.files[weight]


ATKINSON = Face(
    "Atkinson Hyperlegible",
    Path(fontpkg_atkinson_hyperlegible.ROOT),
    MappingProxyType({"regular": "AtkinsonHyperlegible-Regular.ttf", "bold": "AtkinsonHyperlegible-Bold.ttf"}),
)
INTER = Face(
    "Inter",
    Path(fontpkg_inter.ROOT),
    MappingProxyType(dict.fromkeys(WEIGHTS, "Inter[opsz,wght].ttf")),
    variable=True,
)
FACES = (ATKINSON, INTER)


@cache
def characters(face: Face) -> frozenset[int]:
    """The code points that a face prints in every weight. The files are part of an installed package: they do not change."""
    return frozenset.intersection(*(frozenset(_widths(face, weight)) for weight in (["regular"] if face.variable else WEIGHTS)))


def face_of(letter: str) -> Face | None:
    """The first face that prints a letter; None where no face does."""
    return next((face for face in FACES if ord(letter) in characters(face)), None)


def unprintable(text: str) -> tuple[str, ...]:
    """The characters that are in no face, each once, in order. White space and what only joins or parts words prints nothing."""
    found = dict.fromkeys(letter for letter in unicodedata.normalize("NFC", text) if not letter.isascii())
    return tuple(letter for letter in found if not letter.isspace() and letter not in "\u200b\u200c\u200d\u00ad" and not face_of(letter))


def runs(text: str) -> Iterator[tuple[Face, str]]:
    """The text in pieces of one face each. What no face has goes to the first."""
    piece, current = "", ATKINSON
    for letter in unicodedata.normalize("NFC", text):
        face = current if letter.isspace() else face_of(letter) or ATKINSON
        if face is not current and piece:
            yield current, piece
            piece = ""
        piece, current = piece + letter, face
    if piece:
        yield current, piece


def width(text: str, weight: str = "regular") -> float:
    """How wide the text is on one line, in parts of the type's size. Pairs that stand closer are not counted as closer."""
    return sum(_widths(face, weight).get(ord(letter), 0.0) for face, piece in runs(text) for letter in piece)


def broken(text: str, room: float, weight: str = "regular") -> tuple[str, ...]:
    """The text in lines that are no wider than the room, in parts of the type's size; a single word may be."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width(longer, weight) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    return tuple(lines)


@cache
def _widths(face: Face, weight: str) -> Mapping[int, float]:
    """The width of each code point. In large type a variable face is narrower than is told here."""
    from fontTools.ttLib import TTFont

    with TTFont(face.file(weight), lazy=True) as font:
        units, metrics, letters = font["head"].unitsPerEm, font["hmtx"], font.getBestCmap()
        if not face.variable or weight == "regular":
            return {code: metrics[glyph][0] / units for code, glyph in letters.items()}
        glyphs = font.getGlyphSet(location={"wght": WEIGHTS[weight]})
        return {code: glyphs[glyph].width / units for code, glyph in letters.items()}


def web_fonts(texts: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    """Name and content of each web font, cut down to the letters of these texts. The second face has no bold: browsers embolden it."""
    wanted = frozenset(_ALWAYS.union(*(map(ord, set(text)) for text in texts)))
    for weight in WEIGHTS:
        yield f"{FOLDER}/atkinson-{weight}.woff2", _woff2(ATKINSON, weight, wanted & characters(ATKINSON))
    yield f"{FOLDER}/inter-regular.woff2", _woff2(INTER, "regular", (wanted & characters(INTER)) - characters(ATKINSON) or _SPACE)


@cache
def _woff2(face: Face, weight: str, letters: frozenset[int]) -> bytes:
    from fontTools.subset import Options, Subsetter
    from fontTools.ttLib import TTFont

    with TTFont(face.file(weight), recalcTimestamp=False, lazy=True) as font:
        for table in _VARIATIONS & {*font.keys()}:
            del font[table]  # what is left of a variable font is its regular weight
        # Hints are 4 of 10 bytes. Phones and Macs do not read them; at 18 px and more, other screens show hardly a difference.
        subsetter = Subsetter(Options(name_IDs=["*"], layout_features=["*"] if face is ATKINSON else [], hinting=False))
        subsetter.populate(unicodes=letters)
        subsetter.subset(font)
        font.flavor = "woff2"
        out = io.BytesIO()
        font.save(out)
    return out.getvalue()
