"""Reads .bib files into a Library of entries: the only place that parses BibTeX.

In go the files' texts, out come the entries with the line of each field, and every fault of syntax, key and
encoding. Nothing is judged here that depends on an entry being shown: see `references`. An entry whose source is
broken is still known by its key, so that citing it does not raise a second, misleading fault.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pybtex.database.input.bibtex import LowLevelParser, SkipEntry, UndefinedMacro
from pybtex.scanner import PybtexSyntaxError, TokenRequired
from pybtex.utils import CaseInsensitiveDict

from faults import Fault, nearest, read_utf8

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

_ENTRY_START = re.compile(r"^[ \t]*@[ \t]*[a-zA-Z]+[ \t]*[{(]", re.MULTILINE)
_KEY = re.compile(r"@\s*(?!(?:string|preamble|comment)\b)[a-zA-Z]+\s*[{(]\s*([^\s,{}()]+)\s*,", re.IGNORECASE)
_FIELD_START = re.compile(r"[a-zA-Z]+\s*=")
_FIELD_INSIDE = re.compile(r"\n\s*[a-zA-Z]+\s*=\s*[{\"\w]")
_MAY_REPEAT = frozenset(("abstract", "annotation", "annote", "file", "keywords", "note"))  # never printed
_NO_KEY = "this entry has no key (write it after the brace: @article{smith2020, …})"
_CITABLE = re.compile(r"\w[\w:.+/-]*")


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry as its file has it: field values are LaTeX source, macros already put in."""

    key: str
    type: str  # in lower case, as written: article, report, …
    fields: Mapping[str, str]  # by field name in lower case
    lines: Mapping[str, int]  # the line on which each field begins
    path: str  # as shown in messages: refs/papers.bib
    line: int  # the line of its @
    faulty: frozenset[str] = frozenset()  # fields whose value could not be read, which is said already
    parent: "Entry | None" = None  # of its crossref, whose fields it has too

    @property
    def group(self) -> str:
        """The name of its file without the ending: papers, background."""
        return Path(self.path).stem

    def fault(self, message: str, about: str = "") -> Fault:
        """A fault in this entry, at the line of the field it is about, which may stand in its parent."""
        if self.parent and about not in self.lines:
            its_name = "title" if about in ("booktitle", "journaltitle") else about
            if its_name in self.parent.lines:
                return self.parent.fault(message, its_name)
        return Fault(self.path, self.lines.get(about, self.line), message)


@dataclass(frozen=True, slots=True)
class Library:
    """All entries of all .bib files, in the order of files and lines. Keys are told apart without regard to case."""

    entries: Mapping[str, Entry] = field(default_factory=dict)  # by key in lower case
    groups: tuple[str, ...] = ()  # the files' names without ending, in the order of reading
    broken: frozenset[str] = frozenset()  # keys in lower case that stand in a file but could not be read
    faults: tuple[Fault, ...] = ()

    def find(self, key: str) -> Entry | None:
        return self.entries.get(key.lower())

    def nearest(self, key: str) -> str | None:
        """The key that was probably meant."""
        return nearest(key, (entry.key for entry in self.entries.values()))


def read_library(paths: Iterable[Path], root: Path) -> Library:
    """The library of these .bib files; places in messages are relative to `root`."""
    entries: dict[str, Entry] = {}
    faults: list[Fault] = []
    declared: set[str] = set()
    groups = []
    for path in sorted(paths):
        shown_as = path.relative_to(root).as_posix()
        text, encoding_faults = read_utf8(path, shown_as)
        scanner = _Scanner(text, shown_as)
        groups.append(path.stem)
        for entry in scanner.entries():
            first = entries.setdefault(entry.key.lower(), entry)
            if first is not entry:
                where = f"line {first.line}" if first.path == entry.path else f"{first.path}:{first.line}"
                message = f'the key "{entry.key}" is there already, on {where} (give one of the two another key)'
                faults.append(entry.fault(message))
        declared.update(key.lower() for key in _KEY.findall(text))
        faults += [*encoding_faults, *scanner.faults]
    return Library(entries, tuple(groups), frozenset(declared - entries.keys()), tuple(sorted(set(faults))))


