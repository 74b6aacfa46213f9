"""Turns an Entry into a Reference: fields under one name, names and dates read, and all that is wrong with it.

BibTeX's and BibLaTeX's field names are read alike (journal and journaltitle, year and date, address and location).
Only fields that are printed are judged: an abstract may hold what it likes. Call it for references that are shown.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from pybtex.richtext import Text

from faults import Fault, nearest
from references.bibtex import Entry, Library
from references.dates import Date, read_iso, read_year_and_month
from references.latex import LatexError, to_text
from references.names import Names, read_names

# What each type cannot do without; "a|b" is met by either. After BibTeX's and BibLaTeX's own lists.
REQUIRED: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "article": ("author", "title", "journal", "date"),
        "book": ("author|editor", "title", "publisher", "date"),
        "incollection": ("author", "title", "booktitle", "date"),
        "inproceedings": ("author", "title", "booktitle", "date"),
        "techreport": ("author|institution", "title", "institution|publisher", "date"),
        "phdthesis": ("author", "title", "institution", "date"),
        "misc": ("title", "date|url"),
        "online": ("title", "url", "date|accessed"),
        "dataset": ("author|editor|institution", "title", "date", "publisher|institution|doi|url"),
    }
)
_REQUIRED_OF = {"manual": ("title", "date|url"), "proceedings": ("title", "date"), "mvcollection": ("editor", "title", "date")}
_SAME_TYPE = {
    "report": "techreport", "thesis": "phdthesis", "mastersthesis": "phdthesis", "collection": "book", "mvbook": "book",
    "proceedings": "book", "mvcollection": "book", "reference": "book", "manual": "book", "booklet": "misc",
    "inbook": "incollection", "inreference": "incollection", "bookinbook": "incollection", "suppbook": "incollection",
    "conference": "inproceedings", "electronic": "online", "www": "online", "unpublished": "misc", "software": "misc",
    "suppperiodical": "article", "data": "dataset",
}  # fmt: skip

# The one name of a field here, and the names it may have in a file, best first.
_TEXT_FIELDS = {
    "title": ("title",), "subtitle": ("subtitle",), "journal": ("shortjournal", "journal", "journaltitle"),
    "booktitle": ("booktitle",), "publisher": ("publisher",),
    "place": ("address", "location"), "institution": ("institution", "school", "organization"), "edition": ("edition",),
    "volume": ("volume",), "issue": ("number", "issue"), "pages": ("pages", "eid"), "how": ("howpublished",),
    "version": ("version",), "kind": ("type",), "read_as": ("readas",),
}  # fmt: skip
_ALWAYS = ("title", "subtitle", "read_as")
_PRINTED = {
    "article": ("journal", "volume", "issue", "pages"),
    "book": ("publisher", "institution", "place", "edition", "volume"),
    "incollection": ("booktitle", "publisher", "institution", "place", "edition", "volume", "pages"),
    "inproceedings": ("booktitle", "publisher", "institution", "place", "edition", "volume", "pages"),
    "techreport": ("publisher", "institution", "place", "issue"),
    "phdthesis": ("publisher", "institution", "place", "kind"),
    "misc": ("how", "publisher", "institution", "place"),
    "online": ("publisher", "institution", "place"),
    "dataset": ("version", "publisher", "institution", "place"),
}
_WITH_EDITORS = ("book", "incollection", "inproceedings", "dataset")
_OF_THE_CHILD = frozenset(("crossref", "title", "subtitle", "author", "pages", "doi", "url", "urldate", "pmid", "pmcid",
                           "abstract", "annotation", "keywords", "readas", "eprint", "eprinttype", "file"))  # fmt: skip
_DOI = re.compile(r"10\.\d{4,9}/\S+")
_WEB_ADDRESS = re.compile(r"https?://[^\s/<>\"'\\]+[^\s<>\"\\]*")


@dataclass(frozen=True, slots=True)
class Reference:
    """A paper, book or page that can be shown: every part read, nothing raw."""

    key: str
    type: str  # one of REQUIRED
    entry: Entry  # with the fields of its crossref
    texts: Mapping[str, Text]  # printed fields by the names of _TEXT_FIELDS
    authors: Names = field(default_factory=Names)
    editors: Names = field(default_factory=Names)
    date: Date | None = None
    accessed: Date | None = None
    doi: str = ""  # bare: 10.1002/art.38662
    url: str = ""
    pmid: str = ""
    pmcid: str = ""  # with its letters: PMC4026145
    arxiv: str = ""

    def plain(self, name: str) -> str:
        """A printed field as plain characters, or an empty string."""
        return str(self.texts.get(name, ""))

    @property
    def journal_in_full(self) -> Text:
        """The journal's full name where the file has one that can be read, else the name that is printed."""
        for name in ("journal", "journaltitle"):
            try:
                if source := self.entry.fields.get(name, ""):
                    return to_text(source)
            except LatexError:
                pass
        return self.texts.get("journal", Text())

    @property
    def label(self) -> str:
        """How people say it: Caro 2008."""
        names = self.authors or self.editors
        first = names.people[0].family if names else ""
        who = first or self.plain("institution") or " ".join(self.plain("title").split()[:4])
        return f"{who} {self.date.year}" if self.date else who

    @property
    def sort_key(self) -> tuple[str, int, str]:
        """By first author, year and title, as a list of references is looked through."""
        year = self.date.year if self.date else 0
        return (_folded(self.label), year, _folded(self.plain("title")))

    @property
    def record_links(self) -> tuple[tuple[str, str], ...]:
        """Name and address of its records elsewhere."""
        links = []
        if self.pmid:
            links.append(("PubMed", f"https://pubmed.ncbi.nlm.nih.gov/{self.pmid}/"))
        if self.pmcid:
            links.append(("Full text in PubMed Central", f"https://pmc.ncbi.nlm.nih.gov/articles/{self.pmcid}/"))
        return tuple(links)

    @property
    def address(self) -> str:
        """Where it is found: the DOI, which stays, else the address given, else arXiv, else nothing."""
        if self.doi:
            return f"https://doi.org/{self.doi}"
        return self.url or (f"https://arxiv.org/abs/{self.arxiv}" if self.arxiv else "")


