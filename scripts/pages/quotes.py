"""Quotes of a finding, ready to paste where people talk: one sentence, how many people, how sure we are, the first source, the address.

In goes a PublishedFinding; out come texts as plain text, Markdown (Reddit, Discourse), BBCode (phpBB) and HTML.
"""

import re
from dataclasses import dataclass

from checks.counts import find_counts
from evidence.findings import PublishedFinding
from evidence.studies import NOT_RATED
from templates import render


@dataclass(frozen=True, slots=True)
class Quote:
    """A text to copy."""

    id: str
    what: str  # Quote, Reference
    form: str  # its syntax
    used_by: str  # where that is understood; empty where it need not be said
    text: str


def quotes(finding: PublishedFinding) -> tuple[Quote, ...]:
    """The same words in four forms."""

    source, people = _source(finding), _people(finding)

    def quote(identifier: str, form: str, used_by: str = "") -> Quote:
        text = render(f"quote.{identifier}", finding=finding, source=source, people=people, md=to_commonmark, bb=to_bbcode)
        return Quote(identifier, "Quote", form, used_by, text.strip())

    return (
        quote("txt", "plain text"),
        quote("md", "Markdown", "Reddit, Discourse"),
        quote("bbcode", "BBCode", "phpBB and other forums"),
        quote("html", "HTML", "web pages"),
    )


def length(finding: PublishedFinding) -> int:
    """Of the quote as plain text without the address, which is that of the build: characters."""
    return len(quotes(finding)[0].text) - len(finding.address)


def _source(finding: PublishedFinding) -> str:
    """The first work, and how many more."""
    first, *others = (source.in_a_quote for source in finding.sources)
    return f"{first}, and {len(others)} more" if others else first


def _people(finding: PublishedFinding) -> str:
    """A sentence on how many people, where the short form has none. What is not rated need not count any."""
    if any(count.unit != "percent" for count in find_counts(finding.answer)) or (finding.how_sure == NOT_RATED and not finding.people):
        return ""
    return f"People counted: {finding.people_in_words if finding.people else 'not given'}."


def to_commonmark(text: str) -> str:
    """Plain text as CommonMark that prints it as it is."""
    escaped = re.sub(r"([\\`*_\[\]<>~|&])", r"\\\1", text)
    return re.sub(r"^(\d*)([#+=.)-])", r"\1\\\2", escaped)


def to_bbcode(text: str) -> str:
    """Plain text for BBCode, which has no way to print a square bracket as it is."""
    return text.replace("[", "(").replace("]", ")")
