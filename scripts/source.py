"""Source files as their writers wrote them, read once: a page with its front matter, title and blocks, and where words stand.

In go files, out come Page records. All ways back from what readers see to the line that a writer wrote begin here.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any, Protocol

import yaml

from faults import Fault, Words

_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(?P<yaml>.*?\n)(?:---|\.\.\.)[ \t]*\n", re.DOTALL)
_BLOCK = re.compile(r"^[ \t>]*(?P<fence>/{3,})[ ]*(?P<name>[\w-]+)[ ]*(?:\|[ ]*(?P<argument>[^\n]*?))?[ ]*$", re.MULTILINE)
_HEADING = re.compile(r"^# +(.+?) *#* *$", re.MULTILINE)
_BETWEEN = r"(?:\[[^\[\]]*@[^\[\]]*\]|\]\([^)\s]*\)|\{[^}\n]*\}|[\W_])+?"  # what Markdown may put between two words
_WORD = re.compile(r"[^\W_]+")
_CODE = re.compile(
    r"""
    ^(?P<indent>[ ]*)(?P<fence>`{3,}|~{3,}) [^\n]*\n .*? ^[ ]*(?P=fence)[`~]*[ ]*$   # a fenced block
    | <!--.*?-->
    | (?<!`)(?P<ticks>`+)(?!`) .+? (?<!`)(?P=ticks)(?!`)                              # code in a line
    """,
    re.VERBOSE | re.MULTILINE | re.DOTALL,
)


def read_utf8(path: Path, shown_as: str) -> tuple[str, tuple[Fault, ...]]:
    """The file's text with plain newlines. Bytes that are not UTF-8 become U+FFFD, so that reading can go on."""
    data = path.read_bytes()
    faults: tuple[Fault, ...] = ()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        text = data.decode("utf-8-sig", errors="replace")
        faults = (Fault(shown_as, line, "this is not UTF-8 (save the file again as UTF-8)", kind="encoding"),)
    return text.replace("\r\n", "\n").replace("\r", "\n"), faults


class Text:
    """Written text, or a part of a file, in which words are found again."""

    def __init__(self, shown_as: str, text: str, first_line: int = 1) -> None:
        self.shown_as, self.text, self.first_line = shown_as, text, first_line

    @cached_property
    def without_code(self) -> str:
        """The same text, as long and with the same lines, with code blanked out."""
        if "`" not in self.text and "~~~" not in self.text and "<!--" not in self.text:
            return self.text
        return _CODE.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), self.text)

    def line_at(self, offset: int) -> int:
        return self.text.count("\n", 0, offset) + self.first_line

    def line_of(self, source: str, occurrence: int = 0) -> int:
        """The line on which `source` stands for the n-th time outside code, or 0. White space matches any white space."""
        pattern = r"\s+".join(re.escape(word) for word in source.split())
        for text in (self.without_code, self.text):
            places = [match.start() for match in re.finditer(pattern, text)] if pattern else []
            if places:
                return self.line_at(places[min(occurrence, len(places) - 1)])
        return 0

    def find(self, words: Words) -> tuple[int, int]:
        """Line and column of words that are not verbatim, told by the words around them; 0 where they are not found."""
        end = words.end or len(words.text)
        before = _WORD.findall(words.text[: words.start])
        focus = _WORD.findall(words.text[words.start : end]) or _WORD.findall(words.text)[:1]
        after = _WORD.findall(words.text[end:])
        for near in (6, 3, 2, 1, 0):
            lead = _BETWEEN.join(map(re.escape, before[len(before) - min(near, len(before)) :]))
            rest = _BETWEEN.join(map(re.escape, [*focus[:8], *after[:near]]))
            pattern = rf"(?<![^\W_]){lead}{_BETWEEN if lead else ''}(?P<focus>{rest})(?![^\W_])"
            if matches := list(re.finditer(pattern, self.without_code)):
                offset = matches[min(words.occurrence, len(matches) - 1)].start("focus")
                return self.line_at(offset), offset - self.text.rfind("\n", 0, offset)
        return 0, 0


@dataclass(frozen=True, slots=True)
class Block:
    """`/// name | argument`, the start of a block."""

    name: str
    argument: str
    line: int
    written: str  # as it stands in the source
    fence: str
    is_empty: bool  # closed on the next line


