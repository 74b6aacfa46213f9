"""What the site may say: studies with their facts, findings, tables and changes, as records.

The dataclasses here are the shape of refs/*.yml, of findings.json and of its schema: there is no second copy.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import field
from datetime import date
from types import MappingProxyType
from typing import Annotated, Any, Literal, NamedTuple

from evidence.charts import Chart
from evidence.constraints import Form, Line, Only, Text, yaml_record
from evidence.drawings import Drawing
from evidence.records import RecordFile
from evidence.units import COMMON_UNITS, Units
from faults import Fault

Label = Literal["sure", "fairly sure", "unsure", "very unsure", "not rated"]
# How many of four dots are filled.
LEVELS: Mapping[str, int] = MappingProxyType({"sure": 4, "fairly sure": 3, "unsure": 2, "very unsure": 1, "not rated": 0})
NOT_RATED: Label = "not rated"
Status = Literal["verified", "derived", "by-absence", "inference", "reported-only"]
SLUG = r"[a-z0-9]+(-[a-z0-9]+)*"
Slug = Annotated[str, Only(pattern=f"^{SLUG}$")]
# Words with a number that is no result, and why.
Untraced = Annotated[Mapping[str, str], Form('write names and reasons: "11 of 18 points: the reason"')]
Number = Annotated[float, Only(strict=True, allow_inf_nan=False)]

SHORT = 150  # characters: with "How sure? Very unsure." before it, what previews show and a preview image holds


@yaml_record
class Fact:
    """One thing that a study's source says, and how we know."""

    id: Slug
    says: Text  # in our own words, for clinicians and for messages
    value: Number | None = None  # None for a fact in words
    low: Number | None = None  # of a confidence interval
    high: Number | None = None
    spread: Number | None = None  # standard deviation
    unit: Text = "words"  # one that every site has, or one of refs/units.yml
    of: str | None = None  # the fact that counts the whole
    group: Text  # who was counted or looked at, as it reads after a number: people with asthma
    locator: Text  # where in the paper: abstract, results
    read_as: Text = "abstract"  # or news report, registry record, copy of a web page ...
    status: Status = "verified"

    @property
    def counts_people(self) -> bool:
        return self.unit == "people" and self.value is not None and self.value.is_integer()

    @property
    def ends(self) -> tuple[float, float] | None:
        """Of its range, where it has one."""
        return (self.low, self.high) if self.low is not None and self.high is not None else None

    @property
    def numbers(self) -> tuple[float, ...]:
        """Every number of this fact that may be printed."""
        return tuple(number for number in (self.value, self.low, self.high, self.spread) if number is not None)


@yaml_record
class Retraction:
    """Whether a paper was withdrawn or corrected, as far as we looked."""

    status: Text  # "none found", "retracted", "not looked up online yet"
    looked_up: date | None = None


@yaml_record
class StudyBrief:
    """A study in few words, for the leaflet. Markdown; its numbers must be facts of the study."""

    design: Text
    result: Text  # with how sure we are
    limit: Text
    compared: str = ""  # only where the groups do not say it


@yaml_record
class Study:
    """What may be printed of one work. Works that are only background have facts and nothing else."""

    facts: tuple[Fact, ...]
    name: str = ""  # how readers know it: the 2008 nerve-test study
    design: str = ""
    groups: tuple[str, ...] = ()  # ids of the facts that count them
    compared: str = ""  # who with whom
    brief: StudyBrief | None = None
    funding: str = ""
    cannot_tell: tuple[str, ...] = ()
    retraction: Retraction | None = None


@yaml_record
class Withdrawal:
    """Why a finding no longer holds."""

    date: date
    reason: Annotated[str, Only(min_length=1, max_length=SHORT)]  # plain text, in full sentences


