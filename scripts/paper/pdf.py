"""Typst code to PDF files: PDF/UA-1 (ISO 14289-1), with the two packaged typefaces and nothing of the system's.

In goes a document written for one of the *.typ templates, and the folder that its images are in; out come the bytes
and how many pages they are. Typst itself refuses what would be no PDF/UA. The same code gives the same bytes.
"""

import io
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import pikepdf
import typst

import templates
from fonts import FACES

_LONGEST = 300  # characters of a message


class PdfError(Exception):
    """The document cannot be printed as it is; each argument says why."""


@dataclass(frozen=True, slots=True)
class Pdf:
    """A finished file."""

    data: bytes
    pages: int


def to_pdf(template: str, document: str, folder: Path, made: date) -> Pdf:
    """Print a document: a Typst expression, in the words of templates/<template>.typ. Images are looked for in `folder`.

    Raises:
        PdfError: Typst refuses it, with what it says.
    """
    files = _files(template, document)
    when = int(datetime(made.year, made.month, made.day, tzinfo=UTC).timestamp())
    compiler = typst.Compiler(files, root=str(folder), font_paths=_fonts(), ignore_system_fonts=True)
    try:
        pages = compiler.query("<pages>", field="value", one=True)
        data = compiler.compile(files, root=str(folder), format="pdf", pdf_standards=["ua-1"], timestamp=when)
    except (typst.TypstError, RuntimeError) as error:  # a query raises the second
        raise PdfError(_cut(str(error))) from None
    assert isinstance(data, bytes)
    return Pdf(_packed(data), int(pages))


@cache
def to_png(template: str, document: str, per_inch: float) -> bytes:
    """Draw a document of one page, without images from files, with so many px an inch. The same code gives the same bytes.

    Raises:
        PdfError: Typst refuses it, with what it says.
    """
    files = _files(template, document)
    compiler = typst.Compiler(files, root=str(templates.FOLDER), font_paths=_fonts(), ignore_system_fonts=True)
    try:
        data = compiler.compile(files, root=str(templates.FOLDER), format="png", ppi=per_inch)
    except (typst.TypstError, RuntimeError) as error:
        raise PdfError(_cut(str(error))) from None
    assert isinstance(data, bytes)
    return data


def _files(template: str, document: str) -> Any:
    return {"main.typ": f'#import "{template}.typ": *\n#{document}\n'.encode(), **_templates()}


def _fonts() -> list[str]:
    return [str(face.folder) for face in FACES]


def _packed(data: bytes) -> bytes:
    """The same document in a third of the room: Typst leaves what it says to screen readers uncompressed."""
    packed = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        pdf.save(packed, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return packed.getvalue()


def _cut(message: str) -> str:
    """What Typst says first, as one line."""
    words = " ".join(message.split())
    return words if len(words) <= _LONGEST else words[:_LONGEST] + " …"


@cache
def _templates() -> dict[str, bytes]:
    """Part of the program, so that they do not change while it runs."""
    return {path.name: path.read_bytes() for path in sorted(templates.FOLDER.glob("*.typ"))}
