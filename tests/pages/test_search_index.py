"""What the search reads: each heading and each row of a table with its words, and the record of what readers type."""

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import MKDOCS, Built
from markup import parse
from pages.sections import Section, distinct, sections_of
from samples import SITE

SEARCHED = {**SITE, "mkdocs.yml": f"{MKDOCS}extra: {{search: true}}\n"}
TABLES = """\
# Home

First words [@one].

## Part

Pain [@one]. More pain [@one; @one] and tingling [@one], or (rest [@one]) "here" [@one]: end

Term
: What it is [@one].

| Who | How many |
| --- | --- |
| People on dialysis [@one] | 133 people [@one] |

/// table | both
///

/// finding | share
///
"""
TABLE = """\
both:
  caption: Two illnesses
  columns: [What, Here, There]
  rows:
    - {id: sleep, cells: ["Sleep", "Bad [@one]", "Not named"]}
    - {id: eyes, cells: ["Seeing [@one]", "Sensitive", "Often the *first* sign [@one]; blurred"]}
"""


def index(built: Built) -> dict[str, tuple[str, str]]:
    """Title and text by address."""
    assert built.code == 0, built.faults
    data = json.loads((built.folder / "site" / "assets" / "search.json").read_text("utf-8"))
    return {data["pages"][page][0] + (f"#{anchor}" if anchor else ""): (title, text) for page, anchor, title, text, *_ in data["sections"]}


def sections(html: str) -> list[tuple[str, str, str]]:
    return [(one.anchor, one.title, one.text) for one in sections_of(parse(html), "/page/", "Page")]


def test_tables_and_definition_lists_are_in_it_and_marks_are_not(build_site: Callable[..., Built]) -> None:
    found = index(build_site({**SEARCHED, "docs/index.md": TABLES, "refs/tables.yml": TABLE}))
    assert found[""] == ("Home", "First words.")
    assert found["#part"] == (
        "Part",
        'Pain. More pain and tingling, or (rest) "here": end. Term: What it is. Who: How many. People on dialysis: 133 people. Two illnesses.',
    )
    assert found["#both-sleep"] == ("Sleep", "Here: Bad. There: Not named.")
    assert found["#both-eyes"] == ("Seeing", "Here: Sensitive. There: Often the first sign; blurred.")


def test_a_finding_is_found_on_its_own_page_only_and_what_stands_behind_it_where_it_stands(build_site: Callable[..., Built]) -> None:
    page = "# Title\n\n## Part\n\nBefore.\n\n/// finding | share\n///\n\nBehind it.\n"
    found = index(build_site({**SEARCHED, "docs/index.md": page}))
    assert found["#part"] == ("Part", "Before. Behind it.")
    assert [address for address, (title, _) in found.items() if title == "How many?"] == ["findings/share/"]
    _, text = found["findings/share/"]
    assert "133 people had it." in text
    assert "More studies." in text
    for word in ("Share this finding", "Copy", "@article", "All findings", "Newest version", "Sources on this page"):
        assert word not in text


def test_the_same_files_give_the_same_bytes_in_the_order_of_the_menu(build_site: Callable[..., Built]) -> None:
    files = {**SEARCHED, "docs/a.md": "# A\n\nText.\n", "docs/b.md": "# B\n\nText.\n"}
    files["mkdocs.yml"] += "nav: [index.md, b.md, changes.md, findings/index.md]\nnot_in_nav: a.md\n"
    built = build_site(files)
    assert [address for address in index(built) if "#" not in address] == ["", "b/", "changes/", "findings/", "a/", "findings/share/", "sources/"]
    before = (built.folder / "site" / "assets" / "search.json").read_bytes()
    assert (build_site(files).folder / "site" / "assets" / "search.json").read_bytes() == before


def test_a_site_that_asks_for_no_search_has_no_index(build_site: Callable[..., Built]) -> None:
    assert not (build_site(SITE).folder / "site" / "assets" / "search.json").exists()


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ('<p>One <sup class="citation">1</sup>. Two</p>', "One. Two."),
        ('<p>One <sup class="citation">1</sup>and two</p>', "One and two."),
        ('<p>One <sup class="citation">1</sup> <sup class="derived">†</sup> and</p>', "One and."),
        ('<p>One <em>two <sup class="citation">1</sup></em>.</p>', "One two."),
        ('<p><sup class="citation">1</sup> One</p>', "One."),
        ("<p>One</p><p>two</p>", "One. two."),
        ("<ul><li>One</li><li>two?</li></ul>three", "One. two? three."),
        ("<p>one<br>two</p>", "one two."),
        ("<p>A<b>B</b>C</p>", "ABC."),
        ("<!-- no --><p>One</p><script>no</script><svg><title>no</title></svg><button>no</button>", "One."),
    ],
)
def test_words_read_as_a_person_reads_them(html: str, text: str) -> None:
    assert sections(html) == [("", "Page", text)]


