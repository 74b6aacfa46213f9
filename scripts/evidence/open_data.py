"""Findings as open data for programs: JSON with its schema, and CSV.

In go PublishedFindings, out come files that keep one promise: VERSIONS tells what changed in them, and when.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass

from evidence.csv_files import to_text
from evidence.findings import PublishedFinding, in_words
from evidence.records import described
from evidence.studies import Finding

# What is promised: a field is never taken out or changed without a new first number. The newest comes first.
VERSIONS = {
    "2.1": "address and license are empty where the site has none; unit is any text; "
    "in the CSV, what begins like a formula has an apostrophe before it",
    "2.0": 'how_sure is "not rated" where it was null; new: people_reason, sources.in_a_quote',
    "1.0": "the first one",
}
SCHEMA_VERSION = next(iter(VERSIONS))


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenData:
    """The whole of findings.json."""

    schema_version: str
    site: str
    license: str
    findings: tuple[PublishedFinding, ...]


def to_json(findings: tuple[PublishedFinding, ...], site: str, license_address: str) -> str:
    """findings.json, after the schema beside it."""
    from pydantic import TypeAdapter  # see evidence.constraints

    data = OpenData(schema_version=SCHEMA_VERSION, site=site, license=license_address, findings=findings)
    return TypeAdapter(OpenData).dump_json(data, indent=2).decode() + "\n"


def json_schema() -> str:
    """findings.schema.json, derived from the dataclasses above."""
    from pydantic import TypeAdapter

    schema = described(TypeAdapter(OpenData).json_schema(mode="serialization"), OpenData, PublishedFinding, Finding)
    promise = f"Findings, version {SCHEMA_VERSION}. A new field raises the second number, a changed or removed one the first."
    schema["description"] = " ".join([promise, *(f"{version}: {what}." for version, what in VERSIONS.items())])
    return json.dumps({"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}, indent=2, ensure_ascii=False) + "\n"


def to_csv(findings: Iterable[PublishedFinding]) -> str:
    """One line for each finding; what is a list in the JSON is one text here."""
    columns = ("slug", "question", "claim", "how_sure", "reason", "people", "compared", "years", "sources", "not_mean",
               "would_change", "first_published", "last_checked", "withdrawn", "address")  # fmt: skip

    def line(finding: PublishedFinding) -> list[object]:
        sources = "; ".join(source.address or source.label for source in finding.sources)
        withdrawn = in_words(finding.withdrawn) if finding.withdrawn else ""
        values = {"people": finding.people_in_words, "years": finding.years, "sources": sources, "withdrawn": withdrawn}
        return [values.get(column, getattr(finding, column, "")) for column in columns]

    return to_text([columns, *map(line, findings)])
