"""What previews show: cut at a word, escaped, and never without how sure we are."""

import json
import re
from datetime import date

import lxml.html
import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.page import DESCRIPTION
from pages.head import TITLE, Image, PageHead, Site, cut, head
from samples import finding

SITE = Site('A "site" & <more>', "About it.", "https://example.org/fm/", license="https://example.org/license/", author="The makers")
NASTY = 'Is "A" < B & C? </script><b> \U0001f9e0 \u2019s'


def parsed(**values: object) -> tuple[dict[str, str], dict[str, object]]:
    """The metas by name, and the JSON-LD, as a parser reads them."""
    page = PageHead(**{"title": "Title", "description": "Text.", "url": "https://example.org/fm/a/", **values})
    root = lxml.html.fromstring(f"<html><head>{head(page, SITE)}</head></html>")
    metas = {meta.get("property") or meta.get("name"): meta.get("content") for meta in root.xpath("//meta")}
    (script,) = root.xpath("//script")
    return metas, json.loads(script.text)


def test_texts_with_quotes_tags_and_emoji_come_out_as_they_are() -> None:
    metas, data = parsed(title=NASTY, description=NASTY, image=Image("https://example.org/a.png", 1200, 630, NASTY))
    assert {metas[name] for name in ("og:title", "og:description", "description", "og:image:alt", "DC.title")} == {NASTY}
    assert metas["og:site_name"] == SITE.name
    assert data["name"] == data["description"] == NASTY


def test_a_claim_of_400_characters_is_cut_at_a_word_behind_how_sure() -> None:
    claim = "How sure? Very unsure. " + "fewer nerve endings " * 20
    metas, data = parsed(
        title="Word " * 40, finding=finding(short=claim, how_sure="very unsure", claim=claim), findings=(finding(claim=claim),)
    )
    assert len(metas["og:description"]) <= DESCRIPTION
    assert re.fullmatch(r"How sure\? Very unsure\. (?:fewer |nerve |endings )+(?:fewer|nerve|endings)…", metas["og:description"])
    assert re.fullmatch(r"(?:Word )+Word…", metas["og:title"])
    assert len(metas["og:title"]) <= TITLE
    assert data["mainEntity"]["text"].startswith(claim)


def test_a_withdrawn_finding_says_so_in_its_preview() -> None:
    metas, _ = parsed(title="Withdrawn: Is it?", finding=finding(short="Withdrawn on March 1, 2027. It was wrong.", withdrawn=object()))
    assert metas["og:title"] == "Withdrawn: Is it?"
    assert metas["og:description"] == "Withdrawn on March 1, 2027. It was wrong."


def test_nobody_is_said_to_have_reviewed_it() -> None:
    _, data = parsed(checked=date(2026, 11, 22))
    assert "reviewedBy" not in json.dumps(data)
    assert "lastReviewed" not in data
    assert data["@type"] == "WebPage"
    assert data["dateModified"] == "2026-11-22"


def test_who_made_it_and_what_may_be_done_with_it_is_said() -> None:
    metas, data = parsed()
    assert metas["author"] == metas["DC.creator"] == "The makers"
    assert metas["DC.rights"] == data["license"] == "https://example.org/license/"
    assert data["author"] == data["publisher"] == {"@type": "Organization", "name": "The makers", "url": "https://example.org/fm/"}


def test_a_site_without_an_address_or_a_maker_names_none() -> None:
    bare = Site("A site", "About it.", "")
    page = PageHead(title="T", description="D", url="", finding=finding(address=""), findings=(finding(address=""),))
    written = str(head(page, bare))
    assert not re.search(r'(?:content|href)="https?:|"(?:url|@id)":|author|creator', written)


@given(st.text(), st.integers(2, 300))
def test_a_cut_text_keeps_its_limit_and_its_words(text: str, limit: int) -> None:
    shown = cut(text, limit)
    words = " ".join(text.split())
    assert len(shown) <= limit
    if len(words) <= limit:
        assert shown == words
    else:
        assert shown.endswith("…")
        assert words.startswith(shown[:-1])


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"])))
def test_any_text_can_stand_in_the_head(text: str) -> None:
    metas, data = parsed(title=text, description=text)
    assert data.get("name", "") == text
    assert metas["DC.title"] == text


CUT = [
    ("one two three", 13, "one two three"),
    ("one two three", 12, "one two…"),
    ("one two three", 8, "one two…"),
    ("one two three", 7, "one…"),
    ("one, two; three", 10, "one, two…"),
    ("onetwothree", 5, "onet…"),
    ("  one\n two  ", 7, "one two"),
]


@pytest.mark.parametrize(("text", "limit", "shown"), CUT)
def test_a_long_text_ends_at_a_word(text: str, limit: int, shown: str) -> None:
    assert cut(text, limit) == shown


@pytest.mark.parametrize("text", ["word", "two words", "a"])
def test_a_short_text_is_left_alone(text: str) -> None:
    assert cut(text, 80) == text
