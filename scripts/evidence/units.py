"""What the numbers of a site count or measure: a few units that every site has, and those of refs/units.yml.

In goes the file, out come the words that stand behind a number, each with the unit of the fact that it must match.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Annotated

from evidence.constraints import Only, Text, yaml_record

PEOPLE, PERCENT, WORDS = "people", "percent", "words"
# Of a number in a fact, and the words behind it in a text. Without words: a unit that the text around a number tells.
COMMON: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        name: tuple(words.split())
        for name, words in {
            PEOPLE: "people persons person patients patient women men adults teenagers children participants volunteers controls"
            " subjects individuals cases",
            PERCENT: "% percent",
            "years": "years year",
            "months": "months month",
            "weeks": "weeks week",
            "days": "days day",
            "studies": "studies study papers paper trials trial reviews articles",
            "P": "",
            "mean": "",
            "ratio": "",
            WORDS: "",
        }.items()
    }
)


@yaml_record
class UnitWords:
    """A unit of a site's own, or further words of a common one."""

    words: Annotated[tuple[Text, ...], Only(min_length=1)]  # as they stand behind a number, in any case


@dataclass(frozen=True, slots=True, eq=False)  # one for each build: told apart by what it is, not by what it holds
class Units:
    """All units of a site."""

    unit_of: Mapping[str, str]  # by the word, in small letters
    own: tuple[str, ...] = ()  # the words that the site brings, in small letters
    names: tuple[str, ...] = tuple(COMMON)

    def words_of(self, name: str) -> tuple[str, ...]:
        """The words of one unit."""
        return tuple(word for word, unit in self.unit_of.items() if unit == name)


def with_units(records: Mapping[str, UnitWords]) -> Units:
    """The common units, and these."""
    own = {_plain(word): name for name, unit in records.items() for word in unit.words}
    common = {word: name for name, words in COMMON.items() for word in words}
    return Units(common | own, tuple(own), tuple(dict.fromkeys((*COMMON, *records))))


def _plain(word: str) -> str:
    return " ".join(word.lower().split())


COMMON_UNITS = with_units({})
