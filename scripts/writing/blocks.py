"""Blocks that print records: `/// finding | slug`, `/// table | name`, `/// changes | all`.

The base of their Python-Markdown extensions. A block is empty in the source; what it prints comes from a record, as an
element whose texts are still Markdown, read with the page they stand on.
"""

import posixpath
import xml.etree.ElementTree as etree
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, ClassVar, NamedTuple

from markdown import Markdown
from pymdownx.blocks import BlocksExtension
from pymdownx.blocks.block import Block

from evidence.charted import PublishedChart
from evidence.findings import PublishedFinding
from evidence.studies import Evidence
from faults import hint, nearest, slip
from print_files import PrintFile
from references.shown import ReferenceList
from writing.contact import Contact
from writing.notes import Desk


class Records(NamedTuple):
    """All that blocks print."""

    evidence: Evidence
    references: ReferenceList
    findings: Mapping[str, PublishedFinding]  # by slug, in the order of their file
    charts: Mapping[str, PublishedChart]  # by name
    contact: Contact
    print_files: Sequence[PrintFile]  # that this build makes
    leaflet_page: str  # the path of the page that leaflets are made of
    has_feed: bool  # of changes


class EmptyBlocks(BlocksExtension):  # type: ignore[misc]  # pymdownx tells no types
    """One kind of block."""

    name: ClassVar[str]
    of: ClassVar[str] = ""  # what its argument names, if not what the block is called
    forms: ClassVar[tuple[str, ...]] = ()  # what its argument may be, where that names no record

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk

    @property
    def path(self) -> str:
        """Of the page that is being converted."""
        return self.desk.notes.page.path

    def extendMarkdownBlocks(self, md: Markdown, block_mgr: Any) -> None:  # noqa: N802 (pymdownx' name)
        self.desk.block_names = block_mgr.blocks
        block_mgr.register(type("EmptyBlock", (_EmptyBlock,), {"NAME": self.name}), {"extension": self})

    def printed(self, argument: str, md: Markdown) -> etree.Element:
        """What the block prints; a fault where it has no such form."""
        self.desk.notes.blocks.append((self.name, argument))
        if self.forms and argument not in self.forms:
            return self.unknown(argument, self.forms, f"write /// {self.name} | {self.forms[0]}")
        return self.element(argument, md)

    def element(self, argument: str, md: Markdown) -> etree.Element:
        """What the block prints of what there is."""
        raise NotImplementedError

    def unknown(self, argument: str, known: Iterable[str], otherwise: str) -> etree.Element:
        """For a record that is not there: a fault that names the nearest one, or says what to do otherwise."""
        what = f'"/// {self.name}" prints no "{argument}"' if self.forms else f'there is no {self.of or self.name} "{argument}"'
        message = f"{what} ({hint(nearest(argument, known), otherwise)})"
        self.desk.notes.record_faults.append(slip("unknown-record", message, f"/// {self.name} | {argument}"))
        return etree.Element("div")


class RecordBlocks(EmptyBlocks):
    """One kind of block that prints records."""

    def __init__(self, desk: Desk, records: Records) -> None:
        super().__init__(desk)
        self.records = records


def relative(path: str, start: str) -> str:
    """The link to the page `path` in the Markdown of the page `start`."""
    return posixpath.relpath(path, posixpath.dirname(start) or ".")


class _EmptyBlock(Block):  # type: ignore[misc]  # pymdownx tells no types
    NAME = ""
    ARGUMENT = True

    def on_create(self, parent: etree.Element) -> etree.Element:
        element: etree.Element = self.config["extension"].printed(self.argument, self.md)
        parent.append(element)
        return element
