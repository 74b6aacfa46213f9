"""The GitHub Pages workflow: each action is pinned by a hash, and no job may do more than it needs."""

import re
from pathlib import Path
from typing import Any

import yaml

PATH = Path(__file__).parents[2] / ".github" / "workflows" / "publish.yml"
WORKFLOW: dict[str, Any] = yaml.safe_load(PATH.read_text("utf-8"))


def test_each_action_is_pinned_by_its_hash_with_its_version_beside_it() -> None:
    used = re.findall(r"uses: (.*)", PATH.read_text("utf-8"))
    assert len(used) == 4
    assert all(re.fullmatch(r"actions/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", one) for one in used)


def test_rights_are_the_least() -> None:
    assert WORKFLOW["permissions"] == {}
    assert {name: job["permissions"] for name, job in WORKFLOW["jobs"].items()} == {
        "build": {"contents": "read"},
        "deploy": {"pages": "write", "id-token": "write"},
    }


def test_only_what_was_tested_is_published() -> None:
    runs = [step.get("run") or step["uses"].partition("@")[0] for step in WORKFLOW["jobs"]["build"]["steps"]]
    assert runs[2:] == ["make test", "make publish", "actions/upload-pages-artifact"]
    assert WORKFLOW["jobs"]["deploy"]["needs"] == "build"
    assert WORKFLOW["jobs"]["deploy"]["if"] == "github.ref == 'refs/heads/main'"
