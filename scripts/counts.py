"""The numbers in a sentence that count or measure something, told apart from years, pages, names and list numbers.

In goes a sentence, out come its Counts: value, unit, and where it stands. Knows nothing of facts.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_ONES = """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen
    nineteen""".split()
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_WORDS = {word: value for value, word in enumerate(_ONES)} | {word: (place + 2) * 10 for place, word in enumerate(_TENS)}
_WORDS |= {f"{ten}-{one}": _WORDS[ten] + _WORDS[one] for ten in _TENS for one in _ONES[1:10]} | {"hundred": 100}

_FRACTIONS = {"third": 100 / 3, "quarter": 25.0, "half": 50.0, "fifth": 20.0, "tenth": 10.0}

# What a number may count, and the unit of the fact that it must match.
_UNITS = {
    "people": "people persons person patients women men adults teenagers children participants volunteers controls subjects",
    "percent": "% percent",
    "years": "years year", "months": "months month", "days": "days day",
    "studies": "studies study papers paper trials trial reviews articles",
    "points": "points point places sites", "biopsies": "biopsies samples",
}  # fmt: skip
_UNIT_OF = {noun: unit for unit, nouns in _UNITS.items() for noun in nouns.split()}
_FREE = frozenset(
    """study studies paper papers trial trials group groups team teams illness illnesses kind kinds way ways question questions
    finding findings answer answers page pages table tables side sides thing things label labels reason reasons author authors
    test tests doctor doctors word words sentence sentences""".split()
)
_MOST_FREE = 3  # "one study", "two groups", "these 3 papers" count what the page itself shows

_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
_NO_COUNT = re.compile(
    rf"""
    \b{_MONTH}\s+\d{{1,2}}(?:,\s*\d{{4}})?\b | \b\d{{1,2}}\s+{_MONTH}(?:\s+\d{{4}})?\b        # May 9, 2014; 9 May
    | \b(?:table|figure|fig\.|page|pages|pp?\.|chapter|section|step|part|no\.|number|volume|vol\.|type|grade|stage|version|item
         |side|source|BY)\s+\d+(?:\.\d+)?\b                                                 # table 2, type 2, CC BY 4.0
    | \b9[059]\s*%\s+(?:\w+\s+)?(?:CI|confidence|interval)\b                                 # the level of an interval
    | \b[A-Za-z]+-?\d[\w-]*\b(?!\s*%) | \b\d+(?:-[A-Za-z]|[A-Za-z])\w*\b                      # IL-2R, ICD-11, CD4, 3-year, 2D
    """,
    re.VERBOSE | re.IGNORECASE,
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b(?!\s*(?:people|patients|women|men|adults|%|percent))(?!\s+(?:of|in)\s+\d)")

_NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_WORD = "|".join(sorted(_WORDS, key=len, reverse=True))
_COUNT = re.compile(
    rf"""
    (?P<p>\bP\s*[=<>≤≥]\s*)?
    (?:(?P<digits>(?<![\w.,])(?:{_NUMBER})(?![\w]|[.,]\d)) | \b(?P<word>{_WORD})\b)
    (?P<percent>\s*%|\s+percent\b)?
    (?P<hundred>\s+(?:in|of|out\s+of|per)\s+(?:every\s+)?(?:100|hundred)\b(?!,\d))?
    """,
    re.VERBOSE | re.IGNORECASE,
)
_FRACTION = re.compile(
    r"\b(?:(?P<many>a|one|two|three|four)\s+)(?P<part>third|quarter|fifth|tenth)s?\b(?!\s+(?:paper|study|group|time))|\b(?P<half>half)\b",
    re.IGNORECASE,
)
_ABOUT = re.compile(r"\b(?:about|around|nearly|almost|perhaps|probably|roughly|some)\b", re.IGNORECASE)
_NEXT = re.compile(
    r"[\s(]*(?:(?:other|healthy|more|small|new|different|tender|skin|blinded|of\s+(?:these|the|those|them))\s+)*(?P<noun>[A-Za-z%]+)"
)


@dataclass(frozen=True, slots=True)
class Count:
    """A number as it stands in a sentence. `unit` is empty where the words around it do not tell."""

    text: str
    value: float
    unit: str
    start: int  # in the sentence
    about: bool = False  # rounded to a whole number, says the sentence
    within: float = 0.0  # how far the fact may be off: 2 percentage points for "a third"

    @property
    def end(self) -> int:
        return self.start + len(self.text)


def find_counts(sentence: str) -> tuple[Count, ...]:
    """Every number that says how many or how much, in the order of the sentence."""
    masked = _blank(_NO_COUNT, sentence)
    masked = _blank(_YEAR, masked)
    return tuple(sorted((*_numbers(masked, sentence), *_fractions(masked)), key=lambda count: count.start))


def _blank(pattern: re.Pattern[str], text: str) -> str:
    return pattern.sub(lambda match: "\ue001" * len(match[0]), text)


def _numbers(masked: str, sentence: str) -> Iterator[Count]:
    about = bool(_ABOUT.search(sentence))
    for match in _COUNT.finditer(masked):
        noun = _noun_after(masked, match.end())
        whole = _whole_before(masked, match.start())
        if match["word"]:
            value = float(_WORDS[match["word"].lower()])
            counted = (
                _UNIT_OF.get(noun) or match["percent"] or match["hundred"] or whole or re.match(r"\s+(?:in|of)\s+\d", masked[match.end() :])
            )
            if not counted or (noun in _FREE and value <= _MOST_FREE):
                continue
        else:
            value = float(match["digits"].replace(",", ""))
            if noun in _FREE and value <= _MOST_FREE and not match["percent"] and not match["hundred"]:
                continue
        if match["p"]:
            unit = "P"
        elif match["percent"] or match["hundred"]:
            unit = "percent"
        else:
            unit = _UNIT_OF.get(noun, "")
        text = (match["digits"] or match["word"]) + (match["percent"] or "") + (match["hundred"] or "")
        yield Count(text, value, unit, match.start("digits") if match["digits"] else match.start("word"), about)


def _noun_after(text: str, position: int) -> str:
    match = _NEXT.match(text, position)
    return match["noun"].lower() if match else ""


def _whole_before(text: str, position: int) -> bool:
    """Behind "in" or "of" and a number: the 133 of "23 of 133"."""
    return bool(re.search(r"\d\s+(?:in|of|out of)\s+$", text[:position]))


def _fractions(text: str) -> Iterator[Count]:
    for match in _FRACTION.finditer(text):
        if match["half"]:
            value = 50.0
        else:
            many = match["many"].lower()
            value = (1 if many == "a" else _WORDS[many]) * _FRACTIONS[match["part"].lower()]
        yield Count(match[0], value, "percent", match.start(), within=2.0)
