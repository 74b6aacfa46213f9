"""What a writer is told of a number that no fact holds: the word that is missing, or the fact that is most like it."""

from collections.abc import Callable

import pytest

from conftest import Built
from samples import SITE, STUDIES

FACTS = STUDIES + """\
    - {id: share, says: had it, value: 66.2, unit: percent, group: people with MS, locator: abstract}
    - {id: part, says: had it, value: 79.3, unit: percent, group: people with pain, locator: abstract}
    - {id: score, says: it was, value: 21.6, unit: mean, group: people with MS, locator: abstract}
    - {id: none, says: nobody is named, group: people with MS, locator: abstract, status: by-absence}
    - {id: p, says: it differed, value: 0.8, unit: P, group: people with MS, locator: abstract}
"""
NUMBERS = {
    "It was 66 in 100": '"66 in 100" is in no fact of one (write "about 66 in 100", for it is 66.2 percent of people with MS, share)',
    "It was 66%": '"66%" is in no fact of one (write "about 66%", for it is 66.2 percent of people with MS, share)',
    "The score was 22": '"22" is in no fact of one (write "about 22", for it is 21.6 mean, people with MS, score)',
    "It was 67 in 100": '"67 in 100" is in no fact of one (nearest: 66.2 percent of people with MS, share)',
    "We counted 79": '"79" is in no fact of one (nearest: 133 people with MS, n)',
    "We counted 21": '"21" is in no fact of one (nearest: 133 people with MS, n)',
    "The score was 21.5": '"21.5" is in no fact of one (nearest: 21.6 mean, people with MS, score)',
    "It was P = 1": '"1" is in no fact of one (nearest: 0.8 P, people with MS, p)',
}


@pytest.mark.parametrize("words", NUMBERS)
def test_a_writer_is_told_what_is_missing_or_nearest(words: str, build_site: Callable[..., Built]) -> None:
    files = {**SITE, "refs/studies.yml": FACTS, "docs/new.md": f"# New\n\n{words} [@one].\n"}
    (fault,) = build_site(files, "--check").faults
    assert fault.partition(": ")[2] == NUMBERS[words]
