"""What newcomers read: each command and file that it names is there, and the version is the same everywhere."""

import re
import tomllib

import pytest
import yaml

from conftest import ROOT

PAGES = ("README.md", "CONTRIBUTING.md", "ARCHITECTURE.md", "LICENSES.md", "CHANGELOG.md", "starter/README.md")
MADE = {"site/", "refs/redirects.yml", "manifest.sha256", ".venv"}  # by a build, or by a writer when there is need


@pytest.mark.parametrize("name", PAGES)
def test_every_command_is_one(name: str) -> None:
    makefile = (ROOT / ("starter/Makefile" if name.startswith("starter") else "Makefile")).read_text("utf-8")
    text = (ROOT / name).read_text("utf-8").replace('`make new', "`make -f Makefile new")
    asked = set(re.findall(r"(?:^|`|/ |then )make ([a-z]+)", text, re.MULTILINE))
    assert asked - set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE)) == set()


@pytest.mark.parametrize("name", PAGES)
def test_every_file_is_there(name: str) -> None:
    folder = (ROOT / name).parent
    text = (ROOT / name).read_text("utf-8")
    named = {*re.findall(r"`((?:docs|refs|scripts|tests|bench|starter)/[\w./-]*)`", text), *re.findall(r"\]\((?!https?:|#)([^)\s]+)\)", text)}
    missing = {one for one in named - MADE if not (folder / one).exists() and not (ROOT / "scripts" / one).exists()}
    assert {one for one in missing if "name." not in one} - {"docs/assets/", "docs/overrides/", "docs/assets/site.css"} == set()


def test_every_section_that_the_readme_leads_to_is_there() -> None:
    text = (ROOT / "README.md").read_text("utf-8")
    recipes = re.findall(r'^\| [^|]+ \| "([^"]+)" \|', text, re.MULTILINE)
    assert len(recipes) == 8
    assert set(recipes) - set(re.findall(r"^## (.+)$", text, re.MULTILINE)) == set()


def test_the_version_is_the_same_everywhere() -> None:
    version = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text("utf-8"))
    assert citation["version"] == version
    newest, *_ = re.findall(r"^## (\d\S*)", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)
    assert newest == version
    assert {"cff-version", "message", "title", "authors"} <= set(citation)
