"""Which PDF files a site gets, on what paper, and what they are called. Follows from `extra.print` in mkdocs.yml.

    print: {document: my-site, leaflet: my-leaflet.md}

gives pdf/my-site.pdf, the whole site, and leaflets made of that page. Without these, a site gets none.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

FOLDER = "pdf"


@dataclass(frozen=True, slots=True)
class Paper:
    """What a leaflet is printed on, and how large its type is."""

    name: str
    label: str
    size: str  # as CSS has it
    margin: str  # top and bottom, then left and right
    height: str  # between the margins
    text: float  # points
    small: float  # points, of tables and references
    sides: int | None  # how many pages it must have; None for any even number


@dataclass(frozen=True, slots=True)
class PrintFile:
    """A PDF file that the build makes."""

    path: str  # below the site: pdf/leaflet-a4.pdf
    label: str  # as readers choose it: Leaflet, A4
    paper: Paper | None = None  # of a leaflet; None for the whole site


PAPERS = (
    Paper("a4", "Leaflet, A4", "A4", "9mm 15mm", "279mm", 14, 12, 2),
    Paper("letter", "Leaflet, US Letter", "letter", "7mm 15mm", "265mm", 14, 12, 2),
    Paper("large-print", "Leaflet, large print", "A4", "11mm 12mm", "275mm", 18, 18, None),
)


class WrongSettings(Exception):
    """What stands under extra.print is not what it must be."""


def planned(settings: object) -> tuple[PrintFile, ...]:
    """The files to make, the whole site first.

    Raises:
        WrongSettings: with what to write.
    """
    if not settings:
        return ()
    if not isinstance(settings, Mapping) or not {*settings} <= {"document", "leaflet"}:
        raise WrongSettings("extra.print has other names than document and leaflet (write print: {document: my-site, leaflet: my-page.md})")
    if not all(isinstance(value, str) for value in settings.values()) or not re.fullmatch(r"[\w-]*", settings.get("document", "")):
        raise WrongSettings("extra.print needs a plain name and a page (write print: {document: my-site, leaflet: my-page.md})")
    files = []
    if name := settings.get("document"):
        files.append(PrintFile(f"{FOLDER}/{name}.pdf", "The whole site"))
    if settings.get("leaflet"):
        files += [PrintFile(f"{FOLDER}/leaflet-{paper.name}.pdf", paper.label, paper) for paper in PAPERS]
    return tuple(files)
