"""The bibliography: who cites a work, in the order of the menu, and where it stands among the others."""

import re
import xml.etree.ElementTree as etree
from collections.abc import Callable

import lxml.html

from conftest import MKDOCS, PAPER, Built
from writing.late_lists import LateList, with_lists

PAGES = {
    "mkdocs.yml": MKDOCS + "nav: [{Zebra: z.md}, {Home: index.md}, {Ape: a.md}]\n",
    "docs/index.md": "# Home\n\nText [@caro2008].\n",
    "docs/a.md": "# A\n\nOne [@caro2008]. Two [@caro2008; @other].\n",
    "docs/z.md": "# Z\n\nText [@caro2008].\n",
    "refs/papers.bib": PAPER,
    "refs/background.bib": PAPER.replace("caro2008", "other").replace("Caro", "Abel"),
}


def entries(built: Built, name: str = "sources/index.html") -> list[lxml.html.HtmlElement]:
    return lxml.html.document_fromstring(built.html(name)).xpath("//div[@class='bibliography']/ol/li")


def test_pages_that_cite_stand_in_the_order_of_the_menu(build_site: Callable[..., Built]) -> None:
    entry = entries(build_site(PAGES))[0]
    cited = [" ".join(item.text_content().split()) for item in entry.xpath(".//li[@class='citing-page']")]
    assert cited == ["Zebra", "Home", "Ape"]
    assert entry.xpath(".//li[@class='citing-page']/a/@href") == [
        "../z/#fnref-cite-1", "../#fnref-cite-1", "../a/#fnref-cite-1",
    ]  # fmt: skip


def test_papers_come_before_background_and_numbers_go_on(build_site: Callable[..., Built]) -> None:
    found = [(entry.get("id"), entry.get("value")) for entry in entries(build_site(PAGES))]
    assert found == [("ref-caro2008", "1"), ("ref-other", "2")]


def test_what_nobody_cites_is_listed_only_from_papers_bib(build_site: Callable[..., Built]) -> None:
    quiet = {"docs/a.md": "# A\n", "docs/z.md": "# Z\n", "docs/index.md": "# Home\n"}
    assert [entry.get("id") for entry in entries(build_site({**PAGES, **quiet}))] == ["ref-caro2008"]


def test_a_page_that_cites_often_is_one_link_to_its_first_place(build_site: Callable[..., Built]) -> None:
    page = {"docs/a.md": "# A\n" + "\nOne [@caro2008].\n" * 29}
    links = entries(build_site({**PAGES, **page}))[0].xpath(".//li/a")
    assert [link.get("href") for link in links if link.text == "Ape"] == ["../a/#fnref-cite-1"]


READ = """\
@article{caro2008,
  author = {Caro, Xavier J.}, title = {A title}, journal = {J}, year = 2008, pmid = {18208820}, pmcid = {PMC4026145},
  readas = {abstract},
}
"""


def test_a_source_says_what_was_read_and_where_its_records_are(build_site: Callable[..., Built]) -> None:
    built = build_site({"docs/index.md": "# Home\n\nText [@caro2008].\n", "refs/papers.bib": READ})
    for name in ("index.html", "sources/index.html"):
        (notes,) = lxml.html.document_fromstring(built.html(name)).xpath("//p[@class='reference-notes']")
        assert " ".join(notes.text_content().split()) == "PubMed · Full text in PubMed Central · Read as abstract."
        assert notes.xpath("./a/@href") == [
            "https://pubmed.ncbi.nlm.nih.gov/18208820/",
            "https://pmc.ncbi.nlm.nih.gov/articles/PMC4026145/",
        ]


def test_the_list_of_a_page_has_each_work_once_in_the_order_of_the_text(build_site: Callable[..., Built]) -> None:
    page = {"docs/a.md": "# A\n\nOne [@other]. Two [@caro2008]. Three [@other].\n"}
    root = lxml.html.document_fromstring(build_site({**PAGES, **page}).html("a/index.html"))
    assert root.xpath("//div[@class='page-sources']/details/ol/li/@id") == ["ref-other", "ref-caro2008"]
    assert [re.sub(r"\s", "", one.text_content()) for one in root.xpath("//sup[@class='citation']")] == ["1", "2", "1"]


CHANGING = """
def on_{event}(html, **_):
    return html.replace('data-list="0"', 'data-list=0').replace("<a ", '<a rel="x" ')
"""


def test_what_changes_a_page_later_finds_its_lists(build_site: Callable[..., Built]) -> None:
    hooks = MKDOCS.replace("hooks: [", "hooks: [changing.py, ")
    built = build_site({**PAGES, "mkdocs.yml": hooks, "changing.py": CHANGING.format(event="post_page").replace("html", "output")})
    assert built.faults == []
    links = lxml.html.document_fromstring(built.html()).xpath("//div[@class='page-sources']//li[@id='ref-caro2008']//a")
    assert links
    assert {link.get("rel") for link in links} == {"x"}


def test_a_list_that_lost_its_place_is_told(build_site: Callable[..., Built]) -> None:
    hooks = MKDOCS.replace("hooks: [", "hooks: [changing.py, ")
    built = build_site({**PAGES, "mkdocs.yml": hooks, "changing.py": CHANGING.format(event="page_content")})
    message = "its list of sources has lost its place (a plugin or hook changed the page's HTML: take that out)"
    assert [f"docs/{name}.md: {message}" for name in ("a", "index", "z")] == built.faults


def test_a_theme_may_print_a_page_twice() -> None:
    late = LateList.of(place := etree.Element("div"), 0, lambda: "<ol><li>A</li></ol>", ())
    page = etree.tostring(place, encoding="unicode", short_empty_elements=False)
    assert with_lists(page * 2, [late]) == "<div><ol><li>A</li></ol></div>" * 2
