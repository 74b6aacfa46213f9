"""Dates of publications, as BibTeX (year, month, day) and BibLaTeX (date) write them, to parts and to NLM's print.

NLM's Citing Medicine: year, then the month's first three letters, then the day: `2014 May 9`. Days of our own, such as
when a text was checked, are written out for readers.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_MONTHS_IN_FULL = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
                   "November", "December")  # fmt: skip
_SEASONS = {21: "Spring", 22: "Summer", 23: "Fall", 24: "Winter"}  # ISO 8601-2, used by BibLaTeX
_ISO = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d{2}))?(?:-(?P<day>\d{2}))?(?:T[\d:.Z+-]*)?[?~%]?")
_MONTH_FIELD = re.compile(r"(?P<first>[a-zA-Z]{3,}\.?|\d{1,2})(?:\s*[-–/]+\s*(?P<last>[a-zA-Z]{3,}\.?|\d{1,2}))?(?:\s+(?P<day>\d{1,2}))?,?")


@dataclass(frozen=True, slots=True)
class Date:
    """A day, a month, a season or a year; with `until` a stretch of time. Months 21 to 24 are seasons."""

    year: int
    month: int = 0  # 1 to 12, 21 to 24, or 0 where not known
    day: int = 0
    until: "Date | None" = None

    @property
    def nlm(self) -> str:
        first = self._parts()
        if not self.until:
            return " ".join(first)
        last = self.until._parts()
        shared = 0
        while shared < min(len(first), len(last)) - 1 and first[shared] == last[shared]:
            shared += 1
        if first == last:
            return " ".join(first)
        return " ".join(first) + "-" + " ".join(last[shared:])

    def _parts(self) -> list[str]:
        month = _MONTHS[self.month - 1] if 1 <= self.month <= 12 else _SEASONS.get(self.month, "")
        return [str(self.year), *([month] if month else []), *([str(self.day)] if self.day else [])]

    @property
    def exists(self) -> bool:
        """Whether its month has such a day."""
        return not self.day or (1 <= self.month <= 12 and self.day <= monthrange(self.year, self.month)[1])

    @property
    def iso_parts(self) -> list[int]:
        """Year, month and day as far as known, as CSL-JSON wants them; a season counts as not known."""
        if not 1 <= self.month <= 12:
            return [self.year]
        return [self.year, self.month, *([self.day] if self.day else [])]


def read_iso(text: str) -> Date | None:
    """A BibLaTeX date, such as 2014, 2014-05, 2014-05-09 or 2014-05/2014-06; None where it is none."""
    first, slash, last = text.strip().partition("/")
    start = _read_one(first)
    end = _read_one(last) if last.strip(" .") else None
    if start is None or (slash and last.strip(" .") and end is None):
        return None
    return Date(start.year, start.month, start.day, end)


def _read_one(text: str) -> Date | None:
    match = _ISO.fullmatch(text.strip())
    if not match:
        return None
    date = Date(int(match["year"]), int(match["month"] or 0), int(match["day"] or 0))
    return date if date.month in (*range(13), *_SEASONS) and date.exists else None


def read_year_and_month(year: str, month: str, day: str) -> Date | None:
    """A BibTeX date; the month may be a name, a number, two months, or hold the day (`may # { 9}`)."""
    if not re.fullmatch(r"\d{4}", year.strip()):
        return None
    if not month.strip():
        return Date(int(year))
    match = _MONTH_FIELD.fullmatch(month.strip())
    first = match and _month_number(match["first"])
    if not match or not first or (day and not re.fullmatch(r"\d{1,2}", day)):
        return None
    last = _month_number(match["last"]) if match["last"] else 0
    if last is None:
        return None
    date = Date(int(year), first, int(match["day"] or day or 0), Date(int(year), last) if last else None)
    return date if date.exists else None


def _month_number(word: str) -> int | None:
    if word.isdigit():
        return int(word) if 1 <= int(word) <= 12 else None
    short = word[:3].capitalize()
    return _MONTHS.index(short) + 1 if short in _MONTHS else None


def day(when: date) -> str:
    """A day as readers write it: November 22, 2026."""
    return f"{_MONTHS_IN_FULL[when.month - 1]} {when.day}, {when.year}"