MARK = '<sup class="citation" id="x"><a href="#ref">1</a></sup>'


@given(st.lists(st.tuples(st.sampled_from(["word", "two words", "(in brackets)", '"quoted"', ""]), st.booleans(), st.sampled_from([".", ",", ";", ":", "?", " and", ")", ""]))))  # fmt: skip
def test_no_sign_is_left_alone_wherever_marks_are(parts: list[tuple[str, bool, str]]) -> None:
    html = " ".join(f"{words} {MARK if words and marked else ''}".strip(" ") + end for words, marked, end in parts if words)
    [(_, _, text)] = sections(f"<p>{html}</p>")
    assert not re.search(r"\s[.,;:?)]|^[.,;:?)]", text)
    assert text.count("word") == html.count("word")


def test_what_reads_the_same_on_two_pages_is_found_once() -> None:
    def one(page: str, anchor: str, title: str, text: str = "t") -> Section:
        return Section(page, page, anchor, title, text)

    first, other, again = one("/a/", "urgent", "When"), one("/b/", "urgent", "When", "else"), one("/c/", "urgent", "When")
    whole, part, same = one("/q/", "", "Is it?"), one("/a/", "q", "Is it?"), one("/r/", "", "Is it?", "different")
    assert distinct([first, part, other, again, whole, same]) == (first, other, whole, same)


WRONG = {
    "a:\n  words: [x]\n": ['refs/search.yml:1: "a" says nothing of its words (add means: or first:)'],
    "a:\n  words: [x]\n  first: /fnidings/\n": [
        'refs/search.yml:3: "/fnidings/" is no page or heading of this site (did you mean /findings/?)'
    ],
    "a:\n  words: [x]\n  first: nowhere at all\n": [
        'refs/search.yml:3: "nowhere at all" is no page or heading of this site (write it as /page/ or /page/#heading)'
    ],
    "a:\n  words: [x]\n  first: /context/\n": [
        'refs/search.yml:3: "/context/" is no page or heading of this site (the nearest is /changes/)'
    ],
    "a:\n  words: [x]\n  means: unwritten words\n": ['refs/search.yml:3: no page says "unwritten words" (write what "a" is called on the pages)'],
    "a:\n  words: [x]\n  first: /\nb:\n  words:\n    - y\n    - X!\n  first: /\n": [
        'refs/search.yml:7: "X!" stands under "a", too (take one of the two out)'
    ],
    "a:\n  words: []\n  first: /\n": ['refs/search.yml:2: "words" of "a" is empty (write at least one: [a])'],
    "a:\n  word: [x]\n  first: /\n": ['refs/search.yml:1: "a" has no "words" (add it)', 'refs/search.yml:2: "word" of "a" is no known field'],
}


@pytest.mark.parametrize("record", WRONG)
def test_a_record_that_leads_nowhere_or_says_nothing_stops_the_build(record: str, build_site: Callable[..., Built]) -> None:
    built = build_site({**SEARCHED, "refs/search.yml": record}, "--check")
    assert len(built.faults) == len(WRONG[record])
    for fault, right in zip(built.faults, WRONG[record], strict=True):
        assert fault.startswith(right)


def test_records_are_in_the_index_with_the_place_they_lead_to(build_site: Callable[..., Built]) -> None:
    record = "a:\n  words: [how  many, count]\n  first: /findings/share/\nb:\n  words: [persons]\n  means: people\n"
    built = build_site({**SEARCHED, "refs/search.yml": record})
    assert built.code == 0, built.faults
    data: dict[str, Any] = json.loads((built.folder / "site" / "assets" / "search.json").read_text("utf-8"))
    (words, means, first), other = data["words"]
    assert (words, means, data["sections"][first][2]) == (["how many", "count"], "", "How many?")
    assert other == [["persons"], "people", -1]
