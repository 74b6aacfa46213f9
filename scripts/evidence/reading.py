"""refs/*.yml to Evidence, with what is wrong between the records.

A key that no .bib file has, or a fact that no study has, is a fault here. What is wrong in one record alone, its type says.
"""

import re
from collections.abc import Container, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from evidence.chart_faults import chart_faults, unknown_fact
from evidence.charts import Chart
from evidence.drawings import Drawing, read_drawings
from evidence.records import RecordFile, read_records
from evidence.studies import NOT_RATED, SLUG, Change, Evidence, Fact, Figure, Finding, Study, Table, UrgentStep
from evidence.units import PEOPLE, PERCENT, WORDS, Units, UnitWords, with_units
from faults import Fault, hint, nearest
from references.entry import Library
from references.inheritance import with_inherited

_NEAR_READAS = ("readas", "readstatus")  # JabRef's, for a work that is still to be read


def read_evidence(refs: Path, library: Library) -> Evidence:
    """All that the YAML files in refs/ say, with every fault of theirs. Files that are not there say nothing."""

    def read(name: str, kind: type[Any]) -> RecordFile[Any]:
        return read_records(refs / name, f"{refs.name}/{name}", kind)

    studies, findings, tables = read("studies.yml", Study), read("findings.yml", Finding), read("tables.yml", Table)
    changes, urgent, charts = read("changes.yml", Change), read("urgent.yml", UrgentStep), read("charts.yml", Chart)
    own_units = read("units.yml", UnitWords)
    units = with_units(own_units.records)
    figures = read("figures.yml", Figure)
    drawings = read_drawings(refs / "figures", f"{refs.name}/figures")
    files = (studies, findings, tables, changes, urgent, figures, charts, own_units)
    faults = [fault for file in files for fault in file.faults]
    faults += _wrong_drawings(figures, drawings, library)
    for key in studies.records:
        faults += _unknown_keys([key], library, studies, key)
    facts, wrong = _facts(studies, units)
    faults += wrong if not own_units.faults else []
    vague = frozenset(identifier for identifier, fact in facts.items() if _wrong_unit(fact, units))
    for key, study in studies.records.items():
        wholes = [fact.of for fact in study.facts if fact.of]
        faults += _unknown_facts((*study.groups, *wholes), facts, studies, key)
    for slug, finding in findings.records.items():
        misspelled = [*_unknown_keys(finding.sources, library, findings, slug, "sources")]
        faults += misspelled
        if not studies.faults:  # else its facts may only be missing because their study could not be read
            faults += _unknown_facts(finding.facts, facts, findings, slug, "facts")
            faults += _unknown_facts(finding.counted, facts, findings, slug, "people")
            named = {fact.id for key in finding.sources if (study := studies.records.get(key)) for fact in study.facts}
            faults += _wrong_facts(slug, finding, facts, facts if misspelled else named, findings, vague)
    faults += _unread(studies.records, findings.records.values(), library)
    for name, table in tables.records.items():
        faults += _wrong_rows(name, table, tables)
    if not (studies.faults or findings.faults or vague):
        faults += chart_faults(charts, facts, findings)
    faults += _unknown_slugs(changes, findings)
    faults += [*_wrong_names(findings), *_wrong_names(changes), *_wrong_names(figures), *_wrong_names(charts)]
    return Evidence(studies, findings, tables, changes, urgent, figures, drawings, charts, facts, tuple(sorted(set(faults))), units)


def _facts(studies: RecordFile[Study], units: Units) -> tuple[dict[str, Fact], list[Fault]]:
    """All facts by their ids; what is wrong with an id or a unit."""
    facts: dict[str, Fact] = {}
    faults: list[Fault] = []
    for key, study in studies.records.items():
        for index, fact in enumerate(study.facts):
            if message := _wrong_unit(fact, units):
                faults.append(studies.fault(message, key, "facts", index, "unit", kind="unknown-unit"))
            if facts.setdefault(fact.id, fact) is not fact:
                faults.append(studies.fault(f'the fact "{fact.id}" is there already (give one of the two another id)', key, "facts", index))
    return facts, faults


