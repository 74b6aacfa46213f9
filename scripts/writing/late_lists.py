"""Lists that are made, and put into their page, when all that reads pages has read it.

What stands in such a list needs no Markdown, is not searched, and would be most of the work.
"""

import xml.etree.ElementTree as etree
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from faults import Fault

_PLACE = "<ol data-list="  # how the element begins that keeps a list's place


class LateList(NamedTuple):
    """A list, and the element that keeps its place."""

    kept_by: str  # HTML as Python-Markdown writes it
    html: Callable[[], str]  # made when it is asked for, as all lists at once would fill the memory
    ids: frozenset[str]  # what can be linked to in it

    @classmethod
    def of(cls, place: etree.Element, number: int, html: Callable[[], str], ids: Iterable[str]) -> "LateList":
        """Put an element for the list into `place`."""
        etree.SubElement(place, "ol", {"data-list": str(number)})
        return cls(f'{_PLACE}"{number}"></ol>', html, frozenset(ids))


def with_lists(html: str, lists: Iterable[LateList]) -> str:
    """The page with its lists in their places."""
    for one in lists:
        as_markdown_writes_it = one.html().strip().replace("&#39;", "'")
        html = html.replace(one.kept_by, as_markdown_writes_it)  # a theme may print a page's content twice
    return html


def lost_lists(html: str, shown_as: str) -> Iterator[Fault]:
    """Where a place is left, its list is not printed, and no citation leads anywhere."""
    if _PLACE in html:
        message = "its list of sources has lost its place (a plugin or hook changed the page's HTML: take that out)"
        yield Fault(shown_as, 0, message, kind="lost-list")
