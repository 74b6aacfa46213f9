"""One slip in YAML is one fault, at its line, in whatever file it stands: refs/*.yml, mkdocs.yml, a page's front matter."""

from collections.abc import Callable

import pytest

from conftest import MKDOCS, Built
from samples import SITE

# What is written in the place of "first: one / second: two", the line of the slip among them, and what is said of it.
SLIPS = {
    "a tab": ("first: one\n\tsecond: two", 2, "a tab stands before the text (indent with spaces)"),
    "no space behind a colon": ("first:one\nsecond: two", 1, 'a space is missing behind "first:" (write first: one)'),
    "no colon": ("first\nsecond: two", 1, '"first" has no colon (write name: value)'),
    "a double quotation mark not closed": ('first: "one\nsecond: two', 1, 'a quotation mark is opened and not closed (add " at the end of the value)'),
    "one closed by the next": ('first: "one\nsecond: "two"', 1, 'a quotation mark is opened and not closed (add " at the end of the value)'),
    "a single one not closed": ("first: 'one\nsecond: two", 1, "a quotation mark is opened and not closed (add ' at the end of the value)"),
    "an apostrophe inside": ("first: 'it's'\nsecond: two", 1, "\"s'\" stands behind the closing quotation mark (write '' for an apostrophe inside)"),
    "too deep": ("first: one\n  second: two", 2, "this line is indented in another way than those above it (give it as many spaces as they have)"),
    "a bracket not closed": ("first: [one\nsecond: two", 1, 'a "[" is opened and not closed (add "]", or the comma that is missing)'),
    "a brace not closed": ("first: {a: one\nsecond: two", 1, 'a "{" is opened and not closed (add "}", or the comma that is missing)'),
    "a bracket too many": ("first: [one]]\nsecond: two", 1, "a bracket is closed that was not opened (take it out)"),
    "a colon in a value": ("first: one: two\nsecond: two", 1, 'this value holds ": " (put it in quotes)'),
    "an @ at the start": ("first: @one\nsecond: two", 1, 'a value that begins with "@" must stand in quotes (put it in quotes)'),
    "a * at the start": ("first: *one*\nsecond: two", 1, 'a value that begins with "*" must stand in quotes (put it in quotes)'),
    "no space behind a dash": ("first:\n  - one\n  -two\nsecond: two", 3, "a space is missing behind \"-\" (write - two)"),
    "a backslash": ('first: "a\\p"\nsecond: two', 1, r"a backslash between double quotation marks starts no such sign (write \\, or use single ones)"),
    "a brace at the start": ("first: {one} two\nsecond: two", 1, 'a value that begins with "{" must stand in quotes (put it in quotes)'),
    "a comma behind a brace": ("first: {one}, two\nsecond: two", 1, 'a value that begins with "{" must stand in quotes (put it in quotes)'),
    "a bracket at the start": ("- first: [one] two\n- second", 1, 'a value that begins with "[" must stand in quotes (put it in quotes)'),
    "a text that is not indented": (
        "first: >-\none and\ntwo\nsecond: two",
        2,
        'the text of "first" is not indented (put more spaces before it than before "first:")',
    ),
    "one with a colon in it": (
        "first: >-\none, so it is: two\nand three\nsecond: two",
        2,
        'the text of "first" is not indented (put more spaces before it than before "first:")',
    ),
    "a name that is missing above many": (
        "first: one\nsecond: two\nthird: three\nfirst: one\nsecond: two\nthird: three",
        4,
        '"first" and 2 more names are there already, from line {} on (write above them the name that they belong to, or take them out)',
    ),
    "a name twice": ("first: one\nfirst: two", 2, '"first" is there already, on line {} (give one of the two another name)'),
}  # fmt: skip


def indented(text: str, by: str) -> str:
    return "".join(f"{by}{line}\n" for line in text.split("\n"))


