"""Source files as their writers wrote them, read once: a page with its front matter, title and blocks, and where words stand.

In go files, out come Page records. All ways back from what readers see to the line that a writer wrote begin here.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from bounds import FORBIDDEN, LARGEST, LONGEST_PAGE, forbidden, too_deep
from faults import Fault, Words
from front_matter import read_front_matter

_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(?P<yaml>.*?\n)(?:---|\.\.\.)[ \t]*\n", re.DOTALL)
_BLOCK = re.compile(r"^[ \t>]*(?P<fence>/{3,})[ ]*(?P<name>[\w-]+)[ ]*(?:\|[ ]*(?P<argument>[^\n]*?))?[ ]*$", re.MULTILINE)
_HEADING = re.compile(r"^# +(.+?) *#* *$", re.MULTILINE)
_BETWEEN = r"(?:\[[^\[\]]*@[^\[\]]*\]|\]\([^)\s]*\)|\{[^}\n]*\}|[\W_])+?"  # what Markdown may put between two words
_WORD = re.compile(r"[^\W_]+")
_NO_COMMENT = "<!\x00-"  # as long as what it stands for
_CODE = re.compile(
    r"""
    ^(?P<indent>[ ]*)(?P<fence>`{3,}+|~{3,}+) [^\n]*\n .*? ^[ ]*(?P=fence)[`~]*[ ]*$   # a fenced block
    | <!--.*?-->
    | (?<!`)(?P<ticks>`+)(?!`) .+? (?<!`)(?P=ticks)(?!`)                              # code in a line
    """,
    re.VERBOSE | re.MULTILINE | re.DOTALL,
)


def read_utf8(path: Path, shown_as: str) -> tuple[str, tuple[Fault, ...]]:
    """The file's text with plain newlines. Bytes that are not UTF-8 become U+FFFD, so that reading can go on."""
    data, faults = _bytes_of(path, shown_as)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        text = data.decode("utf-8-sig", errors="replace")
        faults = (Fault(shown_as, line, "this is not UTF-8 (save the file again as UTF-8)", kind="encoding"),)
    return text.replace("\r\n", "\n").replace("\r", "\n"), faults


def _bytes_of(path: Path, shown_as: str) -> tuple[bytes, tuple[Fault, ...]]:
    """What a file holds. A pipe or a device would never end."""
    if not path.is_file():
        return b"", (Fault(shown_as, 0, "this is no file that can be read (take it out)", kind="file"),)
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except OSError as error:
        return b"", (Fault(shown_as, 0, f"this cannot be read: {error.strerror} (look at its rights and its disk)", kind="file"),)
    if len(data) > LARGEST:
        return b"", (Fault(shown_as, 0, f"this has more than {LARGEST // 1_000_000} MB (split it)", kind="bounds"),)
    return data, ()


class Text:
    """Written text, or a part of a file, in which words are found again."""

    def __init__(self, shown_as: str, text: str, first_line: int = 1) -> None:
        self.shown_as, self.text, self.first_line = shown_as, text, first_line
        self._found: dict[str, tuple[int, ...]] = {}

    @cached_property
    def without_code(self) -> str:
        """The same text, as long and with the same lines, with code blanked out."""
        if "`" not in self.text and "~~~" not in self.text and "<!--" not in self.text:
            return self.text
        end = self.text.rfind("-->") + 1  # no comment that begins behind it ends: each would be looked through to the end
        text = self.text[:end] + self.text[end:].replace("<!--", _NO_COMMENT)
        return _CODE.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), text).replace(_NO_COMMENT, "<!--")

    def line_at(self, offset: int) -> int:
        return self.text.count("\n", 0, offset) + self.first_line

    def line_of(self, source: str, occurrence: int = 0) -> int:
        """The line on which `source` stands for the n-th time outside code, or 0. White space matches any white space."""
        lines = self._lines_of(source)
        return lines[min(occurrence, len(lines) - 1)] if lines else 0

    def _lines_of(self, source: str) -> tuple[int, ...]:
        """All lines on which it stands, found once: a page may have the same slip ten thousand times."""
        if source not in self._found:
            pattern = r"\s+".join(re.escape(word) for word in source.split())
            places: list[int] = []
            for text in (self.without_code, self.text) if pattern else ():
                if places := [match.start() for match in re.finditer(pattern, text)]:
                    break
            self._found[source] = tuple(self._lines_at(places))
        return self._found[source]

    def _lines_at(self, places: Iterable[int]) -> Iterator[int]:
        """The line of each place, which are given in order."""
        before, line = 0, self.first_line
        for place in places:
            line += self.text.count("\n", before, place)
            before = place
            yield line

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
    def is_told(self) -> bool:
        """Whether what stands in its front matter could be read: else nothing that rests on it can be judged."""
        return bool(self.values) or not any(fault.kind == "front-matter" for fault in self.faults)

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
    found = [*faults]
    if FORBIDDEN.search(text):
        found += _odd_characters(text, shown_as)
        text = FORBIDDEN.sub("\ufffd", text)
    source = Text(shown_as, text)
    if len(text) > LONGEST_PAGE:
        source, text = Text(shown_as, ""), ""
        found.append(Fault(shown_as, 0, f"this page has more than {LONGEST_PAGE:,} characters (split it)", kind="bounds"))
    elif deep := too_deep(source.without_code):
        found.append(Fault(shown_as, *deep, kind="bounds"))
    values: Mapping[str, Any] = {}
    if match := _FRONT_MATTER.match(text):
        values, problems = read_front_matter(match["yaml"])
        found += [Fault(shown_as, problem.line, problem.message, kind="front-matter") for problem in problems]
    elif re.match(r"---\n\w+:", text):
        found.append(Fault(shown_as, 1, 'the front matter never ends (add a line "---" below it)', kind="front-matter"))
    return Page(path, source, values, tuple(found), is_written)


def _odd_characters(text: str, shown_as: str) -> Iterator[Fault]:
    """The first of each line."""
    for number, line in enumerate(text.split("\n"), start=1):
        if message := forbidden(line):
            yield Fault(shown_as, number, message, kind="letters")
