"""A table of HTML as Typst code: its head, its cells, and how wide its columns are.

A table needs a head to be read aloud: where it has none, its caption is one; without that, it is no table but a grid.
"""

from collections.abc import Callable, Iterable

from lxml.html import HtmlElement

from paper.columns import fit, spans
from paper.typst import array, call
from print_files import Paper

_INSETS = {"li": 20.0, "dd": 20.0, "blockquote": 20.0, "finding": 20.0, "admonition": 20.0}  # points, see templates/paper.typ
_LONG_HEAD = 8  # words: a longer head is not repeated on the next page, where it would pass for a line of text


def to_table(element: HtmlElement, paper: Paper, inside: Callable[[HtmlElement], str]) -> str:
    """A call of `data-table` or `data-grid` of templates/paper.typ; `inside` gives the code of a cell's content.

    Raises:
        TooWide: its words do not fit on the paper side by side.
    """
    inset = sum(map(_inset, element.iterancestors()))
    columns = fit(element, paper.line - inset, 0 if inset else paper.turned_line, paper.small)
    caption = "".join(map(inside, element.xpath("./caption")[:1]))
    head, rows = _parts(element)
    heads, cells = _cells(head, "table", inside), _cells(rows, "table" if head or caption else "grid", inside)
    long = sum(len(row.text_content().split()) for row in head) >= _LONG_HEAD
    if caption and not head:
        heads, caption = [call("table.cell", call("head-cell", caption), colspan=str(len(columns.widths)))], ""
    return call(
        "data-table" if heads else "data-grid",
        *([call("table.header", *heads, repeat=str(not long).lower())] if heads else []),
        *cells,
        columns=array(f"{width:.2f}pt" for width in columns.widths),
        size=f"{columns.size:g}pt",
        turned=str(columns.turned).lower(),
        caption=caption or "none",
        rows=str(len(rows)),
    )


def _parts(table: HtmlElement) -> tuple[list[HtmlElement], list[HtmlElement]]:
    """The rows of the head, and the others. A first row of header cells alone is a head, too."""
    head, rows = table.xpath("./thead/tr"), table.xpath("./tbody/tr | ./tr | ./tfoot/tr")
    if not head and rows and all(cell.tag == "th" for cell in rows[0]):
        return rows[:1], rows[1:]
    return head, rows


def _cells(rows: Iterable[HtmlElement], kind: str, inside: Callable[[HtmlElement], str]) -> list[str]:
    return [_cell(cell, kind, inside(cell)) for row in rows for cell in row if cell.tag in ("th", "td")]


def _cell(cell: HtmlElement, kind: str, content: str) -> str:
    named = {name: str(number) for name, number in zip(("colspan", "rowspan"), spans(cell), strict=True) if number > 1}
    if (align := cell.get("align")) in ("left", "center", "right"):
        named["align"] = align
    return call(f"{kind}.cell", call("head-cell", content) if cell.tag == "th" else content, **named)


def _inset(element: HtmlElement) -> float:
    """How much narrower lines are inside of an element."""
    return max(_INSETS.get(name, 0.0) for name in (element.tag, *element.classes))
