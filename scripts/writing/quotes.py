"""Quotes of a finding, ready to paste where people talk: one sentence, how many people, how sure we are, the first source, the address.

In goes a PublishedFinding; out come texts as plain text, Markdown (Reddit, Discourse), BBCode (phpBB) and HTML.
"""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from checks.counts import find_counts
from checks.limits import Limit
from evidence.findings import PublishedFinding
from evidence.records import RecordFile
from evidence.studies import NOT_RATED, Finding
from evidence.units import PEOPLE
from faults import Fault
from templates import render


class Quote(NamedTuple):
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
    return len(quotes(finding)[0].text) - len(finding.address_in_words)


def check_quotes(findings: Iterable[PublishedFinding], limits: Iterable[Limit], file: RecordFile[Finding]) -> Iterator[Fault]:
    """Quotes that are too long to paste. What is withdrawn cannot be quoted."""
    limits = [limit for limit in limits if limit.of == "quote"]
    for finding in findings:
        for limit in limits if not finding.withdrawn else ():
            if (characters := length(finding) + limit.address) > limit.most:
                message = f'a quote of "{finding.slug}" has {characters} characters, {limit.address} of them for its address'
                advice = f'at most {limit.most:g}: make "short" shorter, or the shorttitle of its first source'
                yield file.fault(f"{message} ({advice})", finding.slug, "short", kind="quote")


def _source(finding: PublishedFinding) -> str:
    """The first work, and how many more; nothing where none can be shown, which is told of its key."""
    first, *others = [source.in_a_quote for source in finding.sources] or [""]
    return f"{first}, and {len(others)} more" if others else first


def _people(finding: PublishedFinding) -> str:
    """A sentence on how many people, where the short form has none. What is not rated need not count any."""
    if any(count.unit in (PEOPLE, "") for count in find_counts(finding.answer)) or (finding.how_sure == NOT_RATED and not finding.people):
        return ""
    return f"People counted: {finding.people_in_words if finding.people else 'not given'}."


def to_commonmark(text: str) -> str:
    """Plain text as CommonMark that prints it as it is."""
    escaped = re.sub(r"([\\`*_\[\]<>~|&])", r"\\\1", text)
    return re.sub(r"^(\d*)([#+=.)-])", r"\1\\\2", escaped)


def to_bbcode(text: str) -> str:
    """Plain text for BBCode, which has no way to print a square bracket as it is."""
    return text.replace("[", "(").replace("]", ")")
