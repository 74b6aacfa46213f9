"""The page that holds the bibliography: which one it is, what it says where a site has none, and its blocks' form.

The list itself is written by `citations`, where the block `/// bibliography | papers` stands.
"""

import re
from collections.abc import Iterable, Mapping

from citations import Problem
from faults import blank_code
from templates import render

DEFAULT_PATH = "sources.md"

_BLOCK = re.compile(r"^[ ]{0,3}/{3,}[ ]*bibliography\b", re.MULTILINE)
_START = re.compile(r"^[ ]{0,3}(?P<fence>/{3,})[ ]*bibliography\b[^\n]*", re.MULTILINE)


def find_sources_page(pages: Mapping[str, str]) -> str | None:
    """The path of the page that holds a bibliography block, out of path and Markdown of all pages."""
    return next((path for path, markdown in pages.items() if _BLOCK.search(blank_code(markdown))), None)


def default_markdown(groups: Iterable[str]) -> str:
    """A sources page for a site that wrote none: one section for each .bib file."""
    return render("sources.md", groups=tuple(groups))


def check_blocks(markdown: str) -> tuple[Problem, ...]:
    """Blocks that are not closed at once. Such a block would swallow the rest of the page."""
    text = blank_code(markdown)
    problems = []
    for start in _START.finditer(text):
        if not re.match(rf"\s*^[ ]{{0,3}}{start['fence']}[ ]*$", text[start.end() :], re.MULTILINE):
            message = f'"{start[0].strip()}" is not closed, or not empty (the next line must be {start["fence"]})'
            problems.append(Problem(start[0].strip(), message))
    return tuple(problems)
