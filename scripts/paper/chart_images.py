"""A chart as an image of its own, for slides and posts: title, drawing, what it says, source.

In go Pictures; out come the bytes of PNG files, by Typst's own export. Black on white, as on paper.
"""

from collections.abc import Iterable

from markup import parse
from pages.chart_files import Picture
from paper.document import faces
from paper.pdf import to_png
from paper.svg import to_svg
from paper.typst import array, call, string

PER_INCH = 192  # px: two for each px of the drawing, so that phones show it sharp


def to_images(pictures: Iterable[Picture]) -> tuple[bytes, ...]:
    """
    Raises:
        PdfError: one cannot be drawn.
    """
    documents = [*map(_document, pictures)]
    return to_png("chart", *documents, per_inch=PER_INCH) if documents else ()


def _document(picture: Picture) -> str:
    (drawing,) = parse(picture.svg).xpath("./svg")
    return call(
        "chart",
        title=string(picture.title),
        drawing=string(to_svg(drawing)),
        says=string(picture.says),
        notes=array(map(string, picture.notes)),
        settings=call("", faces=faces(), size="12.75pt"),
    )
