"""Evidence tables as readers get them: the block `/// table | name`.

The rows are those of refs/tables.yml; the table `findings` is made from the findings. Cells are Markdown, read with
the page they stand on. Each row has its own address, `#name-row`.

On a phone its rows stand one below the other (docs/assets/tables.css), each cell with the name of its column. It stays a table
for screen readers: browsers no longer take the meaning of cells from how they are laid out (Safari since 17.0).
"""

import xml.etree.ElementTree as etree
from collections.abc import Iterable

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
        rows=tuple(row(finding) for finding in sorted(findings, key=lambda one: -one.level)),  # the surest first
    )


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
        records = "refs/findings.yml#" if name == ALL_FINDINGS else ""  # where the text of each row comes from
        return render_element("table.html", name=name, table=tables[name], records=records)
