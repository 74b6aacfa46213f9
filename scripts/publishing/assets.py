"""A site's style sheets and scripts: each kind joined into one file, and no file of a theme published that no page asks for.

Between MkDocs' files and its config. A page that loads one style sheet is there sooner than one that loads five; with a
hash in its name the file may be kept by browsers for ever.
"""

import hashlib
import os
import posixpath
import re
from collections.abc import Collection, Iterable, Mapping, Sequence, Set
from contextlib import suppress
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from fonts import FOLDER as FONTS

_ASKING = (".css", ".js")  # what asks for further files
_NEVER = (".map", ".scss", ".less")  # what browsers do not read


def join_assets(files: Files, config: MkDocsConfig) -> None:
    """Put one file in the place of those that `extra_css` names, and one in that of plain scripts of `extra_javascript`.

    Only what stands in one folder of this site is joined, as style sheets name their fonts from where they stand.
    """
    config.extra_css = _joined(config.extra_css, "css", files, config)
    config.extra_javascript = _joined(config.extra_javascript, "js", files, config)


def _joined(named: Sequence[Any], kind: str, files: Files, config: MkDocsConfig) -> list[Any]:
    folder = posixpath.dirname(str(named[0])) if named else ""
    parts = [path for path in named if isinstance(path, str) and path in files.src_uris and posixpath.dirname(path) == folder]
    if not parts:
        return [*named]
    content = "\n".join(files.src_uris[path].content_string for path in parts)
    name = posixpath.join(folder, f"site.{_hash(content.encode())}.{kind}")
    for path in parts:
        files.remove(files.src_uris[path])
    files.append(File.generated(config, name, content=content))
    return [name, *(path for path in named if path not in parts)]


def theme_files(files: Files, config: MkDocsConfig) -> tuple[str, ...]:
    """What the theme brings: style sheets, scripts, icons."""
    return tuple(file.dest_uri for file in files if file.src_dir in config.theme.dirs)


def drop_unused(site: Path, names: Collection[str]) -> None:
    """Remove those of the theme's files that neither a page, nor a style sheet or script of the writer's, nor what these ask for
    names, and those that no browser reads. A name is known by its last part, wherever it stands.
    """
    may_ask = (path for path in site.rglob("*") if path.suffix in (".html", *_ASKING) and path.is_file())
    asking = (path.read_bytes() for path in may_ask if path.relative_to(site).as_posix() not in names)
    unused = {name for name in names if not name.endswith(_NEVER)}
    used: set[str] = set()
    while new := _asked_for(unused, asking):
        used |= new
        unused -= new
        asking = ((site / name).read_bytes() for name in new if name.endswith(_ASKING))
    gone = {*names} - used
    for name in gone:
        (site / name).unlink(missing_ok=True)
    for folder in {posixpath.dirname(name) for name in gone}:
        with suppress(OSError):  # some file is left in it, or it went with one below it
            os.removedirs(site / folder)


def _asked_for(names: Set[str], contents: Iterable[bytes]) -> set[str]:
    """Those of the files that one of the contents names."""
    last_parts = {name: posixpath.basename(name).encode() for name in names}
    by_beginning: dict[bytes, set[str]] = {}  # looked for first: a theme has dozens of lunr.*.min.js, which no page names
    for name, part in last_parts.items():
        by_beginning.setdefault(part[:5], set()).add(name)
    found: set[str] = set()
    for content in contents:
        possible = set[str]().union(*(some for beginning, some in by_beginning.items() if beginning in content))
        found |= {name for name in possible - found if last_parts[name] in content}
    return found


def stamp_fonts(site: Path, style_sheets: Iterable[str]) -> None:
    """Give each web font a name with its hash, and so the style sheets that name it, and tell the pages.

    Last, as which letters a font holds is known when all pages are built.
    """
    renamed: dict[str, str] = {}
    for path in sorted((site / FONTS).glob("*.woff2")):
        renamed[path.name] = path.rename(path.with_name(f"{path.stem}.{_hash(path.read_bytes())}.woff2")).name
    for name in style_sheets if renamed else ():
        path = site / name
        if path.is_file() and (new := _renamed(path, renamed)) != path.read_text("utf-8"):
            path.write_text(new, "utf-8")
            stem = re.sub(r"\.[0-9a-f]{8}$", "", path.stem)
            renamed[path.name] = path.rename(path.with_name(f"{stem}.{_hash(new.encode())}{path.suffix}")).name
    for path in site.rglob("*.html") if renamed else ():
        path.write_text(_renamed(path, renamed), "utf-8")


def _renamed(path: Path, names: Mapping[str, str]) -> str:
    """The text with the new names of files in place of the old ones."""
    pattern = "|".join(rf"(?<=[/\"(]){re.escape(name)}" for name in names)
    return re.sub(pattern, lambda match: names[match[0]], path.read_text("utf-8"))


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:8]
