"""The open data of a small site: what a program reads of a finding."""

import csv
import hashlib
import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from conftest import MKDOCS, ROOT, Built
from evidence.open_data import SCHEMA_VERSION, VERSIONS, json_schema, to_csv
from samples import FINDING, SITE, STUDIES, finding

TWO = STUDIES + "    - {id: m, says: people, value: 1410, unit: people, group: people without it, locator: abstract}\n"
LICENSED = MKDOCS + "extra: {license: https://creativecommons.org/licenses/by/4.0/}\n"
FILES = {**SITE, "mkdocs.yml": LICENSED, "refs/studies.yml": TWO, "refs/findings.yml": FINDING.replace("people: [n]", "people: [n, m]")}


@pytest.fixture
def built(build_site: Callable[..., Built]) -> Built:
    built = build_site(FILES)
    assert built.code == 0, built.faults
    return built


def test_the_json_has_texts_without_markup_and_every_number_with_its_source(built: Built) -> None:
    data: dict[str, Any] = json.loads((built.folder / "site/findings/findings.json").read_text("utf-8"))
    jsonschema.validate(data, json.loads((built.folder / "site/findings/findings.schema.json").read_text("utf-8")))
    (finding,) = data.pop("findings")
    assert data == {"schema_version": "2.1", "site": "https://example.org/", "license": "https://creativecommons.org/licenses/by/4.0/"}
    expected = {
        "slug": "share",
        "address": "https://example.org/findings/share/",
        "question": "How many?",
        "claim": "133 people had it.",
        "short": "How sure? Unsure. 133 people had it.",
        "how_sure": "unsure",
        "reason": "One study.",
        "people": [
            {"value": 133, "group": "people with MS", "source": "one"},
            {"value": 1410, "group": "people without it", "source": "one"},
        ],
        "sources": [{"key": "one", "label": "Caro 2008", "year": 2008, "doi": "", "address": "", "in_a_quote": "Caro 2008, One"}],
        "first_published": "2026-11-22",
        "last_checked": "2026-11-22",
        "withdrawn": None,
        "corrections": [{"name": "fixed", "date": "2026-11-22", "what": "We had written 143; it is 133 people."}],
    }
    assert {name: finding[name] for name in expected} == expected
    assert [fact["id"] for fact in finding["facts"]] == ["n"]


def test_the_csv_has_one_line_for_each_finding_as_spreadsheets_read_it(built: Built) -> None:
    written = (built.folder / "site/findings/findings.csv").read_bytes()
    assert written.count(b"\r\n") == written.count(b"\n") == 2
    (row,) = csv.DictReader(io.StringIO(written.decode("utf-8"), newline=""))
    assert row["people"] == "133 people with MS and 1,410 people without it"
    assert (row["years"], row["sources"], row["withdrawn"]) == ("2008", "Caro 2008", "")
    assert row["address"] == "https://example.org/findings/share/"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_no_spreadsheet_runs_a_cell(start: str) -> None:
    (row,) = csv.DictReader(io.StringIO(to_csv([finding(claim=f"{start}1+1", question="What = 2?")]), newline=""))
    assert (row["claim"], row["question"]) == (f"'{start}1+1", "What = 2?")


def test_the_newest_version_is_the_one_promised_and_said_in_the_schema_and_the_readme() -> None:
    schema = json.loads(json_schema())
    readme = " ".join((Path(__file__).parents[2] / "README.md").read_text("utf-8").split())
    for version, what in VERSIONS.items():
        assert f"{version}: {what}." in schema["description"]
        assert f"| {version} | {what} |" in readme
    assert max(VERSIONS, key=lambda one: [*map(int, one.split("."))]) == SCHEMA_VERSION


# Who changes a field here changes what programs read: write what it is into VERSIONS, with a new number, and then this.
PROMISED = ("2.1", "72250a48")


def test_no_field_changes_without_a_new_version() -> None:
    schema = json.loads(json_schema())
    fields = {name: one["properties"] for name, one in schema["$defs"].items() if "properties" in one}
    assert (SCHEMA_VERSION, hashlib.sha256(json.dumps(fields, sort_keys=True).encode()).hexdigest()[:8]) == PROMISED


WRONG = {
    "a fact that counts people twice": (
        {"refs/findings.yml": FINDING.replace("people: [n]", "people: [n, n]")},
        ['refs/findings.yml:7: the fact "n" is there already (take it out)'],
    ),
    "two facts of one id": (
        {"refs/studies.yml": TWO.replace("id: m", "id: n")},
        ['refs/studies.yml:4: the fact "n" is there already (give one of the two another id)'],
    ),
    "a correction of nothing": (
        {"refs/changes.yml": "fixed:\n  date: 2026-11-22\n  what: It is right now.\n  correction: true\n"},
        ['refs/changes.yml:4: "fixed" corrects no finding (name it under findings, or take correction out)'],
    ),
    "a row with a cell too few": (
        {"refs/tables.yml": "t:\n  caption: T\n  columns: [A, B]\n  rows:\n    - {id: a, cells: [x, y]}\n    - {id: b, cells: [x]}\n"},
        ['refs/tables.yml:6: the row "b" of "t" has 1 cells, not 2 (one for each column)'],
    ),
    "two rows with one address": (
        {"refs/tables.yml": "t:\n  caption: T\n  columns: [A, B]\n  rows:\n    - {id: a, cells: [x, y]}\n    - {id: a, cells: [x, y]}\n"},
        ['refs/tables.yml:6: the row "a" of "t" is there already (give one of the two another id)'],
    ),
    "a table with the name of ours": (
        {"refs/tables.yml": "findings:\n  caption: T\n  columns: [A, B]\n  rows: []\n"},
        ['refs/tables.yml:1: the table "findings" is made by the build (give yours another name)'],
    ),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_writer_is_told(name: str, build_site: Callable[..., Built]) -> None:
    files, faults = WRONG[name]
    assert build_site({**SITE, **files}, "--check").faults == faults


def test_the_schema_is_the_same_where_python_forgets_docstrings() -> None:
    command = [sys.executable, "-c", "from evidence.open_data import json_schema; print(json_schema(), end='')"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "scripts"), "PYTHONOPTIMIZE": "2"}
    optimized = subprocess.run(command, env=environment, capture_output=True, check=True).stdout.decode()
    assert optimized == json_schema()
    assert json.loads(optimized)["$defs"]["Count"]["description"] == "How many of whom."
