"""Reads the fields of one entry, one by one, and keeps what is wrong with each: texts, names, dates, identifiers.

In goes an Entry, out come values, and faults at the lines of their fields. Which fields a reference needs is said in `reading`.
"""

from collections.abc import Callable

from faults import Fault
from references.dates import Date, read_iso
from references.entry import Entry
from references.identifiers import NoIdentifier, characters
from references.latex import LatexError, read_text, to_plain
from references.names import Names, read_names
from references.rich_text import RichText


class FieldReader:
    """Reads the fields of one entry and keeps what is wrong with them."""

    def __init__(self, entry: Entry) -> None:
        self.entry = entry
        self.fields = entry.fields
        self.faults: list[Fault] = []
        self.faulty = set(entry.faulty)  # fields with a fault, which are not missing

    def raw(self, name: str) -> str:
        """A field that is no text: without the braces that exports put around everything."""
        return _without_outer_braces(value) if (value := self.fields.get(name)) else ""

    def add(self, name: str, problem: str) -> None:
        self.faulty.add(name)
        self.faults.append(self.entry.fault(f'"{name}" of "{self.entry.key}" {problem}', about=name))

    def text(self, *names: str) -> str | None:
        """The first of these fields that says something."""
        for name in names:
            if source := self.fields.get(name):
                try:
                    found = read_text(source)
                except LatexError as error:
                    self.add(name, str(error))
                    return None
                if not isinstance(found, RichText):
                    found = found.strip()
                if found.strip():
                    return found
        return None

    def plain(self, name: str) -> str:
        try:
            return to_plain(source) if (source := self.raw(name)) else ""
        except LatexError as error:
            self.add(name, str(error))
            return ""

    def names(self, name: str) -> Names:
        names, problems = read_names(source) if (source := self.fields.get(name)) else (Names(), ())
        for problem in problems:
            self.add(name, problem)
        return names

    def iso_date(self, name: str, *, is_printed: bool = True) -> Date | None:
        value = characters(source) if (source := self.raw(name)) else ""
        date = read_iso(value) if value else None
        if value and date is None and is_printed:
            self.add(name, f'is "{value}", which is no date (write 2014, 2014-05 or 2014-05-09)')
        return date

    def identifier(self, name: str, read: Callable[[str], str], *, is_printed: bool = True) -> str:
        """Where one that is not printed is wrong, nobody needs to know."""
        source = self.raw(name)
        try:
            return read(source) if source else ""
        except NoIdentifier as error:
            if is_printed:
                self.add(name, str(error))
            return ""


def _without_outer_braces(source: str) -> str:
    """`{{2001}}` gives 2001; the brace at the end of `\\url{…}` stays."""
    source = source.strip()
    while source.startswith("{") and source.endswith("}"):
        depth = 0
        for place, char in enumerate(source, start=1):
            depth += {"{": 1, "}": -1}.get(char, 0)
            if not depth and place < len(source):
                return source
        source = source[1:-1].strip()
    return source
