"""tests/cases/*.bib: entries as programs really write them, each with its right print, or with the fault that it deserves.

In a case file `% prints key: …` is the whole print, `% link key: …` where it leads, `% fault: …` a fault, in order.
Whatever is printed must also survive the three files that readers take home.
"""

import html
import re
from pathlib import Path

import pytest
from read_back import from_csl, from_ris

from references.bibtex import read_library
from references.bibtex_export import to_bibtex
from references.csl_export import to_csl_json
from references.fields import READ
from references.ris_export import to_ris
from references.shown import ReferenceList

ROOT = Path(__file__).parent.parent.parent
CASES = sorted((Path(__file__).parent.parent / "cases").glob("*.bib"))


def shown(path: Path) -> ReferenceList:
    """All entries of a file that can be printed, whatever its name."""
    references = ReferenceList(read_library([path], path.parent))
    for entry in references.library.entries.values():
        if entry.type not in ("xdata", "set"):
            references.show(entry.key)
    return references


def printed(references: ReferenceList) -> dict[str, str]:
    texts = {reference.key: references.get(reference.key).html for reference in references.references()}
    return {key: html.unescape(re.sub("<[^>]+>", "", text)).replace("\u00a0", " ") for key, text in texts.items()}


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_each_entry_prints_as_it_should_or_says_why_not(path: Path) -> None:
    source = path.read_text("utf-8").replace("(at)", "@")  # BibTeX reads an @ in a comment, too
    references = shown(path)
    assert [str(fault) for fault in sorted(references.faults)] == re.findall(r"^% fault: (.*)$", source, re.MULTILINE)
    assert printed(references) == dict(re.findall(r"^% prints ([^\s:]+): (.*)$", source, re.MULTILINE))
    for key, address in re.findall(r"^% link ([^\s:]+): (.*)$", source, re.MULTILINE):
        assert f'href="{html.escape(address)}"' in references.get(key).html


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_what_is_printed_survives_each_file(path: Path, tmp_path: Path) -> None:
    references = shown(path)
    works = references.references()
    for name, text in (("bib", to_bibtex(works)), ("ris", from_ris(to_ris(works))), ("json", from_csl(to_csl_json(works)))):
        (tmp_path / f"{name}.bib").write_text(text, "utf-8")
        again = shown(tmp_path / f"{name}.bib")
        assert again.faults == []
        assert printed(again) == printed(references)
        if name == "bib":  # with its italics
            assert [again.get(work.key).html for work in works] == [references.get(work.key).html for work in works]


def test_the_readme_names_each_field_that_is_read() -> None:
    section = (ROOT / "README.md").read_text("utf-8").partition("## What a source prints")[2].partition("\n## ")[0]
    table = "\n".join(line for line in section.splitlines() if line.startswith("|"))
    named = set(re.findall(r"`([a-z][a-z-]*)`", table))
    assert named == set(READ)
