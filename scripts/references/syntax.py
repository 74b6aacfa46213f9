"""What a fault of BibTeX's syntax means for a writer: pybtex names the place where it gave up, this the one to look at.

In goes what pybtex had read of the broken entry, out come a line and a message.
"""

import re
from collections.abc import Mapping
from typing import NamedTuple

from pybtex.scanner import PybtexSyntaxError, TokenRequired

NO_KEY = "this entry has no key (write it after the brace: @article{smith2020, …})"
_FIELD_START = re.compile(r"[a-zA-Z]+\s*=")
_FIELD_INSIDE = re.compile(r"\n\s*[a-zA-Z]+\s*=\s*[{\"\w]")


class Broken(NamedTuple):
    """An entry as far as it could be read."""

    text: str  # of the whole file
    start: int  # where its @ stands
    start_line: int
    position: int  # where pybtex gave up
    key: str
    field: str  # the one that was being read, in lower case
    value: tuple[str, ...]  # of that field, as far as read
    fields: tuple[tuple[str, str], ...]  # those before it
    lines: Mapping[str, int]  # of those

    def line_of(self, name: str) -> int:
        if name in self.lines:
            return self.lines[name]
        found = re.compile(rf"\b{re.escape(name)}\s*=", re.IGNORECASE).search(self.text, self.start)
        return self.text.count("\n", 0, found.start()) + 1 if found else self.start_line

    def is_open(self, name: str) -> bool:
        """Whether the value of this field has no end, as far as the file goes."""
        rest = "\n".join(self.text.splitlines()[self.line_of(name) - 1 :])
        return rest.count("{") > rest.count("}") or rest.count('"') % 2 == 1

    def has_equals(self, name: str) -> bool:
        return bool(re.compile(rf"\b{re.escape(name)}\s*=").search(self.text, self.start, self.position))


def explain(error: PybtexSyntaxError, broken: Broken) -> tuple[int, str]:
    """The line a writer should look at, and what is wrong there."""
    rest = broken.text[broken.position :].lstrip()
    if not broken.key or "=" in broken.key:
        return broken.start_line, _before_the_key(broken)
    key, name = f'"{broken.key}"', broken.field
    if name and not broken.value and not isinstance(error, TokenRequired) and broken.is_open(name):
        return broken.line_of(name), f'the field "{name}" of {key} never ends (close its brace or quotation mark)'
    if not rest or rest.startswith("@"):
        unread = "" if broken.value or not name else "\n".join(broken.text.splitlines()[broken.line_of(name) - 1 :])
        for swallower, value in [*broken.fields, (name, "".join(broken.value) or unread)]:
            if _FIELD_INSIDE.search(value):
                message = f'the field "{swallower}" of {key} takes in the next one (close its brace or quotation mark)'
                return broken.line_of(swallower), message
        return broken.start_line, f'{key} never ends (add the closing "}}")'
    return _inside(error, broken, rest)


def _before_the_key(broken: Broken) -> str:
    written = broken.text[broken.start : broken.position]
    if re.match(r"@\s*(?:string|preamble)\b", written, re.IGNORECASE):
        return "this @string or @preamble cannot be read (write @string{name = {text}})"
    if re.search(r"[{(]", written):
        return NO_KEY
    return 'an "@" starts an entry for BibTeX, but none follows (take the "@" out, or complete it)'


def _inside(error: PybtexSyntaxError, broken: Broken, rest: str) -> tuple[int, str]:
    """What is wrong between an entry's key and its closing brace."""
    key, name = f'"{broken.key}"', broken.field
    if rest[0] == "%":
        return error.lineno, f'"%" starts no comment inside of an entry ({key}) for BibTeX (take the line out)'
    if not name and not broken.fields and rest[0] == "=":
        return broken.start_line, NO_KEY
    if name and not broken.value and not broken.fields and rest[0] in ",}" and not broken.has_equals(name):
        return broken.start_line, f'the key "{broken.key} {name}" holds a space (take it out)'
    if isinstance(error, TokenRequired) and name and _FIELD_START.match(rest):
        line = broken.text[: broken.position].rstrip().count("\n") + 1
        return line, f'a comma is missing after the field "{name}" of {key} (add "," here)'
    if name and not broken.value:
        return error.lineno, f'the field "{name}" of {key} has no value that can be read (put the value in braces)'
    return error.lineno, f'{key} cannot be read from here: "{rest.splitlines()[0][:20]}" (compare with another entry)'
