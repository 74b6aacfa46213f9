"""The shown references as files that reference managers read: BibTeX, RIS and CSL-JSON.

In go References, out come the files' texts. Field values come from the records, never from the source text, so that a
journal's name or a date reads the same in all three.
"""

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from pybtex.backends.latex import Backend as LatexBackend
from pybtex.richtext import BaseText, Text

from references.bibtex import MONTHS
from references.names import Name
from references.reference import Reference
from templates import render

_RIS_TYPES = {"article": "JOUR", "book": "BOOK", "incollection": "CHAP", "inproceedings": "CONF", "techreport": "RPRT",
              "phdthesis": "THES", "misc": "GEN", "online": "ELEC", "dataset": "DATA"}  # fmt: skip
_CSL_TYPES = {"article": "article-journal", "book": "book", "incollection": "chapter", "inproceedings": "paper-conference",
              "techreport": "report", "phdthesis": "thesis", "misc": "document", "online": "webpage", "dataset": "dataset"}  # fmt: skip
_DASHES = re.compile("[-\u2010-\u2014]+")


class _LatexBackend(LatexBackend):  # type: ignore[misc]
    """pybtex's LaTeX, with the three characters escaped that it lets through."""

    def format_str(self, text: str) -> str:
        escaped = {"\\": r"\textbackslash{}", "{": r"\{", "}": r"\}"}
        return "".join(escaped.get(part) or LatexBackend.format_str(self, part) for part in re.split(r"([\\{}])", text))


_LATEX = _LatexBackend("utf-8")


def to_bibtex(references: Iterable[Reference]) -> str:
    """A .bib file in UTF-8. Titles are braced whole, so that no program changes their case."""
    entries = [(_bibtex_type(reference), reference.key, list(_bibtex_fields(reference))) for reference in references]
    return render("references.bib", entries=entries)


def to_ris(references: Iterable[Reference]) -> str:
    """An .ris file: two letters, two spaces, a hyphen and a space before each value."""
    return render("references.ris", records=[list(_ris_fields(reference)) for reference in references])


def to_csl_json(references: Iterable[Reference]) -> str:
    """CSL-JSON, an array of items (citationstyles.org, schema 1.0.2)."""
    return json.dumps([_csl_item(reference) for reference in references], ensure_ascii=False, indent=2) + "\n"


def _bibtex_type(reference: Reference) -> str:
    return {"online": "misc", "dataset": "misc"}.get(reference.type, reference.type)


def _bibtex_fields(reference: Reference) -> Iterator[tuple[str, str]]:
    yield from _bibtex_names(reference)
    if title := reference.texts.get("title"):
        yield "title", f"{{{{{_latex(title)}}}}}"
    institution = "school" if reference.type == "phdthesis" else "institution"
    for name, source in (("journal", "journal_in_full"), ("booktitle", "booktitle"), ("publisher", "publisher"),
                         (institution, "institution"), ("address", "place"), ("edition", "edition"),
                         ("volume", "volume"), ("number", "issue"), ("howpublished", "how")):  # fmt: skip
        text = reference.journal_in_full if source == "journal_in_full" else reference.texts.get(source)
        if text:
            yield name, f"{{{_latex(text)}}}"
    if pages := reference.plain("pages"):
        yield "pages", "{" + _DASHES.sub("--", pages) + "}"
    if date := reference.date:
        yield "year", str(date.year)
        if len(date.iso_parts) > 1:
            yield "month", MONTHS[date.month - 1]
    identifiers = {"doi": reference.doi, "url": reference.url, "pmid": reference.pmid, "pmcid": reference.pmcid}
    yield from ((name, f"{{{identifier}}}") for name, identifier in identifiers.items() if identifier)


def _bibtex_names(reference: Reference) -> Iterator[tuple[str, str]]:
    def braced(name: Name) -> str:
        if name.is_body:
            return f"{{{_latex(Text(name.family))}}}"
        return ", ".join(_latex(Text(part)) for part in (name.family, name.suffix, name.given) if part)

    for role, names in (("author", reference.authors), ("editor", reference.editors)):
        if names:
            people = [*map(braced, names.people), *(["others"] if names.and_others else [])]
            yield role, "{" + " and ".join(people) + "}"


def _plain(reference: Reference, name: str) -> str:
    return str(reference.journal_in_full) if name == "journal_in_full" else reference.plain(name)


def _latex(text: BaseText) -> str:
    """LaTeX of a rich text; characters beyond ASCII stay as they are."""
    return str(text.render(_LATEX)).replace("\u00a0", " ").replace("~", " ")


def _ris_fields(reference: Reference) -> Iterator[tuple[str, str]]:
    yield "TY", _RIS_TYPES[reference.type]
    for tag, names in (("AU", reference.authors), ("ED" if reference.type == "book" else "A2", reference.editors)):
        for name in names.people:
            yield tag, ", ".join(part for part in (name.family, name.given, name.suffix) if part)
    for tag, source in (("TI", "title"), ("T2", "journal_in_full"), ("T2", "booktitle"), ("J2", "journal"),
                        ("PB", "publisher"), ("PB", "institution"), ("CY", "place"), ("ET", "edition"),
                        ("VL", "volume"), ("IS", "issue")):  # fmt: skip
        if text := _plain(reference, source):
            yield tag, text
    first, _, last = _DASHES.sub("-", reference.plain("pages")).partition("-")
    if first:
        yield "SP", first.strip()
    if last:
        yield "EP", last.strip()
    if date := reference.date:
        yield "PY", str(date.year)
        parts = [f"{part:02}" for part in date.iso_parts]
        yield "DA", "/".join([*parts, "", ""][:3]) + "/"
    identifiers = {"DO": reference.doi, "UR": reference.address, "AN": reference.pmid, "C2": reference.pmcid, "ID": reference.key}
    yield from ((tag, identifier) for tag, identifier in identifiers.items() if identifier)


def _csl_item(reference: Reference) -> dict[str, Any]:
    def person(name: Name) -> dict[str, str]:
        if name.is_body:
            return {"literal": name.family}
        parts = {"family": name.family, "given": name.given, "suffix": name.suffix}
        return {part: value for part, value in parts.items() if value}

    item: dict[str, Any] = {"id": reference.key, "type": _CSL_TYPES[reference.type]}
    item["author"] = [person(name) for name in reference.authors.people]
    item["editor"] = [person(name) for name in reference.editors.people]
    for name, source in (("title", "title"), ("container-title", "journal_in_full"), ("container-title", "booktitle"),
                         ("container-title-short", "journal"), ("publisher", "institution"), ("publisher", "publisher"),
                         ("publisher-place", "place"), ("edition", "edition"), ("volume", "volume"), ("issue", "issue"),
                         ("page", "pages"), ("version", "version")):  # fmt: skip
        item[name] = _plain(reference, source) or item.get(name, "")
    item["page"] = _DASHES.sub("-", item["page"])
    if date := reference.date:
        item["issued"] = {"date-parts": [date.iso_parts, *([date.until.iso_parts] if date.until else [])]}
    if reference.accessed:
        item["accessed"] = {"date-parts": [reference.accessed.iso_parts]}
    item |= {"DOI": reference.doi, "URL": reference.address, "PMID": reference.pmid, "PMCID": reference.pmcid}
    return {name: value for name, value in item.items() if value}
