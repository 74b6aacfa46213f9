"""Evidence tables as readers get them: the block `/// table | name`.

The rows are those of refs/tables.yml; the table `findings` is made from the findings. Cells are Markdown, read with
the page they stand on. Each row has its own address, `#name-row`.
"""

import posixpath
import xml.etree.ElementTree as etree
from collections.abc import Iterable, Mapping
from typing import Any

from markdown import Markdown
from pymdownx.blocks import BlocksExtension
from pymdownx.blocks.block import Block

from citations import Problem
from evidence import Evidence, Row, Table
from faults import nearest
from findings import FOLDER, PublishedFinding
from templates import render_element

ALL_FINDINGS = "findings"


def table_of_findings(evidence: Evidence, findings: Iterable[PublishedFinding], path: str) -> Table:
    """All findings in one table, with links from the page `path`."""

    def row(finding: PublishedFinding) -> Row:
        record = evidence.findings.records[finding.slug]
        page = posixpath.relpath(f"{FOLDER}/{finding.slug}.md", posixpath.dirname(path) or ".")
        how_sure = (finding.how_sure or "a definition").capitalize()
        return Row(id=finding.slug, cells=(f"[{record.question}]({page})", record.claim, how_sure, finding.people_cited))

    return Table(
        caption="All findings, and how sure we are",
        columns=("Question", "Answer", "How sure", "People counted"),
        rows=tuple(row(finding) for finding in findings),
    )


class TablesExtension(BlocksExtension):  # type: ignore[misc]
    """`/// table | name`. Set `path` before a page is converted; read `problems` after."""

    def __init__(self, evidence: Evidence, findings: tuple[PublishedFinding, ...]) -> None:
        super().__init__()
        self.evidence, self.findings = evidence, findings
        self.path = ""
        self.problems: list[Problem] = []

    def extendMarkdownBlocks(self, md: Markdown, block_mgr: Any) -> None:  # noqa: N802 (pymdownx' name)
        md.registerExtension(self)
        block_mgr.register(_TableBlock, {"extension": self})

    def reset(self) -> None:
        self.problems = []

    def element(self, name: str) -> etree.Element:
        """The table, with its cells still Markdown."""
        tables: Mapping[str, Table] = self.evidence.tables.records
        if name == ALL_FINDINGS and self.findings:
            return render_element("table.html", name=name, table=table_of_findings(self.evidence, self.findings, self.path))
        if name not in tables:
            meant = nearest(name, (*tables, ALL_FINDINGS))
            message = f'there is no table "{name}" ({f"did you mean {meant}?" if meant else "add it to refs/tables.yml"})'
            self.problems.append(Problem(f"/// table | {name}", message))
            return etree.Element("div")
        return render_element("table.html", name=name, table=tables[name])


class _TableBlock(Block):  # type: ignore[misc]
    NAME = "table"
    ARGUMENT = True

    def on_create(self, parent: etree.Element) -> etree.Element:
        element: etree.Element = self.config["extension"].element(self.argument)
        parent.append(element)
        return element