def files(slip: str) -> dict[str, tuple[dict[str, str], int, str]]:
    """For each kind of file: the site, the number of lines above the slip, and how the fault begins."""
    findings, changes = SITE["refs/findings.yml"], SITE["refs/changes.yml"]
    own = indented(slip, "  ")
    return {
        "findings": ({**SITE, "refs/findings.yml": findings + own}, findings.count("\n"), "refs/findings.yml:{}: this is not YAML: "),
        "changes": ({**SITE, "refs/changes.yml": changes + own}, changes.count("\n"), "refs/changes.yml:{}: this is not YAML: "),
        "mkdocs.yml": ({**SITE, "mkdocs.yml": f"{MKDOCS}extra:\n{own}"}, MKDOCS.count("\n") + 1, "mkdocs.yml:{}: this is not YAML: "),
        "front matter": (
            {**SITE, "docs/new.md": f"---\nuntraced: {{57 people: made up}}\n{slip}\n---\n# New\n\nThere were 57 people.\n"}, 2, "docs/new.md:{}: the front matter is not YAML: ",
        ),
    }  # fmt: skip


@pytest.mark.parametrize("place", ["findings", "changes", "mkdocs.yml", "front matter"])
@pytest.mark.parametrize("name", SLIPS)
def test_one_slip_is_one_fault_at_its_line(name: str, place: str, build_site: Callable[..., Built]) -> None:
    slip, line, message = SLIPS[name]
    site, above, start = files(slip)[place]
    start = start.format(above + line)
    if name.startswith("a name "):  # that is YAML
        start, message = start.replace("this is not YAML: ", "").replace("the front matter is not YAML: ", ""), message.format(above + 1)
    found = build_site(site, "--check").faults
    assert found[0] == start + message
    unknown = [fault for fault in found[1:] if "is no known field" not in fault]  # what stands twice is no field of a record, either
    assert unknown == []


KINDS = {
    "search: 5": "search holds other things than exclude and boost (write search: {exclude: true}, or {boost: 2})",
    "search: {boost: x}": "search holds other things than exclude and boost (write search: {exclude: true}, or {boost: 2})",
    "search:": "search holds other things than exclude and boost (write search: {exclude: true}, or {boost: 2})",
    "hide: 5": "hide is no list of words (write hide: [toc])",
    "hide: {a: b}": "hide is no list of words (write hide: [toc])",
    "tags: 5": "tags is no list of words (write tags: [nerves])",
    "title: [a]": "this title is no text (put it in quotes)",
    "title: 2014": "this title is no text (put it in quotes)",
    "description: {a: b}": "this description is no text (put it in quotes)",
    "template: [a]": "this template is no text (put it in quotes)",
    "icon: 5": "this icon is no text (put it in quotes)",
    "status: [new]": "this status is no text (put it in quotes)",
    "checked: yesterday": "checked is no date (write checked: 2026-11-22, without quotes)",
    "untraced: 5": "untraced needs words and a reason for each (write untraced: and below it, indented, 11 of 18 points: a rule, no result)",
}


@pytest.mark.parametrize("written", KINDS)
def test_a_value_of_a_wrong_kind_in_front_matter_is_one_fault(written: str, build_site: Callable[..., Built]) -> None:
    config = MKDOCS.replace("{name: mkdocs, highlightjs: false}", "{name: material, font: false}").replace("plugins: []", "plugins: [search]")
    built = build_site({"mkdocs.yml": config, "docs/index.md": f"---\nsubtitle: A page\n{written}\n---\n# Home\n"})
    assert built.faults == [f"docs/index.md:3: {KINDS[written]}"]


def test_values_of_the_right_kind_are_taken(build_site: Callable[..., Built]) -> None:
    values = "title: Home\nsearch: {exclude: true, boost: 2.5}\nhide: [toc]\ntags: [a]\nicon: material/home\nstatus: new\nchecked: 2026-11-22\nmore: {any: [thing]}\n"
    assert build_site({"docs/index.md": f"---\n{values}---\n# Home\n"}).faults == []


@pytest.mark.parametrize("escaped", ["\\x08", "\\0", "\\uFFFF"])
def test_a_character_that_no_page_can_hold_is_told(escaped: str, build_site: Callable[..., Built]) -> None:
    """YAML writes any in double quotation marks."""
    odd = SITE["refs/findings.yml"].replace("compared: Nobody.", f'compared: "No{escaped}body."')
    name = {"\\x08": "0008", "\\0": "0000", "\\uFFFF": "FFFF"}[escaped]
    told = f"the character U+{name} stands here, which no page can hold (take it out)"
    assert build_site({**SITE, "refs/findings.yml": odd}, "--check").faults == [f"refs/findings.yml:8: {told}"]
    assert build_site({**SITE, "docs/index.md": SITE["docs/index.md"] + "a\x08b\n"}, "--check").faults[0] == "docs/index.md:5: " + told.replace(name, "0008")
