"""Dates of publications, as BibTeX (year, month, day) and BibLaTeX (date) write them, to parts and to NLM's print.

NLM's Citing Medicine: year, then the month's first three letters, then the day: `2014 May 9`; what is not certain stands in
brackets: `[2014?]`. Read are BibTeX's month, which may hold a day or two months (`"8~" # jan`, `jul # "--" # aug`), and what
BibLaTeX takes from ISO 8601-2 (manual, section 2.3.8). Days of our own are written out for readers.
"""

import re
from calendar import monthrange
from datetime import date
from typing import NamedTuple

_MONTHS_IN_FULL = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
                   "November", "December")  # fmt: skip
MONTHS = tuple(name[:3] for name in _MONTHS_IN_FULL)
_SEASONS = {21: "Spring", 22: "Summer", 23: "Fall", 24: "Winter"}  # ISO 8601-2, used by BibLaTeX
_NUMBERS = {name.lower(): number for number, name in enumerate(MONTHS, start=1)}
_NUMBERS |= {"spring": 21, "summer": 22, "fall": 23, "autumn": 23, "winter": 24}
_ISO = re.compile(
    r"(?P<year>-?\d{4}|\d{3}X|\d{2}XX|Y?-?\d{5,6})(?:-(?P<month>\d{2}|XX))?(?:-(?P<day>\d{2}|XX))?(?:[T ][\d:.Z+-]*)?(?P<doubt>[?~%]?)",
    re.IGNORECASE,
)
_TH = "(?:st|nd|rd|th)?"
_WORD = r"[^\W\d_]{3,}\.?"


def _one_side(name: str) -> str:
    """A day and a month, a month and perhaps a day, or a number."""
    return (
        rf"(?:(?P<{name}day>\d{{1,2}}){_TH}\.?\s+(?P<{name}after>{_WORD})"
        rf"|(?P<{name}word>{_WORD})(?:[\s,]+(?P<{name}days>\d{{1,2}}){_TH}(?!\d))?|(?P<{name}number>\d{{1,2}}))"
    )


_MONTH_FIELD = re.compile(
    rf"{_one_side('first')}(?:\s*(?:[-–—/&+]+|,|\band\b|\bto\b)\s*{_one_side('last')})?(?:[\s,]+(?P<year>\d{{4}}))?,?"
)
_ABOUT = re.compile(r"(?:c\.?|ca\.?|circa|about|approx(?:\.|imately)?)\s*(?=\d)", re.IGNORECASE)


class Date(NamedTuple):
    """A day, a month, a season or a year; with `until` a stretch of time. Months 21 to 24 are seasons."""

    year: int  # 0 and below: before the Common Era, as ISO 8601 counts (0 is 1 BC)
    month: int = 0  # 1 to 12, 21 to 24, or 0 where not known
    day: int = 0
    until: "Date | None" = None
    doubtful: bool = False  # approximate, or not certain

    @property
    def nlm(self) -> str:
        first = self._parts()
        text = " ".join(first)
        if self.until and (last := self.until._parts()) != first:
            shared = 0
            while shared < min(len(first), len(last)) - 1 and first[shared] == last[shared]:
                shared += 1
            text += "-" + " ".join(last[shared:])
        return f"[{text}?]" if self.doubtful else text

    def _parts(self) -> list[str]:
        month = MONTHS[self.month - 1] if 1 <= self.month <= 12 else _SEASONS.get(self.month, "")
        year = str(self.year) if self.year > 0 else f"{1 - self.year} BC"
        return [year, *([month] if month else []), *([str(self.day)] if self.day else [])]

    @property
    def exists(self) -> bool:
        """Whether its month has such a day."""
        return not self.day or (1 <= self.month <= 12 and self.day <= monthrange(max(self.year, 4), self.month)[1])

    @property
    def iso_parts(self) -> list[int]:
        """Year, month and day as far as known, as CSL-JSON wants them; a season counts as not known."""
        if not 1 <= self.month <= 12:
            return [self.year]
        return [self.year, self.month, *([self.day] if self.day else [])]

    @property
    def season(self) -> str:
        """Spring to Winter, or an empty string."""
        return _SEASONS.get(self.month, "")

    @property
    def iso(self) -> str:
        """As BibLaTeX writes it: 2014-05-09, 2014-05/2014-06, 2014-21, 2014~."""
        year = f"{self.year:04}" if self.year >= 0 else f"-{-self.year:04}"
        year = f"Y{year}" if abs(self.year) > 9999 else year
        text = "-".join([year, *(f"{part:02}" for part in (self.month, self.day) if part)]) + "~" * self.doubtful
        return f"{text}/{self.until.iso}" if self.until else text


def read_iso(text: str) -> Date | None:
    """A BibLaTeX date, such as 2014, 2014-05, 2014-05-09, 2014-05/2014-06, 2014~ or 201X; None where it is none."""
    if text.isdecimal() and len(text) == 4:
        return Date(int(text))
    first, slash, last = (side.strip() for side in text.strip().partition("/"))
    if slash and first in ("", "..", "*"):
        first, last = last, ""  # open at its start: what is known is its end
    start = _read_one(first)
    end = _read_one(last) if last.strip(" .*") else None
    if start is None or (slash and last.strip(" .*") and end is None):
        return None
    if start.until and not end:
        return start
    doubtful = start.doubtful or bool(end and end.doubtful)
    return Date(start.year, start.month, start.day, end and (end.until or end._replace(doubtful=False)), doubtful)


