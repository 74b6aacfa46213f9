"""Findings as readers and programs get them: the records of refs/findings.yml with facts and sources put in.

A PublishedFinding is what the blocks, the pages, the previews, the quotes and the open data (JSON with its schema, CSV)
are all made from, so they cannot say different things.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from markdown import Markdown

from evidence.studies import LEVELS, Evidence, Fact, Finding, Withdrawal
from markup import text_of
from references.citation_syntax import GROUP
from references.dates import day
from references.shown import ReferenceList

FOLDER = "findings"


def page_of(slug: str) -> str:
    """The path of a finding's own page, below docs/."""
    return f"{FOLDER}/{slug}.md"


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """How many of whom."""

    value: int
    group: str
    source: str  # the key of the work that says so

    def __str__(self) -> str:
        return f"{self.value:,} {self.group}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A work that a finding rests on."""

    key: str
    label: str  # Caro 2008
    year: int | None
    doi: str
    address: str  # empty where none is known
    in_a_quote: str  # as it is named where no list of sources follows


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """What was put right in a finding."""

    name: str  # its place on the page of changes
    date: date
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedFinding:
    """A finding with everything it refers to. Texts are plain, without citations or markup."""

    slug: str
    address: str  # absolute; below the site's own address; empty where the site has none yet
    question: str
    claim: str
    short: str  # for previews: how sure, the claim, how many people
    how_sure: str  # one of the labels
    reason: str
    people: tuple[Count, ...]  # empty where the number is not given
    people_reason: str  # why it is not given
    compared: str
    not_mean: str
    would_change: str
    sources: tuple[Source, ...]
    facts: tuple[Fact, ...]
    first_published: date
    last_checked: date
    withdrawn: Withdrawal | None
    corrections: tuple[Correction, ...]  # the newest first

    @property
    def title(self) -> str:
        """Of its page."""
        return f"Withdrawn: {self.question}" if self.withdrawn else self.question

    @property
    def address_in_words(self) -> str:
        """As it stands where someone will paste it."""
        return self.address or "(address of this page)"

    @property
    def certainty(self) -> str:
        return certainty(self.how_sure)

    @property
    def level(self) -> int:
        """How many of four dots are filled."""
        return LEVELS[self.how_sure]

    @property
    def answer(self) -> str:
        """The short form alone."""
        return self.short.removeprefix(self.certainty).strip()

    @property
    def certainty_in_full(self) -> str:
        """The same with the reason for it."""
        return f"{self.certainty} {self.reason}"

    @property
    def people_in_words(self) -> str:
        return _listed(map(str, self.people)) or self.people_reason or "not known to us"

    @property
    def people_cited(self) -> str:
        """The same as Markdown, each count with its citation."""
        counted = _listed(f"{count} [@{count.source}]" for count in self.people) or self.people_in_words
        return counted[:1].upper() + counted[1:]

    @property
    def years(self) -> str:
        return ", ".join(map(str, sorted({source.year for source in self.sources if source.year})))


def certainty(label: str) -> str:
    """As it stands before a claim: How sure? Unsure."""
    return f"How sure? {label.capitalize()}."


def _listed(parts: Iterable[str]) -> str:
    """`a, b and c`."""
    *most, last = [*parts] or [""]
    return f"{', '.join(most)} and {last}" if most else last


def plain_text(markdown: str) -> str:
    """Markdown of one paragraph as plain text, without its citations."""
    md = Markdown()
    for block in ("olist", "ulist", "hashheader", "setextheader", "hr", "quote", "code"):
        md.parser.blockprocessors.deregister(block)  # a record's text is one run of words, whatever it starts with
    return text_of(md.convert(re.sub(rf"\s*{GROUP}", "", markdown)), left_out=())


class SayingSums(Protocol):
    """Marks our own sums in Markdown that leaves its page."""

    def __call__(self, markdown: str, keys: tuple[str, ...], *, untraced: Mapping[str, str]) -> str:
        """The Markdown for plain text. `keys` are the works that a sentence without citation rests on."""


def publish(evidence: Evidence, references: ReferenceList, site_url: str, say_sums: SayingSums) -> tuple[PublishedFinding, ...]:
    """All findings whose facts and sources are there. `site_url` is empty where the site has no address yet."""
    return tuple(
        _published(slug, finding, evidence, references, f"{site_url}{FOLDER}/{slug}/" if site_url else "", say_sums)
        for slug, finding in evidence.findings.records.items()
    )


def _published(
    slug: str, finding: Finding, evidence: Evidence, references: ReferenceList, address: str, say_sums: SayingSums
) -> PublishedFinding:
    def plain(markdown: str) -> str:
        return plain_text(say_sums(markdown, finding.sources, untraced=finding.untraced))

    short = say_sums(finding.short, finding.sources, untraced=finding.untraced)
    return PublishedFinding(
        slug=slug,
        address=address,
        question=finding.question,
        claim=plain(finding.claim),
        short=f"{certainty(finding.label)} {short}" if not finding.withdrawn else in_words(finding.withdrawn),
        how_sure=finding.label,
        reason=plain(finding.reason),
        people=tuple(_counts(finding, evidence)),
        people_reason=finding.people_reason,
        compared=plain(finding.compared),
        not_mean=plain(finding.not_mean),
        would_change=plain(finding.would_change),
        sources=tuple(source for key in finding.sources if (source := source_of(references, key))),
        facts=tuple(evidence.facts[identifier] for identifier in finding.facts if identifier in evidence.facts),
        first_published=finding.first_published,
        last_checked=finding.last_checked,
        withdrawn=finding.withdrawn,
        corrections=tuple(
            Correction(name=name, date=change.date, what=plain_text(say_sums(change.what, (), untraced=change.untraced)))
            for name, change in evidence.corrections_of(slug)
        ),
    )


def source_of(references: ReferenceList, key: str) -> Source | None:
    """A work as findings and charts name it; None where it cannot be shown."""
    if not (shown := references.show(key)):
        return None
    reference = shown.reference
    return Source(
        key=reference.key,
        label=reference.label,
        year=reference.date.year if reference.date else None,
        doi=reference.doi,
        address=reference.address,
        in_a_quote=reference.in_a_quote,
    )


def in_words(withdrawal: Withdrawal) -> str:
    """As it stands in place of the claim."""
    return f"Withdrawn on {day(withdrawal.date)}. {withdrawal.reason}"


def _counts(finding: Finding, evidence: Evidence) -> Iterator[Count]:
    for identifier in finding.counted:
        for key, fact in evidence.facts_by_work():
            if fact.id == identifier:
                yield Count(value=int(fact.value or 0), group=fact.group, source=key)
