"""The page that holds the bibliography: which one it is, and what it says where a site has none.

The list itself is written by `citations`, where the block `/// bibliography | papers` stands.
"""

import re
from collections.abc import Iterable, Mapping

from faults import blank_code
from templates import render

DEFAULT_PATH = "sources.md"

_BLOCK = re.compile(r"^[ ]{0,3}/{3,}[ ]*bibliography\b", re.MULTILINE)


def find_sources_page(pages: Mapping[str, str]) -> str | None:
    """The path of the page that holds a bibliography block, out of path and Markdown of all pages."""
    return next((path for path, markdown in pages.items() if _BLOCK.search(blank_code(markdown))), None)


def default_markdown(groups: Iterable[str]) -> str:
    """A sources page for a site that wrote none: one section for each .bib file."""
    return render("sources.md", groups=tuple(groups))
