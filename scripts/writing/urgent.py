"""When to get help, and how fast: the block `/// urgent | all`, and in few words for a leaflet `/// urgent | short`.

The steps are those of refs/urgent.yml, so the words are the same wherever they stand.
"""

import xml.etree.ElementTree as etree

from markdown import Markdown

from templates import render_element
from writing.blocks import RecordBlocks


class UrgentExtension(RecordBlocks):
    """`/// urgent | all` and `/// urgent | short`."""

    name, forms = "urgent", ("all", "short")

    def element(self, form: str, md: Markdown) -> etree.Element:
        """The steps, with their texts still Markdown."""
        file = self.records.evidence.urgent
        return render_element("urgent.html", steps=file.records, path=file.path, short=form == "short")
