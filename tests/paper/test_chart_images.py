"""The image of a chart, which goes without its page."""

import io
from dataclasses import replace

import pytest
from PIL import Image

from pages.chart_files import Picture
from paper.chart_images import to_images
from paper.pdf import PdfError, to_png

SVG = '<svg class="chart-svg" width="350" height="60" viewBox="0 0 350 60" role="img"><title>T</title><text x="0" y="20">words</text></svg>'
PICTURE = Picture("charts/a.png", "A title", SVG, "What is seen.", ("Source: Caro 2008.", "A site. https://example.org/a/"))


def image_of(picture: Picture) -> bytes:
    (image,) = to_images([picture])
    return image


def _height(data: bytes) -> int:
    image = Image.open(io.BytesIO(data))
    assert image.format == "PNG"
    return image.height


def test_the_same_chart_gives_the_same_bytes() -> None:
    first = image_of(PICTURE)
    to_png.cache_clear()
    assert image_of(PICTURE) == first


def test_several_are_drawn_at_once_each_as_it_is_alone() -> None:
    other = replace(PICTURE, title="Another title")
    assert to_images([PICTURE, other]) == (image_of(PICTURE), image_of(other))
    assert image_of(PICTURE) != image_of(other)


def test_what_cannot_be_drawn_is_told() -> None:
    with pytest.raises(PdfError, match=r"viewBox|SVG|size"):
        to_images([PICTURE, replace(PICTURE, svg='<svg width="-1" height="0"></svg>')])


def test_it_says_what_it_shows_and_where_that_comes_from() -> None:
    """More of any of it makes the image higher."""
    whole = _height(image_of(PICTURE))
    more = "More words than one line of this image holds, however small."
    for longer in (replace(PICTURE, title=more), replace(PICTURE, says=more), replace(PICTURE, notes=(*PICTURE.notes, more))):
        assert _height(image_of(longer)) > whole


def test_it_is_as_wide_as_a_phone_shows_sharp() -> None:
    assert Image.open(io.BytesIO(image_of(PICTURE))).width == 2 * (350 + 32)
