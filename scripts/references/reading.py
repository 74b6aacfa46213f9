"""Turns an Entry into a Reference: fields under one name, names and dates read, and all that is wrong with it.

Only fields that are printed are judged, and each is read once: an abstract may hold what it likes, and so may an address
that a DOI makes superfluous. Call it for references that are shown.
"""

import re
from collections.abc import Callable

from faults import Fault, nearest
from references.dates import Date, read_month, read_year, read_year_and_month
from references.entry import Entry, Library
from references.field_reader import FieldReader
from references.fields import NUMBERED, PRINTED, TEXTS, TITLES, WITH_EDITORS, WITH_PAGES
from references.identifiers import read_doi, read_number, read_url
from references.inheritance import with_inherited
from references.latex import LatexError, read_text
from references.localization import STATES, countries
from references.names import Names
from references.pages import clean_issue, clean_number, clean_pages, clean_volume
from references.reference import Reference
from references.rich_text import joined
from references.types import CLASSIC_PART, NEVER_PRINTED, TYPES, EntryType, type_of

_STATE_IN_WORDS = re.compile(
    r"\(?(?:(?:accepted|articles?)[\s,]*)?(?:in[\s-]?press|in print|forthcoming|to appear|to be published|"
    r"accepted(?: for publication)?|epub ahead of print)\)?\.?",
    re.IGNORECASE,
)
_YEAR_AND_STATE = re.compile(
    rf"(?P<first>\d{{4}})[\s,;:]*(?:{_STATE_IN_WORDS.pattern})|(?:{_STATE_IN_WORDS.pattern})[\s,;:]*\(?(?P<last>\d{{4}})\)?", re.IGNORECASE
)
_NO_DATE = re.compile(r"[(\[]?(?:n\.?\s?d\.?|no date|undated|date unknown|s\.?\s?[ad]\.?|unknown|n/a|\?+)[)\]]?\.?", re.IGNORECASE)
_ONLY_ADDRESS = re.compile(r"\s*(?:\\url\s*\{.*\}|\\href\s*\{.*\}\s*\{.*\}|https?://\S+)\s*\.?\s*", re.DOTALL)
_CLEANED: dict[str, Callable[[str], str]] = {
    "pages": clean_pages, "article_number": clean_pages, "volume": clean_volume, "issue": clean_issue, "number": clean_number,
    "place": countries,
}  # fmt: skip
_PLACEHOLDERS = frozenset(("n/a", "n.a.", "none", "null", "undefined"))
_NUMBER_FIELDS = {"pmid": ("pmid", "pubmed"), "pmcid": ("pmcid", "pmc"), "arxiv": ("arxiv",)}
_JOURNAL_DOT = re.compile(r"(?<=\w)\.(?=[\s,:;&()\-]|$|[^\W\d_a-z])")


def read_reference(entry: Entry, library: Library) -> tuple[Reference | None, tuple[Fault, ...]]:
    """The reference and its faults; None where its type or a part that it cannot do without is wrong."""
    if entry.type in NEVER_PRINTED:
        message = f'"{entry.key}" is @{entry.type}, which is no work and is never printed (cite the work itself)'
        return None, (entry.fault(message),)
    full, problems = with_inherited(entry, library)
    kind = type_of(entry.type, full.fields)
    if kind is None:
        meant = nearest(entry.type, TYPES)
        hint = f'did you mean "@{meant}"?' if meant else "write @misc, or the type that fits best"
        return None, (entry.fault(f'"@{entry.type}" of "{entry.key}" is no known type of entry ({hint})'),)
    reading = _Reading(full)
    for name, problem in problems:
        reading.add(name, problem)
    reference = reading.reference(kind)
    broken = {key.strip().lower() for name in ("crossref", "xdata") for key in full.fields.get(name, "").split(",")} & library.broken
    if not problems and not broken:
        reading.check_required(reference, kind)
    return (None if reading.faulty or reading.faults else reference), tuple(sorted(reading.faults))


