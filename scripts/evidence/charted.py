"""Charts with their facts put in: what the drawing, the words below it, the table, the CSV and the image are all made from.

So they cannot say different things. In go records; out come PublishedCharts and, in words and in CSV, their numbers.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from evidence.charts import PLACE, ChartRow, Kind, Mark
from evidence.csv_files import to_text
from evidence.findings import PublishedFinding, Source, source_of
from evidence.studies import LEVELS, Evidence, Fact
from references.shown import ReferenceList

FOLDER = "charts"  # of the data and images: charts/<name>.csv
NOT_KNOWN, NOBODY = "not known to us", "nobody that the summary names"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlottedRow:
    """A row with its facts."""

    label: str
    under: str
    mark: Mark
    fact: Fact  # drawn; where nobody is named, the fact that says so
    range: Fact | None  # the fact with low and high
    people: Fact | None
    part: Fact | None
    is_nobody: bool
    source: Source

    @property
    def value(self) -> float:
        return self.fact.value or 0.0

    @property
    def spread(self) -> float:
        return self.fact.spread or 0.0

    @property
    def ends(self) -> tuple[float, float] | None:
        """Of its range."""
        return self.range.ends if self.range else None

    @property
    def filled(self) -> int | None:
        """How many dots are filled; None where that is not known."""
        if not self.part or self.part.value is None:
            return None
        return round(self.part.value * self.value / 100 if self.part.unit == "percent" else self.part.value)

    @property
    def people_in_words(self) -> str:
        return f"{number(self.people)} people" if self.people else NOT_KNOWN

    @property
    def range_in_words(self) -> str:
        """`about 12 to 25`; with decimals where both ends would be the same. Empty where none is known."""
        if not self.ends:
            return ""
        low, high = map(round, self.ends)
        if low == high:
            return f"{self.ends[0]:g} to {self.ends[1]:g}"
        return f"{'' if self.ends == (low, high) else 'about '}{low} to {high}"

    @property
    def part_in_words(self) -> str:
        if not self.part:
            return NOT_KNOWN
        return f"{number(self.part)} in 100" if self.part.unit == "percent" else f"{number(self.part)} people"


class Level(NamedTuple):
    """The findings with one label."""

    label: str  # one of the labels
    dots: int  # how many of DOTS are filled
    findings: tuple[PublishedFinding, ...]


DOTS = max(LEVELS.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedChart:
    """A chart with everything it refers to."""

    name: str
    kind: Kind
    title: str
    says: str  # Markdown
    axis: str
    part: str
    rows: tuple[PlottedRow, ...]
    levels: tuple[Level, ...]  # of a chart of labels, the surest first

    @property
    def columns(self) -> tuple[str, ...]:
        """Of its table."""
        return {
            "spreads": ("Who", "Average", "Spread (SD)", "People"),
            "shares": ("Who", "How many (range)", "People"),
            "people": ("Who", "People", self.part[:1].upper() + self.part[1:] or "Of these"),
            "labels": ("Question", "How sure"),
        }[self.kind]

    def cells(self, row: PlottedRow) -> tuple[str, ...]:
        """What the table says of a row, in the order of its columns."""
        if row.is_nobody:
            return (NOBODY, "")
        if self.kind == "spreads":
            return (number(row.fact), number(row.fact, "spread"), row.people_in_words)
        if self.kind == "shares":
            range_of = f" ({row.range_in_words})" if row.ends else ""
            return (f"{number(row.fact)} in 100{range_of}", row.people_in_words)
        return (f"{number(row.fact)} people", row.part_in_words)

    @property
    def has_sums(self) -> bool:
        """Whether a range that is drawn is our own sum."""
        return any(row.range and row.range.status == "derived" for row in self.rows)

    @property
    def sources(self) -> tuple[Source, ...]:
        """The works that it is drawn from, each once."""
        return tuple({row.source.key: row.source for row in self.rows}.values())

    @property
    def told(self) -> str:
        """All that is drawn, in words: its description for those who do not see it."""
        if self.kind == "labels":
            return " ".join(f"{level.label.capitalize()}: {' '.join(one.question for one in level.findings)}" for level in self.levels)
        said = []
        for row in self.rows:
            pairs = zip(self.columns[1:], self.cells(row), strict=True)
            words = ", ".join(f"{column.lower()} {cell}" for column, cell in pairs if cell)
            said.append(f"{f'{row.under}, ' if row.under else ''}{row.label}: {words}.")
        return " ".join(said)


def number(fact: Fact, part: str = "value") -> str:
    """A number of a fact for readers, which it has: shares in whole numbers, with "about" where that rounds them."""
    value = getattr(fact, part)
    if fact.unit == "percent":
        return f"{'' if float(value).is_integer() else 'about '}{round(value)}"
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:g}"


def fill(text: str, facts: Mapping[str, Fact]) -> str:
    """A text of a chart with the numbers of facts in their places."""

    def printed(fact: Fact, part: str) -> str:
        return f"{number(fact)} in 100" if fact.unit == "percent" and part == "value" else number(fact, part)

    return PLACE.sub(lambda place: printed(facts[place["fact"]], place["part"] or "value"), text)


def publish_charts(evidence: Evidence, findings: Iterable[PublishedFinding], references: ReferenceList) -> Mapping[str, PublishedChart]:
    """All charts by name; none while a record has a fault, as no chart is drawn in part."""
    if evidence.faults:
        return {}
    sources = {fact.id: source for key, fact in evidence.facts_by_work() if (source := source_of(references, key))}
    levels = _levels(tuple(one for one in findings if not one.withdrawn))
    return {
        name: PublishedChart(
            name=name,
            kind=chart.kind,
            title=fill(chart.title, evidence.facts),
            says=fill(chart.says, evidence.facts),
            axis=fill(chart.axis, evidence.facts),
            part=fill(chart.part, evidence.facts),
            rows=tuple(_plotted(chart.rows, evidence.facts, sources)),
            levels=levels if chart.kind == "labels" else (),
        )
        for name, chart in evidence.charts.records.items()
        if all(identifier in sources for identifier in chart.facts)  # else a .bib file has a fault, which is said there
    }


def _plotted(rows: Iterable[ChartRow], facts: Mapping[str, Fact], sources: Mapping[str, Source]) -> Iterator[PlottedRow]:
    under = ""
    for row in rows:
        fact, under = facts[row.fact or row.nobody], row.under or under
        whole = facts.get(row.people or fact.of or "")
        yield PlottedRow(
            label=fill(row.label, facts),
            under=fill(under, facts),
            mark=row.mark,
            fact=fact,
            range=facts[row.range] if row.range else fact if fact.ends else None,
            people=whole if whole and whole.counts_people else None,
            part=facts.get(row.part),
            is_nobody=bool(row.nobody),
            source=sources[fact.id],
        )


def _levels(findings: tuple[PublishedFinding, ...]) -> tuple[Level, ...]:
    """Those that a finding has, the surest first."""
    levels = (Level(label, dots, tuple(one for one in findings if one.how_sure == label)) for label, dots in LEVELS.items())
    return tuple(level for level in levels if level.findings)


def to_csv(chart: PublishedChart) -> str:
    """The numbers of a chart as its facts have them, one line for each row."""
    if chart.kind == "labels":
        columns: tuple[str, ...] = ("question", "how_sure", "dots", "address")
        levels = ((one.question, level.label, level.dots, one.address) for level in chart.levels for one in level.findings)
        return to_text([columns, *levels])
    columns = ("label", "under", "what", "value", "unit", "low", "high", "spread", "status", "range_status", "people", "part", "part_unit",
               "facts", "source", "address")  # fmt: skip
    return to_text([columns, *map(_line, chart.rows)])


def _line(row: PlottedRow) -> tuple[object, ...]:
    low, high = row.ends or (None, None)
    ids = dict.fromkeys(fact.id for fact in (row.fact, row.range, row.people, row.part) if fact)
    return (
        row.label, row.under, row.fact.says, row.fact.value, row.fact.unit, low, high, row.fact.spread, row.fact.status,
        row.range.status if row.range else "", row.people.value if row.people else None, row.part.value if row.part else None,
        row.part.unit if row.part else "", " ".join(ids), row.source.in_a_quote, row.source.address,
    )  # fmt: skip
