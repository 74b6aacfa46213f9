"""Quotes of a finding, ready to paste where people talk. None can be had without how sure we are, and of how many people.

In goes a PublishedFinding; out come texts as plain text, Markdown (Reddit, Discourse), BBCode (phpBB) and HTML.
"""

import re
from dataclasses import dataclass

from evidence.findings import PublishedFinding
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

    def quote(identifier: str, form: str, used_by: str = "") -> Quote:
        text = render(f"quote.{identifier}", finding=finding, md=to_commonmark, bb=to_bbcode)
        return Quote(identifier, "Quote", form, used_by, text.strip())

    return (
        quote("txt", "plain text"),
        quote("md", "Markdown", "Reddit, Discourse"),
        quote("bbcode", "BBCode", "phpBB and other forums"),
        quote("html", "HTML", "web pages"),
    )


def to_commonmark(text: str) -> str:
    """Plain text as CommonMark that prints it as it is."""
    escaped = re.sub(r"([\\`*_\[\]<>~|&])", r"\\\1", text)
    return re.sub(r"^(\d*)([#+=.)-])", r"\1\\\2", escaped)


def to_bbcode(text: str) -> str:
    """Plain text for BBCode, which has no way to print a square bracket as it is."""
    return text.replace("[", "(").replace("]", ")")
