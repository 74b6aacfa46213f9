"""HTML on paper: every element that a page may hold, any text, and what is refused."""

import io
import re
import unicodedata
from pathlib import Path
from typing import Any

import lxml.html
import outloud
import pdfua
import pikepdf
import pymupdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from fonts import FACES, characters, unprintable
from paper.built import BuiltPage, content, parse, targets_in
from paper.document import settings as document_settings
from paper.pdf import Pdf, PdfError, to_pdf
from paper.typst import string
from paper.writer import CannotPrint, to_typst
from print_files import BOOK
from samples import DAY, IMPRINT


def printed(html: str, folder: Path = Path("/")) -> Pdf:
    """The HTML as a document of its own."""
    root = content(parse(BuiltPage("mine/", "T", f"<main><h1>T</h1>{html}</main>")))
    code = to_typst(root, BOOK, targets_in(root), "mine/")
    return to_pdf("paper", f"printed(title: {string('T')}, ..{document_settings(BOOK, IMPRINT)}, {code})", folder, DAY)


def words(pdf: Pdf) -> str:
    with pymupdf.open(stream=pdf.data) as document:
        return " ".join(" ".join(page.get_text() for page in document).split())


def elements(pdf: Pdf, kind: str) -> list[Any]:
    """Of the tree of tags, by kind."""

    def walk(element: Any) -> Any:
        yield element
        kids = element.get("/K", [])
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
                yield from walk(kid)

    with pikepdf.open(io.BytesIO(pdf.data)) as opened:
        return [str(element.get("/Alt", "")) for element in walk(opened.Root.StructTreeRoot) if str(element.get("/S", "")) == kind]


EVERYTHING = """
<p id="here">A <em>b</em> <i>c</i> <cite>d</cite> <dfn>e</dfn> <var>f</var> <strong>g</strong> <b>h</b> <code>i</code> <kbd>j</kbd>
<samp>k</samp> H<sub>2</sub>O 10<sup>3</sup> <del>l</del> <s>m</s> <ins>n</ins> <u>o</u> <q>p</q> <mark>q</mark> <abbr title="x">r</abbr>
<small>s</small> <span>t</span> <time>u</time> <bdi>v</bdi> <a href="https://example.org/">w</a> <a href="#here">x</a> <a>y</a><br>z<wbr>.</p>
<h2>Two</h2><h3>Three</h3><h4>Four</h4><h5>Five</h5><h6>Six</h6><hr>
<ul><li>bullet<ul><li>inner</li></ul></li><li><p>loose</p><p>more</p></li></ul>
<ol start="3"><li>third</li><li value="7">seventh</li><li>eighth</li></ol>
<dl><dt>Term</dt><dt>Other</dt><dd>Told</dd><dd><p>Again</p></dd></dl>
<blockquote><p>Quoted</p></blockquote><pre><code>if x:
    y = "1"</code></pre>
<div class="admonition note"><p class="admonition-title">Note</p><p>Beware.</p></div>
<details class="opened"><summary>More</summary><p>Hidden</p></details>
<table><caption>Cap</caption><thead><tr><th>Head</th><th align="right">Right</th></tr></thead><tbody><tr><th>row</th><td>1</td></tr>
<tr><td colspan="2">both</td></tr></tbody><tfoot><tr><td>foot</td><td>2</td></tr></tfoot></table>
<table><caption>Headless</caption><tbody><tr><th>Row</th><td>cell</td></tr></tbody></table>
<table><tr><td>bare</td><td>grid</td></tr></table><table><tr><th>First</th><th>row</th></tr><tr><td>is</td><td>head</td></tr></table>
<figure><picture><source srcset="dot.png"><img src="dot.png" alt="A dot"></picture><figcaption>Below</figcaption></figure><p><img src="dot.png" alt=""></p>
<svg viewBox="0 0 40 10" width="40mm"><title>A drawing</title><desc>With words</desc><linearGradient id="g"><stop offset="0"/></linearGradient>
<rect width="40" height="10" fill="none" stroke="currentColor"/><text x="2" y="8" font-size="6">drawn</text></svg>
<p>Called<sup id="fnref:1"><a class="footnote-ref" href="#fn:1">1</a></sup> twice<sup id="fnref2:1"><a class="footnote-ref" href="#fn:1">1</a></sup>.</p>
<section class="finding"><h2>Q</h2><p>Claim <sup class="citation"><a href="#here">1</a>; <a href="#here">2</a></sup>.</p>
<dl class="finding-facts"><dt>People</dt><dd>15 <sup class="citation">see <a href="#here">1</a>, p. 3</sup></dd></dl></section>
<address>Here</address><div class="footnote"><hr><ol><li id="fn:1"><p>The note <a class="footnote-backref" href="#fnref:1">x</a></p></li></ol></div>
"""


