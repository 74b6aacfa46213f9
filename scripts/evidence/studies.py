"""What the site may say: studies with their facts, findings, tables and changes, read from refs/*.yml into records.

The dataclasses here are the shape of the files, of findings.json and of its schema: there is no second copy. A key that
no .bib file has, or a fact that no study has, is a fault here.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal

from evidence.constraints import EXACT, After, Only
from evidence.records import RecordFile, read_records
from faults import Fault, nearest
from references.bibtex import Library

Label = Literal["sure", "fairly sure", "unsure", "very unsure", "not rated"]
NOT_RATED: Label = "not rated"
Status = Literal["verified", "derived", "by-absence", "inference", "reported-only"]
Unit = Literal["people", "eyes", "percent", "P", "years", "months", "weeks", "days", "studies", "points", "biopsies", "mean", "ratio",
               "mg/kg", "words"]  # fmt: skip
SLUG = r"[a-z0-9]+(-[a-z0-9]+)*"
Slug = Annotated[str, Only(pattern=f"^{SLUG}$")]
Text = Annotated[str, Only(min_length=1)]
Line = Annotated[str, Only(min_length=1), After(lambda text: " ".join(text.split()))]

Number = Annotated[float, Only(strict=True, allow_inf_nan=False)]

SHORT = 150  # characters: with "How sure? Very unsure." before it, what previews show and a preview image holds


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One thing that a study's source says, and how we know."""

    __pydantic_config__ = EXACT

    id: Slug
    says: Text  # in our own words, for clinicians and for messages
    value: Number | None = None  # None for a fact in words
    low: Number | None = None  # of a confidence interval
    high: Number | None = None
    spread: Number | None = None  # standard deviation
    unit: Unit = "words"
    of: str | None = None  # the fact that counts the whole
    group: Text  # who was counted or looked at, as it reads after a number: people with MS
    locator: Text  # where in the paper: abstract, results
    read_as: Text = "abstract"  # or news report, registry record, copy of a web page ...
    status: Status = "verified"

    @property
    def counts_people(self) -> bool:
        return self.unit == "people" and self.value is not None and self.value.is_integer()

    @property
    def numbers(self) -> tuple[float, ...]:
        """Every number of this fact that may be printed."""
        return tuple(number for number in (self.value, self.low, self.high, self.spread) if number is not None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Retraction:
    """Whether a paper was withdrawn or corrected, as far as we looked."""

    __pydantic_config__ = EXACT

    status: Text  # "none found", "retracted", "not looked up online yet"
    looked_up: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StudyBrief:
    """A study in few words, for the leaflet. Markdown; its numbers must be facts of the study."""

    __pydantic_config__ = EXACT

    design: Text
    result: Text  # with how sure we are
    limit: Text
    compared: str = ""  # only where the groups do not say it


@dataclass(frozen=True, slots=True, kw_only=True)
class Study:
    """What may be printed of one work. Works that are only background have facts and nothing else."""

    __pydantic_config__ = EXACT

    facts: tuple[Fact, ...]
    name: str = ""  # how readers know it: the 2008 nerve-test study
    design: str = ""
    groups: tuple[str, ...] = ()  # ids of the facts that count them
    compared: str = ""  # who with whom
    brief: StudyBrief | None = None
    funding: str = ""
    cannot_tell: tuple[str, ...] = ()
    retraction: Retraction | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawal:
    """Why a finding no longer holds."""

    __pydantic_config__ = EXACT

    date: date
    reason: Annotated[str, Only(min_length=1, max_length=SHORT)]  # plain text, in full sentences


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One question, our answer, and how sure we are. Every place that shows it prints this record."""

    __pydantic_config__ = EXACT

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
    untraced: Mapping[str, str] = field(default_factory=dict)  # words with a number that is no result, and why

    @property
    def counted(self) -> tuple[str, ...]:
        """The facts that count the people; empty where they are not given."""
        return self.people if isinstance(self.people, tuple) else ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row of a table, with the address #id."""

    __pydantic_config__ = EXACT

    id: Slug
    cells: tuple[str, ...]  # Markdown with citations; the first is the row's header


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table for readers, or with `for_clinicians` one with decimals and P values."""

    __pydantic_config__ = EXACT

    caption: Text
    columns: Annotated[tuple[str, ...], Only(min_length=2, max_length=4)]
    rows: tuple[Row, ...]
    for_clinicians: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What is new on the site, told to readers. Its name is its address: /changes/#name."""

    __pydantic_config__ = EXACT

    date: date
    what: Text  # Markdown with citations
    findings: tuple[str, ...] = ()  # slugs of those it is about
    correction: bool = False  # something was wrong before: the findings' own pages say so, too
    untraced: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class UrgentStep:
    """How fast to get help, and for what."""

    __pydantic_config__ = EXACT

    do: Line  # plain text, the heading of the step
    signs: Annotated[tuple[str, ...], Only(min_length=1)]  # Markdown with citations
    short: Text  # Markdown: the step in one or two sentences, for a leaflet


@dataclass(frozen=True, slots=True)
class Evidence:
    """All records by key, slug or name, in the order of their files."""

    studies: RecordFile[Study]
    findings: RecordFile[Finding]
    tables: RecordFile[Table]
    changes: RecordFile[Change]
    urgent: RecordFile[UrgentStep]
    facts: Mapping[str, Fact]  # of all studies, by id
    faults: tuple[Fault, ...] = ()

    @property
    def files(self) -> Mapping[str, RecordFile[Any]]:
        """The files of records whose texts stand on pages, by their paths."""
        return {file.path: file for file in (self.findings, self.tables, self.changes, self.studies, self.urgent)}

    def facts_of(self, keys: Iterable[str]) -> tuple[Fact, ...]:
        """The facts of these works."""
        return tuple(fact for key in keys if (study := self.studies.records.get(key)) for fact in study.facts)

    def changes_by_date(self) -> list[tuple[str, Change]]:
        """Name and record of each change, the newest first; of one day, the one further down in the file."""
        return sorted(self.changes.records.items(), key=lambda item: item[1].date)[::-1]

    def corrections_of(self, slug: str) -> list[tuple[str, Change]]:
        """What was put right in a finding, the newest first."""
        return [(name, change) for name, change in self.changes_by_date() if change.correction and slug in change.findings]


def read_evidence(refs: Path, library: Library) -> Evidence:
    """All that the YAML files in refs/ say, with every fault of theirs. Files that are not there say nothing."""

    def read(name: str, kind: type[Any]) -> RecordFile[Any]:
        return read_records(refs / name, f"{refs.name}/{name}", kind)

    studies, findings, tables = read("studies.yml", Study), read("findings.yml", Finding), read("tables.yml", Table)
    changes, urgent = read("changes.yml", Change), read("urgent.yml", UrgentStep)
    facts: dict[str, Fact] = {}
    faults = [*studies.faults, *findings.faults, *tables.faults, *changes.faults, *urgent.faults]
    for key, study in studies.records.items():
        faults += _unknown_keys([key], library, studies, key)
        for index, fact in enumerate(study.facts):
            if facts.setdefault(fact.id, fact) is not fact:
                faults.append(studies.fault(f'the fact "{fact.id}" is there already (give one of the two another id)', key, "facts", index))
    for key, study in studies.records.items():
        wholes = [fact.of for fact in study.facts if fact.of]
        faults += _unknown_facts((*study.groups, *wholes), facts, studies, key)
    for slug, finding in findings.records.items():
        faults += _unknown_keys(finding.sources, library, findings, slug, "sources")
        faults += _unread(slug, finding, library, findings)
        if not studies.faults:  # else its facts may only be missing because their study could not be read
            faults += _unknown_facts(finding.facts, facts, findings, slug, "facts")
            faults += _unknown_facts(finding.counted, facts, findings, slug, "people")
            faults += _wrong_facts(slug, finding, studies, findings)
    for name, table in tables.records.items():
        faults += _wrong_rows(name, table, tables)
    faults += _unknown_slugs(changes, findings)
    faults += [*_wrong_names(findings), *_wrong_names(changes)]
    return Evidence(studies, findings, tables, changes, urgent, facts, tuple(sorted(set(faults))))


def _wrong_rows(name: str, table: Table, tables: RecordFile[Table]) -> Iterator[Fault]:
    if name == "findings":
        yield tables.fault('the table "findings" is made by the build (give yours another name)', name)
    ids = [row.id for row in table.rows]
    for index, row in enumerate(table.rows):
        if row.id in ids[:index]:
            yield tables.fault(f'the row "{row.id}" of "{name}" is there already (give one of the two another id)', name, "rows", index)
        if len(row.cells) != len(table.columns):
            message = f'the row "{row.id}" of "{name}" has {len(row.cells)} cells, not {len(table.columns)} (one for each column)'
            yield tables.fault(message, name, "rows", index)


def _wrong_facts(slug: str, finding: Finding, studies: RecordFile[Study], findings: RecordFile[Finding]) -> Iterator[Fault]:
    """Facts of works that the finding does not rest on, and counts of people that count none."""
    own = {fact.id: fact for key in finding.sources if (study := studies.records.get(key)) for fact in study.facts}
    known = {fact.id for study in studies.records.values() for fact in study.facts}
    if finding.label != NOT_RATED and not finding.counted and not finding.people_reason:
        message = f'"{slug}" counts no people (name facts, or write people: not given, and people_reason: with the reason)'
        yield findings.fault(message, slug, "people")
    for part, ids in (("people", finding.counted), ("facts", finding.facts)):
        for index, identifier in enumerate(ids):
            if identifier in known and identifier not in own:
                message = f'the fact "{identifier}" is of a work that "{slug}" does not name (add it to sources, or take the fact out)'
                yield findings.fault(message, slug, part, index)
            elif identifier in ids[:index]:
                yield findings.fault(f'the fact "{identifier}" is there already (take it out)', slug, part, index)
            elif part == "people" and identifier in own and not own[identifier].counts_people:
                yield findings.fault(f'the fact "{identifier}" counts no people (name one with the unit people)', slug, part, index)
    if finding.first_published > finding.last_checked:
        yield findings.fault(f'"{slug}" was checked before it was published (correct one of the two dates)', slug, "last_checked")
    if finding.withdrawn and finding.withdrawn.date < finding.first_published:
        yield findings.fault(f'"{slug}" was withdrawn before it was published (correct one of the two dates)', slug, "withdrawn")


def _wrong_names(file: RecordFile[Any]) -> Iterator[Fault]:
    """Names that become addresses."""
    for name in file.records:
        if not re.fullmatch(SLUG, name):
            yield file.fault(f'"{name}" cannot be an address (write small letters and digits, with hyphens between words)', name)


def _unknown_slugs(changes: RecordFile[Change], findings: RecordFile[Finding]) -> Iterator[Fault]:
    if findings.faults:
        return
    for name, change in changes.records.items():
        if change.correction and not change.findings:
            yield changes.fault(f'"{name}" corrects no finding (name it under findings, or take correction out)', name, "correction")
        for index, slug in enumerate(change.findings):
            if slug not in findings.records:
                hint = _meant(nearest(slug, findings.records), "take it out")
                yield changes.fault(f'there is no finding "{slug}" ({hint})', name, "findings", index)


def _unknown_keys(keys: Iterable[str], library: Library, file: RecordFile[Any], *way: str) -> Iterator[Fault]:
    for index, key in enumerate(keys):
        if not library.find(key) and key.lower() not in library.broken:
            yield file.fault(f'no reference has the key "{key}" ({_meant(library.nearest(key), "add it to a .bib file")})', *way, index)


def _unread(slug: str, finding: Finding, library: Library, file: RecordFile[Finding]) -> Iterator[Fault]:
    """Works that a finding rests on, of which nobody says how they were read."""
    for index, key in enumerate(finding.sources):
        if (entry := library.find(key)) and not entry.fields.get("readas", "").strip():
            message = f'"{key}" does not say how it was read (add readas = {{abstract}}, or what it was, to its entry in the .bib file)'
            yield file.fault(message, slug, "sources", index)


def _unknown_facts(ids: Iterable[str], facts: Mapping[str, Fact], file: RecordFile[Any], *way: str) -> Iterator[Fault]:
    for index, identifier in enumerate(ids):
        if identifier not in facts:
            hint = _meant(nearest(identifier, facts), "add it to refs/studies.yml")
            yield file.fault(f'no study has the fact "{identifier}" ({hint})', *way, index)


def _meant(near: str | None, otherwise: str) -> str:
    return f"did you mean {near}?" if near else otherwise
