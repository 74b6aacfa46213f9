"""Names of people and bodies as a .bib file writes them, split into the parts that styles and exports need.

In goes the value of an author or editor field, out come Name records and faults as plain messages. Read are BibTeX's
three orders and BibLaTeX's extended names (`family=Berg, given=Jan, prefix=van den`; manual, section 3.4). Initials follow
NLM's Citing Medicine (chapter on authors): no points, no spaces, small words of a surname kept: `Van den Bergh PYK`.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from pybtex.bibtex.utils import split_name_list, split_tex_string
from pybtex.database import Person

from references.latex import LatexError, to_plain

_SUFFIXES = {"jr": "Jr", "jnr": "Jr", "sr": "Sr", "snr": "Sr", "i": "1st", "ii": "2nd", "iii": "3rd", "iv": "4th", "v": "5th"}
_SUFFIXES |= {printed.lower(): printed for printed in ("1st", "2nd", "3rd", "4th", "5th")}
_JOINED_WITH = 'join names with "and": Caro, Xavier J. and Winter, Earl F.'
_PUBMED = r"[^\W\d_][\w'’-]*(?: [^\W\d_][\w'’-]*)* [A-Z]{1,3}"  # Van den Bergh PY
_SIMPLE = re.compile(r"[^\\{}=~$]*")
_EXTENDED = re.compile(r"\s*\"?(?:family|given|prefix|suffix|useprefix|juniorcomma|id|hash|gender|(?:family|given|prefix|suffix)-i)\s*=")
_ET_AL = re.compile(r"(?P<before>.*?)[\s,]*\bet\.?\s+al\b\.?", re.IGNORECASE | re.DOTALL)
_ODD_ENDING = re.compile(r"(?i)\b(?:al\.?|and)$")
_AND_AND = re.compile(r"(?i)^\s*(?:and\s+)+|(?<=\band)(?:\s+and)+\b")
_BETWEEN_INITIALS = re.compile(r"[\s\-\u2010.~]+")
_SPOKEN = re.compile(r"(?P<given>(?:[^\W\d_a-zß-öø-ÿ][\w.'’-]*\s+)*)(?P<family>[^\W\d_a-zß-öø-ÿ][\w'’-]*)")
_BODY = re.compile(
    r"(?i)\b(?:organi[sz]ation|association|committee|consorti(?:um|a)|society|institut(?:e|es|ion)|foundation|department|ministry|"
    r"cent(?:er|re)s?|network|collaboration|council|agency|college|university|hospital|federation|alliance|initiative|"
    r"investigators|collaborators|collaborative|working group|study group|task force|registry|academy|clinic|team|commission)\b"
)


class Name(NamedTuple):
    """One author or editor. A body, such as an institute, has a family name only."""

    family: str  # with its small words: van Doorn
    given: str = ""
    suffix: str = ""  # as NLM prints it: Jr, 3rd
    is_body: bool = False

    @property
    def nlm(self) -> str:
        if not self.given and not self.suffix:
            return self.family
        return " ".join(part for part in (self.family, _initials(self.given), self.suffix) if part)


class Names(NamedTuple):
    """The people of one field, in order. `and_others` when the list itself says that there are more."""

    people: tuple[Name, ...] = ()
    and_others: bool = False

    def __bool__(self) -> bool:
        return bool(self.people)


@lru_cache(10_000)
def _initials(given: str) -> str:
    """`Xavier J.` gives XJ; up to three capitals without a point are initials already."""
    letters = ""
    for word in _BETWEEN_INITIALS.split(given):
        bare = word if word.isalpha() else "".join(char for char in word if char.isalpha())
        letters += bare if bare.isupper() and len(bare) <= 3 else bare[:1].upper()
    return letters


def read_names(source: str) -> tuple[Names, tuple[str, ...]]:
    """The names of a field and what is wrong with them, each as 'holds … (what to do)'."""
    people: list[Name] = []
    problems: list[str] = []
    and_others = False
    if "and and" in source.lower() or source[:3].lower() == "and":  # CrossRef's, where it left out a group: "A and and B"
        source = _AND_AND.sub("", source)
    for written in split_name_list(source):
        if not written.strip("{} "):
            continue  # {{}} says on purpose that no name is known
        if written.strip("{} ").lower() in ("others", "et al", "et al.") and (written[0] == "{" or "others" in written.lower()):
            and_others = True
            continue
        try:
            name = _name(written)
        except (LatexError, _WrongName) as error:
            problems.append(str(error))
        else:
            people += [name] if name else []
    return Names(tuple(people), and_others), tuple(problems)


class _WrongName(ValueError):
    """What is wrong with a name, as 'holds … (what to do)'."""


@lru_cache(10_000)  # who is cited once is cited again
def _name(written: str) -> Name | None:
    """A name in any order; None for what only holds options."""
    name = _read_extended(written) if _EXTENDED.match(written) else _read(written)
    if name and not name.family:
        raise _WrongName(f'holds "{written}", where a part of the name is missing (write it as Surname, Given)')
    return name


def _read(written: str) -> Name:
    """A name in one of BibTeX's orders: `von Last, First`, `von Last, Jr, First`, `First von Last`."""
    is_simple = _SIMPLE.fullmatch(written)
    if not is_simple and written[0] == "{" and written[-1] == "}" and (written.count("{") == 1 or len(split_tex_string(written)) == 1):
        inside = split_name_list(written[1:-1]) if ", " in written else ()
        if len(inside) > 1 and all(", " in name for name in inside):
            raise _WrongName(f'holds "{written}", which is a single name because of its braces (write "{" and ".join(inside)}")')
        return Name(to_plain(written), is_body=True)
    if problem := _problem_of_ending(written):
        raise _WrongName(problem)
    parts = [part.strip() for part in (written.split(",") if is_simple else split_tex_string(written, ","))]
    if len(parts) == 1:
        return _read_in_spoken_order(written)
    if len(parts) == 3 and _suffix(parts[2]) and not _suffix(parts[1]):
        parts = [parts[0], parts[2], parts[1]]  # Zotero's order: King, Martin Luther, Jr.
    if len(parts) > 3 or (len(parts) == 3 and not _suffix(parts[1])):
        raise _WrongName(f'holds "{written}", which has too many commas ({_joined(written.split(";") if ";" in written else parts)})')
    if not all(parts):
        raise _WrongName(f'holds "{written}", where a part of the name is missing (write it as Surname, Given)')
    if ";" in written:
        raise _WrongName(f'holds "{written}", which is more than one name ({_joined(written.split(";"))})')
    given, suffix = _plain(parts[-1]), _suffix(parts[1]) if len(parts) == 3 else ""
    *first, last = given.split(" ")
    if not suffix and first and re.fullmatch(r"[Jj]r\.?|[Ss]r\.?|II|III|IV", last):
        given, suffix = " ".join(first).rstrip(","), _suffix(last)  # Smith, John Jr.
    return Name(_plain(parts[0]), given, suffix)


