"""Leaflets: which parts of a page become sides, and how their sources are numbered."""

import io
import re
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import lxml.html
import pikepdf
import pymupdf
import pytest
from PIL import Image

from conftest import MKDOCS, PAPER, Built
from pages.previews import ICON
from pages.published import Published
from paper.built import BuiltPage, Imprint
from paper.leaflet import leaflet
from paper.pdf import Pdf, to_pdf
from paper.printing import in_words
from paper.writer import CannotPrint
from print_files import LEAFLETS, planned
from samples import IMPRINT

PAGE = """<article><h1>Title</h1><p>Before <sup class="citation"><a href="#ref-a">1</a></sup></p>
<h2 class="leaflet" id="you">For you</h2><h3>Part</h3><p>One <sup class="citation"><a href="#ref-c">3</a></sup></p>
<h2 class="leaflet" id="doctor">For your doctor</h2><p>Two <sup class="citation"><a href="#ref-b">2</a>; <a href="#ref-c">3</a></sup></p>
<h2>After</h2><p>Not printed</p>
<div class="page-sources"><details><summary>Sources</summary><ol><li id="ref-a"><p class="reference">A</p></li><li id="ref-b"><p class="reference">B</p></li>
<li id="ref-c"><p class="reference">C</p><p class="reference-more">More</p></li></ol></details></div></article>"""


def made(html: str = PAGE, imprint: Imprint = IMPRINT, **options: bool) -> Pdf:
    page = BuiltPage("mine/", "Mine", html, date(2026, 1, 2))
    return to_pdf("leaflet", leaflet(page, LEAFLETS[0], imprint, **options), Path("/"), imprint.made)


def sides(pdf: Pdf) -> list[str]:
    """The words of each side."""
    with pymupdf.open(stream=pdf.data) as document:
        return [" ".join(page.get_text().split()) for page in document]


def test_each_marked_heading_begins_a_side() -> None:
    first, last = sides(made())
    assert first == "For you Part One [1] Notes Newest version"
    assert last.startswith("For your doctor Two [2; 1]")


def test_its_sources_are_numbered_from_one_in_the_order_of_the_sides() -> None:
    assert sides(made())[1].endswith("References 1. C 2. B")


def test_it_ends_with_both_dates_and_the_address_in_words_and_as_a_picture_with_words() -> None:
    told = "Text checked January 2, 2026. This copy made May 9, 2026; check for a newer version at https://example.org/mine/"
    pdf = made()
    assert re.sub(r"\s", "", told) in re.sub(r"[\s\u200b]", "", sides(pdf)[1])  # lines may break in the address
    with pikepdf.open(io.BytesIO(pdf.data)) as opened:
        alts = [str(one.Alt) for one in opened.objects if isinstance(one, pikepdf.Dictionary) and "/Alt" in one]
    assert alts == ["QR code that leads to https://example.org/mine/"]


def test_without_an_address_it_has_dates_alone() -> None:
    assert "This copy made May 9, 2026. References" in sides(made(imprint=IMPRINT._replace(address="/")))[1]


def test_there_are_lines_for_notes_on_the_first_side_and_on_a_spare_page() -> None:
    with pymupdf.open(stream=made(spare=True).data) as document:
        assert [len(page.get_drawings()) > 10 for page in document] == [True, False, True]


def test_a_page_without_such_headings_is_refused() -> None:
    with pytest.raises(CannotPrint, match="no heading has the class leaflet"):
        made("<article><h1>T</h1><h2>A</h2></article>")


def test_which_files_a_site_gets_follows_from_what_it_asks_for() -> None:
    assert planned({}) == ()
    assert [file.path for file in planned({"document": "all"})] == ["pdf/all.pdf"]
    assert [file.path for file in planned({"document": "all", "leaflet": "l.md"})] == [
        "pdf/all.pdf",
        "pdf/leaflet-a4.pdf",
        "pdf/leaflet-letter.pdf",
        "pdf/leaflet-large-print.pdf",
    ]


