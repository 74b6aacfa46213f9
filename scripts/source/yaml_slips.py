"""What a slip in YAML is and where: PyYAML names the place where it gave up, this the line to look at.

In go a text and PyYAML's error, out come a line and what is wrong there, with what to do.
"""

import re
from datetime import date

import yaml

_KEY = re.compile(r"\s*(?:- +)*[\"']?[^\s\"'#:\[{-][^#:\[{]*:(?:\s|$)")
_NO_SPACE = re.compile(r"\s*(?:- +)*(?P<name>[\w-]+):(?P<value>[^\s/].*)")  # name:value, but no http://
_DASH = re.compile(r"\s*-(?P<value>[^\s-].*)")
_OPENS = re.compile(r"\s*(?:- +)*(?:[^\s\"'#\[{:][^:]*: +|- +)?(?P<quote>[\"'])(?P<rest>.*)")
_BELOW = re.compile(r"\s*(?:- +)*(?P<name>[^\s\"'#\[{:][^:]*): +[>|][-+\d]*\s*(?:#.*)?")  # its text stands on the lines below
_BRACES = re.compile(r"\s*(?:- +)*(?:[^\s\"'#\[{:][^:]*: +)?(?P<sign>[\[{])(?P<held>[^\[\]{}]*)[\]}](?P<behind> *[^\s#:\]}].*)")
_TWO_COLONS = re.compile(r"\s*(?:- +)*[^\s\"'#:\[{][^:]*: +[^\"'\[{|>#\s].*?:(?:\s|$)")


def explain(text: str, error: Exception) -> tuple[int, str]:
    """The line, counted from 1, and the message."""
    if not isinstance(error, yaml.MarkedYAMLError):
        return _unreadable(text, error)
    marks = [mark.line + 1 for mark in (error.context_mark, error.problem_mark) if mark]
    first, last = (marks[0], marks[-1]) if marks else (1, 1)
    lines = ["", *text.split("\n"), ""]  # so that the first has the number 1
    last = min(last, len(lines) - 1)
    for look in (_tab, _open_quote, _braces, _open_bracket, _not_below, _colon_in_value, _no_space, _odd_start, _indent):
        if found := look(lines, first, last, error):
            return found
    return last, f"{error.problem} (compare with the lines around it)"


def _unreadable(text: str, error: Exception) -> tuple[int, str]:
    """A character that YAML forbids, or a value that is none of its kind, such as a date."""
    if isinstance(error, yaml.reader.ReaderError):
        # PyYAML's C reader counts bytes, and the character itself may be missing from its words.
        found = re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]", text)
        line = text.count("\n", 0, found.start()) + 1 if found else 1
        name = f"the character U+{ord(found[0]):04X}" if found else "a character"
        return line, f"{name} stands here, which YAML forbids (take it out)"
    return _line_of_date(text), f"{str(error).splitlines()[0]} (correct it, or put it in quotes)"


def _line_of_date(text: str) -> int:
    """PyYAML names no line where a date is none: that of the first value that looks like one and is none."""
    for number, line in enumerate(text.split("\n"), start=1):
        for year, month, day in re.findall(r"(?<![\w-])(\d{4})-(\d\d?)-(\d\d?)(?![\w-])", line):
            try:
                date(int(year), int(month), int(day))
            except ValueError:
                return number
    return 1


_Found = tuple[int, str] | None


def _tab(lines: list[str], first: int, last: int, error: yaml.MarkedYAMLError) -> _Found:
    for number in range(first, last + 1):
        if re.match(r" *\t", lines[number]):
            return number, "a tab stands before the text (indent with spaces)"
    return None


def _open_quote(lines: list[str], first: int, last: int, error: yaml.MarkedYAMLError) -> _Found:
    """A quotation mark that was closed nowhere, or only by the next one further down."""
    in_quotes = "quoted scalar" in (error.context or "") and "escape" not in (error.problem or "")
    for number in range(first, last + 1):
        opened = _OPENS.fullmatch(lines[number])
        if opened and not _is_closed(opened["rest"], opened["quote"]) and (in_quotes or _swallows(lines, number, last)):
            return number, f"a quotation mark is opened and not closed (add {opened['quote']} at the end of the value)"
        if opened and number == last and not in_quotes and (behind := _behind(opened["rest"], opened["quote"])):
            way_out = "write '' for an apostrophe inside" if opened["quote"] == "'" else 'write \\" for a quotation mark inside'
            return number, f'"{behind[:20]}" stands behind the closing quotation mark ({way_out})'
    return None


def _is_closed(rest: str, quote: str) -> bool:
    bare = rest.replace("''", "") if quote == "'" else re.sub(r"\\.", "", rest)
    return quote in bare


def _behind(rest: str, quote: str) -> str:
    """What stands behind a value's closing quotation mark and is no comment and no end of a list."""
    closed = re.match(r"(?:[^']|'')*'(?!')" if quote == "'" else r"(?:[^\"\\]|\\.)*\"", rest)
    behind = rest[closed.end() :].strip() if closed else ""
    return "" if not behind or behind[0] in "#,]}:" else behind


def _swallows(lines: list[str], number: int, last: int) -> bool:
    """Whether the value takes in the names on the lines below it."""
    return any(_KEY.match(line) for line in lines[number + 1 : last + 1])


