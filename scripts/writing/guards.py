"""Keeps from libraries what they could not stand, and says where it stands: each becomes a fault, and is not read.

Python-Markdown looks for the end of each bracket of a paragraph through all that follows: a few thousand that are open take
longer than anyone waits. MkDocs would end at an address that is none, such as `http://[a`, with no word of its line.
"""

import xml.etree.ElementTree as etree

from markdown import Markdown
from markdown.util import AtomicString

from checks.steps import TreeStep
from markup import NO_ADDRESS, is_address
from source.bounds import MOST_OPEN, too_many_open
from writing.notes import Desk

_SHOWN = 60  # characters of the paragraph, by which its line is found


class _Guard(TreeStep):
    """Reports on the desk."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk


class BracketGuard(_Guard):
    """Takes out paragraphs with too many open brackets."""

    name, priority = "bracket_guard", 21  # before inline 20, which reads the brackets

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


class AddressGuard(_Guard):
    """Takes out of links and images what is no address."""

    name, priority = "address_guard", 0.5  # before MkDocs reads them, 0

    def run(self, root: etree.Element, md: Markdown) -> None:
        for element in root.iter():
            for name in ("href", "src"):
                if not is_address(address := element.get(name, "")):
                    self.desk.notes.slip("broken-link", NO_ADDRESS.format(address), address)
                    element.attrib[name] = "#"