def _folded(text: str) -> str:
    """Without case and accents: Üçeyler stands with U."""
    return "".join(char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char)).casefold()


def read_reference(entry: Entry, library: Library) -> tuple[Reference | None, tuple[Fault, ...]]:
    """The reference and its faults; None where its type or a part that it cannot do without is wrong."""
    reading = _Reading(_with_crossref(entry, library))
    kind = _SAME_TYPE.get(entry.type, entry.type)
    if kind not in REQUIRED:
        meant = nearest(entry.type, REQUIRED)
        hint = f'did you mean "@{meant}"?' if meant else f"use one of {', '.join(REQUIRED)}"
        return None, (entry.fault(f'"@{entry.type}" of "{entry.key}" is no known type of entry ({hint})'),)
    crossref = entry.fields.get("crossref", "")
    if crossref and not library.find(crossref) and crossref.lower() not in library.broken:
        meant = library.nearest(crossref)
        hint = f'did you mean "{meant}"?' if meant else "add that entry, or take the field out"
        reading.add("crossref", f'points to "{crossref}", which is in no .bib file ({hint})')
    reference = reading.reference(kind)
    if not crossref or library.find(crossref):
        reading.check_required(reference)
    return (None if reading.faulty or reading.faults else reference), tuple(sorted(reading.faults))


def _with_crossref(entry: Entry, library: Library, seen: frozenset[str] = frozenset()) -> Entry:
    """The entry with what its parent knows and it does not; a parent's title is its child's book or journal title."""
    parent = library.find(entry.fields.get("crossref", ""))
    if parent is None or parent.key in seen:
        return entry
    parent = _with_crossref(parent, library, seen | {entry.key})
    inherited = {name: value for name, value in parent.fields.items() if name not in _OF_THE_CHILD}
    if "title" in parent.fields:
        inherited["journaltitle" if entry.type == "article" else "booktitle"] = parent.fields["title"]
    return replace(entry, fields=inherited | dict(entry.fields), faulty=entry.faulty | parent.faulty, parent=parent)