class _Reading(FieldReader):
    """Reads all of one entry."""

    def reference(self, kind: EntryType) -> Reference:
        texts = self.texts(kind)
        date, state = self.date_and_state()
        doi, numbers = self.identifier("doi", read_doi), {name: self.number(name) for name in ("pmid", "pmcid")}
        url = self.url(texts, has_doi=bool(doi))
        return Reference(
            key=self.entry.key,
            entry_type=kind,
            entry=self.entry,
            texts=texts,
            authors=self.names("author"),
            editors=self.names("editor") if kind.kind in WITH_EDITORS else Names(),
            date=date,
            accessed=self.iso_date("urldate", is_printed=bool(url and not doi)),
            state=state,
            doi=doi,
            url=url,
            arxiv="" if doi or url else self.number("arxiv"),
            **numbers,
        )

    def texts(self, kind: EntryType) -> dict[str, str]:
        """The printed fields by their one name: cleaned, and subtitles put behind their titles."""
        printed = PRINTED[kind.kind]
        if kind is CLASSIC_PART:
            printed += WITH_PAGES
        elif kind.is_numbered:
            printed += NUMBERED
        texts: dict[str, str] = {}
        for name in printed:
            text = self.text(*TEXTS[name])
            if text and (clean := _CLEANED.get(name)):
                text = clean(str(text))
            if text and (name == "title" or text.lower() not in _PLACEHOLDERS):
                texts[name] = text
        for title, subtitle in TITLES:
            if title in texts and subtitle in texts:
                between = " " if texts[title].endswith(("?", "!", ".", ":", "—")) else ": "
                texts[title] = joined(texts[title], between, texts[subtitle])
            texts.pop(subtitle, None)
        self.choose(texts, kind.kind)
        return texts

    def choose(self, texts: dict[str, str], kind: str) -> None:
        """Leaves one of two fields that say the same, and adds a journal's full name."""
        number = texts.pop("article_number", None)
        if number and ("pages" not in texts or texts["pages"].startswith("1-")):
            texts["pages"] = number
        if kind == "online" and "titleaddon" in texts:
            texts["site"] = texts.pop("titleaddon")  # where BibLaTeX's exporters put the name of a website
        if "journal" in texts:
            self.journals(texts)

    def journals(self, texts: dict[str, str]) -> None:
        short = texts["journal"]
        texts["journal"] = _without_dots(short)
        if self.fields.get("shortjournal"):
            for name in TEXTS["journal_in_full"]:
                try:
                    if source := self.fields.get(name):
                        texts["journal_in_full"] = read_text(source)
                        return
                except LatexError:
                    pass  # not printed on a page; the files then have the short name

    def date_and_state(self) -> tuple[Date | None, str]:
        """When it was published, and where it was not yet, what is said instead."""
        state = self.plain("pubstate")
        if state not in STATES and _STATE_IN_WORDS.fullmatch(state):
            state = "forthcoming"
        if date := self.raw("date"):
            if _STATE_IN_WORDS.fullmatch(date):
                return None, state or "forthcoming"
            return (None if _NO_DATE.fullmatch(date) else self.iso_date("date")), state
        year = self.plain("year")
        if year.isdecimal():
            return self.bibtex_date(year), state
        if found := _YEAR_AND_STATE.fullmatch(year):
            return read_year(found["first"] or found["last"]), state or "forthcoming"
        if year and _STATE_IN_WORDS.fullmatch(year):
            return None, state or "forthcoming"
        if not year or _NO_DATE.fullmatch(year):
            note = self.fields.get("note", "")
            return None, state or ("forthcoming" if not year and _STATE_IN_WORDS.fullmatch(note) else "")
        return self.bibtex_date(year), state

    def bibtex_date(self, year: str) -> Date | None:
        month, day = self.plain("month"), self.raw("day")
        date = read_year_and_month(year, month, day)
        if date is None and "month" not in self.faulty:
            if not read_year(year):
                self.add("year", f'is "{year}", which is no year (write four digits, such as 2014)')
            elif month and (read_month(month.strip("# ")) is None or not day):
                self.add("month", f'is "{month}", which is no month (write a name or number, such as may or 5)')
            else:
                self.add("day", f'is "{day}", which is no day of that month (write a number, such as 9)')
        return date

    def number(self, name: str) -> str:
        """An identifier, from its own field or from eprint with eprinttype, as Zotero exports it."""
        about = name
        if not self.fields.get(name) and "eprint" in self.fields:
            kind = self.fields.get("eprinttype") or self.fields.get("archiveprefix") or ""
            about = "eprint" if kind.lower() in _NUMBER_FIELDS[name] else name
        return self.identifier(about, lambda source: read_number(name, source))

    def url(self, texts: dict[str, str], *, has_doi: bool) -> str:
        """The address, which BibTeX's styles without a field for it have in howpublished."""
        is_in_how = "how" in texts and _ONLY_ADDRESS.fullmatch(self.fields["howpublished"])
        if is_in_how:
            texts.pop("how")
        if has_doi:
            return self.identifier("url", read_url, is_printed=False)
        return self.identifier("howpublished" if is_in_how and not self.raw("url") else "url", read_url)

    def check_required(self, reference: Reference, kind: EntryType) -> None:
        for need in ("title", *kind.needs):
            if not (need in reference.texts or self.is_told(need, reference) or self.faulty.intersection(TEXTS.get(need, ()))):
                message = f'"{self.entry.key}" has no {need} (add it: an @{self.entry.type} needs one)'
                self.faults.append(self.entry.fault(message))

    def is_told(self, need: str, reference: Reference) -> bool:
        """Whether a date or an address is there, or what is said in its place, or a fault of its own."""
        if need == "date":
            told = reference.date or reference.state or _NO_DATE.fullmatch(self.raw("year") or self.raw("date"))
            return bool(told or self.faulty & {"date", "year", "month", "day", "pubstate"})
        return need == "url" and bool(reference.address or self.faulty & {"url", "doi", "eprint", "arxiv"})


def _without_dots(journal: str) -> str:
    """A journal's name without the full stops of its abbreviations: NLM has none (J Neurol Sci, Proc Natl Acad Sci U S A)."""
    if "." not in journal:
        return journal
    return " ".join(_JOURNAL_DOT.sub(" ", journal.replace(".-", "-")).split()).replace(" ,", ",").replace(" :", ":").replace(" )", ")")
