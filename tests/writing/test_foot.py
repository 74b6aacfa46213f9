"""The lines that the build adds to a page: its short name, when it was checked and by whom, and their places."""

from collections.abc import Callable

import lxml.html
import pytest

from conftest import MKDOCS, PAPER, Built
from samples import STUDIES

SAID = MKDOCS + "extra: {checked: {by: the makers, read_as: abstracts, explained: 'how.md#what'}}\n"
PAGE = (
    "---\ntitle: Short\nchecked: 2026-11-22\n---\n\n# A long heading\n\nYes [@caro2008].\n{ .answer }\n\n**Next:** more.\n{ .next-step }\n"
)
FILES = {"docs/how.md": "# How\n\n## What\n\nSo.\n", "docs/index.md": PAGE, "docs/sub/page.md": PAGE}


def lines(built: Built, name: str) -> list[tuple[str, str]]:
    """Class and words of what stands in a page's text, one after the other."""
    (body,) = lxml.html.document_fromstring(built.html(name)).xpath("//*[h1]")
    return [(one.get("class") or one.tag, " ".join(one.text_content().split())) for one in body]


def test_each_page_ends_with_when_and_by_whom_it_was_checked_before_its_sources(build_site: Callable[..., Built]) -> None:
    built = build_site({**FILES, "mkdocs.yml": SAID})
    assert built.faults == []
    found = lines(built, "sub/page/index.html")
    assert [name for name, _ in found] == ["page-name screen-only", "h1", "answer", "next-step", "page-foot", "page-sources"]
    assert found[0][1] == "Short"
    assert found[4][1] == "Checked November 22, 2026 by the makers · read as abstracts · what that means"
    assert '<a href="../../how/#what">what that means</a>' in built.html("sub/page/index.html")


def test_the_first_page_says_it_at_its_top_too(build_site: Callable[..., Built]) -> None:
    found = lines(build_site({**FILES, "mkdocs.yml": SAID}), "index.html")
    assert [name for name, _ in found[:4]] == ["page-name screen-only", "h1", "answer", "page-checked"]
    assert found[3][1] == "Checked November 22, 2026 by the makers"


def test_a_site_that_says_nothing_of_it_has_the_date_alone_and_a_page_without_date_nothing(build_site: Callable[..., Built]) -> None:
    built = build_site(FILES)
    assert ("page-foot", "Checked November 22, 2026") in lines(built, "sub/page/index.html")
    assert [name for name, _ in lines(built, "how/index.html")] == ["h1", "h2", "p"]


def test_the_note_on_our_sums_stands_before_it(build_site: Callable[..., Built]) -> None:
    read = PAPER.replace("year ", "readas = {abstract},\n  year ")
    studies = STUDIES.replace("one:", "caro2008:").replace("locator: abstract", "locator: abstract, status: derived")
    built = build_site({**FILES, "mkdocs.yml": SAID, "refs/papers.bib": read, "refs/studies.yml": studies, "docs/a.md": PAGE.replace("Yes", "133 people")})
    foot = dict(lines(built, "a/index.html"))["page-foot"]
    assert foot.startswith("† Our arithmetic from numbers in the source. Checked November 22, 2026")


@pytest.mark.parametrize("wrong", ["{who: me}", "{by: 3}", "[by]"])
def test_settings_that_are_none_are_said(wrong: str, build_site: Callable[..., Built]) -> None:
    built = build_site({"mkdocs.yml": MKDOCS + f"extra: {{checked: {wrong}}}\n", "docs/index.md": "# Home\n"})
    assert built.faults == [
        "mkdocs.yml: extra.checked has other names than by, read_as, explained, or a value that is no text (write by: the maintainers)"
    ]


def test_a_page_whose_works_were_read_otherwise_says_so(build_site: Callable[..., Built]) -> None:
    whole = PAGE.replace("title: Short\n", "title: Short\nread_as: whole papers\n")
    built = build_site({**FILES, "mkdocs.yml": SAID, "docs/a.md": whole})
    assert dict(lines(built, "a/index.html"))["page-foot"] == "Checked November 22, 2026 by the makers · read as whole papers · what that means"
    assert build_site({**FILES, "docs/a.md": whole.replace("whole papers", "[1]")}).faults == [
        "docs/a.md:3: this read_as is no text (put it in quotes)"
    ]
