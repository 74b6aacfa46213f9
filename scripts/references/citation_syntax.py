"""Pandoc's syntax of citations, told apart: `[see @caro2008subset, table 2; @{a key}{p. 3}]`.

In goes the text of a group, out come its parts. Knows nothing of references or of Markdown's tree. Pandoc's manual,
"Citation syntax": braces around a key allow any character in it, braces behind it or behind the comma mark a locator.
"""

import re
from typing import NamedTuple

# A group is any bracket with an @ that could start a key; what is in it is judged afterwards, so that a slip of the
# pen becomes a fault and never silent text. An @ after a letter or digit (an e-mail address) starts none.
_BEFORE = r"(?<![\w\\])"
_TEXT = r"(?:[^\[\]]|\[[^\[\]@]*\])"  # brackets inside may hold a word of the writer's: [sic]
GROUP = rf"\[(?P<body>(?>{_TEXT}*?{_BEFORE}@(?=[\w\];,.{{]|\s*[\];])){_TEXT}*+)\]"
_KEY = r"(?:\{(?P<braced>[^{}]*)\}|(?P<bare>\w[\w:.#$%&+?<>~/-]*))"
_BEHIND_KEY = ":.#$%&+?<>~/-"
_PART = re.compile(
    rf"""
    (?P<prefix>.*?)                 # see
    {_BEFORE} -? @                  # -@key is cited like @key: the number is all that is printed
    {_KEY}                          # caro2008subset, or {{any characters}}
    (?P<locator>\{{[^{{}}]*\}})?    # {{p. 3}}
    (?P<suffix>.*)                  # , table 2
    """,
    re.VERBOSE | re.DOTALL,
)
_FORCED = re.compile(r"(?P<comma>\s*,\s*)\{(?P<locator>[^{}]*)\}(?P<rest>.*)", re.DOTALL)
_SECOND_KEY = re.compile(rf"{_BEFORE}@[\w{{]")
_SEMICOLON = re.compile(r";(?![^{}]*\})")
NARRATIVE = re.compile(rf"(?<![\w\\@/.])-?@{_KEY}")  # @key says, which Pandoc reads as a citation, too


class Part(NamedTuple):
    """One work cited: what stands before it, its key, and what stands behind. `is_exact`: the key stood in braces."""

    prefix: str
    key: str
    suffix: str
    is_exact: bool

    @property
    def has_second_key(self) -> bool:
        return bool(_SECOND_KEY.search(self.suffix))


def parts_of(body: str) -> tuple[str, ...]:
    """The texts between the semicolons of a group, but not those inside of braces."""
    return tuple(part.strip() for part in _SEMICOLON.split(body))


def read_part(written: str) -> Part | None:
    """One part of a group; None where it has no key."""
    match = _PART.fullmatch(written)
    if not match or not (key := match["braced"] or match["bare"]):
        return None
    suffix = match["suffix"]
    if match["locator"] is not None:
        locator = match["locator"][1:-1].strip()
        suffix = (f", {locator}" if locator else "") + suffix
    elif forced := _FORCED.fullmatch(suffix):
        rest = forced["locator"] + forced["rest"]
        suffix = forced["comma"] + rest.lstrip() if rest.strip() else ""
    return Part(match["prefix"].strip(), key, suffix.rstrip(), match["braced"] is not None)


def without_punctuation(key: str) -> str:
    """The key without signs at its end, which belong to the sentence."""
    return key.rstrip(_BEHIND_KEY)


def in_brackets(key: str) -> str:
    """How the key is cited: with braces where it holds other signs than Pandoc takes for a key's."""
    return f"[@{key}]" if re.fullmatch(r"\w(?:[:.#$%&+?<>~/-]?\w)*", key) else f"[@{{{key}}}]"
