"""The numbers in a sentence that count or measure something, told apart from years, pages, names and list numbers.

In go a sentence and the units of the site, out come its Counts: value, unit, and where it stands. Knows nothing of facts.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from evidence.units import COMMON_UNITS, PEOPLE, Units

_ONES = """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen
    nineteen""".split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_SMALL = {word: value for value, word in enumerate(_ONES)} | {word: (place + 2) * 10 for place, word in enumerate(_TENS)} | {"dozen": 12}
_LARGE = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9}

_FRACTIONS = {"third": 100 / 3, "quarter": 25.0, "half": 50.0, "fifth": 20.0, "sixth": 100 / 6, "eighth": 12.5, "tenth": 10.0}
_SIGNS = {"½": 50.0, "⅓": 100 / 3, "⅔": 200 / 3, "¼": 25.0, "¾": 75.0}

# What a page itself shows is no result: "five questions" always, "one study" and "these 3 papers" up to three.
_FREE = frozenset(
    """question questions finding findings answer answers page pages table tables side sides thing things way ways kind kinds label
    labels reason reasons word words sentence sentences step steps part parts""".split()
)
_FREE_IF_FEW = frozenset(
    """study studies paper papers trial trials group groups team teams illness illnesses author authors test tests doctor
    doctors""".split()
)
_MOST_FREE = 3

_MONTH = (
    r"(?-i:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?|Sept?(?:ember|\.)?|Oct(?:ober|\.)?"
    r"|Nov(?:ember|\.)?|Dec(?:ember|\.)?)(?![a-z])"
)
_TIMES = "years?|months?|weeks?|days?"


class _Patterns(NamedTuple):
    """What depends on the units of a site."""

    no_count: re.Pattern[str]
    year: re.Pattern[str]
    noun: re.Pattern[str]


@lru_cache(maxsize=4)
def _patterns(units: Units) -> _Patterns:
    people = _either(units.words_of(PEOPLE))
    own = _either((*units.words_of(PEOPLE), *units.own))
    no_count = rf"""
        \b{_MONTH}\s+\d{{1,2}}(?:,\s*\d{{4}})?\b(?!\s*(?:{people}|%)\b) | \b\d{{1,2}}\s+{_MONTH}(?:\s+\d{{4}})?\b      # May 9, 2014; 9 May
        | \b(?:table|figure|fig\.|page|pages|pp?\.|chapter|section|step|volume|vol\.|type|grade|stage|version|side|CC\sBY)
          \s+\d+(?:\.\d+)?\b
        | \b9[059]\s*%\s+(?:\w+\s+)?(?:CI|confidence|interval)\b                                 # the level of an interval
        | \b10\.\d{{4,9}}/\S+ | \bPMID:?\s\d+                                                     # addresses of papers
        | \b[A-Za-z]+-?\d[\w-]*\b(?!\s*%) | \b\d+-?(?!(?:{own}|{_TIMES}|fold|x)(?!\w))[A-Za-z]\w*\b      # IL-2R, CD4, 2D; but 2mg
    """
    year = (
        r"(?<!were )(?<!had )(?<!about )(?<!than )(?<!over )(?<!counted )(?<!tested )\b(?:19|20)\d\d\b"
        rf"(?!\s*(?:{own}|percent)(?!\w)(?!\s+to\s+[a-z])|\s*%)(?!\s+(?:of|in)\s+\d)"  # "a guideline of 2021 points to sleep"
    )
    noun = (
        r"[\s(-]*(?:(?:other|healthy|more|small|new|different|tender|skin|blinded|of\s+(?:these|the|those|them))\s+)*"
        rf"(?P<noun>(?:{_either(units.own)})(?!\w)|[A-Za-z%]+)"
    )
    return _Patterns(re.compile(no_count, re.VERBOSE | re.IGNORECASE), re.compile(year, re.IGNORECASE), re.compile(noun, re.IGNORECASE))


def _either(words: Iterable[str]) -> str:
    """Any of the words, the longest first, each white space as it comes; nothing at all where there are none."""
    return "|".join(r"\s+".join(map(re.escape, word.split())) for word in sorted(words, key=len, reverse=True)) or r"(?!)"


_PART_OF_ONE = r"(?:third|quarter|fifth|sixth|eighth|tenth)s?\b"
_NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:[.,]\d+)?|\.\d+"
_ONE_WORD = "|".join(sorted((*_SMALL, *_LARGE), key=len, reverse=True))
_COUNT = re.compile(
    rf"""
    (?P<p>\bP\s*[=<>≤≥]\s*)?
    (?:(?P<digits>(?<![\w.,])(?:{_NUMBER})(?!\d|[.,]\d))
      | \b(?P<word>(?:(?:half\s+)?a\s+(?=hundred|thousand|million|billion|dozen))?(?:{_ONE_WORD})(?:(?:\s+and)?[\s-]+(?:{_ONE_WORD})\b)*)
        (?:\b(?![\s-]+{_PART_OF_ONE})|(?=fold\b)))
    (?P<part>\s+and\s+(?:(?:a|one|two|three)\s+{_PART_OF_ONE}|a\s+half\b)|\s?[½⅓⅔¼¾])?    # two and a half, 2½
    (?P<scale>\s+(?:hundred|thousand|million|billion)\b)?                               # 12.5 million
    (?P<fold>[\s-]?fold\b|x\b)?                                                        # 3-fold
    (?P<percent>\s*%|\s+percent\b)?
    (?P<hundred>\s+(?:in|of|out\s+of|per)\s+(?:every\s+)?(?:100|hundred)\b(?!,\d))?
    """,
    re.VERBOSE | re.IGNORECASE,
)
_FRACTION = re.compile(
    rf"\b(?:(?P<many>a|one|two|three|four|five)[\s-]+)(?P<part>{_PART_OF_ONE})(?!\s+(?:paper|study|group|time))"
    r"|\b(?P<half>half)\b|(?P<sign>[½⅓⅔¼¾])",
    re.IGNORECASE,
)
_ABOUT = re.compile(r"\b(?:about|around|nearly|almost|perhaps|probably|roughly|some)\b", re.IGNORECASE)


class Count(NamedTuple):
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


def find_counts(sentence: str, units: Units = COMMON_UNITS) -> tuple[Count, ...]:
    """Every number that says how many or how much, in the order of the sentence."""
    patterns = _patterns(units)
    masked = _blank(patterns.no_count, sentence)
    masked = _blank(patterns.year, masked)
    shares = _fractions(_blank(_COUNT, masked)) if _FRACTION.search(masked) else ()  # the half of "two and a half" is none
    return tuple(sorted((*_numbers(masked, sentence, units), *shares), key=lambda count: count.start))


def _blank(pattern: re.Pattern[str], text: str) -> str:
    return pattern.sub(lambda match: "\ue001" * len(match[0]), text)


def _numbers(masked: str, sentence: str, units: Units) -> Iterator[Count]:
    about = bool(_ABOUT.search(sentence))
    for match in _COUNT.finditer(masked):
        noun = _noun_after(masked, match.end(), units)
        whole = _whole_before(masked, match.start())
        value = _value(match)
        as_share = bool(match["percent"] or match["hundred"])
        is_exact = bool(match["part"] or match["scale"] or match["fold"])
        if not as_share and (noun in _FREE or (noun in _FREE_IF_FEW and value <= _MOST_FREE)):
            continue
        if match["word"] and value <= _MOST_FREE and not is_exact:
            of_a_number = whole or re.match(r"\s+(?:in|of|out of)\s+\d", masked[match.end() :])
            if not (units.unit_of.get(noun) or as_share or of_a_number):
                continue  # "one can see", "two of the same authors"
        if match["p"]:
            unit = "P"
        elif as_share:
            unit = "percent"
        else:
            unit = "ratio" if match["fold"] else units.unit_of.get(noun, "")
        start = match.start("digits" if match["digits"] else "word")
        yield Count(sentence[start : match.end()], value, unit, start, about)


def _value(match: re.Match[str]) -> float:
    """`12.5 million` gives 12500000, `two and a half` 2.5."""
    value = _words_value(match["word"]) if match["word"] else _digits_value(match["digits"])
    if match["part"]:
        (part,) = _fractions(match["part"])
        value += part.value / 100
    return value * _LARGE[match["scale"].strip().lower()] if match["scale"] else value


def _digits_value(digits: str) -> float:
    """A comma between thousands is none of the value; a decimal comma gives no number, which no fact equals."""
    if re.fullmatch(r"\d+,\d+", digits) and not re.fullmatch(r"\d{1,3},\d{3}", digits):
        return float("nan")
    return float(digits.replace(",", ""))


def _words_value(words: str) -> float:
    """`a hundred and forty-three` gives 143."""
    total = current = 0.0
    for word in re.findall(r"[a-z]+", words.lower()):
        if word == "half":
            current = 0.5
        elif word == "hundred":
            current = (current or 1) * 100
        elif word in _LARGE:
            total, current = total + (current or 1) * _LARGE[word], 0
        elif word == "dozen":
            current = (current or 1) * 12
        else:
            current += _SMALL.get(word, 0)
    return total + current


def _noun_after(text: str, position: int, units: Units) -> str:
    match = _patterns(units).noun.match(text, position)
    return " ".join(match["noun"].lower().split()) if match else ""


def _whole_before(text: str, position: int) -> bool:
    """Behind "in" or "of" and a number: the 133 of "23 of 133"."""
    return bool(re.search(r"\d\s+(?:in|of|out of)\s+$", text[:position]))


def _fractions(text: str) -> Iterator[Count]:
    for match in _FRACTION.finditer(text):
        if match["sign"]:
            value = _SIGNS[match["sign"]]
        elif match["half"]:
            value = 50.0
        else:
            many = match["many"].lower()
            value = (1 if many == "a" else _SMALL[many]) * _FRACTIONS[match["part"].lower().removesuffix("s")]
        yield Count(match[0], value, "percent", match.start(), within=2.0)
