"""Numbers that are our own sums: a † in the text, with a note at the page's foot; "(our sum)" where a text stands alone.

In goes what was traced to facts with the status derived; out come the marks in a page's element tree, and plain texts.
"""

import re
import xml.etree.ElementTree as etree
from collections.abc import Callable, Iterable, Mapping, Sequence

from markdown import Markdown

from checks.counts import Count
from checks.sentences import CITED, Passage, Span, as_written, cited_sentences, flow, split_sentences
from checks.steps import TreeStep
from checks.tracing import own_sums, sums_in
from evidence.studies import Evidence
from references.citation_syntax import GROUP, parts_of, read_part
from templates import render_element
from writing.notes import Desk

_HEADINGS = frozenset(f"h{level}" for level in range(1, 7))
_GROUP = re.compile(rf"\s*{GROUP}")


class DerivedExtension(TreeStep):
    """Marks the sums in the passages that were just read, each once, and none in headings."""

    name, priority = "derived", 5.8  # after passages 6, before the foot 5.6

    def __init__(self, desk: Desk, evidence: Evidence, passages: Callable[[], Sequence[Passage]]) -> None:
        super().__init__()
        self.desk, self.evidence, self.passages = desk, evidence, passages

    def run(self, root: etree.Element, md: Markdown) -> None:
        untraced = self.desk.notes.page.untraced
        parents: dict[etree.Element, etree.Element] = {}
        for passage in self.passages():
            if passage.tag in _HEADINGS or passage.element is None or not (sums := [*sums_in(passage, self.evidence, untraced)]):
                continue
            parents = parents or {child: parent for parent in root.iter() for child in parent}
            spans = flow(passage.element)
            for end in sorted(_ends(passage, spans, sums), reverse=True):  # from behind, so that what stands before keeps its place
                _mark(spans, end, parents)


def _ends(passage: Passage, spans: Sequence[Span], sums: Iterable[tuple[int, Count]]) -> set[int]:
    """Where the counts end in the passage's characters."""
    pieces = ["".join(span.text for span in spans)] if passage.tag == "tr" else [piece for piece, _ in cited_sentences(spans)]
    starts = [sum(map(len, pieces[:number])) for number in range(len(pieces))]
    return {starts[number] + _end(count, passage.sentences[number].text, pieces[number]) for number, count in sums}


def _end(count: Count, sentence: str, written: str) -> int:
    """Where a count of the bare sentence ends in the sentence as it is written: with white space of any kind, and with marks."""
    pattern = re.compile(r"\s+".join(map(re.escape, count.text.split())))
    before = sum(match.start() < count.start for match in pattern.finditer(sentence))
    return [match.end() for match in pattern.finditer(written)][before]


def _mark(spans: Sequence[Span], end: int, parents: Mapping[etree.Element, etree.Element]) -> None:
    """Put the mark behind the character that ends there."""
    for span in spans:
        if end <= len(span.text):
            break
        end -= len(span.text)
    sign = render_element("derived.html")
    at = span.start + end
    if span.is_tail:
        parent, place, text = parents[span.element], [*parents[span.element]].index(span.element) + 1, span.element.tail or ""
        span.element.tail = text[:at]
    else:
        parent, place, text = span.element, 0, span.element.text or ""
        span.element.text = text[:at]
    sign.tail = text[at:]
    parent.insert(place, sign)


def say_sums(markdown: str, keys: tuple[str, ...], evidence: Evidence, untraced: Mapping[str, str]) -> str:
    """Markdown without its citations, in which each of our own sums says so. A sentence that cites nothing rests on `keys`."""
    cited = [_keys(match["body"]) for match in _GROUP.finditer(markdown)]
    groups = iter(cited)
    said = []
    for piece in split_sentences(_GROUP.sub(CITED, as_written(markdown))):
        own = tuple(key for _ in range(piece.count(CITED)) for key in next(groups))
        sentence = " ".join(piece.replace(CITED, "").split())
        for end in sorted({_end(count, sentence, piece) for count in own_sums(sentence, own or keys, evidence, untraced)}, reverse=True):
            piece = f"{piece[:end]} (our sum){piece[end:]}"
        said.append(piece.replace(CITED, ""))
    return "".join(said)


def _keys(body: str) -> tuple[str, ...]:
    return tuple(part.key for written in parts_of(body) if (part := read_part(written)))
