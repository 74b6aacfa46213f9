"""Blocks as writers mistype them: none is published as it is written without a word."""

from collections.abc import Callable

import pytest

from checks.blocks import check_blocks
from conftest import MKDOCS, Built
from samples import SITE
from source.page import read_page

START = "# Title\n\n/// finding | share\n///\n\n"
CLOSED = "and /// on the line after it"
FAR_IN = "is indented so far that it is printed as code (take the spaces away)"
OUTSIDE = "is not read here (put it on a line of its own, outside of HTML)"
NO_BLOCK = f"write /// name | argument, {CLOSED}, or take the slashes away"
SLIPS = [
    ("/// brief share\n///\n", f'"/// brief share" is not read as a block (write /// brief | share, {CLOSED})'),
    ("// brief | share\n//\n", f'"// brief | share" is not read as a block (write /// brief | share, {CLOSED})'),
    ("//brief|share\n", f'"//brief|share" is not read as a block (write /// brief | share, {CLOSED})'),
    ("/ brief | share\n", f'"/ brief | share" is not read as a block (write /// brief | share, {CLOSED})'),
    ("/// breif: share\n///\n", f'"/// breif: share" is not read as a block (write /// brief | share, {CLOSED})'),
    ("/// brief, share | now\n", f'"/// brief, share | now" is not read as a block (write /// brief | share | now, {CLOSED})'),
    ("Text.\n// contact\n", f'"// contact" is not read as a block (write /// contact | and its name, {CLOSED})'),
    ("//// x\n", f'"//// x" is not read as a block ({NO_BLOCK})'),
    ("> /// x | y\n> ///\n", f'"/// x | y" is not read as a block ({NO_BLOCK})'),
    ("  // Two words here.\n", f'"// Two words here." is not read as a block ({NO_BLOCK})'),
    ("    /// brief | share\n    ///\n", f'"/// brief | share" {FAR_IN}'),
    ("\t/// brief | share\n\t///\n", f'"/// brief | share" {FAR_IN}'),
    (">     /// brief | share\n>     ///\n", f'"/// brief | share" {FAR_IN}'),
    ("    // brief | share\n", f'"// brief | share" is not read as a block (write /// brief | share, {CLOSED})'),
    ("<div>\n/// brief | share\n///\n</div>\n", f'"/// brief | share" {OUTSIDE}'),
]


@pytest.mark.parametrize(("text", "message"), SLIPS)
def test_what_is_meant_as_a_block_and_is_none_is_said_at_its_line(text: str, message: str, build_site: Callable[..., Built]) -> None:
    line = 6 + text.startswith(("Text.", "<div>"))
    assert build_site({**SITE, "docs/index.md": START + text}, "--check").faults == [f"docs/index.md:{line}: {message}"]


READ = [
    "///brief|share\n///\n",
    "//// brief | share\n////\n",
    "   /// brief | share\n   ///\n",
    "- One:\n\n    /// brief | share\n    ///\n",
    "!!! note\n\n    /// brief | share\n    ///\n",
    "> /// brief | share\n> ///\n",
    "<div markdown='1'>\n\n/// brief | share\n///\n\n</div>\n",
]


@pytest.mark.parametrize("text", READ)
def test_what_is_read_as_a_block_is_no_slip(text: str, build_site: Callable[..., Built]) -> None:
    built = build_site({**SITE, "docs/index.md": START + text})
    assert built.faults == []
    assert built.html().count('class="brief') == 1


FREE = [
    "```\n/// brief share\n///\n    // x\n```\n",
    "~~~\n// brief | share\n~~~\n",
    "<!-- // brief | share -->\n",
    "<!--\n// brief | share\n-->\n",
    "    // says what follows\n    run();\n",
    "<pre>\n// says what follows\n</pre>\n",
    "Text with `// brief | share` in it, and/or // brief in a line.\n",
    "\\/// brief share\n",
    "/ one and / two\n",
]


@pytest.mark.parametrize("text", FREE)
def test_what_is_shown_on_purpose_is_free(text: str, build_site: Callable[..., Built]) -> None:
    files = {**SITE, "mkdocs.yml": MKDOCS.replace("def_list]", "def_list, fenced_code]")}
    assert build_site({**files, "docs/index.md": START + text}, "--check").faults == []


def test_blocks_of_other_extensions_are_free_while_the_site_has_them(build_site: Callable[..., Built]) -> None:
    page = {"docs/index.md": START + "/// details | More\nText.\n///\n"}
    with_details = MKDOCS.replace("def_list]", "def_list, pymdownx.blocks.details]")
    assert build_site({**SITE, **page, "mkdocs.yml": with_details}, "--check").faults == []
    message = f'"/// details | More" is not read as a block ({NO_BLOCK})'
    assert build_site({**SITE, **page}, "--check").faults == [f"docs/index.md:6: {message}"]


def test_of_two_that_are_alike_the_one_further_in_is_said(build_site: Callable[..., Built]) -> None:
    text = "    /// brief | share\n    ///\n\n/// brief | share\n///\n"
    assert build_site({**SITE, "docs/index.md": START + text}, "--check").faults == [f'docs/index.md:6: "/// brief | share" {FAR_IN}']


def test_front_matter_is_no_text(build_site: Callable[..., Built]) -> None:
    head = "---\ndescription: >-\n  Here\n  // brief share\n---\n"
    assert build_site({**SITE, "docs/index.md": head + START}, "--check").faults == []


def test_pages_that_the_build_makes_are_not_told() -> None:
    text = "# Title\n\n// brief | share\n\n    /// brief | share\n    ///\n"
    assert len([*check_blocks(read_page("a.md", "docs/a.md", text))]) == 2
    assert [*check_blocks(read_page("a.md", "docs/a.md", text, is_written=False))] == []
