"""Links that lead nowhere: the lines for MkDocs' own warnings, and a check of the built site, templates included.

MkDocs checks links written in Markdown, but names no line, and does not see links in HTML or templates.
"""

import re
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from faults import Fault, blank_code, line_of

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
    if match := _LINK.match(message):
        return _link_faults(match, docs, _shown_as(docs, config))
    if match := _NAV.match(message):
        line = line_of(config.read_text("utf-8"), match["link"])
        return (Fault(config.name, line, f'"{match["link"]}" in nav is no page (correct it, or write that page)'),)
    if _NOT_IN_NAV.match(message):
        pages = re.findall(r"^ *- (\S+)$", message, re.MULTILINE)
        return tuple(
            Fault(f"{_shown_as(docs, config)}/{page}", 0, f"this page is not in nav (add it to nav in {config.name})") for page in pages
        )
    if match := _BUILDING.match(message):
        page = docs / match["path"]
        line = line_of(page.read_text("utf-8", errors="replace"), "template:") if page.is_file() else 0
        return (
            Fault(
                f"{_shown_as(docs, config)}/{match['path']}", line, f"this page cannot be built: {match['why']} (look at its front matter)"
            ),
        )
    if match := _VALUE.match(message):
        line = line_of(config.read_text("utf-8"), f"{match['name']}:")
        return (Fault(config.name, line, f'"{match["name"]}" is wrong: {_first_line(match["why"])} (correct it)'),)
    return (Fault(config.name, 0, _first_line(message)),)


def _first_line(message: str) -> str:
    """Without the traceback that MkDocs puts behind some messages."""
    lines = [line.strip() for line in message.partition("Traceback")[0].splitlines() if line.strip()]
    return " ".join(lines).rstrip(".")


def _shown_as(docs: Path, config: Path) -> str:
    """The folder of the pages as a writer knows it: from the folder of mkdocs.yml."""
    return docs.relative_to(config.parent).as_posix() if docs.is_relative_to(config.parent) else docs.as_posix()


def _link_faults(match: re.Match[str], docs: Path, shown_as: str) -> tuple[Fault, ...]:
    path = docs / match["path"]
    markdown = path.read_text("utf-8", errors="replace") if path.exists() else ""
    why, meant = match["why"], re.search(r"Did you mean '([^']+)'", match["why"])
    for pattern, plain in _WHY:
        if found := re.match(pattern, why):
            why = found.expand(plain)
    hint = f"did you mean {meant[1]}?" if meant else "correct the link, or the heading it is meant for"
    message = f'the link "{match["link"]}" {why} ({hint})'
    return tuple(Fault(f"{shown_as}/{match['path']}", line, message) for line in _lines_of(match["link"], markdown) or (0,))


def _lines_of(link: str, source: str) -> tuple[int, ...]:
    """Every line on which a link stands: in Markdown's brackets, as a definition, or in an HTML attribute."""
    written = re.escape(link)
    pattern = rf"\]\(\s*<?{written}>?(?=[\s)])|^[ ]{{0,3}}\[[^\]]+\]:\s*<?{written}>?\s*$|=\s*[\"']?{written}(?=[\"'\s>])"
    return tuple(source.count("\n", 0, match.end()) + 1 for match in re.finditer(pattern, blank_code(source), re.MULTILINE))


class _Page(HTMLParser):
    """What one piece of HTML links to, and what can be linked to in it."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: set[str] = set()
        self.twice: set[str] = set()
        self.links: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if value is None:
                continue
            if name == "id" or (tag == "a" and name == "name"):
                if name == "id" and value in self.ids:
                    self.twice.add(value)
                self.ids.add(value)
            elif name in ("href", "src") or (name == "content" and dict(attrs).get("property") in ("og:url", "og:image")):
                self.links.append(value)
            elif name == "srcset":
                self.links += [part.split()[0] for part in value.split(",") if part.strip()]


def links_in(html: str) -> tuple[str, ...]:
    """The addresses in a piece of HTML."""
    return tuple(_Page(html).links)


@dataclass(frozen=True, slots=True)
class Source:
    """A page's file, for messages."""

    shown_as: str
    text: str


def check_html(links: Iterable[str], name: str, base_path: str, source: Source, ids: Mapping[str, Container[str]]) -> Iterator[Fault]:
    """Links written as HTML on the page `name` (the name of its built file) that lead to no page or no place.

    `ids` holds, for each page to be built, what can be linked to in it.
    """
    for link in dict.fromkeys(links):
        target = _target(link, name, base_path)
        if target is None or not target[0].endswith(".html") or target[0] == "404.html":
            continue
        path, fragment = target
        if path not in ids or (fragment and fragment not in ids[path]):
            yield from _faults(link, path, "leads to no place" if path in ids else "leads to no file", source)


def check_built(site: Path, site_url: str, sources: Mapping[str, Source]) -> tuple[int, tuple[Fault, ...]]:
    """How many links inside the built site were followed, and those that lead nowhere.

    Absolute addresses below `site_url` lead into the site, too: those of previews and of the head. `sources` gives the
    source of an HTML file, for messages.
    """
    base_path = urlsplit(site_url or "/").path or "/"
    files = [path for path in sorted(site.rglob("*.html")) if path.is_file()]
    pages = {path.relative_to(site).as_posix(): _Page(path.read_text("utf-8", errors="replace")) for path in files}
    followed = 0
    faults: set[Fault] = set()
    for name, page in pages.items():
        shown_as = sources.get(name, Source(name, "")).shown_as
        faults |= {Fault(shown_as, 0, f'two places have the address "#{one}" (give one of the two another id)') for one in page.twice}
        for link in dict.fromkeys(page.links):
            inside = base_path + link.removeprefix(site_url) if site_url and link.startswith(site_url) else link
            target = _target(inside, name, base_path)
            if target is None:
                continue
            followed += 1
            path, fragment = target
            found = pages.get(path) if path.endswith(".html") else None
            exists = (site / path).is_file()
            if not exists or (fragment and found and fragment not in found.ids):
                why = "leads to no place" if exists else "leads to no file"
                faults.update(_faults(link, path, why, sources.get(name, Source(name, ""))))
    return followed, tuple(sorted(faults))


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


def _faults(link: str, path: str, why: str, source: Source) -> Iterator[Fault]:
    lines = _lines_of(link, source.text)
    for line in lines:
        yield Fault(source.shown_as, line, f'the link "{link}" {why} (correct it)')
    if not lines:
        yield Fault("mkdocs.yml", 0, f'pages link to "{path}", which {why} (look for it in mkdocs.yml and the templates)')
