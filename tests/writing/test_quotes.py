"""Quotes to paste elsewhere: the same words in each form, and never without how sure we are."""

import html
import re
from collections.abc import Callable

import lxml.html
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from conftest import Built
from evidence.findings import Count, PublishedFinding, Source
from samples import FINDING, SITE, finding
from writing.quotes import length, quotes

PROSE = (
    st.text(alphabet=st.characters(exclude_categories=["C", "Z"]) | st.sampled_from(" *_`[]<>&#~|\\(){}!-+.1"))
    .map(lambda text: " ".join(text.split()))
    .filter(bool)
)
ADDRESS = "https://example.org/fm/findings/a/"


def source(**values: object) -> Source:
    return Source(
        **{"key": "a", "label": "Caro 2008", "year": 2008, "doi": "", "address": "", "in_a_quote": "Caro 2008, doi:10.1/x", **values}
    )


def example(text: str = "It may be so.", **changes: object) -> PublishedFinding:
    values = {"short": f"How sure? Unsure. {text}", "people": (Count(value=15, group="people", source="a"),), "sources": (source(),)}
    return finding(**{**values, **changes})


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
def test_a_quote_holds_answer_people_how_sure_source_and_address(form: str) -> None:
    (quote,) = [quote for quote in quotes(example()) if quote.form == form]
    assert read(form, quote.text) == f"It may be so. People counted: 15 people. How sure? Unsure. Caro 2008, doi:10.1/x: {ADDRESS}"


PEOPLE = [
    (example("15 people had it."), "15 people had it. How sure?"),
    (example("About 7 in 100 people had it."), "had it. People counted: 15 people. How sure?"),
    (example(people=(), people_reason="No number is given"), "It may be so. People counted: not given. How sure?"),
    (
        example(people=(), people_reason="This is a definition", how_sure="not rated", short="How sure? Not rated. It is so."),
        "It is so. How sure? Not rated.",
    ),
]


@pytest.mark.parametrize(("told", "part"), PEOPLE)
def test_people_are_said_only_where_the_sentence_has_none(told: PublishedFinding, part: str) -> None:
    assert part in quotes(told)[0].text


def test_of_several_works_the_first_is_named_and_the_others_counted() -> None:
    others = (source(), source(in_a_quote="Other 2010"), source(in_a_quote="Third"))
    assert quotes(example(sources=others))[0].text.endswith(f" Caro 2008, doi:10.1/x, and 2 more: {ADDRESS}")


def test_its_length_is_that_of_the_plain_text_without_the_address() -> None:
    assert length(example()) == len("It may be so. People counted: 15 people. How sure? Unsure. Caro 2008, doi:10.1/x: ")


@given(PROSE)
def test_markdown_prints_any_answer_as_it_is(answer: str) -> None:
    rendered = MarkdownIt().render(quotes(example(answer))[1].text)
    paragraphs = [" ".join(part.text_content().split()) for part in lxml.html.fromstring(rendered).xpath("//blockquote/p")]
    assert len(paragraphs) == 2
    assert paragraphs[0].startswith(answer)


@given(PROSE)
def test_html_prints_any_answer_as_it_is(answer: str) -> None:
    (shown, *_) = lxml.html.fromstring(quotes(example(answer))[3].text).xpath("//p")
    assert html.unescape(shown.text_content()).startswith(html.unescape(answer))


@given(PROSE)
def test_no_claim_can_end_a_bbcode_quote(claim: str) -> None:
    text = quotes(example(claim + "[/quote][b]"))[2].text
    assert re.findall(r"\[[^\]]*\]", text) == ["[quote]", "[b]", "[/b]", "[url]", "[/url]", "[/quote]"]


def test_a_finding_whose_only_source_is_misspelled_is_told_as_that(build_site: Callable[..., Built]) -> None:
    files = {**SITE, "refs/findings.yml": FINDING.replace("sources: [one]", "sources: [onne]").replace("facts: [n]", "facts: []")}
    built = build_site(files, "--check")
    assert built.faults == ['refs/findings.yml:9: no reference has the key "onne" (did you mean one?)']
