"""Entries as their files have them, and the Library of all: what the rest of this room reads from.

Knows nothing of how a file is parsed, nor of how an entry is printed.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from faults import Fault, nearest

_INSIDE = {"booktitle": "title", "journaltitle": "title", "maintitle": "title", "booksubtitle": "subtitle", "mainsubtitle": "subtitle"}


class Entry(NamedTuple):
    """One entry as its file has it: field values are LaTeX source, macros already put in."""

    key: str
    type: str  # in lower case, as written: article, report, …
    fields: Mapping[str, str]  # by field name in lower case
    lines: Mapping[str, int]  # the line on which each field begins
    path: str  # as shown in messages: refs/papers.bib
    line: int  # the line of its @
    faulty: frozenset[str] = frozenset()  # fields whose value could not be read, which is said already
    parent: "Entry | None" = None  # of its crossref, whose fields it has too

    @property
    def group(self) -> str:
        """The name of its file without the ending: papers, background."""
        return self.path.rpartition("/")[2].removesuffix(".bib")

    def fault(self, message: str, about: str = "") -> Fault:
        """A fault in this entry, at the line of the field it is about, which may stand in its parent."""
        if self.parent and about not in self.lines:
            its_name = about if about in self.parent.lines else _INSIDE.get(about, about)
            if its_name in self.parent.lines:
                return self.parent.fault(message, its_name)
        return Fault(self.path, self.lines.get(about, self.line), message)


class Library(NamedTuple):
    """All entries of all .bib files, in the order of files and lines. Keys are told apart without regard to case."""

    entries: Mapping[str, Entry] = MappingProxyType({})  # by key in lower case
    groups: tuple[str, ...] = ()  # the files' names without ending, in the order of reading
    broken: frozenset[str] = frozenset()  # keys in lower case that stand in a file but could not be read
    faults: tuple[Fault, ...] = ()
    aliases: Mapping[str, str] = MappingProxyType({})  # former keys (BibLaTeX's ids) to keys, all in lower case
    has_xdata: bool = False  # whether any entry may be data for others

    def find(self, key: str) -> Entry | None:
        lower = key.lower()
        return self.entries.get(lower) or self.entries.get(self.aliases.get(lower, ""))

    def knows(self, key: str) -> bool:
        """Whether a file has this key, even if its entry could not be read, which is said there."""
        return bool(self.find(key)) or key.lower() in self.broken

    def nearest(self, key: str) -> str | None:
        """The key that was probably meant."""
        return nearest(key, (entry.key for entry in self.entries.values()))