ASKED = MKDOCS + "extra: {print: {document: all, leaflet: l.md}}\n"
SIDES = "# L\n\n/// downloads | pdf\n///\n\n## You { .leaflet }\n\nText [@caro2008].\n\n## Doctor { .leaflet }\n\nMore.\n"


def test_a_site_gets_its_files_and_links_that_tell_their_size(build_site: Callable[..., Built]) -> None:
    built = build_site({"mkdocs.yml": ASKED, "docs/index.md": "# Home\n", "docs/l.md": SIDES})
    assert built.code == 0
    links = lxml.html.document_fromstring(built.html("l/index.html")).xpath("//div[@class='downloads']//a")
    book, *leaflets = planned({"document": "all", "leaflet": "l.md"})
    assert [link.get("href") for link in links] == [f"../{file.path}" for file in (*leaflets, book)]
    for link in links:
        size = (built.folder / "site" / "l" / link.get("href")).stat().st_size
        assert link.text_content().endswith(f" pages, {round(size / 1000)} kB)")


@pytest.mark.parametrize(("size", "told"), [(499, "0 kB"), (38_600, "39 kB"), (1_234_567, "1,235 kB")])
def test_a_size_is_told_in_thousands_of_bytes(size: int, told: str) -> None:
    assert in_words(Pdf(b" " * size, 2)) == f", 2 pages, {told}"


def test_large_print_fills_both_sides_of_its_sheets(build_site: Callable[..., Built]) -> None:
    long = SIDES.replace("Text [@caro2008].", "Text [@caro2008].\n" + "\nA line of its own.\n" * 20)
    built = build_site({"mkdocs.yml": ASKED, "docs/index.md": "# Home\n", "docs/l.md": long})
    assert built.code == 0, built.faults
    with pymupdf.open(built.folder / "site" / "pdf" / "leaflet-large-print.pdf") as document:
        assert len(document) == 4
        assert "Doctor" in document[2].get_text()
        assert [" ".join(document[3].get_text().split())] == ["Notes"]


def test_without_pdf_files_there_are_no_links_to_them(build_site: Callable[..., Built]) -> None:
    built = build_site({"mkdocs.yml": ASKED, "docs/index.md": "# Home\n", "docs/l.md": SIDES}, "--no-pdf")
    assert built.code == 0
    assert not (built.folder / "site" / "pdf").exists()
    assert ".pdf" not in built.html("l/index.html")


def test_a_writers_own_file_in_the_place_of_a_leaflet_is_told_and_kept(build_site: Callable[..., Built]) -> None:
    pages = {"mkdocs.yml": ASKED, "docs/index.md": "# Home\n", "docs/l.md": SIDES, "docs/pdf/leaflet-a4.pdf": b"mine"}
    built = build_site(pages)
    assert built.faults == ["docs/pdf/leaflet-a4.pdf: the build makes this file itself (give yours another name)"]
    assert build_site(pages, "--no-pdf").code == 0  # where the build makes none


