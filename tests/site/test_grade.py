"""Pages for readers are easy to read: Flesch-Kincaid grade of at most 6. A score finds weak text; it proves no good text."""

import re
from pathlib import Path

import lxml.html
import pyphen
import pytest

HIGHEST = 6.0
SYLLABLES = pyphen.Pyphen(lang="en_US")
PAGES = ["", "alike-and-different", "ms-basics", "demyelination", "newer-findings", "context", "since-2014", "findings", "why-it-matters",
         "for-your-appointment", "you-may-have-read"]  # fmt: skip
NOT_PROSE = "//*[contains(@class, 'page-sources') or contains(@class, 'share') or contains(@class, 'screen-only') or contains(@class, 'page-checked')] | //sup | //code"


def prose(site: Path, page: str) -> str:
    """The sentences of paragraphs, without quotations; terms that the page cannot do without count as words of two syllables."""
    article = lxml.html.parse(str(site / page / "index.html")).getroot().xpath("//article")[0]
    for one in article.xpath(NOT_PROSE.replace("//", ".//")):
        one.drop_tree()
    paragraphs = article.xpath(".//p[not(ancestor::table or ancestor::li or ancestor::blockquote)]")
    text = " ".join(" ".join(paragraph.text_content().split()) for paragraph in paragraphs)
    text = re.sub(r"“[^”]*”", "", text)
    glossary = lxml.html.parse(str(site / "glossary" / "index.html")).getroot().xpath("//article//h2/text() | //article//dt/text()")
    terms = sorted({"fibromyalgia", "multiple sclerosis", *(term.strip() for term in glossary if term.strip())}, key=len, reverse=True)
    return re.sub(rf"\b(?:{'|'.join(map(re.escape, terms))})\b", "illness", text, flags=re.IGNORECASE)


def grade(text: str) -> float:
    """Flesch-Kincaid's grade: years of school (Kincaid et al., 1975). Syllables are where a word could be hyphenated."""
    words = re.findall(r"[\w’'-]+", text)
    sentences = [one for one in re.split(r"(?<=[.!?])\s+", text) if len(one.split()) > 2]
    syllables = sum(len(SYLLABLES.positions(word)) + 1 for word in words)
    return 0.39 * len(words) / len(sentences) + 11.8 * syllables / len(words) - 15.59


@pytest.mark.parametrize("page", PAGES)
def test_a_page_for_readers_is_of_grade_six_at_most(page: str, real_site: Path) -> None:
    text = prose(real_site, page)
    assert len(text.split()) > 30
    assert grade(text) <= HIGHEST


def test_hard_text_has_a_higher_grade() -> None:
    hard = "Electrodiagnostic examinations demonstrated demyelinating polyneuropathies in approximately one third of participants."
    assert grade(hard) > HIGHEST
