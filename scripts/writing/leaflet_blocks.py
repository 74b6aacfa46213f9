"""The blocks of the page that leaflets are made of: `/// brief | slug`, `/// studies | papers` and `/// downloads | pdf`.

A brief is a finding in few words: the whole finding stands on another page. On pages that no leaflet is made of, it is
one line that leads there. The studies are printed from their records and from the .bib file, the downloads from the list
of files that this build makes.
"""

import posixpath
import xml.etree.ElementTree as etree
from collections.abc import Iterator, Sequence

from markdown import Markdown

from evidence.findings import PublishedFinding, page_of
from evidence.studies import Evidence, Study
from paper.files import PrintFile
from references.reference import Reference
from references.shown import ReferenceList
from templates import render, render_element
from writing.blocks import RecordBlocks, relative
from writing.notes import Desk


class BriefsExtension(RecordBlocks):
    """`/// brief | slug`: question, short answer, how sure. On a leaflet the question is a heading; elsewhere it is all one line."""

    name = "brief"

    def __init__(self, desk: Desk, evidence: Evidence, findings: Sequence[PublishedFinding], leaflet_page: str) -> None:
        super().__init__(desk)
        self.records, self.leaflet_page = evidence.findings.records, leaflet_page
        self.findings = {finding.slug: finding for finding in findings}

    def element(self, slug: str, md: Markdown) -> etree.Element:
        """The brief, with its text still Markdown."""
        if slug not in self.findings:
            return self.unknown(slug, self.findings, "add it to refs/findings.yml")
        page = "" if self.path == self.leaflet_page else relative(page_of(slug), self.path)
        return render_element("brief.html", finding=self.findings[slug], record=self.records[slug], page=page)


class StudiesExtension(RecordBlocks):
    """`/// studies | papers`: each study of that .bib file whose record has a brief."""

    name = "studies"

    def __init__(self, desk: Desk, evidence: Evidence, references: ReferenceList) -> None:
        super().__init__(desk)
        self.evidence, self.references = evidence, references

    def element(self, group: str, md: Markdown) -> etree.Element:
        """A table for each study."""
        if group not in self.references.groups:
            return self.unknown(group, self.references.groups, "write the name of a .bib file in refs/")
        records = self.evidence.studies.records
        studies = [
            (reference.key, records[reference.key].name, [*self._rows(records[reference.key], reference)])
            for reference in self.references.references([group])
            if reference.key in records and records[reference.key].brief
        ]
        return render_element("studies.html", studies=studies, path=self.evidence.studies.path)

    def _rows(self, study: Study, reference: Reference) -> Iterator[tuple[str, str]]:
        """Name and text, as Markdown, of each line that is told of a study."""
        assert study.brief
        groups = [self.evidence.facts[one] for one in study.groups if one in self.evidence.facts]
        counted = [f"{fact.value:,.0f} {fact.group}" for fact in groups if fact.counts_people]
        yield "Design", study.brief.design
        compared = study.brief.compared or "; ".join(counted[1:])
        yield "People", ", compared with ".join(part for part in (*counted[:1], compared) if part) or "Not known to us."
        yield "Main result", study.brief.result
        yield "Main limit", study.brief.limit
        yield "DOI", "; ".join([reference.doi, *([f"PMID {reference.pmid}"] if reference.pmid else [])])
        read_as = reference.plain("read_as")
        yield "Read as", read_as[:1].upper() + read_as[1:]


class DownloadsExtension(RecordBlocks):
    """`/// downloads | pdf`: links to the PDF files; nothing where this build makes none. The build puts their sizes in."""

    name, forms = "downloads", ("pdf",)

    def __init__(self, desk: Desk, files: Sequence[PrintFile]) -> None:
        super().__init__(desk)
        self.files = files

    def element(self, kind: str, md: Markdown) -> etree.Element:
        """A list of links."""
        files = sorted(self.files, key=lambda file: file.leaflet is None)  # leaflets first
        up = "../" * (self.path.count("/") + (posixpath.basename(self.path) != "index.md"))
        element = etree.Element("p")  # as HTML: the files are made of the built pages, so MkDocs does not know them
        element.text = md.htmlStash.store(render("downloads.html", links=[(file, up + file.path) for file in files]).strip())
        return element
