"""What looks like a citation in a page, and is none: each becomes a fault, and none is printed raw without a word.

In go a page's blocks and its tree, out come faults, each with what to write instead.
"""

import re
import xml.etree.ElementTree as etree
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from markdown.blockparser import BlockParser
from markdown.blockprocessors import BlockProcessor

from faults import Fault, slip
from markup import text_of
from references.citation_syntax import GROUP, NARRATIVE, in_brackets
from references.entry import Library

_DEFINITION = re.compile(r"^[ ]{0,3}(?P<group>\[[^\[\]]*(?<![\w\\])@[^\[\]]*\]):", re.MULTILINE)
_ABBREVIATION = re.compile(rf"^\*\[[^\]\n]+\][ ]?:[^\n]*?(?P<group>{GROUP})", re.MULTILINE)
_LEFT = re.compile(r"\[-?\s*@(?:[^\]\n]*\]|\S*)")  # what looks like a citation and was not read as one
_ESCAPED_BRACKET = re.compile("\x0291\x03[^\\[\\]]*(?:\\]|\x0293\x03)?")  # as Python-Markdown keeps what stood behind a backslash

_NEAR = 80  # characters in which the words beside a place are looked for


class DefinitionGuard(BlockProcessor):
    """`[@a]: text` at the start of a line would be swallowed as a link definition. Keeps it, and reports it.

    A definition of an abbreviation goes into an attribute, where a citation can be none: that is reported, too.
    """

    def __init__(self, parser: BlockParser, report: Callable[[Fault], None]) -> None:
        super().__init__(parser)
        self.report = report

    def test(self, parent: etree.Element, block: str) -> bool:
        return bool(_DEFINITION.search(block) or _ABBREVIATION.search(block))

    def run(self, parent: etree.Element, blocks: list[str]) -> bool:
        block = blocks.pop(0)
        for match in _DEFINITION.finditer(block):
            group = match["group"]
            message = f'a line must not start with "{group}:", which Markdown takes for a link (put words before it)'
            self.report(slip("no-citation", message, group + ":"))
        for match in _ABBREVIATION.finditer(block) if "abbr" in self.parser.blockprocessors else ():
            group = match["group"]
            message = f'"{group}" stands in the words of an abbreviation, where it is no citation (cite where the abbreviation is used)'
            self.report(slip("no-citation", message, match[0]))
        blocks.insert(0, _DEFINITION.sub(r"\g<group>&#58;", block))
        return False


def left_in_text(root: etree.Element, key_of: Callable[[str], tuple[str, str]], library: Library) -> Iterator[Fault]:
    """`[@ key]`, a bracket that never closes, a citation in a caption's tag, and `@key says`."""
    for tag, text in _prose_of(root):
        if "@" not in text:
            continue
        rest = _ESCAPED_BRACKET.sub(" ", text)
        for match in re.finditer(GROUP, rest):
            message = f'"{match[0]}" stands in HTML, where it is no citation (give {tag} the attribute markdown="span")'
            yield slip("no-citation", message, match[0])
        rest = re.sub(GROUP, " ", rest)
        for match in _LEFT.finditer(rest):
            message = f'"{match[0]}" is not read as a citation (write [@key]; to print it as it is, put \\ before the bracket)'
            yield slip("no-citation", message, match[0])
        yield from _narrative(_LEFT.sub(" ", rest), key_of, library)


def _narrative(text: str, key_of: Callable[[str], tuple[str, str]], library: Library) -> Iterator[Fault]:
    """`@key says` is a citation for Pandoc, and text here. What is no key of ours is somebody's name elsewhere."""
    for match in NARRATIVE.finditer(text):
        key, behind = (match["braced"], "") if match["braced"] else key_of(match["bare"])
        if library.find(key):
            way_out = f"write {in_brackets(key)}; to print it as it is, put \\ before the @"
            message = f'"{match[0].removesuffix(behind)}" is not read as a citation ({way_out})'
            yield slip("no-citation", message, _around(text, match.start(), match.end()))


def in_raw_html(blocks: Iterable[Any]) -> Iterator[Fault]:
    """What Python-Markdown put away as HTML is not read as Markdown: a citation in it would be printed raw."""
    for raw in blocks:
        html = raw if isinstance(raw, str) else etree.tostring(raw, encoding="unicode")
        if "[" in html:
            for match in re.finditer(GROUP, text_of(html)):
                message = f'"{match[0]}" stands in HTML, where it is no citation (give its tag markdown="1", or write Markdown)'
                yield slip("no-citation", message, match[0])


def _prose_of(element: etree.Element) -> Iterator[tuple[str, str]]:
    """The texts of a tree outside of code, links and what is reported already, each with the tag that it stands in."""
    if element.tag in ("code", "pre", "a", "mark", "script", "style"):
        return
    if element.text:
        yield element.tag, element.text
    for child in element:
        yield from _prose_of(child)
        if child.tail:
            yield element.tag, child.tail


def _around(text: str, start: int, end: int) -> str:
    """The place with the words beside it, as far as they stand in the source as they do here: by these it is found again."""
    before = re.search(r"(?:[\w,.:;()]+\s+){0,2}$", text[max(0, start - _NEAR) : start])
    after = re.match(r"(?:\s*[\w,.:;()]+){0,2}", text[end : end + _NEAR])
    return (before[0] if before else "") + text[start:end] + (after[0] if after else "")
