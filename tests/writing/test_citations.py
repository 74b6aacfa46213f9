"""What each way of writing a citation becomes, and what stays literal."""

import re
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown
from markdown.extensions import Extension

from references.bibtex import read_library
from references.citation_syntax import GROUP
from references.shown import ReferenceList
from source.page import read_page
from writing.blocks import relative
from writing.citations import CitationsExtension
from writing.late_lists import with_lists
from writing.notes import Desk, Notes

KEYS = ("a", "b", "doe99", "Doe:2000/x_y.z+1-2", "doe99.", "odd(1996)19:1<1::AID>3.0;2-X", "a#b$c%d&e?f~g")
BIB = "".join(f"@misc{{{key}, author = {{Doe, Jo}}, title = {{T}}, year = 2001}}\n" for key in KEYS)
EXTENSIONS = ["abbr", "attr_list", "footnotes", "tables", "admonition", "md_in_html", "def_list", "toc", "fenced_code"]


@pytest.fixture(scope="session")
def references(tmp_path_factory: pytest.TempPathFactory) -> ReferenceList:
    folder = tmp_path_factory.mktemp("refs")
    (folder / "papers.bib").write_text(BIB, "utf-8")
    return ReferenceList(read_library([folder / "papers.bib"], folder))


def noting(references: ReferenceList, sources_page: str = "sources.md") -> CitationsExtension:
    """The extension, with a desk that no other page lies on."""
    return CitationsExtension(references, Desk(lambda: sources_page, tuple, relative))


def whole(html: str, extension: CitationsExtension) -> str:
    """With the lists that are put in last."""
    return with_lists(html, extension.desk.notes.lists)


def convert(markdown: str, references: ReferenceList) -> tuple[str, Notes, Markdown]:
    """The HTML with each citation as ⟦what is printed⟧ and without its list, and what made it."""
    extension = noting(references)
    md = Markdown(extensions=[*EXTENSIONS, extension])
    html = md.convert(markdown).partition('<div class="page-sources"')[0].rstrip()
    html = re.sub(r"<sup class=\"citation\"[^>]*>(.*?)</sup>", lambda match: f"⟦{re.sub('<[^>]+>', '', match[1])}⟧", html)
    return html.replace("\u00a0", " ").replace("&#58;", ":"), extension.desk.notes, md


PRINTED = [
    ("One [@a].", "<p>One ⟦1⟧.</p>"),
    ("Two [@b] [@a] [@b].", "<p>Two ⟦1⟧ ⟦2⟧ ⟦1⟧.</p>"),
    ("Where [@a, table 2].", "<p>Where ⟦1, table 2⟧.</p>"),
    ("Both [see @a; @b, p. 3].", "<p>Both ⟦see 1; 2, p. 3⟧.</p>"),
    ("Bare [-@a].", "<p>Bare ⟦1⟧.</p>"),
    ("Over\nlines [see @a;\n@b].", "<p>Over\nlines ⟦see 1; 2⟧.</p>"),
    ("Odd key [@Doe:2000/x_y.z+1-2].", "<p>Odd key ⟦1⟧.</p>"),
    ("Another case [@DOE99].", "<p>Another case ⟦1⟧.</p>"),
    ("A stop in the bracket [@a.].", "<p>A stop in the bracket ⟦1.⟧.</p>"),
    ("A key with a stop [@doe99.].", "<p>A key with a stop ⟦1⟧.</p>"),
    ("Markup in the note [@a, *table* 2].", "<p>Markup in the note ⟦1, table 2⟧.</p>"),
    ("**Strong [@a]** and *weak [@b]*.", "<p><strong>Strong ⟦1⟧</strong> and <em>weak ⟦2⟧</em>.</p>"),
    ("- one [@a]\n- two [@b]", "<ul>\n<li>one ⟦1⟧</li>\n<li>two ⟦2⟧</li>\n</ul>"),
    ("> quoted [@a]", "<blockquote>\n<p>quoted ⟦1⟧</p>\n</blockquote>"),
    ("Term\n:   meaning [@a]", "<dl>\n<dt>Term</dt>\n<dd>meaning ⟦1⟧</dd>\n</dl>"),
    ("!!! note\n    text [@a]", '<div class="admonition note">\n<p class="admonition-title">Note</p>\n<p>text ⟦1⟧</p>\n</div>'),
    ('<div markdown="1">\ntext [@a]\n</div>', "<div>\n<p>text ⟦1⟧</p>\n</div>"),
    ("<b>raw</b> [@a]", "<p><b>raw</b> ⟦1⟧</p>"),
    ("`code` then [@a] then `[@b]`", "<p><code>code</code> then ⟦1⟧ then <code>[@b]</code></p>"),
    ("Forced [@a, {pp. iv, vi-xi} with suffix].", "<p>Forced ⟦1, pp. iv, vi-xi with suffix⟧.</p>"),
    ("Behind the key [@a{p. 3}, with a suffix].", "<p>Behind the key ⟦1, p. 3, with a suffix⟧.</p>"),
    ("No locator [@a{}, 99 years later].", "<p>No locator ⟦1, 99 years later⟧.</p>"),
    ("No locator [@a, {}99 years later].", "<p>No locator ⟦1, 99 years later⟧.</p>"),
    ("A semicolon [@a, {p. 3; 4}; see @{b}{p. 9}].", "<p>A semicolon ⟦1, p. 3; 4; see 2, p. 9⟧.</p>"),
    ("Any key [@{odd(1996)19:1<1::AID>3.0;2-X}, p. 3].", "<p>Any key ⟦1, p. 3⟧.</p>"),
    ("Pandoc's signs [@a#b$c%d&e?f~g].", "<p>Pandoc's signs ⟦1⟧.</p>"),
    ("Brackets inside [see @a [sic], p. 3].", "<p>Brackets inside ⟦see 1 [sic], p. 3⟧.</p>"),
    ("A link in it [@a, see <https://x.org>].", "<p>A link in it ⟦1, see https://x.org⟧.</p>"),
    ("[a link](x.md) then [@a]", '<p><a href="x.md">a link</a> then ⟦1⟧</p>'),
]

