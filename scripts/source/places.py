"""Where a fault stands that is told by its words: on a page, in a record, or in whatever file has those words.

In go faults and the texts of a build, out come the same faults with path and line.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Protocol

from faults import Fault, Words
from source.text import Text


def placed(faults: Iterable[Fault], page: Text | None, records: Mapping[str, "Records"]) -> tuple[Fault, ...]:
    """The faults with their places: in the records that their words come from, on the page, or in whatever record has the words.

    The n-th verbatim fault that says the same of the same words is taken for their n-th place.
    """
    seen: Counter[tuple[str, str]] = Counter()
    found = set()
    for fault in faults:
        if not fault.words:
            found.add(fault)
        elif fault.words.verbatim:
            same = (fault.words.text, fault.message)
            found.add(_placed_verbatim(fault, fault.words.text, seen[same], page, records))
            seen[same] += 1
        else:
            found.add(_placed_by_words(fault, fault.words, page, records))
    return tuple(sorted(found))


class Records(Protocol):
    """A file of records, as far as words are to be found in it."""

    @property
    def source(self) -> Text:
        """The whole file."""

    def section(self, name: str) -> Text:
        """The part of the file that holds this record."""


def _placed_verbatim(fault: Fault, source: str, occurrence: int, page: Text | None, records: Mapping[str, Records]) -> Fault:
    places = [(page.shown_as, page.line_of(source, occurrence))] if page else []
    if not places or not places[0][1]:
        places = [*((file.source.shown_as, file.source.line_of(source)) for file in records.values()), *places]
    path, line = next((place for place in places if place[1]), places[-1])
    return replace(fault, path=path, line=line, words=None)


def _placed_by_words(fault: Fault, words: Words, page: Text | None, records: Mapping[str, Records]) -> Fault:
    path, _, name = words.record.partition("#")
    text = records[path].section(name) if path in records else page
    assert text is not None
    line, column = text.find(words)
    return replace(fault, path=text.shown_as, line=line or (text.first_line if path in records else 0), column=column, words=None)
