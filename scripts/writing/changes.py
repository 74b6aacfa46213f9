"""What is new on the site, told to readers: the block `/// changes | all`.

The entries are those of refs/changes.yml, the newest first. Each has its own address, `#name`.
"""

import posixpath
import xml.etree.ElementTree as etree

from markdown import Markdown

from evidence.findings import FOLDER
from evidence.studies import Evidence
from templates import render_element
from writing.blocks import RecordBlocks
from writing.notes import Desk


class ChangesExtension(RecordBlocks):
    """`/// changes | all`."""

    name = "changes"

    def __init__(self, desk: Desk, evidence: Evidence) -> None:
        super().__init__(desk)
        self.evidence = evidence

    def element(self, argument: str, md: Markdown) -> etree.Element:
        """All changes as a list of dated sections."""
        if argument != "all":
            return self.unknown(argument, ["all"], "write /// changes | all")
        findings = self.evidence.findings.records
        here = posixpath.dirname(self.path) or "."
        links = {slug: posixpath.relpath(f"{FOLDER}/{slug}.md", here) for slug in findings}
        return render_element("changes.html", changes=self.evidence.changes_by_date(), findings=findings, links=links)
