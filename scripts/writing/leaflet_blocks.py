"""The blocks of the page that leaflets are made of: `/// brief | slug`, `/// studies | papers` and `/// downloads | pdf`.

A brief is a finding in few words: the whole finding stands on another page. On pages that no leaflet is made of, it is
one line that leads there. The studies are printed from their records and from the .bib file, the downloads from the list
of files that this build makes.
"""

import posixpath
import xml.etree.ElementTree as etree
from collections.abc import Iterator

from markdown import Markdown

from evidence.findings import page_of
from evidence.studies import Study
from references.reference import Reference
from templates import render, render_element
from writing.blocks import RecordBlocks, relative


class BriefsExtension(RecordBlocks):
    """`/// brief | slug`: question, short answer, how sure. On a leaflet the question is a heading; elsewhere it is all one line."""

    name, of = "brief", "finding"

    def element(self, slug: str, md: Markdown) -> etree.Element:
        """The brief, with its text still Markdown."""
        findings = self.records.findings
        if slug not in findings:
            return self.unknown(slug, findings, "add it to refs/findings.yml")
        page = "" if self.path == self.records.leaflet_page else relative(page_of(slug), self.path)
        return render_element("brief.html", finding=findings[slug], record=self.records.evidence.findings.records[slug], page=page)


class StudiesExtension(RecordBlocks):
    """`/// studies | papers`: each study of that .bib file whose record has a brief."""

    name, of = "studies", ".bib file"

    def element(self, group: str, md: Markdown) -> etree.Element:
        """A table for each study."""
        references, file = self.records.references, self.records.evidence.studies
        if group not in references.groups:
            return self.unknown(group, references.groups, f"write one of {', '.join(references.groups)}")
        studies = [
            (reference.key, study.name, [*self._rows(study, reference)])
            for reference in references.references([group])
            if (study := file.records.get(reference.key)) and study.brief
        ]
        return render_element("studies.html", studies=studies, path=file.path)

    def _rows(self, study: Study, reference: Reference) -> Iterator[tuple[str, str]]:
        """Name and text, as Markdown, of each line that is told of a study."""
        assert study.brief
        facts = self.records.evidence.facts
        groups = [facts[one] for one in study.groups if one in facts]
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

    def element(self, kind: str, md: Markdown) -> etree.Element:
        """A list of links."""
        files = sorted(self.records.print_files, key=lambda file: file.leaflet is None)  # leaflets first
        up = "../" * (self.path.count("/") + (posixpath.basename(self.path) != "index.md"))
        element = etree.Element("p")  # as HTML: the files are made of the built pages, so MkDocs does not know them
        element.text = md.htmlStash.store(render("downloads.html", links=[(file, up + file.path) for file in files]).strip())
        return element
