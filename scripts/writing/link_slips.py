"""Addresses in a page that are none, such as `http://[a`: MkDocs would end at them with no word of where they stand."""

import xml.etree.ElementTree as etree

from markdown import Markdown

from checks.steps import TreeStep
from markup import NO_ADDRESS, is_address
from writing.notes import Desk


class LinkSlips(TreeStep):
    """Takes each out of its link or image, and reports it."""

    name, priority = "link_slips", 0.5  # before MkDocs reads them, 0

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk

    def run(self, root: etree.Element, md: Markdown) -> None:
        for element in root.iter():
            for name in ("href", "src"):
                if not is_address(address := element.get(name, "")):
                    self.desk.notes.slip("broken-link", NO_ADDRESS.format(address), address)
                    element.attrib[name] = "#"
