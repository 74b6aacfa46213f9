"""Quotes to paste elsewhere: the same words in each form, and never without how sure we are."""

import html
import re

import lxml.html
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from evidence.findings import Count, PublishedFinding
from pages.quotes import quotes
from samples import finding

PROSE = (
    st.text(alphabet=st.characters(exclude_categories=["C", "Z"]) | st.sampled_from(" *_`[]<>&#~|\\(){}!-+.1"))
    .map(lambda text: " ".join(text.split()))
    .filter(bool)
)
ADDRESS = "https://example.org/fm/findings/a/"


def example(text: str = "It may be so.") -> PublishedFinding:
    return finding(question="Is it?", claim=text, reason="Few people.", people=(Count(value=15, group="people", source="a"),))


def words_of(rendered: str) -> str:
    return " ".join(lxml.html.fromstring(f"<div>{rendered}</div>").text_content().split())


def read(form: str, text: str) -> str:
    """The words that a reader sees where such a quote is pasted."""
    if form == "Markdown":
        return words_of(MarkdownIt().render(text))
    if form == "BBCode":
        return " ".join(re.sub(r"\[/?(?:quote|b|url)\]", "", text).split())
    return words_of(text) if form == "HTML" else " ".join(text.split())


@pytest.mark.parametrize("form", ["plain text", "Markdown", "BBCode", "HTML"])
def test_a_quote_holds_claim_how_sure_people_date_and_address(form: str) -> None:
    (quote,) = [quote for quote in quotes(example()) if quote.form == form]
    assert (
        read(form, quote.text)
        == f"Is it? It may be so. How sure? Unsure. Few people. People counted: 15 people. Checked November 22, 2026: {ADDRESS}"
    )


def test_a_definition_says_that_it_is_one() -> None:
    text = quotes(finding(how_sure="not rated", reason="This is a definition.", claim="It is so."))[0].text
    assert "How sure? Not rated. This is a definition." in text


@given(PROSE)
def test_markdown_prints_any_claim_as_it_is(claim: str) -> None:
    rendered = MarkdownIt().render(quotes(example(claim))[1].text)
    paragraphs = [" ".join(part.text_content().split()) for part in lxml.html.fromstring(rendered).xpath("//blockquote/p")]
    assert len(paragraphs) == 5
    assert paragraphs[1] == claim


@given(PROSE)
def test_html_prints_any_claim_as_it_is(claim: str) -> None:
    (_, shown, *_) = lxml.html.fromstring(quotes(example(claim))[3].text).xpath("//p")
    assert html.unescape(shown.text_content()) == html.unescape(claim)


@given(PROSE)
def test_no_claim_can_end_a_bbcode_quote(claim: str) -> None:
    text = quotes(example(claim + "[/quote][b]"))[2].text
    assert re.findall(r"\[[^\]]*\]", text) == ["[quote]", "[b]", "[/b]", "[url]", "[/url]", "[/quote]"]
