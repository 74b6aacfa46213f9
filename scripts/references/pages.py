"""Volume, issue and pages of an article or a chapter: what exporters write, and NLM's print of it.

In goes the text of a field, out comes the same with one kind of hyphen, without words such as "pp." that the style prints
itself, and empty where it only says that there is none. Rules: Citing Medicine, chapter on journal articles.
"""

import re

_DASH = "-\u2010-\u2015\u2212"
_DASHES = re.compile(rf"\s*[{_DASH}]+\s*")
# What publishers write for articles that are online first, and databases for works without page numbers.
_NONE = re.compile(
    r"(?:n\.?/?a\.?|none|null|nil|undefined|unknown|no|tbd|tba|-+|\?+|0+|n\.?\s?pag\.?|no pagination(?: specified)?|"
    r"(?:publish |published )?(?:online )?ahead[ -]of[ -]print|(?:advance |advanced )?online(?: first| ahead of print)?|"
    r"advance(?:d)? (?:access|articles?)|early (?:view|access|online)|online first articles?|in press|latest articles)",
    re.IGNORECASE,
)
_USUAL = re.compile(r"[1-9]\d*[-–][1-9]\d*")  # most are
_WORD_BEFORE = re.compile(r"(?:pages?|pp|pgs?|p)(?:\.\s*|\s+|(?=\d))", re.IGNORECASE)
_AND_BEYOND = re.compile(rf"\s*[{_DASH}]?\s*(?:\+|ff\.?)$")
_RANGE = re.compile(rf"(?P<prefix>[A-Za-z]*)(?P<first>\d+)\s*[{_DASH}]+\s*(?P=prefix)(?P<last>\d+)")
_VOLUME = re.compile(r"(?:volumes?|vols?|bd|band)(?:\.\s*|\s+)", re.IGNORECASE)
_ISSUE = re.compile(r"(?:issues?|iss|numbers?|nos?|nr|heft)(?:\.\s*|\s+)", re.IGNORECASE)
_SUPPLEMENT = re.compile(r"\bsuppl(?:ement)?(?:\.|s\b)?[\s_]*", re.IGNORECASE)


def is_none(text: str) -> bool:
    """Whether the text only says that there is nothing: n/a, n/a-n/a, no-no, ahead-of-print."""
    if text.isdecimal():
        return not text.strip("0")
    halves = [part.strip() for part in _DASHES.split(text.strip(" ."))]
    return bool(_NONE.fullmatch(text.strip())) or all(not half or _NONE.fullmatch(half) for half in halves)


def clean_pages(text: str) -> str:
    """`pp. 12--15` gives 12-15, `e134 -` gives e134, `319+` gives 319."""
    if _USUAL.fullmatch(text):
        return text.replace("–", "-")
    if is_none(text):
        return ""
    parts = [_AND_BEYOND.sub("", _WORD_BEFORE.sub("", part.strip(), count=1)) for part in re.split("([;,])", text)]
    cleaned = "".join(part if part in ",;" else " " + _DASHES.sub("-", part).strip("- ") for part in parts)
    return cleaned.strip(" ,;")


def clean_volume(text: str) -> str:
    if is_none(text):
        return ""
    return text if text.isdecimal() else _DASHES.sub("-", _VOLUME.sub("", text.strip(), count=1))


def clean_issue(text: str) -> str:
    """`no. 3` gives 3, `suppl_1` gives Suppl 1."""
    if is_none(text):
        return ""
    return text if text.isdecimal() else _DASHES.sub("-", _SUPPLEMENT.sub("Suppl ", _ISSUE.sub("", text.strip(), count=1)).strip())


def clean_number(text: str) -> str:
    """The number of a report, as the style prints "No." itself."""
    return "" if is_none(text) else _ISSUE.sub("", text.strip(), count=1)


def shorten_pages(pages: str) -> str:
    """`208-211` gives 208-11, `S100-S105` S100-5. Digits are kept before a letter (126A-127A), as NLM asks."""
    if pages.isdecimal():
        return pages
    return ", ".join("; ".join(map(_shortened, part.split(";"))) for part in pages.split(","))


def _shortened(part: str) -> str:
    part = part.strip()
    before, space, behind = part.rpartition(" ")  # discussion S11-S12
    range_ = _RANGE.fullmatch(behind)
    if not range_:
        return re.sub(f"[{_DASH}]+", "-", part)
    prefix, first, last = range_.groups()
    if len(first) == len(last) and first != last:
        last = last[next(place for place, digit in enumerate(last) if digit != first[place]) :]
    return f"{before}{space}{prefix}{first}-{last}"
