"""Reads the sentences of each page while Python-Markdown converts it, so that the build and `make check` see what readers see."""

import xml.etree.ElementTree as etree

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

from checks.sentences import Passage, read_passages
from markup import addresses, parse


class PassagesExtension(Extension):
    """Leaves the passages of the page last converted in `passages`, and the links written as HTML in `html_links`."""

    def __init__(self) -> None:
        super().__init__()
        self.passages: tuple[Passage, ...] = ()
        self.html_links: tuple[str, ...] = ()

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (Python-Markdown's name)
        md.treeprocessors.register(_PassagesProcessor(md, self), "passages", 6)  # after attr_list 8, before toc 5


class _PassagesProcessor(Treeprocessor):
    def __init__(self, md: Markdown, extension: PassagesExtension) -> None:
        super().__init__(md)
        self.extension = extension

    def run(self, root: etree.Element) -> None:
        self.extension.passages = tuple(read_passages(root))
        raw = "".join(block for block in self.md.htmlStash.rawHtmlBlocks if isinstance(block, str))
        elements = parse(raw).iter("*") if "<" in raw else ()
        found = (pair for element in elements for pair in addresses(element))
        self.extension.html_links = tuple(value for name, value in found if name in ("href", "src"))
        for element in root.iter():
            element.attrib.pop("data-record", None)
