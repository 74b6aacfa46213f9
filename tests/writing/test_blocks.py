"""Blocks that print records: what a writer is told when a record is not there, and how often."""

from collections.abc import Callable

import pytest

from conftest import Built
from samples import FINDING, SITE, STUDIES

HOME = "# Title\n\n/// finding | share\n///\n"
TOLD = {
    "a finding that is not there": (
        {"docs/new.md": "# New\n\n/// finding | shair\n///\n"},
        ['docs/new.md:3: there is no finding "shair" (did you mean share?)'],
    ),
    "a table that is not there": (
        {"docs/new.md": "# New\n\n/// table | gone\n///\n"},
        ['docs/new.md:3: there is no table "gone" (add it to refs/tables.yml)'],
    ),
    "beside a broken record, only that": (
        {"refs/findings.yml": FINDING.replace("label: unsure", "label: sure-ish")},
        ["refs/findings.yml:5: \"label\" of \"share\" is wrong: there is no \"sure-ish\" (write one of these: sure, fairly sure, unsure, very unsure, not rated)"],
    ),
    "beside a broken record, nothing of the places that it would have made": (
        {
            "refs/findings.yml": FINDING.replace("  label: unsure\n", ""),
            "docs/new.md": "# New\n\nA [place](index.md#share), a [page](findings/share.md) and <a href='../#share'>HTML</a>. [Gone](gone.md).\n",
        },
        [
            'docs/new.md:3: the link "gone.md" leads to no page (correct the link, or the heading it is meant for)',
            'refs/findings.yml:1: "share" has no "label" (add it)',
        ],
    ),
    "beside a broken record of another file, only that": (
        {"refs/studies.yml": STUDIES.replace("says: people, ", ""), "docs/new.md": "# New\n\n/// finding | shair\n///\n"},
        ['refs/studies.yml:3: "one" has no "facts" no. 1 "says" (add it)'],
    ),
    "a finding that stands on no page": (
        {"docs/index.md": "# Title\n\nText [@one].\n"},
        ['refs/findings.yml:1: "share" stands on no page (add /// finding | share, and below it ///)'],
    ),
    "a finding that stands twice": (
        {"docs/new.md": "# New\n\n/// finding | share\n///\n"},
        ['refs/findings.yml:1: "share" stands twice, on docs/index.md and docs/new.md (keep it on one page)'],
    ),
    "a table that stands twice on a page": (
        {"docs/findings/index.md": "# F\n\n/// table | findings\n///\n\n/// table | findings\n///\n"},
        ['docs/findings/index.md:6: the table "findings" stands on this page already (take one of the two out)'],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", TOLD)
def test_a_writer_is_told_once(name: str, build_site: Callable[..., Built]) -> None:
    files, faults = TOLD[name]
    assert build_site({**SITE, **files}, "--check").faults == faults


def test_a_number_that_stands_on_many_pages_is_one_fault(build_site: Callable[..., Built]) -> None:
    """The short form stands in a preview, in the table of findings and on a leaflet, which cite the same works."""
    files = {
        **SITE,
        "refs/findings.yml": FINDING.replace("short: 133", "short: 143"),
        "docs/findings/index.md": "# Findings\n\n/// table | findings\n///\n",
        "docs/leaflet.md": "# Leaflet\n\n/// brief | share\n///\n",
    }
    assert build_site(files, "--check").faults == ['refs/findings.yml:4:10: "143" is in no fact of one (nearest: 133 people with MS, n)']
