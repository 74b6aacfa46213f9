"""Typst, run in a process of its own: it keeps all that it ever set in memory, which is so given back, and adds nothing to
what the build holds. In go Typst files and what to make of them, pickled; out come the PDF file's bytes and what it tells.
"""

import json
import pickle
import subprocess
import sys
from dataclasses import asdict, dataclass
from typing import Any


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


def typeset(*jobs: Job) -> list[tuple[bytes, Any]]:
    """For each job the PDF/UA file, not yet packed, and the value of its metadata <printed>; or the PNG, and nothing.

    Raises:
        CannotSet: with what Typst says of the first that it refuses.
    """
    asked = pickle.dumps([asdict(job) for job in jobs])
    done = subprocess.run([sys.executable, "-I", __file__], input=asked, stdout=subprocess.PIPE, check=True)
    made = []
    for data, told in pickle.loads(done.stdout):
        if not data:
            raise CannotSet(told)
        made.append((data, json.loads(told)))
    return made


def _set(files: Any, root: str, fonts: list[str], made: int, per_inch: float) -> tuple[bytes | None, str]:
    import typst  # only here, in the process of its own

    compiler = typst.Compiler(files, root=root, font_paths=fonts, ignore_system_fonts=True)
    try:
        if per_inch:
            data, told = compiler.compile(files, root=root, format="png", ppi=per_inch), "null"
        else:
            told = compiler.query("<printed>", field="value", one=True)
            data = compiler.compile(files, root=root, format="pdf", pdf_standards=["ua-1"], timestamp=made)
    except (typst.TypstError, RuntimeError) as error:  # a query raises the second
        return None, str(error)
    assert isinstance(data, bytes)
    return data, told


if __name__ == "__main__":
    sys.stdout.buffer.write(pickle.dumps([_set(**job) for job in pickle.load(sys.stdin.buffer)]))
