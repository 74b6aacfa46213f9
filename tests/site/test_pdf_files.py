"""The PDF files of the real site: checked as a screen reader, a printer and a tired reader meet them."""

import json
import os
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import lxml.html
import outloud
import pdfua
import pikepdf
import pymupdf
import pytest
import yaml

from paper.built import BuiltPage, Imprint, content, parse
from paper.leaflet import leaflet
from paper.pdf import to_pdf
from print_files import LEAFLETS, Leaflet

ROOT = Path(__file__).parents[2]
NAMES = ["fibromyalgia-and-ms", "leaflet-a4", "leaflet-letter", "leaflet-large-print"]
BOOK, SHEETS = NAMES[0], NAMES[1:]
CHECKED = "November 25, 2026"


def path_of(site: Path, name: str) -> Path:
    return site / "pdf" / f"{name}.pdf"


@pytest.fixture(params=NAMES)
def path(request: pytest.FixtureRequest, real_site: Path) -> Path:
    return path_of(real_site, request.param)


@pytest.fixture
def document(path: Path) -> Iterator[pymupdf.Document]:
    with pymupdf.open(path) as document:
        yield document


def spans(document: pymupdf.Document) -> Iterator[tuple[int, dict]]:
    for page in document:
        for block in page.get_text("dict")["blocks"]:
            for line in block.get("lines", []):
                for span in line["spans"]:
                    if span["text"].strip():
                        yield page.number, span


def plain(text: str) -> str:
    """Text without white space, places to break lines at, and citations, as lines break anywhere and numbers differ."""
    return re.sub(r"[\s\u200b]+", "", re.sub(r"\s*\[\d[^\]]*\]", "", text))


def printed(site: Path, name: str) -> str:
    with pymupdf.open(path_of(site, name)) as document:
        return plain("".join(page.get_text() for page in document))


def test_two_checkers_find_no_error(path: Path) -> None:
    report = pdfua.validate(str(path))
    assert report.findings == ()
    assert {outcome.rule_id for outcome in report.skipped} <= {"UA-14-001"}  # stumbles over our pikepdf; outloud looks for empty headings
    result = outloud.check(str(path))
    assert (result.error, [finding.rule for finding in result.findings]) == (None, [])


def test_the_file_is_sound_and_its_fonts_are_in_it(path: Path) -> None:
    with pikepdf.open(path) as pdf:
        assert pdf.check_pdf_syntax() == []
        fonts = [font for page in pdf.pages for font in page.Resources.Font.values()]
        assert fonts
        for font in fonts:
            assert "/FontFile2" in font.DescendantFonts[0].FontDescriptor
            assert re.search(r"\+(AtkinsonHyperlegible|Inter)-", str(font.BaseFont))


@pytest.mark.parametrize(("name", "pages", "size"), [(BOOK, range(20, 80), 650_000), (SHEETS[0], [2], 200_000),
                         (SHEETS[1], [2], 200_000), (SHEETS[2], range(2, 9, 2), 200_000)])  # fmt: skip
def test_pages_and_size(real_site: Path, name: str, pages: list[int], size: int) -> None:
    path = path_of(real_site, name)
    assert path.stat().st_size <= size
    with pymupdf.open(path) as document:
        assert len(document) in pages


def test_type_is_large_and_black(document: pymupdf.Document, path: Path) -> None:
    smallest = {BOOK: 11.5, "leaflet-large-print": 18}.get(path.stem, 12)
    for number, span in spans(document):
        assert span["size"] >= smallest - 0.05, (number, span["text"])
        assert span["color"] == 0, (number, span["text"])


def test_the_body_of_a_leaflet_is_14_points(real_site: Path) -> None:
    for name in SHEETS[:2]:
        with pymupdf.open(path_of(real_site, name)) as document:
            assert {round(span["size"], 1) for _, span in spans(document)} == {12, 13.2, 14, 15.4, 17.5}
            assert min(span["size"] for number, span in spans(document) if number == 0) >= 13.95


