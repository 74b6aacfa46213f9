"""The urgent signs: one record, the same words wherever they stand."""

from collections.abc import Callable

import lxml.html

from conftest import Built

URGENT = """\
now:
  do: Call now
  signs: ["A sign [@caro2008].", Another.]
  short: A sign, or another [@caro2008].
"""


def test_the_whole_block_is_a_section_and_the_short_one_a_sentence(build_site: Callable[..., Built]) -> None:
    pages = {"docs/index.md": "# Home\n\n/// urgent | all\n///\n", "docs/l.md": "# L\n\n/// urgent | short\n///\n"}
    built = build_site({**pages, "refs/urgent.yml": URGENT})
    (whole,) = lxml.html.document_fromstring(built.html()).xpath("//section[@class='urgent']")
    assert [item.text_content().split()[0] for item in whole.xpath(".//h2 | .//h3 | .//li")] == ["When", "Call", "A", "Another."]
    (short,) = lxml.html.document_fromstring(built.html("l/index.html")).xpath("//div[contains(@class, 'urgent-short')]")
    assert short.text_content().strip().startswith("Call now: A sign, or another")


def test_a_number_in_it_must_be_a_fact_and_its_form_a_known_one(build_site: Callable[..., Built]) -> None:
    wrong = {"docs/index.md": "# Home\n\n/// urgent | al\n///\n\n/// urgent | all\n///\n", "refs/urgent.yml": URGENT}
    faults = build_site(wrong, "--check").faults
    assert faults == ['docs/index.md:3: "/// urgent" prints no "al" (did you mean all?)']
