"""HTML to PDF: WeasyPrint lays it out and tags it for screen readers, pikepdf finishes what WeasyPrint leaves open.

In goes one HTML document and the folder that its images are in; out come the bytes of a PDF/UA-1 file and how many
pages it has. Knows nothing of what is printed. The same HTML gives the same bytes. Nothing is loaded from the web.
"""

import io
import logging
from dataclasses import dataclass
from pathlib import Path

import pikepdf
from lxml import html as lxml_html

from fonts import characters, font_file
from paper.tags import finish_tags

INSTALL = "apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"  # on Debian and Ubuntu

_LOGGERS = ("weasyprint", "fontTools")


class PdfError(Exception):
    """The document cannot be printed as it is; each argument says why."""


class PangoMissing(Exception):
    """The system lacks the libraries that WeasyPrint draws text with."""


@dataclass(frozen=True, slots=True)
class Font:
    """One file of the typeface."""

    weight: str
    style: str
    path: Path

    @property
    def address(self) -> str:
        return self.path.as_uri()


@dataclass(frozen=True, slots=True)
class Pdf:
    """A finished file."""

    data: bytes
    pages: int


FONTS = tuple(
    Font(weight, style, font_file(name))
    for weight, style, name in (
        ("normal", "normal", "Regular"),
        ("bold", "normal", "Bold"),
        ("normal", "italic", "Italic"),
        ("bold", "italic", "BoldItalic"),
    )
)


def require_pango() -> None:
    """
    Raises:
        PangoMissing: WeasyPrint cannot be loaded; the message says what to install.
    """
    try:
        import weasyprint  # noqa: F401
    except OSError:
        raise PangoMissing(f"no PDF files: the system has no Pango (on Debian: {INSTALL}; or give --no-pdf)") from None


def to_pdf(html: str, folder: Path) -> Pdf:
    """Print a document. Addresses in it are relative to `folder`, or files.

    Raises:
        PangoMissing: see require_pango.
        PdfError: a character is not in the typeface, or WeasyPrint has something to complain of.
    """
    require_pango()
    import weasyprint

    if missing := _missing_characters(html):
        raise PdfError(*(f'the typeface of the PDF files has no "{one}", U+{ord(one):04X} (write it in words)' for one in missing))
    complaints = _Complaints()
    with complaints:
        fetcher = weasyprint.URLFetcher(allowed_protocols=("file", "data"))
        document = weasyprint.HTML(string=html, base_url=f"{folder.resolve().as_uri()}/", url_fetcher=fetcher).render(
            pdf_variant="pdf/ua-1", pdf_tags=True, custom_metadata=True
        )
        data = document.write_pdf(pdf_variant="pdf/ua-1", pdf_tags=True, custom_metadata=True)
    if complaints.lines:
        raise PdfError(*dict.fromkeys(complaints.lines))
    return Pdf(_finish(data), len(document.pages))


class _Complaints(logging.Handler):
    """Collects what WeasyPrint and its font library warn of, and keeps it off the screen."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []
        self._before: dict[str, tuple[list[logging.Handler], bool]] = {}

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(f"WeasyPrint says: {record.getMessage()}")

    def __enter__(self) -> None:
        for name in _LOGGERS:
            logger = logging.getLogger(name)
            self._before[name] = (logger.handlers[:], logger.propagate)
            logger.handlers, logger.propagate = [self], False

    def __exit__(self, *_: object) -> None:
        for name, (handlers, propagate) in self._before.items():
            logging.getLogger(name).handlers, logging.getLogger(name).propagate = handlers, propagate


def _missing_characters(html: str) -> list[str]:
    body = lxml_html.document_fromstring(html).body
    for svg in body.xpath(".//*[local-name()='svg']/*[local-name()='title']"):
        svg.text = None  # is read aloud, and not drawn
    return sorted(one for one in set(body.text_content()) if ord(one) not in characters() and not one.isspace())


def _finish(data: bytes) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        finish_tags(pdf)
        pdf.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()
