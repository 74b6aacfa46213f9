"""Numbers traced and words held to the certainty, on rendered text."""

from pathlib import Path

import pytest
from markdown import Markdown

from checks.page import check_records
from pages.edition import Edition
from pages.head import Site
from pages.settings import Settings
from source.page import read_page
from source.places import placed

BIB = "".join(
    f"@article{{{key}, author = {{Doe, Jo}}, title = {{T}}, journal = {{J}}, year = 2001, readas = {{abstract}}}}\n"
    for key in ("one", "two", "none")
)
STUDIES = """\
one:
  facts:
    - {id: n, says: people, value: 133, unit: people, group: people with MS, locator: abstract}
    - {id: share, says: share, value: 17.3, unit: percent, of: n, group: people with MS, locator: abstract}
    - {id: treated, says: treated, value: 15, unit: people, group: people, locator: abstract}
    - {id: p, says: test, value: 0.005, unit: P, group: people, locator: abstract}
    - {id: pooled, says: pooled, value: 49, low: 38, high: 60, unit: percent, group: people, locator: abstract}
two:
  facts:
    - {id: m, says: people, value: 41, unit: people, group: people, locator: abstract}
"""
FINDING = """\
share:
  question: How many?
  claim: Perhaps 17 in 100 people with MS have it [@one].
  short: Perhaps 17 in 100 people of 133.
  label: unsure
  reason: One study [@one].
  people: [n]
  compared: Nobody.
  sources: [one]
  facts: [share]
  not_mean: Nothing else.
  would_change: More studies.
  first_published: 2026-11-22
  last_checked: 2026-11-22
"""
CHANGES_YML = """\
fixed:
  date: 2026-11-22
  what: It is right now.
  findings: [share]
  correction: true
"""
RULES = """\
hedge: {labels: [unsure], needed: true, words: [may, perhaps], instead: write may}
proof: {words: [proves, no evidence of], unless: [nobody has looked], instead: say how sure}
very: {labels: [very unsure], words: [may, linked], unless: [do not know if], instead: give the count}
"""


@pytest.fixture
def refs(tmp_path: Path) -> Path:
    folder = tmp_path / "refs"
    folder.mkdir()
    for name, text in {
        "papers.bib": BIB,
        "studies.yml": STUDIES,
        "findings.yml": FINDING,
        "wording.yml": RULES,
        "changes.yml": CHANGES_YML,
    }.items():
        (folder / name).write_text(text, "utf-8")
    return folder


def check(markdown: str, refs: Path) -> list[str]:
    """Every fault of a page, as the build prints it."""
    edition = Edition(refs.parent, refs.parent / "docs", Settings(Site("Test", "", "")))
    edition.pages["a.md"] = read_page("a.md", "docs/a.md", markdown)
    edition.begin_page("a.md", "")
    html = Markdown(extensions=["tables", "attr_list", *edition.extensions]).convert(markdown.partition("---\n\n")[2] or markdown)
    of_records = placed(check_records(edition.evidence, edition.rules.records), None, edition.evidence.files)
    return [str(fault) for fault in (*edition.end_page(str(edition.pages["a.md"].values.get("title", "Title")), html), *edition.evidence.faults, *edition.rules.faults, *of_records)]


PAGE = "# Title\n\nAnswer.\n{ .answer }\n\n"

RIGHT = [
    "About 17 in 100 people had it [@one].",
    "15 people were treated [@one].",
    "Fifteen people were treated.[@one]",
    "Between 38 and 60 in 100 people, 49 in all [@one].",
    "About half had it [@one].",
    "41 and 133 people [@one; @two].",
    "In 2014, one study [@two].",
    "A sixth had it [@one].",
    "It doubled, from 17.3 % to 38 % [@one].",
    "It was 41 vs. 133 people [@one; @two].",
    "We saw 15 vs. Dr. Doe's 15 people [@one].",
    "`143 people` in code.",
    '"It proves 15" is a quotation [@one].',
    "Nobody has looked: there is no evidence of it.",
    "| A | B |\n| --- | --- |\n| People | 133 people [@one] |",
]


