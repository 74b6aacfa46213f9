"""A small site with a chart of each kind that has rows, for several tests."""

from samples import FINDING, SITE

STUDIES = """\
one:
  facts:
    - {id: n, says: people, value: 133, unit: people, group: people with MS, locator: abstract}
    - {id: m, says: people, value: 30, unit: people, group: people without it, locator: abstract}
    - {id: share, says: had it, value: 17.3, low: 11.8, high: 24.6, unit: percent, of: n, group: people with MS, locator: abstract}
    - {id: bare, says: had it, value: 40, unit: percent, of: m, group: people without it, locator: abstract}
    - {id: sum, says: the range, low: 30, high: 52, unit: percent, of: m, group: people, locator: abstract, status: derived}
    - {id: mean, says: mean count, value: 5.8, spread: 2.8, unit: mean, group: people with MS, locator: abstract}
    - {id: other, says: "=mean count", value: 7.4, spread: 1.9, unit: mean, group: people without it, locator: abstract}
    - {id: years, says: age, value: 50, spread: 9, unit: years, group: people with MS, locator: abstract}
    - {id: words, says: nothing was counted, group: people with MS, locator: abstract}
    - {id: nobody, says: no group is named, group: people, locator: abstract, status: by-absence}
"""
CHARTS = """\
counts:
  kind: spreads
  title: Counts
  says: The average was {mean} and {other}.
  axis: Nerve endings
  rows:
    - {label: With MS, fact: mean, people: n}
    - {label: Without it, mark: ring, fact: other, people: m}
shares:
  kind: shares
  title: Shares
  says: It was {share} and {bare}, from {share.low} to {sum.high}.
  axis: How many had it
  rows:
    - {under: First, label: With MS, fact: share}
    - {under: Then, label: Without it, mark: square, fact: bare, range: sum}
dots:
  kind: people
  title: Dots
  says: There were {m} people.
  axis: One dot for each person
  part: felt better
  rows:
    - {label: Given it, fact: m, part: bare}
    - {label: To compare with, nobody: nobody}
sure:
  kind: labels
  title: How sure we are
  says: The more dots are filled, the surer we are.
"""
BLOCKS = "".join(f"/// chart | {name}\n///\n\n" for name in ("counts", "shares", "dots", "sure"))
FILES = {
    **SITE,
    "refs/studies.yml": STUDIES,
    "refs/findings.yml": FINDING,
    "refs/charts.yml": CHARTS,
    "docs/drawn.md": f"# Charts\n\n{BLOCKS}",
}


def with_charts(old: str, new: str) -> dict[str, str]:
    """The site with a change in its charts."""
    assert CHARTS.count(old) == 1, old
    return {**FILES, "refs/charts.yml": CHARTS.replace(old, new)}
