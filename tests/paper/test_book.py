"""The whole site as one document: what its links lead to, and what is left on the screen."""

import re
from datetime import date

import lxml.html
import pymupdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from paper.book import book, lead_inside
from paper.built import BuiltPage, Imprint
from paper.pdf import to_pdf

IMPRINT = Imprint("My <site>", "What it says", "https://example.org/fm/", date(2026, 5, 9))
SOURCES = BuiltPage(
    "sources/",
    "Sources",
    """<article><h1>Sources</h1><div class="bibliography"><ol><li id="ref-caro" value="7"><p class="reference">Caro.</p>
    <details class="reference-places"><summary>Cited on 2 pages</summary><ul>
    <li class="citing-page"><a href="../#fnref-cite-1">Home</a></li>
    <li class="citing-page"><a href="../findings/x/#fnref-cite-1">Own</a></li></ul></details></li></ol></div></article>""",
)


def home(text: str) -> BuiltPage:
    return BuiltPage("", "Home", f"<body><nav>menu</nav><article><h1>Home</h1>{text}</article></body>", date(2026, 1, 2))


def chapters(*pages: BuiltPage) -> dict[str, lxml.html.HtmlElement]:
    """The pages as they go to paper, by their titles."""
    return {chapter.page.title: chapter.element for chapter in lead_inside(pages, IMPRINT.address)}


def printed(*pages: BuiltPage) -> list[str]:
    """The words of each sheet of paper."""
    pdf = to_pdf("book", book(pages, IMPRINT), "/", IMPRINT.made)
    with pymupdf.open(stream=pdf.data) as document:
        return [" ".join(page.get_text().split()) for page in document]


def test_the_first_page_tells_both_dates_and_where_a_newer_version_is_and_lists_every_page_in_order() -> None:
    first, *_ = printed(home(""), BuiltPage("a/", "A", "<article><h1>A</h1></article>", date(2025, 12, 31)))
    assert first == (
        "My <site> What it says Text checked: December 31, 2025. This copy was made: May 9, 2026."
        " Check for a newer version at https://example.org/fm/ Contents Home 2 A 2"
    )


LINKS = [
    ("a page", "sources/", "#/sources/"),
    ("a place on a page", "sources/#ref-caro", "#/sources/#ref-caro"),
    ("a place on this page", "#here", "#/#here"),
    ("a place that is not printed", "sources/#gone", "#/sources/"),
    ("the whole address of a page", "https://example.org/fm/sources/", "#/sources/"),
    ("a finding's own page", "findings/x/", "#/#x"),
    ("a file", "sources/papers.bib", "https://example.org/fm/sources/papers.bib"),
    ("another site", "https://doi.org/10.1/x", "https://doi.org/10.1/x"),
]


@pytest.mark.parametrize(("href", "leads_to"), [link[1:] for link in LINKS], ids=[link[0] for link in LINKS])
def test_a_link_to_what_the_book_has_leads_inside(href: str, leads_to: str) -> None:
    finding = """<section class="finding"><h2 id="x">Q</h2><p class="finding-link"><a href="findings/x/">own page</a></p></section>"""
    page = chapters(home(f'<p id="here"><a href="{href}">text</a></p>{finding}'), SOURCES)["Home"]
    assert page.xpath("//p[@id='/#here']/a/@href") == [leads_to]


def test_the_number_of_the_page_stands_right_behind_the_link() -> None:
    assert (
        "See the sources (page 3), or not."
        in printed(home('<p>See <a href="sources/">the sources</a>, or not.</p>' + "<p>x</p>" * 30), SOURCES)[1]
    )


