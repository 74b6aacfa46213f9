"""Text with markup: a string of its plain characters, which keeps what they are made of.

Whatever asks for words takes it as any other string; `rendered` alone sees the markup. Knows nothing of LaTeX or of HTML.
"""

from collections.abc import Callable, Iterable, Iterator
from itertools import chain, groupby
from typing import NamedTuple


class Mark(NamedTuple):
    """What is done with a piece: its tag is that of HTML, `a` for a link to `url`."""

    tag: str
    url: str = ""


class RichText(str):
    """Pieces under a mark, or pieces of which some have one. Made by `marked` and `joined`; what has no markup is a plain string."""

    __slots__ = ("mark", "pieces")
    mark: Mark | None
    pieces: tuple[str, ...]

    def __new__(cls, pieces: Iterable[str], mark: Mark | None = None) -> "RichText":
        pieces = tuple(pieces)
        text = super().__new__(cls, "".join(pieces))
        text.pieces, text.mark = pieces, mark
        return text


def joined(*pieces: str) -> str:
    """One text of several."""
    if RichText not in map(type, pieces):
        return "".join(pieces)
    merged = tuple(_merged(pieces))
    return merged[0] if len(merged) == 1 else RichText(merged)


def marked(mark: Mark, *pieces: str) -> str:
    """The pieces under a mark; nothing where they are empty."""
    text = joined(*pieces)
    inside = text.pieces if isinstance(text, RichText) and text.mark is None else (text,)
    return RichText(inside, mark) if text else ""


def without_end(text: str) -> str:
    """The text without its last character."""
    if not isinstance(text, RichText):
        return text[:-1]
    *before, last = (*text.pieces[:-1], without_end(text.pieces[-1]))
    return marked(text.mark, *before, last) if text.mark else joined(*before, last)


def rendered(text: str, plain: Callable[[str], str], around: Callable[[Mark, str], str]) -> str:
    """The text in another form: `plain` escapes characters, `around` puts a mark around what has that form already."""
    if not isinstance(text, RichText):
        return plain(text)
    inside = "".join(rendered(piece, plain, around) for piece in text.pieces)
    return around(text.mark, inside) if text.mark else inside


def _merged(pieces: Iterable[str]) -> Iterator[str]:
    """The pieces without those that are empty, neighbors with the same mark as one."""
    for mark, group in groupby(_flat(pieces), lambda piece: piece.mark if isinstance(piece, RichText) else None):
        same = tuple(group)
        if mark is None:
            yield "".join(same)
        elif len(same) == 1:
            yield same[0]
        else:
            yield marked(mark, *chain.from_iterable(piece.pieces for piece in same if isinstance(piece, RichText)))


def _flat(pieces: Iterable[str]) -> Iterator[str]:
    for piece in pieces:
        if isinstance(piece, RichText) and piece.mark is None:
            yield from piece.pieces
        elif piece:
            yield piece
