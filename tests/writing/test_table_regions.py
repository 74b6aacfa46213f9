"""Tables that writers write in Markdown: each in a part of the page that scrolls, has a name, and can be reached by keyboard."""

from collections.abc import Callable

import lxml.html

from conftest import Built
from samples import SITE

TABLE = "| Who | *How many* [@one] |\n| --- | --- |\n| People with MS | 133 people [@one] |\n"


def test_a_table_stands_in_a_part_named_by_its_head(build_site: Callable[..., Built]) -> None:
    built = build_site({**SITE, "docs/new.md": f"# New\n\nBefore.\n\n{TABLE}\nBehind.\n"}, "--no-pdf")
    assert built.code == 0, built.faults
    (region,) = lxml.html.fromstring(built.html("new/index.html")).xpath("//div[@role='main']//div[table]")
    assert dict(region.attrib) == {"class": "table-region columns-2", "role": "region", "tabindex": "0", "aria-label": "Table: Who, How many"}
    assert region.xpath("string(preceding-sibling::p[1])") == "Before."
    assert region.xpath("string(following-sibling::p[1])") == "Behind."


def test_its_numbers_are_still_traced(build_site: Callable[..., Built]) -> None:
    built = build_site({**SITE, "docs/new.md": f"# New\n\n{TABLE.replace('133', '143')}"}, "--check")
    assert built.faults == ['docs/new.md:5:20: "143" is in no fact of one (nearest: 133 people with MS, n)']


CARDS = """\
t:
  caption: All of it
  cards: {0}
  columns: [What, A, B]
  rows:
    - {{id: one, cells: [Who, "People [@one]", "133 people [@one]"]}}
    - {{id: two, cells: [Where, Here, There]}}
"""


def shown(built: Built) -> list[tuple[str, str, list[str]]]:
    cards = lxml.html.fromstring(built.html("new/index.html")).xpath("//section[@id='t']/div")
    texts = [[" ".join(part.text_content().replace("¶", "").split()) for part in card.xpath("./*[1] | .//dt | .//dd")] for card in cards]
    return [(card[0].tag, heading, told) for card, (heading, *told) in zip(cards, texts, strict=True)]


def test_a_record_can_make_its_rows_or_its_columns_cards(build_site: Callable[..., Built]) -> None:
    page = "# New\n\n{}/// table | t\n///\n"
    rows = build_site({**SITE, "refs/tables.yml": CARDS.format("rows"), "docs/new.md": page.format("## Part\n\n")}, "--no-pdf")
    assert shown(rows) == [("h3", "Who", ["A", "People 1", "B", "133 people 1"]), ("h3", "Where", ["A", "Here", "B", "There"])]
    columns = build_site({**SITE, "refs/tables.yml": CARDS.format("columns"), "docs/new.md": page.format("")}, "--no-pdf")
    assert shown(columns) == [("h2", "A", ["Who", "People 1", "Where", "Here"]), ("h2", "B", ["Who", "133 people 1", "Where", "There"])]
    ids = lxml.html.fromstring(columns.html("new/index.html")).xpath("//section[@id='t']//*[not(self::sup)]/@id")
    assert ids == ["t-caption", "a", "t-one", "t-two", "b"], "a row's address is its place on the first card"


def test_each_cell_of_a_card_is_traced_by_itself(build_site: Callable[..., Built]) -> None:
    wrong = CARDS.format("rows").replace("133 people [@one]", "133 people")
    built = build_site({**SITE, "refs/tables.yml": wrong, "docs/new.md": "# New\n\n/// table | t\n///\n"}, "--check")
    assert built.faults == [
        'refs/tables.yml:6:48: "133" is counted, but its sentence cites no source (cite one, or list the words under untraced, with the reason)'
    ]
