"""NLM style: a Reference as medical journals print it, as rich text and HTML.

Rules: Citing Medicine, 2nd edition (National Library of Medicine), and the samples of the ICMJE Recommendations, with
their two choices: pages shortened (208-11) and, from a seventh author on, six and "et al".
`Caro XJ, Winter EF, Dumas AJ. Title. Rheumatology (Oxford). 2008 Feb;47(2):208-11. doi: 10.1093/rheumatology/kem345`

A reference is a row of sentences; each is empty where nothing is known. pybtex's own templates are not used: they take
two milliseconds for each reference.
"""

import re
from collections.abc import Callable, Iterator
from html import escape
from itertools import groupby
from typing import TypeAlias

from references.localization import STATES, language_in_english, patent
from references.names import Names
from references.pages import shorten_pages
from references.reference import Reference
from references.rich_text import Mark, joined, marked, rendered, without_end

MOST_AUTHORS = 6
_MASTER = re.compile(r"master|mathesis|m\.?\s?sc|diplom", re.IGNORECASE)
_DOCTOR = re.compile(r"ph\.?\s?d|doctor|dissertation|thesis", re.IGNORECASE)
_EDITION = re.compile(r"\b(?:eds?\.?$|edition|aufl|[ée]dition|edici[oó]n|edizione|utg)", re.IGNORECASE)
_FULL_STOP = re.compile(r"(?<!\b[^\W\d_])\.$")  # not that of U.S.A.
_ENDS = (".", "?", "!")


Sentence: TypeAlias = tuple[str, ...]


def to_html(*pieces: str) -> str:
    """Escaped, well-formed HTML of a text, or of what it is made of."""
    html: list[str] = []
    for kind, run in groupby(pieces, type):  # most are plain, and short
        if kind is str:
            html.append(_escaped("".join(run)))
        else:
            html += [rendered(piece, _escaped, _around) for piece in run]
    return "".join(html)


def _escaped(text: str) -> str:
    return escape(text, quote=False) if "&" in text or "<" in text or ">" in text else text


def _around(mark: Mark, inside: str) -> str:
    return f'<a href="{escape(mark.url)}">{inside}</a>' if mark.tag == "a" else f"<{mark.tag}>{inside}</{mark.tag}>"


def to_nlm(reference: Reference) -> Sentence:
    """The whole reference, from authors to address."""
    pieces: list[str] = []
    for sentence in (_authors(reference), *_SHAPES[reference.type](reference), *_end(reference)):
        kept = [piece for piece in sentence if piece]
        if kept:
            pieces += [" ", *kept] if pieces else kept
            if not kept[-1].endswith(_ENDS):
                pieces.append(".")
    if reference.address:
        shown = reference.doi or reference.address_as_written
        pieces += [" " if pieces else "", "doi: " if reference.doi else "Available from: ", marked(Mark("a", reference.address), shown)]
    return tuple(pieces)


def _article(reference: Reference) -> Iterator[Sentence]:
    """`Title. Journal. 2008 Feb;47(2):208-11.` with whatever of it is known."""
    yield from _title(reference)
    yield (reference.texts.get("journal", ""),)
    volume, issue = reference.plain("volume"), reference.plain("issue")
    pages = shorten_pages(reference.plain("pages"))
    date = _date(reference)
    where = volume + (f"({issue})" if issue else "")
    yield (date, ";" if date and where else "", where, f":{pages}" if pages and (where or date) else pages)


def _book(reference: Reference) -> Iterator[Sentence]:
    yield from _volume(reference, "title")
    yield (reference.texts.get("titleaddon", ""),)
    yield from _edition_and_imprint(reference)
    yield from _pages(reference)


def _part(reference: Reference) -> Iterator[Sentence]:
    """A chapter or a talk: `Title. In: Editors. Book. 2nd ed. Place: Publisher; 2001. p. 93-113.`"""
    yield from _title(reference)
    editors = _people(reference.editors, "editor") if reference.authors else ""
    first, *more = _volume(reference, "booktitle")
    yield ("In: ", *((editors, ". ") if editors else ()), *first)
    yield from more
    yield from _edition_and_imprint(reference)
    yield from _pages(reference)


def _report(reference: Reference) -> Iterator[Sentence]:
    yield from _title(reference)
    yield from _version(reference)
    yield (_imprint(reference),)
    if number := reference.texts.get("number"):
        yield ("Report No.: ", number)


def _thesis(reference: Reference) -> Iterator[Sentence]:
    kind = reference.plain("kind")
    if _MASTER.search(kind) or (not kind and reference.entry.type == "mastersthesis"):
        kind = "master's thesis"
    elif not kind or (_DOCTOR.search(kind) and not re.search(r"bachelor|honou?rs|licentiate|habilitation", kind, re.IGNORECASE)):
        kind = "dissertation"
    elif kind[1:2].islower():
        kind = kind[0].lower() + kind[1:]
    yield from _title(reference, f"[{kind}]")
    yield (_imprint(reference),)