def _wrong_unit(fact: Fact, units: Units) -> str:
    """What is wrong with a unit that is none, that numbers lack, or that lacks a number. What rests on it is not to be judged."""
    if fact.unit not in units.names:
        way_out = hint(nearest(fact.unit, units.names), "add it to refs/units.yml, with the words behind a number")
        return f'"{fact.unit}" is no unit ({way_out})'
    if fact.numbers and fact.unit == WORDS:
        number = "number" if fact.value is None else "value"
        return f'"{fact.id}" has a {number} and no unit (add unit: {PERCENT}, unit: {PEOPLE} or another)'
    if not fact.numbers and fact.unit != WORDS:
        return f'"{fact.id}" has the unit "{fact.unit}" and no value (add value: with the number, or take unit out)'
    return ""


def _wrong_drawings(figures: RecordFile[Figure], drawings: Mapping[str, Drawing], library: Library) -> Iterator[Fault]:
    """What is wrong in drawings, figures without one, and drawings of which nobody says what they show."""
    for name, figure in figures.records.items():
        if bool(figure.works) == (name in drawings):
            message = "is drawn twice (take works out, or the drawing)" if figure.works else f"has no drawing (add refs/figures/{name}.svg)"
            yield figures.fault(f'"{name}" {message}', name)
        for key in figure.works:
            yield from _unknown_keys([key], library, figures, name, "works", key)
    for name, drawing in drawings.items():
        yield from drawing.faults
        if name not in figures.records and not figures.faults:
            yield Fault(drawing.path, 1, f'nothing says what this shows (add "{name}" to {figures.path})', kind="bad-drawing")


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


def _wrong_facts(
    slug: str, finding: Finding, facts: Mapping[str, Fact], own: Container[str], findings: RecordFile[Finding], vague: Container[str]
) -> Iterator[Fault]:
    """Facts of works that the finding does not rest on, and counts of people that count none. `own` are the facts of those it does."""
    if finding.label != NOT_RATED and not finding.counted and not finding.people_reason:
        message = f'"{slug}" counts no people (name facts, or write people: not given, and people_reason: with the reason)'
        yield findings.fault(message, slug, "people")
    for part, ids in (("people", finding.counted), ("facts", finding.facts)):
        for index, identifier in enumerate(ids):
            if identifier in facts and identifier not in own:
                message = f'the fact "{identifier}" is of a work that "{slug}" does not name (add it to sources, or take the fact out)'
                yield findings.fault(message, slug, part, index)
            elif identifier in ids[:index]:
                yield findings.fault(f'the fact "{identifier}" is there already (take it out)', slug, part, index)
            elif part == "people" and identifier in facts and not (facts[identifier].counts_people or identifier in vague):
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
                way_out = hint(nearest(slug, findings.records), "take it out")
                yield changes.fault(f'there is no finding "{slug}" ({way_out})', name, "findings", index)


def _unknown_keys(keys: Iterable[str], library: Library, file: RecordFile[Any], *way: str) -> Iterator[Fault]:
    for index, key in enumerate(keys):
        if not library.knows(key):
            yield file.fault(f'no reference has the key "{key}" ({hint(library.nearest(key), "add it to a .bib file")})', *way, index)


def _unread(studies: Mapping[str, Study], findings: Iterable[Finding], library: Library) -> Iterator[Fault]:
    """Works that facts or findings rest on, of which nobody says how they were read."""
    used = dict.fromkeys((key for finding in findings for key in finding.sources), "is a source of a finding")
    used |= dict.fromkeys((key for key, study in studies.items() if study.facts), "has facts")
    for key, use in used.items():
        if not (entry := library.find(key)) or with_inherited(entry, library)[0].fields.get("readas", "").strip():
            continue
        if typed := next((name for name in entry.fields if name not in _NEAR_READAS and nearest(name, ("readas",))), None):
            yield entry.fault(f'"{typed}" of "{entry.key}" is no known field (did you mean "readas"?)', typed)
        else:
            yield entry.fault(f'"{entry.key}" {use} and does not say how it was read (add readas = {{abstract}})', "readas")


def _unknown_facts(ids: Iterable[str], facts: Mapping[str, Fact], file: RecordFile[Any], *way: str) -> Iterator[Fault]:
    for index, identifier in enumerate(ids):
        if identifier not in facts:
            yield file.fault(unknown_fact(identifier, facts), *way, index)