@pytest.fixture
def everything(tmp_path: Path) -> Pdf:
    out = io.BytesIO()
    Image.new("RGB", (20, 20)).save(out, "PNG")
    (tmp_path / "dot.png").write_bytes(out.getvalue())
    return printed(EVERYTHING, tmp_path)


def test_all_that_a_page_may_hold_reaches_paper(everything: Pdf) -> None:
    found = words(everything).replace("\u200b", "")
    for part in (
        "A b c d e f g h i j k H2O 103 l m n o “p” q r s t u v w x y z.", "Two Three Four Five Six", "bullet • inner • loose more",
        "3. third 7. seventh 8. eighth", "Term, Other Told Again", "Quoted", 'if x: y = "1"', "Note Beware.", "More Hidden",
        "Cap Head Right row 1 both foot 2", "Headless Row cell", "bare grid First row is head", "Below", "drawn", "Called1 twice1.",
        "Q Claim [1; 2].", "People: 15 [see 1, p. 3]", "Here", "1The note",
    ):  # fmt: skip
        assert part in found, part
    assert found.count("The note") == 1


def test_a_picture_stays_with_the_start_of_long_words_below_it() -> None:
    """They go on on the next page, and nothing runs off the sheet."""
    figure = '<figure><svg viewBox="0 0 300 400"><title>Drawn</title><text x="9" y="99">picture</text></svg><figcaption>{}</figcaption></figure>'
    pdf = printed("<p>before</p>" * 12 + figure.format("<p>below</p>" * 60))
    with pymupdf.open(stream=pdf.data) as document:
        pages = [page.get_text() for page in document]
        assert all(block[3] <= page.rect.height for page in document for block in page.get_text("blocks"))
    assert "".join(pages).count("below") == 60
    (drawn,) = (page for page in pages if "picture" in page)
    assert "below" in drawn


def test_two_checkers_for_screen_readers_find_no_fault_in_it(everything: Pdf, tmp_path: Path) -> None:
    path = tmp_path / "all.pdf"
    path.write_bytes(everything.data)
    assert pdfua.validate(str(path)).findings == ()
    result = outloud.check(str(path))
    assert (result.error, [finding.rule for finding in result.findings]) == (None, [])
    with pikepdf.open(path) as pdf:
        assert pdf.check_pdf_syntax() == []


def test_what_is_seen_is_told_and_decoration_is_not(everything: Pdf) -> None:
    assert elements(everything, "/Figure") == ["A dot", "A drawing. With words."]


def test_it_says_that_it_is_pdf_ua_and_in_which_language(everything: Pdf) -> None:
    with pikepdf.open(io.BytesIO(everything.data)) as pdf:
        assert pdf.Root.Lang == "en"
        assert pdf.Root.MarkInfo.Marked
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        assert b"pdfuaid" in pdf.Root.Metadata.read_bytes()


def test_only_the_packaged_typefaces_are_embedded() -> None:
    with pikepdf.open(io.BytesIO(printed("<p>a <b>b</b> <i>c</i> <b><i>d</i></b> αβ <code>e</code> → ễ</p>").data)) as pdf:
        fonts = [font for page in pdf.pages for font in page.Resources.Font.values()]
        assert {str(font.BaseFont).partition("+")[2].partition("-")[0] for font in fonts} == {"AtkinsonHyperlegible", "Inter"}
        for font in fonts:
            assert "/FontFile2" in font.DescendantFonts[0].FontDescriptor
            assert "/ToUnicode" in font


LETTERS = sorted(frozenset().union(*(characters(face) for face in FACES)))
printable = st.text(
    [chr(code) for code in LETTERS if unicodedata.category(chr(code))[0] in "LNPS" and chr(code).isprintable()], min_size=1, max_size=30
)
markup = st.text("#$*_`[](){}<>@=+-/\\\"'~&;:% \n\tabc123", max_size=40)


def same(text: str) -> str:
    return re.sub(r"\s+|\u200b", "", unicodedata.normalize("NFC", text))


@given(st.one_of(printable, markup, st.tuples(markup, printable).map("".join)))
@settings(max_examples=150)
def test_any_text_comes_out_as_itself_and_is_no_markup(text: str) -> None:
    paragraph = lxml.html.Element("p")
    paragraph.text = f"({text})"
    assert same(words(printed(lxml.html.tostring(paragraph, encoding="unicode")))) == same(f"T({text})")


@given(st.text())
def test_a_string_is_one_literal(text: str) -> None:
    literal = string(text)
    assert literal.startswith('"')
    assert re.fullmatch(r'"(?:[^"\\]|\\[\\"nrt])*"', literal)


def test_white_space_is_that_of_a_browser() -> None:
    assert words(printed("<p>\n a <b> b</b> \n<i>c </i> d</p> \n <ul>\n<li>\n e\n</li></ul>")) == "T a b c d • e"