@pytest.mark.parametrize("text", RIGHT)
def test_what_is_right_passes(text: str, refs: Path) -> None:
    assert check(PAGE + text + "\n", refs) == []


WRONG = [
    ("There were 143 people [@one].", 'docs/a.md:6:12: "143" is in no fact of one (nearest: 133 people with MS, n)'),
    ("Sixteen people had it [@one].", 'docs/a.md:6:1: "Sixteen" is in no fact of one (nearest: 15 people, treated)'),
    ("17 in 100 people had it [@one].", 'docs/a.md:6:1: "17 in 100" is in no fact of one (write "about 17 in 100", for it is 17.3 percent of people with MS, share)'),
    ("It was 15 % [@one].", 'docs/a.md:6:8: "15 %" is in no fact of one (nearest: 17.3 percent of people with MS, share)'),
    (
        "A *third* had it, and a quarter [@one].",
        'docs/a.md:6:23: "a quarter" is in no fact of one (nearest: 17.3 percent of people with MS, share)',
    ),
    (
        "We saw 15 people.",
        'docs/a.md:6:8: "15" is counted, but its sentence cites no source (cite one, or list the words under untraced, with the reason)',
    ),
    (
        "We saw 15 people [@none].",
        'docs/a.md:6:8: "15" cannot be traced: refs/studies.yml has no fact of none (add it there, or cite the right work)',
    ),
    ("We saw 15 people [@two]. And more [@one].", 'docs/a.md:6:8: "15" is in no fact of two (nearest: 41 people, m)'),
    (
        "Text.\n\n| A | B |\n| --- | --- |\n| People | 143 people [@one] |",
        'docs/a.md:10:12: "143" is in no fact of one (nearest: 133 people with MS, n)',
    ),
    ("This **proves** it.", 'docs/a.md:6:8: "proves" must not stand (say how sure)'),
    ("A fifth had it [@one].", 'docs/a.md:6:1: "A fifth" is in no fact of one (nearest: 17.3 percent of people with MS, share)'),
    (
        "About 18 in 100 people had it [@one].",
        'docs/a.md:6:7: "18 in 100" is in no fact of one (nearest: 17.3 percent of people with MS, share)',
    ),
    ("It rose 3-fold [@one].", 'docs/a.md:6:9: "3-fold" is in no fact of one (nearest: 0.005 P, people, p)'),
    ("Of two million people [@one].", 'docs/a.md:6:4: "two million" is in no fact of one (nearest: 133 people with MS, n)'),
    ("It rose 3-fold [@one].", 'docs/a.md:6:9: "3-fold" says nothing without the two numbers (give both in this sentence)'),
    ("It doubled.", 'docs/a.md:6:4: "doubled" says nothing without the two numbers (give both in this sentence)'),
    ("It doubled, to 49 % [@one].", 'docs/a.md:6:4: "doubled" says nothing without the two numbers (give both in this sentence)'),
    (
        "One in five people.",
        'docs/a.md:6:1: "One in five" counts of five, others of 100 (write it "in 100", with the true count beside it)',
    ),
    (" ".join(["word"] * 26) + ".", "docs/a.md:6:1: this sentence has 26 words (at most 25: make two of it)"),
    ("One. Two. Three. Four.", "docs/a.md:6:1: this paragraph has 4 sentences (at most 3)"),
]


@pytest.mark.parametrize(("text", "message"), WRONG)
def test_what_is_wrong_is_said_at_its_line_and_column(text: str, message: str, refs: Path) -> None:
    assert message in check(PAGE + text + "\n", refs)


def test_a_sentence_whose_mark_is_spared_is_traced_all_the_same(refs: Path) -> None:
    assert check(PAGE + "We saw 15 people [@one]. We saw 143 people [@one]. And 133 people [@one].\n", refs) == [
        'docs/a.md:6:33: "143" is in no fact of one (nearest: 133 people with MS, n)'
    ]


