"""Images: of a chart, which goes without its page; of a finding's preview, readable in any crop; of the site's mark."""

import io
import re
from collections.abc import Callable
from datetime import date

import pytest
from PIL import Image

import templates
from conftest import MKDOCS, ROOT, Built
from pages.cards import HEIGHT, WIDTH, Card, preview, problem_of
from pages.chart_files import Picture
from pages.previews import FAVICON, ICON, ICONS
from paper.images import to_images
from paper.pdf import Drawing, PdfError, _templates, to_png
from paper.typesetting import Job
from samples import SITE

SVG = '<svg class="chart-svg" width="350" height="60" viewBox="0 0 350 60" role="img"><title>T</title><text x="0" y="20">words</text></svg>'
PICTURE = Picture("charts/a.png", "A title", SVG, "What is seen.", ("Source: Caro 2008.", "A site. https://example.org/a/"))
CARD = Card("skin", "How sure? Very unsure.", "We do not know if it is so. 15 people in one small study, at one clinic.", date(2026, 9, 22))
LONGEST = [card for count in range(50) if not problem_of(card := CARD._replace(text="Everyone " * count))][-1]
PAGE = {"docs/index.md": "# Home\n\nIt is so [@caro2008].\n"}
LOOK = {"mkdocs.yml": MKDOCS.replace("name: mkdocs", f"name: mkdocs, custom_dir: {ROOT}/docs/overrides, favicon: {ICON}")}


def image_of(picture: Picture | Card) -> bytes:
    ((_, image),) = to_images([preview(picture) if isinstance(picture, Card) else picture])
    return image


def _height(data: bytes) -> int:
    image = Image.open(io.BytesIO(data))
    assert image.format == "PNG"
    return image.height


def opened(card: Card) -> Image.Image:
    return Image.open(io.BytesIO(image_of(card))).convert("RGB")


def luminance(color: tuple[int, ...]) -> float:
    """Relative luminance after WCAG 2.2."""
    parts = [value / 255 / 12.92 if value / 255 <= 0.04045 else ((value / 255 + 0.055) / 1.055) ** 2.4 for value in color]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


@pytest.mark.parametrize("picture", [PICTURE, CARD])
def test_the_same_chart_or_card_gives_the_same_bytes(picture: Picture | Card) -> None:
    first = image_of(picture)
    to_png()  # which forgets what was drawn
    assert image_of(picture) == first


def test_what_was_drawn_just_before_is_not_drawn_again_and_nothing_older_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """While a writer looks at each change, one image is new: only that is drawn, and memory does not grow."""
    drawn: list[str] = []

    def draw(*jobs: Job) -> list[bytes]:
        drawn.extend(job.files["main.typ"].decode()[-3:].strip(")\n") for job in jobs)
        return [b"png"] * len(jobs)

    monkeypatch.setattr("paper.pdf.draw", draw)
    one, two, three = (Drawing("preview", f"icon({name})") for name in "123")
    for wanted in ((one, two), (two, three), (two, three), (one, three)):
        to_png(*wanted)
    to_png()
    assert drawn == ["1", "2", "3", "1"]


def test_several_are_drawn_at_once_each_as_it_is_alone() -> None:
    other = PICTURE._replace(path="charts/b.png", title="Another title")
    assert [*to_images([PICTURE, preview(CARD), other])] == [
        (PICTURE.path, image_of(PICTURE)),
        (preview(CARD).path, image_of(CARD)),
        (other.path, image_of(other)),
    ]
    assert image_of(PICTURE) != image_of(other)


def test_what_cannot_be_drawn_is_told() -> None:
    with pytest.raises(PdfError, match=r"viewBox|SVG|size"):
        to_images([PICTURE, PICTURE._replace(svg='<svg width="-1" height="0"></svg>')])


def test_it_says_what_it_shows_and_where_that_comes_from() -> None:
    """More of any of it makes the image higher."""
    whole = _height(image_of(PICTURE))
    more = "More words than one line of this image holds, however small."
    for longer in (PICTURE._replace(title=more), PICTURE._replace(says=more), PICTURE._replace(notes=(*PICTURE.notes, more))):
        assert _height(image_of(longer)) > whole


def test_it_is_as_wide_as_a_phone_shows_sharp() -> None:
    assert Image.open(io.BytesIO(image_of(PICTURE))).width == 2 * (350 + 32)


def test_a_preview_has_the_size_that_platforms_want_and_not_too_many_bytes() -> None:
    assert opened(CARD).size == (WIDTH, HEIGHT) == (1200, 630)
    assert len(image_of(LONGEST)) <= 125_000


