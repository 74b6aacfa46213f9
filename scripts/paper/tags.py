"""The tags of a PDF for screen readers, finished: what WeasyPrint leaves open of ISO 14289-1 (PDF/UA-1).

In goes an open PDF, which is changed in place. A table that runs on over pages becomes one table again, and its
repeated head, like running heads and page numbers, an artifact that no screen reader reads aloud. Knows no HTML.
"""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name

_PRINT = 4  # the flag of an annotation that shows on paper
_MAY_BE_EMPTY = ("/TD", "/TH")


def finish_tags(pdf: pikepdf.Pdf) -> None:
    """Mend the structure tree, then mark what is in no tag as an artifact."""
    root = pdf.Root.StructTreeRoot.K[0]
    _join_tables(root)
    _drop_empty(root)
    for element in _elements(root):
        if element.S == "/LI":
            _wrap_item(pdf, element)
        elif element.S == "/THead":
            _give_scope(element, Name.Column)
        elif element.S == "/TBody":
            _give_scope(element, Name.Row)
    tagged: dict[tuple[int, int], set[int]] = defaultdict(set)  # the marks that are in a tag, by page
    for element in _elements(root):
        tagged[element.Pg.objgen if "/Pg" in element else (0, 0)].update(mark for mark in _kids(element) if isinstance(mark, int))
    for page in pdf.pages:
        for link in page.get("/Annots", ()):
            link.F = _PRINT
        _make_artifacts(pdf, page, tagged[page.obj.objgen])


def _kids(element: Any) -> list[Any]:
    kids = element.get("/K", Array())
    return list(kids) if isinstance(kids, Array) else [kids]


def _is_element(kid: Any) -> bool:
    return isinstance(kid, Dictionary) and "/S" in kid


def _elements(element: Any) -> Iterator[Any]:
    """The element and all below it, in reading order."""
    yield element
    for kid in _kids(element):
        if _is_element(kid):
            yield from _elements(kid)


def _drop_empty(element: Any) -> None:
    """Take out elements that hold nothing, such as the first half of a word that went to the next line."""
    kids = []
    for kid in _kids(element):
        if _is_element(kid):
            _drop_empty(kid)
            if not _kids(kid) and kid.S not in _MAY_BE_EMPTY:
                continue
        kids.append(kid)
    element.K = Array(kids)


def _wrap_item(pdf: pikepdf.Pdf, item: Any) -> None:
    """A list item's content stands in a body, beside its number."""
    loose = [kid for kid in _kids(item) if not (_is_element(kid) and kid.S in ("/Lbl", "/LBody"))]
    if not loose:
        return
    body = pdf.make_indirect(Dictionary(Type=Name.StructElem, S=Name.LBody, P=item, Pg=item.Pg, K=Array(loose)))
    for kid in loose:
        if _is_element(kid):
            kid.P = body
    kept = [kid for kid in _kids(item) if _is_element(kid) and kid.S in ("/Lbl", "/LBody")]
    item.K = Array([*kept, body])


def _give_scope(part: Any, scope: Name) -> None:
    """A header cell says whether it is that of a column or of a row."""
    for cell in _elements(part):
        if cell.S == "/TH":
            cell.A = Dictionary({**dict(cell.get("/A", Dictionary(O=Name.Table))), "/Scope": scope})


def _leaves(element: Any, table: Any) -> Iterator[tuple[Any, Any]]:
    """The elements that hold marked content, each with the table that it is in, in reading order."""
    table = element if element.S == "/Table" else table
    if any(isinstance(kid, int) for kid in _kids(element)):
        yield element, table
    for kid in _kids(element):
        if _is_element(kid):
            yield from _leaves(kid, table)


def _join_tables(root: Any) -> None:
    """Where a page ends inside a table and the next begins inside one, the two are parts of the same table."""
    before: tuple[Any, Any] | None = None
    joined: dict[tuple[int, int], Any] = {}  # the whole table, by the part that went into it
    for leaf, table in [*_leaves(root, None)]:
        if before and table is not None and before[1] is not None and leaf.Pg.objgen != before[0].Pg.objgen:
            whole = joined.get(before[1].objgen, before[1])
            if table.objgen not in joined and not any(_is_element(kid) and kid.S == "/Caption" for kid in _kids(table)):
                _move_rows(table, whole)
                joined[table.objgen] = whole
        before = (leaf, table)


def _move_rows(part: Any, whole: Any) -> None:
    bodies = [kid for kid in _kids(part) if kid.S == "/TBody"]
    columns = [cell for kid in _kids(part) if kid.S == "/THead" for cell in _elements(kid) if cell.S == "/TH"]
    same = [cell for kid in _kids(whole) if kid.S == "/THead" for cell in _elements(kid) if cell.S == "/TH"]
    renamed = {bytes(cell.ID): first.ID for cell, first in zip(columns, same, strict=False) if "/ID" in cell and "/ID" in first}
    for body in bodies:
        body.P = whole
        whole.K.append(body)
        for cell in _elements(body):
            headers = cell.get("/A", Dictionary()).get("/Headers")
            if headers is not None:
                cell.A.Headers = Array([renamed.get(bytes(one), one) for one in headers])
    part.K = Array([kid for kid in _kids(part) if kid.S not in ("/TBody", "/THead")])


def _make_artifacts(pdf: pikepdf.Pdf, page: pikepdf.Page, tagged: set[int]) -> None:
    """What is marked as content and is in no tag is decoration."""
    artifact = [Name.Artifact, Dictionary(Type=Name.Pagination)]
    instructions: list[Any] = []
    for instruction in pikepdf.parse_content_stream(page):
        operands = instruction.operands
        marks = str(instruction.operator) == "BDC" and len(operands) == 2 and isinstance(operands[1], Dictionary)
        if marks and "/MCID" in operands[1] and int(operands[1].MCID) not in tagged:
            instruction = pikepdf.ContentStreamInstruction(artifact, pikepdf.Operator("BDC"))
        instructions.append(instruction)
    page.Contents = pdf.make_stream(pikepdf.unparse_content_stream(instructions))
