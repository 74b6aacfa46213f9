"""All that is checked of a rendered page, gathered: citations, blocks, numbers, words and shape.

Holds an extension that reads the passages of each page, so that the build and `make check` see what readers see. In
go the page's source and the problems met on the way; out come faults with their places.
"""

import xml.etree.ElementTree as etree
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

from checks.links import links_in
from checks.sentences import Passage, Sentence, read_passages
from checks.tracing import check_people, record_passages, trace
from checks.wording import LONGEST_HEADING, Rule, check_finding, check_numbers_in_words, check_shape, check_words
from evidence.records import read_records
from evidence.studies import Evidence
from faults import Fault, line_of, read_utf8
from pages.head import DESCRIPTION
from source import FrontMatter, blocks_of, check_blocks, locate, locate_remarks, read_front_matter
from writing.citations import Problem

RULES = "wording.yml"


class PassagesExtension(Extension):
    """Leaves the passages of the page last converted in `passages`, and the links written as HTML in `html_links`."""

    def __init__(self) -> None:
        super().__init__()
        self.passages: tuple[Passage, ...] = ()
        self.html_links: tuple[str, ...] = ()

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (Python-Markdown's name)
        md.treeprocessors.register(_PassagesProcessor(md, self), "passages", 6)  # after attr_list 8, before toc 5


class _PassagesProcessor(Treeprocessor):
    def __init__(self, md: Markdown, extension: PassagesExtension) -> None:
        super().__init__(md)
        self.extension = extension

    def run(self, root: etree.Element) -> None:
        self.extension.passages = tuple(read_passages(root))
        raw = "".join(block for block in self.md.htmlStash.rawHtmlBlocks if isinstance(block, str))
        self.extension.html_links = links_in(raw)
        for element in root.iter():
            element.attrib.pop("data-record", None)


class PageCheck:
    """One per build. `extension` goes into Markdown; `faults` is asked for after each page."""

    def __init__(self, refs: Path, evidence: Evidence) -> None:
        self.extension = PassagesExtension()
        self.evidence = evidence
        self.rules = read_records(refs / RULES, f"{refs.name}/{RULES}", Rule)
        self.files = (evidence.findings, evidence.tables, evidence.changes, evidence.studies, evidence.urgent)
        self.texts: Mapping[str, str] = {
            file.path: read_utf8(refs / Path(file.path).name, file.path)[0]
            for file in self.files
            if (refs / Path(file.path).name).is_file()
        }

    def faults(self, source: str, path: str, title: str, problems: Iterable[Problem], *, written: bool = True) -> tuple[Fault, ...]:
        """Everything wrong with the page just converted. The head of a page that nobody wrote comes from a record."""
        front_matter = read_front_matter(source, path)
        passages = self.extension.passages
        if written:
            passages += _description(front_matter, passages)
        untraced = front_matter.values.get("untraced") or {}
        remarks = [*trace(passages, self.evidence, untraced if isinstance(untraced, dict) else {})]
        head: tuple[Fault, ...] = ()
        if self.rules.records:
            head = tuple(_check_head(title, front_matter, source, path)) if written else ()
            remarks += [*check_words(passages, self.rules.records), *check_numbers_in_words(passages), *check_shape(passages)]
        return (
            *front_matter.faults,
            *head,
            *locate([*check_blocks(source), *problems], source, path, self.texts),
            *locate_remarks(remarks, source, path, self.files, self.texts),
        )

    def record_faults(self) -> tuple[Fault, ...]:
        """What is wrong with the records themselves, on whatever page they stand."""
        passages = record_passages(self.evidence)
        remarks = [*trace(passages, self.evidence, {}), *check_people(self.evidence)]
        for slug, finding in self.evidence.findings.records.items():
            remarks += check_finding(slug, finding, self.rules.records, self.evidence.findings.path)
        return (*self.evidence.faults, *self.rules.faults, *locate_remarks(remarks, "", "", self.files, self.texts))

    def placements(self, pages: Mapping[str, str], folder: str) -> tuple[Fault, ...]:
        """Each finding must stand on one page, which its own page leads to."""
        places: dict[str, list[str]] = {slug: [] for slug in self.evidence.findings.records}
        for path, source in pages.items():
            for slug in blocks_of(source, "finding"):
                places.setdefault(slug, []).append(f"{folder}/{path}")
        faults = [*_twice(pages, folder)]
        for slug in self.evidence.findings.records:
            if not places[slug] and not self.evidence.findings.records[slug].withdrawn:
                faults.append(
                    self.evidence.findings.fault(f'"{slug}" stands on no page (add /// finding | {slug}, and below it ///)', slug)
                )
            elif len(places[slug]) > 1:
                where = " and ".join(places[slug])
                faults.append(self.evidence.findings.fault(f'"{slug}" stands twice, on {where} (keep it on one page)', slug))
        return tuple(faults)


def _twice(pages: Mapping[str, str], folder: str) -> Iterator[Fault]:
    """A table that stands twice on a page: its rows' addresses would, too."""
    for path, source in pages.items():
        names = blocks_of(source, "table")
        for name in {name for name in names if names.count(name) > 1}:
            line = line_of(source, f"/// table | {name}", 1)
            yield Fault(f"{folder}/{path}", line, f'the table "{name}" stands on this page already (take one of the two out)')


def _check_head(title: str, front_matter: FrontMatter, source: str, path: str) -> Iterator[Fault]:
    """A title or description that is none or that link previews would cut, and a date that is none."""
    for name, limit in (("title", LONGEST_HEADING), ("description", DESCRIPTION)):
        value = front_matter.values.get(name, title if name == "title" else "")
        line = line_of(source, f"{name}:") or 1
        if not isinstance(value, str):
            yield Fault(path, line, f"this {name} is no text (put it in quotes)")
        elif len(value) > limit:
            yield Fault(path, line, f"this {name} has {len(value)} characters (at most {limit}, or previews cut it)")
    if "checked" in front_matter.values and not isinstance(front_matter.values["checked"], date):
        yield Fault(path, line_of(source, "checked:"), "checked is no date (write checked: 2026-11-22, without quotes)")


def _description(front_matter: FrontMatter, passages: Iterable[Passage]) -> tuple[Passage, ...]:
    """What previews say of the page: it cites nothing, so its numbers may come from any work that the page cites."""
    text = str(front_matter.values.get("description") or "")
    cited = tuple(dict.fromkeys(key for passage in passages for sentence in passage.sentences for key in sentence.keys))
    return (Passage("meta", "", (Sentence(text, cited),)),) if text else ()