@pytest.mark.parametrize("card", [CARD, LONGEST])
def test_all_words_stand_in_the_centre_square(card: Card) -> None:
    image = opened(card).convert("L")
    paper = [x for x in range(WIDTH) if image.getpixel((x, HEIGHT - 5)) > 250]
    columns = [x for x in range(min(paper), max(paper) + 1) if any(image.getpixel((x, y)) < 200 for y in range(HEIGHT))]
    assert columns
    assert min(columns) >= (WIDTH - HEIGHT) // 2
    assert max(columns) <= (WIDTH + HEIGHT) // 2


def test_each_line_has_room_down_to_the_date() -> None:
    image = opened(LONGEST).convert("L").crop((285, 0, 915, HEIGHT))
    dark = [min(image.crop((0, y, 630, y + 1)).tobytes()) < 200 for y in range(HEIGHT)]
    tops = [y for y in range(1, HEIGHT) if dark[y] and not dark[y - 1]]
    set_in = preview(LONGEST)
    assert len(tops) == len((*set_in.heading, *set_in.text, set_in.foot))
    assert not any(dark[:22])
    assert not any(dark[-22:])


@pytest.mark.parametrize(("level", "dark"), [(0, 0), (3, 3), (4, 4)])
def test_beside_the_words_stand_four_dots_filled_by_how_sure(level: int, dark: int) -> None:
    image = opened(CARD._replace(level=level)).convert("L")
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


def test_letters_of_both_faces_are_drawn() -> None:
    lacking, there = (image_of(CARD._replace(text=words)) for words in ("\ue000 \ue000", "α →"))
    assert lacking != there


def test_colors_are_those_of_the_site_by_day() -> None:
    sheet = (ROOT / "docs" / "assets" / "site.css").read_text("utf-8")
    by_day = set(re.findall(r"light-dark\((#\w{6})", sheet))
    drawn_in = "".join((templates.FOLDER / name).read_text("utf-8") for name in ("preview.typ", "mark.svg"))
    assert len(found := set(re.findall(r"#[0-9a-f]{6}\b", drawn_in))) == 6
    assert found <= by_day


def test_the_mark_is_that_of_the_header() -> None:
    files = (ROOT / "docs/overrides/partials/header.html", templates.FOLDER / "mark.svg")
    header, drawn = (re.findall(r'<circle[^>]* (cx="\d+" cy="\d+" r="[\d.]+")', file.read_text("utf-8")) for file in files)
    assert header == drawn
    assert len(drawn) == 2


def test_the_icon_is_square_and_shows_both_circles() -> None:
    files = dict(to_images(ICONS))
    icon = Image.open(io.BytesIO(files[ICON]))
    assert (icon.format, icon.size) == ("PNG", (180, 180))
    found = [icon.convert("RGB").getpixel(place) for place in ((3, 3), (40, 90), (172, 90))]
    assert found == [(250, 246, 238), (123, 45, 99), (31, 78, 121)]
    assert len(files[FAVICON]) <= 2500


@pytest.mark.parametrize("side", [16, 32])
def test_the_favicon_holds_both_sizes_of_tabs_each_whole(side: int) -> None:
    favicon = Image.open(io.BytesIO(dict(to_images(ICONS))[FAVICON]))
    assert (favicon.format, favicon.info["sizes"]) == ("ICO", {(16, 16), (32, 32)})
    favicon.size = (side, side)
    assert favicon.convert("RGB").getpixel((side // 4, side // 2)) == (123, 45, 99)


def test_nothing_is_started_where_nothing_is_drawn(build_site: Callable[..., Built], monkeypatch: pytest.MonkeyPatch) -> None:
    to_png()
    monkeypatch.setattr("paper.pdf.draw", None)
    assert build_site(PAGE).code == 0
    without_address = MKDOCS.replace("site_url: https://example.org/\n", "")
    assert build_site({**SITE, "mkdocs.yml": without_address}).code == 0  # it has findings, but no page can name an image
    assert build_site({**SITE, "mkdocs.yml": MKDOCS}, "--check").code == 0


def test_a_writers_own_file_keeps_its_place_and_that_is_told(build_site: Callable[..., Built]) -> None:
    built = build_site({**PAGE, **LOOK, "docs/favicon.ico": b"mine", f"docs/{ICON}": b"mine"})
    assert sorted(built.faults) == [f"docs/{name}: the build makes this file itself (give yours another name)" for name in (ICON, FAVICON)]


def test_an_image_that_cannot_be_drawn_is_told(build_site: Callable[..., Built], monkeypatch: pytest.MonkeyPatch) -> None:
    to_png()
    monkeypatch.setitem(_templates(), "preview.typ", b'#let icon(side) = panic("no")')
    built = build_site({**PAGE, **LOOK})
    assert [fault.partition(": panicked")[0] for fault in built.faults] == ["charts: an image cannot be drawn"]
