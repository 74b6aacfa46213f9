"""A Reference: a work that can be shown, with every part of it read, and nothing raw.

What the rest of the engine knows of a work. How an entry becomes one is in `reading`.
"""

import re
import unicodedata
from collections.abc import Mapping
from typing import NamedTuple

from references.dates import Date
from references.entry import Entry
from references.identifiers import doi_link, link
from references.names import Names
from references.types import EntryType

_HANGING = re.compile(r"(?:[\s,;–-]+(?:a|an|and|as|at|by|for|from|in|of|on|or|the|to|with))*[\s,;–-]*$")  # at the end of a cut title
_SHORT = 45  # characters: two or three words more than a name and a year


class Reference(NamedTuple):
    """A paper, book or page that can be shown: every part read, nothing raw."""

    key: str
    entry_type: EntryType  # what its file calls it, with what RIS and CSL call that
    entry: Entry  # with the fields of its crossref
    texts: Mapping[str, str]  # printed fields by the names of `fields.TEXTS`; rich texts where marked up
    authors: Names = Names()  # a tuple, which nobody can change
    editors: Names = Names()
    date: Date | None = None
    accessed: Date | None = None
    state: str = ""  # of what is not published yet, as BibLaTeX's pubstate has it: inpress, or words
    doi: str = ""  # bare: 10.1002/art.38662
    url: str = ""
    pmid: str = ""
    pmcid: str = ""  # with its letters: PMC4026145
    arxiv: str = ""

    def plain(self, name: str) -> str:
        """A printed field as plain characters, or an empty string."""
        return str(self.texts.get(name, ""))

    @property
    def type(self) -> str:
        """How it is printed, one of the kinds of `types`: article, book, …"""
        return self.entry_type.kind

    @property
    def journal_in_full(self) -> str:
        """The journal's full name where the file has one that can be read, else the name that is printed."""
        return self.texts.get("journal_in_full") or self.texts.get("journal", "")

    @property
    def short_title(self) -> str:
        """As its file shortens it (BibLaTeX's shorttitle), else as much of the title as fits, ended where it can be."""
        return self.plain("short_title") or _shortened(self.plain("title"))

    @property
    def label(self) -> str:
        """How people say it: Caro 2008. A work without names is called by its short title, or by who published it."""
        names = self.authors or self.editors
        first = names.people[0].family if names else ""
        title = "" if first else self.plain("short_title") or ("" if self.plain("institution") else self.short_title)
        who = first or title or self.plain("institution")
        return f"{who}{',' if title else ''} {self.date.year}" if self.date else who

    @property
    def in_a_quote(self) -> str:
        """As it is named where no list of sources follows: Caro 2008, doi:10.1093/…; where either was not seen, with its short title."""
        has_name = bool(self.authors or self.editors)
        title = self.short_title if has_name and not self.doi else ""
        return ", ".join(part for part in (self.label, title, f"doi:{self.doi}" if self.doi else "") if part)

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
        """Where it is found, as a link: the DOI, which stays, else the address given, else arXiv, else nothing."""
        if self.doi:
            return doi_link(self.doi)
        return link(self.url) if self.url else self.address_as_written

    @property
    def address_as_written(self) -> str:
        """What is printed for readers where there is no DOI: an address as its file has it."""
        return self.url or (f"https://arxiv.org/abs/{self.arxiv}" if self.arxiv else "")


def _shortened(title: str) -> str:
    """A title up to its first colon or question mark, or to a word that does not leave it hanging."""
    whole = re.split(r"(?<=\?)\s|:\s", title)[0]
    if len(whole) <= _SHORT:
        return whole
    return _HANGING.sub("", whole[:_SHORT].rpartition(" ")[0]) + "…"


def _folded(text: str) -> str:
    """Without case and accents: Üçeyler stands with U."""
    if text.isascii():
        return text.lower()
    return "".join(char for char in unicodedata.normalize("NFKD", text) if not unicodedata.combining(char)).casefold()
