"""The page of changes: what readers see of refs/changes.yml, and what a correction does to its finding's page."""

from collections.abc import Callable

import lxml.html

from conftest import Built
from samples import CHANGES, FINDING, SITE


def test_changes_stand_newest_first_each_with_an_address(build_site: Callable[..., Built]) -> None:
    built = build_site(SITE)
    assert built.code == 0, built.faults
    sections = lxml.html.fromstring(built.html("changes/index.html")).xpath("//section[@class='change']")
    assert [section.xpath("./h2/@id")[0] for section in sections] == ["fixed", "first"]
    assert sections[0].xpath("./h2")[0].text_content().startswith("November 22, 2026: a correction")
    assert sections[0].xpath(".//li/a/@href") == ["../findings/share/"]


def test_a_corrected_finding_says_so_on_its_page(build_site: Callable[..., Built]) -> None:
    page = lxml.html.fromstring(build_site(SITE).html("findings/share/index.html"))
    (correction,) = page.xpath("//p[@class='finding-correction']")
    assert "Corrected on November 22, 2026: We had written 143; it is 133 people" in correction.text_content()


def test_a_change_that_corrects_nothing_stays_on_the_page_of_changes(build_site: Callable[..., Built]) -> None:
    told = CHANGES.replace("  what: The first edition.\n", "  what: The first edition.\n  findings: [share]\n")
    built = build_site({**SITE, "refs/changes.yml": told})
    assert "The first edition." in built.html("changes/index.html")
    assert "The first edition." not in built.html("findings/share/index.html")
    assert "Corrected on" in built.html("findings/share/index.html")


def test_a_number_in_a_change_is_traced_like_any_other(build_site: Callable[..., Built]) -> None:
    built = build_site({**SITE, "refs/changes.yml": CHANGES.replace("it is 133", "it is 134")}, "--check")
    assert built.faults == ['refs/changes.yml:6:35: "134" is in no fact of one (nearest: 133 people with MS, n)']


def test_a_withdrawn_finding_keeps_its_page_and_says_so_first(build_site: Callable[..., Built]) -> None:
    withdrawn = FINDING + "  withdrawn: {date: 2027-03-01, reason: The paper was retracted.}\n"
    built = build_site({**SITE, "refs/findings.yml": withdrawn, "docs/index.md": "# Title\n\nText [@one].\n"})
    assert built.code == 0, built.faults
    first, *_ = lxml.html.fromstring(built.html("findings/share/index.html")).xpath("//div[@class='finding finding-page']/p")
    assert first.text_content() == "We withdrew this finding on March 1, 2027. The paper was retracted."
    assert "Withdrawn on March 1, 2027. The paper was retracted." in (built.folder / "site" / "findings" / "findings.csv").read_text(
        "utf-8"
    )


def test_another_word_than_all_is_refused(build_site: Callable[..., Built]) -> None:
    built = build_site({**SITE, "docs/changes.md": "# Changes\n\n/// changes | al\n///\n"}, "--check")
    assert built.faults == ['docs/changes.md:3: "/// changes" prints no "al" (did you mean all?)']
