"""YAML as its writer wrote it: the one way in which this project reads it, within bounds, each name once.

In go a text and a loader, out come its values, the tree of nodes (which knows the lines), and problems, each with its line.
A slip gives one problem, at the line where it was made. Knows nothing of what the values mean.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple

import yaml

from source.bounds import DEEPEST, MOST_VALUES, forbidden
from source.yaml_slips import explain

_MOST_TWICE = 3  # as many fields or more that stand twice are those of a record whose name is missing
SAFE: type[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # C is ten times as fast, where PyYAML has it


class Problem(NamedTuple):
    """What is wrong with a text."""

    line: int
    message: str
    kind: str = "yaml"


class Values(NamedTuple):
    """What a text says."""

    data: Any = None  # None where it says nothing, or is no YAML
    root: yaml.Node | None = None
    problems: tuple[Problem, ...] = ()  # only names that stand twice, where there are data


def read_yaml(text: str, loader: type[Any] = SAFE, first_line: int = 1) -> Values:
    """The values of a text, which may begin further down in its file."""
    root, problems = compose(text, loader, first_line)
    if root is None:
        return Values(problems=problems)
    try:
        return Values(loader("").construct_document(root), root, problems)
    except (yaml.YAMLError, ValueError) as error:
        return Values(problems=(_not_yaml(text, error, first_line),))


def compose(text: str, loader: type[Any] = SAFE, first_line: int = 1) -> tuple[yaml.Node | None, tuple[Problem, ...]]:
    """The tree of a text whose tags may be anyone's, such as that of mkdocs.yml: None where there is none, or it is too much."""
    try:
        if beyond := _beyond_bounds(text, first_line):
            return None, (beyond,)
        root = yaml.compose(text, loader)
    except (yaml.YAMLError, ValueError) as error:
        return None, (_not_yaml(text, error, first_line),)
    return root, tuple(_twice(root, first_line)) if root else ()


def _not_yaml(text: str, error: Exception, first_line: int) -> Problem:
    line, message = explain(text, error)
    return Problem(line + first_line - 1, f"this is not YAML: {message}")


def _beyond_bounds(text: str, first_line: int) -> Problem | None:
    """What is too deep, stands for too much, or stands in itself: found event by event, before anything is built of it."""
    held: list[tuple[str | None, int]] = [(None, 0)]  # of each open value: its anchor, and how many values it holds so far
    sizes: dict[str | None, int] = {}  # of what has an anchor, with all that its own aliases stand for
    for event in yaml.parse(text, SAFE):
        line = (event.start_mark.line if event.start_mark else 0) + first_line
        if isinstance(event, yaml.CollectionStartEvent):
            if len(held) > DEEPEST:
                return Problem(line, f"values stand in values more than {DEEPEST} deep (take some out)")
            held.append((event.anchor, 1))
            continue
        if isinstance(event, yaml.ScalarEvent) and (message := forbidden(event.value)):
            return Problem(line, message)
        if isinstance(event, yaml.AliasEvent) and event.anchor in (anchor for anchor, _ in held):
            return Problem(line, f"*{event.anchor} stands in what it stands for (take the & and * out)")
        anchor, size = held.pop() if isinstance(event, yaml.CollectionEndEvent) else _alone(event, sizes)
        sizes[anchor] = size
        held[-1] = (held[-1][0], held[-1][1] + size)
        if held[-1][1] > MOST_VALUES:
            return Problem(line, f"this stands for more than {MOST_VALUES:,} values (take the & and * out, or split the file)")
    return None


def _alone(event: yaml.Event, sizes: dict[str | None, int]) -> tuple[str | None, int]:
    """Anchor and size of what holds no others."""
    if isinstance(event, yaml.AliasEvent):
        return None, sizes.get(event.anchor, 1)
    return (event.anchor, 1) if isinstance(event, yaml.ScalarEvent) else (None, 0)


def _twice(node: yaml.Node, first_line: int) -> Iterator[Problem]:
    """Names that a mapping holds twice, of which YAML would silently keep the last."""
    todo, seen = [node], set()
    while todo:
        one = todo.pop()
        if not isinstance(one, yaml.CollectionNode) or id(one) in seen:
            continue
        seen.add(id(one))
        if isinstance(one, yaml.MappingNode):
            yield from _twice_in(one, first_line)
            todo += [value for _, value in one.value]
        else:
            todo += one.value


def _twice_in(mapping: yaml.MappingNode, first_line: int) -> Iterator[Problem]:
    first: dict[str, int] = {}
    twice: list[tuple[str, int]] = []  # names that are there already, and their lines
    fields = 0  # as many of these hold no other names
    for key, value in mapping.value:
        line = key.start_mark.line + first_line
        if isinstance(key.value, str) and key.value in first and key.value != "<<":
            twice.append((key.value, line))
            fields += not isinstance(value, yaml.MappingNode)
        if isinstance(key.value, str):
            first.setdefault(key.value, line)
    if fields < _MOST_TWICE:
        for name, line in twice:
            message = f'"{name}" is there already, on line {first[name]} (give one of the two another name)'
            yield Problem(line, message, kind="duplicate-name")
        return
    name, line = twice[0]
    message = f'"{name}" and {len(twice) - 1} more names are there already, from line {first[name]} on'
    yield Problem(line, f"{message} (write above them the name that they belong to, or take them out)", kind="duplicate-name")
