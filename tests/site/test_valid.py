"""The W3C's own checker (Nu) on every built page: no error and no warning."""

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

# Read from files, a page's own style sheets and scripts are not "self"; on a server they are.
NOT_ON_A_SERVER = re.compile("violates Content Security Policy")


def test_the_checker_of_the_w3c_finds_nothing(real_site: Path, node_folder: Path) -> None:
    if not shutil.which("java"):
        pytest.skip("Java is not here, which the W3C's checker of HTML needs")
    jar = node_folder / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
    command = ["java", "-jar", str(jar), "--skip-non-html", "--format", "json", "--stdout", "--exit-zero-always", str(real_site)]
    messages = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)["messages"]
    found = [f"{Path(one['url'].removeprefix('file:')).relative_to(real_site)}:{one.get('lastLine')}: {one['message']}" for one in messages]
    assert [one for one in found if not NOT_ON_A_SERVER.search(one)] == []
