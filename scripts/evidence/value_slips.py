"""What is wrong with the values of a record, in a writer's words: what stands there, and what form to write.

In go pydantic's errors on one record and its YAML node, out come messages, each with the way to its place. A slip that
makes several errors, such as a comma that cuts a text in two, is told once.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from typing import Any, get_type_hints

import yaml

from evidence.constraints import Form
from faults import hint, nearest

Way = tuple[str | int, ...]
_KIND = re.compile(r"(?:tuple|literal)\[.*\]")  # what pydantic puts into a way where a value may be of two kinds
_DAY, _NUMBER, _NAMES = "write a day as 2026-11-22", "write it in digits: 66.2", "write names and texts: {name: text}"


def told(name: str, errors: Iterable[Any], kind: type[Any], node: yaml.Node | None) -> dict[tuple[Way, str], None]:
    """The way to each place and the message, each once."""
    plain = [(tuple(part for part in error["loc"] if not _is_kind(part)), error) for error in errors]
    words = {way: error["ctx"]["expected"].strip("'") for way, error in plain if _is_word(error)}
    cut, following = dict(_cut_texts(node, ())), dict(_following(node, ()))
    beside = {way: following[way] for way, error in plain if way in following and error["type"] == "unexpected_keyword_argument"}
    found: dict[tuple[Way, str], None] = {}
    for way, error in plain:
        if way in cut:
            first, text = cut[way]
            message = f'{_place(first)} of "{name}" ends at its comma (put the text in quotes: "{text}")'
            found[first, message] = None
        elif way in beside:
            found[way, f'the text of {_place(beside[way])} of "{name}" is not indented ({indent(str(beside[way][-1]))})'] = None
        elif way not in beside.values() and not _is_word(error):
            found[way, _message(name, way, error, kind, words.get(way))] = None
    return found


def indent(name: str) -> str:
    """What to do about a text that stands below its name as if it were a name itself."""
    return f'put more spaces before it than before "{name}:"'


def field_names(kind: type[Any]) -> list[str]:
    """Of the record and of the records in it."""
    from pydantic import TypeAdapter  # see evidence.constraints

    schema = TypeAdapter(kind).json_schema()
    return [name for part in (schema, *schema.get("$defs", {}).values()) for name in part.get("properties", {})]


def _is_kind(part: str | int) -> bool:
    return isinstance(part, str) and bool(_KIND.fullmatch(part))


def _is_word(error: Any) -> bool:
    """Whether it only says that a list is not the one word which may stand in its place."""
    return any(_is_kind(part) and str(part).startswith("literal") for part in error["loc"])


def _place(way: Way) -> str:
    return " ".join(f'"{part}"' if isinstance(part, str) else f"no. {part + 1}" for part in way)


def _message(name: str, way: Way, error: Any, kind: type[Any], word: str | None) -> str:
    if error["type"] in ("missing", "missing_argument"):
        return f'"{name}" has no {_place(way)} (add it)'
    of = f'{_place(way)} of "{name}"' if way else f'"{name}"'
    if error["type"] == "unexpected_keyword_argument":
        return f"{of} is no known field ({hint(nearest(str(way[-1]), field_names(kind)), 'take it out')})"
    value = error["input"]
    if error["type"] == "literal_error" and value is not None:
        known = re.findall(r"'([^']+)'", error["ctx"]["expected"])
        meant = nearest(str(value), known)
        return f'{of} is wrong: there is no "{value}" ({hint(meant, "write one of these: " + ", ".join(known))})'
    what, way_out = _slip(error, _form(kind, way))
    if value is None:
        what = "is empty"
    return f"{of} {what} ({way_out}{f', or {word}' if word else ''})"


def _form(kind: type[Any], way: Way) -> str:
    """What a field's own type says of how it is written."""
    hints = get_type_hints(kind, include_extras=True).get(str(way[0])) if way else None
    return next((mark.text for mark in getattr(hints, "__metadata__", ()) if isinstance(mark, Form)), "")


def _slip(error: Any, form: str) -> tuple[str, str]:
    """What is wrong with a value, and what to do."""
    kind, value, bounds = error["type"], error["input"], error.get("ctx", {})
    if kind == "string_type":
        return _no_text(value)
    if kind.startswith("date"):
        return f'is "{value}", which is no day', _DAY
    if kind.startswith(("float", "int", "finite")):
        return f'is "{value}", which is no number', _NUMBER
    if kind.startswith("bool"):
        return f'is "{value}"', "write true or false"
    if kind == "too_long":
        return f"has {len(value)} entries", f"at most {bounds['max_length']}: take some out, or put a text with a comma in quotes"
    if kind == "string_too_long":
        return f"has {len(value)} characters", f"at most {bounds['max_length']}: make it shorter"
    if kind == "string_pattern_mismatch":
        return f'is "{value}"', "write small letters and digits, with hyphens between words"
    if kind == "greater_than_equal":
        return f"is {value}", f"write {bounds['ge']:g} or more"
    plain = {
        "string_too_short": ("is empty", "write its text behind it, or below it and indented"),
        "too_short": ("is empty", "write at least one: [a]"),
        "tuple_type": ("is no list", "write a list: [a, b]"),
        "dict_type": ("is no list of names", form or _NAMES),
        "dataclass_type": ("has no fields", "write its fields below it, indented, each as name: value"),
    }
    message = str(error["msg"])
    return plain.get(kind, (f"is wrong: {message[:1].lower() + message[1:]}", "correct it"))


def _no_text(value: object) -> tuple[str, str]:
    if isinstance(value, Mapping) and None in value.values():
        return 'begins with "{"', "put the text in quotes"
    if isinstance(value, Mapping | list):
        return "is no text", 'write one, in quotes where it begins with "{" or "[" or holds ": "'
    if value is None:
        return "is empty", "write its text"
    return "is no text", "put it in quotes"


def _cut_texts(node: yaml.Node | None, way: Way) -> Iterator[tuple[Way, tuple[Way, str]]]:
    """The way to each part of a text in braces that stands behind a comma, with the way to the text, and the whole of it."""
    for pairs, here in _mappings(node, way):
        first: Way = ()
        text: list[str] = []
        parts: list[Way] = []
        for key, value in [*pairs, (None, None)]:
            if text and key and isinstance(value, yaml.ScalarNode) and not value.value and not value.style:
                text.append(str(key.value))
                parts.append((*here, key.value))
                continue
            yield from ((part, (first, ", ".join(text))) for part in parts)
            text, parts = [], []
            if key and isinstance(value, yaml.ScalarNode) and value.value:
                text, first = [value.value], (*here, key.value)


def _following(node: yaml.Node | None, way: Way) -> Iterator[tuple[Way, Way]]:
    """The way to each name that follows on ">-" without a text, with the way to that."""
    for pairs, here in _mappings(node, way, in_braces=False):
        for (key, value), (after, _) in pairwise(pairs):
            if isinstance(value, yaml.ScalarNode) and value.style in (">", "|") and not value.value.strip():
                yield (*here, after.value), (*here, key.value)


def _mappings(node: yaml.Node | None, way: Way, *, in_braces: bool = True) -> Iterator[tuple[list[tuple[Any, Any]], Way]]:
    """Names and values of each mapping that is written so, with the way to it."""
    if isinstance(node, yaml.MappingNode):
        if bool(node.flow_style) == in_braces:
            yield node.value, way
        for key, value in node.value:
            yield from _mappings(value, (*way, key.value), in_braces=in_braces)
    elif isinstance(node, yaml.SequenceNode):
        for index, value in enumerate(node.value):
            yield from _mappings(value, (*way, index), in_braces=in_braces)
