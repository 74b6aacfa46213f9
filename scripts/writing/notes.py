"""What is noted of a page while Python-Markdown converts it.

MkDocs gives the same extension objects to the converter of every page. They all note on one Desk, which holds the Notes
of the page that is being converted: a record of its own for each page, done with when the page is.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from faults import Fault, slip
from source.page import Page
from source.text import Text
from writing.late_lists import LateList

_NOTHING = Text("", "")


class CitingPage(NamedTuple):
    """A page and what it cites."""

    path: str  # as MkDocs knows its source: studies.md
    title: str
    places: Mapping[str, str]  # the id of the first place that cites each work, by its key, in reading order


@dataclass(slots=True)
class Notes:
    """Of one page."""

    page: Page
    places: dict[str, str] = field(default_factory=dict)  # as of a CitingPage
    faults: list[Fault] = field(default_factory=list)  # of what a writer wrote in the page
    lists: list[LateList] = field(default_factory=list)  # to be put into its HTML at the end
    record_faults: list[Fault] = field(default_factory=list)  # of blocks that name a record which is not there
    blocks: list[tuple[str, str]] = field(default_factory=list)  # name and argument of each block of ours that was read

    def slip(self, kind: str, message: str, source: str) -> None:
        """Note a fault about these very characters of the page's source."""
        self.faults.append(slip(kind, message, source))


class Desk:
    """Where the notes of the page lie that is being converted, and what its lists are made of."""

    def __init__(
        self,
        sources_page: Callable[[], str],
        cited_before: Callable[[], tuple[CitingPage, ...]],
        link: Callable[[str, str], str] = lambda path, start: path,
    ) -> None:
        self.notes = Notes(Page("", _NOTHING))
        self.sources_page = sources_page  # the path of the page that holds the bibliography
        self.cited_before = cited_before  # what the pages converted so far cite, in the order of the menu
        self._link = link
        self.block_names: Collection[str] = ()  # of all blocks that Markdown reads on this page, those of other extensions too

    def begin(self, page: Page) -> None:
        """Before a page is converted."""
        self.notes = Notes(page)

    def link(self, path: str) -> str:
        """The link to a page, given by its path, from the page that is being converted."""
        return self._link(path, self.notes.page.path)
