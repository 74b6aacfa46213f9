"""Makes the PDF files of a built site, and writes their sizes into the links to them.

In go the folder of the new site, its pages in the order of the menu and the list of files; the files are written into
that folder. The only module that knows which document is made of what.
"""

import re
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from paper.book import book
from paper.built import BuiltPage, Imprint
from paper.leaflet import NoSides, leaflet
from paper.pdf import Pdf, PdfError, to_pdf
from print_files import Leaflet, PrintFile

_SIZE = re.compile(r'<span data-size="(?P<path>[^"]+)"></span>')


def make_files(site: Path, files: Sequence[PrintFile], pages: Sequence[BuiltPage], for_leaflet: BuiltPage | None, imprint: Imprint) -> None:
    """
    Raises:
        PdfError: a document cannot be printed, or a leaflet takes more or fewer pages than its paper has sides.
        CannotPrint: something on a page cannot.
    """
    with ThreadPoolExecutor() as pool:  # each waits for a process of its own
        pdfs = pool.map(lambda file: _make(file, site, pages, for_leaflet, imprint), files)
    made = dict(zip((file.path for file in files), pdfs, strict=True))
    for path, pdf in made.items():
        (site / path).parent.mkdir(exist_ok=True)
        (site / path).write_bytes(pdf.data)
    for page in site.rglob("*.html"):
        html = page.read_text("utf-8")
        if "data-size=" in html:
            page.write_text(_SIZE.sub(lambda match: in_words(made[match["path"]]), html), "utf-8")


def _make(file: PrintFile, site: Path, pages: Sequence[BuiltPage], for_leaflet: BuiltPage | None, imprint: Imprint) -> Pdf:
    try:
        if file.leaflet is None:
            return to_pdf("book", book(pages, imprint), site, imprint.made)
        if for_leaflet is None:
            raise PdfError("the page that leaflets are made of is not there (add it to nav in mkdocs.yml, or correct extra.print)")
        return _make_leaflet(file.leaflet, site, for_leaflet, imprint)
    except NoSides:
        raise PdfError(f"{file.path}: no heading has the class leaflet (write ## My heading {{ .leaflet }})") from None
    except PdfError as error:
        raise PdfError(*(f"{file.path}: {one}" for one in error.args)) from None


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
