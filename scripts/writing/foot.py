"""What the build adds to each page's text: its short name above the heading, when it was checked, and what † means.

The order at a page's foot: text, next step, note, when it was checked, sources. The first page also says at its top when
it was checked.
"""

import xml.etree.ElementTree as etree
from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from markdown import Markdown

from checks.steps import TreeStep
from templates import render_element
from writing.blocks import relative
from writing.notes import Desk

FIRST_PAGE = "index.md"


class Checking(NamedTuple):
    """How a site's pages are checked, as the line at their foot says it. What is empty is left out."""

    by: str = ""  # the maintainers
    read_as: str = ""  # abstracts; a page whose works were read otherwise says so in its front matter
    explained: str = ""  # where: the path of a page below docs/, with a place on it


def read_checking(settings: object) -> Checking:
    """What stands under extra.checked.

    Raises:
        ValueError: with what to write.
    """
    names = Checking._fields
    if not isinstance(settings, Mapping) or not {*settings} <= {*names} or not all(isinstance(one, str) for one in settings.values()):
        raise ValueError(f"extra.checked has other names than {', '.join(names)}, or a value that is no text (write by: the maintainers)")
    return Checking(**settings)


class FootExtension(TreeStep):
    """Adds what is the same on every page."""

    name, priority = "foot", 5.6  # after derived 5.8, before toc 5

    def __init__(self, desk: Desk, checking: Checking) -> None:
        super().__init__()
        self.desk, self.checking = desk, checking

    def run(self, root: etree.Element, md: Markdown) -> None:
        page = self.desk.notes.page
        has_sums = any("derived" in sign.get("class", "") for sign in root.iter("sup"))
        if page.checked and page.path == FIRST_PAGE:
            answer = next((place for place, child in enumerate(root) if "answer" in child.get("class", "").split()), 0)
            root.insert(answer + 1, render_element("checked.html", checked=page.checked, by=self.checking.by))
        if page.checked or has_sums:
            read_as = str(page.values.get("read_as") or self.checking.read_as)  # a page may rest on works read otherwise
            root.insert(_before_sources(root), self._foot(page.path, page.checked, read_as, has_sums=has_sums))
        heading = next((child for child in root if child.tag == "h1"), None)
        if heading is not None and (name := page.values.get("title")) and name != "".join(heading.itertext()).strip():
            root.insert([*root].index(heading), render_element("page_name.html", name=name))

    def _foot(self, path: str, checked: date | None, read_as: str, *, has_sums: bool) -> etree.Element:
        checking = self.checking
        explained = relative(checking.explained, path) if checking.explained else ""
        return render_element(
            "foot.html", has_sums=has_sums, checked=checked, by=checking.by, read_as=read_as, explained=explained
        )


def _before_sources(root: etree.Element) -> int:
    """The place of the list of sources, or the end."""
    return next((place for place, child in enumerate(root) if child.get("class") == "page-sources"), len(root))