def _open_bracket(lines: list[str], first: int, last: int, error: yaml.MarkedYAMLError) -> _Found:
    kind = {"while parsing a flow sequence": "[]", "while parsing a flow mapping": "{}"}.get(error.context or "")
    if error.context == "while parsing a flow node":  # the text ends behind an opening bracket
        first = next((number for number in range(last, 0, -1) if re.search(r"[\[{]", lines[number])), last)
        kind = "[]" if "[" in lines[first] else "{}"
    if not kind:
        return None
    if first == last and lines[first].count(kind[0]) <= lines[first].count(kind[1]):
        return first, f'a comma is missing between "{kind[0]}" and "{kind[1]}", or a value there needs quotes (correct it)'
    return first, f'a "{kind[0]}" is opened and not closed (add "{kind[1]}", or the comma that is missing)'


def _braces(lines: list[str], first: int, last: int, error: yaml.MarkedYAMLError) -> _Found:
    """A text that begins with what YAML takes for a list: `{id} people`."""
    if "block end" not in (error.problem or "") and "expected key" not in (error.problem or ""):
        return None
    begun = _BRACES.fullmatch(lines[last])
    return (last, f'a value that begins with "{begun["sign"]}" must stand in quotes (put it in quotes)') if begun else None


def _not_below(lines: list[str], first: int, last: int, error: yaml.MarkedYAMLError) -> _Found:
    """A text below `name: >-` that is not indented, which YAML takes for names."""
    if "expected ':'" not in (error.problem or ""):
        return None
    number = first
    while number > 1 and (not lines[number - 1].strip() or not re.match(r"\s*[\w-]+:(?:\s|$)", lines[number - 1])):
        number -= 1
    if opened := _BELOW.fullmatch(lines[number - 1]):
        number = next(one for one in range(number, last + 1) if lines[one].strip())
        name = opened["name"]
        return number, f'the text of "{name}" is not indented (put more spaces before it than before "{name}:")'
    return None


def _no_space(lines: list[str], first: int, last: int, error: yaml.MarkedYAMLError) -> _Found:
    """`name:value`, `-value`, or a name without any colon, on the line itself or the one above."""
    if "expected ':'" not in (error.problem or "") and "mapping values" not in (error.problem or ""):
        return None
    above = next((number for number in range(last - 1, 0, -1) if lines[number].strip() and not lines[number].lstrip().startswith("#")), 0)
    for number in dict.fromkeys((first if "simple key" in (error.context or "") else last, above)):
        if match := _NO_SPACE.fullmatch(lines[number]):
            return number, f'a space is missing behind "{match["name"]}:" (write {match["name"]}: {match["value"][:20]})'
        if match := _DASH.fullmatch(lines[number]):
            return number, f'a space is missing behind "-" (write - {match["value"][:20]})'
    if "simple key" in (error.context or "") and not _KEY.match(lines[first]):
        return first, f'"{lines[first].strip()[:20]}" has no colon (write name: value)'
    if above and not _KEY.match(lines[above]) and not lines[above].lstrip().startswith("- ") and _KEY.match(lines[last]):
        return above, f'"{lines[above].strip()[:20]}" has no colon (write name: value)'
    return None


def _colon_in_value(lines: list[str], first: int, last: int, error: yaml.MarkedYAMLError) -> _Found:
    if "mapping values" in (error.problem or "") and _TWO_COLONS.match(lines[last]):
        return last, 'this value holds ": " (put it in quotes)'
    return None


def _odd_start(lines: list[str], first: int, last: int, error: yaml.MarkedYAMLError) -> _Found:
    column = error.problem_mark.column if error.problem_mark else 0
    sign = lines[last][column : column + 1]
    if error.context == "while scanning an alias" or error.context == "while scanning an anchor":
        sign = lines[first][error.context_mark.column : error.context_mark.column + 1] if error.context_mark else sign
        return first, f'a value that begins with "{sign}" must stand in quotes (put it in quotes)'
    if "cannot start any token" in (error.problem or "") and sign:
        return last, f'a value that begins with "{sign}" must stand in quotes (put it in quotes)'
    if "escape" in (error.problem or ""):
        return last, r"a backslash between double quotation marks starts no such sign (write \\, or use single ones)"
    if error.problem and "undefined alias" in error.problem:
        return last, "a value that begins with * must stand in quotes (put it in quotes)"
    return None


def _indent(lines: list[str], first: int, last: int, error: yaml.MarkedYAMLError) -> _Found:
    if not re.search(r"expected key|expected '-'|block end|mapping values", error.problem or ""):
        return None
    if len(re.findall(r"[\]}]", lines[last])) > len(re.findall(r"[\[{]", lines[last])):
        return last, "a bracket is closed that was not opened (take it out)"
    if _is_alone(lines, last):
        return last - 1, "this line is indented in another way than those below it (give it as many spaces as they have)"
    return last, "this line is indented in another way than those above it (give it as many spaces as they have)"


def _is_alone(lines: list[str], number: int) -> bool:
    """Whether the line above is the first of its kind, and the next one stands as this one does: then two of three are right."""
    depths = [len(line) - len(line.lstrip()) for line in lines[number - 1 : number + 2]]
    return number > 2 and lines[number - 2].rstrip().endswith(":") and depths[0] != depths[1] == depths[2] > 0
