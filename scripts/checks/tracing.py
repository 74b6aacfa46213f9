"""Every number traced: a count in a sentence must be in a fact of a work that the sentence cites.

In go passages and the evidence, out come faults. A number matches a fact when it is equal, or equal to the rounded
fact where the sentence says so (about, perhaps, probably), and in the same unit; a third, half or quarter may be two
percentage points off. What is no result (11 of 18 points of a rule) a writer lists under `untraced`, with the reason.
"""

import re
from collections.abc import Iterable, Iterator, Mapping

from checks.counts import Count, find_counts
from checks.sentences import UNREADABLE, Passage, Sentence
from evidence.records import R, RecordFile
from evidence.studies import Evidence, Fact
from evidence.units import PEOPLE, PERCENT
from faults import Fault


def trace(passages: Iterable[Passage], evidence: Evidence, untraced: Mapping[str, str]) -> Iterator[Fault]:
    """What cannot be traced. `untraced` maps words of the page to the reason why their number is no result."""
    if not evidence.studies.records or evidence.faults:
        return  # with a broken record, each number of its works would be one more fault
    used: set[str] = set()
    for passage in passages:
        of_record, keys = _of_record(passage.record, evidence)
        exceptions = {**untraced, **of_record}
        readable = [one for one in passage.sentences if UNREADABLE not in one.keys]  # else the key's own fault says it
        for sentence in readable:
            for count in find_counts(sentence.text, evidence.units):
                if excused := _excuse(count, sentence.text, exceptions):
                    used.add(excused)
                elif message := _judge(count, sentence.keys or keys, evidence):
                    yield sentence.fault("untraced-number", message, count.start, count.end)
    for words in untraced:
        if words not in used:
            message = f'"{words}" is listed under untraced, but no number on this page stands in it (take it out)'
            yield Sentence(words, ()).fault("needless-exception", message)


def sums_in(passage: Passage, evidence: Evidence, untraced: Mapping[str, str]) -> Iterator[tuple[int, Count]]:
    """The counts that are our own sums, each with the number of its sentence: only facts with the status derived hold them."""
    of_record, keys = _of_record(passage.record, evidence)
    for number, sentence in enumerate(passage.sentences):
        for count in own_sums(sentence.text, sentence.keys or keys, evidence, {**untraced, **of_record}):
            yield number, count


def own_sums(sentence: str, keys: tuple[str, ...], evidence: Evidence, untraced: Mapping[str, str]) -> Iterator[Count]:
    """The counts in a sentence that rests on these works which only derived facts hold."""
    facts = evidence.facts_of(keys)
    if not any(fact.status == "derived" for fact in facts):
        return
    for count in find_counts(sentence, evidence.units):
        found = [fact.status for fact in facts if _matches(count, fact)]
        if {*found} == {"derived"} and not _excuse(count, sentence, untraced):
            yield count


def works_of(passages: Iterable[Passage], evidence: Evidence) -> tuple[str, ...]:
    """All works that a page rests on: those that its sentences cite, and those of the records that it prints."""
    found: dict[str, None] = {}
    for passage in passages:
        for sentence in passage.sentences:
            found |= dict.fromkeys(sentence.keys or _of_record(passage.record, evidence)[1])
    return tuple(found)


def record_passages(evidence: Evidence) -> tuple[Passage, ...]:
    """The texts of findings that stand on no page: the short form, for previews."""
    return tuple(
        Passage("p", "", (Sentence(finding.short, finding.sources, record=record),), record)
        for slug, finding in evidence.findings.records.items()
        if (record := f"{evidence.findings.path}#{slug}")
    )


def check_people(evidence: Evidence) -> Iterator[Fault]:
    """Short forms of findings that do not say how many people, which previews must not be without."""
    for slug, finding in evidence.findings.records.items():
        if finding.counted and not any(count.unit in (PEOPLE, "") for count in find_counts(finding.short, evidence.units)):
            message = "the short form does not say how many people (write it in)"
            yield Sentence(finding.short, (), record=f"{evidence.findings.path}#{slug}").fault("no-people", message, 0, 40)


def _of_record(way: str, evidence: Evidence) -> tuple[Mapping[str, str], tuple[str, ...]]:
    """The exceptions of the record that a passage comes from, and the works that it rests on."""
    if finding := _record(way, evidence.findings):
        return finding.untraced, finding.sources
    if change := _record(way, evidence.changes):
        return change.untraced, ()
    if chart := _record(way, evidence.charts):
        return {}, evidence.works_with(chart.facts)
    path, _, key = way.partition("#")
    return {}, (key,) if path == evidence.studies.path else ()  # what is told there is told of that work


def _record(way: str, file: RecordFile[R]) -> R | None:
    path, _, name = way.partition("#")
    return file.records.get(name) if path == file.path else None


def _excuse(count: Count, sentence: str, exceptions: Mapping[str, str]) -> str | None:
    """The excepted words that the count stands in, at one of their places."""
    for words in exceptions:
        places = (match.start() for match in re.finditer(f"(?={re.escape(words)})", sentence))
        if any(start <= count.start and count.end <= start + len(words) for start in places):
            return words
    return None


def _judge(count: Count, keys: tuple[str, ...], evidence: Evidence) -> str | None:
    """What is wrong with a count, or None."""
    if not keys:
        return f'"{count.text}" is counted, but its sentence cites no source (cite one, or list the words under untraced, with the reason)'
    facts = evidence.facts_of(keys)
    if any(_matches(count, fact) for fact in facts):
        return None
    works = ", ".join(keys)
    if not facts:
        return f'"{count.text}" cannot be traced: {evidence.studies.path} has no fact of {works} (add it there, or cite the right work)'
    if rounded := next((fact for fact in facts if _rounds_to(count, fact)), None):
        return f'"{count.text}" is in no fact of {works} (write "about {count.text}", for it is {_in_words(rounded)})'
    return f'"{count.text}" is in no fact of {works} (nearest: {_in_words(_nearest(count, facts))})'


def _matches(count: Count, fact: Fact) -> bool:
    if count.unit and fact.unit != count.unit:
        return False
    return any(_same(count, abs(number)) for number in fact.numbers)  # "fell by 4" tells a change of -4


def _rounds_to(count: Count, fact: Fact) -> bool:
    """Whether the count lacks but "about". A bare number is no share, and no P value rounds to a whole one."""
    return fact.unit not in ("P", "" if count.unit else PERCENT) and _matches(count._replace(about=True), fact)


def _same(count: Count, number: float) -> bool:
    if count.within:
        return abs(number - count.value) <= count.within
    return number == count.value or (count.about and round(number) == count.value)


def _nearest(count: Count, facts: Iterable[Fact]) -> Fact:
    unit = count.unit or (PEOPLE if count.value.is_integer() else "")  # a bare number mostly counts people

    def distance(fact: Fact) -> tuple[bool, float]:
        gaps = [abs(abs(number) - count.value) for number in fact.numbers]
        return (bool(unit) and fact.unit != unit, min(gaps, default=float("inf")))

    return min(facts, key=distance)


def _in_words(fact: Fact) -> str:
    if fact.value is None:
        return f"{fact.id}, which has no number"
    unit = {"percent": " percent of", "people": ""}.get(fact.unit, f" {fact.unit},")
    return f"{fact.value:g}{unit} {fact.group}, {fact.id}"
