"""Citations in Pandoc's bracketed syntax, as a Python-Markdown extension: `[see @caro2008subset, table 2; @other]`.

In go Markdown and a ReferenceList; out come numbered links, the list "Sources on this page", and, where a page holds
`/// bibliography | papers`, the site's whole bibliography with links to every page that cites. What was cited and
what was wrong is noted on the desk. Knows nothing of MkDocs.
"""

import re
import xml.etree.ElementTree as etree
from collections.abc import Iterator, Sequence

from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor
from markdown.util import HTML_PLACEHOLDER_RE, INLINE_PLACEHOLDER_RE, AtomicString

from checks.sentences import MERGED
from checks.steps import TreeStep
from faults import hint
from references.citation_syntax import GROUP, parts_of, read_part, without_punctuation
from references.shown import ReferenceList
from writing.blocks import EmptyBlocks
from writing.citation_slips import DefinitionGuard, in_raw_html, left_in_text
from writing.late_lists import LateList
from writing.merged_marks import MergedMarks, merged
from writing.notes import CitingPage, Desk
from writing.source_lists import bibliography, page_sources

_ATTRIBUTES = re.compile(r"\{:?[^{}\n]*\}")
_NO_LONE_KEY = r"(?!@[\w:.-]+\](?!\s?[\[(]))"  # behind a bracket that opens
_LITERAL_TAG = re.compile(r"<(/?)(?:a|code|kbd|samp|pre)\b", re.IGNORECASE)


