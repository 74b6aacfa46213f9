"""The references that one build shows: each read and formatted once, and only when it is first asked for.

Between the Library (all that the .bib files hold) and the pages (what is printed). Keeps the faults of what was shown.
"""

from collections.abc import Iterable, Mapping
from operator import attrgetter
from types import MappingProxyType
from typing import NamedTuple

from markupsafe import Markup

from faults import Fault
from references.entry import Library
from references.nlm_style import to_html, to_nlm
from references.reading import read_reference
from references.reference import Reference
from references.types import NEVER_PRINTED
from templates import macro

ALWAYS_SHOWN = "papers"  # what stands in papers.bib is what the site is about, cited or not


class Shown(NamedTuple):
    """A reference and what is printed of it wherever it is listed."""

    reference: Reference
    label: str  # how people say it: Caro 2008
    listed: str  # its NLM print as a paragraph, with links to its records and how it was read
    order: tuple[str, int, str]

    @property
    def html(self) -> str:
        """Its NLM print alone."""
        return to_html(*to_nlm(self.reference))


class ReferenceList:
    """Grows as pages cite. One per build."""

    def __init__(self, library: Library, former_anchors: Mapping[str, list[str]] = MappingProxyType({})) -> None:
        self.library = library
        self.former_anchors = former_anchors  # {"ref-new": ["ref-old"]}: addresses that were published under another key
        self.groups = tuple(sorted(library.groups, key=lambda group: (group != ALWAYS_SHOWN, group)))
        self.faults: list[Fault] = list(library.faults)
        self._shown: dict[str, Shown | None] = {}
        self._by_group: dict[str, list[Shown]] = {}
        for entry in library.entries.values():
            if entry.group == ALWAYS_SHOWN and entry.type not in NEVER_PRINTED:
                self.show(entry.key)

    def show(self, key: str) -> Shown | None:
        """The reference with this key, or None where there is none that can be printed."""
        if shown := self._shown.get(key):
            return shown
        entry = self.library.find(key)
        if entry is None:
            return None
        if entry.key not in self._shown:
            reference, faults = read_reference(entry, self.library)
            self.faults += faults
            shown = self._shown[entry.key] = _shown(reference) if reference else None
            self._by_group.setdefault(entry.group, []).extend([shown] if shown else [])
        return self._shown[entry.key]

    def get(self, key: str) -> Shown:
        """The reference with this key, which has been shown before."""
        shown = self.show(key)
        assert shown is not None, f"{key} was not shown"
        return shown

    @staticmethod
    def is_a_paper(shown: Shown) -> bool:
        """Whether it is one of those that the site is about."""
        return shown.reference.entry.group == ALWAYS_SHOWN

    @property
    def notes(self) -> tuple[Fault, ...]:
        """What is no fault, but good to know: types printed as misc, works without an author, and pages without the day of reading."""
        notes = []
        for reference in self.references():
            entry = reference.entry
            if not reference.entry_type.is_known:
                notes.append(Fault(entry.path, entry.line, f'"@{entry.type}" of "{entry.key}" is printed as a @misc, with its number'))
            if "author" not in entry.fields and not reference.editors and reference.type not in ("misc", "online"):
                notes.append(Fault(entry.path, entry.line, f'"{entry.key}" has no author (where none is known, author = {{{{}}}} says so)'))
            if reference.type == "online" and entry.fields.get("url") and not entry.fields.get("urldate"):
                message = f'"{entry.key}" has a url and no urldate (add the day on which it was read: urldate = {{2026-11-22}})'
                notes.append(Fault(entry.path, entry.line, message))
        return tuple(sorted(notes))

    def references(self, groups: Iterable[str] | None = None) -> tuple[Reference, ...]:
        """All shown so far in the order of a list: by group, then first author, year and title."""
        for shown in self._by_group.values():
            shown.sort(key=_order)  # in place: most are in order since the last time
        wanted = self.groups if groups is None else dict.fromkeys(groups)
        return tuple(one.reference for group in wanted for one in self._by_group.get(group, ()))


_order = attrgetter("order")


def _shown(reference: Reference) -> Shown:
    html, label, texts = Markup(to_html(*to_nlm(reference))), reference.label, reference.texts
    listed = macro("reference.html", "listed")(html, texts.get("title"), label, reference.record_links, texts.get("read_as"))
    return Shown(reference, label, str(listed).strip(), reference.sort_key)
