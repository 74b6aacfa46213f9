"""A page printed from a browser: large, black, whole, and without what only works on a screen."""

from pathlib import Path

import pymupdf
import pytest

PAGES = ["", "demyelination/", "context/", "studies/", "sources/", "for-your-appointment/", "findings/ivig/"]


@pytest.fixture
def printed(browser, served: str, tmp_path: Path):
    """Prints a page as Chromium does, after JavaScript has changed it as asked."""

    def to_paper(path: str, script: str = "", scheme: str = "light") -> list[dict]:
        page = browser.new_page(color_scheme=scheme)
        page.goto(served + path)
        if script:
            page.evaluate(script)
        page.pdf(path=tmp_path / "page.pdf", format="A4", prefer_css_page_size=True)
        page.close()
        with pymupdf.open(tmp_path / "page.pdf") as document:
            return [
                {**span, "page": one.number}
                for one in document
                for block in one.get_text("dict")["blocks"]
                for line in block.get("lines", [])
                for span in line["spans"]
                if span["text"].strip()
            ]

    return to_paper


def words(spans: list[dict]) -> str:
    return "".join("".join(span["text"] for span in spans).split())


@pytest.mark.parametrize("path", PAGES)
def test_type_is_large_and_black(printed, path: str) -> None:
    for span in printed(path):
        assert span["size"] >= 11.9, span["text"]
        assert span["color"] == 0, span["text"]


def test_in_dark_colors_too_it_is_black_on_white(printed) -> None:
    assert {span["color"] for span in printed("context/", scheme="dark")} == {0}


@pytest.mark.parametrize("path", PAGES)
def test_there_are_no_menus(printed, path: str) -> None:
    text = words(printed(path))
    for menu in (
        "Skiptocontent",
        "Switchto",
        "Tableofcontents",
        "Backtotop",
        "Backtothetext",
        "Everywhereitiscited",
        "Next:",
        "¶",
        "Sharethisfinding",
        "Copythelink",
    ):
        assert menu not in text


def test_the_addresses_of_sources_are_written_out(printed) -> None:
    text = words(printed("demyelination/"))
    for address in ("doi:10.1093/rheumatology/kem345", "https://pubmed.ncbi.nlm.nih.gov/", "https://pmc.ncbi.nlm.nih.gov/articles/"):
        assert address in text


def test_closed_parts_are_open(printed) -> None:
    add = """document.querySelector('article h2').insertAdjacentHTML('beforebegin',
      '<details><summary>More</summary><p>What was folded</p></details>')"""
    assert "Whatwasfolded" in words(printed("context/", script=add))


def test_a_findings_limits_are_open_without_the_words_to_tap(printed) -> None:
    text = words(printed("context/"))
    assert text.count("Whatwouldchangethisanswer:") == 2
    assert "andwhatwouldchangeit" not in text
    assert "†Ourarithmeticfromnumbersinthesource.CheckedNovember25,2026" in text


def test_tables_are_tables(printed) -> None:
    spans = printed("studies/")
    line = {
        span["text"].strip(): span["bbox"]
        for span in spans
        if span["text"].strip() in ("Nerve tests, 2008", "Skin nerves, 2014", "People with MS,")
    }
    tops = [round(box[1]) for box in line.values()]
    assert len(tops) >= 2
    assert max(tops) - min(tops) <= 2


def test_a_table_with_many_long_words_loses_none(printed) -> None:
    words = [
        "fibromyalgia",
        "demyelination",
        "polyneuropathy",
        "electromyography",
        "immunoglobulin",
        "rheumatologist",
        "neuropathological",
        "hyperventilation",
    ]
    cells = "".join(f"<td>{word}</td>" for word in words)
    spans = printed(
        "context/",
        script=f"""document.querySelector('article').innerHTML =
      '<div class="md-typeset__scrollwrap"><div class="md-typeset__table"><table><tbody><tr>{cells}</tr></tbody></table></div></div>'""",
    )
    assert sorted("".join("".join(span["text"].split()) for span in spans)) == sorted("".join(words))
    assert max(span["bbox"][2] for span in spans) <= 595 - 50  # A4 less its margin, in points
