"""What the host of a site must do, as one record of rules, and the same written down for each kind of host.

In go a built site and where it will lie; out come files in its folder: `_headers` and `_redirects` (Netlify, Cloudflare
Pages), `.htaccess` (Apache), `.nginx.conf` (to be included), robots.txt and security.txt. Pages work without any of them.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from pages.head import Site
from templates import render
from writing.contact import Contact

# What hosts do not know, or send without its letters' encoding. Zotero's button reads the first two.
TYPES = (
    ("ris", "application/x-research-info-systems; charset=utf-8"),
    ("bib", "application/x-bibtex; charset=utf-8"),
    ("csv", "text/csv; charset=utf-8"),
    ("atom", "application/atom+xml; charset=utf-8"),
    ("woff2", "font/woff2"),
)
HASHED = r"[.-][0-9a-f]{8}\.\w+$"  # a file whose name says what it holds: it may be kept for ever
FOR_HOSTS = ("_headers", "_redirects", ".htaccess", ".nginx.conf")  # not for readers
_VALID = timedelta(days=360)  # RFC 9116: a security.txt should end within a year


class Rules(NamedTuple):
    """What any host must do."""

    base: str  # where the site lies below its host: / or /fm/
    headers: tuple[tuple[str, str], ...]  # of every answer
    kept: tuple[str, ...]  # files that never change, by name; folder/* where all in a folder are such
    moved: tuple[tuple[str, str], ...]  # old and new address of a page, below the base
    typed: tuple[tuple[str, str], ...]  # file and its type, for hosts that know no rule by ending
    types: tuple[tuple[str, str], ...] = TYPES  # by the ending of a file
    hashed: str = HASHED
    hidden: tuple[str, ...] = FOR_HOSTS


def rules_for(names: Iterable[str], policy: str, address: str, moved: Iterable[tuple[str, str]]) -> Rules:
    """`names` are the files of the site, `address` is its own or empty, `moved` pairs of addresses that begin with a slash."""
    names = sorted(names)
    headers = (
        ("Content-Security-Policy", f"{policy}; frame-ancestors 'none'"),  # which a meta tag cannot say
        ("X-Content-Type-Options", "nosniff"),
        ("Referrer-Policy", "strict-origin-when-cross-origin"),
    )
    typed = tuple((name, kind) for name in names for ending, kind in TYPES if name.endswith(f".{ending}") and ending != "woff2")
    pairs = tuple((old.lstrip("/"), new.lstrip("/")) for old, new in moved)
    return Rules(urlsplit(address or "/").path or "/", headers, tuple(_kept(names)), pairs, typed)


def _kept(names: Iterable[str]) -> Iterator[str]:
    folders: dict[str, list[str]] = {}
    for name in names:
        folders.setdefault(name.rpartition("/")[0], []).append(name)
    for folder, held in folders.items():
        hashed = [name for name in held if re.search(HASHED, name)]
        yield from [f"{folder}/*"] if folder and len(hashed) == len(held) else hashed


def for_hosts(rules: Rules, site: Site, contact: Contact, made: date) -> Iterator[tuple[str, str]]:
    """Name and content of each file. `made` is the day of the build."""
    yield "_headers", render("_headers", rules=rules)
    if rules.moved:
        yield "_redirects", render("_redirects", rules=rules)
    yield ".htaccess", render("htaccess", rules=rules)
    yield ".nginx.conf", render("nginx.conf", rules=rules, variable=re.sub(r"\W", "_", rules.base))
    if site.url:
        yield "robots.txt", render("robots.txt", site=site)
    if contact:
        yield ".well-known/security.txt", render("security.txt", contact=contact, site=site, expires=made + _VALID)


def files_of(site: Path) -> list[str]:
    """The names of all files in a built site."""
    return [path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()]
