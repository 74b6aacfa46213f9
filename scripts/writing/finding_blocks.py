"""The block `/// finding | slug`, and a page for each finding with a box to share it.

In go published findings and, for the works they rest on, the ReferenceList; out come elements whose texts are Markdown
with citations, read with the page they stand on.
"""

import xml.etree.ElementTree as etree

import yaml
from markdown import Markdown

from evidence.findings import PublishedFinding, page_of
from markup import text_of
from references.bibtex_export import to_bibtex
from references.shown import ReferenceList
from templates import render, render_element
from writing.blocks import RecordBlocks, relative
from writing.quotes import Quote, quotes

SCRIPT = "assets/share.js"


def page_markdown(
    finding: PublishedFinding, all_findings: tuple[PublishedFinding, ...], section: tuple[str, str] | None, *, urgent: bool = False
) -> str:
    """The page of one finding. `section` is the path and title of the page that tells the whole story."""
    slugs = [one.slug for one in all_findings]
    place = slugs.index(finding.slug)
    front_matter = yaml.safe_dump(
        {"title": finding.title, "description": finding.short, "checked": finding.last_checked}, allow_unicode=True, width=1000
    )
    return render(
        "finding.md",
        front_matter=front_matter,
        slug=finding.slug,
        urgent=urgent,
        section=(relative(section[0], page_of(finding.slug)), section[1]) if section else None,
        before=all_findings[place - 1] if place else None,
        after=all_findings[place + 1] if place + 1 < len(slugs) else None,
    )


class FindingsExtension(RecordBlocks):
    """`/// finding | slug`."""

    name = "finding"

    def element(self, slug: str, md: Markdown) -> etree.Element:
        """The finding as a section."""
        finding, evidence = self.records.findings.get(slug), self.records.evidence
        if finding is None:
            return self.unknown(slug, self.records.findings, "add it to refs/findings.yml")
        own_page = self.path == page_of(slug)
        section = render_element(
            "finding.html",
            finding=finding,
            record=evidence.findings.records[slug],
            corrections=evidence.corrections_of(slug),
            own_page=own_page,
            page=relative(page_of(slug), self.path),
            report=self.records.contact.report(finding.question, finding.address),
        )
        if own_page and not finding.withdrawn:  # what no longer holds is not for sharing
            etree.SubElement(section, "p").text = md.htmlStash.store(share_box(finding, self.records.references))
        return section


def share_box(finding: PublishedFinding, references: ReferenceList) -> str:
    """The ways to share a finding, as HTML. Without a script all texts are there to be copied by hand."""
    shown = [references.get(source.key) for source in finding.sources]
    nlm = "\n\n".join(text_of(one.html, left_out=()) for one in shown)
    works = (
        Quote("nlm", "Reference", "plain text", "", nlm),
        Quote("bibtex", "Reference", "BibTeX", "", to_bibtex(one.reference for one in shown).strip()),
    )
    return render("share.html", finding=finding, texts=(*quotes(finding), *works))
