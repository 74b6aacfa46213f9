"""Faults: what is wrong in a source file, where, and what to do about it.

Every module that reads what a writer wrote returns faults instead of raising, so that one run can list all of
them. A fault prints as `path:line: what is wrong (what to do)`. This module knows nothing of what is read.
"""

import difflib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One mistake of a writer. `line` counts from 1; 0 means that no line is known."""

    path: str
    line: int
    message: str
    column: int = 0  # counts from 1; 0 means that none is known

    def __str__(self) -> str:
        place = ":".join([self.path, *(str(number) for number in (self.line, self.column) if number)])
        return f"{place}: {self.message}"


def nearest(word: str, words: Iterable[str]) -> str | None:
    """The word that was probably meant, or None where nothing is near."""
    by_lower = {candidate.lower(): candidate for candidate in words}
    found = difflib.get_close_matches(word.lower(), by_lower, n=1, cutoff=0.7)
    return by_lower[found[0]] if found else None


def read_utf8(path: Path, shown_as: str) -> tuple[str, tuple[Fault, ...]]:
    """The file's text with plain newlines. Bytes that are not UTF-8 become U+FFFD, so that reading can go on."""
    data = path.read_bytes()
    faults: tuple[Fault, ...] = ()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        text = data.decode("utf-8-sig", errors="replace")
        faults = (Fault(shown_as, line, "this is not UTF-8 (save the file again as UTF-8)"),)
    return text.replace("\r\n", "\n").replace("\r", "\n"), faults


_CODE = re.compile(
    r"""
    ^(?P<indent>[ ]*)(?P<fence>`{3,}|~{3,}) [^\n]*\n .*? ^[ ]*(?P=fence)[`~]*[ ]*$   # a fenced block
    | <!--.*?-->
    | (?<!`)(?P<ticks>`+)(?!`) .+? (?<!`)(?P=ticks)(?!`)                              # code in a line
    """,
    re.VERBOSE | re.MULTILINE | re.DOTALL,
)


def blank_code(markdown: str) -> str:
    """The same text, as long and with the same lines, with code blanked out: only for finding a line again."""
    return _CODE.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), markdown)


def line_of(markdown: str, needle: str, occurrence: int = 0) -> int:
    """The line on which `needle` stands for the n-th time outside code, or 0. White space matches any white space."""
    pattern = r"\s+".join(re.escape(word) for word in needle.split())
    for text in (blank_code(markdown), markdown):
        places = [match.start() for match in re.finditer(pattern, text)] if pattern else []
        if places:
            return text.count("\n", 0, places[min(occurrence, len(places) - 1)]) + 1
    return 0
