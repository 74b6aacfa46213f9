"""Written text: files as their bytes say, and the way back from what readers see to the line that a writer wrote.

In go files and words, out come text with plain newlines, lines and columns.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import Path

from faults import Fault, Words
from source.bounds import LARGEST

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


def shown_path(path: Path, root: Path) -> str:
    """A path as a writer knows it: from the project's folder, if it lies there."""
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else path.as_posix()


def _bytes_of(path: Path, shown_as: str) -> tuple[bytes, tuple[Fault, ...]]:
    """What a file holds. A pipe or a device would never end."""
    if not path.is_file():
        return b"", (Fault(shown_as, 0, "this is no file that can be read (take it out)", kind="file"),)
    try:
        if path.stat().st_size > LARGEST:
            return b"", (Fault(shown_as, 0, f"this has more than {LARGEST // 1_000_000} MB (split it)", kind="bounds"),)
        data = path.read_bytes()
    except OSError as error:
        return b"", (Fault(shown_as, 0, f"this cannot be read: {error.strerror} (look at its rights and its disk)", kind="file"),)
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
