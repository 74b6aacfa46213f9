"""Typst code to PDF files: PDF/UA-1 (ISO 14289-1), with the two packaged typefaces and nothing of the system's.

In goes a document written for one of the *.typ templates, and the folder that its images are in; out come the bytes
and how many pages they are. Typst itself refuses what would be no PDF/UA. The same code gives the same bytes.
"""

import io
from collections.abc import Mapping
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import templates
from fonts import FACES
from paper.typesetting import CannotSet, Job, draw, typeset

if TYPE_CHECKING:
    import pikepdf

_LONGEST = 300  # characters of a message
_ABOVE = 10  # points: an anchor stands at the foot of its line

Place = tuple[int, float, float]  # of an anchor: its page, from 1, and its points from the left and the top


class PdfError(Exception):
    """The document cannot be printed as it is; each argument says why."""


class Pdf(NamedTuple):
    """A finished file."""

    data: bytes
    pages: int


class Drawing(NamedTuple):
    """What is drawn as an image: a document of one page, which loads no files but what lies beside the templates."""

    template: str
    document: str
    per_inch: float = 72  # px: one for each point


_drawn: dict[Drawing, bytes] = {}  # while a writer looks at each change, few images are new


def to_pdf(template: str, document: str, folder: Path, made: date) -> Pdf:
    """Print a document: a Typst expression, in the words of templates/<template>.typ. Images are looked for in `folder`.

    Raises:
        PdfError: Typst refuses it, with what it says.
    """
    when = int(datetime(made.year, made.month, made.day, tzinfo=UTC).timestamp())
    try:
        data, printed = typeset(Job(_files(template, document), str(folder), _fonts(), made=when))
    except CannotSet as error:
        raise PdfError(_cut(str(error))) from None
    return Pdf(_packed(data, {name: (page, x, y) for name, page, x, y in printed["places"]}), printed["pages"])


def to_png(*drawings: Drawing) -> tuple[bytes, ...]:
    """The PNG file of each, all drawn in one process. The same code gives the same bytes; what was drawn at the last call is kept.

    Raises:
        PdfError: Typst refuses one, with what it says.
    """
    root, new = str(templates.FOLDER), [one for one in dict.fromkeys(drawings) if one not in _drawn]
    jobs = [Job(_files(one.template, one.document), root, _fonts(), per_inch=one.per_inch) for one in new]
    try:
        found = _drawn | dict(zip(new, draw(*jobs) if jobs else (), strict=True))
    except CannotSet as error:
        raise PdfError(_cut(str(error))) from None
    _drawn.clear()
    _drawn.update((one, found[one]) for one in drawings)
    return tuple(found[one] for one in drawings)


def _files(template: str, document: str) -> dict[str, bytes]:
    return {"main.typ": f'#import "{template}.typ": *\n#{document}\n'.encode(), **_templates()}


def _fonts() -> list[str]:
    return [str(face.folder) for face in FACES]


def _packed(data: bytes, places: Mapping[str, Place]) -> bytes:
    """The same document in a third of the room: Typst leaves what it says to screen readers uncompressed."""
    import pikepdf  # takes a while, for which a build without PDF files need not wait

    packed = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        _lead_inside(pdf, places)
        pdf.save(packed, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return packed.getvalue()


def _lead_inside(pdf: "pikepdf.Pdf", places: Mapping[str, Place]) -> None:
    """Make links to `#name` lead to that anchor: see `inside` in templates/paper.typ.

    Raises:
        PdfError: there is none of that name.
    """
    import pikepdf

    for link in (annotation for page in pdf.pages for annotation in page.get("/Annots", [])):
        name = bytes(link.A.URI).decode() if "/A" in link else ""
        if not name.startswith("#"):
            continue
        if name[1:] not in places:
            raise PdfError(f'a link leads to "{name}", which is not printed')
        number, x, y = places[name[1:]]
        page = pdf.pages[number - 1]
        del link.A
        link.Contents = pikepdf.String(f"page {number}")
        link.Dest = pikepdf.make_page_destination(pdf, number - 1, "XYZ", left=x, top=float(page.mediabox[3]) - max(y - _ABOVE, 0), zoom=0)


def _cut(message: str) -> str:
    """What Typst says first, as one line."""
    words = " ".join(message.split())
    return words if len(words) <= _LONGEST else words[:_LONGEST] + " …"


@cache
def _templates() -> dict[str, bytes]:
    """Part of the program, so that they do not change while it runs."""
    return {path.name: path.read_bytes() for path in sorted(templates.FOLDER.glob("*.typ"))}