def test_a_citation_leads_to_its_reference_by_its_number_and_back() -> None:
    text = """<p>One\u00a0<sup class="citation" id="fnref-cite-1"><a href="#ref-caro">1</a></sup>.
    Two\u00a0<sup class="citation" id="fnref-cite-2">see <a href="#ref-caro">1</a>, p. 2</sup>.</p>
    <div class="page-sources"><details><ol><li id="ref-caro">Caro.</li></ol></details></div>"""
    pages = chapters(home(text), SOURCES)
    citations = pages["Home"].xpath(".//sup")
    assert [(one[0].text, one[0].get("href")) for one in citations] == [("7", "#/sources/#ref-caro")] * 2
    places = pages["Sources"].xpath(".//li[@id='/sources/#ref-caro']/p[@class='reference-places']")[0]
    assert [link.get("href")[1:] for link in places.xpath(".//a")] == [citations[0].get("id")]
    words = " ".join(printed(home(text), SOURCES))
    assert "One [7]. Two [see 7, p. 2]." in words
    assert "7. Caro. Cited in: Home, page 2." in words


@pytest.mark.parametrize(
    "html",
    [
        '<a class="headerlink" href="#x">¶</a>',
        '<section class="share"><h2>Share</h2><p>A text to copy</p></section>',
        '<section class="finding"><p class="finding-link"><a href="findings/x/">x</a></p></section>',
        '<p><a class="footnote-backref" href="#x">back</a></p>',
        "<nav>x</nav><form><input></form><video></video>",
        '<p class="next-step">Next: <a href="sources/">x</a></p>',
        '<div class="downloads"><a href="pdf/x.pdf">x</a></div>',
        '<p class="screen-only">x</p>',
        "<script>x()</script>",
        "<!-- x -->",
    ],
)
def test_what_only_works_on_a_screen_is_left_out(html: str) -> None:
    assert chapters(home(html))["Home"].text_content().strip() == "Home"


def test_closed_parts_are_open_on_paper() -> None:
    assert "More Text" in printed(home("<details><summary>More</summary><p>Text</p></details>"))[1]


def test_addresses_behind_words_are_written_out() -> None:
    page = chapters(home('<p><a href="https://www.example.com/a/">A site</a> <a href="https://doi.org/10.1/x">10.1/x</a></p>'))["Home"]
    assert page.xpath("./p/a/text()") == ["A site: example.com/a", "10.1/x"]


names = st.text("ab-/", min_size=1, max_size=5).filter(lambda name: re.fullmatch(r"[ab-]+(/[ab-]+)*", name) is not None)


@given(st.lists(names, unique=True, min_size=1, max_size=5), st.data())
def test_no_link_inside_is_dead_and_no_two_places_share_a_name(urls: list[str], data: st.DataObject) -> None:
    pages = []
    for url in urls:
        ids = data.draw(st.lists(names, unique=True, max_size=3))
        links = data.draw(st.lists(st.sampled_from(urls), max_size=3))
        html = "".join(f'<p id="{one}">x</p>' for one in ids) + "".join(f'<a href="/fm/{one}/">y</a>' for one in links)
        pages.append(BuiltPage(f"{url}/", url, f"<main>{html}</main>"))
    made = lead_inside(pages, IMPRINT.address)
    found = [chapter.anchor() for chapter in made] + [name for chapter in made for name in chapter.element.xpath(".//@id")]
    assert len(found) == len(set(found))
    hrefs = [href for chapter in made for href in chapter.element.xpath(".//a/@href")]
    assert {href[1:] for href in hrefs} <= set(found)


def test_the_head_of_a_page_names_the_page_of_the_site_that_it_begins_in() -> None:
    long = "".join(f"<p>{number}</p>" for number in range(70))
    many = [BuiltPage(f"p{number}/", f"Title {number}", f"<article><h1>H{number}</h1>{long}</article>") for number in range(40)]
    sheets = printed(*many)
    contents = next(at for at, words in enumerate(sheets) if words.startswith("Title 0 H0"))
    assert contents == 2  # the contents take two sheets, and the second has no head
    assert re.match(r"Title \d+ \d+ Title", sheets[1])
    assert sheets[contents + 1].startswith("Title 0 ")
    assert sheets[-1].startswith("Title 39 ")
