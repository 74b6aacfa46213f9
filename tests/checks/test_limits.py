"""How much a page may hold: words, marks, cautions, the urgent block; how long a quote may be. Each said at its line."""

from collections.abc import Callable, Mapping

import pytest

from conftest import MKDOCS, Built
from samples import FINDING, SITE

PAGE = "# Title\n\nAnswer here.\n{ .answer }\n\n"
URGENT_YML = "now: {do: Call now, signs: [One sign.], short: A sign.}\n"
SOURCES = "# S\n\nIn.\n{ .answer }\n\n/// bibliography | papers\n///\n"
BLOCK = "/// urgent | all\n///\n\n"
LIMITS = {
    "words": "n: {of: words, most: 10, free: {b.md: it is long}}\n",
    "pages": "n: {of: words, most: 10, pages: [b.md]}\n",
    "answer": "n: {of: answer words, most: 1}\n",
    "marks": "n: {of: marks, most: 1}\n",
    "density": "n: {of: marks in 100 words, most: 10}\n",
    "urgent": "n: {of: urgent blocks, most: 1, pages: [a.md]}\n",
}
SHORTER = "make it shorter, or give a part a page of its own"
FEWER = "let neighboring sentences rest on the same works, or leave out what can stand on another page"


def faults(build: Callable[..., Built], limit: str, pages: Mapping[str, str], **files: str) -> list[str]:
    """Of a site with these pages and this one limit."""
    written = {f"docs/{name}.md": text for name, text in {"index": "# Home\n\nIn.\n", "a": PAGE, "b": PAGE, **pages}.items()}
    extra = {"refs/limits.yml": LIMITS.get(limit, limit), "refs/urgent.yml": URGENT_YML, **files}
    return build({**written, **extra}, "--check").faults


CASES = [
    ("words", {"a": PAGE + "word " * 8 + "\n"}, [f"docs/a.md:1:3: this page has 11 words (at most 10: {SHORTER})"]),
    ("words", {"a": PAGE + "word " * 7 + "\n", "b": PAGE + "word " * 90 + "\n"}, []),
    (
        "words",
        {"a": PAGE + "word " * 7 + "\n\n" + BLOCK + "<details markdown='1'><summary>More</summary>\n\nFolded words here.\n\n</details>\n"},
        [],
    ),
    ("words", {"a": PAGE + "- one\n\n| A | B |\n| --- | --- |\n| c d | e f |\n"}, []),
    ("pages", {"a": PAGE + "word " * 90 + "\n"}, []),
    ("pages", {"b": PAGE + "word " * 90 + "\n"}, [f"docs/b.md:1:3: this page has 93 words (at most 10: {SHORTER})"]),
    ("answer", {"b": "# B\n\nIn.\n{ .answer }\n"}, [f"docs/a.md:1:3: this page has 2 words in its answer (at most 1: {SHORTER})"]),
    ("marks", {"a": PAGE + "One [@caro2008]. Two [@caro2008].\n"}, []),
    (
        "marks",
        {"a": PAGE + "One [@caro2008].\n\n- Two [@caro2008].\n"},
        [f"docs/a.md:1:3: this page has 2 marks of citation (at most 1: {FEWER})"],
    ),
    ("density", {"a": PAGE + "- One [@caro2008].\n- Two [@caro2008].\n"}, []),
    (
        "density",
        {"a": PAGE + "One, two and three [@caro2008].\n\nFour [@caro2008].\n"},
        [f"docs/a.md:1:3: this page has 28.6 marks of citation in 100 words of prose (at most 10: {FEWER})"],
    ),
    ("density", {"a": PAGE + "## Doctors { .for-doctors }\n\nOne [@caro2008].\n\nTwo [@caro2008].\n"}, []),
    ("urgent", {"a": PAGE + BLOCK}, []),
    ("urgent", {}, ["docs/a.md:1: the urgent block is missing (add /// urgent | all, and below it ///)"]),
    (
        "urgent",
        {"a": PAGE + "/// urgent | short\n///\n"},
        ["docs/a.md:1: the urgent block is missing (add /// urgent | all, and below it ///)"],
    ),
    (
        "urgent",
        {"a": PAGE + BLOCK, "b": PAGE + BLOCK},
        ["docs/b.md:6: the urgent block does not belong here (link to a page that has it)"],
    ),
    ("n: {of: words, most: 99, pages: [aa.md]}\n", {}, ['refs/limits.yml:1: there is no page "aa.md" (write its path below docs/)']),
]


@pytest.mark.parametrize(("limit", "pages", "expected"), CASES)
def test_what_is_too_much_is_said_at_its_line(
    limit: str, pages: dict[str, str], expected: list[str], build_site: Callable[..., Built]
) -> None:
    assert faults(build_site, limit, pages) == expected


def test_the_marks_of_a_finding_are_no_marks_of_its_pages_prose(build_site: Callable[..., Built]) -> None:
    assert build_site({**SITE, "refs/limits.yml": "n: {of: marks in 100 words, most: 1}\n"}, "--check").faults == []


NAMED = MKDOCS + "nav: [index.md, Menu: a.md, sources.md]\n"