def test_no_line_of_running_text_is_too_long_or_hyphenated(document: pymupdf.Document) -> None:
    for page in document:
        for _, _, _, _, text, *_ in page.get_text("blocks"):
            assert "\u2010" not in text
            assert "\u00ad" not in text
            for line in text.splitlines():
                assert len(line) <= 95, line  # with the room around 70 that narrow letters need, and a row's heading before it


def test_nothing_leaves_the_page_or_lies_on_something_else(document: pymupdf.Document) -> None:
    for page in document:
        lines = [pymupdf.Rect(line["bbox"]) for block in page.get_text("dict")["blocks"] for line in block.get("lines", [])]
        for line in lines:
            assert page.rect.contains(line)
        for index, line in enumerate(lines):
            for other in lines[:index]:
                both = line & other
                assert both.is_empty or both.height < 4.5 or both.width < 2, page.number


def test_no_heading_is_the_last_thing_on_a_page(document: pymupdf.Document, path: Path) -> None:
    for page in document:
        found = [span for number, span in spans(document) if number == page.number and not re.fullmatch(r"Page \d+ of \d+", span["text"])]
        last = max(found, key=lambda span: span["bbox"][3])
        body = 12 if path.stem == BOOK else 14
        is_heading = "Bold" in last["font"] and last["size"] > body + 1 and last["text"] != "Notes"  # below that one is room to write
        assert not is_heading, (page.number, last["text"])


def test_both_dates_are_there_and_the_address(real_site: Path) -> None:
    day = datetime.fromtimestamp(int(os.environ["SOURCE_DATE_EPOCH"]), UTC)  # of the build
    made = f"{day:%B} {day.day}, {day.year}"
    for name in NAMES:
        text = printed(real_site, name)
        assert re.search(f"Textchecked:?{plain(CHECKED)}", text)
        assert re.search(f"Thiscopy(wasmade:|made){plain(made)}", text)
        assert "https://example.org/fm/" in text


def test_every_doi_is_written_out(real_site: Path) -> None:
    text = printed(real_site, BOOK)
    dois = lxml.html.parse(str(real_site / "sources" / "index.html")).xpath("//p[@class='reference']/a[contains(@href, 'doi.org')]/text()")
    assert len(dois) > 15
    for doi in dois:
        assert plain(doi) in text
    for name in SHEETS:
        leaflet = printed(real_site, name)
        for doi in ("10.1093/rheumatology/kem345", "10.1002/art.38662", "10.12659/MSM.890009"):
            assert leaflet.count(doi) == 1  # in the references
        assert leaflet.count("abstracts") == 1


def test_a_source_has_the_number_by_which_the_text_cites_it(real_site: Path) -> None:
    root = lxml.html.parse(str(real_site / "sources" / "index.html")).getroot()
    entries = {item.get("value"): item.xpath("string(./p[@class='reference'])").split(".")[0] for item in root.xpath("//div[@class='bibliography']/ol/li")}
    with pymupdf.open(real_site / "pdf" / "fibromyalgia-and-ms.pdf") as document:
        text = " ".join(" ".join(page.get_text(sort=True) for page in document).split())
    assert len(entries) >= 25
    for number, authors in entries.items():
        assert f"{number}. {' '.join(authors.split())}" in text


def test_every_finding_reads_as_on_its_page(real_site: Path) -> None:
    text = printed(real_site, BOOK)
    found = 0
    for page in real_site.rglob("index.html"):
        for section in lxml.html.parse(str(page)).xpath("//section[@class='finding']"):
            found += 1
            for element in section.xpath(".//*[self::h2 or self::p[not(@class='finding-link')] or self::dt or self::dd]"):
                for mark in element.xpath(".//a[@class='headerlink']"):
                    mark.drop_tree()
                for mark in element.xpath(".//sup"):
                    mark.text, mark[:] = "[1]", []
                assert plain(element.text_content()) in text, element.text_content()
    assert found == len(json.loads((real_site / "findings" / "findings.json").read_text("utf-8"))["findings"])


