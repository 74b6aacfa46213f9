"""What a writer is told of a value in a record: what stands there, and what form to write, in plain words and once."""

from collections.abc import Callable

import pytest

from conftest import Built
from samples import FINDING, SITE, STUDIES

FINDINGS = "refs/findings.yml"
LONG = "x" * 151
# What a writer changes in the record of a finding, and what is said of it.
FORMS = {
    "a word for a list": ("facts: [n]", "facts: n", ['10: "facts" of "share" is no list (write a list: [a, b])']),
    "a word where another may stand": ("people: [n]", "people: n", ['7: "people" of "share" is no list (write a list: [a, b], or not given)']),
    "an empty list": ("sources: [one]", "sources: []", ['9: "sources" of "share" is empty (write at least one: [a])']),
    "a word for names": (
        "  first_pub",
        "  untraced: 11 of 18\n  first_pub",
        ['13: "untraced" of "share" is no list of names (write names and reasons: "11 of 18 points: the reason")'],
    ),
    "no text": ("short: 133 people had it.", "short:", ['4: "short" of "share" is empty (write its text)']),
    "an empty text": ("claim: 133 people had it [@one].", 'claim: ""', ['3: "claim" of "share" is empty (write its text behind it, or below it and indented)']),
    "a number for a text": ("compared: Nobody.", "compared: 5", ['8: "compared" of "share" is no text (put it in quotes)']),
    "a text in braces": ("compared: Nobody.", "compared: {n}", ['8: "compared" of "share" begins with "{" (put the text in quotes)']),
    "names for a text": (
        "compared: Nobody.",
        "compared: {n: 5}",
        ['8: "compared" of "share" is no text (write one, in quotes where it begins with "{" or "[" or holds ": ")'],
    ),
    "a text that is too long": ("short: 133 people had it.", f"short: {LONG}", ['4: "short" of "share" has 151 characters (at most 150: make it shorter)']),
    "a day in another order": (
        "last_checked: 2026-11-22",
        "last_checked: 22.11.2026",
        ['14: "last_checked" of "share" is "22.11.2026", which is no day (write a day as 2026-11-22)'],
    ),
    "a day that there is not": (
        "last_checked: 2026-11-22",
        "last_checked: 2026-13-22",
        ['14: "last_checked" of "share" is "2026-13-22", which is no day (write a day as 2026-11-22)'],
    ),
    "neither true nor false": ("  label", "  urgent: maybe\n  label", ['5: "urgent" of "share" is "maybe" (write true or false)']),
    "a word that is none of a few": (
        "label: unsure",
        "label: perhaps",
        ['5: "label" of "share" is wrong: there is no "perhaps" (write one of these: sure, fairly sure, unsure, very unsure, not rated)'],
    ),
    "a text for a record": (
        "  label",
        "  withdrawn: yesterday\n  label",
        ['5: "withdrawn" of "share" has no fields (write its fields below it, indented, each as name: value)'],
    ),
    "a comma in braces": (
        "  label",
        "  withdrawn: {date: 2026-11-23, reason: One, two, three}\n  label",
        ['5: "withdrawn" "reason" of "share" ends at its comma (put the text in quotes: "One, two, three")'],
    ),
    "a text below its name that is not indented": (
        "short: 133 people had it.",
        "short: >-\n  Perhaps 133: they had it.",
        ['5: the text of "short" of "share" is not indented (put more spaces before it than before "short:")'],
    ),
    "no text below its name": (
        "short: 133 people had it.",
        "short: >-",
        ['4: "short" of "share" is empty (write its text behind it, or below it and indented)'],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", FORMS)
def test_a_writer_is_told_what_form_to_write(name: str, build_site: Callable[..., Built]) -> None:
    old, new, faults = FORMS[name]
    assert FINDING.count(old) == 1
    built = build_site({**SITE, FINDINGS: FINDING.replace(old, new)}, "--check")
    assert built.faults == [f"{FINDINGS}:{fault}" for fault in faults]


FACTS = {
    "a number with words": ("value: 133", "value: 133 people", ['3: "facts" no. 1 "value" of "one" is "133 people", which is no number (write it in digits: 66.2)']),
    "an id in other letters": ("id: n", "id: N 1", ['3: "facts" no. 1 "id" of "one" is "N 1" (write small letters and digits, with hyphens between words)']),
    "a comma in a list of braces": (
        "group: people with MS",
        "group: people, with MS",
        ['3: "facts" no. 1 "group" of "one" ends at its comma (put the text in quotes: "people, with MS")'],
    ),
    "no record": (STUDIES, "one:\n", ['1: "one" is empty (write its fields below it, indented, each as name: value)']),
}  # fmt: skip


@pytest.mark.parametrize("name", FACTS)
def test_a_writer_of_facts_is_told_too(name: str, build_site: Callable[..., Built]) -> None:
    old, new, faults = FACTS[name]
    built = build_site({**SITE, "refs/studies.yml": STUDIES.replace(old, new)}, "--check")
    assert built.faults == [f"refs/studies.yml:{fault}" for fault in faults]


def test_fields_without_the_name_of_their_record_are_one_fault(build_site: Callable[..., Built]) -> None:
    fields = FINDING.removeprefix("share:\n").replace("\n  ", "\n").removeprefix("  ")
    message = '"question" is no record, but a field of one (write the name of its record above it, and indent the fields)'
    assert build_site({**SITE, FINDINGS: fields}, "--check").faults == [f"{FINDINGS}:1: {message}"]
