"""The search's index of the real site: all that readers can read is in it, and nothing that is no text."""

import json
import re
from pathlib import Path
from typing import Any

import lxml.html
import pytest


@pytest.fixture(scope="module")
def index(real_site: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((real_site / "assets" / "search.json").read_text("utf-8"))
    return found


def test_every_section_reads_as_text_and_its_address_is_there(index: dict[str, Any], real_site: Path) -> None:
    for page, anchor, title, text, *_ in index["sections"]:
        assert title
        assert not re.search(r"\s[.,;:!?)]|\(\s|¶|\[@|///|<\w|\s\s|[.?!;,:]{2}", f"{title} | {text}".replace("...", "")), (title, text)
        assert text == "" or text[-1] in '.?!:;,"”)', text
        root = lxml.html.parse(str(real_site / index["pages"][page][0] / "index.html")).getroot()
        assert not anchor or root.xpath("//*[@id=$anchor]", anchor=anchor)


def test_lists_of_sources_and_marks_stay_out(index: dict[str, Any]) -> None:
    text = " ".join(f"{title} {text}" for _, _, title, text, *_ in index["sections"])
    assert "fibromyalgia" in text
    for word in ("Caro XJ", "Sources on this page", "Back to the text", "Cited in", "fnref", "Copy a quote", "Link to this", "read as abstracts ·"):
        assert word not in text


@pytest.mark.parametrize("part", ["//article//td", "//article//dd", "//article//p[not(@class)]", "//article//p[@class='answer']", "//article//li"])
def test_what_stands_in_the_text_of_a_page_is_found(part: str, index: dict[str, Any], real_site: Path) -> None:
    """But for lists that only lead on or name sources, and findings in few words: those have pages of their own."""
    everything = squeezed(" ".join(f"{title} {text}" for _, _, title, text, *_ in index["sections"]))
    seen = 0
    for address, _ in index["pages"]:
        root = lxml.html.parse(str(real_site / address / "index.html")).getroot()
        for element in root.xpath(part):
            if element.xpath("ancestor-or-self::*[contains(@class, 'page-') or contains(@class, 'share') or contains(@class, 'bibliography') or "
                             "contains(@class, 'more-findings') or contains(@class, 'downloads') or contains(@class, 'print-only') or "
                             "@class='brief' or @id='findings']"):  # fmt: skip
                continue
            for mark in element.xpath(".//sup[@class='citation' or @class='derived'] | .//a[@class='headerlink']"):
                mark.drop_tree()
            if element.xpath(".//li | .//p"):
                continue
            words = squeezed(element.text_content())
            seen += bool(words)
            assert words in everything, (address, element.text_content())
    assert seen >= 15


def squeezed(text: str) -> str:
    """Letters and digits alone."""
    return re.sub(r"\W+", "", text).lower()
