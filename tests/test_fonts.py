"""The site's typeface: small files that hold every letter the site prints, and their license."""

import io
import re
from pathlib import Path

import lxml.html
import pytest
from fontTools.ttLib import TTFont

from fonts import font_files

FONTS = dict(font_files())


@pytest.mark.parametrize("name", FONTS)
def test_a_font_is_small_and_names_its_license(name: str) -> None:
    font = TTFont(io.BytesIO(FONTS[name]))
    assert len(FONTS[name]) <= 25_000
    assert "SIL Open Font License" in str(font["name"].getDebugName(13))


def test_every_character_of_the_real_site_is_in_it(real_site: Path) -> None:
    known = TTFont(io.BytesIO(next(iter(FONTS.values())))).getBestCmap()
    for path in real_site.rglob("*.html"):
        root = lxml.html.parse(str(path)).getroot()
        text = "".join(root.xpath("//body//text()[not(ancestor::script)]"))
        assert {letter for letter in text if ord(letter) not in known and not letter.isspace()} == set(), path


def test_the_style_sheet_asks_for_them_by_name(real_site: Path) -> None:
    css = (real_site / "assets" / "site.css").read_text("utf-8")
    asked = re.findall(r'url\("([^"]+)"\)', css)
    assert sorted(f"assets/{name}" for name in asked) == sorted(FONTS)
    assert all((real_site / "assets" / name).is_file() for name in asked)
