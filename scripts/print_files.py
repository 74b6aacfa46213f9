"""Which PDF files a site gets, on what paper, and what they are called. Follows from `extra.print` in mkdocs.yml.

    print: {document: my-site, leaflet: my-leaflet.md}

gives pdf/my-site.pdf, the whole site, and leaflets made of that page. Without these, a site gets none.
"""

import re
from collections.abc import Mapping
from typing import NamedTuple

FOLDER = "pdf"
_POINTS = 72 / 25.4  # in a millimeter


class Paper(NamedTuple):
    """What is printed on, and how large its type is. Lengths in millimeters, type in points."""

    width: float
    height: float
    margin: tuple[float, float]  # top and bottom, left and right
    text: float
    small: float  # of tables and references
    may_turn: bool = False  # whether a wide table gets a page that lies on its side

    @property
    def line(self) -> float:
        """The width between the margins, in points."""
        return (self.width - 2 * self.margin[1]) * _POINTS

    @property
    def turned_line(self) -> float:
        """The same on a turned page; 0 where there is none."""
        return (self.height - 2 * self.margin[1]) * _POINTS if self.may_turn else 0


class Leaflet(NamedTuple):
    """One edition of the leaflet."""

    name: str
    label: str  # as readers choose it
    paper: Paper
    sides: int | None  # how many pages it must have; None for any even number


class PrintFile(NamedTuple):
    """A PDF file that the build makes."""

    path: str  # below the site: pdf/leaflet-a4.pdf
    label: str  # as readers choose it: Leaflet, A4
    leaflet: Leaflet | None = None  # None for the whole site


BOOK = Paper(210, 297, (24, 25), 12, 11.5, may_turn=True)
LEAFLETS = (
    Leaflet("a4", "Leaflet, A4", Paper(210, 297, (9, 15), 14, 12), 2),
    Leaflet("letter", "Leaflet, US Letter", Paper(215.9, 279.4, (7, 15), 14, 12), 2),
    Leaflet("large-print", "Leaflet, large print", Paper(210, 297, (11, 12), 18, 18), None),
)


class WrongSettings(ValueError):
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
        files += [PrintFile(f"{FOLDER}/leaflet-{leaflet.name}.pdf", leaflet.label, leaflet) for leaflet in LEAFLETS]
    return tuple(files)
