"""What the checkers of types and style are told not to see: each with its code, and why."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
MODULES = sorted(
    path.relative_to(ROOT).as_posix()
    for room in ("scripts", "tests", "bench")
    for path in (ROOT / room).rglob("*.py")
    if "node_modules" not in path.parts
)
UNSEEN = re.compile(r"#\s*(?:type:\s*ignore|noqa)")
EXPLAINED = re.compile(r"# (?:type: ignore\[[a-z-]+(?:, [a-z-]+)*\]  # \w|noqa: [A-Z]+\d+(?:, [A-Z]+\d+)* +\(\w)")


def unexplained(text: str) -> list[str]:
    """Lines that tell a checker not to look, without a code or a reason."""
    return [line for line in text.splitlines() if UNSEEN.search(line) and not EXPLAINED.search(line)]


@pytest.mark.parametrize("path", [path for path in MODULES if path != "tests/test_ignores.py"])
def test_each_has_its_code_and_its_reason(path: str) -> None:
    assert unexplained((ROOT / path).read_text("utf-8")) == []


@pytest.mark.parametrize("line", ["x = 1  # type: ignore", "x = 1  # type: ignore[misc]", "x = 1  # noqa", "import x  # noqa: E402"])
def test_one_without_is_seen(line: str) -> None:
    assert unexplained(line) == [line]


def test_each_rule_that_is_left_out_says_why() -> None:
    lines = (ROOT / "pyproject.toml").read_text("utf-8").split("\n")
    rules = [line for line in lines if re.match(r'\s+"[A-Z]+\d+",|"[^"]+" = \["[A-Z]+\d+"|ignore_missing_imports', line)]
    assert len(rules) > 5
    assert [line for line in rules if not re.search(r"  # \w", line)] == []
