"""The command that begins another site: copies starter/ and the look of this one into a new folder.

    python scripts/new.py NAME [DIR]

The new folder holds mkdocs.yml, docs/ and refs/, and leads to this engine; the look is its own from then on. Needs Python
alone, so that it works before anything is set up.
"""

import argparse
import json
import os
import re
import shutil
import sys
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

ENGINE = Path(__file__).resolve().parent.parent
LOOK = ("docs/overrides", "docs/assets")
_LISTS = re.compile(r"^extra_(?:css|javascript):\n(?:  .*\n)+", re.MULTILINE)  # of mkdocs.yml: the look's files in their order


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command; returns the exit code."""
    parser = argparse.ArgumentParser(description="Begin another site.")
    parser.add_argument("name", help="of the site, as its readers see it")
    parser.add_argument("folder", nargs="?", default="", help="where it goes (default: beside this one, called by its name)")
    options = parser.parse_args(arguments)
    name = " ".join(options.name.split())
    slug = to_slug(name)
    if not slug:
        return _refuse(f'"{options.name}" is no name for a site (give it letters: make new NAME="Sleep and pain")')
    target = Path(options.folder).expanduser().resolve() if options.folder else ENGINE.parent / slug
    if target.is_relative_to(ENGINE):
        return _refuse(f"{target} lies inside the engine (give a folder outside of it: make new NAME=… DIR=../{slug})")
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        return _refuse(f"{target} is there already (give another one: make new NAME=… DIR=…)")
    write_site(target, name, slug)
    print(f"wrote {target}: now cd there, run make serve, and read README.md")
    return 0


def to_slug(name: str) -> str:
    """The name as a part of an address: small letters and digits, with hyphens between words."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall(r"[a-z0-9]+", plain))[:60].strip("-")


def write_site(target: Path, name: str, slug: str) -> None:
    """Copy the starter with its blanks filled in, and the look."""
    values = {
        "name": json.dumps(name, ensure_ascii=False),  # which YAML reads, too
        "title": name,
        "slug": slug,
        "engine": Path(os.path.relpath(ENGINE, target)).as_posix(),
        "today": date.today().isoformat(),
        "look": "".join(_LISTS.findall((ENGINE / "mkdocs.yml").read_text("utf-8"))).rstrip(),
    }
    for file in sorted((ENGINE / "starter").rglob("*")):
        if file.is_file():
            copy = target / file.relative_to(ENGINE / "starter")
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_text(_filled(file.read_text("utf-8"), values), "utf-8")
    for folder in LOOK:
        shutil.copytree(ENGINE / folder, target / folder)


def _filled(text: str, values: Mapping[str, str]) -> str:
    return re.sub(r"\[\[(\w+)\]\]", lambda blank: values[blank[1]], text)


def _refuse(message: str) -> int:
    print(message, file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
