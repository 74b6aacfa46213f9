"""Charts as writers record them in refs/charts.yml: which facts are drawn, and the words beside them. They hold no number."""

import re
from collections.abc import Iterator
from typing import Literal

from evidence.constraints import Line, yaml_record

Kind = Literal["spreads", "shares", "people", "labels"]
Mark = Literal["disc", "ring", "square"]

PLACE = re.compile(r"\{(?P<fact>[a-z0-9-]+)(?:\.(?P<part>\w+))?\}")  # {m14-fm}, {m14-fm-ci.low}
LONGEST_TITLE = 65
PARTS = ("value", "low", "high", "spread")


@yaml_record
class ChartRow:
    """One group of people in a chart. But for label, under and mark, all are ids of facts."""

    label: Line
    under: str = ""  # the heading that it and the rows below it stand under
    mark: Mark = "disc"
    fact: str = ""  # what is drawn
    range: str = ""  # whose low and high are drawn, where `fact` has none itself
    people: str = ""  # how many were counted; without it, what `fact` is a part of
    part: str = ""  # of people: how many of them get a filled dot
    nobody: str = ""  # in place of `fact`: a source names no such people

    @property
    def facts(self) -> Iterator[tuple[str, str]]:
        """Field and id of each fact that it names."""
        for name in ("fact", "range", "people", "part", "nobody"):
            if identifier := getattr(self, name):
                yield name, identifier


@yaml_record
class Chart:
    """One chart. In its texts `{id}` stands for the value of a fact, `{id.low}` for the low end of its range."""

    kind: Kind
    title: Line  # plain text, at most LONGEST_TITLE characters when its numbers are put in
    says: Line  # Markdown: what is seen, for those who do not see it
    axis: str = ""  # plain text: what is measured, in which unit
    part: str = ""  # of people: what the filled dots have in common
    rows: tuple[ChartRow, ...] = ()

    def texts(self) -> Iterator[tuple[tuple[str | int, ...], str]]:
        """Each text that is printed, with the way to it."""
        for name in ("title", "says", "axis", "part"):
            yield (name,), getattr(self, name)
        for index, row in enumerate(self.rows):
            yield ("rows", index, "label"), row.label
            yield ("rows", index, "under"), row.under

    @property
    def facts(self) -> tuple[str, ...]:
        """The ids of all facts that it prints."""
        found = [identifier for row in self.rows for _, identifier in row.facts]
        return (*found, *(place["fact"] for _, text in self.texts() for place in PLACE.finditer(text)))
