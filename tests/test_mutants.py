"""The list of bugs follows the code: each can still be put in, and is one of its own. `make mutants` puts them in."""

import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from mutant_list import MUTANTS, Mutant
from mutants import ROOT, problem_of


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda mutant: mutant.rule)
def test_a_bug_can_still_be_put_in(mutant: Mutant) -> None:
    assert problem_of(mutant) is None, "correct it in tests/mutant_list.py"


def test_no_bug_is_there_twice() -> None:
    assert [rule for rule, count in Counter(mutant.rule for mutant in MUTANTS).items() if count > 1] == []


WRONG = [
    (Mutant("x", "a.py", "gone", "b", ("test_a.py",)), "a.py holds 'gone' 0 times, not once"),
    (Mutant("x", "a.py", "1", "b", ("test_a.py",)), "a.py holds '1' 2 times, not once"),
    (Mutant("x", "a.py", "2", "2", ("test_a.py",)), "'2' is replaced by itself"),
    (Mutant("x", "b.py", "1", "2", ("test_a.py",)), "b.py is not there"),
    (Mutant("x", "a.py", "2", "3", ("test_b.py::test_c",)), "tests/test_b.py is not there"),
    (Mutant("x", "a.py", "2", "3", ("test_a.py::test_c",)), None),
]


@pytest.mark.parametrize(("mutant", "problem"), WRONG)
def test_one_that_no_longer_can_is_told(mutant: Mutant, problem: str | None, tmp_path: Path) -> None:
    (tmp_path / "tests").mkdir()
    (tmp_path / "tests" / "test_a.py").touch()
    (tmp_path / "a.py").write_text("1 1 2", "utf-8")
    assert problem_of(mutant, tmp_path) == problem


PUT_IN = """
import sys
from mutants import Mutant, main

tests = ("checks/test_counts.py::test_counts_are_found",)
bugs = [Mutant(new, "scripts/checks/counts.py", "_MOST_FREE = 3", new, tests) for new in ("_MOST_FREE = 5", "_MOST_FREE = 1 + 2")]
sys.exit(main(sys.argv[1:], bugs))
"""
SHARES = [("1.0", 1), ("0.5", 0)]


@pytest.mark.parametrize(("share", "code"), SHARES)
def test_a_bug_is_caught_in_a_copy_and_one_that_is_none_is_not(share: str, code: int) -> None:
    before = (ROOT / "scripts/checks/counts.py").read_bytes()
    run = subprocess.run([sys.executable, "-c", PUT_IN, "--share", share], cwd=ROOT / "tests", capture_output=True, text=True, check=False)
    *lines, last = run.stdout.splitlines()
    assert sorted(lines) == [
        "NOT CAUGHT _MOST_FREE = 1 + 2 (scripts/checks/counts.py)",
        "caught     _MOST_FREE = 5 (scripts/checks/counts.py)",
    ], run.stderr
    assert last.startswith("1 of 2 caught in ")
    assert run.returncode == code
    assert (ROOT / "scripts/checks/counts.py").read_bytes() == before
