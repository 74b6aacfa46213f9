"""What is new, for feed readers: an Atom feed (RFC 4287) of refs/changes.yml beside the page of changes.

In go the changes as plain text and the address of their page; out comes the file. Only a site with an address has one, as
readers know entries by it.
"""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from pages.head import TITLE, Site, cut
from templates import render


class Entry(NamedTuple):
    """One change."""

    name: str  # its place on the page of changes
    date: date
    text: str
    is_correction: bool

    @property
    def title(self) -> str:
        """Its first words, as a list of news shows them."""
        return cut(f"Correction: {self.text}" if self.is_correction else self.text, TITLE)


def to_atom(site: Site, title: str, feed: str, entries: Iterable[Entry]) -> str:
    """The feed at the address `feed`, beside the page of changes, which has that title. The newest entry comes first."""
    entries, page = tuple(entries), feed.rpartition("/")[0] + "/"
    updated = max((entry.date for entry in entries), default=date(1980, 1, 1))
    return render("feed.atom", site=site, page=page, title=title, feed=feed, entries=entries, updated=updated)
