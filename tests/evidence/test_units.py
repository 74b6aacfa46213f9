"""Units: a site names its own in refs/units.yml, and what is no unit is said at its line."""

from collections.abc import Callable

import pytest

from charts_site import FILES
from charts_site import STUDIES as CHARTED
from conftest import Built
from samples import SITE, STUDIES

CHANGE = "    - {id: rise, says: it rose, value: -2.04, unit: mmHg, group: people, locator: abstract}\n"
UNITS = "mmHg:\n  words: [mmHg, mm Hg]\n"


def index(told: str) -> str:
    return f"# Title\n\nIt {told} [@one].\n\n/// finding | share\n///\n"


def test_a_number_matches_only_a_fact_of_its_unit(build_site: Callable[..., Built]) -> None:
    files = {**SITE, "refs/studies.yml": STUDIES + CHANGE, "refs/units.yml": UNITS, "docs/index.md": index("fell by 2.04 mm Hg")}
    assert build_site(files, "--check").faults == []
    built = build_site({**files, "docs/index.md": index("fell by 133 mmHg")}, "--check")
    assert built.faults == ['docs/index.md:3:12: "133" is in no fact of one (nearest: -2.04 mmHg, people, rise)']


def test_a_unit_that_is_none_is_a_fault_at_its_line(build_site: Callable[..., Built]) -> None:
    wrong = STUDIES + CHANGE.replace("unit: mmHg", "\n       unit: mmHG")
    assert build_site({**SITE, "refs/studies.yml": wrong, "refs/units.yml": UNITS}, "--check").faults == [
        'refs/studies.yml:5: "mmHG" is no unit (did you mean mmHg?)'
    ]
    assert build_site({**SITE, "refs/studies.yml": wrong, "refs/units.yml": ""}, "--check").faults == [
        'refs/studies.yml:5: "mmHG" is no unit (add it to refs/units.yml, with the words behind a number)'
    ]
    assert build_site({**SITE, "refs/units.yml": "mmHg: {}\n"}, "--check").faults == ['refs/units.yml:1: "mmHg" has no "words" (add it)']


HALVES = {
    "unit: people, ": '"n" has a value and no unit (add unit: percent, unit: people or another)',
    "value: 133, ": '"n" has the unit "people" and no value (add value: with the number, or take unit out)',
}


@pytest.mark.parametrize("left_out", HALVES)
def test_a_number_without_its_unit_is_told_and_not_the_sentences_that_hold_it(left_out: str, build_site: Callable[..., Built]) -> None:
    built = build_site({**FILES, "refs/studies.yml": CHARTED.replace(left_out, "", 1)}, "--check")
    assert built.faults == [f"refs/studies.yml:3: {HALVES[left_out]}"]


def test_a_range_without_its_unit_is_told_too(build_site: Callable[..., Built]) -> None:
    studies = STUDIES + "    - {id: ends, says: so, low: 3, high: 5, group: people, locator: abstract}\n"
    assert build_site({**SITE, "refs/studies.yml": studies}, "--check").faults == [
        'refs/studies.yml:4: "ends" has a number and no unit (add unit: percent, unit: people or another)'
    ]


def test_a_short_form_that_measures_but_counts_nobody_is_a_fault(build_site: Callable[..., Built]) -> None:
    finding = SITE["refs/findings.yml"].replace("short: 133 people had it.", "short: It fell by 2.04 mmHg.")
    files = {**SITE, "refs/studies.yml": STUDIES + CHANGE, "refs/units.yml": UNITS, "refs/findings.yml": finding}
    assert build_site(files, "--check").faults == ["refs/findings.yml:4:10: the short form does not say how many people (write it in)"]