def _read_one(text: str) -> Date | None:
    match = _ISO.fullmatch(text)
    if not match:
        return None
    year, month, day = match["year"].upper().removeprefix("Y"), match["month"] or "", match["day"] or ""
    doubtful = bool(match["doubt"])
    if "X" in year:  # the 2010s, the 20th century
        return Date(int(year.replace("X", "0")), until=Date(int(year.replace("X", "9"))), doubtful=doubtful)
    known = [0 if not part or "X" in part.upper() else int(part) for part in (month, day)]
    found = Date(int(year), known[0], known[1], doubtful=doubtful)
    is_written = month != "00" and day != "00"
    return found if is_written and found.month in (*range(13), *_SEASONS) and found.exists else None


def read_year(text: str) -> Date | None:
    """A year, or what BibTeX's year may hold beside it: `1984/1985`, `(about 1984)`, `[1984?]`, `c. 1984`."""
    if text.isdecimal() and len(text) == 4:
        return Date(int(text))
    bare = text.strip("()[] ©c") if re.match(r"[(\[©]|c\d", text) else text
    about = _ABOUT.match(bare)
    if not re.fullmatch(r"\d{4}-\d\d(-\d\d)?", bare):
        bare = re.sub(r"\s*(?:[-–—/]+)\s*", "/", bare[about.end() :] if about else bare)
    if short := re.fullmatch(r"(\d\d)(\d\d)/(\d\d)", bare):
        bare = f"{short[1]}{short[2]}/{short[1]}{short[3]}"
    found = read_iso(bare) if re.fullmatch(r"\d{4}[-/?\d]*", bare) else None
    return found._replace(doubtful=True) if found and about else found


def read_year_and_month(year: str, month: str, day: str) -> Date | None:
    """A BibTeX date; the month may be a name, a number, two months, a season, or hold the day (`may # { 9}`)."""
    found = read_year(year.strip())
    month = re.sub(r"[\u00a0~\s]+", " ", month.strip().strip("#").strip())
    if found is None or not month or re.fullmatch(r"0+|n/?a|none|unknown", month, re.IGNORECASE):
        return found
    stretch = read_month(month)
    if stretch is None or (stretch[2] and stretch[2] != found.year):
        return None
    (first, first_day), last, _ = stretch
    days = re.fullmatch(r"0?(\d{1,2})(?:\s*[-–—]+\s*0?(\d{1,2}))?", day.strip()) if day.strip() else None
    if day.strip() and not days:
        return None
    if days:
        first_day = int(days[1])
        last = (first, int(days[2])) if days[2] else last
    until = Date(found.year, *last) if last else found.until and found.until._replace(month=first)
    date = Date(found.year, first, first_day, until, found.doubtful)
    return date if date.exists and (not until or until.exists) else None


def read_month(text: str) -> tuple[tuple[int, int], tuple[int, int] | None, int] | None:
    """The first month and day, the last ones if there are two, and the year (0 where none); None where it is no month."""
    if text.lower() in _NUMBERS:
        return (_NUMBERS[text.lower()], 0), None, 0
    match = _MONTH_FIELD.fullmatch(text)
    if not match:
        return None
    first, last = _side(match, "first"), _side(match, "last")
    if first is None or last is None:
        return None
    if not last[0] and last[1]:  # May 9-11
        last = (first[0], last[1]) if match["firstword"] and first[1] else (0, 0) if match["firstday"] else last
    if match["firstnumber"] and last[0] and (match["lastafter"] or match["lastword"]):  # 9-11 May
        first = (last[0], int(match["firstnumber"]))
    elif match["firstnumber"]:
        first, last = (int(match["firstnumber"]), 0), (last[1], 0) if match["lastnumber"] else last
    elif match["lastnumber"] and not last[0]:
        return None
    year = int(match["year"] or 0)
    is_month = first[0] in _NUMBERS.values() and (last == (0, 0) or last[0] in _NUMBERS.values())
    return (first, last if last[0] else None, year) if is_month else None


def _side(match: re.Match[str], name: str) -> tuple[int, int] | None:
    """Month and day of one side; a lone number is given as day. None for a word that is no month."""
    word = match[f"{name}word"] or match[f"{name}after"]
    day = int(match[f"{name}day"] or match[f"{name}days"] or match[f"{name}number"] or 0)
    if not word:
        return 0, day
    month = _month_or_season(word.rstrip(".").lower())
    return (month, day) if month else None


def _month_or_season(word: str) -> int:
    """Its number, 0 where it is none: may, sept, september, autumn."""
    is_short = any(name.lower().startswith(word) for name in _MONTHS_IN_FULL)
    return _NUMBERS.get(word[:3] if is_short else word, 0)


def day(when: date) -> str:
    """A day as readers write it: November 22, 2026."""
    return f"{_MONTHS_IN_FULL[when.month - 1]} {when.day}, {when.year}"
