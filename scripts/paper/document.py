"""What every printed document begins with, as arguments for templates/paper.typ: sheet, type, faces, language, date.

In go the paper and the imprint; out come Typst expressions. Knows nothing of what is told in the document.
"""

from collections.abc import Iterator
from functools import cache

from fonts import FACES, characters
from paper.built import Imprint
from paper.typst import array, call, string
from print_files import Paper


def sheet(paper: Paper) -> dict[str, str]:
    """Width, height and margins."""
    vertical, horizontal = paper.margin
    return {
        "width": f"{paper.width:g}mm",
        "height": f"{paper.height:g}mm",
        "margin": call("", x=f"{horizontal:g}mm", y=f"{vertical:g}mm"),
    }


def settings(paper: Paper, imprint: Imprint) -> str:
    """What the text is set in, and what the file says of itself."""
    made = call("datetime", year=str(imprint.made.year), month=str(imprint.made.month), day=str(imprint.made.day))
    return call("", faces=faces(), language=string(imprint.language), made=made, size=f"{paper.text:g}pt")


@cache
def faces() -> str:
    """Each face's name, with a regular expression of the characters it covers; the last covers the rest."""
    *first, last = FACES
    covering = [call("", name=string(face.name), covers=call("regex", string(_covered(characters(face))))) for face in first]
    return array([*covering, call("", name=string(last.name))])


def _covered(codes: frozenset[int]) -> str:
    return "[" + "".join(f"\\x{{{first:x}}}-\\x{{{last:x}}}" for first, last in _ranges(codes)) + "]"


def _ranges(codes: frozenset[int]) -> Iterator[tuple[int, int]]:
    """Runs of code points, each with its first and last."""
    run: list[int] = []
    for code in sorted(codes):
        if run and code != run[-1] + 1:
            yield run[0], run[-1]
            run = []
        run.append(code)
    if run:
        yield run[0], run[-1]
