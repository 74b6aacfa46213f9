"""A question that holds a number is traced by its own finding, on whatever page it stands."""

from collections.abc import Callable

from conftest import Built
from samples import FINDING, SITE


def both(question: str) -> dict[str, str]:
    """A site with two findings, of which the first has this question."""
    first = FINDING.replace("How many?", question)
    other = FINDING.replace("share:", "other:", 1).replace("How many?", "How few?")
    return {
        **SITE,
        "refs/findings.yml": first + other,
        "docs/index.md": "# Title\n\n/// finding | share\n///\n\n/// finding | other\n///\n",
        "docs/findings/index.md": "# Findings\n\n/// table | findings\n///\n",
        "docs/leaflet.md": "# Leaflet\n\n/// brief | share\n///\n",
    }


def test_a_fact_in_a_question_is_right_everywhere(build_site: Callable[..., Built]) -> None:
    assert build_site(both("Do 133 people have it?"), "--check").faults == []


def test_a_number_that_is_none_is_said_once(build_site: Callable[..., Built]) -> None:
    told = ['refs/findings.yml:2:16: "143" is in no fact of one (nearest: 133 people with MS, n)']
    assert build_site(both("Do 143 people have it?"), "--check").faults == told
