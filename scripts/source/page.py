"""A page as its writer wrote it, read once: front matter, title and blocks.

In goes Markdown, out come Page records, with the faults that are seen before a page is rendered.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple

from faults import Fault
from source.bounds import FORBIDDEN, LONGEST_PAGE, forbidden, too_deep
from source.front_matter import read_front_matter
from source.text import Text

_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(?P<yaml>.*?\n)(?:---|\.\.\.)[ \t]*\n", re.DOTALL)
_BLOCK = re.compile(r"^[ \t>]*(?P<fence>/{3,})[ ]*(?P<name>[\w-]+)[ ]*(?:\|[ ]*(?P<argument>[^\n]*?))?[ ]*$", re.MULTILINE)
_HEADING = re.compile(r"^# +(.+?) *#* *$", re.MULTILINE)


class Block(NamedTuple):
    """`/// name | argument`, the start of a block."""

    name: str
    argument: str
    line: int
    written: str  # as it stands in the source
    fence: str
    is_empty: bool  # closed on the next line
    indent: int = 0  # spaces before it


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
    def body(self) -> str:
        """The text, as long and with the same lines, with code and front matter blanked out."""
        return _FRONT_MATTER.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), self.source.without_code)

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
        text = self.body
        for match in _BLOCK.finditer(text):
            is_empty = re.match(rf"[\s>]*^[ \t>]*{match['fence']}[ ]*$", text[match.end() :], re.MULTILINE) is not None
            start = match.start() + len(match[0]) - len(match[0].lstrip())
            before = text[match.start() : match.start("fence")].rpartition(">")[2]
            indent = len(before.expandtabs(4))
            line = self.source.line_at(start)
            yield Block(match["name"], match["argument"] or "", line, match[0].strip(" \t>"), match["fence"], is_empty, indent)

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
    else:
        found += _no_front_matter(text, shown_as)
    return Page(path, source, values, tuple(found), is_written)


def _no_front_matter(text: str, shown_as: str) -> Iterator[Fault]:
    """Front matter that is not read as such, and text that is read as front matter and never printed."""
    if re.match(r"\s+---[ \t]*\n[\w-]+:", text):
        line = len(text[: text.index("---")].split("\n"))
        yield Fault(shown_as, line, "the front matter must begin on the first line (take out what stands above it)", kind="front-matter")
    elif match := re.match(r" {0,3}([\w-]+:)", text, re.ASCII):
        way_out = 'put a line "---" above and below front matter, or a heading above text'
        message = f'this page begins with "{match[1]}", which is not printed ({way_out})'
        yield Fault(shown_as, 1, message, kind="front-matter")


def _odd_characters(text: str, shown_as: str) -> Iterator[Fault]:
    """The first of each line."""
    for number, line in enumerate(text.split("\n"), start=1):
        if message := forbidden(line):
            yield Fault(shown_as, number, message, kind="letters")
