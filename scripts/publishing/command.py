"""What the command does, step by step: read, build beside the site's place, check, print, and only then swap.

In go the command's words, out comes its exit code. Whatever goes wrong on the way is one line, and the published site is
left as it was.
"""

import argparse
import errno
import os
import re
import sys
import tempfile
import time
import traceback
from collections.abc import Collection, Sequence, Sized
from datetime import UTC, date, datetime
from pathlib import Path

from checks.links import check_built, check_loaded
from faults import Fault
from markup import read_built
from pages.permalinks import URLS, write_urls
from paper.pdf import PdfError
from paper.printing import Printing
from paper.typesetting import press
from paper.writer import CannotPrint
from publishing.compression import compress
from publishing.dating import NAME, WrongDate, build_date
from publishing.hosting import files_of, for_hosts, rules_for
from publishing.plugin import EvidencePlugin
from publishing.policy import write_policy
from publishing.run import Failed, run_mkdocs
from publishing.swap import NotOurs, swap, workplace, write_manifest, write_new


def run(arguments: Sequence[str] | None = None) -> int:
    """Does what is asked for; returns the exit code."""
    options = _parser().parse_args(arguments)
    try:
        return _run(options, Path.cwd())
    except (Failed, NotOurs, WrongDate) as error:
        lines = list(dict.fromkeys(str(line) for line in error.args))
    except OSError as error:
        lines = [_of_the_system(error)]
    except Exception as error:
        if options.verbose:
            traceback.print_exc()
        what = f"{type(error).__name__}: {' '.join(str(error).split())}".removesuffix(": ")
        lines = [f"this is a mistake of the program, not yours: {what} (report it, with what -v tells)"]
    print(*lines, sep="\n", file=sys.stderr)
    print(f"nothing was written: {_count(len(lines), 'fault')}", file=sys.stderr)
    return 1


def _run(options: argparse.Namespace, root: Path) -> int:
    if not (root / "mkdocs.yml").is_file():
        raise Failed("mkdocs.yml: there is none in this folder (run this in the project's folder)")
    site_url = _site_url(options.site_url or os.environ.get("SITE_URL", ""))
    made, told = build_date(root, os.environ)
    if told:
        print(told, flush=True)
    os.environ[NAME] = str(made)  # MkDocs and its theme read it there
    if options.check or options.urls:
        addresses = _check(root, site_url, verbose=options.verbose)
        if options.urls:
            print(f"refs/{URLS}: {_count(write_urls(root / 'refs', addresses), 'new address')}")
        return 0
    day = datetime.fromtimestamp(made, UTC).date()
    return _build(root, Path(options.site_dir), site_url, day, with_pdf=not options.no_pdf, to_publish=options.publish)


def _of_the_system(error: OSError) -> str:
    """What the system refused, in one line."""
    place = f"{os.fsdecode(error.filename)}: " if error.filename else ""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return f"{place}the disk is full (make room on it, or build elsewhere with --site-dir)"
    return f"{place}{(error.strerror or str(error)).lower()} (look at that file, its rights and its disk)"


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description="Build the site, check it, and put it in its place.")
    parser.add_argument("--site-dir", default="site", metavar="DIR", help="where the site goes (default: site)")
    parser.add_argument("--site-url", metavar="URL", help="the address it will have (default: SITE_URL, else mkdocs.yml)")
    parser.add_argument("--no-pdf", action="store_true", help="leave out the PDF files")
    parser.add_argument("--publish", action="store_true", help="also pack each text for the web; refuses without an address")
    parser.add_argument("--check", action="store_true", help="only read and check; write nothing")
    parser.add_argument("--urls", action="store_true", help="check, and promise each new address in refs/urls.txt")
    parser.add_argument("-v", "--verbose", action="store_true", help="also print what is no fault, but good to know")
    return parser


