"""Names of people and bodies as a .bib file writes them, split into the parts that styles and exports need.

In goes the value of an author or editor field, out come Name records and faults as plain messages. Initials follow
NLM's Citing Medicine (chapter on authors): no points, no spaces, small words of a surname kept: `Van den Bergh PYK`.
"""

import re
from dataclasses import dataclass

from pybtex.bibtex.utils import split_name_list, split_tex_string
from pybtex.database import Person

from references.latex import LatexError, to_plain

_SUFFIXES = {"jr": "Jr", "sr": "Sr", "i": "1st", "ii": "2nd", "iii": "3rd", "iv": "4th", "v": "5th"}


@dataclass(frozen=True, slots=True)
class Name:
    """One author or editor. A body, such as an institute, has a family name only."""

    family: str  # with its small words: van Doorn
    given: str = ""
    suffix: str = ""  # as NLM prints it: Jr, 3rd
    is_body: bool = False

    @property
    def initials(self) -> str:
        """`Xavier J.` gives XJ; up to three capitals without a point are initials already."""
        letters = ""
        for word in re.split(r"[\s\-\u2010.~]+", self.given):
            bare = "".join(char for char in word if char.isalpha())
            letters += bare if bare.isupper() and len(bare) <= 3 else bare[:1].upper()
        return letters

    @property
    def nlm(self) -> str:
        return " ".join(part for part in (self.family, self.initials, self.suffix) if part)


@dataclass(frozen=True, slots=True)
class Names:
    """The people of one field, in order. `and_others` when the list itself says that there are more."""

    people: tuple[Name, ...] = ()
    and_others: bool = False

    def __bool__(self) -> bool:
        return bool(self.people)


def read_names(source: str) -> tuple[Names, tuple[str, ...]]:
    """The names of a field and what is wrong with them, each as 'holds … (what to do)'."""
    people: list[Name] = []
    problems: list[str] = []
    and_others = False
    for written in split_name_list(source):
        if written.strip("{} ") == "":
            continue  # {{}} says on purpose that no name is known
        if written.strip().lower() == "others":
            and_others = True
            continue
        if problem := _problem(written):
            problems.append(problem)
            continue
        try:
            people.append(_read_name(written))
        except LatexError as error:
            problems.append(str(error))
    return Names(tuple(people), and_others), tuple(problems)


def _problem(written: str) -> str | None:
    parts = [part.strip() for part in split_tex_string(written, ",")]
    if len(parts) > 3 or (len(parts) == 3 and parts[1].strip(". ").lower() not in _SUFFIXES):
        return f'holds "{written}", which has too many commas (join names with "and": Caro, Xavier J. and Winter, Earl F.)'
    words = split_tex_string(written)
    if words[-1].lower() == "and":
        return f'holds "{written}", which ends with "and" (take it out, or write the name behind it)'
    if re.fullmatch(r"et\.?\s+al\.?", written, re.IGNORECASE):
        return f'holds "{written}" (write "others")'
    if len(parts) == 1 and len(words) > 1 and _is_initials(words[-1]) and not _is_initials(words[0]):
        return f'holds "{written}", which reads as the surname {words[-1]} (write "{" ".join(words[:-1])}, {words[-1]}")'
    if not all(parts):
        return f'holds "{written}", where a part of the name is missing (write it as Surname, Given)'
    return None


def _is_initials(word: str) -> bool:
    letters = re.sub(r"[.\-]", "", word)
    return letters.isalpha() and letters.isupper() and len(letters) <= 3


def _read_name(written: str) -> Name:
    if re.fullmatch(r"\{.*\}", written) and len(split_tex_string(written)) == 1:
        return Name(to_plain(written), is_body=True)
    person = Person(written)

    def plain(parts: list[str]) -> str:
        return to_plain(" ".join(parts)).replace("\u00a0", " ").strip()

    suffix = plain(person.lineage_names)
    return Name(
        family=plain([*person.prelast_names, *person.last_names]),
        given=plain([*person.first_names, *person.middle_names]),
        suffix=_SUFFIXES.get(suffix.strip(".").lower(), suffix),
    )