@pytest.mark.parametrize(
    ("name", "menu", "expected"),
    [
        ("Menu", "Menu", []),
        ("Other", "Menu", ['docs/a.md:2: the menu calls this page "Menu" (give it one name, here and in mkdocs.yml)']),
        ("M" * 36, "M" * 36, ["docs/a.md:2: this title has 36 characters (at most 35, or it is cut)"]),
        ("M" * 35, "M" * 35, []),
    ],
)
def test_a_page_has_one_short_name(name: str, menu: str, expected: list[str], build_site: Callable[..., Built]) -> None:
    files = {
        "mkdocs.yml": NAMED.replace("Menu", menu),
        "docs/index.md": "# Home\n\nIn.\n{ .answer }\n",
        "docs/a.md": f"---\ntitle: {name}\n---\n\n{PAGE}",
    }
    rules = {"refs/wording.yml": "proof: {words: [proves], instead: say how sure}\n", "docs/sources.md": SOURCES}
    assert build_site({**files, **rules}, "--check").faults == expected


def test_the_urgent_block_stands_once(build_site: Callable[..., Built]) -> None:
    found = faults(build_site, "urgent", {"a": PAGE + BLOCK + BLOCK})
    assert "docs/a.md:6: the urgent block stands here 2 times (keep 1)" in found


@pytest.mark.parametrize(("most", "long"), [(168, False), (167, True)])
def test_a_quote_that_is_too_long_is_said_at_its_short_form(most: int, long: bool, build_site: Callable[..., Built]) -> None:
    limits = f"n: {{of: quote, most: {most}, address: 80}}\n"
    message = (
        'refs/findings.yml:4: a quote of "share" has 168 characters, 80 of them for its address'
        ' (at most 167: make "short" shorter, or the shorttitle of its first source)'
    )
    record = FINDING.replace("short: 133 people had it.", "short: 133 people had it, as one careful study of them says.")
    assert build_site({**SITE, "refs/findings.yml": record, "refs/limits.yml": limits}, "--check").faults == [message] * long


def test_what_is_withdrawn_cannot_be_quoted_so_no_quote_of_it_is_too_long(build_site: Callable[..., Built]) -> None:
    withdrawn = FINDING + "  withdrawn: {date: 2027-03-01, reason: The paper was retracted.}\n"
    limits = "n: {of: quote, most: 1, address: 80}\n"
    assert build_site({**SITE, "refs/findings.yml": withdrawn, "refs/limits.yml": limits}, "--check").faults == []


WITHDRAWN = "  withdrawn: {date: 2026-11-23, reason: The paper was retracted.}\n"


@pytest.mark.parametrize(("most", "expected"), [(24, []), (23, [f"docs/index.md:1:3: this page has 24 words (at most 23: {SHORTER})"])])
def test_that_a_finding_is_withdrawn_makes_no_page_too_long(most: int, expected: list[str], build_site: Callable[..., Built]) -> None:
    """While it held, the page had 25: the link to its own page is shorter now."""
    files = {"refs/limits.yml": f"n: {{of: words, most: {most}, pages: [index.md]}}\n", "refs/findings.yml": FINDING + WITHDRAWN}
    assert build_site({**SITE, **files}, "--check").faults == expected


RULES = {
    "once": "n: {words: [a common pain, the common pain], once_on: [a.md, b.md], instead: say it once}\n",
    "caveats": "n: {words: [we found no, we did not], one_in: 3, instead: say it once}\n",
}
DEFINED = PAGE + "It is a common pain.\n"
REPEATS = [
    ("once", {"a": DEFINED, "b": DEFINED}, []),
    ("once", {"a": DEFINED}, ['docs/b.md:1: "a common pain" must stand on this page once (say it once)']),
    ("once", {"a": DEFINED, "b": DEFINED, "c": DEFINED}, ['docs/c.md:6:7: "a common pain" does not belong here (say it once)']),
    (
        "once",
        {"a": DEFINED + "\n- The common\n  pain again.\n", "b": DEFINED},
        ['docs/a.md:8:3: "The common pain" stands here twice (say it once)'],
    ),
    ("caveats", {"a": PAGE + "We found no trial.\n"}, []),
    ("caveats", {"a": PAGE + "We found no trial. We did not look. So\nit is.\n\n- It goes on.\n- It ends.\n"}, []),
    (
        "caveats",
        {"a": PAGE + "We found no trial. We did not look. So it is.\n"},
        ["docs/a.md:6:20: 2 of 4 sentences on this page are like this one (at most 1 in 3: say it once)"],
    ),
    ("caveats", {"a": PAGE + 'They say "we found no trial". They say "we did not look". So it is.\n'}, []),
]


@pytest.mark.parametrize(("rule", "pages", "expected"), REPEATS)
def test_what_is_said_again_is_said_at_its_line(
    rule: str, pages: dict[str, str], expected: list[str], build_site: Callable[..., Built]
) -> None:
    index = {"index": "# Home\n\nIn.\n{ .answer }\n", "sources": SOURCES}
    assert faults(build_site, "", {**index, **pages}, **{"refs/wording.yml": RULES[rule]}) == expected