def _misc(reference: Reference) -> Iterator[Sentence]:
    yield from _title(reference)
    yield from _numbered(reference)
    yield (reference.texts.get("how", ""),)
    yield from _site_and_imprint(reference)


def _online(reference: Reference) -> Iterator[Sentence]:
    yield from _title(reference, "[Internet]")
    yield from _version(reference)
    yield (reference.texts.get("how", ""),)
    yield from _site_and_imprint(reference)


def _dataset(reference: Reference) -> Iterator[Sentence]:
    yield from _title(reference, "[dataset]")
    yield from _version(reference)
    yield (_imprint(reference),)


_SHAPES: dict[str, Callable[[Reference], Iterator[Sentence]]] = {
    "article": _article, "book": _book, "incollection": _part, "inproceedings": _part, "techreport": _report,
    "phdthesis": _thesis, "misc": _misc, "online": _online, "dataset": _dataset,
}  # fmt: skip


def _people(names: Names, role: str = "") -> str:
    shown = [name.nlm for name in names.people[:MOST_AUTHORS]]
    if len(names.people) > MOST_AUTHORS or (names.and_others and shown):
        shown.append("et al")
    if shown and role:
        shown.append(role if len(names.people) == 1 and not names.and_others else f"{role}s")
    return ", ".join(shown)


def _authors(reference: Reference) -> Sentence:
    return (_people(reference.authors) or ("" if reference.authors else _people(reference.editors, "editor")),)


def _title(reference: Reference, medium: str = "") -> Iterator[Sentence]:
    title = reference.texts.get("title", "")
    if medium and _FULL_STOP.search(title):
        title = without_end(title)
    yield (title, f" {medium}") if medium and title else (title,)
    yield (reference.texts.get("titleaddon", ""),)


def _volume(reference: Reference, name: str) -> Iterator[Sentence]:
    """A book's title; that of a volume stands behind the work's: `Pain. Vol. 2, Treatment.`"""
    title, whole, volume = reference.texts.get(name, ""), reference.texts.get("maintitle", ""), reference.texts.get("volume", "")
    if whole and volume:
        yield (whole,)
        yield ("Vol. ", volume, ", ", title)
        return
    if whole:
        yield (whole,)
    yield (title,)


def _edition_and_imprint(reference: Reference) -> Iterator[Sentence]:
    yield (_edition(reference),)
    yield from _version(reference)
    if (volume := reference.texts.get("volume")) and not reference.texts.get("maintitle"):
        yield ("Vol. ", volume)
    yield (_imprint(reference),)


def _edition(reference: Reference) -> str:
    edition = reference.plain("edition")
    if edition.isdecimal():
        number = int(edition)
        ending = "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
        edition = f"{number}{ending}"
    return edition if not edition or _EDITION.search(edition) else f"{edition} ed"


def _version(reference: Reference) -> Iterator[Sentence]:
    if version := reference.texts.get("version"):
        yield ("" if version.lower().startswith(("version", "v")) else "Version ", version)


def _numbered(reference: Reference) -> Iterator[Sentence]:
    """Number and version of a patent, a standard, a program."""
    number, kind = reference.texts.get("number", ""), reference.plain("kind")
    if reference.entry.type == "patent":
        yield (f"{patent(kind)} ", number) if number else (patent(kind) if kind else "",)
    else:
        yield (reference.texts.get("kind", ""),)
        yield (number,)
    yield from _version(reference)


def _site_and_imprint(reference: Reference) -> Iterator[Sentence]:
    """The name of a website stands where a publisher does, before it where both are known."""
    site = reference.texts.get("site", "")
    if site and (reference.texts.get("publisher") or reference.texts.get("institution")):
        yield (site,)
        site = ""
    yield (_imprint(reference, site),)


def _imprint(reference: Reference, site: str = "") -> str:
    """`Place: Publisher; Year` with whatever of it is known."""
    maker = reference.texts.get("publisher") or reference.texts.get("institution") or site
    place, date = reference.texts.get("place", ""), _date(reference)
    pieces = [place, ": " if place and maker else "", maker, "; " if (place or maker) and date else "", date]
    return joined(*pieces)


def _pages(reference: Reference) -> Iterator[Sentence]:
    if pages := reference.plain("pages"):
        yield (f"p. {shorten_pages(pages)}",)
    elif chapter := reference.texts.get("chapter"):
        yield ("Chapter ", chapter)


def _date(reference: Reference) -> str:
    """`2014 May 9`, with the state of what is not published before it, and for an address the day it was seen."""
    state = STATES.get(reference.state, reference.state[:1].upper() + reference.state[1:])
    accessed = f"[cited {reference.accessed.nlm}]" if reference.accessed and reference.url and not reference.doi else ""
    return " ".join(part for part in (state, reference.date.nlm if reference.date else "", accessed) if part)


def _end(reference: Reference) -> Iterator[Sentence]:
    """The language, unless it is English, and what the file wants at the end."""
    yield (language_in_english(reference.plain("language")),)
    yield (reference.texts.get("addendum", ""),)
