"""MkDocs' own command, with the hook: Python looks for garbage less often while it builds, and not at its end."""

import subprocess
import sys
from pathlib import Path

from conftest import MKDOCS, PAPER

TOLD = """
import gc, sys
def on_post_build(config):
    print("threshold", gc.get_threshold()[0], "frozen", gc.get_freeze_count() > 10_000)
"""


def test_the_events_are_those_of_the_hook(tmp_path: Path) -> None:
    files = {"mkdocs.yml": MKDOCS.replace("]\nmarkdown", ", told.py]\nmarkdown"), "told.py": TOLD, "refs/papers.bib": PAPER, "docs/index.md": "# Home\n"}
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    done = subprocess.run([sys.executable, "-m", "mkdocs", "build", "-q"], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "threshold 5000 frozen True"
