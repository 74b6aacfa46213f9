"""The shown references as an .ris file: two letters, two spaces, a hyphen and a space before each value.

Tags as Zotero and EndNote read them for each type. RIS is plain text: italics and lowered digits of a title are not kept.
"""

from collections.abc import Iterable, Iterator

from references.carried import container, genre, maker, notes
from references.dates import Date
from references.localization import language_code
from references.names import Name
from references.reference import Reference

_NOT_IN_RIS = ("titleaddon", "maintitle", "chapter", "how", "addendum")


def to_ris(references: Iterable[Reference]) -> str:
    """An .ris file."""
    return "".join(map(_record, references))


def _record(reference: Reference) -> str:
    lines = "".join(f"{tag}  - {value}\n" for tag, value in _fields(reference) if value)
    return f"{lines}ER  - \n\n"


def _fields(reference: Reference) -> Iterator[tuple[str, str | None]]:
    texts, kind = reference.texts, reference.entry_type.ris
    yield "TY", kind
    for name in reference.authors.people:
        yield "AU", _name(name)
    for name in reference.editors.people:
        yield "ED" if reference.type == "book" else "A2", _name(name)
    yield from (
        ("TI", texts.get("title")), ("T2", container(reference)), ("J2", texts.get("journal")),
        ("C3", texts.get("booktitle") if kind == "CONF" else ""),  # Zotero's title of proceedings
        ("PB", maker(reference)), ("CY", texts.get("place")), ("ET", texts.get("edition")),
        ("VL", texts.get("volume")), ("IS", texts.get("issue")), ("M3", genre(reference)),
        ("SN" if kind in ("RPRT", "PAT") else "M1", texts.get("number")),
    )  # fmt: skip
    first, _, last = texts.get("pages", "").partition("-")
    yield from (("SP", first.strip()), ("EP", last.strip()))
    if reference.date:
        yield from (("PY", str(reference.date.year)), ("DA", _date(reference.date)))
    if reference.accessed and reference.url:
        yield "Y2", _date(reference.accessed)
    yield from (
        ("LA", language_code(texts.get("language", ""))), ("DO", reference.doi),
        ("UR", reference.address if reference.doi else reference.address_as_written),
        ("AN", reference.pmid), ("C2", reference.pmcid), ("ID", reference.key),
    )  # fmt: skip
    yield from (("N1", note) for note in _notes(reference))


def _notes(reference: Reference) -> Iterator[str]:
    """What RIS has no tag for. PMID and PMCID stand here, too, where Zotero finds them."""
    if reference.pmid:
        yield f"PMID: {reference.pmid}"
    if reference.pmcid:
        yield f"PMCID: {reference.pmcid}"
    if (date := reference.date) and (date.until or date.doubtful or not 1000 <= date.year <= 9999):
        yield f"date: {date.iso}"
    if reference.state:
        yield f"pubstate: {reference.state}"
    yield from notes(reference, (*_NOT_IN_RIS, "version"))


def _name(name: Name) -> str:
    """Surname, Given, Suffix. In a body's name EndNote wants each comma twice."""
    if not name.given:
        return name.family.replace(",", ",,")
    return ", ".join(part for part in (name.family, name.given, name.suffix) if part)


def _date(date: Date) -> str:
    """YYYY/MM/DD/season, with what is known."""
    parts = [f"{part:02}" for part in date.iso_parts]
    return "/".join([*parts, "", ""][:3]) + f"/{date.season}"
