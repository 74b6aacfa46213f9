"""Our own sums: marked once each where they stand, explained at the page's foot, and said in words where a text stands alone."""

import json
import re
from collections.abc import Callable

import lxml.html
import pymupdf
import pytest

from conftest import MKDOCS, Built
from samples import FINDING, SITE

STUDIES = """\
one:
  facts:
    - {id: n, says: people, value: 133, unit: people, group: people with MS, locator: abstract}
    - {id: had, says: had it, value: 23, unit: people, group: people with MS, locator: abstract, status: derived}
    - {id: all, says: all of them, value: 133, unit: people, group: people with MS, locator: abstract, status: derived}
    - {id: share, says: share, value: 21.9, unit: percent, group: people with MS, locator: abstract, status: derived}
"""
SUMS = {**SITE, "refs/studies.yml": STUDIES}
HEAD = '{% extends "base.html" %}{% block extrahead %}{{ head }}{% endblock %}'
NOTE = "† Our arithmetic from numbers in the source."

MARKED = [
    ("About 23 people had it [@one].", "About 23† people had it 1."),
    ("23 of 133 people, and 23 again [@one].", "23† of 133 people, and 23† again 1."),
    ("It is so [@one]. *About **23***\npeople had it [@one].", "It is so. About 23†\npeople had it 1."),
    ("A fifth had it [@one]. About 22% had it [@one].", "A fifth† had it. About 22%† had it 1."),
    ("So `23` and \\*23 people [@one].", "So 23 and *23† people 1."),
    ("- 23 people [@one]", "23† people 1"),
    ("| A | B |\n| --- | --- |\n| 133 people and 133 | about\n23 people [@one] |".replace("about\n", "about "), "about 23† people 1"),
    ("All 133 people [@one].", "All 133 people 1."),
]


def shown(built: Built, name: str = "index.html") -> lxml.html.HtmlElement:
    return lxml.html.document_fromstring(built.html(name).replace("\u00a0", " "))


@pytest.mark.parametrize(("markdown", "text"), MARKED)
def test_a_number_that_only_our_own_sums_hold_has_its_mark(markdown: str, text: str, build_site: Callable[..., Built]) -> None:
    built = build_site({**SUMS, "docs/other.md": f"# Other\n\n{markdown}\n"})
    assert built.faults == []
    root = shown(built, "other/index.html")
    assert [one for one in root.xpath("//p | //li | //td") if one.text_content() == text]
    assert [note.text_content() for note in root.xpath("//p[@class='derived-note']")] == [NOTE] * ("†" in text)
    for mark in root.xpath("//sup[@class='derived']/a"):
        assert mark.get("href") == "#" + root.xpath("//p[@class='derived-note']/@id")[0]
        assert mark.get("aria-label") == "† our sum"


def test_headings_have_none(build_site: Callable[..., Built]) -> None:
    root = shown(build_site({**SUMS, "docs/other.md": "# 23 people [@one]\n\nText.\n"}), "other/index.html")
    assert not root.xpath("//sup[@class='derived'] | //p[@class='derived-note']")


def test_what_is_no_result_has_none(build_site: Callable[..., Built]) -> None:
    page = "---\nuntraced: {23 people: a rule}\n---\n\n# Other\n\nA rule of 23 people [@one].\n"
    assert not shown(build_site({**SUMS, "docs/other.md": page}), "other/index.html").xpath("//sup[@class='derived']")


def test_quotes_previews_and_data_say_it_in_words(build_site: Callable[..., Built]) -> None:
    record = FINDING.replace("133 people had it [@one].", "About 23 of 133\n    people had it [@one].").replace(
        "short: 133 people had it.", "short: 23 of 133 people had it."
    )
    index = "---\ndescription: In 23 of 133 people.\n---\n\n" + SITE["docs/index.md"]
    theme = {"mkdocs.yml": MKDOCS.replace("highlightjs", "custom_dir: theme, highlightjs"), "theme/main.html": HEAD}
    built = build_site({**SUMS, **theme, "refs/findings.yml": record, "docs/index.md": index})
    assert built.faults == []
    (data,) = json.loads((built.folder / "site" / "findings" / "findings.json").read_text("utf-8"))["findings"]
    assert " ".join(data["claim"].split()) == "About 23 (our sum) of 133 people had it."
    assert data["short"] == "How sure? Unsure. 23 (our sum) of 133 people had it."
    page = shown(built, "findings/share/index.html")
    assert page.xpath("//p[contains(@class, 'finding-claim')]")[0].text_content().startswith("About 23† of 133")
    assert page.xpath("//meta[@property='og:description']/@content") == [data["short"]]
    assert "23 (our sum) of 133 people had it." in page.xpath("//textarea[@id='share_txt']")[0].text
    assert shown(built).xpath("//meta[@property='og:description']/@content") == ["In 23 (our sum) of 133 people."]


def test_paper_has_mark_and_note_and_a_leaflet_only_where_it_needs_them(build_site: Callable[..., Built]) -> None:
    def printed(page: str) -> tuple[str, str]:
        asked = MKDOCS + "extra: {print: {document: all, leaflet: l.md}}\n"
        built = build_site({**SUMS, "mkdocs.yml": asked, "docs/l.md": page})
        assert built.faults == []
        texts = []
        for name in ("all", "leaflet-a4"):
            with pymupdf.open(built.folder / "site" / "pdf" / f"{name}.pdf") as document:
                texts.append(re.sub(r"\s+", " ", " ".join(side.get_text() for side in document)))
        return texts[0], texts[1]

    book, leaflet = printed("# L\n\n## You { .leaflet }\n\n23 people [@one].\n\n## Doctor { .leaflet }\n\nMore.\n\n## After\n\nText.\n")
    assert book.count("23† people") == leaflet.count("23† people") == book.count(NOTE) == leaflet.count(NOTE) == 1
    _, leaflet = printed("# L\n\n23 people [@one].\n\n## You { .leaflet }\n\nText.\n\n## Doctor { .leaflet }\n\nMore.\n")
    assert "†" not in leaflet
