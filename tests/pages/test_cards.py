"""Preview images: readable in any crop, small, and the same for the same words."""

import io
from dataclasses import replace
from datetime import date

import pytest
from PIL import Image

from pages.cards import HEIGHT, LARGEST, SMALLEST, WIDTH, Card, _sizes_that_fit, draw, draw_favicon, draw_icon, file_name, problem_of

CARD = Card("skin", "How sure? Very unsure.", "We do not know if it is so. 15 people in one small study, at one clinic.", date(2026, 9, 22))


def opened(card: Card) -> Image.Image:
    return Image.open(io.BytesIO(draw(card))).convert("RGB")


def luminance(color: tuple[int, ...]) -> float:
    """Relative luminance after WCAG 2.2."""
    parts = [value / 255 / 12.92 if value / 255 <= 0.04045 else ((value / 255 + 0.055) / 1.055) ** 2.4 for value in color]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def test_it_has_the_size_that_previews_want_and_few_bytes() -> None:
    assert opened(CARD).size == (WIDTH, HEIGHT) == (1200, 630)
    assert len(draw(CARD)) <= 100_000


def test_all_words_stand_in_the_centre_square() -> None:
    image = opened(CARD).convert("L")
    paper = [x for x in range(WIDTH) if image.getpixel((x, HEIGHT - 5)) > 250]
    columns = [x for x in range(min(paper), max(paper) + 1) if any(image.getpixel((x, y)) < 200 for y in range(HEIGHT))]
    assert columns
    assert min(columns) >= (WIDTH - HEIGHT) // 2
    assert max(columns) <= (WIDTH + HEIGHT) // 2


@pytest.mark.parametrize(("level", "dark"), [(0, 0), (3, 3), (4, 4)])
def test_beside_the_words_stand_four_dots_filled_by_how_sure(level: int, dark: int) -> None:
    image = opened(replace(CARD, level=level)).convert("L")
    middles = [image.getpixel((1060, y)) < 60 for y in (189, 273, 357, 441)]
    assert middles == [place >= 4 - dark for place in range(4)]  # from below
    assert all(image.getpixel((1060 + side, y)) < 60 for side in (-25, 25) for y in (189, 273, 357, 441))  # the rims of all


def test_no_dots_where_nothing_is_rated() -> None:
    image = opened(CARD).convert("L")
    assert min(image.getpixel((x, y)) for x in range(925, WIDTH) for y in range(HEIGHT)) > 230


def test_the_contrast_is_at_least_7_to_1() -> None:
    image = opened(CARD)
    colors = {image.getpixel((x, y)) for x in range(285, 915, 2) for y in range(0, HEIGHT, 2)}
    ink, paper = min(map(luminance, colors)), max(map(luminance, colors))
    band = luminance(image.getpixel((280, 10)))
    assert (paper + 0.05) / (ink + 0.05) >= 7
    assert (band + 0.05) / (ink + 0.05) >= 7


def test_type_is_48_px_at_least_and_too_many_words_are_refused() -> None:
    assert next(_sizes_that_fit(Card("a", "How sure?", "Short.", date(2026, 9, 22)))) == LARGEST
    assert min(_sizes_that_fit(CARD)) == SMALLEST == 48
    assert problem_of(CARD) is None
    for text in ("word " * 80, "a" * 40):
        assert (
            problem_of(Card("a", "How sure?", text, date(2026, 9, 22)))
            == "is too long for the preview image (shorten it, or a long word in it)"
        )


def test_a_character_that_the_typeface_lacks_is_refused_not_printed_as_a_box() -> None:
    assert problem_of(Card("a", "How sure?", "Less \u2192 more \U0001f600", date(2026, 9, 22))) == (
        'holds "\U0001f600", which the preview image cannot print (write it in words)'
    )


def test_the_name_changes_with_the_words_and_only_then() -> None:
    other = Card("skin", "How sure? Unsure.", CARD.text, CARD.checked)
    assert file_name(CARD) == file_name(Card(*(getattr(CARD, name) for name in ("name", "heading", "text", "checked"))))
    assert file_name(CARD) != file_name(other)
    draw.cache_clear()
    assert draw(CARD) == draw(CARD)


def test_the_icon_is_square_and_shows_both_circles() -> None:
    icon = Image.open(io.BytesIO(draw_icon()))
    assert icon.size == (180, 180)
    paper, plum, blue = (icon.convert("RGB").getpixel(place) for place in ((3, 3), (40, 90), (172, 90)))
    for found, meant in ((paper, (250, 246, 238)), (plum, (123, 45, 99)), (blue, (31, 78, 121))):  # as few shades as a small file has
        assert max(abs(one - other) for one, other in zip(found, meant, strict=True)) <= 2
    favicon = Image.open(io.BytesIO(draw_favicon()))
    assert (favicon.format, favicon.info["sizes"]) == ("ICO", {(16, 16), (32, 32)})
    assert len(draw_favicon()) <= 2500
