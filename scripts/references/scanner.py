"""pybtex's scanner of BibTeX, made to go on after a fault and to remember the line of each field.

In goes the text of one file, out come its entries, with faults on the way. What a fault of syntax means for a writer is
said by `syntax`.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from sys import intern
from typing import Any

from pybtex.database.input.bibtex import LowLevelParser, SkipEntry, UndefinedMacro
from pybtex.scanner import PybtexSyntaxError
from pybtex.utils import CaseInsensitiveDict

from faults import Fault, nearest
from references.dates import MONTHS
from references.entry import Entry
from references.fields import READ
from references.syntax import NO_KEY, Broken, explain

_ENTRY_START = re.compile(r"^[ \t]*@[ \t]*[a-zA-Z]+[ \t]*[{(]", re.MULTILINE)
_HTML_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_LEFTOVER = re.compile(r"^(?![ \t]*%)[^\n]*(?:\}|\w[ \t]*=[ \t]*[{\"\w])[^\n]*", re.MULTILINE)
_BEGINS = re.compile(r"\s*(?P<type>[a-zA-Z]+)\s*\{\s*(?P<key>[^\s,}]+)\s*,")
_NO_ENTRIES = frozenset(("string", "preamble", "comment"))
_SIMPLE_FIELD = re.compile(
    r"\s*(?P<name>[a-zA-Z][\w-]*)\s*=\s*(?:\{(?P<braced>(?:[^{}]++|\{(?:[^{}]++|\{[^{}]*+\})*+\})*+)\}|(?P<number>\d++))\s*,",
    re.ASCII,
)
_LONGEST = 100_000
_BRACE = re.compile(r"[{}()]")
_CITABLE = re.compile(r"[^\s{}\\\"',#%@~][^\s{}\\]*")


class Scanner(LowLevelParser):  # type: ignore[misc]  # pybtex tells no types
    """Reads entries one by one; `faults` grows on the way."""

    def __init__(self, text: str, path: str) -> None:
        self.pos: int
        self.current_fields: list[tuple[str, list[str]]] = []
        self.lineno: int
        super().__init__(text, filename=path, macros=CaseInsensitiveDict({name.lower(): name.lower() for name in MONTHS}))
        self.path = path
        self.faults: list[Fault] = []
        self.field_lines: list[int] = []
        self.start_line = 1
        self.comment_end = 0
        self.html_comments = [match.span() for match in _HTML_COMMENT.finditer(text)] if "<!--" in text else []
        self.undefined: list[tuple[str, Fault]] = []  # macros that are not defined, with the field they stand in
        self.stumbled = False  # this entry has a fault that made pybtex lose its place
        self.has_stumbled = False  # some entry had
        self.has_endless = False  # some macro stood for too much

    def entries(self) -> Iterator[Entry]:
        while self.skip_to([self.AT]):
            self.command_start = self.pos - 1
            self.start_line = self.lineno
            self.field_lines, self.undefined, self.stumbled = [], [], False
            commented = self._is_commented()
            command: str = ""
            body: tuple[Any, ...] = ()
            try:
                command, body = self.parse_command()
            except SkipEntry:  # what pybtex raises at @comment
                self.comment_end = max(self.comment_end, self._closing_brace())
                continue
            except PybtexSyntaxError as error:
                self.handle_error(error)
            if self.stumbled:
                self.has_stumbled = True
                self._resume()
            elif not commented and command:
                self._check_leftover(body)
            if commented:
                self._add(self.start_line, self._commented_message(command, body))
            elif not self.stumbled and command.lower() not in _NO_ENTRIES:
                yield self._entry(command, *body)

    def parse_command(self) -> tuple[str, tuple[Any, ...]]:
        """What pybtex does token by token, for entries that begin as most do."""
        begins = _BEGINS.match(self.text, self.pos)
        if not begins or begins["type"].lower() in _NO_ENTRIES:
            command: tuple[str, tuple[Any, ...]] = super().parse_command()
            return command
        self.lineno += self.text.count("\n", self.pos, begins.end())
        self.pos, self.current_entry_key, self.current_fields = begins.end(), begins["key"], []
        try:
            self.parse_entry_fields()
            self.required([self.RBRACE])
        except PybtexSyntaxError as error:
            self.handle_error(error)
        return begins["type"], (self.current_entry_key, self.current_fields)

    def parse_field(self) -> None:
        counted = self.pos  # lines before it are
        while simple := _SIMPLE_FIELD.match(self.text, self.pos):  # most are; pybtex reads them token by token
            name, braced, number = simple.groups()
            start = simple.start(1)
            self.lineno += self.text.count("\n", counted, start)
            self.field_lines.append(self.lineno)
            self.current_fields.append((name, [braced or number or ""]))
            counted, self.pos = start, simple.end()
        self.lineno += self.text.count("\n", counted, self.pos)
        self.eat_whitespace()
        line = self.lineno
        if self.text[self.pos : self.pos + 1] in ("}", "@"):
            return  # the end of this entry, or the next, which pybtex would take for a field's name
        super().parse_field()
        if self.current_field_name and self.current_value:
            self.field_lines.append(line)

    def substitute_macro(self, name: str) -> str:
        value = str(super().substitute_macro(name))
        if len(value) > _LONGEST:  # each @string may hold another one twice
            if not self.has_endless:  # those made of it would be too long as well
                self._add(self.lineno, f'"{name}" stands for more than {_LONGEST:,} characters (write the text itself)')
            self.has_endless = True
            return name
        return value

    def _entry(self, command: str, key: str, fields: list[tuple[str, list[str]]]) -> Entry:
        if "=" in key and key.partition("=")[0].lower() in READ:
            self._add(self.start_line, NO_KEY)
        elif not _CITABLE.fullmatch(key):
            self._add(self.start_line, f'the key "{key}" cannot be cited (use letters, digits and signs such as _ : . + / -)')
        values: dict[str, str] = {}
        lines: dict[str, int] = {}
        for line, (written, parts) in zip(self.field_lines, fields, strict=False):
            name, value = intern(written.lower()), " ".join("".join(parts).split())
            if name not in values:
                values[name], lines[name] = value, line
            elif name in READ and value != values[name] and value.strip("{} "):
                if values[name].strip("{} "):
                    self._add(line, f'the field "{name}" is there already, on line {lines[name]} (keep one of the two)')
                values[name] = value
        # Only where it is read does it matter what a macro means.
        self.faults += [fault for name, fault in self.undefined if name in READ]
        faulty = READ.intersection(name for name, _ in self.undefined)
        return Entry(key, command.lower(), values, lines, self.path, self.start_line, faulty)

    def _is_commented(self) -> bool:
        line_start = self.text.rfind("\n", 0, self.command_start) + 1
        before = self.text[line_start : self.command_start].strip()
        outside = bool(before) and before[-1] not in "}),"
        return outside or self.command_start < self.comment_end or self._in_html_comment()

    def _in_html_comment(self) -> bool:
        place = bisect_right(self.html_comments, (self.command_start, 0)) - 1
        return place >= 0 and self.command_start < self.html_comments[place][1]

    def _check_leftover(self, body: tuple[Any, ...]) -> None:
        """What stands between an entry and the next is read by nobody; fields there mean that a brace closed too early."""
        following = self.text.find("@", self.pos)
        rest = self.text[self.pos : following if following >= 0 else self.end_pos]
        if not rest.isspace() and (match := _LEFTOVER.search(rest)):
            self.stumbled = self.has_stumbled = True
            key = body[0] if body and isinstance(body[0], str) else "an entry"
            message = f'"{key}" ends here, but "{match[0].strip()[:20]}" follows outside of it (take out the brace that is too many)'
            self._add(self.lineno, message)

    def _commented_message(self, command: str, body: Any) -> str:
        if not command:
            return 'an "@" outside of entries starts one for BibTeX (take the "@" out)'
        name = f'"{body[0]}"' if body and isinstance(body[0], str) else f"this @{command}"
        return f"{name} is commented out, but BibTeX still reads it (delete it, or keep it in another folder)"

    def _closing_brace(self) -> int:
        """Where the brace just opened ends; the end of the line where it never does."""
        depth = 1
        for match in _BRACE.finditer(self.text, self.pos):
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

    def handle_error(self, error: PybtexSyntaxError) -> None:
        """What pybtex calls where it gave up on an entry, or met a macro that is not defined."""
        if isinstance(error, UndefinedMacro):
            name = str(error.args[0])
            meant = nearest(name, self.macros.keys())
            way_out = f'did you mean "{meant}"? Or put it in braces' if meant else "put it in braces, or define it with @string"
            fault = Fault(self.path, error.lineno, f'"{name}" is not defined ({way_out})')
            self.undefined.append(((self.current_field_name or "").lower(), fault))
            return
        self.stumbled = True
        if not self._is_commented():
            self._add(*explain(error, self._broken()))

    def _broken(self) -> Broken:
        names = [name.lower() for name, _ in self.current_fields]
        lines = dict(zip(reversed(names), reversed(self.field_lines[: len(names)]), strict=False))
        return Broken(
            text=self.text,
            start=self.command_start,
            start_line=self.start_line,
            position=self.pos,
            key=self.current_entry_key or "",
            field=(self.current_field_name or "").lower(),
            value=tuple(self.current_value),
            fields=tuple((name.lower(), "".join(parts)) for name, parts in self.current_fields),
            lines=lines,
        )
