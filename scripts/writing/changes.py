"""What is new on the site, told to readers: the block `/// changes | all`.

The entries are those of refs/changes.yml, the newest first. Each has its own address, `#name`.
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
        """All changes as a list of dated sections."""
        evidence = self.records.evidence
        findings = evidence.findings.records
        links = {slug: relative(page_of(slug), self.path) for slug in findings}
        feed = relative(feed_path(self.path), self.path) if self.records.has_feed else ""
        return render_element("changes.html", changes=evidence.changes_by_date(), findings=findings, links=links, feed=feed)
