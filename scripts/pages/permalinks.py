"""Addresses that never die: what was promised, what has moved, and the pages that stand where something was.

refs/urls.txt lists every address that was ever published, `/path/` or `/sources/#ref-key`, one a line.
refs/redirects.yml maps an address that is gone to the one that took its place. In go both and the addresses that a
build has; out come faults, stubs for old pages, and second names for references whose key was changed.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from evidence.records import read_records
from faults import Fault, hint, nearest
from source.text import read_utf8

URLS, REDIRECTS = "urls.txt", "redirects.yml"

LONGEST = 200  # characters of an address, below what file systems and chats can hold

_ADDRESS = re.compile(r"/(?:\w(?:[\w.~-]*\w)?/)*(?:#[\w:.+/-]+)?")
_SPEAKING = re.compile(r"/(?:(?!\d{4}-\d\d)[a-z0-9]+(?:-[a-z0-9]+)*/)*(?:#.+)?")


class Permalinks(NamedTuple):
    """What was promised, by line, and what has moved. Addresses begin with a slash, below the site's own."""

    urls: str  # the files' paths as shown in messages
    redirects: str
    promised: Mapping[str, int] = MappingProxyType({})
    moved: Mapping[str, str] = MappingProxyType({})
    lines: Mapping[str, int] = MappingProxyType({})  # of `moved`
    faults: tuple[Fault, ...] = ()

    def check(self, addresses: Iterable[str]) -> Iterator[Fault]:
        """Promises that are not kept, and redirects that lead nowhere or hide a page."""
        there = set(addresses)
        gone = {address for address in self.promised if not self._keeps(address, there)}
        for address in gone:
            if "#" not in address or address.partition("#")[0] not in gone:  # a page takes its places along
                hint = self._hint(address, there - self.promised.keys())
                way_out = f"{hint}; if it never was public, take this line out"
                yield Fault(self.urls, self.promised[address], f'"{address}" was promised and is gone ({way_out})')
        for old, new in self.moved.items():
            if problem := _wrong(old, new, there, self.moved):
                yield Fault(self.redirects, self.lines[old], problem)
        for address in there - self.promised.keys():
            if self.promised and not _SPEAKING.fullmatch(address):
                yield Fault(self.urls, 0, f'"{address}" is no lasting address (name the file in small letters, no date)')

    def _keeps(self, address: str, there: set[str]) -> bool:
        """Whether an address leads somewhere: by itself, by its redirect, or with its page, whose places move with it."""
        page, mark, anchor = address.partition("#")
        return address in there or address in self.moved or bool(mark and f"{self.moved.get(page)}#{anchor}" in there)

    def _hint(self, address: str, new: Iterable[str]) -> str:
        """What to do about an address that is gone. Only a new address can have taken its place."""
        page, mark, _ = address.partition("#")
        if meant := nearest(address, [one for one in new if ("#" in one) == bool(mark)]):
            return f"if it is {meant} now, write {address}: {meant} in {self.redirects}"
        if mark:
            return f"bring it back, or write {address}: {page} in {self.redirects}"
        if page.startswith("/findings/"):
            return "bring it back, and set withdrawn if it no longer holds"
        return f"bring it back, or write {address}: and the address that took its place in {self.redirects}"

    def stubs(self, addresses: Iterable[str]) -> Iterator[tuple[str, str]]:
        """Old page and new address of all that moved rightly and is not a mere place on a page."""
        there = set(addresses)
        return ((old, new) for old, new in self.moved.items() if "#" not in old and not _wrong(old, new, there, self.moved))

    @property
    def former_anchors(self) -> dict[str, list[str]]:
        """The names that places had before: {"ref-new": ["ref-old"]}."""
        former: dict[str, list[str]] = {}
        for old, new in self.moved.items():
            old_anchor, anchor = old.partition("#")[2], new.partition("#")[2]
            if old_anchor and anchor:
                former.setdefault(anchor, []).append(old_anchor)
        return former


def read_permalinks(refs: Path) -> Permalinks:
    """Both files. Without them nothing is promised, and nothing has moved."""
    urls, redirects = f"{refs.name}/{URLS}", f"{refs.name}/{REDIRECTS}"
    text, faults = read_utf8(refs / URLS, urls) if (refs / URLS).is_file() else ("", ())
    promised: dict[str, int] = {}
    found = [*faults]
    for number, line in enumerate(text.splitlines(), start=1):
        address = line.strip()
        if address and not _ADDRESS.fullmatch(address):
            found.append(Fault(urls, number, f'"{address}" is no address (write one a line, as in /findings/)'))
        elif address:
            promised.setdefault(address, number)
    moved = read_records(refs / REDIRECTS, redirects, str)
    lines = {name: moved.line(name) for name in moved.records}
    return Permalinks(urls, redirects, promised, moved.records, lines, (*found, *moved.faults))


def write_urls(refs: Path, addresses: Iterable[str]) -> int:
    """Add new addresses to urls.txt, sorted; none is ever taken out. Returns how many were new."""
    promised = set(read_permalinks(refs).promised)
    new = set(addresses) - promised
    refs.mkdir(exist_ok=True)
    (refs / URLS).write_text("".join(f"{address}\n" for address in sorted(promised | new)), "utf-8")
    return len(new)


def _wrong(old: str, new: str, there: set[str], moved: Mapping[str, str]) -> str | None:
    """What is wrong with a redirect, or None."""
    for address in (old, new):
        if not _ADDRESS.fullmatch(address) or len(address) > LONGEST:
            return f'"{address}" is no address of a page (write it as /findings/ or /sources/#ref-key)'
    if old in there:
        return f'"{old}" is a page or place that is there (take this line out, or what stands there)'
    if old == new:
        return f'"{old}" cannot lead to itself (take this line out)'
    if new in moved:
        return f'"{new}" has moved itself (write {moved[new]} in its place)'
    return _wrong_place(old, new, there)


def _wrong_place(old: str, new: str, there: set[str]) -> str | None:
    """What is wrong with where a redirect leads. The place on a page to which a whole page moved is left to the check of links."""
    old_page, new_page = old.partition("#")[0], new.partition("#")[0]
    if new not in there and ("#" in old or "#" not in new or new_page not in there):
        return f'"{new}" is no page or place of this site ({hint(nearest(new, there), "correct it")})'
    if old_page in there and old_page != new_page:
        return f'"{old}" is a place on a page that is there, so it can only move on that page (write {old_page} or a place on it)'
    return None