LITERAL = [
    (r"Escaped \[@a].", "<p>Escaped [@a].</p>"),
    ("Code `[@a]`.", "<p>Code <code>[@a]</code>.</p>"),
    ("    [@a]", "<pre><code>[@a]\n</code></pre>"),
    ("```\n[@a]\n```", "<pre><code>[@a]\n</code></pre>"),
    ("[text [@a]](x.md)", '<p><a href="x.md">text [@a]</a></p>'),
    ("[*text [@a]*](x.md)", '<p><a href="x.md"><em>text [@a]</em></a></p>'),
    ("[@a](x.md)", '<p><a href="x.md">@a</a></p>'),
    ("[@a][it]\n\n[it]: x.md", '<p><a href="x.md">@a</a></p>'),
    ("[@a] [it]\n\n[it]: x.md", '<p><a href="x.md">@a</a></p>'),
    ('<a href="x">text [@a]</a>', '<p><a href="x">text [@a]</a></p>'),
    ("![alt [@a]](x.png)", '<p><img alt="alt [@a]" src="x.png" /></p>'),
    ('<span title="[@a]">x</span>', '<p><span title="[@a]">x</span></p>'),
    ("<code>[@a]</code>", "<p><code>[@a]</code></p>"),
    ('*x*{ title="[@a]" }', '<p><em title="[@a]">x</em></p>'),
    ("A name @zoe stays.", "<p>A name @zoe stays.</p>"),
    (r"Escaped \@a stays.", "<p>Escaped @a stays.</p>"),
    (r"In brackets [\@a] and \[see @a].", "<p>In brackets [@a] and [see @a].</p>"),
    ("An address https://example.org/@a and me@a stay.", "<p>An address https://example.org/@a and me@a stay.</p>"),
    ("Mail [me@example.org] stays.", "<p>Mail [me@example.org] stays.</p>"),
    ("At [meet @ 5] stays.", "<p>At [meet @ 5] stays.</p>"),
]

SHARED = [
    ("One [@a]. Two [@a]. Three [@b].", "<p>One. Two ⟦1⟧. Three ⟦2⟧.</p>"),
    ("One.[@a] Two.[@a]", "<p>One. Two.⟦1⟧</p>"),
    ("One [@a; @b]. Two [@b; @a].", "<p>One. Two ⟦1; 2⟧.</p>"),
    ("*One [@a].* **Two** [@a].", "<p><em>One.</em> <strong>Two</strong> ⟦1⟧.</p>"),
    ("One [@a]. Two [@a].\n{ .answer }", '<p class="answer">One. Two ⟦1⟧.</p>'),
    ("One [@a]. Two [@a; @b].", "<p>One ⟦1⟧. Two ⟦1; 2⟧.</p>"),
    ("One [@a, p. 3]. Two [@a]. Three [see @a].", "<p>One ⟦1, p. 3⟧. Two ⟦1⟧. Three ⟦see 1⟧.</p>"),
    ("One [@a]. Between. Two [@a].", "<p>One ⟦1⟧. Between. Two ⟦1⟧.</p>"),
    ("One [@a], and more. Two [@a].", "<p>One ⟦1⟧, and more. Two ⟦1⟧.</p>"),
    ("One [@a].\n\nTwo [@a].", "<p>One ⟦1⟧.</p>\n<p>Two ⟦1⟧.</p>"),
    ("- One [@a]. Two [@a].\n- Three [@a].", "<ul>\n<li>One ⟦1⟧. Two ⟦1⟧.</li>\n<li>Three ⟦1⟧.</li>\n</ul>"),
]


