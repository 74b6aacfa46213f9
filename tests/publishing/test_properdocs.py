"""ProperDocs, the kept fork of MkDocs, builds the same bytes: the way out when MkDocs ends."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from conftest import MKDOCS, ROOT, Built
from samples import SITE

FORKED = "import properdocs.replacement, build, sys; sys.exit(build.main())"


def test_the_fork_builds_the_same_bytes(build_site: Callable[..., Built]) -> None:
    theme = f"{{name: material, font: false, custom_dir: {ROOT}/docs/overrides}}"  # which names no program and no version
    config = MKDOCS.replace("{name: mkdocs, highlightjs: false}", theme) + "extra: {print: {document: all}}\n"
    built = build_site({**SITE, "mkdocs.yml": config})
    assert built.code == 0
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "scripts")}
    command = [sys.executable, "-c", FORKED, "--site-dir", "forked"]
    run = subprocess.run(command, cwd=built.folder, env=environment, capture_output=True, text=True, check=False)
    assert (run.returncode, run.stderr) == (0, "")
    forked, plain = (Path(folder, "manifest.sha256").read_text("utf-8").splitlines() for folder in ("forked", "site"))
    assert forked == plain
