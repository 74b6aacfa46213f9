"""Links that lead nowhere: the lines for MkDocs' own warnings, and a check of the built site, templates included.

MkDocs checks links written in Markdown, but names no line, and does not see links in HTML or templates.
"""

import re
from collections.abc import Mapping
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from faults import Fault, line_of

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
_VALUE = re.compile(r"Config value '(?P<name>[^']+)': (?P<why>.*)", re.DOTALL)


def explain_mkdocs(message: str, docs: Path, config: Path) -> tuple[Fault, ...]:
    """MkDocs' warning about links, nav or its configuration as faults with lines, each in one line of text."""
    if match := _LINK.match(message):
        return (_link_fault(match, docs),)
    if match := _NAV.match(message):
        line = line_of(config.read_text("utf-8"), match["link"])
        return (Fault(config.name, line, f'"{match["link"]}" in nav is no page (correct it, or write that page)'),)
    if _NOT_IN_NAV.match(message):
        pages = re.findall(r"^ *- (\S+)$", message, re.MULTILINE)
        return tuple(Fault(f"{docs.name}/{page}", 0, f"this page is not in nav (add it to nav in {config.name})") for page in pages)
    if match := _VALUE.match(message):
        line = line_of(config.read_text("utf-8"), f"{match['name']}:")
        return (Fault(config.name, line, f'"{match["name"]}": {match["why"]}'),)
    return (Fault(config.name, 0, " ".join(message.split())),)


def _link_fault(match: re.Match[str], docs: Path) -> Fault:
    path = docs / match["path"]
    markdown = path.read_text("utf-8", errors="replace") if path.exists() else ""
    line = line_of(markdown, f"({match['link']}") or line_of(markdown, match["link"])
    why, meant = match["why"], re.search(r"Did you mean '([^']+)'", match["why"])
    for pattern, plain in _WHY:
        if found := re.match(pattern, why):
            why = found.expand(plain)
    hint = f"did you mean {meant[1]}?" if meant else "correct the link, or the heading it is meant for"
    return Fault(f"{docs.name}/{match['path']}", line, f'the link "{match["link"]}" {why} ({hint})')


class _Page(HTMLParser):
    """What one HTML file links to, and what can be linked to in it."""

    def __init__(self) -> None:
        super().__init__()
        self.ids: set[str] = set()
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if value is None:
                continue
            if name == "id" or (tag == "a" and name == "name"):
                self.ids.add(value)
            elif name in ("href", "src") and not (tag == "link" and dict(attrs).get("rel") in ("canonical", "prev", "next")):
                self.links.append(value)
            elif name == "srcset":
                self.links += [part.split()[0] for part in value.split(",") if part.strip()]


def check_built(site: Path, base_path: str, sources: Mapping[str, Path]) -> tuple[int, tuple[Fault, ...]]:
    """How many links inside the built site were followed, and those that lead nowhere.

    `base_path` is the path part of the site's address; `sources` gives the source file of an HTML file, for messages.
    """
    pages = {path.relative_to(site).as_posix(): _read(path) for path in sorted(site.rglob("*.html"))}
    followed, faults = 0, []
    for name, page in pages.items():
        for link in dict.fromkeys(page.links):
            target = _target(link, name, base_path)
            if target is None:
                continue
            followed += 1
            path, fragment = target
            found = pages.get(path) if path.endswith(".html") else None
            exists = (site / path).is_file()
            if not exists or (fragment and found and fragment not in found.ids):
                faults.append(_fault(link, name, "leads to no place" if exists else "leads to no file", sources))
    return followed, tuple(faults)


def _read(path: Path) -> _Page:
    page = _Page()
    page.feed(path.read_text("utf-8"))
    page.close()
    return page


def _target(link: str, name: str, base_path: str) -> tuple[str, str] | None:
    """File and fragment that a link in the file `name` leads to; None where it leads out of the site."""
    if urlsplit(link).scheme or link.startswith("//"):
        return None
    parts = urlsplit(urljoin(base_path + name, link))
    path = unquote(parts.path)
    if not path.startswith(base_path):
        return path.lstrip("/"), ""
    path = path[len(base_path) :]
    if path.endswith("/") or not path:
        path += "index.html"
    return path, unquote(parts.fragment)


def _fault(link: str, name: str, why: str, sources: Mapping[str, Path]) -> Fault:
    source = sources.get(name)
    if source is None:
        return Fault(name, 0, f'the link "{link}" of the built page {why} (look in its template)')
    shown_as = f"{source.parent.name}/{source.name}"
    return Fault(shown_as, line_of(source.read_text("utf-8"), link), f'the link "{link}" {why} (correct it)')