class _Scanner(LowLevelParser):  # type: ignore[misc]
    """pybtex's scanner, made to go on after a fault and to remember lines."""

    def __init__(self, text: str, path: str) -> None:
        self.pos: int
        self.lineno: int
        super().__init__(text, filename=path, macros=CaseInsensitiveDict({name: name for name in MONTHS}))
        self.path = path
        self.faults: list[Fault] = []
        self.field_lines: dict[str, int] = {}
        self.start_line = 1
        self.comment_end = 0
        self.faulty: set[str] = set()
        self.stumbled = False  # this entry has a fault that made pybtex lose its place

    def entries(self) -> Iterator[Entry]:
        while self.skip_to([self.AT]):
            self.command_start = self.pos - 1
            self.start_line = self.lineno
            self.field_lines, self.faulty, self.stumbled = {}, set(), False
            commented = self._is_commented()
            command: str = ""
            body: tuple[Any, ...] = ()
            try:
                command, body = self.parse_command()
            except SkipEntry:  # what pybtex raises at @comment
                self.comment_end = max(self.comment_end, self._closing_brace())
                continue
            except PybtexSyntaxError as error:
                self._add_fault(error)
            if self.stumbled:
                self._resume()
            elif not commented and command:
                self._check_leftover(body)
            if commented:
                self._add(self.start_line, self._commented_message(command, body))
            elif not self.stumbled and command.lower() not in ("string", "preamble"):
                yield self._entry(command, *body)

    def parse_field(self) -> None:
        self.eat_whitespace()
        line = self.lineno
        if self.text[self.pos : self.pos + 1] == "@":
            return  # the next entry, which pybtex would take for a field's name
        super().parse_field()
        name = (self.current_field_name or "").lower()
        if name in self.field_lines and name not in _MAY_REPEAT:
            first = self.field_lines[name]
            self._add(line, f'the field "{name}" is there already, on line {first} (keep one of the two)')
        elif name:
            self.field_lines[name] = line

    def handle_error(self, error: Exception) -> None:
        self._add_fault(error)

    def _entry(self, command: str, key: str, fields: list[tuple[str, list[str]]]) -> Entry:
        if "=" in key:
            self._add(self.start_line, _NO_KEY)
        elif not _CITABLE.fullmatch(key) and "\ufffd" not in key:
            self._add(self.start_line, f'the key "{key}" cannot be cited (use letters, digits and _ : . + / -)')
        values: dict[str, str] = {}
        for name, parts in fields:
            values.setdefault(name.lower(), " ".join("".join(parts).split()))
        return Entry(key, command.lower(), values, dict(self.field_lines), self.path, self.start_line, frozenset(self.faulty))

    def _is_commented(self) -> bool:
        line_start = self.text.rfind("\n", 0, self.command_start) + 1
        before = self.text[line_start : self.command_start].strip()
        outside = bool(before) and before[-1] not in "}),"
        return outside or self.command_start < self.comment_end or self._in_html_comment()

    def _in_html_comment(self) -> bool:
        opened, closed = (self.text.rfind(mark, 0, self.command_start) for mark in ("<!--", "-->"))
        return bool(opened > closed)

    def _check_leftover(self, body: tuple[Any, ...]) -> None:
        """What stands between an entry and the next is read by nobody; fields there mean that a brace closed too early."""
        following = re.compile(r"@").search(self.text, self.pos)
        rest = self.text[self.pos : following.start() if following else self.end_pos]
        for match in re.finditer(r"^(?![ \t]*%)[^\n]*(?:\}|\w[ \t]*=[ \t]*[{\"\w])[^\n]*", rest, re.MULTILINE):
            self.stumbled = True
            key = body[0] if body and isinstance(body[0], str) else "an entry"
            message = f'"{key}" ends here, but "{match[0].strip()[:20]}" follows outside of it (take out the brace that is too many)'
            self._add(self.lineno, message)
            return

    def _commented_message(self, command: str, body: Any) -> str:
        if not command:
            return 'an "@" outside of entries starts one for BibTeX (take the "@" out)'
        name = f'"{body[0]}"' if body and isinstance(body[0], str) else f"this @{command}"
        return f"{name} is commented out, but BibTeX still reads it (delete it, or keep it in another folder)"

    def _closing_brace(self) -> int:
        """Where the brace just opened ends; the end of the line where it never does."""
        depth = 1
        for match in re.compile(r"[{}()]").finditer(self.text, self.pos):
            depth += 1 if match[0] in "{(" else -1
            if not depth:
                return match.end()
        return int(self.text.find("\n", self.pos))

    def _resume(self) -> None:
        """Go on at the next line that starts an entry, not at an @ in the middle of the broken one."""
        found = _ENTRY_START.search(self.text, self.command_start + 1)
        self.pos = found.start() if found else self.end_pos
        self.lineno = self.text.count("\n", 0, self.pos) + 1

    def _add(self, line: int, message: str) -> None:
        self.faults.append(Fault(self.path, line, message))

    def _add_fault(self, error: Exception) -> None:
        if isinstance(error, UndefinedMacro):
            name = str(error.args[0])
            self.faulty.add((self.current_field_name or "").lower())
            meant = nearest(name, self.macros.keys())
            way_out = f'did you mean "{meant}"? Or put it in braces' if meant else "put it in braces, or define it with @string"
            self._add(error.lineno, f'"{name}" is not defined ({way_out})')
            return
        if self.stumbled or not isinstance(error, PybtexSyntaxError):
            return
        self.stumbled = True
        if self._is_commented():
            return
        self._add(*self._explain(error))

    def _explain(self, error: PybtexSyntaxError) -> tuple[int, str]:
        """The line a writer should look at, and what is wrong there. pybtex names the place where it gave up."""
        rest = self.text[self.pos :].lstrip()
        if not self.current_entry_key or "=" in self.current_entry_key:
            return self.start_line, self._explain_start()
        key, name = f'"{self.current_entry_key}"', (self.current_field_name or "").lower()
        if name and not self.current_value and not isinstance(error, TokenRequired) and self._is_open(name):
            return self._line_of_field(name), f'the field "{name}" of {key} never ends (close its brace or quotation mark)'
        if not rest or rest.startswith("@"):
            for swallower, parts in [*self.current_fields, (name, self.current_value)]:
                if _FIELD_INSIDE.search("".join(parts)):
                    message = f'the field "{swallower.lower()}" of {key} takes in the next one (close its brace or quotation mark)'
                    return self._line_of_field(swallower.lower()), message
            return self.start_line, f'{key} never ends (add the closing "}}")'
        return self._explain_inside(error, key, name, rest)

    def _explain_start(self) -> str:
        """What is wrong before or at an entry's key."""
        written = self.text[self.command_start : self.pos]
        if re.match(r"@\s*(?:string|preamble)\b", written, re.IGNORECASE):
            return "this @string or @preamble cannot be read (write @string{name = {text}})"
        if re.search(r"[{(]", written):
            return _NO_KEY
        return 'an "@" starts an entry for BibTeX, but none follows (take the "@" out, or complete it)'

    def _explain_inside(self, error: PybtexSyntaxError, key: str, name: str, rest: str) -> tuple[int, str]:
        """What is wrong between an entry's key and its closing brace."""
        if not name and not self.current_fields and rest[0] == "=":
            return self.start_line, _NO_KEY
        if name and not self.current_value and not self.current_fields and rest[0] in ",}" and not self._has_equals(name):
            return self.start_line, f'the key "{self.current_entry_key} {name}" holds a space (take it out)'
        if isinstance(error, TokenRequired) and name and _FIELD_START.match(rest):
            line = self.text[: self.pos].rstrip().count("\n") + 1
            return line, f'a comma is missing after the field "{name}" of {key} (add "," here)'
        if name and not self.current_value:
            return error.lineno, f'the field "{name}" of {key} has no value that can be read (put the value in braces)'
        return error.lineno, f'{key} cannot be read from here: "{rest.splitlines()[0][:20]}" (compare with another entry)'

    def _has_equals(self, name: str) -> bool:
        return bool(re.compile(rf"\b{re.escape(name)}\s*=").search(self.text, self.command_start, self.pos))

    def _is_open(self, name: str) -> bool:
        """Whether the value of this field has no end, as far as the file goes."""
        lines = self.text.splitlines()[self._line_of_field(name) - 1 :]
        rest = "\n".join(lines)
        return rest.count("{") > rest.count("}") or rest.count('"') % 2 == 1

    def _line_of_field(self, name: str) -> int:
        if name in self.field_lines:
            return self.field_lines[name]
        found = re.compile(rf"\b{re.escape(name)}\s*=", re.IGNORECASE).search(self.text, self.command_start)
        return self.text.count("\n", 0, found.start()) + 1 if found else self.start_line
