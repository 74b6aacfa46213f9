"""The sentences of a rendered page, with the works that each cites.

In goes the element tree that Python-Markdown made, after citations were marked and before it is written out; out come
passages (a paragraph, a list item, a heading, a table row …) as sentences. Code is left out, lists of sources too.
"""

import re
import xml.etree.ElementTree as etree
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import NamedTuple

from faults import Fault, Words

CITED, LEFT_OUT = "\ue000", "\ue001"  # stand in a passage's text for a citation, and for code or HTML
_WRITTEN = dict.fromkeys(map(ord, (CITED, LEFT_OUT)), "\ufffd")  # where a writer wrote one of the two, it stands for neither

FOR_DOCTORS = "for-doctors"  # the class of a heading or table that keeps decimals, doses and terms
UNREADABLE = "?"  # stands among a sentence's keys for a citation with a fault of its own

_PASSAGES = frozenset(("p", "li", "dt", "dd", "h1", "h2", "h3", "h4", "h5", "h6", "caption", "figcaption", "summary", "tr"))
_BLOCKS = _PASSAGES | frozenset(("ul", "ol", "dl", "table", "thead", "tbody", "div", "section", "blockquote", "figure", "details", "pre"))
_NOT_PROSE = frozenset(("pre", "script", "style", "math", "svg"))
_NO_WORDS = _NOT_PROSE | frozenset(("code", "kbd", "samp"))  # what stands in a sentence, and is none of its words
_SOURCES = frozenset(("page-sources", "bibliography"))
# The same words on several pages; a picture in words, told in the text around it; what is said above a finding that is withdrawn.
_ASIDES = frozenset(("urgent", "chart", "finding-report", "finding-withdrawn", "finding-said"))
MERGED = "citation merged"  # the class of a mark that is read here and then taken out: the next sentence's stands for it

# A sentence ends at . ? or ! with its closing marks and the citations behind it, before white space and a new start.
_SHORT = "vs Vs e.g i.e cf ca approx al Dr Mr Mrs Prof St Fig fig p pp".split()  # words whose full stop ends no sentence
_NOT_SHORT = "".join(rf"(?<!\b{re.escape(word)}\.)" for word in _SHORT)
_END = re.compile(
    rf"[.?!](?<!\b[A-Z]\.){_NOT_SHORT}(?!(?<=\bNo\.)\s+\d)"
    rf"[\"”’)\]]*(?:\s*{CITED})*(?=\s+[\"“(]?[A-Z0-9{LEFT_OUT}]|\s*$)"
)
_MARK = re.compile(rf"\s*{CITED}")
_WORD = re.compile(r"[^\W_]\S*")  # what has a letter or a digit
_PLACEHOLDER = re.compile("\x02(?:(?P<char>\\d+)|[^\x03]*)\x03")  # what Python-Markdown puts away until the end


class Sentence(NamedTuple):
    """One sentence, or one table row."""

    text: str  # without citations
    keys: tuple[str, ...]  # of the works it cites, each once
    occurrence: int = 0  # how many sentences before it on the page read the same
    record: str = ""  # where its text comes from, if not from the page: refs/findings.yml#skin-nerves

    def fault(self, kind: str, message: str, start: int = 0, end: int = 0) -> Fault:
        """A fault about a part of the sentence, or about all of it."""
        return Fault("", 0, message, kind=kind, words=Words(self.text, start, end, self.record, self.occurrence))


@dataclass(frozen=True, slots=True)
class Passage:
    """A run of sentences that belong together."""

    tag: str  # p, li, h2, tr …
    css_class: str
    sentences: tuple[Sentence, ...]
    record: str = ""  # where its text comes from, as of its sentences
    for_doctors: bool = False
    aside: bool = False  # folded, in a block that other pages have, too, or about a finding that is withdrawn: not counted
    marks: int = 0  # of citation, as printed
    element: etree.Element | None = field(default=None, compare=False, repr=False)  # that it was read from

    @property
    def of_figure(self) -> bool:
        """Whether it is a figure's title or the words below it."""
        return self.tag == "figcaption" or "figure-title" in self.css_class.split()

    @property
    def words(self) -> int:
        return sum(len(_WORD.findall(sentence.text)) for sentence in self.sentences)


def read_passages(root: etree.Element) -> Iterator[Passage]:
    """All passages of a page, in reading order."""
    return _passages(root, "", Counter(), doctors=False)


class Span(NamedTuple):
    """A run of a passage's characters, and the node that holds them: the text of an element, or what stands behind it."""

    text: str
    element: etree.Element
    is_tail: bool = False
    start: int = 0  # where in that node


