"""Makes the PDF files of a built site, and writes their sizes into the links to them.

In go the folder of the new site, its pages in the order of the menu and the list of files; the files are written into
that folder. The only module that knows which document is made of what.
"""

import re
from collections.abc import Callable, Sequence
from concurrent.futures import Executor, Future
from pathlib import Path

from paper.book import book
from paper.built import BuiltPage, Imprint
from paper.leaflet import leaflet
from paper.pdf import Pdf, PdfError, to_pdf
from print_files import Leaflet, PrintFile

_SIZE = re.compile(r'<span data-size="(?P<path>[^"]+)"></span>')


class Printing:
    """The PDF files of a built site on their way, while all else is made: one after the other, as each takes much memory."""

    def __init__(
        self, site: Path, files: Sequence[PrintFile], pages: Sequence[BuiltPage], for_leaflet: BuiltPage | None, imprint: Imprint,
        press: Executor,
    ) -> None:  # fmt: skip
        """
        Raises:
            CannotPrint: something on a page cannot be printed.
        """
        self._site = site
        self._pdfs: dict[str, Future[Pdf]] = {}
        for file in sorted(files, key=lambda file: file.leaflet is None):  # leaflets are set while the book's pages are read
            if file.leaflet is None:
                self._pdfs[file.path] = press.submit(_told_of, file.path, to_pdf, "book", book(pages, imprint), site, imprint.made)
            elif for_leaflet:
                self._pdfs[file.path] = press.submit(_told_of, file.path, _make_leaflet, file.leaflet, site, for_leaflet, imprint)

    def finish(self) -> int:
        """Write the files, when they are done, and their sizes into the links to them. Returns how many they are.

        Raises:
            PdfError: a document cannot be printed, or a leaflet takes more or fewer pages than its paper has sides.
            CannotPrint: something on a page cannot.
        """
        if refused := [why for pdf in self._pdfs.values() if isinstance(error := pdf.exception(), PdfError) for why in error.args]:
            raise PdfError(*refused)
        made = {path: pdf.result() for path, pdf in self._pdfs.items()}
        for path, pdf in made.items():
            (self._site / path).parent.mkdir(exist_ok=True)
            (self._site / path).write_bytes(pdf.data)
        for page in self._site.rglob("*.html"):
            html = page.read_text("utf-8")
            if "data-size=" in html:
                page.write_text(_SIZE.sub(lambda match: in_words(made[match["path"]]), html), "utf-8")
        return len(made)


def _told_of(path: str, make: Callable[..., Pdf], *arguments: object) -> Pdf:
    """What is made; why it cannot be names the file."""
    try:
        return make(*arguments)
    except PdfError as error:
        raise PdfError(*(f"{path}: {why}" for why in error.args)) from None


def _make_leaflet(edition: Leaflet, site: Path, page: BuiltPage, imprint: Imprint) -> Pdf:
    pdf = to_pdf("leaflet", leaflet(page, edition, imprint), site, imprint.made)
    if edition.sides is None and pdf.pages % 2:  # both sides of each sheet
        return to_pdf("leaflet", leaflet(page, edition, imprint, spare=True), site, imprint.made)
    if edition.sides not in (None, pdf.pages):
        advice = "make its sections shorter" if pdf.pages > edition.sides else "give another heading the class leaflet"
        raise PdfError(f"this leaflet, made of {page.url}, takes {pdf.pages} pages, not {edition.sides} ({advice})")
    return pdf


def in_words(pdf: Pdf) -> str:
    """What a link to a file says of it."""
    return f", {pdf.pages} pages, {round(len(pdf.data) / 1000):,} kB"
