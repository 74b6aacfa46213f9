"""Typst, run in a process of its own: it keeps all that it ever set in memory, which is so given back, and adds nothing to
what the build holds. In go Typst files and what to make of them, pickled; out come the PDF file's bytes and what it tells.
"""

import json
import os
import pickle
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from typing import Any

_THRIFTY = {
    "RAYON_NUM_THREADS": "1",  # Typst's: with two a document takes no less time, and more memory
    "MALLOC_MMAP_THRESHOLD_": "131072",  # bytes; the GNU C library's: larger pieces are given back as soon as they are done with
}
_MOST = 9  # times that a document is set anew, until the numbers of pages that it names are those that it has


class CannotSet(Exception):
    """Typst refuses the document; the argument is what it says."""


@dataclass(frozen=True, slots=True)
class Job:
    """What is to be set."""

    files: dict[str, bytes]  # by name; main.typ is the document
    root: str  # the folder that its images are in
    fonts: list[str]  # folders
    made: int = 0  # seconds since 1970
    per_inch: float = 0  # px, of an image of its one page; 0 is a PDF/UA file
    numbers: Mapping[str, str] = field(default_factory=dict)  # of the pages that it names, by their anchors


@contextmanager
def press() -> Iterator[Executor]:
    """Where Typst works beside the rest of a build: on one thing at a time, in the order given, as each takes much memory."""
    worker = ThreadPoolExecutor(1)
    try:
        yield worker
    finally:
        worker.shutdown(cancel_futures=True)  # waits for the one that is being set: it needs the site's folder


def typeset(job: Job) -> tuple[bytes, Any]:
    """The PDF/UA file, not yet packed, and the value of its metadata <printed>. The numbers of pages in it are its own.

    Raises:
        CannotSet: with what Typst says, or as no numbers are right.
    """
    for _ in range(_MOST):
        ((data, told),) = _apart(job)
        if data:
            return data, told
        job = replace(job, numbers=told)
    raise CannotSet("the numbers of its pages do not come to rest (write a line more, or less)")


def draw(*jobs: Job) -> list[bytes]:
    """The PNG file of each job.

    Raises:
        CannotSet: with what Typst says of the first that it refuses.
    """
    return [data for data, _ in _apart(*jobs)]


def _apart(*jobs: Job) -> list[tuple[bytes, Any]]:
    asked = pickle.dumps([asdict(job) for job in jobs])
    done = subprocess.run([sys.executable, "-I", __file__], input=asked, capture_output=True, env=os.environ | _THRIFTY, check=False)
    if done.returncode < 0:
        raise CannotSet(f"the system ended Typst, with signal {-done.returncode} (is there memory enough?)")
    if done.returncode:
        raise CannotSet(f"Typst ended by itself: {done.stderr.decode(errors='replace').strip().rpartition(chr(10))[2]}")
    made = []
    for data, told in pickle.loads(done.stdout):
        if data is None:
            raise CannotSet(told)
        made.append((data, told))
    return made


def _set(files: Any, root: str, fonts: list[str], made: int, per_inch: float, numbers: Mapping[str, str]) -> tuple[bytes | None, Any]:
    """The file, and what it tells; nothing yet, and its numbers of pages, where others were given; or None, and why not."""
    import typst  # only here, in the process of its own

    given = {"numbers": json.dumps(numbers)}
    compiler = typst.Compiler(files, root=root, font_paths=fonts, ignore_system_fonts=True, sys_inputs=given)
    try:
        if per_inch:
            return _bytes(compiler.compile(files, root=root, format="png", ppi=per_inch)), None
        told = json.loads(compiler.query("<printed>", field="value", one=True))
        pages = {name: str(page) for name, page, _, _ in told["places"]}
        asked = {name: pages[name] for name in told["asked"]}
        if asked != numbers:
            return b"", asked
        return _bytes(compiler.compile(files, root=root, format="pdf", pdf_standards=["ua-1"], timestamp=made)), told
    except KeyError as error:
        return None, f"a number of a page is that of {error}, which is not printed"
    except (typst.TypstError, RuntimeError) as error:  # a query raises the second
        return None, str(error)


def _bytes(made: bytes | list[bytes] | None) -> bytes:
    assert isinstance(made, bytes)  # a list is that of many images
    return made


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl-C, which comes here too, ends this without a word
    sys.stdout.buffer.write(pickle.dumps([_set(**job) for job in pickle.load(sys.stdin.buffer)]))
