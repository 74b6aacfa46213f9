"""What is wrong between charts and the facts that they name: facts that are not there, or that cannot be drawn so.

In go the records of refs/charts.yml and all facts; out come faults at the row's line.
"""

import re
from collections.abc import Iterator, Mapping

from evidence.charted import fill
from evidence.charts import LONGEST_TITLE, PARTS, PLACE, Chart, ChartRow
from evidence.records import RecordFile
from evidence.studies import Fact, Finding
from faults import Fault, hint, nearest

MOST_DOTS = 150  # more of them are not counted by anyone

_NEEDED = {"spreads": 2, "shares": 1, "people": 1}  # rows; a chart of labels has none
_FIELDS = {"spreads": {"fact", "people"}, "shares": {"fact", "range", "people"}, "people": {"fact", "part", "nobody"}}


def chart_faults(charts: RecordFile[Chart], facts: Mapping[str, Fact], findings: RecordFile[Finding]) -> Iterator[Fault]:
    """Every fault of every chart."""
    for name, chart in charts.records.items():
        wrong_texts = [*_texts(name, chart, charts, facts)]
        yield from wrong_texts
        if not wrong_texts and (length := len(fill(chart.title, facts))) > LONGEST_TITLE:
            yield charts.fault(f'"title" of "{name}" has {length} characters (at most {LONGEST_TITLE}: make it shorter)', name, "title")
        if chart.kind == "labels":
            if chart.rows:
                yield charts.fault(f'"{name}" is made of the findings (take its rows out)', name, "rows")
            if not findings.records:
                yield charts.fault(f'"{name}" has nothing to show (there are no findings in {findings.path})', name)
            continue
        if len(chart.rows) < _NEEDED[chart.kind]:
            message = f'"{name}" has {len(chart.rows)} rows (a chart of {chart.kind} needs at least {_NEEDED[chart.kind]})'
            yield charts.fault(message, name, "rows")
        if not chart.axis:
            yield charts.fault(f'"{name}" does not say what is measured (add axis:, with the unit)', name)
        wrong = [(index, *pair) for index, row in enumerate(chart.rows) for pair in _row(chart, row, facts)]
        yield from (charts.fault(message, name, "rows", index, field) for index, field, message in wrong)
        units = {facts[row.fact].unit for row in chart.rows if row.fact in facts}
        if len(units) > 1 and not wrong:
            yield charts.fault(f'"{name}" draws {" and ".join(sorted(units))} on one axis (make two charts of it)', name, "rows")


def _texts(name: str, chart: Chart, charts: RecordFile[Chart], facts: Mapping[str, Fact]) -> Iterator[Fault]:
    """Places in texts for facts that are not there, and what was to be such a place."""
    for way, text in chart.texts():
        yield from (charts.fault(message, name, *way) for message in _no_places(PLACE.sub("", text), facts))
        for place in PLACE.finditer(text):
            part = place["part"] or "value"
            if place["fact"] not in facts:
                yield charts.fault(unknown_fact(place["fact"], facts), name, *way)
            elif part not in PARTS:
                meant = nearest(part, PARTS) or ", ".join(PARTS)
                yield charts.fault(f'"{place[0]}" asks for no part of a fact (did you mean {meant}?)', name, *way)
            elif getattr(facts[place["fact"]], part) is None:
                yield charts.fault(f'"{place[0]}": the fact "{place["fact"]}" has no {part} (name another)', name, *way)


def _no_places(text: str, facts: Mapping[str, Fact]) -> Iterator[str]:
    """Braces around no id, and ids in other brackets, in what is left of a text without its places."""
    if brace := re.search(r"[{}]\S*(?:\s*[\w-]+\s*\})?", text):
        yield f'"{brace[0]}" is no id in braces (write it as {{my-fact}} or {{my-fact.low}})'
    for found in re.finditer(r"[(\[<]([a-z0-9]+(?:-[a-z0-9]+)+)(\.\w+)?[)\]>]", text):
        if found[1] in facts:
            yield f'"{found[0]}" is an id, and would be printed as it stands (write {{{found[1]}{found[2] or ""}}})'


def _row(chart: Chart, row: ChartRow, facts: Mapping[str, Fact]) -> Iterator[tuple[str, str]]:
    """Field and message of each thing wrong with a row."""
    if bool(row.fact) == bool(row.nobody):
        yield "", f'the row "{row.label}" draws {"two things" if row.fact else "nothing"} (give it one fact:, or one nobody:)'
    for field, identifier in row.facts:
        if field not in _FIELDS[chart.kind]:
            yield field, f'a row of a chart of {chart.kind} has no "{field}" (take it out)'
        elif fact := facts.get(identifier):
            if problem := _PROBLEMS[field](fact, chart, row, facts):
                yield field, f'the fact "{identifier}" {problem}'
        else:
            yield field, unknown_fact(identifier, facts)


def unknown_fact(identifier: str, facts: Mapping[str, Fact]) -> str:
    return f'no study has the fact "{identifier}" ({hint(nearest(identifier, facts), "add it to refs/studies.yml")})'


def _drawn(fact: Fact, chart: Chart, row: ChartRow, facts: Mapping[str, Fact]) -> str:
    if fact.value is None:
        return "has no value (name one that has)"
    if chart.kind == "spreads":
        if fact.spread is None or fact.spread <= 0:
            return "has no spread (name one that has)"
        return ""
    if chart.kind == "shares":
        if fact.unit != "percent" or not 0 <= fact.value <= 100:
            return "is no share of 100 (name one with the unit percent)"
        ends = None if row.range else fact.ends
        return "lies outside of its own range (correct it)" if ends and not ends[0] <= fact.value <= ends[1] else ""
    if not fact.counts_people or not 1 <= fact.value <= MOST_DOTS:
        return f"cannot be drawn as dots (name one that counts 1 to {MOST_DOTS} people)"
    return ""


def _ranging(fact: Fact, chart: Chart, row: ChartRow, facts: Mapping[str, Fact]) -> str:
    drawn = facts.get(row.fact)
    if fact.ends is None:
        return "has no range (name one with low and high)"
    if fact.unit != "percent":
        return "is no share of 100 (name one with the unit percent)"
    low, high = fact.ends
    if drawn and (drawn.value is None or not low <= drawn.value <= high):
        return f'is a range that "{row.fact}" does not lie in (name its own)'
    return ""


def _counting(fact: Fact, chart: Chart, row: ChartRow, facts: Mapping[str, Fact]) -> str:
    return "" if fact.counts_people else "counts no people (name one with the unit people)"


def _filling(fact: Fact, chart: Chart, row: ChartRow, facts: Mapping[str, Fact]) -> str:
    if fact.of != row.fact:
        return f'is no part of "{row.fact}" (name one with of: {row.fact})'
    if fact.value is None or fact.unit not in ("percent", "people"):
        return "is no share and no count (name one with the unit percent or people)"
    return "" if chart.part else 'fills dots, but the chart does not say what that means (add part: to it, such as "felt better")'


def _absent(fact: Fact, chart: Chart, row: ChartRow, facts: Mapping[str, Fact]) -> str:
    return "" if fact.status == "by-absence" else "does not tell that nobody is named (name one with status: by-absence)"


_PROBLEMS = {"fact": _drawn, "range": _ranging, "people": _counting, "part": _filling, "nobody": _absent}
