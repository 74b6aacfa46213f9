"""A page's source as its writer sees it: its front matter, its blocks, and where a fault of the rendered page stands in it."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import yaml

from checks.tracing import Remark
from evidence.records import RecordFile
from faults import Fault, blank_code, line_of, nearest
from writing.citations import Problem

_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(?P<yaml>.*?\n)(?:---|\.\.\.)[ \t]*\n", re.DOTALL)
_BLOCK = re.compile(r"^[ \t>]*(?P<fence>/{3,})[ ]*(?P<name>[\w-]+)[ ]*(?:\|[ ]*(?P<argument>[^\n]*?))?[ ]*$", re.MULTILINE)
_BLOCKS = ("bibliography", "finding", "table", "changes", "brief", "studies", "downloads", "urgent")
_BETWEEN = r"(?:\[[^\[\]]*@[^\[\]]*\]|\]\([^)\s]*\)|\{[^}\n]*\}|[\W_])+?"  # what Markdown may put between two words


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What stands between the first two lines `---`."""

    values: Mapping[str, Any] = field(default_factory=dict)
    faults: tuple[Fault, ...] = ()


def read_front_matter(source: str, path: str) -> FrontMatter:
    """The front matter and the faults of its YAML, which MkDocs would print as text without a word."""
    match = _FRONT_MATTER.match(source)
    if not match:
        if re.match(r"---\n\w+:", source):
            return FrontMatter(faults=(Fault(path, 1, 'the front matter never ends (add a line "---" below it)'),))
        return FrontMatter()
    try:
        data = yaml.safe_load(match["yaml"])
    except (yaml.YAMLError, ValueError) as error:
        mark = error.problem_mark if isinstance(error, yaml.MarkedYAMLError) else None
        problem = error.problem if isinstance(error, yaml.MarkedYAMLError) else str(error).splitlines()[0]
        message = f"the front matter is not YAML: {problem} (put values that hold : or # in quotes)"
        return FrontMatter(faults=(Fault(path, (mark.line if mark else 0) + 2, message),))
    if data is not None and not isinstance(data, dict):
        return FrontMatter(faults=(Fault(path, 2, "the front matter is no list of names and values (write title: My title)"),))
    values = data or {}
    untraced = values.get("untraced") or {}
    if not isinstance(untraced, dict) or not all(isinstance(reason, str) and reason.strip() for reason in untraced.values()):
        line = line_of(source, "untraced:")
        message = "untraced needs words and a reason for each (write untraced: and below it, indented, 11 of 18 points: a rule, no result)"
        return FrontMatter(values, (Fault(path, line, message),))
    return FrontMatter(values)


def without_broken_front_matter(source: str) -> str:
    """The source for MkDocs, which stops at front matter that is no YAML."""
    return _FRONT_MATTER.sub("", source) if read_front_matter(source, "").faults else source


def title_of(source: str, front_matter: FrontMatter) -> str:
    """The page's title as MkDocs finds it before a page is rendered."""
    heading = re.search(r"^# +(.+?) *#* *$", blank_code(source), re.MULTILINE)
    return str(front_matter.values.get("title") or (heading[1] if heading else ""))


def blocks_of(source: str, name: str) -> tuple[str, ...]:
    """The arguments of all blocks of this name: the slugs of `/// finding | slug`."""
    return tuple(match["argument"] or "" for match in _BLOCK.finditer(blank_code(source)) if match["name"] == name)


def find_sources_page(pages: Mapping[str, str]) -> str | None:
    """The path of the page that holds a bibliography block, out of path and Markdown of all pages."""
    return next((path for path, source in pages.items() if blocks_of(source, "bibliography")), None)


def check_bibliographies(pages: Mapping[str, str], folder: str) -> Iterator[Fault]:
    """A bibliography that stands twice: its entries' addresses would, too."""
    seen: dict[str, str] = {}
    first = find_sources_page(pages)
    for path, source in pages.items():
        for group in blocks_of(source, "bibliography"):
            where = f"{folder}/{path}"
            line = line_of(source, f"/// bibliography | {group}", 1 if seen.get(group) == path else 0)
            if group in seen or path != first:
                stands = f"{folder}/{seen.get(group, first)}"
                yield Fault(where, line, f"the bibliography stands on {stands} already (keep it on one page, each part once)")
            seen.setdefault(group, path)


