"""The shown references as CSL-JSON (citationstyles.org, schema 1.0.2), with its markup for italics in titles."""

import json
from collections.abc import Iterable
from typing import Any

from references.carried import container, genre, maker, notes
from references.dates import Date
from references.localization import language_code
from references.names import Name
from references.reference import Reference
from references.rich_text import Mark, rendered

_IN_WORDS = {"inpress": "in press", "inpreparation": "in preparation"}  # BibLaTeX's keys as CSL's manual has them
_NOT_IN_CSL = ("titleaddon", "maintitle", "how", "addendum")


_JSON = json.JSONEncoder(ensure_ascii=False)


def to_csl_json(references: Iterable[Reference]) -> str:
    """An array of items, one in a line."""
    return "[\n" + ",\n".join(_JSON.encode(_item(reference)) for reference in references) + "\n]\n"


def _item(reference: Reference) -> dict[str, Any]:
    texts = reference.texts
    item: dict[str, Any] = {
        "id": reference.key,
        "type": reference.entry_type.csl,
        "author": [_name(name) for name in reference.authors.people],
        "editor": [_name(name) for name in reference.editors.people],
        "title": _rich(texts.get("title", "")),
        "container-title": _rich(reference.journal_in_full or texts.get("booktitle", "")) or container(reference),
        "container-title-short": texts.get("journal"),
        "publisher": maker(reference),
        "publisher-place": texts.get("place"),
        "edition": texts.get("edition"),
        "volume": texts.get("volume"),
        "issue": texts.get("issue"),
        "number": texts.get("number"),
        "page": texts.get("pages"),
        "chapter-number": texts.get("chapter"),
        "genre": genre(reference),
        "version": texts.get("version"),
        "status": _IN_WORDS.get(reference.state, reference.state),
        "language": language_code(texts.get("language", "")),
        "issued": _date(reference.date),
        "accessed": _date(reference.accessed) if reference.url else None,
        "DOI": reference.doi,
        "URL": reference.address if reference.doi else reference.address_as_written,
        "PMID": reference.pmid,
        "PMCID": reference.pmcid,
        "note": "\n".join(_notes(reference)),
    }
    return {name: value for name, value in item.items() if value}


def _notes(reference: Reference) -> Iterable[str]:
    date = reference.date
    if date and date.until and (date.season or date.until.season):
        yield f"issued: {date.iso}"  # a stretch of seasons
    yield from notes(reference, _NOT_IN_CSL)


def _name(name: Name) -> dict[str, str]:
    if name.is_body:
        return {"literal": name.family}
    parts = {"family": name.family, "given": name.given, "suffix": name.suffix}
    return {part: value for part, value in parts.items() if value}


def _rich(text: str) -> str:
    """CSL's rich text: i, b, sub and sup as tags, everything else as it is."""
    return rendered(text, str, _around)


def _around(mark: Mark, inside: str) -> str:
    name = "i" if mark.tag == "em" else mark.tag
    return inside if name == "a" else f"<{name}>{inside}</{name}>"


def _date(date: Date | None) -> dict[str, Any] | None:
    if not date:
        return None
    found: dict[str, Any] = {"date-parts": [date.iso_parts, *([date.until.iso_parts] if date.until else [])]}
    if date.season and not date.until:
        found["season"] = date.month - 20
    if date.doubtful:
        found["circa"] = True
    return found
