"""Links that lead nowhere: those written as HTML, and all of the built site, templates included.

MkDocs checks links written in Markdown; it does not see links in HTML or templates.
"""

import re
from collections.abc import Container, Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from faults import Fault
from markup import BuiltHtml, is_address
from source.text import Text


def lines_of(link: str, source: Text) -> tuple[int, ...]:
    """Every line on which a link stands: in Markdown's brackets, as a definition, or in an HTML attribute, alone or in a list."""
    written = re.escape(link)
    pattern = rf"\]\(\s*<?{written}>?(?=[\s)])|^[ ]{{0,3}}\[[^\]]+\]:\s*<?{written}>?\s*$|=\s*[\"']?{written}(?=[\"'\s>])"
    pattern += rf"|srcset\s*=\s*[\"'](?:[^\"'>]*,)?\s*{written}(?=[\"',\s])"
    return tuple(source.line_at(match.end()) for match in re.finditer(pattern, source.without_code, re.MULTILINE))


def check_html(links: Iterable[str], name: str, base_path: str, source: Text, ids: Mapping[str, Container[str]]) -> Iterator[Fault]:
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


def check_built(site: Path, site_url: str, built: Mapping[str, BuiltHtml], sources: Mapping[str, Text]) -> tuple[int, tuple[Fault, ...]]:
    """How many links inside the built site were followed, and those that lead nowhere.

    Absolute addresses below `site_url` lead into the site, too: those of previews and of the head. `built` holds each file of
    HTML by its name, `sources` gives the source of one, for messages.
    """
    base_path = urlsplit(site_url or "/").path or "/"
    exists = cache(lambda path: (site / path).is_file())
    followed = 0
    faults: set[Fault] = set()
    for name, page in built.items():
        source = sources.get(name, Text(name, ""))
        faults |= {
            Fault(source.shown_as, 0, f'two places have the address "#{one}" (give one of the two another id)', kind="duplicate-id")
            for one in page.twice
        }
        for link in page.links:
            inside = base_path + link.removeprefix(site_url) if site_url and link.startswith(site_url) else link
            target = _target(inside, name, base_path)
            if target is None:
                continue
            followed += 1
            path, fragment = target
            found = built.get(path) if path.endswith(".html") else None
            if not exists(path) or (fragment and found and fragment not in found.ids):
                why = "leads to no place" if exists(path) else "leads to no file"
                faults.update(_faults(link, path, why, source))
    return followed, tuple(sorted(faults))


def check_loaded(built: Mapping[str, BuiltHtml], site_url: str) -> tuple[Fault, ...]:
    """What the pages would load from another host, which the site's policy blocks: each host once, by what it was asked for."""
    first: dict[str, str] = {}
    for page in built.values():
        for address in page.loads:
            host = urlsplit(address).netloc
            if host and not (site_url and address.startswith(site_url)):
                first.setdefault(host, address)
    advice = "take it out of mkdocs.yml or the theme; a file in docs/assets may stand in for it"
    return tuple(
        Fault("mkdocs.yml", 0, f'pages load "{address}", and the site\'s policy blocks what others hold ({advice})', kind="unsafe")
        for address in first.values()
    )


def _target(link: str, name: str, base_path: str) -> tuple[str, str] | None:
    """File and fragment that a link in the file `name` leads to; None where it leads out of the site."""
    if link.startswith("#"):
        return name, unquote(link[1:])
    return _target_from(link, name.rpartition("/")[0], base_path) if not link.startswith("?") else (name, "")


@cache  # pages repeat each other's menus
def _target_from(link: str, folder: str, base_path: str) -> tuple[str, str] | None:
    if not is_address(link) or urlsplit(link).scheme or link.startswith("//"):
        return None
    parts = urlsplit(urljoin(f"{base_path}{folder}/" if folder else base_path, link))
    path = unquote(parts.path)
    if not path.startswith(base_path):
        return path.lstrip("/"), ""
    path = path[len(base_path) :]
    if path.endswith("/") or not path:
        path += "index.html"
    return path, unquote(parts.fragment)


def _faults(link: str, path: str, why: str, source: Text) -> Iterator[Fault]:
    lines = lines_of(link, source)
    for line in lines:
        yield Fault(source.shown_as, line, f'the link "{link}" {why} (correct it)', kind="broken-link")
    if not lines:
        message = f'pages link to "{path}", which {why} (look for it in mkdocs.yml and the templates)'
        yield Fault("mkdocs.yml", 0, message, kind="broken-link")
