"""The sentences of a rendered page, with the works that each cites.

In goes the element tree that Python-Markdown made, after citations were marked and before it is written out; out come
passages (a paragraph, a list item, a heading, a table row …) as sentences. Code is left out, lists of sources too.
"""

import re
import xml.etree.ElementTree as etree
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from faults import Fault, Words

CITED, LEFT_OUT = "\ue000", "\ue001"  # stand in a passage's text for a citation, and for code or HTML

FOR_DOCTORS = "for-doctors"  # the class of a heading or table that keeps decimals, doses and terms
UNREADABLE = "?"  # stands among a sentence's keys for a citation with a fault of its own

_PASSAGES = frozenset(("p", "li", "dt", "dd", "h1", "h2", "h3", "h4", "h5", "h6", "caption", "figcaption", "summary", "tr"))
_BLOCKS = _PASSAGES | frozenset(("ul", "ol", "dl", "table", "thead", "tbody", "div", "section", "blockquote", "figure", "details", "pre"))
_NOT_PROSE = frozenset(("pre", "script", "style", "math", "svg"))
_SOURCES = frozenset(("page-sources", "bibliography"))

# A sentence ends at . ? or ! with its closing marks and the citations behind it, before white space and a new start.
_SHORT = "vs Vs e.g i.e cf ca approx al Dr Mr Mrs Prof St Fig fig p pp".split()  # words whose full stop ends no sentence
_NOT_SHORT = "".join(rf"(?<!\b{re.escape(word)}\.)" for word in _SHORT)
_END = re.compile(
    rf"[.?!](?<!\b[A-Z]\.){_NOT_SHORT}(?!(?<=\bNo\.)\s+\d)"
    rf"[\"”’)\]]*(?:\s*{CITED})*(?=\s+[\"“(]?[A-Z0-9{LEFT_OUT}]|\s*$)"
)
_PLACEHOLDER = re.compile("\x02(?:(?P<char>\\d+)|[^\x03]*)\x03")  # what Python-Markdown puts away until the end


@dataclass(frozen=True, slots=True)
class Sentence:
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

    @property
    def words(self) -> int:
        return sum(len(sentence.text.split()) for sentence in self.sentences)


def read_passages(root: etree.Element) -> Iterator[Passage]:
    """All passages of a page, in reading order."""
    seen: Counter[str] = Counter()
    for passage in _passages(root, "", doctors=False):
        sentences = []
        for sentence in passage.sentences:
            sentences.append(replace(sentence, occurrence=seen[sentence.text], record=passage.record))
            seen[sentence.text] += 1
        yield replace(passage, sentences=tuple(sentences))


def _passages(element: etree.Element, record: str, *, doctors: bool) -> Iterator[Passage]:
    css_class = element.get("class", "")
    if element.tag in _NOT_PROSE or _SOURCES & set(css_class.split()):
        return
    record = element.get("data-record", record)
    doctors = doctors or FOR_DOCTORS in css_class.split()
    if element.tag in _PASSAGES:
        cited: list[tuple[str, ...]] = []
        text = _flow(element, cited)
        sentences = (_row(text, cited),) if element.tag == "tr" else tuple(_sentences(text, cited))
        if any(sentence.text.strip() for sentence in sentences):
            yield Passage(element.tag, css_class, sentences, record, doctors)
    if element.tag != "tr":
        section = ""  # the heading of the section for doctors that we are in: it ends at the next one of its rank
        for child in element:
            if re.fullmatch("h[1-6]", child.tag) and (not section or child.tag <= section):
                section = child.tag if FOR_DOCTORS in child.get("class", "").split() else ""
            if child.tag in _BLOCKS or element.tag not in _PASSAGES:
                yield from _passages(child, record, doctors=doctors or bool(section))


def _flow(element: etree.Element, cited: list[tuple[str, ...]]) -> str:
    """The text of an element without the blocks in it; of a row with its cells. Adds the keys of each citation."""
    parts = [element.text or ""]
    for child in element:
        if child.tag == "sup" and "citation" in child.get("class", "").split():
            links = [link.get("href", "") for link in child.iter("a")]
            cited.append(tuple(link.removeprefix("#ref-") for link in links if link.startswith("#ref-")))
            parts.append(CITED)
        elif child.tag == "mark" and "citation-fault" in child.get("class", "").split():
            cited.append((UNREADABLE,))
            parts.append(CITED)
        elif child.tag in ("code", "kbd", "samp", *_NOT_PROSE):
            parts.append(LEFT_OUT)
        elif child.tag == "br":
            parts.append(" ")
        elif child.tag in ("th", "td"):
            parts.append(f"\n{_flow(child, cited)}\n")
        elif "headerlink" not in child.get("class", "").split() and child.tag not in _BLOCKS:
            parts.append(_flow(child, cited))
        parts.append(child.tail or "")
    return _PLACEHOLDER.sub(lambda match: chr(int(match["char"])) if match["char"] else LEFT_OUT, "".join(parts))


def split_sentences(text: str) -> Iterator[str]:
    """The sentences of a run of text, each with the white space before it."""
    start = 0
    for match in _END.finditer(text):
        yield text[start : match.end()]
        start = match.end()
    if text[start:].strip():
        yield text[start:]


def _sentences(text: str, cited: list[tuple[str, ...]]) -> Iterator[Sentence]:
    keys = iter(cited)
    for piece in split_sentences(text):
        found = [key for _ in range(piece.count(CITED)) for key in next(keys)]
        yield Sentence(_clean(piece), tuple(dict.fromkeys(found)))


def _row(text: str, cited: list[tuple[str, ...]]) -> Sentence:
    cells = " | ".join(_clean(cell) for cell in text.split("\n") if cell.strip())
    return Sentence(cells, tuple(dict.fromkeys(key for keys in cited for key in keys)))


def _clean(text: str) -> str:
    text = re.sub(rf"\s*{CITED}", "", text)
    return " ".join(text.split())