def test_a_true_exception_needs_its_words_and_a_reason(refs: Path) -> None:
    page = "---\nuntraced:\n  11 of 18 points: a rule of the criteria, no result\n---\n\n" + PAGE + "Pain at 11 of 18 points counted.\n"
    assert check(page, refs) == []
    assert check(page.replace("a rule of the criteria, no result", '""'), refs)[0].startswith(
        "docs/a.md:2: untraced needs words and a reason"
    )
    unused = check(page.replace("Pain at 11 of 18 points counted.", "Nothing."), refs)
    assert unused == ['docs/a.md:3:3: "11 of 18 points" is listed under untraced, but no number on this page stands in it (take it out)']


def test_the_answer_comes_first(refs: Path) -> None:
    assert check("# Title\n\nText.\n", refs) == [
        "docs/a.md:3:1: the answer must come first below the title (one paragraph, with { .answer } on the line below it)"
    ]
    assert check("# Title\n\n" + "Yes. " * 61 + "\n{ .answer }\n", refs)[0] == "docs/a.md:3:1: the answer has 61 words (at most 60)"
    assert check(f"# {'T' * 66}\n\nAnswer.\n{{ .answer }}\n", refs) == ["docs/a.md:1:3: this heading has 66 characters (at most 65)"]


HEADS = [
    (f"title: {'T' * 36}", "this title has 36 characters (at most 35, or it is cut)"),
    (f"title: {'T' * 35}", ""),
    (f"description: {'d' * 191}", "this description has 191 characters (at most 190, or it is cut)"),
    (f"description: {'d' * 190}", ""),
    ("description: [a]", "this description is no text (put it in quotes)"),
    ('checked: "2026-05-09"', "checked is no date (write checked: 2026-11-22, without quotes)"),
    ("checked: 2026-05-09", ""),
]


@pytest.mark.parametrize(("line", "message"), HEADS)
def test_what_previews_would_cut_or_cannot_read_is_said(line: str, message: str, refs: Path) -> None:
    assert check(f"---\n{line}\n---\n\n{PAGE}", refs) == ([f"docs/a.md:2: {message}"] if message else [])


LIMITS = [
    ("{} [@one].", 25, "this sentence has 26 words (at most 25: make two of it)"),
    ("| A | B |\n| --- | --- |\n| x | {} |", 25, "this sentence has 26 words (at most 25: make two of it)"),
]


@pytest.mark.parametrize(("form", "most", "message"), LIMITS)
def test_a_limit_is_kept_to_the_word(form: str, most: int, message: str, refs: Path) -> None:
    assert check(PAGE + form.format(" ".join(["word"] * most)) + "\n", refs) == []
    assert [fault.split(": ", 1)[1] for fault in check(PAGE + form.format(" ".join(["word"] * (most + 1))) + "\n", refs)] == [message]


def test_an_answer_may_have_60_words_and_a_paragraph_3_sentences(refs: Path) -> None:
    assert check("# Title\n\n" + "Yes. " * 60 + "\n{ .answer }\n", refs) == ["docs/a.md:3:1: this paragraph has 60 sentences (at most 3)"]
    assert check(PAGE + "One. Two. Three.\n", refs) == []
    assert check(f"# {'T' * 65}\n\nAnswer.\n{{ .answer }}\n", refs) == []


