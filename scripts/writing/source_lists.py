"""The lists of references on pages: "Sources on this page", and the whole bibliography with its "cited in".

In go the references that are shown and who cites them; out come elements for a Python-Markdown tree, made from
templates. Links to other pages are written as Markdown writes them, relative and ending in .md.
"""

import posixpath
import xml.etree.ElementTree as etree
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from references.shown import ReferenceList, Shown
from templates import render_element
from writing.notes import CitingPage


@dataclass(frozen=True, slots=True)
class Place:
    """A link to where something is cited; `letter` is what readers see."""

    letter: str
    href: str


@dataclass(frozen=True, slots=True)
class PlacesOnPage:
    """The places of one page that cite one reference."""

    title: str
    places: tuple[Place, ...]


def page_sources(references: ReferenceList, here: CitingPage, numbers: Mapping[str, int], sources_page: str) -> etree.Element:
    """The section at a page's end: each reference once, in the order of its number, with links back to the text."""
    anchors = _anchors(here)
    entries = [
        {
            **_entry(references.get(key)),
            "number": number,
            "places": _places(anchors[key], ""),
            "href": f"{relative(sources_page, here.path)}#ref-{key}",
        }
        for key, number in numbers.items()
    ]
    return render_element("page_sources.html", entries=entries)


def bibliography(
    references: ReferenceList, group: str, here: CitingPage, others: Iterable[CitingPage], numbers: Mapping[str, int]
) -> etree.Element | None:
    """All shown references of one .bib file, each with links to every place that cites it; None where there are none."""
    cited: dict[str, list[PlacesOnPage]] = {}
    for page, href in (*((page, relative(page.path, here.path)) for page in others), (here, "")):
        for key, anchors in _anchors(page).items():
            cited.setdefault(key, []).append(PlacesOnPage(page.title, _places(anchors, href)))
    entries = [
        {
            **_entry(references.get(reference.key)),
            "number": numbers[reference.key],
            "former": references.former_anchors.get(f"ref-{reference.key}", ()),
            "pages": cited.get(reference.key, ()),
        }
        for reference in references.references([group])
    ]
    return render_element("bibliography.html", entries=entries) if entries else None


def relative(path: str, start: str) -> str:
    """The link to the page `path` in the Markdown of the page `start`."""
    return posixpath.relpath(path, posixpath.dirname(start) or ".")


def _entry(shown: Shown) -> dict[str, object]:
    return {"reference": shown.reference, "listed": Markup(shown.listed)}


def _anchors(page: CitingPage) -> dict[str, dict[str, None]]:
    """The places of a page by the key that is cited there, each place once."""
    found: dict[str, dict[str, None]] = {}
    for citation in page.citations:
        found.setdefault(citation.key, {})[citation.anchor] = None
    return found


def _places(anchors: Iterable[str], href: str) -> tuple[Place, ...]:
    return tuple(Place(letter, f"{href}#{anchor}") for letter, anchor in zip(_letters(), anchors, strict=False))


def _letters() -> Iterator[str]:
    """a, b, … z, aa, ab, …"""
    alphabet = "abcdefghijklmnopqrstuvwxyz"
    yield from alphabet
    for first in _letters():
        yield from (first + second for second in alphabet)
