"""Reads .bib files into a Library of entries: the only place that opens them.

In go the files' paths, out come the entries with the line of each field, and every fault of syntax, key and
encoding. Nothing is judged here that depends on an entry being shown: see `reading`. An entry whose source is
broken is still known by its key, so that citing it does not raise a second, misleading fault.
"""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from faults import Fault
from references.characters import without_invisible
from references.entry import Entry, Library
from references.scanner import Scanner
from source.text import read_utf8

_KEY = re.compile(r"@\s*(?!(?:string|preamble|comment)\b)[a-zA-Z]+\s*[{(]\s*([^\s,{}]+)\s*,", re.IGNORECASE)


def read_library(paths: Iterable[Path], root: Path) -> Library:
    """The library of these .bib files; places in messages are relative to `root`."""
    entries: dict[str, Entry] = {}
    faults: list[Fault] = []
    declared: set[str] = set()
    groups = []
    has_xdata = False
    for path in sorted(paths):
        shown_as = path.relative_to(root).as_posix()
        text, encoding_faults = read_utf8(path, shown_as)
        if encoding_faults:
            text = text.replace("\ufffd", "_")  # what is wrong with it is said, once
        has_xdata = has_xdata or "xdata" in text.lower()
        scanner = Scanner(without_invisible(text), shown_as)
        groups.append(path.stem)
        for entry in scanner.entries():
            first = entries.setdefault(entry.key.lower(), entry)
            if first is not entry:
                message = f'the key "{entry.key}" is there already, on {_place(first, entry)} (give one of the two another key)'
                faults.append(entry.fault(message))
        if scanner.has_stumbled:
            declared.update(key.lower() for key in _KEY.findall(text))
        faults += [*encoding_faults, *scanner.faults]
    aliases: dict[str, str] = {}
    faults += _read_aliases(entries, aliases)
    return Library(entries, tuple(groups), frozenset(declared - entries.keys()), tuple(sorted(set(faults))), aliases, has_xdata)


def _read_aliases(entries: dict[str, Entry], aliases: dict[str, str]) -> Iterator[Fault]:
    """Fills `aliases` with the former keys that entries name in BibLaTeX's field ids."""
    for key, entry in entries.items():
        for alias in entry.fields.get("ids", "").split(","):
            former = alias.strip().lower()
            if not former or former == key:
                continue
            other = entries.get(former) or entries[aliases.setdefault(former, key)]
            if other is not entry:
                yield entry.fault(f'"ids" of "{entry.key}" names "{alias.strip()}", which is "{other.key}" already (take it out)', "ids")


def _place(first: Entry, second: Entry) -> str:
    return f"line {first.line}" if first.path == second.path else f"{first.path}:{first.line}"
