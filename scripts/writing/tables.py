"""Evidence tables as readers get them: the block `/// table | name`.

The rows are those of refs/tables.yml; the table `findings` is made from the findings. Cells are Markdown, read with
the page they stand on. Each row has its own address, `#name-row`.

A table stays a table on any screen, in a part of the page that scrolls sideways: what style sheets make of its cells would
take their meaning from screen readers. Where a phone has no room for its texts, its record makes it cards instead, which are
headings and lists of terms.
"""

import xml.etree.ElementTree as etree
from collections.abc import Iterable
from dataclasses import dataclass

from markdown import Markdown

from evidence.findings import PublishedFinding, page_of
from evidence.studies import Evidence, Row, Table
from templates import render_element, to_markdown
from writing.blocks import RecordBlocks, relative

ALL_FINDINGS = "findings"


def table_of_findings(evidence: Evidence, findings: Iterable[PublishedFinding], path: str) -> Table:
    """All findings in one table, with links from the page `path`."""

    def row(finding: PublishedFinding) -> Row:
        record = evidence.findings.records[finding.slug]
        page = relative(page_of(finding.slug), path)
        how_sure = "Withdrawn" if record.withdrawn else finding.how_sure.capitalize()
        short = finding.short if record.withdrawn else record.short  # the label has a column of its own
        answer = f"{to_markdown(short)} [@{'; @'.join(record.sources)}]"  # the claim would make the table as long as a page
        return Row(id=finding.slug, cells=(f"[{to_markdown(record.question)}]({page})", answer, how_sure, finding.people_cited))

    return Table(
        caption="All findings, and how sure we are",
        columns=("Question", "Answer", "How sure", "People counted"),
        rows=tuple(row(finding) for finding in findings),
        cards="rows",
    )


@dataclass(frozen=True, slots=True)
class Term:
    """What a card tells under one name, as Markdown."""

    name: str
    told: str
    id: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """One row or one column of a table, as Markdown."""

    heading: str
    terms: tuple[Term, ...]
    id: str = ""
    record: str = ""  # where its text comes from, if not from the table's record


def cards_of(name: str, table: Table) -> tuple[Card, ...]:
    """A table as cards. The address of each row is that of its card, or of its place on the first."""
    if table.cards == "rows":
        return tuple(
            Card(row.cells[0], tuple(map(Term, table.columns[1:], row.cells[1:])), f"{name}-{row.id}", _record(name, row))
            for row in table.rows
        )
    return tuple(
        Card(column, tuple(Term(row.cells[0], row.cells[at], "" if at > 1 else f"{name}-{row.id}") for row in table.rows))
        for at, column in enumerate(table.columns)
        if at
    )


def _record(name: str, row: Row) -> str:
    return f"refs/findings.yml#{row.id}" if name == ALL_FINDINGS else ""


class TablesExtension(RecordBlocks):
    """`/// table | name`."""

    name = "table"

    def element(self, name: str, md: Markdown) -> etree.Element:
        """The table, with its cells still Markdown."""
        evidence, findings = self.records.evidence, self.records.findings
        tables = dict(evidence.tables.records)
        if findings:
            tables[ALL_FINDINGS] = table_of_findings(evidence, findings.values(), self.path)
        if name not in tables:
            return self.unknown(name, tables, "add it to refs/tables.yml")
        table = tables[name]
        if not table.cards:
            return render_element("table.html", name=name, table=table)
        level = 3 if md.parser.root.find(".//h2") is not None else 2
        return render_element("cards.html", name=name, table=table, cards=cards_of(name, table), heading=f"h{level}")
