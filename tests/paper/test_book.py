"""The whole site as one document: what its links lead to, and what is left on the screen."""

import re
from datetime import date

import lxml.html
import pytest
from hypothesis import given
from hypothesis import strategies as st

from paper.book import book
from paper.built_page import BuiltPage, Imprint

IMPRINT = Imprint("My <site>", "What it says", "https://example.org/fm/", date(2026, 5, 9))
SOURCES = BuiltPage(
    "sources/",
    "Sources",
    """<article><h1>Sources</h1><div class="bibliography"><ol><li id="ref-caro" value="7"><p class="reference">Caro.</p>
    <details class="reference-places"><summary>Cited on 2 pages</summary><ul>
    <li class="citing-page">Home: <a href="../#fnref-cite-1">a</a> <a href="../#fnref-cite-2">b</a></li>
    <li class="citing-page">Own: <a href="../findings/x/#fnref-cite-1">a</a></li></ul></details></li></ol></div></article>""",
)


def home(text: str) -> BuiltPage:
    return BuiltPage("", "Home", f"<body><nav>menu</nav><article><h1>Home</h1>{text}</article></body>", date(2026, 1, 2))


def made(*pages: BuiltPage) -> lxml.html.HtmlElement:
    return lxml.html.document_fromstring(book(pages, IMPRINT))


def test_the_cover_tells_both_dates_and_where_a_newer_version_is() -> None:
    cover = made(home(""), BuiltPage("a/", "A", "<article></article>", date(2025, 12, 31))).xpath("//section[@class='cover']")[0]
    text = " ".join(cover.text_content().split())
    assert text == (
        "My <site> What it says Text checked: December 31, 2025. This copy was made: May 9, 2026."
        " Check for a newer version at https://example.org/fm/"
    )


def test_the_contents_list_every_page_in_order() -> None:
    links = made(SOURCES, home("")).xpath("//section[@class='contents']//a")
    assert [(link.text, link.get("href")) for link in links] == [("Sources", "#sources"), ("Home", "#home")]


LINKS = [
    ("a page", "sources/", "#sources"),
    ("a place on a page", "sources/#ref-caro", "#sources--ref-caro"),
    ("a place on this page", "#here", "#home--here"),
    ("the whole address of a page", "https://example.org/fm/sources/", "#sources"),
    ("a finding's own page", "findings/x/", "#home--x"),
    ("a file", "sources/papers.bib", "https://example.org/fm/sources/papers.bib"),
    ("another site", "https://doi.org/10.1/x", "https://doi.org/10.1/x"),
]


@pytest.mark.parametrize(("href", "leads_to"), [link[1:] for link in LINKS], ids=[link[0] for link in LINKS])
def test_a_link_to_what_the_book_has_leads_inside(href: str, leads_to: str) -> None:
    finding = """<section class="finding"><h2 id="x">Q</h2><p class="finding-link"><a href="findings/x/">own page</a></p></section>"""
    root = made(home(f'<p id="here"><a href="{href}">text</a></p>{finding}'), SOURCES)
    assert root.xpath("//p[@id='home--here']/a/@href") == [leads_to]


def test_the_number_of_the_page_stands_right_behind_the_link() -> None:
    root = made(home('<p>See <a href="sources/">the sources</a>, or not.</p>'), SOURCES)
    link = root.xpath("//section[@id='home']/p/a")[0]
    assert (link.tail, link.getnext().get("title"), link.getnext().tail) == (None, "#sources", ", or not.")


def test_a_citation_leads_to_its_reference_by_its_number_and_back() -> None:
    text = """<p>One\u00a0<sup class="citation" id="fnref-cite-1"><a href="#ref-caro">1</a></sup>.
    Two\u00a0<sup class="citation" id="fnref-cite-2"><a href="#ref-caro">1</a></sup>.</p>
    <section class="page-sources"><ol><li id="ref-caro">Caro.</li></ol></section>"""
    root = made(home(text), SOURCES)
    citations = root.xpath("//section[@id='home']//sup")
    assert [(one.text_content(), one[0].get("href")) for one in citations] == [("7", "#sources--ref-caro")] * 2
    places = root.xpath("//li[@id='sources--ref-caro']/p[@class='reference-places']")[0]
    assert {link.get("href")[1:] for link in places.xpath(".//a")} == {one.get("id") for one in citations}
    assert " ".join(places.text_content().split()) == "Cited in: Home (a b)."
    assert not root.xpath("//section[@class='page-sources']")


def test_a_citation_stays_with_its_word_and_its_full_stop() -> None:
    text = '<p>Some more words\u00a0<sup class="citation" id="c"><a href="#ref-caro">1</a></sup>. Next.</p>'
    paragraph = made(home(text), SOURCES).xpath("//section[@id='home']/p")[0]
    assert paragraph.xpath("./span[@class='together']")[0].text_content() == "words 7."
    assert paragraph.text_content() == "Some more words 7. Next."


def test_the_space_before_an_element_stands_alone() -> None:
    """Text that ends in a space and nearly fills a line made WeasyPrint break that line after its first word."""
    paragraph = made(home('<p>Some words <em>more</em> and <a href="https://example.com/a/b">example.com/a/b</a>.</p>')).xpath(
        "//section[@id='home']/p"
    )[0]
    assert [(one.tag, one.text) for one in paragraph] == [("span", " "), ("em", "more"), ("span", " "), ("a", "example.com/a/b")]
    assert paragraph.text_content() == "Some words more and example.com/a/b."


@pytest.mark.parametrize(
    "html",
    [
        '<a class="headerlink" href="#x">¶</a>',
        '<div class="share"><button>Copy</button></div>',
        '<p class="next-step">Next: <a href="sources/">x</a></p>',
        '<div class="downloads"><a href="pdf/x.pdf">x</a></div>',
        '<p class="screen-only">x</p>',
        "<script>x()</script>",
        "<!-- x -->",
    ],
)
def test_what_only_works_on_a_screen_is_left_out(html: str) -> None:
    assert made(home(html)).xpath("string(//section[@id='home'])").strip() == "Home"


def test_closed_parts_are_open_on_paper() -> None:
    section = made(home("<details><summary>More</summary><p>Text</p></details>")).xpath("//section[@id='home']")[0]
    assert not section.xpath(".//details")
    assert section.xpath("./div/p/text()") == ["More", "Text"]


def test_addresses_behind_words_are_written_out() -> None:
    root = made(home('<p><a href="https://www.example.com/a/">A site</a> <a href="https://doi.org/10.1/x">10.1/x</a></p>'))
    assert root.xpath("//section[@id='home']/p/a/text()") == ["A site: example.com/a", "10.1/x"]


names = st.text("abc-", min_size=1, max_size=4).filter(lambda name: name.strip("-"))


@given(st.lists(names, unique=True, min_size=1, max_size=5), st.data())
def test_no_link_inside_is_dead_and_no_id_stands_twice(urls: list[str], data: st.DataObject) -> None:
    pages = []
    for url in urls:
        ids = data.draw(st.lists(names, unique=True, max_size=3))
        links = data.draw(st.lists(st.sampled_from(urls), max_size=3))
        html = "".join(f'<p id="{one}">x</p>' for one in ids) + "".join(f'<a href="../{one}/">y</a>' for one in links)
        pages.append(BuiltPage(f"{url}/", url, f"<main>{html}</main>"))
    root = made(*pages)
    found = root.xpath("//@id")
    assert len(found) == len(set(found))
    assert {href[1:] for href in root.xpath("//a/@href") if href.startswith("#")} <= set(found)
    assert not re.search(r'href="\.\.', lxml.html.tostring(root, encoding="unicode"))
