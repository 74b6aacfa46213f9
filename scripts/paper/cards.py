"""Cards as the table that they are made of: on paper there is room for texts side by side.

In goes a page's tree; each section of templates/cards.html in it becomes a table, with its caption and the names of its rows
and columns. Links to a card lead to its cell.
"""

from collections.abc import Iterable

from lxml.html import HtmlElement


def lay_out_cards(page: HtmlElement) -> None:
    """Put a table in the place of each section of cards."""
    for cards in page.xpath(".//section[contains(concat(' ', @class, ' '), ' cards ')]"):
        headings = cards.xpath("./div/*[1]")
        terms = [card.xpath("./dl/div") for card in cards.xpath("./div")]
        names, told = [[_moved_id(term) for term in card] for card in terms], [[term[1] for term in card] for card in terms]
        corner = cards.makeelement("th")
        corner.text = cards.get("data-corner")
        if "cards-rows" in cards.classes:
            head, rows = names[0], [[heading, *cells] for heading, cells in zip(headings, told, strict=True)]
        else:
            head, rows = headings, [[name, *cells] for name, *cells in zip(names[0], *told, strict=True)]
        cards.addprevious(_table(cards, [corner, *head], rows))
        cards.drop_tree()


def _moved_id(term: HtmlElement) -> HtmlElement:
    """The term's name, with the id that the term has."""
    if "id" in term.attrib:
        term[0].set("id", term.get("id"))
    return term[0]


def _table(cards: HtmlElement, head: Iterable[HtmlElement], rows: Iterable[Iterable[HtmlElement]]) -> HtmlElement:
    table = cards.makeelement("table", {"id": cards.get("id")} if "id" in cards.attrib else {})
    caption, first, body = (cards.makeelement(tag) for tag in ("caption", "thead", "tbody"))
    (words,) = cards.xpath("./p")
    caption.text = words.text
    caption.extend(words)
    first.append(_row(cards, head, "th"))
    body.extend(_row(cards, cells, "td") for cells in rows)
    table.extend((caption, first, body))
    return table


def _row(cards: HtmlElement, cells: Iterable[HtmlElement], tag: str) -> HtmlElement:
    """The first cell is the row's head."""
    row = cards.makeelement("tr")
    for at, cell in enumerate(cells):
        cell.tag, cell.tail = ("th" if at == 0 else tag), None
        row.append(cell)
    return row