CHANGES = [
    (
        "papers.bib",
        "readas = {abstract}",
        "readas = {}",
        'refs/papers.bib:1: "one" has facts and does not say how it was read (add readas = {abstract})',
    ),
    ("findings.yml", "of 133.", "of 143.", 'refs/findings.yml:4:38: "143" is in no fact of one (nearest: 133 people with MS, n)'),
    ("studies.yml", "value: 133", "value: 143", 'refs/findings.yml:4:38: "133" is in no fact of one (nearest: 143 people with MS, n)'),
    ("findings.yml", "Perhaps 17 in 100 people with", "It proves that people with", "refs/findings.yml:3"),
    (
        "findings.yml",
        "label: unsure",
        "label: very unsure\n  foo: 1",
        'refs/findings.yml:6: "foo" of "share" is no known field (take it out)',
    ),
    ("findings.yml", "  reason: One study [@one].\n", "", 'refs/findings.yml:1: "share" has no "reason" (add it)'),
    ("findings.yml", "sources: [one]", "sources: [onne]", 'refs/findings.yml:9: no reference has the key "onne" (did you mean one?)'),
    ("findings.yml", "people: [n]", "people: [nn]", 'refs/findings.yml:7: no study has the fact "nn" (add it to refs/studies.yml)'),
    (
        "findings.yml",
        "people: [n]",
        "people: [share]",
        'refs/findings.yml:7: the fact "share" counts no people (name one with the unit people)',
    ),
    (
        "findings.yml",
        "people: [n]",
        "people: not given",
        'refs/findings.yml:7: "share" counts no people (name facts, or write people: not given, and people_reason: with the reason)',
    ),
    (
        "findings.yml",
        "facts: [share]",
        "facts: [m]",
        'refs/findings.yml:10: the fact "m" is of a work that "share" does not name (add it to sources, or take the fact out)',
    ),
    (
        "findings.yml",
        "Perhaps 17 in 100 people of 133.",
        "It is perhaps so.",
        "refs/findings.yml:4:10: the short form does not say how many people (write it in)",
    ),
    (
        "findings.yml",
        "of 133.",
        "of 133" + " or so" * 30,
        'refs/findings.yml:4: "short" of "share" has 211 characters (at most 150: make it shorter)',
    ),
    ("changes.yml", "[share]", "[shore]", 'refs/changes.yml:4: there is no finding "shore" (did you mean share?)'),
    ("changes.yml", "date: 2026", "date: 26", 'refs/changes.yml:2: "date" of "fixed" is "26-11-22", which is no day (write a day as 2026-11-22)'),
    (
        "findings.yml",
        "claim: Perhaps 17 in 100",
        "claim: 17.3 percent of",
        'refs/findings.yml:3:10: the claim of a finding that is "unsure" lacks its words (write may)',
    ),
    ("findings.yml", "last_checked: 2026-11-22", "last_checked: 2026-13-22", 'refs/findings.yml:14: "last_checked" of "share" is "2026-13-22", which is no day (write a day as 2026-11-22)'),
    ("studies.yml", "value: 133", "value: .inf", "refs/studies.yml:3: "),
    ("studies.yml", "one:\n", "one: &a\n  design: [*a]\n", "refs/studies.yml:2: *a stands in what it stands for (take the & and * out)"),
    ("findings.yml", "question: How many?", "question: [", "refs/findings.yml:2: this is not YAML: "),
]


@pytest.mark.parametrize(("name", "old", "new", "start"), CHANGES)
def test_a_change_in_a_record_is_found_at_its_line(name: str, old: str, new: str, start: str, refs: Path) -> None:
    text = (refs / name).read_text("utf-8")
    assert old in text
    (refs / name).write_text(text.replace(old, new), "utf-8")
    assert any(fault.startswith(start) for fault in check(PAGE, refs)), check(PAGE, refs)


@pytest.mark.parametrize(("length", "fits"), [(150, True), (151, False)])
def test_a_short_form_has_150_characters(length: int, fits: bool, refs: Path) -> None:
    short = "Perhaps 17 in 100 people of 133 ".ljust(length - 1, "o") + "."
    (refs / "findings.yml").write_text(FINDING.replace("Perhaps 17 in 100 people of 133.", short), "utf-8")
    told = 'refs/findings.yml:4: "short" of "share" has 151 characters (at most 150: make it shorter)'
    assert check(PAGE, refs) == ([] if fits else [told])


def test_a_slug_that_stands_twice_names_both_lines(refs: Path) -> None:
    (refs / "findings.yml").write_text(FINDING + FINDING, "utf-8")
    assert 'refs/findings.yml:15: "share" is there already, on line 1 (give one of the two another name)' in check(PAGE, refs)


