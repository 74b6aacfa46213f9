"""Faults: what is wrong in a source file, where, and what to do about it.

Every module that reads what a writer wrote returns faults instead of raising, so that one run can list all of
them. A fault prints as `path:line: what is wrong (what to do)`. This module knows nothing of what is read.
"""

import difflib
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple


class Words(NamedTuple):
    """Words of a rendered page, by which the place where a writer wrote them is found again; see source.Text."""

    text: str  # a sentence, or the very characters of the source
    start: int = 0  # of what the fault is about
    end: int = 0  # 0 means all of the text
    record: str = ""  # where they come from, if not from the page: refs/findings.yml#skin-nerves
    occurrence: int = 0  # which of the places that read the same
    verbatim: bool = False  # whether the text stands in the source character by character, but for white space


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One mistake of a writer. `line` and `column` count from 1; 0 means that none is known."""

    path: str  # as the writer knows it; empty until the words are found
    line: int
    message: str
    column: int = 0
    kind: str = field(default="fault", compare=False)  # what a program may tell it by: unknown-key, untraced-number …
    words: Words | None = field(default=None, compare=False)

    def __str__(self) -> str:
        place = ":".join([self.path, *(str(number) for number in (self.line, self.column) if number)])
        return f"{place}: {self.message}"


def slip(kind: str, message: str, source: str) -> Fault:
    """A fault of the page that is just being read, about these very characters of its source."""
    return Fault("", 0, message, kind=kind, words=Words(source, verbatim=True))


def nearest(word: str, words: Iterable[str]) -> str | None:
    """The word that was probably meant, or None where nothing is near."""
    by_lower = {candidate.lower(): candidate for candidate in words}
    found = difflib.get_close_matches(word.lower(), by_lower, n=1, cutoff=0.7)
    return by_lower[found[0]] if found else None


def hint(near: str | None, otherwise: str) -> str:
    """What to do about a name that is not there: the one that was probably meant, if there is one."""
    return f"did you mean {near}?" if near else otherwise