def test_long_words_break_and_lose_no_letter() -> None:
    long = "long" * 80
    with pymupdf.open(stream=printed(f"<p>{long}</p><p>https://example.org/{'a-b/' * 40}</p>").data) as document:
        assert "".join(document[0].get_text().replace("\u200b", "").split()) == f"T{long}https://example.org/{'a-b/' * 40}"
        for x0, _, x1, *_ in document[0].get_text("words"):
            assert x1 <= document[0].rect.width - 70
            assert x0 >= 70


def test_numbers_that_are_none_count_as_browsers_count() -> None:
    listed = '<ol start="x"><li value="²">a</li><li value="7px">b</li><li value="">c</li></ol><ol start="99999999999999999999"><li>d</li></ol>'
    table = '<table><tr><td colspan="x" rowspan="²">e</td><td colspan="0">f</td></tr><tr><td rowspan="-2">g</td><td>h</td></tr></table>'
    assert words(printed(listed + table)) == "T 1. a 7. b 8. c 2147483647. d e f g h"
    assert words(printed('<ol start="1234567890"><li>a</li></ol>')) == "T 1234567890. a"


def test_a_list_without_numbers_counts_nothing() -> None:
    assert words(printed('<ul start="-3"><li value="-1">a</li><li>b</li></ul>')) == "T • a • b"


REFUSED = {
    "an unknown element": (
        "<p>a</p><marquee>b</marquee>",
        "<marquee> has no form on paper (write it in Markdown, or give it the class screen-only)",
    ),
    "a list below zero": ('<ol start="-1"><li>a</li></ol>', "a list on paper cannot count below zero (begin it at 0 or above)"),
    "an image without words": ('<img src="a.png">', 'this image has no alt text (say what it shows, or write alt="" if it only decorates)'),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_has_no_form_on_paper_is_refused_and_never_dropped(name: str) -> None:
    html, message = REFUSED[name]
    with pytest.raises(CannotPrint) as caught:
        printed(html)
    assert (caught.value.url, caught.value.message) == ("mine/", message)


NOT_PRINTED = {
    "a picture that is not there": '<img src="gone.png" alt="x">',
    "a heading that skips a level": "<h4>skips</h4>",
    "a picture from elsewhere": '<img src="https://example.com/a.png" alt="x">',
    "a picture from elsewhere, without a scheme": '<img src="//example.com/a.png" alt="x">',
    "a picture from elsewhere in a drawing": '<svg viewBox="0 0 1 1"><title>x</title><image href="https://example.com/a.png"></image></svg>',
    "a picture from this machine": '<img src="file:///etc/hostname" alt="x">',
}


@pytest.mark.parametrize("html", NOT_PRINTED.values(), ids=NOT_PRINTED)
def test_what_typst_refuses_is_one_line(html: str, tmp_path: Path) -> None:
    with pytest.raises(PdfError) as caught:
        printed(html, tmp_path)
    assert len(caught.value.args) == 1
    assert "\n" not in caught.value.args[0]


def test_a_table_over_pages_is_one_table_whose_head_is_not_read_again() -> None:
    rows = "".join(f"<tr><th>r{number}</th><td>x</td></tr>" for number in range(80))
    pdf = printed(f"<table><thead><tr><th>A</th><th>B</th></tr></thead><tbody>{rows}</tbody></table>")
    assert pdf.pages > 1
    assert (len(elements(pdf, "/Table")), len(elements(pdf, "/TR")), len(elements(pdf, "/TH"))) == (1, 81, 2)


def test_the_same_html_gives_the_same_bytes() -> None:
    assert printed("<p>a → b</p>") == printed("<p>a → b</p>")


def test_letters_that_no_face_has_are_named() -> None:
    assert unprintable("a 日 b → ễ \u00a0 本 日") == ("日", "本")


def test_a_link_leads_to_the_line_of_its_place_and_says_on_which_page_that_is() -> None:
    pdf = printed(f'<p><a href="#ä-(1)">There</a></p>{"<p>x</p>" * 60}<p id="ä-(1)">Target, ä.</p>')
    with pymupdf.open(stream=pdf.data) as document:
        (link,) = document[0].get_links()
        target = document[link["page"]].search_for("Target")[0]
        assert link["page"] == 1
        assert target.y0 - 15 < link["to"].y < target.y1
    with pikepdf.open(io.BytesIO(pdf.data)) as opened:
        assert str(opened.pages[0].Annots[0].Contents) == "page 2"


def test_a_link_to_what_is_not_printed_is_refused() -> None:
    with pytest.raises(PdfError, match='leads to "#nowhere", which is not printed'):
        printed('<p><a href="#nowhere">There</a></p>')
