"""What files for reference managers have in common: the parts of a reference that RIS and CSL-JSON have a field for, or a note.

In goes a Reference, out come plain texts. Values come from the record, never from the source text, so that a journal's name
or a date reads the same in all files. What a page prints survives each: where a format has no field for it, a note carries it
as `name: value`, with the name that it has in a .bib file.
"""

from collections.abc import Iterator

from references.localization import patent
from references.reference import Reference

_THESES = {"mathesis": "Master's thesis", "phdthesis": "PhD thesis", "candthesis": "Candidate thesis"}  # BibLaTeX's keys
_OF_TYPE = {"mastersthesis": "Master's thesis", "phdthesis": "PhD thesis"}


def maker(reference: Reference) -> str:
    """The publisher as it is printed: else the institution."""
    return reference.texts.get("publisher") or reference.texts.get("institution", "")


def container(reference: Reference) -> str:
    """The whole that a work is part of: a journal, a book, a website."""
    return reference.journal_in_full or reference.texts.get("booktitle") or reference.texts.get("site", "")


def genre(reference: Reference) -> str:
    """What kind of thesis, patent or program it is, in words."""
    kind = reference.texts.get("kind", "")
    if reference.type == "phdthesis":
        return _THESES.get(kind, kind) or _OF_TYPE.get(reference.entry.type, "")
    return patent(kind) if kind and reference.entry.type == "patent" else kind


def notes(reference: Reference, names: tuple[str, ...]) -> Iterator[str]:
    """`name: value` for each text that the format has no field for, and for what no list of names can say."""
    for name in names:
        if text := reference.texts.get(name):
            yield f"{'howpublished' if name == 'how' else name}: {text}"
    for role, people in (("author", reference.authors), ("editor", reference.editors)):
        if people.and_others:
            yield f"{role}: and others"
