"""Neighboring sentences of a paragraph that rest on the same works share one mark of citation, that of the last of them.

Writers cite each sentence, and each is traced; readers are spared the same number three times. In goes the element tree
with its marks, out comes which of them another stands for. Those are taken out when the page's sentences have been read.
"""

import re
import xml.etree.ElementTree as etree
from collections.abc import Mapping

from markdown import Markdown

from checks.sentences import CITED, MERGED, cited_sentences, flow
from checks.steps import TreeStep

# The sentence's mark is the last thing in it, but for the attributes of the paragraph, which attr_list has not read yet.
_ENDS = re.compile(rf"[^{CITED}]*{CITED}[\s.?!”’\")]*(?:\{{:?[^{{}}\n]*\}}\s*)?")


def merged(root: etree.Element) -> Mapping[etree.Element, etree.Element]:
    """Each mark that need not be printed, and the one further on in its paragraph that stands for it."""
    found: dict[etree.Element, etree.Element] = {}
    for paragraph in root.iter("p"):
        kept: tuple[etree.Element, frozenset[str]] | None = None
        for text, marks in reversed([*cited_sentences(flow(paragraph))]):
            works = _works(marks[0]) if len(marks) == 1 and _ENDS.fullmatch(text) else frozenset()
            if kept and works == kept[1]:
                found[marks[0]] = kept[0]
            else:
                kept = (marks[0], works) if works else None
    return found


def _works(mark: etree.Element) -> frozenset[str]:
    """The keys that a mark names; none where it says more than that, such as a page or "see"."""
    if mark.text or any((link.tail or "; ") != "; " for link in mark):
        return frozenset()
    return frozenset(link.get("data-key", "") for link in mark)


class MergedMarks(TreeStep):
    """Takes out the marks that others stand for."""

    name, priority = "merged_marks", 5.5  # after passages 6, before toc 5

    def run(self, root: etree.Element, md: Markdown) -> None:
        for parent in [*root.iter()]:
            for mark in [child for child in parent if child.get("class") == MERGED]:
                _take_out(mark, parent)


def _take_out(mark: etree.Element, parent: etree.Element) -> None:
    place = [*parent].index(mark)
    if place:
        parent[place - 1].tail = (parent[place - 1].tail or "").rstrip() + (mark.tail or "")
    else:
        parent.text = (parent.text or "").rstrip() + (mark.tail or "")
    parent.remove(mark)
