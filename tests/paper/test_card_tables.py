"""Cards on paper: a table again, read by rows, with the names that its record has."""

from typing import Any

import lxml.html
import pytest

from paper.built import BuiltPage, content

CARD = '<div class="card"><h3 id="t-{0}">{0} <a class="headerlink" href="#x">¶</a></h3><dl>{1}</dl></div>'
TERM = '<div id="{0}"><dt>{0}</dt><dd>{1} <sup class="citation"><a href="#ref-a">1</a></sup></dd></div>'


def table(kind: str, cards: dict[str, dict[str, str]]) -> Any:
    told = "".join(
        CARD.format(name, "".join(TERM.format(f"{term}", words) for term, words in terms.items())) for name, terms in cards.items()
    )
    html = f'<main><section class="cards cards-{kind}" id="t" data-corner="What"><p class="cards-caption">All <b>of</b> it</p>{told}</section></main>'
    page = content(BuiltPage("", "T", html))
    assert not page.xpath(".//section | .//dl | .//h3")
    (found,) = page.xpath(".//table")
    return found


def rows(found: Any) -> list[list[str]]:
    return [[" ".join(cell.text_content().split()) for cell in row] for row in found.xpath(".//tr")]


CARDS = {"A": {"Who": "a1", "Size": "a2"}, "B": {"Who": "b1", "Size": "b2"}}
TABLES = {
    "rows": [["What", "Who", "Size"], ["A", "a1 1", "a2 1"], ["B", "b1 1", "b2 1"]],
    "columns": [["What", "A", "B"], ["Who", "a1 1", "b1 1"], ["Size", "a2 1", "b2 1"]],
}


@pytest.mark.parametrize("kind", TABLES)
def test_cards_are_a_table_with_its_caption_head_and_row_heads(kind: str) -> None:
    found = table(kind, CARDS)
    assert rows(found) == TABLES[kind]
    assert found.xpath("string(./caption)") == "All of it"
    assert [cell.tag for cell in found.xpath("./thead/tr/*")] == ["th"] * 3
    assert [[cell.tag for cell in row] for row in found.xpath("./tbody/tr")] == [["th", "td", "td"]] * 2


@pytest.mark.parametrize("kind", TABLES)
def test_what_links_lead_to_is_still_there(kind: str) -> None:
    ids = set(table(kind, CARDS).xpath("./descendant-or-self::*/@id"))
    assert {"t", "t-A", "t-B"} <= ids
    assert ("Who" in ids) or kind == "rows"


def test_a_single_card_is_a_table_too() -> None:
    assert rows(table("columns", {"A": {"Who": "a1"}})) == [["What", "A"], ["Who", "a1 1"]]


def test_what_is_no_card_stays_lxml() -> None:
    page = content(BuiltPage("", "T", '<main><section class="cardsharp"><p>x</p></section></main>'))
    assert lxml.html.tostring(page) == b'<main><section class="cardsharp"><p>x</p></section></main>'
