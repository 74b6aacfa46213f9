"""Reads the sentences of each page while Python-Markdown converts it, so that the build and `make check` see what readers see."""

import xml.etree.ElementTree as etree

from markdown import Markdown

from checks.sentences import Passage, read_passages
from checks.steps import TreeStep
from markup import addresses, parse


class PassagesExtension(TreeStep):
    """Leaves the passages of the page last converted in `passages`, and the links written as HTML in `html_links`."""

    name, priority = "passages", 6  # after attr_list 8, before toc 5

    def __init__(self) -> None:
        super().__init__()
        self.passages: tuple[Passage, ...] = ()
        self.html_links: tuple[str, ...] = ()

    def run(self, root: etree.Element, md: Markdown) -> None:
        self.passages = tuple(read_passages(root))
        raw = "".join(block for block in md.htmlStash.rawHtmlBlocks if isinstance(block, str))
        elements = parse(raw).iter("*") if "<" in raw else ()
        found = (pair for element in elements for pair in addresses(element))
        self.html_links = tuple(value for name, value in found if name in ("href", "src"))
        for element in root.iter():
            element.attrib.pop("data-record", None)