def _joined(names: list[str]) -> str:
    """What to write for names that something else than "and" joins: `Caro XJ`, `Winter EF` are turned round."""
    names = [name.strip() for name in names if name.strip()]
    if all(re.fullmatch(_PUBMED, name) for name in names):
        names = [", ".join(name.rsplit(" ", 1)) for name in names]
    elif not all(" " in name for name in names) or (any("," in name for name in names) and not all("," in name for name in names)):
        return _JOINED_WITH
    return f'write "{" and ".join(names)}"'


def _problem_of_ending(written: str) -> str | None:
    if not _ODD_ENDING.search(written):
        return None
    if re.fullmatch(r"(?i)et\.?\s+al\.?", written):
        return f'holds "{written}" (write "others")'
    if found := _ET_AL.fullmatch(written):
        return f'holds "{written}", which ends with "et al." (write "{found["before"]} and others")'
    if re.search(r"(?i)\sand$", written):
        return f'holds "{written}", which ends with "and" (take it out, or write the name behind it)'
    return None


def _read_in_spoken_order(written: str) -> Name:
    simple = _SPOKEN.fullmatch(written)
    words = written.split() if simple else split_tex_string(written)
    last = words[-1] if words else ""
    if len(words) > 1:
        if re.search(r"\s(?:&|\\&|\{\\&\})\s|;", written):
            names = re.split(r"\s(?:&|\\&|\{\\&\})\s|;", written)
            raise _WrongName(f'holds "{written}", which is more than one name ({_joined(names)}; put the name of a body in braces)')
        if _BODY.search(written):
            raise _WrongName(f'holds "{written}", which reads as the surname {last} (put the name of a body in braces: {{{written}}})')
        if _is_initials(last) and not _is_initials(words[0]):
            raise _WrongName(f'holds "{written}", which reads as the surname {last} (write "{" ".join(words[:-1])}, {last}")')
        if last.rstrip(".").lower() in ("jr", "sr") and len(words) > 2:
            raise _WrongName(f'holds "{written}", which reads as the surname {last} (write "{words[-2]}, {last}, {" ".join(words[:-2])}")')
    if simple:
        return Name(_plain(simple["family"]), _plain(simple["given"]))
    person = Person(written)
    return Name(
        family=_plain(" ".join([*person.prelast_names, *person.last_names])),
        given=_plain(" ".join([*person.first_names, *person.middle_names])),
    )


def _read_extended(written: str) -> Name | None:
    """BibLaTeX's `family=Berg, given=Jan, …`; None for options that hold for the whole list."""
    parts: dict[str, str] = {}
    for part in split_tex_string(written, ","):
        name, _, value = part.strip().strip('"').partition("=")
        parts[name.strip().lower()] = _plain(value.strip().strip('"'))
    family = " ".join(part for part in (parts.get("prefix"), parts.get("family")) if part)
    suffix = parts.get("suffix", "")
    if not family:
        return Name(parts["given"]) if parts.get("given") else None
    return Name(family, parts.get("given", ""), _suffix(suffix) or suffix, is_body=not parts.get("given") and " " in family)


def _plain(part: str) -> str:
    return " ".join(to_plain(part).replace("\u00a0", " ").split())


def _suffix(word: str) -> str:
    return _SUFFIXES.get(word.strip(". {}").lower(), "")


def _is_initials(word: str) -> bool:
    letters = re.sub(r"[.\-]", "", word)
    return letters.isalpha() and letters.isupper() and len(letters) <= 3
