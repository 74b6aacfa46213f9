"""Typst's own syntax: strings, calls and arrays, as paper.writer and the documents write them.

Text goes over as string literals, and is escaped nowhere but here, so that none of it can be markup.
"""

import unicodedata
from collections.abc import Iterable

_MARK = "\ufeff"  # a byte order mark, which no PDF/UA may hold
_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t", _MARK: ""})


def string(text: str) -> str:
    """A Typst string literal of these characters, composed where Unicode can (NFC), as faces know letters by one code point."""
    return f'"{unicodedata.normalize("NFC", text).translate(_ESCAPES)}"'


def call(function: str, *positional: str, **named: str) -> str:
    """A Typst call; the values are Typst expressions. Underscores in names are Typst's hyphens."""
    given = [*positional, *(f"{name.replace('_', '-')}: {value}" for name, value in named.items())]
    return f"{function}({', '.join(given)})"


def array(items: Iterable[str]) -> str:
    """A Typst array of these expressions."""
    return f"({''.join(f'{item}, ' for item in items)})"


def joined(*parts: str) -> str:
    """Typst code for one after the other; nothing for nothing."""
    found = [part for part in parts if part]
    return f"{{ {'; '.join(found)} }}" if len(found) > 1 else "".join(found)
