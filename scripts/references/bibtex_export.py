"""The shown references as a .bib file in UTF-8, for BibTeX's programs and for BibLaTeX's.

Each keeps its type and has BibTeX's names of fields, which BibLaTeX takes, too; what only BibLaTeX has a field for (a day, a
short journal name, a site's name) stands in BibLaTeX's. Titles are braced whole, so that no program changes their case.
"""

import re
from collections.abc import Iterable, Iterator

from references.dates import MONTHS
from references.latex_writer import escaped, to_latex
from references.names import Name, Names
from references.reference import Reference

_INSTITUTION = {
    "phdthesis": "school", "mastersthesis": "school", "techreport": "institution", "report": "institution", "thesis": "institution",
}  # fmt: skip
_FIELDS = (
    ("titleaddon", "titleaddon"), ("booktitle", "booktitle"), ("maintitle", "maintitle"), ("publisher", "publisher"),
    ("address", "place"), ("edition", "edition"), ("volume", "volume"), ("number", "issue"), ("number", "number"), ("type", "kind"),
    ("chapter", "chapter"), ("howpublished", "how"), ("version", "version"), ("language", "language"), ("addendum", "addendum"),
)  # fmt: skip
# BibTeX's styles stop, or complain, where these have no author at all: an empty one says that none is known.
_NEED_AUTHOR = frozenset((
    "article", "incollection", "inproceedings", "conference", "phdthesis", "mastersthesis", "techreport", "unpublished",
))  # fmt: skip
_NEED_AUTHOR_OR_EDITOR = frozenset(("book", "inbook"))
_AND = re.compile(r"\band\b", re.IGNORECASE)
_BRACE = re.compile("[{}]")


def to_bibtex(references: Iterable[Reference]) -> str:
    """A .bib file in UTF-8."""
    return "".join(map(_entry, references))


def _entry(reference: Reference) -> str:
    fields = "".join(f"  {name} = {value},\n" for name, value in _fields(reference))
    return f"@{reference.entry.type}{{{reference.key},\n{fields}}}\n\n"


def _fields(reference: Reference) -> Iterator[tuple[str, str]]:
    yield from _names(reference)
    if title := reference.texts.get("title"):
        yield "title", f"{{{{{to_latex(title)}}}}}"
    if journal := reference.journal_in_full:
        yield "journal", f"{{{to_latex(journal)}}}"
    if "journal_in_full" in reference.texts:
        yield "shortjournal", f"{{{to_latex(reference.texts['journal'])}}}"
    if site := reference.texts.get("site"):
        yield "titleaddon" if reference.type == "online" else "journal", f"{{{to_latex(site)}}}"
    if maker := reference.texts.get("institution"):
        yield _INSTITUTION.get(reference.entry.type, "organization"), f"{{{to_latex(maker)}}}"
    for name, source in _FIELDS:
        if text := reference.texts.get(source):
            yield name, f"{{{to_latex(text)}}}"
    if pages := reference.plain("pages"):
        yield "pages", "{" + escaped(pages).replace("-{}-", "--").replace("-", "--").replace("----", "--") + "}"
    yield from _dates(reference)
    yield from _identifiers(reference)


def _names(reference: Reference) -> Iterator[tuple[str, str]]:
    kind = reference.entry.type
    lacks_both = kind in _NEED_AUTHOR_OR_EDITOR and not reference.authors and not reference.editors
    if reference.authors or kind in _NEED_AUTHOR or lacks_both:
        yield "author", f"{{{_list(reference.authors) or '{}'}}}"
    if reference.editors or lacks_both:
        yield "editor", f"{{{_list(reference.editors) or '{}'}}}"


def _list(names: Names) -> str:
    return " and ".join([*map(_name, names.people), *(["others"] if names.and_others else [])])


def _name(name: Name) -> str:
    if name.is_body or not name.given:
        return f"{{{escaped(name.family)}}}"
    return ", ".join(_part(part) for part in (name.family, name.suffix, name.given) if part)


def _part(part: str) -> str:
    """A part of a name; braced where it holds what BibTeX would take for the end of it."""
    latex = escaped(part)
    return f"{{{latex}}}" if "," in part or ("and" in part.lower() and _AND.search(part)) else latex


def _dates(reference: Reference) -> Iterator[tuple[str, str]]:
    """BibTeX's year and month, and BibLaTeX's date where these cannot say all of it."""
    if date := reference.date:
        if date.day or date.until or date.doubtful or date.season or not 1000 <= date.year <= 9999:
            yield "date", f"{{{date.iso}}}"
        if 1000 <= date.year <= 9999:
            yield "year", str(date.year)
            yield from [("month", MONTHS[date.month - 1].lower())] if 1 <= date.month <= 12 else []
    elif reference.state:
        yield "year", "{in press}" if reference.state in ("inpress", "forthcoming") else "{n.d.}"
    if reference.state:
        yield "pubstate", f"{{{escaped(reference.state)}}}"
    if reference.accessed and reference.url:
        yield "urldate", f"{{{reference.accessed.iso}}}"


def _identifiers(reference: Reference) -> Iterator[tuple[str, str]]:
    identifiers = {"doi": reference.doi, "url": reference.url, "pmid": reference.pmid, "pmcid": reference.pmcid}
    yield from ((name, f"{{{_address(value)}}}") for name, value in identifiers.items() if value)
    if reference.type == "online" and reference.url and not reference.doi and "how" not in reference.texts:
        yield "howpublished", f"{{\\url{{{_address(reference.url)}}}}}"  # BibTeX's styles print no url
    if reference.arxiv:
        yield from (("eprint", f"{{{reference.arxiv}}}"), ("eprinttype", "{arxiv}"))
    if langid := reference.entry.fields.get("langid"):
        yield "langid", f"{{{langid}}}"


def _address(written: str) -> str:
    """BibTeX counts braces, also those behind a backslash; everything else may stand in an address as it is."""
    return _BRACE.sub(lambda match: f"\\textbrace{'left' if match[0] == '{' else 'right'}{{}}", written)