def check_blocks(source: str) -> tuple[Problem, ...]:
    """Blocks of ours that are not closed at once. Such a block would swallow the rest of the page."""
    text = blank_code(source)
    problems = []
    for start in _BLOCK.finditer(text):
        written = start[0].strip(" \t>")
        meant = nearest(start["name"], _BLOCKS)
        if start["name"] in _BLOCKS and not start["argument"]:
            message = f'"{written}" does not say which (write /// {start["name"]} | and its name)'
            problems.append(Problem(written, message))
        elif meant and meant != start["name"]:
            problems.append(Problem(written, f'"{written}" is no block (did you mean /// {meant}?)'))
        elif start["name"] in _BLOCKS and not re.match(rf"[\s>]*^[ \t>]*{start['fence']}[ ]*$", text[start.end() :], re.MULTILINE):
            message = f'"{written}" is not closed, or not empty (the next line must be {start["fence"]})'
            problems.append(Problem(written, message))
    return tuple(problems)


def locate(problems: Iterable[Problem], source: str, path: str, others: Mapping[str, str]) -> tuple[Fault, ...]:
    """The problems with their lines. The n-th problem with the same source is taken for its n-th place.

    What is not on the page itself comes from a record: `others` are the texts of those files by path.
    """
    seen: Counter[Problem] = Counter()
    faults = []
    for problem in problems:
        line = line_of(source, problem.source, seen[problem])
        seen[problem] += 1
        found = path
        if not line:
            found, line = next(((other, at) for other, text in others.items() if (at := line_of(text, problem.source))), (path, 0))
        faults.append(Fault(found, line, problem.message))
    return tuple(sorted(set(faults)))


def locate_remarks(
    remarks: Iterable[Remark], source: str, path: str, files: Iterable[RecordFile[Any]], texts: Mapping[str, str]
) -> tuple[Fault, ...]:
    """The remarks with line and column, on the page or in the record that the sentence comes from."""
    by_path = {file.path: file for file in files}
    faults = set()
    for remark in remarks:
        record_path, _, name = remark.record.partition("#")
        text, found_in, first = source, path, 1
        if file := by_path.get(record_path):
            found_in, first = record_path, file.line(name)
            after = [line for way, line in file.lines.items() if len(way) == 1 and line > first]
            text = "\n".join(texts[record_path].split("\n")[first - 1 : min(after, default=10**9) - 1])
        offset = _offset(text, remark)
        line = text.count("\n", 0, offset) + first if offset is not None else (first if file else 0)
        column = offset - text.rfind("\n", 0, offset) if offset is not None else 0
        faults.add(Fault(found_in, line, remark.message, column))
    return tuple(sorted(faults))


def _offset(source: str, remark: Remark) -> int | None:
    """Where the words of the remark begin in the Markdown, told by the words around them."""
    words = re.compile(r"[^\W_]+")
    before = words.findall(remark.sentence[: remark.start])
    focus = words.findall(remark.sentence[remark.start : remark.end]) or words.findall(remark.sentence)[:1]
    after = words.findall(remark.sentence[remark.end :])
    text = blank_code(source)
    for near in (6, 3, 2, 1, 0):
        pieces = [*before[len(before) - min(near, len(before)) :], "", *focus[:8], *after[:near]]
        lead = _BETWEEN.join(map(re.escape, pieces[: pieces.index("")]))
        rest = _BETWEEN.join(map(re.escape, pieces[pieces.index("") + 1 :]))
        pattern = rf"(?<![^\W_]){lead}{_BETWEEN if lead else ''}(?P<focus>{rest})(?![^\W_])"
        matches = list(re.finditer(pattern, text))
        if matches:
            return matches[min(remark.occurrence, len(matches) - 1)].start("focus")
    return None
