"""Tables for any screen: each in a part of the page that scrolls sideways, each cell with the name of its column.

In goes the page's tree when its sentences have been read. Tables of records stand in such a part already; those that writers write
in Markdown are put into one, which can be reached by keyboard and is named by its table's head.
"""

import xml.etree.ElementTree as etree

from markdown import Markdown

from checks.sentences import CITED, LEFT_OUT, flow
from checks.steps import TreeStep

REGION = "table-region"


class TableRegionsExtension(TreeStep):
    """Puts each table of Markdown into its part."""

    name, priority = "table_regions", 5.4  # after merged marks 5.5, before toc 5

    def run(self, root: etree.Element, md: Markdown) -> None:
        for parent in [*root.iter()]:
            for at, table in enumerate(parent):
                # Those of records have a caption, which names them.
                if table.tag == "table" and table.find("caption") is None:
                    parent[at] = _region(table)
        for table in root.iterfind(".//table[@class='data']"):
            names = _names(table)
            for row in table.iterfind("./tbody/tr"):
                for name, cell in [*zip(names, row, strict=False)][1:]:
                    cell.set("data-column", name)  # docs/assets/tables.css puts it before the cell on a phone


def _names(table: etree.Element) -> list[str]:
    """Of the columns, as plain text."""
    heads = ["".join(span.text for span in flow(head)) for head in table.iterfind("./thead/tr/th")]
    return [" ".join(head.replace(CITED, "").replace(LEFT_OUT, "").split()) for head in heads]


def _region(table: etree.Element) -> etree.Element:
    names = _names(table)
    said = ", ".join(filter(None, names))
    attributes = {
        "class": f"{REGION} columns-{len(names)}",
        "role": "region",
        "tabindex": "0",
        "aria-label": f"Table: {said}" if said else "Table",
    }
    region = etree.Element("div", attributes)
    table.set("class", "data")
    region.text, region.tail, table.tail = "\n", table.tail, "\n"
    region.append(table)
    return region
