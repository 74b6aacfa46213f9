"""The house as ARCHITECTURE.md lists it: a room uses rooms above it and the files beside them, and MkDocs is known in two places."""

import ast
import re
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SCRIPTS = ROOT / "scripts"
LISTED = re.findall(r"^  (\w+)/ ", (ROOT / "ARCHITECTURE.md").read_text("utf-8").split("scripts/\n")[1].split("tests/")[0], re.MULTILINE)
ROOMS = [room for room in LISTED if room != "templates"]


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def test_every_room_is_listed() -> None:
    assert {path.parent.name for path in SCRIPTS.glob("*/__init__.py")} == set(LISTED)


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_uses_only_rooms_above_it(room: str) -> None:
    below = set(ROOMS[ROOMS.index(room) + 1 :])
    found = {(path.name, name) for path in (SCRIPTS / room).glob("*.py") for name in imported(path) if name.split(".")[0] in below}
    assert found == set()


def test_files_beside_the_rooms_use_none() -> None:
    starts = {"build.py", "hooks.py"}  # which begin a build
    beside = [path for path in SCRIPTS.glob("*.py") if path.name not in starts]
    found = {(path.name, name) for path in beside for name in imported(path) if name.split(".")[0] in ROOMS}
    assert found == set()


def test_only_publishing_and_the_hook_know_mkdocs() -> None:
    found = {path.relative_to(SCRIPTS).parts[0] for path in SCRIPTS.rglob("*.py") if any(name.split(".")[0] == "mkdocs" for name in imported(path))}
    assert found <= {"publishing", "hooks.py"}


def test_no_module_needs_one_that_needs_it() -> None:
    modules = {".".join(path.relative_to(SCRIPTS).with_suffix("").parts).removesuffix(".__init__"): path for path in SCRIPTS.rglob("*.py")}
    needed = {module: {name for name in imported(path) if name in modules} - {module} for module, path in modules.items()}
    TopologicalSorter(needed).prepare()  # raises CycleError, with the circle


def test_the_hook_is_twenty_lines_at_most() -> None:
    """It only gives MkDocs what `publishing` holds."""
    assert len((SCRIPTS / "hooks.py").read_text("utf-8").splitlines()) <= 20
