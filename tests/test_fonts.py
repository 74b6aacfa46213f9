"""The site's typeface: small files that hold every letter the site prints, and their license."""

import hashlib
import io
import re
from itertools import pairwise
from pathlib import Path

import lxml.html
import pytest
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st

from fonts import broken, web_fonts, width

FONTS = dict(web_fonts(["Plain words, Üçeyler, α → ễ"]))


@pytest.mark.parametrize("name", FONTS)
def test_a_font_is_small_and_names_its_license(name: str) -> None:
    font = TTFont(io.BytesIO(FONTS[name]))
    assert len(FONTS[name]) <= 15_000
    assert "SIL Open Font License" in str(font["name"].getDebugName(13))


def test_each_letter_is_in_one_font_of_a_weight() -> None:
    regular = [set(TTFont(io.BytesIO(FONTS[f"assets/fonts/{name}-regular.woff2"])).getBestCmap()) for name in ("atkinson", "inter")]
    assert {chr(code) for code in regular[1]} == set("αễ→")
    assert set(map(ord, "Plain words, Üçeyler")) <= regular[0]
    assert not regular[0] & regular[1]


def test_every_character_of_the_real_site_is_in_them(real_site: Path) -> None:
    known = {code for path in (real_site / "assets" / "fonts").iterdir() for code in TTFont(path).getBestCmap()}
    for path in real_site.rglob("*.html"):
        root = lxml.html.parse(str(path)).getroot()
        text = "".join(root.xpath("//body//text()[not(ancestor::script)]"))
        assert {letter for letter in text if ord(letter) not in known and not letter.isspace()} == set(), path


@given(st.text("abcdefghij    ", min_size=1, max_size=90), st.floats(3, 20), st.sampled_from(["regular", "bold"]))
def test_lines_are_broken_between_words_and_hold_all_of_them(text: str, room: float, weight: str) -> None:
    lines = broken(text, room, weight)
    assert " ".join(lines) == " ".join(text.split())
    assert all(width(line, weight) <= room or " " not in line for line in lines)
    for line, after in pairwise(lines):
        assert width(f"{line} {after.split()[0]}", weight) > room, "a line is as full as it can be"


@pytest.mark.parametrize("weight", ["regular", "bold"])
def test_a_line_is_measured_in_its_weight(weight: str) -> None:
    whole = width("Two words", weight)
    assert [len(broken("Two words", room, weight)) for room in (whole, whole - 0.01)] == [1, 2]


@pytest.mark.parametrize(("line", "measured"), [("ЩЩЩЖЖ ЩЩЩЖЖ", 616.1), ("κατά με μοιάζει ίσως", 606.2)])
def test_bold_letters_of_the_second_face_take_the_room_that_they_are_told_to(line: str, measured: float) -> None:
    """As Typst measured them at 60 pt, where that face is narrower than in small type."""
    assert measured <= width(line, "bold") * 60 < measured * 1.05


def test_the_style_sheet_asks_for_them_by_name(real_site: Path) -> None:
    (sheet,) = (real_site / "assets").glob("site.*.css")
    asked = re.findall(r'url\("([^"]+)"\)', sheet.read_text("utf-8"))
    assert sorted(re.sub(r"\.[0-9a-f]{8}\.", ".", f"assets/{name}") for name in asked) == sorted(FONTS)
    for name in asked:
        path = real_site / "assets" / name
        assert hashlib.sha256(path.read_bytes()).hexdigest()[:8] == name.split(".")[1], "so it may be kept for ever"
    assert hashlib.sha256(sheet.read_bytes()).hexdigest()[:8] == sheet.name.split(".")[1]
    assert set(re.findall(r"fonts/[\w.-]+", (real_site / "index.html").read_text("utf-8"))) < {*asked}, "what is loaded ahead is what is asked for"