@yaml_record
class Finding:
    """One question, our answer, and how sure we are. Every place that shows it prints this record."""

    question: Line  # plain text, the finding's heading
    claim: Text  # Markdown with citations
    short: Annotated[str, Only(min_length=1, max_length=SHORT)]  # plain text, for previews
    label: Label  # "not rated" for what nobody measured, and for a definition
    reason: Text  # why this label, in one line
    people: tuple[str, ...] | Literal["not given"]  # ids of the facts that count the people
    people_reason: str = ""  # plain text: why they are not given
    urgent: bool = False  # its own page prints the urgent signs, too
    compared: Text
    sources: Annotated[tuple[str, ...], Only(min_length=1)]  # keys
    facts: tuple[str, ...]  # ids of the facts that the claim rests on
    not_mean: Text  # Markdown: what this does not mean
    would_change: Text  # Markdown: what would change the answer
    first_published: date
    last_checked: date
    withdrawn: Withdrawal | None = None
    untraced: Untraced = field(default_factory=dict)

    @property
    def counted(self) -> tuple[str, ...]:
        """The facts that count the people; empty where they are not given."""
        return self.people if isinstance(self.people, tuple) else ()


@yaml_record
class Row:
    """One row of a table, with the address #id."""

    id: Slug
    cells: tuple[str, ...]  # Markdown with citations; the first is the row's header


@yaml_record
class Table:
    """A table for readers, or with `for_clinicians` one with decimals and P values."""

    caption: Text
    columns: Annotated[tuple[str, ...], Only(min_length=2, max_length=4)]
    rows: tuple[Row, ...]
    for_clinicians: bool = False


@yaml_record
class Change:
    """What is new on the site, told to readers. Its name is its address: /changes/#name."""

    date: date
    what: Text  # Markdown with citations
    findings: tuple[str, ...] = ()  # slugs of those it is about
    correction: bool = False  # something was wrong before: the findings' own pages say so, too
    untraced: Untraced = field(default_factory=dict)


@yaml_record
class UrgentStep:
    """How fast to get help, and for what."""

    do: Line  # plain text, the heading of the step
    signs: Annotated[tuple[str, ...], Only(min_length=1)]  # Markdown with citations
    short: Text  # Markdown: the step in one or two sentences, for a leaflet


@yaml_record
class TimelineWork:
    """A work on a timeline, in the words that stand beside its mark."""

    topic: Annotated[str, Only(min_length=1, max_length=30)]  # plain text; both as long as a line of the drawing is
    told: Annotated[str, Only(min_length=1, max_length=36)]


@yaml_record
class Figure:
    """What is said of a drawing: of refs/figures/<name>.svg, or of a timeline, which the build draws."""

    title: Line  # plain text, printed above it
    description: Line  # plain text, for those who do not see it
    words: Text  # Markdown with citations, printed below it: what it shows, in words
    works: Mapping[str, TimelineWork] = field(default_factory=dict)  # of a timeline, by key: it is drawn by their years


class Evidence(NamedTuple):
    """All records by key, slug or name, in the order of their files."""

    studies: RecordFile[Study]
    findings: RecordFile[Finding]
    tables: RecordFile[Table]
    changes: RecordFile[Change]
    urgent: RecordFile[UrgentStep]
    figures: RecordFile[Figure]
    drawings: Mapping[str, Drawing]  # by the name of the figure
    charts: RecordFile[Chart]
    facts: Mapping[str, Fact]  # of all studies, by id
    faults: tuple[Fault, ...] = ()
    units: Units = COMMON_UNITS

    @property
    def files(self) -> Mapping[str, RecordFile[Any]]:
        """The files of records whose texts stand on pages, by their paths."""
        files = (self.findings, self.tables, self.changes, self.charts, self.studies, self.urgent, self.figures)
        return {file.path: file for file in files}

    def facts_of(self, keys: Iterable[str]) -> tuple[Fact, ...]:
        """The facts of these works."""
        return tuple(fact for key in keys if (study := self.studies.records.get(key)) for fact in study.facts)

    def facts_by_work(self) -> Iterator[tuple[str, Fact]]:
        """Each fact with the key of its work."""
        return ((key, fact) for key, study in self.studies.records.items() for fact in study.facts)

    def works_with(self, facts: Collection[str]) -> tuple[str, ...]:
        """The keys of the works that hold these facts."""
        return tuple(dict.fromkeys(key for key, fact in self.facts_by_work() if fact.id in facts))

    def changes_by_date(self) -> list[tuple[str, Change]]:
        """Name and record of each change, the newest first; of one day, the one further down in the file."""
        return sorted(self.changes.records.items(), key=lambda item: item[1].date)[::-1]

    def corrections_of(self, slug: str) -> list[tuple[str, Change]]:
        """What was put right in a finding, the newest first."""
        return [(name, change) for name, change in self.changes_by_date() if change.correction and slug in change.findings]
