"""Golden sites: each file in cases/ is a whole small site and what its writer is told about it, to the letter."""

from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from conftest import Built

HOOKS = str(Path(__file__).parent.parent / "scripts" / "hooks.py")
CASES = sorted((Path(__file__).parent / "cases").glob("*.yml"))


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
@pytest.mark.parametrize("arguments", [[], ["--check"]], ids=["build", "check"])
def test_golden_site(path: Path, arguments: list[str], build_site: Callable[..., Built]) -> None:
    case = yaml.safe_load(path.read_text("utf-8"))
    built = build_site(
        {name: text.replace("{hooks}", HOOKS) if isinstance(text, str) else text for name, text in case["files"].items()}, *arguments
    )
    assert built.faults == case.get("faults", [])
    for name, parts in case.get("holds", {}).items() if not arguments else ():
        html = built.html(name).replace("\u00a0", " ")
        assert [part for part in parts if part not in html] == []
    for name, parts in case.get("lacks", {}).items() if not arguments else ():
        assert [part for part in parts if part in built.html(name)] == []
