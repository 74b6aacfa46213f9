"""What the site holds as images: charts for slides and posts, preview images, and its icon, by Typst's own export.

In go records of what each shows; out come the bytes of files. A chart is black on white, as on paper, and goes without
its page: title, drawing, what it says, source.
"""

import struct
from collections.abc import Iterable, Iterator, Sequence

from markup import parse
from pages.cards import Preview
from pages.chart_files import Picture
from pages.previews import Icon
from paper.document import faces
from paper.pdf import Drawing, to_png
from paper.svg import to_svg
from paper.typst import array, call, string

PER_INCH = 192  # px: two for each px of a chart's drawing, so that phones show it sharp


def to_images(pictures: Iterable[Picture | Preview | Icon]) -> Iterator[tuple[str, bytes]]:
    """Path and content of each file. Icons of one path are sizes of the same.

    Raises:
        PdfError: one cannot be drawn.
    """
    wanted = tuple(pictures)
    files: dict[str, list[bytes]] = {}
    for picture, image in zip(wanted, to_png(*map(_drawing, wanted)), strict=True):
        files.setdefault(picture.path, []).append(image)
    return ((path, _to_ico(images) if path.endswith(".ico") else images[0]) for path, images in files.items())


def _drawing(picture: Picture | Preview | Icon) -> Drawing:
    if isinstance(picture, Icon):
        return Drawing("preview", call("icon", f"{picture.side}pt"))
    if isinstance(picture, Preview):
        return Drawing("preview", _preview(picture))
    return Drawing("chart", _chart(picture), PER_INCH)


def _preview(preview: Preview) -> str:
    return call(
        "preview",
        size=f"{preview.size}pt",
        heading=array(map(string, preview.heading)),
        words=array(map(string, preview.text)),
        foot=string(preview.foot),
        level="none" if preview.level is None else str(preview.level),
        faces=faces(),
    )


def _chart(picture: Picture) -> str:
    (drawing,) = parse(picture.svg).xpath("./svg")
    return call(
        "chart",
        title=string(picture.title),
        drawing=string(to_svg(drawing)),
        says=string(picture.says),
        notes=array(map(string, picture.notes)),
        settings=call("", faces=faces(), size="12.75pt"),
    )


def _to_ico(images: Sequence[bytes]) -> bytes:
    """PNG files as one icon, as Windows has them: how many there are; of each its size and place; then the files as they are."""
    start = 6 + 16 * len(images)
    entries = b""
    for image in images:
        width, height = struct.unpack_from(">II", image, 16)  # behind a PNG's signature, and the length and name of its first part
        entries += struct.pack("<BBBxHHII", width, height, 0, 1, 32, len(image), start)  # no palette, 1 plane, 32 bits a pixel
        start += len(image)
    return struct.pack("<HHH", 0, 1, len(images)) + entries + b"".join(images)