@dataclass(frozen=True)
class Page:
    """A page's Markdown and all that can be told of it before it is rendered."""

    path: str  # below docs/, as MkDocs knows it: studies.md
    source: Text
    values: Mapping[str, Any] = field(default_factory=dict)  # its front matter
    faults: tuple[Fault, ...] = ()  # of encoding and front matter
    is_written: bool = True  # by a writer, and not made by the build

    @property
    def shown_as(self) -> str:
        return self.source.shown_as

    @property
    def text(self) -> str:
        return self.source.text

    @property
    def readable(self) -> str:
        """The source for MkDocs, which stops at front matter that is no YAML."""
        return _FRONT_MATTER.sub("", self.text) if self.faults else self.text

    @property
    def checked(self) -> date | None:
        """When its text was last checked, as its writer says."""
        checked = self.values.get("checked")
        return checked if isinstance(checked, date) else None

    @property
    def description(self) -> str:
        """What previews say of it."""
        return str(self.values.get("description") or "")

    @property
    def untraced(self) -> Mapping[str, str]:
        """Words with a number that is no result, and why."""
        untraced = self.values.get("untraced")
        return untraced if isinstance(untraced, dict) else {}

    @cached_property
    def title(self) -> str:
        """As MkDocs finds it before a page is rendered."""
        heading = None if self.values.get("title") else _HEADING.search(self.source.without_code)
        return str(self.values.get("title") or (heading[1] if heading else ""))

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """All starts of blocks outside code."""
        return tuple(self._blocks()) if "///" in self.text else ()

    def _blocks(self) -> Iterator[Block]:
        text = self.source.without_code
        for match in _BLOCK.finditer(text):
            is_empty = re.match(rf"[\s>]*^[ \t>]*{match['fence']}[ ]*$", text[match.end() :], re.MULTILINE) is not None
            start = match.start() + len(match[0]) - len(match[0].lstrip())
            yield Block(
                match["name"], match["argument"] or "", self.source.line_at(start), match[0].strip(" \t>"), match["fence"], is_empty
            )

    def arguments(self, name: str) -> tuple[str, ...]:
        """Of all blocks of this name: the slugs of `/// finding | slug`."""
        return tuple(block.argument for block in self.blocks if block.name == name)

    def line_of(self, source: str) -> int:
        return self.source.line_of(source)


def read_page(path: str, shown_as: str, text: str, faults: Sequence[Fault] = (), *, is_written: bool = True) -> Page:
    """A page from its Markdown, with the faults of its front matter, which MkDocs would print as text without a word."""
    source = Text(shown_as, text)
    match = _FRONT_MATTER.match(text)
    values: Mapping[str, Any] = {}
    found: Fault | None = None
    if match:
        values, found = _front_matter(match["yaml"], source)
    elif re.match(r"---\n\w+:", text):
        found = Fault(shown_as, 1, 'the front matter never ends (add a line "---" below it)', kind="front-matter")
    return Page(path, source, values, (*faults, *([found] if found else [])), is_written)


def _front_matter(written: str, source: Text) -> tuple[Mapping[str, Any], Fault | None]:
    def fault(line: int, message: str) -> Fault:
        return Fault(source.shown_as, line, message, kind="front-matter")

    try:
        data = yaml.safe_load(written)
    except (yaml.YAMLError, ValueError) as error:
        mark = error.problem_mark if isinstance(error, yaml.MarkedYAMLError) else None
        problem = error.problem if isinstance(error, yaml.MarkedYAMLError) else str(error).splitlines()[0]
        message = f"the front matter is not YAML: {problem} (put values that hold : or # in quotes)"
        return {}, fault((mark.line if mark else 0) + 2, message)
    if data is not None and not isinstance(data, dict):
        return {}, fault(2, "the front matter is no list of names and values (write title: My title)")
    values = data or {}
    untraced = values.get("untraced") or {}
    if not isinstance(untraced, dict) or not all(isinstance(reason, str) and reason.strip() for reason in untraced.values()):
        message = "untraced needs words and a reason for each (write untraced: and below it, indented, 11 of 18 points: a rule, no result)"
        return values, fault(source.line_of("untraced:"), message)
    return values, None


def placed(faults: Iterable[Fault], page: Text | None, records: Mapping[str, "Records"]) -> tuple[Fault, ...]:
    """The faults with their places: in the records that their words come from, on the page, or in whatever record has the words.

    The n-th verbatim fault that says the same of the same words is taken for their n-th place.
    """
    seen: Counter[tuple[str, str]] = Counter()
    found = set()
    for fault in faults:
        if not fault.words:
            found.add(fault)
        elif fault.words.verbatim:
            same = (fault.words.text, fault.message)
            found.add(_placed_verbatim(fault, fault.words.text, seen[same], page, records))
            seen[same] += 1
        else:
            found.add(_placed_by_words(fault, fault.words, page, records))
    return tuple(sorted(found))


class Records(Protocol):
    """A file of records, as far as words are to be found in it."""

    @property
    def source(self) -> Text:
        """The whole file."""

    def section(self, name: str) -> Text:
        """The part of the file that holds this record."""


def _placed_verbatim(fault: Fault, source: str, occurrence: int, page: Text | None, records: Mapping[str, Records]) -> Fault:
    places = [(page.shown_as, page.line_of(source, occurrence))] if page else []
    if not places or not places[0][1]:
        places = [*((file.source.shown_as, file.source.line_of(source)) for file in records.values()), *places]
    path, line = next((place for place in places if place[1]), places[-1])
    return replace(fault, path=path, line=line, words=None)


def _placed_by_words(fault: Fault, words: Words, page: Text | None, records: Mapping[str, Records]) -> Fault:
    path, _, name = words.record.partition("#")
    text = records[path].section(name) if path in records else page
    assert text is not None
    line, column = text.find(words)
    return replace(fault, path=text.shown_as, line=line or (text.first_line if path in records else 0), column=column, words=None)