@pytest.mark.parametrize(("markdown", "html"), SHARED)
def test_neighbors_that_rest_on_the_same_works_share_the_last_mark(markdown: str, html: str, references: ReferenceList) -> None:
    assert convert(markdown, references)[0] == html


def test_a_mark_that_stands_for_others_is_the_one_place_that_cites(references: ReferenceList) -> None:
    extension = noting(references)
    html = whole(Markdown(extensions=[*EXTENSIONS, extension]).convert("One [@a]. Two [@a]. Three [@b]. Four [@a]."), extension)
    marks = re.findall(r'<sup class="citation"[^>]* id="([^"]+)"', html)
    assert marks == ["fnref-cite-1", "fnref-cite-2", "fnref-cite-3"]
    assert extension.desk.notes.places == {"a": marks[0], "b": marks[1]}  # the first of each


@pytest.mark.parametrize(("markdown", "html"), [*PRINTED, *LITERAL])
def test_what_a_reader_sees(markdown: str, html: str, references: ReferenceList) -> None:
    found, extension, _ = convert(markdown, references)
    assert found == html
    assert extension.faults == []
    assert bool(extension.places) == ("⟦" in html)


class Without(Extension):
    """An extension that takes one of Markdown's own patterns out."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (Python-Markdown's name)
        md.inlinePatterns.deregister("short_reference")


def test_another_extension_may_take_links_of_a_kind_out(references: ReferenceList) -> None:
    assert "Source 1" in Markdown(extensions=[Without(), noting(references)]).convert("So it is [@a].")


def test_numbers_follow_the_reading_order_through_tables_and_footnotes(references: ReferenceList) -> None:
    markdown = "First[^1] [@doe99].\n\n| A | B |\n| --- | --- |\n| x [@a] | *y [@b]* |\n\n[^1]: Note [@Doe:2000/x_y.z+1-2; @a].\n"
    html, extension, _ = convert(markdown, references)
    assert re.findall("⟦(.*?)⟧", html) == ["1", "2", "3", "4; 2"]
    assert list(extension.places) == ["doe99", "a", "b", "Doe:2000/x_y.z+1-2"]


def test_a_citation_in_a_heading_stays_out_of_its_id_and_of_the_contents(references: ReferenceList) -> None:
    html, _, md = convert("# A finding [@a]\n\n## Why [see @b, p. 3]\n", references)
    assert '<h1 id="a-finding">A finding ⟦1⟧</h1>' in html
    assert [(token["id"], token["name"]) for token in md.toc_tokens] == [("a-finding", "A finding")]
    assert md.toc_tokens[0]["children"][0]["name"] == "Why"


def test_the_list_is_folded_says_how_long_it_is_and_leads_to_the_page_of_sources(references: ReferenceList) -> None:
    extension = noting(references, "about/sources.md")
    extension.desk.begin(read_page("sub/page.md", "docs/sub/page.md", ""))
    html = whole(Markdown(extensions=[*EXTENSIONS, extension]).convert("One [@a]. Two [@b; @a]. Three [@a, p. 3]."), extension)
    section = html[html.index('<div class="page-sources"') :]
    first = section[section.index('id="ref-a"') : section.index('id="ref-b"')]
    assert re.findall(r'href="([^"]+)">(.*?)</a>', first) == [("../about/sources.md#ref-a", "Everywhere it is cited")]
    assert re.search(r"<details>\s*<summary>Sources on this page \(2\)</summary>\s*<ol>", section)
    assert 'aria-label="Source 1: Doe 2001"' in html
    assert section.count("<li ") == 2


GLUED = ["Text [@a].", "Text\n[@a].", "**Text** [@a].", "Text [@b] [@a]."]


@pytest.mark.parametrize("markdown", GLUED)
def test_no_line_ends_before_a_number(markdown: str, references: ReferenceList) -> None:
    html = Markdown(extensions=[*EXTENSIONS, noting(references)]).convert(markdown)
    assert re.findall(r"(.)<sup class", html, re.DOTALL) == ["\u00a0"] * markdown.count("@")


WRONG = [
    ("[@].", "this citation has no key (write [@key], with a key from refs/)"),
    ("[@a; p. 3].", 'the part "p. 3" of a citation has no key (write [@key], with a key from refs/)'),
    ("[@a; @].", 'the part "@" of a citation has no key (write [@key], with a key from refs/)'),
    ("[@a @b].", '"@a @b" holds two keys (put ";" between them)'),
    ("[@doe98].", 'no reference has the key "doe98" (did you mean doe99?)'),
    ("[@zzz; @a].", 'no reference has the key "zzz" (add it to a .bib file in refs/)'),
    ("[@a]: text", 'a line must not start with "[@a]:", which Markdown takes for a link (put words before it)'),
    ("[@]: text", 'a line must not start with "[@]:", which Markdown takes for a link (put words before it)'),
    ("[@ a].", '"[@ a]" is not read as a citation (write [@key]; to print it as it is, put \\ before the bracket)'),
    ("[@{}].", "this citation has no key (write [@key], with a key from refs/)"),
    ("[@a{p. 3} @b].", '"@a{p. 3} @b" holds two keys (put ";" between them)'),
    ("Here @a says so.", '"@a" is not read as a citation (write [@a]; to print it as it is, put \\ before the @)'),
    ("- @doe99. Then", '"@doe99." is not read as a citation (write [@{doe99.}]; to print it as it is, put \\ before the @)'),
    ("See @b, p. 3, for more.", '"@b" is not read as a citation (write [@b]; to print it as it is, put \\ before the @)'),
    ("*@{b}* says", '"@{b}" is not read as a citation (write [@b]; to print it as it is, put \\ before the @)'),
    (
        '<figure markdown="span">\n![A](x.png)\n<figcaption>Caption [@a]</figcaption>\n</figure>',
        '"[@a]" stands in HTML, where it is no citation (give figcaption the attribute markdown="span")',
    ),
    (
        "MS is an illness.\n\n*[MS]: multiple sclerosis [@a]",
        '"[@a]" stands in the words of an abbreviation, where it is no citation (cite where the abbreviation is used)',
    ),
    ("It never closes [@a", '"[@a" is not read as a citation (write [@key]; to print it as it is, put \\ before the bracket)'),
    (
        "<div>\ntext [@a]\n</div>",
        '"[@a]" stands in HTML, where it is no citation (give its tag markdown="1", or write Markdown)',
    ),
]


@pytest.mark.parametrize(("markdown", "message"), WRONG)
def test_a_slip_is_said_and_stays_visible(markdown: str, message: str, references: ReferenceList) -> None:
    html, extension, _ = convert(markdown, references)
    assert [fault.message for fault in extension.faults] == [message]
    assert extension.faults[0].words.text in markdown
    assert "@" in html or "⟦1⟧:" in html


FOLLOWED = [
    ("Here @a says so.", "Here [@a] says so."),
    ("Here @a says so.", r"Here \@a says so."),
    ("See @doe99.: it", "See [@{doe99.}]: it"),
    ("[@ a].", "[@a]."),
    ("[@ a].", r"\[@ a]."),
    ("[@a @b].", "[@a; @b]."),
    ("[@a]: text", "Words [@a]: text"),
    ("<div>\ntext [@a]\n</div>", '<div markdown="1">\ntext [@a]\n</div>'),
    (
        '<figure markdown="span">\n<figcaption>Caption [@a]</figcaption>\n</figure>',
        '<figure markdown="span">\n<figcaption markdown="span">Caption [@a]</figcaption>\n</figure>',
    ),
    ("MS here.\n\n*[MS]: multiple sclerosis [@a]", "MS [@a] here.\n\n*[MS]: multiple sclerosis"),
]


@pytest.mark.parametrize(("slip", "advised"), FOLLOWED)
def test_what_a_message_advises_works(slip: str, advised: str, references: ReferenceList) -> None:
    assert len(convert(slip, references)[1].faults) == 1
    assert convert(advised, references)[1].faults == []


@pytest.mark.parametrize("text", ["[@a; " * 20_000, "[" * 50_000, "[@a" * 20_000, "@a " * 20_000 + "[", "[@a {" * 10_000])
def test_a_group_is_looked_for_in_no_more_than_linear_time(text: str) -> None:
    started = process_time()
    list(re.finditer(GROUP, text))
    assert process_time() - started < 2


def test_nothing_is_lost_when_a_line_starts_with_a_citation_and_a_colon(references: ReferenceList) -> None:
    html, _, _ = convert("Text.\n\n[@a]: the rest of it\n", references)
    assert "⟦1⟧: the rest of it" in html


PIECES = st.sampled_from(
    ["[@a]", "[@b, p. 1]", "`[@a]`", "*x*", "\n\n", "- ", "text", " ", "[^1]", "|", "> ", "\n", "# ", "[x](y.md)", "<b>", "\\"]
)


@given(st.lists(PIECES, max_size=14).map("".join))
def test_every_citation_has_one_number_and_every_number_an_entry(references: ReferenceList, markdown: str) -> None:
    extension = noting(references)
    html = whole(Markdown(extensions=[*EXTENSIONS, extension]).convert(markdown), extension)
    ids = re.findall(r'\bid="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#((?:ref|fnref-cite)-[^"]+)"', html)) <= set(ids)
    assert len(extension.desk.notes.places) == len(set(re.findall(r'aria-label="Source (\d+):', html)))