def test_the_leaflets_tell_findings_in_the_words_and_with_the_label_of_their_records(real_site: Path) -> None:
    records = yaml.safe_load((ROOT / "refs" / "findings.yml").read_text("utf-8"))
    shown = [records[slug] for slug in ("nerve-tests", "skin-nerves")]
    for name in SHEETS:
        text = printed(real_site, name)
        for finding in shown:
            after = text.partition(plain(finding["question"]))[2][:220]
            assert after.startswith(plain(f"{finding['short']} How sure? {finding['label'].capitalize()}."))


def test_it_has_bookmarks_for_every_page_and_finding(real_site: Path) -> None:
    with pymupdf.open(path_of(real_site, BOOK)) as document:
        titles = [title for _, title, *_ in document.get_toc()]
    data = json.loads((real_site / "findings" / "findings.json").read_text("utf-8"))["findings"]
    assert {finding["question"] for finding in data} <= set(titles)
    for page in ("ms-basics", "glossary", "sources", "for-your-appointment"):
        heading = lxml.html.parse(str(real_site / page / "index.html")).xpath("string(//h1/text())")
        assert heading in titles


def test_every_entry_of_the_contents_can_be_clicked(real_site: Path) -> None:
    with pymupdf.open(path_of(real_site, BOOK)) as document:
        inside = [link for link in document[0].get_links() if link["kind"] in (pymupdf.LINK_GOTO, pymupdf.LINK_NAMED)]
        assert len(inside) >= 14


@pytest.mark.parametrize("edition", [edition for edition in LEAFLETS if edition.sides], ids=lambda edition: edition.name)
def test_a_leaflet_fits_its_sheet_at_a_long_address(real_site: Path, edition: Leaflet) -> None:
    html = (real_site / "for-your-appointment" / "index.html").read_text("utf-8")
    address = "https://someone-with-a-name.github.io/fibromyalgia-and-ms/"
    page = BuiltPage("for-your-appointment/", "For your appointment", html, date(2026, 11, 22))
    imprint = Imprint("Site", "About it.", address, date(2026, 11, 22))
    assert to_pdf("leaflet", leaflet(page, edition, imprint), real_site, imprint.made).pages == edition.sides


def test_every_link_inside_the_document_leads_to_a_page_of_it(real_site: Path) -> None:
    with pymupdf.open(path_of(real_site, BOOK)) as document:
        links = [link for page in document for link in page.get_links()]
    inside = [link for link in links if link["kind"] in (pymupdf.LINK_GOTO, pymupdf.LINK_NAMED)]
    assert len(inside) > 500
    assert all(link.get("page", -1) >= 0 for link in inside)
    assert not [link for link in links if link.get("uri", "").startswith("https://example.org/fm/findings/")]


def test_the_table_of_contents_names_the_right_pages(real_site: Path) -> None:
    headings = {
        " ".join(lxml.html.parse(str(path)).xpath("string(//h1/text())").split()) for path in real_site.rglob("index.html")
    }
    with pymupdf.open(path_of(real_site, BOOK)) as document:
        listed = re.findall(r"^(\S.+)\n(\d+)$", document[0].get_text().partition("Contents\n")[2], re.MULTILINE)
        assert len(listed) == 16
        assert "." not in document[0].get_text().partition("Contents\n")[2]  # no dots between, which would be read aloud
        begun = [number for level, title, number, *_ in document.get_toc() if level == 1 and title in headings]
        assert [int(number) for _, number in listed] == begun
        for number, page in enumerate(list(document)[1:], start=2):
            assert f"Page {number} of {len(document)}" in page.get_text()


