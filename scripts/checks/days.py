"""Days that pages and records tell, and that have not been yet.

In go pages, records and the last day that can have been, out come faults with their lines.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from evidence.records import RecordFile
from evidence.studies import Evidence
from faults import Fault
from source.page import Page


def check_days(pages: Iterable[Page], evidence: Evidence, today: date) -> Iterator[Fault]:
    """Each day after `today`."""
    for page in pages:
        if page.checked and page.checked > today:
            yield Fault(page.shown_as, page.line_of("checked:"), f'"checked" {_told("was checked")}', kind="day")
    for file, (name, *way), day, what in _days(evidence):
        if day and day > today:
            yield file.fault(f'"{way[0]}" of "{name}" {_told(what)}', name, *way, kind="day")


def _days(evidence: Evidence) -> Iterator[tuple[RecordFile[Any], tuple[str, ...], date | None, str]]:
    """Each day that records tell: the file, the way to it, the day, and what happened on it."""
    for slug, finding in evidence.findings.records.items():
        yield evidence.findings, (slug, "first_published"), finding.first_published, "was published"
        yield evidence.findings, (slug, "last_checked"), finding.last_checked, "was checked"
        if finding.withdrawn:
            yield evidence.findings, (slug, "withdrawn", "date"), finding.withdrawn.date, "was withdrawn"
    for name, change in evidence.changes.records.items():
        yield evidence.changes, (name, "date"), change.date, "was changed"
    for key, study in evidence.studies.records.items():
        if study.retraction:
            yield evidence.studies, (key, "retraction", "looked_up"), study.retraction.looked_up, "was looked up"


def _told(what: str) -> str:
    return f"is in the future (write the day it {what})"
