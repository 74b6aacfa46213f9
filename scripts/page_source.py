"""A page's source as its writer sees it: its front matter, and the lines of what was found wrong in the rendered page."""

import re
from collections import Counter
from collections.abc import Iterable

import yaml

from citations import Problem
from faults import Fault, line_of

_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(?P<yaml>.*?\n)(?:---|\.\.\.)[ \t]*\n", re.DOTALL)


def read_front_matter(source: str, path: str) -> tuple[Fault, ...]:
    """Faults of the YAML between the first two lines `---`, which MkDocs would print as text without a word."""
    match = _FRONT_MATTER.match(source)
    if not match:
        if source.startswith("---\n") and re.match(r"---\n\w+:", source):
            return (Fault(path, 1, 'the front matter never ends (add a line "---" below it)'),)
        return ()
    try:
        data = yaml.safe_load(match["yaml"])
    except yaml.MarkedYAMLError as error:
        line = (error.problem_mark.line if error.problem_mark else 0) + 2
        return (Fault(path, line, f"the front matter is not YAML: {error.problem} (put values that hold : or # in quotes)"),)
    if data is not None and not isinstance(data, dict):
        return (Fault(path, 2, "the front matter is no list of names and values (write title: My title)"),)
    return ()


def locate(problems: Iterable[Problem], source: str, path: str) -> tuple[Fault, ...]:
    """The problems with their lines. The n-th problem with the same source is taken for its n-th place."""
    seen: Counter[str] = Counter()
    faults = []
    for problem in problems:
        line = line_of(source, problem.source, seen[problem.source + problem.message])
        seen[problem.source + problem.message] += 1
        faults.append(Fault(path, line, problem.message))
    return tuple(sorted(faults))