def test_no_page_is_left_half_empty_but_before_what_cannot_be_split(real_site: Path) -> None:
    with pymupdf.open(path_of(real_site, BOOK)) as document:
        ends = [max(block[3] for block in page.get_text("blocks") if "Page " not in block[4]) for page in list(document)[1:-1]]
        half_empty = [number for number, end in enumerate(ends, start=2) if end < document[0].rect.height / 2]
        assert len(half_empty) <= 4, half_empty


def test_every_page_of_the_site_has_its_words_on_paper(real_site: Path) -> None:
    """All that stands in a page's text and is not for screens alone, in order, paragraph by paragraph."""
    config = yaml.load((ROOT / "mkdocs.yml").read_text("utf-8"), Loader=_Loader)
    with pymupdf.open(path_of(real_site, BOOK)) as document:
        text = plain("".join(page.get_text(clip=page.rect + (0, 60, 0, -60)) for page in document))  # without running heads
    seen = 0
    for path in _paths(config["nav"]):
        url = "" if path == "index.md" else f"{path.removesuffix('.md').removesuffix('/index')}/"
        page = content(parse(BuiltPage(url, "", (real_site / url / "index.html").read_text("utf-8"))))
        for element in page.xpath(".//*[self::p or self::li or self::td or self::th or self::dt or self::dd or self::h1 or self::h2 or self::h3]"):
            if element.xpath("ancestor-or-self::*[@class='page-sources' or contains(@class, 'reference-')] | .//a | .//p | .//ul"):
                continue  # lists of places, and links, which name their pages on paper
            seen += 1
            assert plain(element.text_content()) in text, (url, element.text_content())
    assert seen > 150


def _paths(nav: list[dict[str, object]]) -> Iterator[str]:
    """Of the pages of the menu, groups and all."""
    for entry in nav:
        for one in entry.values():
            yield from _paths(one) if isinstance(one, list) else [str(one)]


class _Loader(yaml.SafeLoader):
    """mkdocs.yml asks for values of the environment, and names functions."""


_Loader.add_multi_constructor("!", lambda *_: None)
_Loader.add_multi_constructor("tag:", lambda *_: None)


def test_the_page_with_the_leaflet_links_to_all_files_with_format_and_size(real_site: Path) -> None:
    links = lxml.html.parse(str(real_site / "for-your-appointment" / "index.html")).xpath("//div[@class='downloads']//a")
    assert [Path(link.get("href")).stem for link in links] == [*SHEETS, BOOK]
    for link in links:
        assert re.search(r"\(PDF, \d+ pages, \d+ kB\)$", link.text_content())


def test_the_qr_code_leads_to_the_page(real_site: Path) -> None:
    with pikepdf.open(path_of(real_site, "leaflet-a4")) as pdf:
        alt = [element for element in pdf.objects if isinstance(element, pikepdf.Dictionary) and element.get("/S") == "/Figure"]
        assert [str(element.Alt) for element in alt] == ["QR code that leads to https://example.org/fm/for-your-appointment/"]


def test_the_readme_tells_pages_and_sizes(real_site: Path) -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    for name in NAMES:
        row = re.search(rf"^\| `{name}\.pdf` \|[^|]+\| (?P<pages>\d+) \| (?P<size>\d+) kB \|$", readme, re.MULTILINE)
        assert row, name
        path = path_of(real_site, name)
        with pymupdf.open(path) as document:
            assert abs(len(document) - int(row["pages"])) <= (3 if name == BOOK else 0)
        assert abs(path.stat().st_size / 1000 / int(row["size"]) - 1) < 0.15


def test_what_only_opens_something_on_a_screen_is_not_printed(real_site: Path) -> None:
    folded = [
        plain(summary.text_content())
        for path in real_site.rglob("index.html")
        for summary in lxml.html.parse(str(path)).xpath("//details[contains(@class, 'finding-more') or contains(@class, 'chart-data')]/summary")
    ]
    assert len(set(folded)) == 2
    text = printed(real_site, BOOK)
    assert [words for words in set(folded) if words in text] == []