def test_the_label_decides_which_verbs_may_stand(refs: Path) -> None:
    may = FINDING.replace("Perhaps 17 in 100 people with MS have it", "It may be so").replace("label: unsure", "label: very unsure")
    (refs / "findings.yml").write_text(may, "utf-8")
    assert check(PAGE, refs) == ['refs/findings.yml:3:13: "may" must not stand in a finding that is "very unsure" (give the count)']
    (refs / "findings.yml").write_text(may.replace("It may be so", "In May 2014, we do not know if they are linked"), "utf-8")
    assert check(PAGE, refs) == []


def test_without_these_files_nothing_is_asked_of_a_site(tmp_path: Path) -> None:
    (tmp_path / "refs").mkdir()
    (tmp_path / "refs" / "papers.bib").write_text(BIB, "utf-8")
    assert check("# Title\n\nThis proves 143 people.\n", tmp_path / "refs") == []


def test_the_same_sentence_twice_is_found_in_both_places(refs: Path) -> None:
    page = PAGE + "We saw 41 people [@two].\n\nWe saw 41 people.\n\nIt is so. We saw 41 people.\n"
    assert [fault.split(": ")[0] for fault in check(page, refs)] == ["docs/a.md:8:8", "docs/a.md:10:18"]


def test_a_sentence_may_end_in_capitals(refs: Path) -> None:
    assert check(PAGE + "We saw 41 people with MS. This cites [@two].\n", refs)[0].startswith("docs/a.md:6:8: ")
    assert "this paragraph has 4 sentences" in check(PAGE + "It is MS. It is MS. It is MS. It is MS.\n", refs)[0]


def test_a_broken_record_is_said_once_and_not_on_every_page(refs: Path) -> None:
    (refs / "studies.yml").write_text(STUDIES.replace("unit: people", "unitt: people", 1), "utf-8")
    faults = check(PAGE + "133 people [@one].\n", refs)
    assert faults[0] == 'refs/studies.yml:3: "facts" no. 1 "unitt" of "one" is no known field (did you mean unit?)'
    assert all(fault.startswith("refs/") for fault in faults)


BLOCKS = [
    ("/// finding\n///", 'docs/a.md:6: "/// finding" does not say which (write /// finding | and its name)'),
    ("/// findings | share\n///", 'docs/a.md:6: "/// findings | share" is no block (did you mean /// finding?)'),
    (
        "- item\n\n    /// finding | share\n\n    text",
        'docs/a.md:8: "/// finding | share" is not closed, or not empty (the next line must be ///)',
    ),
]


@pytest.mark.parametrize(("text", "message"), BLOCKS)
def test_a_block_that_would_be_printed_is_said(text: str, message: str, refs: Path) -> None:
    assert message in check(PAGE + text + "\n", refs)


def test_a_block_in_a_comment_is_none(refs: Path) -> None:
    assert check(PAGE + "<!--\n/// finding | x\n-->\n", refs) == []


def test_a_section_for_doctors_keeps_long_sentences_and_the_words_that_are_barred_for_readers_only(refs: Path) -> None:
    (refs / "wording.yml").write_text(RULES + "dose: {words: [mg], readers_only: true, instead: leave doses out}\n", "utf-8")
    text = "A dose of x mg" + " and more" * 12 + ".\n\n"
    assert len(check(PAGE + "## Readers\n\n" + text, refs)) == 2
    assert check(PAGE + "## Doctors { .for-doctors }\n\n" + text + "### Part\n\n" + text, refs) == []
    assert len(check(PAGE + "## Doctors { .for-doctors }\n\n## Readers\n\n" + text, refs)) == 2


def test_a_misspelt_key_is_one_fault_not_one_for_each_number(refs: Path) -> None:
    assert check(PAGE + "We saw 41 people and 15 more [@onne].\n", refs) == [
        'docs/a.md:6: no reference has the key "onne" (did you mean one?)'
    ]
