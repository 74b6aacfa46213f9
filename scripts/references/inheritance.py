"""What an entry has from others: of its crossref, as BibTeX and BibLaTeX's appendix B have it, and of xdata.

In goes an entry and the library, out come the entry with the fields that it lacks, and what is wrong with the names of
others in it. An identifier, an address and pages are never taken: those of a book are not those of its chapter.
"""

import re
from collections.abc import Mapping
from types import MappingProxyType

from references.entry import Entry, Library
from references.fields import READ

_OF_THE_CHILD = frozenset((
    "crossref", "xdata", "ids", "xref", "title", "subtitle", "titleaddon", "pages", "doi", "url", "urldate", "pmid", "pmcid", "abstract",
    "annotation", "keywords", "readas", "eprint", "eprinttype", "archiveprefix", "file", "eid", "shorttitle", "note", "addendum", "options",
))  # fmt: skip
_IN_BOOK = MappingProxyType({"title": "booktitle", "subtitle": "booksubtitle", "titleaddon": "booktitleaddon"})
_IN_JOURNAL = MappingProxyType({"title": "journaltitle", "subtitle": "journalsubtitle"})
_IN_MAIN = MappingProxyType({"title": "maintitle", "subtitle": "mainsubtitle", "titleaddon": "maintitleaddon"})
_VOLUMES = frozenset(("book", "collection", "proceedings", "reference"))
_HAS_ITS_TITLE = frozenset(("inbook", *_VOLUMES))  # BibTeX: a part or a volume without a title has that of the whole
_ARTICLES = frozenset(("article", "suppperiodical", "review"))
_GRANULAR = re.compile(r"(?:^|(?<=\band\s))xdata\s*=\s*(?P<where>[^\s,{}=]+)(?=$|\s+and\b)", re.IGNORECASE)
_DEEPEST = 50  # parents of parents; more are a mistake, or meant to harm


def with_inherited(entry: Entry, library: Library) -> tuple[Entry, tuple[tuple[str, str], ...]]:
    """The entry with what others know and it does not, and problems as (field, 'points to …')."""
    if not (library.has_xdata or "crossref" in entry.fields or "xdata" in entry.fields):
        return entry, ()
    problems = []
    for name in ("crossref", "xdata"):
        for key in _keys(entry.fields.get(name, "")):
            if not library.knows(key):
                meant = library.nearest(key)
                hint = f'did you mean "{meant}"?' if meant else "add that entry, or take the field out"
                problems.append((name, f'points to "{key}", which is in no .bib file ({hint})'))
    found = _inherited(entry, library, frozenset())
    fields = dict(found.fields)
    for name, value in fields.items():
        if name in READ and "xdata" in value.lower() and _GRANULAR.search(value):
            fields[name], missing = _granular(value, library)
            way_out = "write xdata=key-field, or the text itself"
            problems += [(name, f'points to "{where}", which is in no .bib file ({way_out})') for where in missing]
    return found._replace(fields=fields), tuple(problems)


def _inherited(entry: Entry, library: Library, seen: frozenset[str]) -> Entry:
    if entry.key in seen or len(seen) > _DEEPEST:
        return entry
    seen |= {entry.key}
    for key in _keys(entry.fields.get("xdata", "")):
        if (data := library.find(key)) and data.type == "xdata":
            data = _inherited(data, library, seen)
            taken = {name: value for name, value in data.fields.items() if name not in ("xdata", "ids", "crossref")}
            entry = entry._replace(fields=taken | dict(entry.fields), faulty=entry.faulty | data.faulty, parent=entry.parent or data)
    parent = library.find(entry.fields.get("crossref", "").strip())
    if parent is None or parent.key in seen:
        return entry
    parent = _inherited(parent, library, seen)
    taken = {name: value for name, value in parent.fields.items() if name not in _OF_THE_CHILD}
    renamed = _renamed(entry, parent)
    # Parents may have a booktitle of their own, which BibTeX has their children take.
    taken = {new: parent.fields[old] for old, new in renamed.items() if old in parent.fields} | taken
    if entry.type in _HAS_ITS_TITLE and not {"title", "booktitle"} & entry.fields.keys():
        taken = {name: value for name, value in taken.items() if name not in renamed.values()}
        taken |= {name: parent.fields[name] for name in ("title", "subtitle") if name in parent.fields}
    return entry._replace(fields=taken | dict(entry.fields), faulty=entry.faulty | parent.faulty, parent=parent)


def _renamed(entry: Entry, parent: Entry) -> Mapping[str, str]:
    """Under which names an entry has its parent's titles."""
    if entry.type in _ARTICLES:
        return _IN_JOURNAL
    if parent.type.startswith("mv") or entry.type in _VOLUMES:
        return _IN_MAIN
    return _IN_BOOK


def _granular(value: str, library: Library) -> tuple[str, list[str]]:
    """BibLaTeX's `xdata=key-field` or `xdata=key-field-2` as what stands there, and the places that are not there."""
    missing: list[str] = []

    def found(match: re.Match[str]) -> str:
        parts = match["where"].split("-")
        for cut in range(len(parts) - 1, 0, -1):
            data = library.find("-".join(parts[:cut]))
            if data and (text := _inherited(data, library, frozenset()).fields.get(parts[cut].lower())):
                items = re.split(r"\s+and\s+", text)
                number = int(parts[cut + 1]) if len(parts) > cut + 1 and parts[cut + 1].isdecimal() else 0
                return f" {items[number - 1] if 0 < number <= len(items) else text} "
        missing.append(match["where"])
        return match[0]

    return " ".join(_GRANULAR.sub(found, value).split()), missing


def _keys(written: str) -> list[str]:
    return [key.strip() for key in written.split(",") if key.strip()]
