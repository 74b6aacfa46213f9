"""Tables that writers write in Markdown, each in a part of the page that scrolls sideways, as those of records stand in.

In goes the page's tree when its sentences have been read. The part can be reached by keyboard, and is named by its table's head.
"""

import xml.etree.ElementTree as etree

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

from checks.sentences import CITED, LEFT_OUT, flow

REGION = "table-region"


class TableRegionsExtension(Extension):
    """Puts each table of Markdown into its part."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (Python-Markdown's name)
        md.treeprocessors.register(_TableRegions(md), "table_regions", 5.4)  # after merged marks 5.5, before toc 5


class _TableRegions(Treeprocessor):
    def run(self, root: etree.Element) -> None:
        for parent in [*root.iter()]:
            for at, table in enumerate(parent):
                # Those of records have a caption, which names them.
                if table.tag == "table" and table.find("caption") is None:
                    parent[at] = _region(table)


def _region(table: etree.Element) -> etree.Element:
    heads = ["".join(span.text for span in flow(head)) for head in table.iterfind("./thead/tr/th")]
    names = [" ".join(head.replace(CITED, "").replace(LEFT_OUT, "").split()) for head in heads]
    for row in table.iterfind("./tbody/tr"):
        for name, cell in [*zip(names, row, strict=False)][1:]:
            cell.set("data-column", name)  # which stands before it on a phone
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
