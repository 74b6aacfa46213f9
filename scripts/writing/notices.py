"""What is told to readers beside the evidence, as blocks: what is new, when to get help and how fast, how to reach the makers.

The words are those of refs/changes.yml and refs/urgent.yml, so they are the same wherever they stand; how to reach the makers is
said in mkdocs.yml.
"""

import posixpath
import xml.etree.ElementTree as etree

from markdown import Markdown

from evidence.findings import page_of
from templates import render_element
from writing.blocks import RecordBlocks, relative


def feed_path(page: str) -> str:
    """Where the feed of a page of changes lies, below docs/: changes/feed.atom for changes.md."""
    folder, name = posixpath.split(page.removesuffix(".md"))
    return posixpath.join(folder, "" if name == "index" else name, "feed.atom")


class ChangesExtension(RecordBlocks):
    """`/// changes | all`."""

    name, forms = "changes", ("all",)

    def element(self, argument: str, md: Markdown) -> etree.Element:
        """All changes as a list of dated sections, the newest first. Each has its own address, `#name`."""
        evidence = self.records.evidence
        findings = evidence.findings.records
        links = {slug: relative(page_of(slug), self.path) for slug in findings}
        feed = relative(feed_path(self.path), self.path) if self.records.has_feed else ""
        return render_element("changes.html", changes=evidence.changes_by_date(), findings=findings, links=links, feed=feed)


class UrgentExtension(RecordBlocks):
    """`/// urgent | all`, and in few words for a leaflet `/// urgent | short`."""

    name, forms = "urgent", ("all", "short")

    def element(self, form: str, md: Markdown) -> etree.Element:
        """The steps, with their texts still Markdown."""
        file = self.records.evidence.urgent
        return render_element("urgent.html", steps=file.records, path=file.path, short=form == "short")


class ContactExtension(RecordBlocks):
    """`/// contact | all`."""

    name, forms = "contact", ("all",)

    def element(self, argument: str, md: Markdown) -> etree.Element:
        """The ways there are, or that there is none."""
        return render_element("contact.html", contact=self.records.contact)
