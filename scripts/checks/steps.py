"""A step over the tree of each page that Python-Markdown converts: the base of what reads it, and of what changes it.

Python-Markdown wants an extension for the site and a processor for each page; a step is both.
"""

import xml.etree.ElementTree as etree
from typing import ClassVar

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor


class TreeStep(Extension):
    """One step. Those with a higher priority come first: Python-Markdown's own are inline 20, attr_list 8, toc 5."""

    name: ClassVar[str]
    priority: ClassVar[float]

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (Python-Markdown's name)
        md.treeprocessors.register(_Processor(md, self), self.name, self.priority)

    def run(self, root: etree.Element, md: Markdown) -> None:
        """What is done with a page."""
        raise NotImplementedError


class _Processor(Treeprocessor):
    def __init__(self, md: Markdown, step: TreeStep) -> None:
        super().__init__(md)
        self.step = step

    def run(self, root: etree.Element) -> None:
        self.step.run(root, self.md)
