"""A page's front matter: its values, each of the kind that its readers take for granted (MkDocs, the theme, this project).

In go the YAML between the lines `---`, out come the values and problems, each with its line in the page.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

import yaml

from faults import nearest
from source.yaml_files import Problem, read_yaml


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _is_texts(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(one, str) for one in value)


def _is_search(value: object) -> bool:
    kinds = {"exclude": (bool,), "boost": (int, float)}
    return isinstance(value, dict) and all(type(one) in kinds.get(name, ()) for name, one in value.items())


def _is_untraced(value: object) -> bool:
    return not value or (isinstance(value, dict) and all(isinstance(reason, str) and reason.strip() for reason in value.values()))


_FIRST_LINE = 2  # of its YAML in the page, below "---"
_NO_TEXT = "this {} is no text (put it in quotes)"
_KINDS: Mapping[str, tuple[Callable[[object], bool], str]] = {
    **dict.fromkeys(("title", "subtitle", "description", "template", "icon", "status", "author", "read_as"), (_is_text, _NO_TEXT)),
    "hide": (_is_texts, "hide is no list of words (write hide: [toc])"),
    "tags": (_is_texts, "tags is no list of words (write tags: [nerves])"),
    "search": (_is_search, "search holds other things than exclude and boost (write search: {{exclude: true}}, or {{boost: 2}})"),
    "checked": (lambda value: isinstance(value, date), "checked is no date (write checked: 2026-11-22, without quotes)"),
    "untraced": (
        _is_untraced,
        "untraced needs words and a reason for each (write untraced: and below it, indented, 11 of 18 points: a rule, no result)",
    ),
}
# What this project, MkDocs or Material reads, and what is near to one of these and read by plugins that are often met.
_MEANT = (*_KINDS, "comments", "social", "keywords")
_OTHERS = ("authors", "nav_title", "og_description")


def read_front_matter(written: str) -> tuple[Mapping[str, Any], Sequence[Problem]]:
    """Values of a wrong kind are left out, so that nobody trips over them."""
    values = read_yaml(written, first_line=_FIRST_LINE)
    problems = [one._replace(message=one.message.replace("this is not", "the front matter is not", 1)) for one in values.problems]
    if values.data is None:
        return {}, problems
    if not isinstance(values.data, dict) or not isinstance(values.root, yaml.MappingNode):
        return {}, [Problem(_FIRST_LINE, "the front matter is no list of names and values (write title: My title)")]
    lines = {key.value: key.start_mark.line + _FIRST_LINE for key, _ in values.root.value if isinstance(key.value, str)}
    wrong = {problem.line: problem for problem in problems}
    kept = dict(values.data)
    for name, message in _wrong_kinds(values.data):
        line = lines.get(name, _FIRST_LINE)
        wrong.setdefault(line, Problem(line, message))
        del kept[name]
    for name, line in lines.items():
        if name not in (*_MEANT, *_OTHERS) and (meant := nearest(name, _MEANT)):
            wrong.setdefault(line, Problem(line, f'"{name}" is no known field (did you mean "{meant}"?)'))
    return kept, sorted(wrong.values(), key=lambda problem: problem.line)


def _wrong_kinds(values: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for name, (is_right, message) in _KINDS.items():
        if name in values and not is_right(values[name]):
            yield name, message.format(name)
