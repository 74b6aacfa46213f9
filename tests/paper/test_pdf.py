"""HTML to PDF: what a screen reader meets, what is refused, and that the same HTML gives the same bytes."""

import io
import logging
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from paper.pdf import FONTS, Pdf, PdfError, to_pdf


def printed(body: str, folder: Path, css: str = "") -> Pdf:
    faces = "".join(
        f'@font-face{{font-family:P;src:url("{font.address}");font-weight:{font.weight};font-style:{font.style}}}' for font in FONTS
    )
    page = '@page{size:A5;margin:20mm;font-family:P;@bottom-left{content:"Page " counter(page)}} html{font-family:P}'
    return to_pdf(f'<!doctype html><html lang="en"><title>T</title><style>{faces}{page}{css}</style><body>{body}</body></html>', folder)


def elements(pdf: pikepdf.Pdf, kind: str) -> list[Any]:
    def walk(element: Any) -> Any:
        yield element
        kids = element.get("/K", [])
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
                yield from walk(kid)

    return [element for element in walk(pdf.Root.StructTreeRoot.K[0]) if str(element.S) == kind]


def text_in(stream: bytes, mark: bytes) -> list[bytes]:
    return [part.partition(b"EMC")[0] for part in stream.split(mark)[1:]]


TABLE = (
    "<table><caption>C</caption><thead><tr><th>A<th>B<th>C</thead><tbody>"
    + "".join(f"<tr><th scope=row>r{number}<td>x<td>y" for number in range(60))
    + "</tbody></table>"
)


def test_only_the_packaged_typeface_is_embedded(tmp_path: Path) -> None:
    with pikepdf.open(io.BytesIO(printed("<p>a <b>b</b> <i>c</i> <b><i>d</i></b></p>", tmp_path).data)) as pdf:
        fonts = [font for page in pdf.pages for font in page.Resources.Font.values()]
        assert len(fonts) == 4
        for font in fonts:
            assert "/FontFile2" in font.DescendantFonts[0].FontDescriptor
            assert "/ToUnicode" in font


def test_no_font_of_the_system_is_needed(tmp_path: Path) -> None:
    (tmp_path / "fonts.conf").write_text('<?xml version="1.0"?><fontconfig></fontconfig>', "utf-8")
    program = (
        "import sys; from pathlib import Path; from test_pdf import printed; sys.stdout.buffer.write(printed('<p>a</p>', Path()).data)"
    )
    environment = {**os.environ, "FONTCONFIG_FILE": str(tmp_path / "fonts.conf"), "PYTHONPATH": os.pathsep.join(sys.path)}
    run = subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, check=True, cwd=tmp_path)
    assert run.stdout == printed("<p>a</p>", tmp_path).data


@pytest.mark.parametrize("character", "→✓⅓α₂")
def test_a_character_that_the_typeface_lacks_is_named(character: str, tmp_path: Path) -> None:
    with pytest.raises(PdfError) as caught:
        printed(f"<p>x {character}</p>", tmp_path)
    assert caught.value.args == (f'the typeface of the PDF files has no "{character}", U+{ord(character):04X} (write it in words)',)


@pytest.mark.parametrize(
    ("body", "css"),
    [
        ('<a href="#gone">x</a>', ""),
        ('<p><img src="gone.png" alt="x"></p>', ""),
        ('<p><img src="https://example.org/x.png" alt="x"></p>', ""),
        ("<p>x</p>", "p{colour:red}"),
    ],
    ids=["a link to no place", "a picture that is not there", "a picture on the web", "a style that is none"],
)
def test_what_weasyprint_warns_of_is_a_fault(body: str, css: str, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    with pytest.raises(PdfError, match="WeasyPrint says: "):
        printed(body, tmp_path, css)
    assert not logging.getLogger("weasyprint").handlers or caplog.text == ""


def test_the_same_html_gives_the_same_bytes(tmp_path: Path) -> None:
    assert printed(TABLE, tmp_path) == printed(TABLE, tmp_path)


def test_it_says_that_it_is_pdf_ua_and_in_which_language(tmp_path: Path) -> None:
    with pikepdf.open(io.BytesIO(printed("<h1>x</h1>", tmp_path).data)) as pdf:
        assert pdf.Root.Lang == "en"
        assert pdf.Root.MarkInfo.Marked
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        assert b"pdfuaid" in pdf.Root.Metadata.read_bytes()


def test_a_table_over_pages_is_one_table_whose_repeated_head_is_not_read_again(tmp_path: Path) -> None:
    pdf = printed(TABLE, tmp_path)
    assert pdf.pages > 1
    with pikepdf.open(io.BytesIO(pdf.data)) as opened:
        assert len(elements(opened, "/Table")) == len(elements(opened, "/THead")) == 1
        assert len(elements(opened, "/TR")) == 61
        heads = {str(cell.ID) for cell in elements(opened, "/TH")}
        for cell in elements(opened, "/TD"):
            assert {str(one) for one in cell.A.Headers} <= heads
            assert len(cell.A.Headers) == 2
        scopes = [str(cell.A.Scope) for cell in elements(opened, "/TH")]
        assert scopes == ["/Column"] * 3 + ["/Row"] * 60


def test_two_tables_on_one_page_stay_two(tmp_path: Path) -> None:
    with pikepdf.open(io.BytesIO(printed(f"{TABLE}<p>x</p>{TABLE}", tmp_path).data)) as pdf:
        assert len(elements(pdf, "/Table")) == 2
        assert len(elements(pdf, "/TR")) == 122


def test_page_numbers_are_artifacts(tmp_path: Path) -> None:
    with pikepdf.open(io.BytesIO(printed("<p>x</p>", tmp_path).data)) as pdf:
        stream = pdf.pages[0].Contents.read_bytes()
        assert len(text_in(stream, b"/Artifact <</Type/Pagination>> BDC") or text_in(stream, b"/Pagination")) == 1
        assert len(text_in(stream, b"/MCID")) == 1


def test_links_show_on_paper_and_list_items_have_a_body(tmp_path: Path) -> None:
    html = '<ol><li id="a"><p>x</p><p><a href="#a">to a</a></p></li></ol>'
    with pikepdf.open(io.BytesIO(printed(html, tmp_path).data)) as pdf:
        assert [link.F for link in pdf.pages[0].Annots] == [4]
        for item in elements(pdf, "/LI"):
            assert {str(kid.S) for kid in item.K} <= {"/Lbl", "/LBody"}