def _build(root: Path, site_dir: Path, site_url: str, made: date, *, with_pdf: bool, to_publish: bool) -> int:
    target = site_dir.resolve()
    with workplace(target) as new, press() as printer:
        started = time.monotonic()
        plugin = EvidencePlugin(press=printer, edition_of=made if with_pdf else None)
        config = run_mkdocs(root, new, site_url, plugin, to_publish=to_publish)
        built = {path.relative_to(new).as_posix(): read_built(path.read_text("utf-8")) for path in sorted(new.rglob("*.html"))}
        print(f"built {_count(len(built), 'page')} in {time.monotonic() - started:.1f} s", flush=True)
        if plugin.printing:
            _print(plugin.printing, plugin)

        sources = {plugin.edition.names[path]: one.page.source for path, one in plugin.edition.rendered.items()}
        followed, faults = check_built(new, config.site_url or "", built, sources)
        if faults := (*faults, *check_loaded(built, config.site_url or "")):
            raise Failed(*faults)
        print(f"followed {_count(followed, 'link')}: each leads somewhere", flush=True)
        if (new_ones := _not_promised(plugin)) and to_publish:
            told = f"{_count(len(new_ones), 'address')} not yet promised: {', '.join(new_ones[:3])}{' …' if len(new_ones) > 3 else ''}"
            raise Failed(Fault(f"refs/{URLS}", 0, f"{told} (make urls, look at what it wrote, then publish)", kind="not-promised"))

        _tell_hosts(new, write_policy(new, built), plugin, made)
        if to_publish:
            count, whole, packed = compress(new)
            print(f"packed {_count(count, 'text')} with gzip and Brotli: {whole / 1e6:.1f} MB to {packed / 1e6:.1f} MB", flush=True)
        files = write_manifest(new)
        size = sum(path.stat().st_size for path in new.rglob("*") if path.is_file())
        swap(new, target)
    print(f"wrote {site_dir}: {_count(files, 'file')}, {size / 1e6:.1f} MB", flush=True)
    _tell_new(new_ones)
    if not config.site_url:
        print("not to be published: no SITE_URL", flush=True)
    return 0


def _tell_hosts(site: Path, policy: str, plugin: EvidencePlugin, made: date) -> None:
    """Write the files for web servers and search engines."""
    edition = plugin.edition
    rules = rules_for(files_of(site), policy, edition.site.url, edition.permalinks.stubs(edition.addresses))
    taken = write_new(site, for_hosts(rules, edition.site, edition.settings.contact, made))
    if taken:
        raise Failed(*(Fault(edition.shown_as(name), 0, "the build makes this file itself (take yours away)") for name in taken))


def _print(printing: Printing, plugin: EvidencePlugin) -> None:
    """Wait for the PDF files of the site just built."""
    try:
        print(f"made {_count(printing.finish(), 'PDF file')}", flush=True)
    except CannotPrint as error:
        raise Failed(plugin.unprintable(error)) from None
    except PdfError as error:
        raise Failed(*error.args) from None


def _check(root: Path, site_url: str, *, verbose: bool) -> Collection[str]:
    """Returns all addresses of the site. `verbose` also prints what is no fault, but good to know."""
    started = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        plugin = EvidencePlugin(check_only=True)
        run_mkdocs(root, Path(folder), site_url, plugin)
    for note in plugin.edition.references.notes if verbose else ():
        print(note)
    print(f"checked {_count(len(plugin.pages), 'page')} and refs/ in {time.monotonic() - started:.1f} s: no fault")
    _tell_new(_not_promised(plugin))
    return plugin.edition.addresses


def _not_promised(plugin: EvidencePlugin) -> list[str]:
    """Addresses that are new, of a site that promises any."""
    promised = plugin.edition.permalinks.promised
    return sorted(set(plugin.edition.addresses) - set(promised)) if promised else []


def _tell_new(addresses: Sized) -> None:
    if addresses:
        print(f"{_count(len(addresses), 'address')} not yet promised (make urls)", flush=True)


def _site_url(url: str) -> str:
    if url and not re.fullmatch(r"https?://[\w.-]+(?::\d+)?(?:/[\w.~%+-]+)*/?", url):
        raise Failed(f'"{url}" is not a web address (give --site-url or SITE_URL as https://example.org/)')
    return url if not url or url.endswith("/") else url + "/"


def _count(number: int, thing: str) -> str:
    return f"{number:,} {thing}" if number == 1 else f"{number:,} {thing}{'es' if thing.endswith('s') else 's'}"
