"""A page's front matter: names that are nearly one that is read, and what is read as front matter and is none."""

from collections.abc import Callable

import pytest

from conftest import Built
from samples import SITE

TITLE = "# Title\n\n/// finding | share\n///\n"
AT_FIRST = "the front matter must begin on the first line (take out what stands above it)"
PRINTED = 'put a line "---" above and below front matter, or a heading above text'
SLIPS = [
    ("---\ncheked: 2026-11-01\n---\n", 2, '"cheked" is no known field (did you mean "checked"?)'),
    ("---\ntitle: Title\ndescripton: About it.\n---\n", 3, '"descripton" is no known field (did you mean "description"?)'),
    ("---\nread-as: abstracts\n---\n", 2, '"read-as" is no known field (did you mean "read_as"?)'),
    ("---\nuntrace: {11 of 18: a rule}\n---\n", 2, '"untrace" is no known field (did you mean "untraced"?)'),
    ("---\nTitle: Title\n---\n", 2, '"Title" is no known field (did you mean "title"?)'),
    ("---\nserch: {exclude: true}\n---\n", 2, '"serch" is no known field (did you mean "search"?)'),
    ("---\ncomment: true\n---\n", 2, '"comment" is no known field (did you mean "comments"?)'),
    ("\n\n---\ntitle: Title\n---\n", 3, AT_FIRST),
    ("title: Title\nchecked: 2026-11-01\n\n", 1, f'this page begins with "title:", which is not printed ({PRINTED})'),
    ("Note: this is text.\n\n", 1, f'this page begins with "Note:", which is not printed ({PRINTED})'),
]


@pytest.mark.parametrize(("head", "line", "message"), SLIPS)
def test_a_slip_is_said_at_its_line(head: str, line: int, message: str, build_site: Callable[..., Built]) -> None:
    assert build_site({**SITE, "docs/index.md": head + TITLE}, "--check").faults == [f"docs/index.md:{line}: {message}"]


def test_two_slips_are_said_in_one_go(build_site: Callable[..., Built]) -> None:
    head = "---\ncheked: 2026-11-01\nhides: [toc]\n---\n"
    assert len(build_site({**SITE, "docs/index.md": head + TITLE}, "--check").faults) == 2


RIGHT = [
    "---\ntitle: Title\ndescription: About it.\nchecked: 2026-11-01\nread_as: news\nuntraced: {}\nsearch: {boost: 2}\nhide: [toc]\n---\n",
    "---\nicon: a/b\nstatus: new\ntags: [a]\nsubtitle: More\nsocial: {cards: false}\ncomments: true\nauthor: Me\nkeywords: a\n---\n",
    "---\nrender_macros: true\ndate: 2026-11-01\nauthors: [me]\nnav_title: T\nog_description: A\nupdated: 2026-11-01\nslug: a\nbanner: x.png\n1: one\n---\n",
    "",
    "\n\n",
    "Text first: then this.\n\n",
    "---\n\nText.\n\n",
]


@pytest.mark.parametrize("head", RIGHT)
def test_what_others_read_is_free(head: str, build_site: Callable[..., Built]) -> None:
    assert build_site({**SITE, "docs/index.md": head + TITLE}, "--check").faults == []
