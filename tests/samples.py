"""A small site and a finding that several tests begin with."""

from datetime import date

from evidence.findings import PublishedFinding
from paper.built import Imprint

BIB = "@article{one, author = {Caro, A.}, title = {One}, journal = {J}, year = 2008, readas = {abstract}}\n"
STUDIES = """\
one:
  facts:
    - {id: n, says: people, value: 133, unit: people, group: people with MS, locator: abstract}
"""
FINDING = """\
share:
  question: How many?
  claim: 133 people had it [@one].
  short: 133 people had it.
  label: unsure
  reason: One study [@one].
  people: [n]
  compared: Nobody.
  sources: [one]
  facts: [n]
  not_mean: Nothing else.
  would_change: More studies.
  first_published: 2026-11-22
  last_checked: 2026-11-22
"""
CHANGES = """\
first:
  date: 2026-11-01
  what: The first edition.
fixed:
  date: 2026-11-22
  what: We had written 143; it is 133 people [@one].
  findings: [share]
  correction: true
  untraced: {written 143: what we had wrong}
"""
SITE = {
    "refs/papers.bib": BIB,
    "refs/studies.yml": STUDIES,
    "refs/findings.yml": FINDING,
    "refs/changes.yml": CHANGES,
    "docs/index.md": "# Title\n\n/// finding | share\n///\n",
    "docs/findings/index.md": "# Findings\n",
    "docs/changes.md": "# Changes\n\n/// changes | all\n///\n",
}


def finding(**changes: object) -> PublishedFinding:
    values: dict[str, object] = dict.fromkeys(PublishedFinding.__dataclass_fields__, "")
    values |= {"slug": "a", "address": "https://example.org/fm/findings/a/", "question": "Is it?", "how_sure": "unsure"}
    values |= {"people": (), "sources": (), "facts": (), "corrections": (), "withdrawn": None}
    values |= {"first_published": date(2026, 11, 1), "last_checked": date(2026, 11, 22), **changes}
    return PublishedFinding(**values)


DAY = date(2026, 5, 9)
IMPRINT = Imprint("Site", "About it.", "https://example.org/", DAY)
