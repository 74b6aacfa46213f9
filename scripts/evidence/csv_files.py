"""CSV that any spreadsheet reads (RFC 4180) and none runs.

In go lines of values, out comes the file's text.
"""

import csv
import io
from collections.abc import Iterable

_FORMULA = ("=", "+", "-", "@", "\t", "\r")  # beginnings of a cell that spreadsheets may run (OWASP, "CSV Injection")


def to_text(lines: Iterable[Iterable[object]]) -> str:
    """Numbers as they are written by hand, nothing for None."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows(map(_cell, line) for line in lines)
    return out.getvalue()


def _cell(value: object) -> str:
    if isinstance(value, int | float):
        return f"{value:.10g}"
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(_FORMULA) else text
