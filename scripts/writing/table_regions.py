"""Tables that writers write in Markdown, each in a part of the page that scrolls sideways, as those of records stand in.

In goes the page's tree when its sentences have been read. The part can be reached by keyboard, and is named by its table's head.
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


def _region(table: etree.Element) -> etree.Element:
    names = ["".join(span.text for span in flow(head)) for head in table.iterfind("./thead/tr/th")]
    said = ", ".join(" ".join(name.replace(CITED, "").replace(LEFT_OUT, "").split()) for name in names if name.strip())
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