class _Reading:
    """Reads the fields of one entry and keeps what is wrong with them."""

    def __init__(self, entry: Entry) -> None:
        self.entry = entry
        self.faults: list[Fault] = []
        self.faulty = set(entry.faulty)  # fields with a fault, which are not missing

    def raw(self, name: str) -> str:
        """A field that is no text: without the braces that exports put around everything."""
        return self.entry.fields.get(name, "").strip().strip("{}").strip()

    def add(self, name: str, problem: str) -> None:
        self.faulty.add(name)
        self.faults.append(self.entry.fault(f'"{name}" of "{self.entry.key}" {problem}', about=name))

    def first(self, *names: str) -> tuple[str, str]:
        """Name and value of the first of these fields that says something."""
        for name in names:
            if value := self.entry.fields.get(name, "").strip():
                return name, value
        return names[0], ""

    def text(self, *names: str) -> Text | None:
        name, source = self.first(*names)
        if not source:
            return None
        try:
            return to_text(source)
        except LatexError as error:
            self.add(name, str(error))
            return None

    def plain(self, name: str) -> str:
        text = self.text(name)
        return str(text) if text else ""

    def names(self, name: str) -> Names:
        names, problems = read_names(self.entry.fields.get(name, ""))
        for problem in problems:
            self.add(name, problem)
        return names

    def reference(self, kind: str) -> Reference:
        printed = (*_ALWAYS, *_PRINTED[kind])
        texts = {name: text for name in printed if (text := self.text(*_TEXT_FIELDS[name]))}
        if "subtitle" in texts:
            texts["title"] = Text(texts.get("title", ""), ": ", texts.pop("subtitle"))
        return Reference(
            key=self.entry.key,
            type=kind,
            entry=self.entry,
            texts=texts,
            authors=self.names("author"),
            editors=self.names("editor") if kind in _WITH_EDITORS else Names(),
            date=self.date(),
            accessed=self.iso_date("urldate"),
            doi=self.doi(),
            url=self.url(),
            pmid=self.number("pmid", ("pmid", "pubmed"), r"\d{1,8}", "digits only, such as 24719395"),
            pmcid=self.number("pmcid", ("pmcid", "pmc"), r"PMC\d+", "PMC and digits, such as PMC4026145"),
            arxiv=self.number("arxiv", ("arxiv",), r"\S+", "without spaces"),
        )

    def date(self) -> Date | None:
        if self.raw("date"):
            return self.iso_date("date")
        year = self.raw("year")
        if not year:
            return None
        month = self.plain("month")
        date = read_year_and_month(year, month, self.raw("day"))
        if date is None:
            about, value = ("year", year) if not re.fullmatch(r"\d{4}", year) else ("month", month)
            example = "four digits, such as 2014" if about == "year" else "a name or number, such as may or 5"
            self.add(about, f'is "{value}", which is no {about} (write {example})')
        return date

    def iso_date(self, name: str) -> Date | None:
        value = self.raw(name)
        date = read_iso(value) if value else None
        if value and date is None:
            self.add(name, f'is "{value}", which is no date (write 2014, 2014-05 or 2014-05-09)')
        return date

    def doi(self) -> str:
        written = self.raw("doi")
        bare = re.sub(r"^(?:https?://(?:dx\.)?doi\.org/|doi:\s*)", "", written, flags=re.IGNORECASE)
        bare = re.sub(r"\\([_%&#])", r"\1", bare)
        if bare and (not _DOI.fullmatch(bare) or bare.endswith((".", ",", ";"))):
            self.add("doi", f'is "{written}", which is no DOI (write it bare, such as 10.1002/art.38662, with no full stop)')
            return ""
        return bare

    def url(self) -> str:
        written = self.raw("url")
        bare = re.sub(r"^\\url\{(.*)\}$", r"\1", written)
        bare = re.sub(r"\\([_%&#~])", r"\1", bare)
        if bare and not _WEB_ADDRESS.fullmatch(bare):
            self.add("url", f'is "{written}", which is not a web address (it must start with http:// or https://)')
            return ""
        return bare

    def number(self, name: str, eprint_types: tuple[str, ...], pattern: str, example: str) -> str:
        """An identifier, from its own field or from eprint with eprinttype, as Zotero exports it."""
        about, value = self.first(name)
        kind = self.entry.fields.get("eprinttype", self.entry.fields.get("archiveprefix", "")).lower()
        if not value and kind in eprint_types:
            about, value = self.first("eprint")
        value = value.upper() if name == "pmcid" else value
        if name == "pmcid" and value.isdigit():
            value = f"PMC{value}"
        if value and not re.fullmatch(pattern, value):
            self.add(about, f'is "{value}", which is no {name.upper()} (write {example})')
            return ""
        return value

    def check_required(self, reference: Reference) -> None:
        present = {
            "author": bool(reference.authors) or "author" in self.entry.fields,
            "editor": bool(reference.editors),
            "date": bool(reference.date) or bool({"date", "year", "month"} & self.faulty),
            "accessed": bool(reference.accessed) or "urldate" in self.faulty,
            "doi": bool(reference.doi) or "doi" in self.faulty,
            "url": bool(reference.address) or "url" in self.faulty,
        }
        for name, written in _TEXT_FIELDS.items():
            present[name] = bool(reference.plain(name).strip()) or bool(self.faulty & set(written))
        for need in _REQUIRED_OF.get(self.entry.type, REQUIRED[reference.type]):
            choices = need.split("|")
            if not any(present[choice] for choice in choices):
                hint = "; where none is known, write author = {{}}" if need == "author" else ""
                message = f'"{self.entry.key}" has no {" or ".join(choices)} (add it: an @{self.entry.type} needs one{hint})'
                self.faults.append(self.entry.fault(message))
