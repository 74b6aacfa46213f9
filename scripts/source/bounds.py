"""What a source file may be, so that every build ends: how large, how deep, and for how long it may be read.

Each bound is far above what anyone writes by hand. What goes beyond one is a mistake, or meant to harm, and is said at
its line. Knows nothing of what is read.
"""

import contextlib
import re
import signal

LARGEST = 20_000_000  # bytes of one file: a library of some 10,000 works with their abstracts
LONGEST_PAGE = 1_000_000  # characters of one page: more than a long novel
DEEPEST = 50  # lists in lists, quotations in quotations, values in values, elements in elements
MOST_OPEN = 50  # brackets of one paragraph that are not closed: Markdown looks for the end of each
MOST_VALUES = 200_000  # of one YAML file, counting what each alias stands for
MOST_SECONDS = 30.0  # of the processor's time, for one page

# What no page of HTML may hold: control characters, halves of pairs, codes that stand for nothing. YAML can write them as "\\x08".
FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")

_COLUMNS = 4  # of one step, in Markdown
_LEAD = re.compile(r"[ \t>]*(?:[-+*>][ \t>]*)*")  # of a line: what puts it into lists and quotations


class OutOfTime(BaseException):
    """A page takes longer than a page may. No library on the way may take it for a mistake of its own."""


class Clock:
    """Stops what goes on for too long, by the processor's time and not the clock's: a busy machine breaks no build.

    Only where the system has such a timer, and in the main thread. Where it does not, a writer sits before it.
    """

    @staticmethod
    def start() -> None:
        """Raises OutOfTime after MOST_SECONDS, unless it is started anew or stopped before."""
        with contextlib.suppress(AttributeError, ValueError):  # Windows; a thread of `mkdocs serve`
            signal.signal(signal.SIGVTALRM, _out_of_time)
            signal.setitimer(signal.ITIMER_VIRTUAL, MOST_SECONDS)

    @staticmethod
    def stop() -> None:
        with contextlib.suppress(AttributeError):
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)


def _out_of_time(*_: object) -> None:
    raise OutOfTime


def forbidden(text: str) -> str:
    """What is wrong with a text that holds such a character, or nothing."""
    odd = FORBIDDEN.search(text)
    return f"the character U+{ord(odd[0]):04X} stands here, which no page can hold (take it out)" if odd else ""


def depth_of(line: str) -> int:
    """How deep the start of a line of Markdown puts it: by its indent, and by each sign of a list or quotation."""
    lead = _LEAD.match(line)
    written = lead[0].expandtabs(_COLUMNS) if lead else ""
    return (len(written) - len(written.lstrip())) // _COLUMNS + sum(written.count(sign) for sign in "-+*>")


def too_deep(markdown: str) -> tuple[int, str] | None:
    """The first line that is deeper than any may be, and what is wrong with it."""
    for number, line in enumerate(markdown.split("\n"), start=1):
        if len(line) > DEEPEST and line[0] in " \t>-+*" and depth_of(line) > DEEPEST and not re.fullmatch(r"[-*_ \t]*", line):
            return number, f"this line stands more than {DEEPEST} deep in lists or quotations (take some out)"
    return None


def too_many_open(text: str) -> bool:
    """Whether more brackets are open at once in a paragraph than may be."""
    if text.count("[") <= MOST_OPEN:
        return False
    depth = 0
    for sign in re.findall(r"(?<!\\)[\[\]]", text):
        depth = depth + 1 if sign == "[" else max(0, depth - 1)
        if depth > MOST_OPEN:
            return True
    return False
