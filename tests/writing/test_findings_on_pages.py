"""Findings inside pages: what is seen at once, what is folded, and the one line of a brief."""

import re
from collections.abc import Callable

import lxml.html
import pymupdf
import pytest

from conftest import MKDOCS, Built
from samples import SITE

FOLDED = ["What this does not mean: Nothing else.", "What would change this answer: More studies."]


def finding(built: Built, name: str) -> lxml.html.HtmlElement:
    (section,) = lxml.html.document_fromstring(built.html(name).replace("\u00a0", " ")).xpath("//*[contains(concat(@class, ' '), 'finding ')]")
    return section


def texts(elements: list[lxml.html.HtmlElement]) -> list[str]:
    return [" ".join(one.text_content().split()) for one in elements]


def test_on_a_page_its_limits_are_folded_and_on_its_own_they_are_seen(build_site: Callable[..., Built]) -> None:
    built = build_site(SITE)
    assert built.faults == []
    section = finding(built, "index.html")
    assert texts(section.xpath("./details/p")) == FOLDED
    assert texts(section.xpath("./p[not(@class='finding-link')]")) == ["133 people had it 1.", "How sure? Unsure. One study 1."]
    own = finding(built, "findings/share/index.html")
    assert not own.xpath(".//details[contains(@class, 'finding')]")
    assert [text for text in texts(own.xpath("./p")) if text in FOLDED] == FOLDED


def test_on_paper_they_are_open(build_site: Callable[..., Built]) -> None:
    built = build_site({**SITE, "mkdocs.yml": MKDOCS + "extra: {print: {document: all}}\n"})
    with pymupdf.open(built.folder / "site" / "pdf" / "all.pdf") as document:
        text = re.sub(r"\s+", " ", "".join(page.get_text() for page in document))
    assert " ".join(FOLDED) in text
    assert "and what would change it" not in text  # the words to tap


BRIEF = "# Home\n\n## You { .leaflet }\n\n/// brief | share\n///\n"


def test_a_brief_is_a_card_that_leads_to_its_finding(build_site: Callable[..., Built]) -> None:
    built = build_site({**SITE, "docs/sub/a.md": BRIEF})
    assert built.faults == []
    (card,) = lxml.html.document_fromstring(built.html("sub/a/index.html")).xpath("//*[@class='brief']")
    assert texts(card) == ["How many?", "133 people had it.", "How sure? Unsure."]
    assert [(link.text, link.get("href")) for link in card.xpath("./h3/a")] == [("How many?", "../../findings/share/")]


@pytest.mark.parametrize(("label", "full"), [("sure", 4), ("fairly sure", 3), ("unsure", 2), ("very unsure", 1), ("not rated", 0)])
def test_how_sure_is_a_shape_beside_the_word(label: str, full: int, build_site: Callable[..., Built]) -> None:
    findings = SITE["refs/findings.yml"].replace("label: unsure", f"label: {label}")
    built = build_site({**SITE, "refs/findings.yml": findings, "docs/sub/a.md": BRIEF})
    (card,) = lxml.html.document_fromstring(built.html("sub/a/index.html")).xpath("//*[@class='brief']")
    assert len(card.xpath(".//circle")) == 4
    assert len(card.xpath(".//circle[@class='full']")) == full
    assert texts(card)[-1] == f"How sure? {label.capitalize()}."


def test_a_description_may_have_the_numbers_of_the_records_on_its_page(build_site: Callable[..., Built]) -> None:
    page = "---\ndescription: In 133 people.\n---\n\n"
    assert build_site({**SITE, "docs/a.md": page + BRIEF}, "--check").faults == []
    assert build_site({**SITE, "docs/a.md": page + "# Home\n"}, "--check").faults == [
        'docs/a.md:2:17: "133" is counted, but its sentence cites no source (cite one, or list the words under untraced, with the reason)'
    ]


def test_on_the_page_that_leaflets_are_made_of_its_question_is_a_heading(build_site: Callable[..., Built]) -> None:
    built = build_site({**SITE, "docs/sub/a.md": BRIEF, "mkdocs.yml": MKDOCS + "extra: {print: {leaflet: sub/a.md}}\n"}, "--no-pdf")
    (section,) = lxml.html.document_fromstring(built.html("sub/a/index.html").replace("\u00a0", " ")).xpath("//*[@class='brief']")
    assert texts(section.xpath("./h3 | ./p")) == ["How many?", "133 people had it. How sure? Unsure. 1"]