def test_leaflets_are_set_first_as_the_book_takes_longest_and_nothing_where_a_page_has_a_fault(
    build_site: Callable[..., Built], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def set_down(template: str, *rest: Any) -> Pdf:
        asked.append(template)
        return Pdf(b"", 2)

    monkeypatch.setattr("paper.printing.to_pdf", set_down)
    files = {"mkdocs.yml": ASKED, "docs/index.md": "# Home\n", "docs/l.md": SIDES}
    assert build_site(files).code == 0
    assert asked == ["leaflet", "leaflet", "leaflet", "book"]
    assert build_site({**files, "docs/index.md": "# Home\n\nIt is so [@nobody].\n"}).code == 1
    assert len(asked) == 4


WRONG = {
    "a leaflet that is too long": (
        SIDES + "\nLong.\n" * 60,
        [
            "pdf/leaflet-a4.pdf: this leaflet, made of l/, takes 3 pages, not 2 (make its sections shorter)",
            "pdf/leaflet-letter.pdf: this leaflet, made of l/, takes 3 pages, not 2 (make its sections shorter)",
        ],
    ),
    "a page without sides": (
        "# L\n\nText [@caro2008].\n",
        ["docs/l.md: no heading has the class leaflet (write ## My heading { .leaflet })"],
    ),
    "a letter that no typeface has": (
        SIDES + "\nA 日 b.\n",
        ['docs/l.md:14: "日", U+65E5, is in neither typeface (write it in other letters, or in words)'],
    ),
    "an element that paper does not know": (
        SIDES + "\n<marquee>Oh</marquee>\n",
        ["docs/l.md:14: <marquee> has no form on paper (write it in Markdown, or give it the class screen-only)"],
    ),
    "a table that is too wide even on a turned page": (
        "# L\n\n| " + " | ".join(["Electroneurographically"] * 9) + " |\n" + "|---" * 9 + "|\n" + "| x " * 9 + "|\n" + SIDES[4:],
        [
            "docs/l.md:3: this table is too wide for paper: its longest words need 38.7 cm, and there are 24.7"
            " (leave out columns, or break long words)"
        ],
    ),
}


def test_a_page_for_leaflets_that_is_not_in_the_menu_is_told_at_its_line(build_site: Callable[..., Built]) -> None:
    settings = f"{ASKED}nav: [index.md]\n".replace("leaflet: l.md", "leaflet: m.md")
    built = build_site({"mkdocs.yml": settings, "docs/index.md": "# Home\n"}, "--check")
    line = ASKED.split("leaflet:")[0].count("\n") + 1
    assert built.faults == [f"mkdocs.yml:{line}: the page for leaflets, m.md, is not in the menu (add it to nav, or correct extra.print)"]


@pytest.mark.parametrize("arguments", [[], ["--check"], ["--no-pdf"]])
def test_settings_for_print_that_name_no_page_are_told_in_every_build(arguments: list[str], build_site: Callable[..., Built]) -> None:
    built = build_site({"mkdocs.yml": ASKED.replace("leaflet: l.md", "leaflet: "), "docs/index.md": "# Home\n"}, *arguments)
    assert [fault.partition(" (")[0] for fault in built.faults] == ["mkdocs.yml: extra.print needs a plain name and a page"]


def test_an_image_that_the_build_makes_is_there_when_a_leaflet_shows_it(
    build_site: Callable[..., Built], monkeypatch: pytest.MonkeyPatch
) -> None:
    other_files = Published.files

    def late(*arguments: Any, **named: Any) -> Iterator[tuple[str, str | bytes]]:
        time.sleep(1)  # as fonts of many letters may take
        return other_files(*arguments, **named)

    monkeypatch.setattr(Published, "files", late)
    look = ASKED.replace("highlightjs: false", f"highlightjs: false, favicon: {ICON}")
    shown = SIDES.replace("More.", f'More. <img src="../{ICON}" alt="The mark">')
    built = build_site({"mkdocs.yml": look, "docs/index.md": "# Home\n", "docs/l.md": shown})
    assert built.faults == []
    with pymupdf.open(built.folder / "site" / "pdf" / "leaflet-a4.pdf") as document:
        assert len(document[1].get_images()) == 1


@pytest.mark.parametrize("name", WRONG)
def test_a_writer_is_told_what_cannot_be_printed(name: str, build_site: Callable[..., Built]) -> None:
    page, faults = WRONG[name]
    built = build_site({"mkdocs.yml": ASKED, "docs/index.md": "# Home\n", "docs/l.md": page})
    assert built.faults == faults
    assert not (built.folder / "site").exists()


BLOCKS = {
    "brief": ("/// brief | gone\n///\n", 'there is no finding "gone" (add it to refs/findings.yml)'),
    "studies": ("/// studies | paper\n///\n", 'there is no .bib file "paper" (did you mean papers?)'),
    "downloads": ("/// downloads | epub\n///\n", '"/// downloads" prints no "epub" (write /// downloads | pdf)'),
}


@pytest.mark.parametrize("name", BLOCKS)
def test_a_block_that_names_nothing_has_its_line(name: str, build_site: Callable[..., Built]) -> None:
    block, message = BLOCKS[name]
    assert build_site({"docs/index.md": f"# Home\n\n{block}"}, "--check").faults == [f"docs/index.md:3: {message}"]


STUDY = """\
caro2008:
  name: the nerve study
  groups: [n-with, n-without]
  brief: {design: Two groups., result: In 33 in 100 people. Unsure., limit: Few people.}
  facts:
    - {id: n-with, says: studied, value: 58, unit: people, group: people with it, locator: abstract}
    - {id: n-without, says: studied, value: 52, unit: people, group: people without it, locator: abstract}
    - {id: share, says: had it, value: 33, unit: percent, group: people with it, locator: abstract}
"""
STUDIES = {"docs/index.md": "# Home\n\n/// studies | papers\n///\n", "refs/studies.yml": STUDY, "refs/papers.bib": PAPER.replace("year ", "readas = {abstract},\n  year ")}


def test_the_table_of_a_study_is_made_from_its_records(build_site: Callable[..., Built]) -> None:
    table = lxml.html.document_fromstring(build_site(STUDIES).html()).xpath("//table")[0]
    assert table.xpath("string(./caption)").strip() == "The nerve study\u00a01"
    assert {row[0].text_content(): row[1].text_content() for row in table.xpath(".//tr")} == {
        "Design": "Two groups.",
        "People": "58 people with it, compared with 52 people without it",
        "Main result": "In 33 in 100 people. Unsure.",
        "Main limit": "Few people.", "Read as": "Abstract",
    }
    assert table.xpath(".//th/@scope") == ["row"] * 5


def test_a_number_in_it_must_be_a_fact_of_that_study(build_site: Callable[..., Built]) -> None:
    built = build_site({**STUDIES, "refs/studies.yml": STUDY.replace("In 33 in", "In 43 in")}, "--check")
    assert built.faults == ['refs/studies.yml:4:43: "43 in 100" is in no fact of caro2008 (nearest: 33 percent of people with it, share)']


def one_pixel() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (1, 1)).save(out, "PNG")
    return out.getvalue()