def _passages(element: etree.Element, record: str, seen: Counter[str], *, doctors: bool, aside: bool = False) -> Iterator[Passage]:
    css_class = element.get("class", "")
    names = set(css_class.split())
    if element.tag in _NOT_PROSE or _SOURCES & names:
        return
    record = element.get("data-record", record)
    doctors = doctors or FOR_DOCTORS in names
    aside = aside or element.tag == "details" or bool(_ASIDES & names)
    if element.tag in _PASSAGES:
        spans = flow(element)
        sentences = tuple(_sentence(text, marks, record, seen) for text, marks in (_row if element.tag == "tr" else _cleaned)(spans))
        if any(sentence.text.strip() for sentence in sentences):
            marks = sum(span.text == CITED and span.element.get("class") != MERGED for span in spans)
            yield Passage(element.tag, css_class, sentences, record, doctors, aside, marks, element)
    if element.tag != "tr":
        section = ""  # the heading of the section for doctors that we are in: it ends at the next one of its rank
        for child in element:
            if re.fullmatch("h[1-6]", child.tag) and (not section or child.tag <= section):
                section = child.tag if FOR_DOCTORS in child.get("class", "").split() else ""
            if child.tag in _BLOCKS or element.tag not in _PASSAGES:
                yield from _passages(child, record, seen, doctors=doctors or bool(section), aside=aside)


def flow(element: etree.Element) -> list[Span]:
    """The text of an element without the blocks in it; of a row with its cells, each on lines of its own."""
    spans = _node(element.text, element)
    for child in element:
        classes = child.get("class", "").split()
        if (child.tag == "sup" and "citation" in classes) or (child.tag == "mark" and "citation-fault" in classes):
            spans.append(Span(CITED, child))
        elif child.tag in _NO_WORDS:
            spans.append(Span(LEFT_OUT, child))
        elif child.tag == "br":
            spans.append(Span(" ", child))
        elif child.tag in ("th", "td"):
            spans += [Span("\n", child), *flow(child), Span("\n", child)]
        elif "headerlink" not in classes and child.tag not in _BLOCKS:
            spans += flow(child)
        spans += _node(child.tail, child, is_tail=True)
    return spans


def _node(text: str | None, element: etree.Element, *, is_tail: bool = False) -> list[Span]:
    """One node's text, with what Python-Markdown put away as the character that it stands for."""
    start, text, spans = 0, as_written(text or ""), []
    for match in _PLACEHOLDER.finditer(text) if "\x02" in text else ():
        spans.append(Span(text[start : match.start()], element, is_tail, start))
        spans.append(Span(chr(int(match["char"])) if match["char"] else LEFT_OUT, element, is_tail, match.start()))
        start = match.end()
    if text[start:]:
        spans.append(Span(text[start:], element, is_tail, start))
    return spans


def as_written(text: str) -> str:
    """A writer's text, in which nothing stands for a citation."""
    return text if text.isascii() else text.translate(_WRITTEN)


def cited_sentences(spans: Sequence[Span]) -> Iterator[tuple[str, tuple[etree.Element, ...]]]:
    """Each sentence as it stands in the passage, with its marks of citation."""
    marks = (span.element for span in spans if span.text == CITED)
    for piece in split_sentences("".join(span.text for span in spans)):
        yield piece, tuple(islice(marks, piece.count(CITED)))


def split_sentences(text: str) -> Iterator[str]:
    """The sentences of a run of text, each with the white space before it."""
    start = 0
    for match in _END.finditer(text):
        yield text[start : match.end()]
        start = match.end()
    if text[start:].strip():
        yield text[start:]


def _cleaned(spans: Sequence[Span]) -> Iterator[tuple[str, Iterable[etree.Element]]]:
    for piece, marks in cited_sentences(spans):
        yield _clean(piece), marks


def _row(spans: Sequence[Span]) -> Iterator[tuple[str, Iterable[etree.Element]]]:
    cells = " | ".join(_clean(cell) for cell in "".join(span.text for span in spans).split("\n") if cell.strip())
    yield cells, (span.element for span in spans if span.text == CITED)


def _sentence(text: str, marks: Iterable[etree.Element], record: str, seen: Counter[str]) -> Sentence:
    seen[text] += 1
    return Sentence(text, _keys(marks), seen[text] - 1, record)


def _keys(marks: Iterable[etree.Element]) -> tuple[str, ...]:
    """The works that marks of citation name, each once."""
    found: dict[str, None] = {}
    for mark in marks:
        links = [link.get("href", "") for link in mark.iter("a")] if mark.tag == "sup" else [f"#ref-{UNREADABLE}"]
        found |= dict.fromkeys(link.removeprefix("#ref-") for link in links if link.startswith("#ref-"))
    return tuple(found)


def _clean(text: str) -> str:
    return " ".join(_MARK.sub("", text).split())
