"""Keeps from Markdown what it would take hours to read, and says where it stands.

Python-Markdown looks for the end of each bracket of a paragraph through all that follows: a few thousand that are open take
longer than anyone waits. Such a paragraph becomes a fault, and is not read.
"""

import xml.etree.ElementTree as etree

from markdown import Markdown
from markdown.util import AtomicString

from checks.steps import TreeStep
from source.bounds import MOST_OPEN, too_many_open
from writing.notes import Desk

_SHOWN = 60  # characters of the paragraph, by which its line is found


class BoundsExtension(TreeStep):
    """Reports on the desk."""

    name, priority = "bounds", 21  # before inline 20, which reads the brackets

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk

    def run(self, root: etree.Element, md: Markdown) -> None:
        for element in root.iter():
            element.text = self._bounded(element.text)
            element.tail = self._bounded(element.tail)

    def _bounded(self, text: str | None) -> str | None:
        if not text or isinstance(text, AtomicString) or not too_many_open(text):
            return text
        message = f"more than {MOST_OPEN} brackets are open here at once (close them, or put \\ before each)"
        self.desk.notes.slip("bounds", message, text.partition("\x02")[0].strip()[:_SHOWN] or "[")
        return AtomicString("")