def test_footnotes_images_long_words_and_tables_in_html_reach_paper(build_site: Callable[..., Built]) -> None:
    page = SIDES + (
        "\nA note.[^1] ![A dot](assets/p.png)\n\n" + "long" * 80 + "\n\n```\n" + "code " * 60 + "\n```\n\n[^1]: Below.\n\n"
        "<table><thead><tr><th>A</th><th>B</th></tr></thead><tbody><tr><th>a</th><td>b</td></tr></tbody></table>\n"
    )
    built = build_site({"mkdocs.yml": ASKED, "docs/index.md": "# Home\n", "docs/l.md": page, "docs/assets/p.png": one_pixel()})
    assert built.faults == []
    with pymupdf.open(built.folder / "site" / "pdf" / "all.pdf") as document:
        text = "".join("".join(page.get_text() for page in document).replace("\u200b", "").split())
    assert "long" * 80 in text
    assert "code" * 60 in text


SETTINGS = ["[a, b]", "true", "{documnet: all}", "{document: ../evil}", "{document: 5}"]


@pytest.mark.parametrize("settings", SETTINGS)
def test_wrong_settings_are_one_line(settings: str, build_site: Callable[..., Built]) -> None:
    built = build_site({"mkdocs.yml": MKDOCS + f"extra: {{print: {settings}}}\n", "docs/index.md": "# Home\n"})
    assert len(built.faults) == 1
    assert built.faults[0].startswith("mkdocs.yml: extra.print ")
    assert not (built.folder / "site").exists()
