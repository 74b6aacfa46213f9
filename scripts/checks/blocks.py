"""Blocks as writers mistype them: what looks like one and is none would be published as it is written.

In go a page and the blocks that were read while it was rendered, out come faults with their lines. Code is free.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence

from faults import Fault, nearest, slip
from source.page import Block, Page

BLOCKS = ("bibliography", "finding", "table", "changes", "brief", "studies", "downloads", "urgent", "figure", "chart", "contact")
_CLOSED = "/// on the line after it"
_DEEP = 4  # spaces: Markdown takes such a line for code
_SLASHES = re.compile(
    r"^(?P<before>[ \t>]*)(?P<written>(?P<slashes>/+)[ \t]*(?P<name>[\w-]+)(?P<between>[^\w\n]*)(?P<rest>[^\n]*))$", re.MULTILINE
)
_RAW = re.compile(r"<(?P<tag>script|style|pre|code|textarea|svg)\b.*?</(?P=tag)\s*>", re.DOTALL | re.IGNORECASE)


def check_blocks(page: Page, read: Sequence[tuple[str, str]] = (), known: Collection[str] = BLOCKS) -> Iterator[Fault]:
    """What is wrong with a page's blocks. `read` are name and argument of ours as they were met, `known` the names of all there are."""
    yield from _not_closed(page)
    if page.is_written:
        yield from _not_met(page, Counter(read))
        yield from _no_blocks(page, {*known, *BLOCKS})


def _not_closed(page: Page) -> Iterator[Fault]:
    """Blocks of ours that are not closed at once. Such a block would swallow the rest of the page."""
    for block in page.blocks:
        meant = nearest(block.name, BLOCKS)
        if block.name in BLOCKS and not block.argument:
            message = f'"{block.written}" does not say which (write /// {block.name} | and its name)'
        elif meant and meant != block.name:
            message = f'"{block.written}" is no block (did you mean /// {meant}?)'
        elif block.name in BLOCKS and not block.is_empty:
            message = f'"{block.written}" is not closed, or not empty (the next line must be {block.fence})'
        else:
            continue
        yield slip("block", message, block.written)


def _not_met(page: Page, read: Counter[tuple[str, str]]) -> Iterator[Fault]:
    """Blocks that are written as they should be, where Markdown reads none: of two that are alike, the one further in."""
    ours = [block for block in page.blocks if block.name in BLOCKS and block.argument and block.is_empty]
    for block in sorted(ours, key=lambda block: (block.indent, block.line)):
        read[block.name, block.argument] -= 1
        if read[block.name, block.argument] < 0:
            yield Fault(page.shown_as, block.line, f'"{block.written}" {_why_not(block)}', kind="block")


def _why_not(block: Block) -> str:
    if block.indent >= _DEEP:
        return "is indented so far that it is printed as code (take the spaces away)"
    return "is not read here (put it on a line of its own, outside of HTML)"


def _no_blocks(page: Page, known: Collection[str]) -> Iterator[Fault]:
    """Lines that begin as a block does, and are none."""
    read = {block.line for block in page.blocks if block.name in known or nearest(block.name, BLOCKS)}
    body = _RAW.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), page.body)
    for match in _SLASHES.finditer(body) if "/" in body else ():
        line = page.source.line_at(match.start("written"))
        name = nearest(match["name"], BLOCKS)
        is_meant = bool(name) and (len(match["slashes"]) > 1 or "|" in match["between"])
        is_code = match["before"].expandtabs(_DEEP).endswith(" " * _DEEP)
        if line not in read and (is_meant or (len(match["slashes"]) > 1 and not is_code)):
            message = f'"{match["written"].strip()}" is not read as a block ({_way_out(name, match["rest"])})'
            yield Fault(page.shown_as, line, message, kind="block")


def _way_out(name: str | None, rest: str) -> str:
    if name:
        return f"write /// {name} | {rest.strip(' |') or 'and its name'}, and {_CLOSED}"
    return f"write /// name | argument, and {_CLOSED}, or take the slashes away"
