"""The lists of references on pages: "Sources on this page", and the whole bibliography with its "cited in".

In go the references that are shown and who cites them; out comes HTML, made from templates.
"""

import xml.etree.ElementTree as etree
from collections.abc import Callable, Iterable, Mapping
from itertools import chain
from typing import NamedTuple

from markupsafe import Markup

from references.coins import to_coins
from references.shown import ReferenceList
from templates import render, render_element
from writing.late_lists import LateList
from writing.notes import CitingPage


class CitedOn(NamedTuple):
    """A page that cites a reference, with the link to the first place where it does."""

    title: str
    href: str


def page_sources(references: ReferenceList, numbers: Mapping[str, int], sources_page: str) -> tuple[etree.Element, LateList]:
    """The folded section at a page's end: each reference once, in the order of its number.

    The way back to the text is the browser's. `sources_page` is the link to the page of the bibliography.
    """

    def html() -> str:
        shown = ((references.get(key), number) for key, number in numbers.items())
        entries = ((one.reference.key, Markup(one.listed), number, one.label) for one, number in shown)
        return render("page_sources_list.html", entries=entries, sources_page=sources_page)

    section = render_element("page_sources.html", count=len(numbers))
    return section, LateList.of(section[0], 0, html, (f"ref-{key}" for key in numbers))


def bibliography(
    references: ReferenceList, group: str, here: CitingPage, others: Iterable[tuple[CitingPage, str]], numbers: Mapping[str, int]
) -> tuple[Callable[[], str], frozenset[str]]:
    """All shown references of one .bib file, each with links to every page that cites it, and what can be linked to, which is
    nothing where there are none. `others` are the other pages, each with the link to it.
    """
    cited: dict[str, list[CitedOn]] = {}
    for page, href in (*others, (here, "")):
        for key, anchor in page.places.items():
            cited.setdefault(key, []).append(CitedOn(page.title, f"{href}#{anchor}"))
    listed = references.references([group])
    former = {one.key: references.former_anchors.get(f"ref-{one.key}", ()) for one in listed}

    def html() -> str:
        entries = (
            (one.key, Markup(references.get(one.key).listed), numbers[one.key], to_coins(one), former[one.key], cited.get(one.key, ()))
            for one in listed
        )
        return render("bibliography.html", entries=entries)

    ids = (*(f"ref-{one.key}" for one in listed), *chain.from_iterable(former.values()))
    return html, frozenset(ids)
