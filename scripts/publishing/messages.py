"""What MkDocs warns of, in the words and with the lines that a writer needs.

In go its messages, out come faults. MkDocs checks links written in Markdown, but names no line.
"""

import re
from pathlib import Path

from checks.links import lines_of
from faults import Fault, hint
from source.text import Text, shown_path

_LINK = re.compile(
    r"Doc file '(?P<path>[^']+)' contains (?:a|an absolute|an unrecognized relative) link(?: to)? '(?P<link>[^']*)',? "
    r"(?:but )?(?P<why>.*)",
    re.DOTALL,
)
_WHY = (
    (r"the target(?: '[^']*')? is not found among documentation files", "leads to no page"),
    (r"there is no such anchor on this page", "leads to no place on this page"),
    (r"the doc '([^']+)' does not contain an anchor '[^']*'", r"leads to no place in \1"),
    (r"it was left as is", "leads to no page"),
    (r"which is excluded from the built site", "leads to a page that is not published"),
)
_NAV = re.compile(r"A (?:reference|relative path) to '(?P<link>[^']+)' is included in the 'nav' configuration, (?P<why>.*)", re.DOTALL)
_NOT_IN_NAV = re.compile(r"The following pages exist in the docs directory, but are not included in the \"nav\" configuration")
_BUILDING = re.compile(r"Error building page '(?P<path>[^']+)': (?P<why>[^\n]*?)(?: in search paths.*)?$", re.DOTALL)
_VALUE = re.compile(r"Config value '(?P<name>[^']+)': (?P<why>.*)", re.DOTALL)


def explain_mkdocs(message: str, docs: Path, config: Path) -> tuple[Fault, ...]:
    """MkDocs' warning about links, nav or its configuration as faults with lines, each in one line of text."""
    folder = shown_path(docs, config.parent)
    if match := _LINK.match(message):
        return _link_faults(match, docs, folder)
    if match := _NAV.match(message):
        line = _line_of(match["link"], config)
        return (Fault(config.name, line, f'"{match["link"]}" in nav is no page (correct it, or write that page)', kind="config"),)
    if _NOT_IN_NAV.match(message):
        pages = re.findall(r"^ *- (\S+)$", message, re.MULTILINE)
        return tuple(Fault(f"{folder}/{page}", 0, f"this page is not in nav (add it to nav in {config.name})") for page in pages)
    if match := _BUILDING.match(message):
        page = docs / match["path"]
        line = _line_of("template:", page) if page.is_file() else 0
        return (Fault(f"{folder}/{match['path']}", line, f"this page cannot be built: {match['why']} (look at its front matter)"),)
    if match := _VALUE.match(message):
        line = _line_of(f"{match['name']}:", config)
        return (Fault(config.name, line, f'"{match["name"]}" is wrong: {_first_line(match["why"])} (correct it)'),)
    return (Fault(config.name, 0, _first_line(message)),)


def _first_line(message: str) -> str:
    """Without the traceback that MkDocs puts behind some messages."""
    lines = [line.strip() for line in message.partition("Traceback")[0].splitlines() if line.strip()]
    return " ".join(lines).rstrip(".")


def _line_of(words: str, file: Path) -> int:
    return Text("", file.read_text("utf-8", errors="replace")).line_of(words)


def _link_faults(match: re.Match[str], docs: Path, folder: str) -> tuple[Fault, ...]:
    path = docs / match["path"]
    markdown = path.read_text("utf-8", errors="replace") if path.exists() else ""
    why, meant = match["why"], re.search(r"Did you mean '([^']+)'", match["why"])
    for pattern, plain in _WHY:
        if found := re.match(pattern, why):
            why = found.expand(plain)
    way_out = hint(meant[1] if meant else None, "correct the link, or the heading it is meant for")
    message = f'the link "{match["link"]}" {why} ({way_out})'
    lines = lines_of(match["link"], Text("", markdown)) or (0,)
    return tuple(Fault(f"{folder}/{match['path']}", line, message, kind="broken-link") for line in lines)