class CitationsExtension(Extension):
    """Notes on the desk what the page cites."""

    def __init__(self, references: ReferenceList, desk: Desk) -> None:
        super().__init__()
        self.references, self.desk = references, desk

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (Python-Markdown's name)
        md.ESCAPED_CHARS.append("@")  # Pandoc's \@
        guard = DefinitionGuard(md.parser, lambda fault: self.desk.notes.faults.append(fault))
        md.parser.blockprocessors.register(guard, "citation_definition", 17)  # abbr 16, reference 15
        md.inlinePatterns.register(_CitationProcessor(md, self), "citation", 88)  # html 90, entity 80
        for name in ("reference", "link", "short_reference"):  # would each take apart every bracket, most of which are citations
            if name in md.inlinePatterns:  # another extension may have taken it out
                links = md.inlinePatterns[name]
                links.compiled_re = re.compile(f"{links.pattern}{_NO_LONE_KEY}", re.DOTALL)
        for part in (_Sources(self), MergedMarks(), _BibliographyBlocks(self.desk)):
            part.extendMarkdown(md)

    def key_of(self, written: str) -> tuple[str, str]:
        """The key, and what is behind it: a full stop at the end is part of a key only if the library says so."""
        bare = without_punctuation(written)
        if self.references.library.find(written) or not self.references.library.find(bare):
            return written, ""
        return bare, written[len(bare) :]


class _CitationProcessor(InlineProcessor):
    """Turns a group into a marker whose links still lack their numbers: groups are not met in reading order."""

    ANCESTOR_EXCLUDES = ("a",)

    def __init__(self, md: Markdown, extension: CitationsExtension) -> None:
        super().__init__(GROUP, md)
        self.extension = extension
        self._before = "", False

    def handleMatch(  # type: ignore[override]  # noqa: N802
        self, m: re.Match[str], data: str
    ) -> tuple[etree.Element | str | None, int | None, int | None]:
        if self._in_attribute(data, m.start()) or self._in_raw_literal(data, m.start()):
            return f"\x02{ord('[')}\x03{m[0][1:]}", m.start(0), m.end(0)  # as if it were written \[
        marker, problems = self._marker(m["body"])
        for problem in problems:
            self.extension.desk.notes.slip("citation", problem, m[0])
        if marker is None:
            marker = etree.Element("mark", {"class": "citation-fault"})
            marker.text = AtomicString(m[0])
        return marker, m.start(0), m.end(0)

    def _marker(self, body: str) -> tuple[etree.Element | None, list[str]]:
        marker = etree.Element("sup", {"class": "citation"})
        problems: list[str] = []
        last: etree.Element | None = None
        complete = True
        for written in (texts := parts_of(body)):
            part = read_part(written)
            if not part:
                what = f'the part "{written}" of a citation has no key' if len(texts) > 1 else "this citation has no key"
                problems.append(f"{what} (write [@key], with a key from refs/)")
                continue
            if part.has_second_key:
                problems.append(f'"{written}" holds two keys (put ";" between them)')
                continue
            key, behind = (part.key, "") if part.is_exact else self.extension.key_of(part.key)
            shown = self.extension.references.show(key)
            if not shown:
                complete = False
                problems += self._unknown(key)
                continue
            before = ("; " if last is not None else "") + (f"{part.prefix} " if part.prefix else "")
            if last is None:
                marker.text = before
            else:
                last.tail = (last.tail or "") + before
            last = etree.SubElement(marker, "a", {"data-key": shown.reference.key})
            last.tail = behind + part.suffix
        return (None if problems or not complete else marker), problems

    def _unknown(self, key: str) -> list[str]:
        library = self.extension.references.library
        if library.knows(key):
            return []  # the .bib file's own fault says it better
        return [f'no reference has the key "{key}" ({hint(library.nearest(key), "add it to a .bib file in refs/")})']

    def _in_attribute(self, data: str, position: int) -> bool:
        """Inside the quotes of `{ title="[@a]" }`, which attr_list reads later."""
        start = data.rfind("{", 0, position)
        match = _ATTRIBUTES.match(data, start) if start >= 0 else None
        return bool(match and position < match.end() and data.count('"', start, position) % 2 == 1)

    def _in_raw_literal(self, data: str, position: int) -> bool:
        """Between `<a>` and `</a>`, or the tags of code, written as HTML, which Python-Markdown has put away by now.

        Groups are met from left to right. What was found before the last one is kept, so that many do not take ever longer.
        """
        before, inside = self._before
        if not data.startswith(before):
            before, inside = "", False
        stash = self.md.treeprocessors["inline"].stashed_nodes  # type: ignore[attr-defined]  # not every tree processor has it; this one does
        for placeholder in INLINE_PLACEHOLDER_RE.finditer(data, len(before), position):
            stashed = stash.get(placeholder[1])
            match = HTML_PLACEHOLDER_RE.search(stashed) if isinstance(stashed, str) else None
            raw = self.md.htmlStash.rawHtmlBlocks[int(match[1])] if match else ""
            if isinstance(raw, str) and (tag := _LITERAL_TAG.match(raw)):
                inside = not tag[1]
        self._before = data[:position], inside
        return inside


class _BibliographyBlocks(EmptyBlocks):
    """`/// bibliography | papers`: a place for all shown references of one .bib file."""

    name = "bibliography"

    def element(self, group: str, md: Markdown) -> etree.Element:
        return etree.Element("div", {"data-bibliography": group})


class _Sources(TreeStep):
    """Numbers the citations in reading order and adds the lists."""

    name, priority = "citation_sources", 15  # after inline 20, before attr_list 8

    def __init__(self, extension: CitationsExtension) -> None:
        super().__init__()
        self.extension = extension

    def run(self, root: etree.Element, md: Markdown) -> None:
        extension, desk = self.extension, self.extension.desk
        notes = desk.notes
        notes.faults += in_raw_html(md.htmlStash.rawHtmlBlocks)
        notes.faults += left_in_text(root, extension.key_of, extension.references.library)
        blocks = [element for element in root.iter("div") if "data-bibliography" in element.attrib]
        numbers = self._list_numbers([block.attrib["data-bibliography"] for block in blocks])
        notes.places = self._number(root, numbers)
        here = CitingPage(notes.page.path, "This page", notes.places)
        for place, block in enumerate(blocks, start=1):
            group = block.attrib["data-bibliography"]
            block.attrib = {"class": "bibliography"}
            others = [(page, desk.link(page.path)) for page in desk.cited_before()]
            html, ids = bibliography(extension.references, group, here, others, numbers)
            if ids:
                notes.lists.append(LateList.of(block, place, html, ids))
        guarded = {fault.words.text for fault in notes.faults if fault.words}
        notes.faults = [fault for fault in notes.faults if not (fault.words and f"{fault.words.text}:" in guarded)]
        if notes.places and not blocks:
            section, listed = page_sources(extension.references, numbers, desk.link(desk.sources_page()))
            root.append(section)
            notes.lists.append(listed)

    def _list_numbers(self, groups: Sequence[str]) -> dict[str, int]:
        """On the page of the bibliography a citation's number is that of its entry in the list."""
        if not groups:
            return {}
        references, notes = self.extension.references, self.extension.desk.notes
        known = references.groups
        for group in groups:
            if group not in known:
                message = f"there is no refs/{group}.bib (write one of {', '.join(known)})"
                notes.slip("unknown-record", message, f"/// bibliography | {group}")
        for group in sorted({reference.entry.group for reference in references.references()} - set(groups)):
            message = f"references of {group}.bib are cited, but not listed (add /// bibliography | {group}, and below it ///)"
            notes.slip("not-listed", message, "/// bibliography")
        listed = references.references([group for group in groups if group in known])
        return {reference.key: number for number, reference in enumerate(listed, start=1)}

    def _number(self, root: etree.Element, numbers: dict[str, int]) -> dict[str, str]:
        """The first place of each work that is cited: another mark has the same number, so it is seen from there."""
        places: dict[str, str] = {}
        spared = merged(root)
        for marker in spared:
            marker.set("class", MERGED)
            for link in marker:
                link.set("href", f"#ref-{link.attrib['data-key']}")
        for position, marker in enumerate(_markers(root), start=1):
            # toc and MkDocs leave out of ids and titles what has an id that begins with "fnref".
            marker.set("id", f"fnref-cite-{position}")
            for link in [link for link in marker.iter("a") if "data-key" in link.attrib]:
                shown = self.extension.references.get(key := link.attrib.pop("data-key"))
                number = numbers.setdefault(key, len(numbers) + 1)
                link.set("href", f"#ref-{key}")
                link.set("aria-label", f"Source {number}: {shown.label}")
                link.text = AtomicString(str(number))
                places.setdefault(key, marker.attrib["id"])
        return places


def _markers(root: etree.Element) -> Iterator[etree.Element]:
    """The markers in reading order, each kept on the line of the word before it."""
    for parent in root.iter():
        before: etree.Element | None = None
        for child in parent:
            if child.tag == "sup" and child.get("class") == "citation":
                if before is None:
                    parent.text = _glued(parent.text)
                else:
                    before.tail = _glued(before.tail)
            before = child
    yield from (element for element in root.iter("sup") if element.get("class") == "citation")


def _glued(text: str | None) -> str | None:
    return text[:-1] + "\u00a0" if text and text[-1] in " \n" else text
