"""What works are called where there is no room for the reference: by name and year, or by a short title that reads well."""

from pathlib import Path

import pytest

from references.bibtex import read_library
from references.reference import Reference
from references.shown import ReferenceList

LONG = "Effects of a comorbid illness on activities of the daily living: a cohort"
CALLED = [
    ("author = {Caro, X. and Winter, E.}, doi = {10.1093/x}", "Caro 2008", "Caro 2008, doi:10.1093/x"),
    ("author = {Caro, X.}", "Caro 2008", "Caro 2008, Effects of a comorbid illness on activities…"),
    ("author = {Caro, X.}, shorttitle = {Effects on living}", "Caro 2008", "Caro 2008, Effects on living"),
    ("author = {{}}", "Effects of a comorbid illness on activities…, 2008", "Effects of a comorbid illness on activities…, 2008"),
    ("author = {{}}, shorttitle = {Effects on {MS}}, doi = {10.1093/x}", "Effects on MS, 2008", "Effects on MS, 2008, doi:10.1093/x"),
    ("author = {{}}, title = {Is it so? An essay on the question whether it is}", "Is it so?, 2008", "Is it so?, 2008"),
    ("author = {{}}, title = {Myelin: a review}", "Myelin, 2008", "Myelin, 2008"),
    ("author = {{}}, institution = {NHS}", "NHS 2008", "NHS 2008"),
    ("author = {{}}, institution = {NHS}, shorttitle = {NHS on stroke}", "NHS on stroke, 2008", "NHS on stroke, 2008"),
]


def read(fields: str, folder: Path) -> Reference:
    title = "" if "{Is it" in fields or "{Myelin" in fields else f"title = {{{LONG}}}, "
    (folder / "a.bib").write_text(f"@techreport{{a, {title}year = 2008, {fields}}}", "utf-8")
    shown = ReferenceList(read_library([folder / "a.bib"], folder)).show("a")
    assert shown
    return shown.reference


@pytest.mark.parametrize(("fields", "label", "quoted"), CALLED)
def test_what_a_work_is_called(fields: str, label: str, quoted: str, tmp_path: Path) -> None:
    reference = read(fields, tmp_path)
    assert (reference.label, reference.in_a_quote) == (label, quoted)
