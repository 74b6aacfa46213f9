"""How a work was read: said of each that facts or findings rest on."""

from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import Built
from references.bibtex import read_library
from references.shown import ReferenceList
from samples import BIB, FINDING, SITE

OTHER = "@article{two,\n  author = {Caro, A.}, title = {Two}, journal = {J}, year = 2009,\n}\n"
HAS_FACTS = '"one" has facts and does not say how it was read (add readas = {abstract})'
SLIPS = {
    "none": ({"refs/papers.bib": BIB.replace(", readas = {abstract}", "")}, [f"refs/papers.bib:1: {HAS_FACTS}"]),
    "an empty one": ({"refs/papers.bib": BIB.replace("readas = {abstract}", "\n readas = {}")}, [f"refs/papers.bib:2: {HAS_FACTS}"]),
    "another key's case": (
        {"refs/papers.bib": BIB.replace(", readas = {abstract}", "").replace("{one,", "{One,")},
        [f"refs/papers.bib:1: {HAS_FACTS.replace('one', 'One')}"],
    ),
    "a mistyped one": (
        {"refs/papers.bib": BIB.replace("readas", "\n readass")},
        ['refs/papers.bib:2: "readass" of "one" is no known field (did you mean "readas"?)'],
    ),
    "that of facts": (
        {"refs/papers.bib": BIB.replace("readas", "read_as")},
        ['refs/papers.bib:1: "read_as" of "one" is no known field (did you mean "readas"?)'],
    ),
    "JabRef's mark": ({"refs/papers.bib": BIB.replace("readas", "readstatus")}, [f"refs/papers.bib:1: {HAS_FACTS}"]),
    "a source without facts": (
        {"refs/papers.bib": BIB + OTHER, "refs/findings.yml": FINDING.replace("sources: [one]", "sources: [one, two]")},
        ['refs/papers.bib:2: "two" is a source of a finding and does not say how it was read (add readas = {abstract})'],
    ),
    "only background": ({"refs/papers.bib": BIB + OTHER}, []),
    "from another entry": (
        {"refs/papers.bib": BIB.replace("readas = {abstract}", "xdata = {how}") + "@xdata{how, readas = {abstract}}\n"}, [],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", SLIPS)
def test_a_work_that_is_rested_on_says_how_it_was_read(name: str, build_site: Callable[..., Built]) -> None:
    files, faults = SLIPS[name]
    assert build_site({**SITE, **files}, "--check").faults == faults


ONLINE = "@online{page, author = {{WHO}}, title = {T}, date = {2020}, url = {https://example.org/}}\n"
NOTE = 'papers.bib:1: "page" has a url and no urldate (add the day on which it was read: urldate = {2026-11-22})'


@pytest.mark.parametrize(
    ("bib", "notes"),
    [
        (ONLINE, [NOTE]),
        (ONLINE.replace("date", "urldate = {2026-11-22}, date"), []),
        (ONLINE.replace("url = {https://example.org/}", "doi = {10.5555/1}"), []),
        (ONLINE.replace("@online", "@misc"), []),
    ],
)
def test_that_nobody_says_when_a_page_was_read_is_good_to_know(bib: str, notes: list[str], tmp_path: Path) -> None:
    (tmp_path / "papers.bib").write_text(bib, "utf-8")
    assert [str(note) for note in ReferenceList(read_library([tmp_path / "papers.bib"], tmp_path)).notes] == notes
