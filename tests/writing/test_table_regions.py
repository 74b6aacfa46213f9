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


def test_each_cell_knows_its_column(build_site: Callable[..., Built]) -> None:
    record = """\
t:
  caption: All of it
  columns: [What, "*A*", B]
  rows:
    - {id: one, cells: [Who, "People [@one]", "133 people [@one]"]}
    - {id: two, cells: [Where, Here, There]}
"""
    built = build_site({**SITE, "refs/tables.yml": record, "docs/new.md": f"# New\n\n{TABLE}\n/// table | t\n///\n"}, "--no-pdf")
    assert built.code == 0, built.faults
    tables = lxml.html.fromstring(built.html("new/index.html")).xpath("//div[@role='region']/table")
    told = [[[cell.get("data-column") for cell in row] for row in table.xpath("./tbody/tr")] for table in tables]
    assert told == [[[None, "How many"]], [[None, "A", "B"]] * 2]
