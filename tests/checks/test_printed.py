"""What cannot be printed is told by make check, at its own line: in a page, a record or a .bib file."""

from collections.abc import Callable

import pytest

from conftest import MKDOCS, Built
from samples import FINDING, SITE

OURS = MKDOCS + "extra: {print: {document: all}}\n"
TOLD = {
    "a letter in a page": (
        {"docs/index.md": "# Home\n\nGreek α and Vietnamese ễ are there, → too.\n\nThis 日 is not.\n"},
        ['docs/index.md:5: "日", U+65E5, is in neither typeface (write it in other letters, or in words)'],
    ),
    "a letter in a record": (
        {**SITE, "refs/findings.yml": FINDING.replace("Nothing else.", "No 日.")},
        ['refs/findings.yml:11: "日", U+65E5, is in neither typeface (write it in other letters, or in words)'],
    ),
    "a letter in a .bib file": (
        {
            "docs/index.md": "# Home\n\nText [@a].\n",
            "refs/papers.bib": "@article{a,\n author = {山田, T.},\n title = {TNF-$\\alpha$, Nguyễn},\n journal = {J},\n year = 2015\n}\n",
        },
        [
            'refs/papers.bib:2: "a" holds "山", U+5C71, which is in neither typeface (write it in Latin letters)',
            'refs/papers.bib:2: "a" holds "田", U+7530, which is in neither typeface (write it in Latin letters)',
        ],
    ),
    "an image without alt text": (
        {"docs/index.md": '# Home\n\n![](x.png)\n\n<img src="x.png">\n', "docs/x.png": b"x"},
        ['docs/index.md:5: the image "x.png" has no alt text (say what it shows, or write alt="" if it only decorates)'],
    ),
    "a drawing without a title": (
        {
            "docs/index.md": '# Home\n\n<svg viewBox="0 0 1 1"><title>A</title></svg>\n\n<svg aria-hidden="true"></svg>\n\n<div><svg></svg></div>\n'
        },
        ['docs/index.md:3: this drawing has no title (put <title> into it, or write aria-hidden="true" if it only decorates)'],
    ),
    "a heading that skips a level": (
        {"docs/index.md": "# Home\n\n## Two\n\n#### Four\n\n## Two again\n"},
        ['docs/index.md:5: the heading "Four" skips a level (write ### before it, not ####)'],
    ),
}


@pytest.mark.parametrize("name", TOLD)
def test_a_writer_is_told(name: str, build_site: Callable[..., Built]) -> None:
    files, faults = TOLD[name]
    assert build_site({"mkdocs.yml": OURS, **files}, "--check").faults == faults


def test_a_site_in_other_typefaces_may_hold_any_letter(build_site: Callable[..., Built]) -> None:
    assert build_site({"docs/index.md": "# Home\n\nThis 日 is.\n"}, "--check").faults == []
