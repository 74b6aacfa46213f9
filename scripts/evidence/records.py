"""YAML files to typed records, with every fault at its line.

In goes a file that maps names to records and the dataclass of a record; out come the records, the line of each, and
the faults. pydantic judges the values, PyYAML's node tree knows the lines. Knows nothing of what the records mean.
"""

import ast
import inspect
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Any, Generic, TypeVar

import yaml

from evidence.value_slips import field_names, told
from faults import Fault
from source.text import Text, read_utf8
from source.yaml_files import SAFE, read_yaml

R = TypeVar("R")


class _Loader(SAFE):  # type: ignore[misc]  # which of two classes, PyYAML decides
    """Leaves dates as text, so that one that is none gets its own line."""

    yaml_implicit_resolvers = MappingProxyType(
        {
            first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
            for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
        }
    )


@dataclass(frozen=True)
class RecordFile(Generic[R]):
    """The records of one file by name, in its order."""

    path: str  # as shown in messages
    records: Mapping[str, R] = field(default_factory=dict)
    lines: Mapping[tuple[str | int, ...], int] = field(default_factory=dict)  # of each node, by the way to it
    faults: tuple[Fault, ...] = ()
    text: str = ""

    @cached_property
    def source(self) -> Text:
        """The whole file."""
        return Text(self.path, self.text)

    def section(self, name: str) -> Text:
        """The part of the file that holds this record."""
        first = self.line(name)
        after = [line for way, line in self.lines.items() if len(way) == 1 and line > first]
        return Text(self.path, "\n".join(self.text.split("\n")[first - 1 : min(after, default=10**9) - 1]), first)

    def line(self, *way: str | int) -> int:
        """The line of a node, or of the nearest node above it that is there."""
        while way and way not in self.lines:
            way = way[:-1]
        return self.lines.get(way, 1)

    def fault(self, message: str, *way: str | int, kind: str = "bad-record") -> Fault:
        return Fault(self.path, self.line(*way), message, kind=kind)


def read_records(path: Path, shown_as: str, kind: type[R]) -> RecordFile[R]:
    """The records of a file; none where there is no such file."""
    if not (path.exists() or path.is_symlink()):
        return RecordFile(shown_as)
    from pydantic import TypeAdapter, ValidationError  # see evidence.constraints

    text, faults = read_utf8(path, shown_as)
    values = read_yaml(text, _Loader)
    found = [*faults, *(Fault(shown_as, problem.line, problem.message, kind=problem.kind) for problem in values.problems)]
    if values.data is None or values.root is None:
        return RecordFile(shown_as, faults=tuple(found))
    if not isinstance(values.data, dict):
        message = "this is no list of names with records (compare with another file)"
        return RecordFile(shown_as, faults=(*found, Fault(shown_as, 1, message, kind="yaml")))
    lines = dict(_lines(values.root, ()))
    file: RecordFile[R] = RecordFile(shown_as, {}, lines)
    records: dict[str, R] = {}
    adapter, nodes = TypeAdapter(kind), {key.value: value for key, value in values.root.value}
    loose = _without_record(values.data, kind)
    if loose:
        message = f'"{loose[0]}" is no record, but a field of one (write the name of its record above it, and indent the fields)'
        found.append(file.fault(message, loose[0]))
    for name, value in values.data.items():
        try:
            records[str(name)] = adapter.validate_python(value)
        except ValidationError as error:
            slips = told(str(name), error.errors(), kind, nodes.get(name)) if name not in loose else ()
            found += [file.fault(message, name, *way) for way, message in slips]
    return RecordFile(shown_as, records, lines, tuple(sorted(found)), text)


def _without_record(data: Mapping[Any, Any], kind: type[Any]) -> list[Any]:
    """Fields that stand where names of records should."""
    values = [name for name, value in data.items() if not isinstance(value, dict)]
    return [name for name in values if name in field_names(kind)] if values else []


def _lines(node: yaml.Node, way: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], int]]:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield (*way, key.value), key.start_mark.line + 1
            yield from _lines(value, (*way, key.value))
    elif isinstance(node, yaml.SequenceNode):
        for index, value in enumerate(node.value):
            yield (*way, index), value.start_mark.line + 1
            yield from _lines(value, (*way, index))


def described(schema: dict[str, Any], *beside: type[Any]) -> dict[str, Any]:
    """The schema, with what the records that stand beside these say of themselves as they are written.

    pydantic takes it from their docstrings, which Python forgets where it is told to optimize.
    """
    trees = (ast.parse(inspect.getsource(inspect.getmodule(one) or one)) for one in beside)
    texts = {node.name: ast.get_docstring(node) for tree in trees for node in tree.body if isinstance(node, ast.ClassDef)}
    for name, part in (*schema.get("$defs", {}).items(), (schema.get("title", ""), schema)):
        part.pop("description", None)
        if text := texts.get(name):
            part["description"] = text
    return schema
