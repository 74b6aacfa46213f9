"""When to get help, and how fast: the block `/// urgent | all`, and in few words for a leaflet `/// urgent | short`.

The steps are those of refs/urgent.yml, so the words are the same wherever they stand.
"""

import xml.etree.ElementTree as etree

from markdown import Markdown

from evidence.studies import Evidence
from templates import render_element
from writing.blocks import RecordBlocks
from writing.notes import Desk


class UrgentExtension(RecordBlocks):
    """`/// urgent | all` and `/// urgent | short`."""

    name, forms = "urgent", ("all", "short")

    def __init__(self, desk: Desk, evidence: Evidence) -> None:
        super().__init__(desk)
        self.file = evidence.urgent

    def element(self, form: str, md: Markdown) -> etree.Element:
        """The steps, with their texts still Markdown."""
        return render_element("urgent.html", steps=self.file.records, path=self.file.path, short=form == "short")
