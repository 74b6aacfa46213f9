"""Puts one bug at a time into a copy of the project, runs the tests that should see it, and tells which were caught.

    python tests/mutants.py [WORDS] [--share 0.95]

With WORDS only those bugs whose rule or file holds them. Exit code 1 if fewer than the share are caught, or if a bug can
no longer be put in: then its line in mutant_list.py must follow the code. The work tree itself is never touched.

Most of a short run of pytest is the import of what others wrote. So that is imported once, and each run is a fork.
"""

import argparse
import importlib
import os
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from importlib.util import cache_from_source
from pathlib import Path

import pytest

from mutant_list import MUTANTS, Mutant

ROOT = Path(__file__).parent.parent
LONGEST = 180  # seconds for each file of tests: a bug that makes them hang is one that they see
LEFT_OUT = shutil.ignore_patterns(".*", "site", "node_modules", "__pycache__")
OF_OTHERS = """citeproc fontTools.subset fontTools.ttLib hypothesis.strategies jinja2 jsonschema lxml.html markdown markdown_it
    mkdocs.commands.build mkdocs.config.defaults outloud pdfua PIL.Image pikepdf
    pybtex.database.input.bibtex pydantic pylatexenc.latexwalker pymdownx.blocks pymupdf rispy segno typst yaml"""
AS_IT_IS = Mutant("the project as it is", "README.md", "\n", "\n", ())  # its tests must pass


def problem_of(mutant: Mutant, root: Path = ROOT) -> str | None:
    """Why a bug cannot be put in, or None."""
    path = root / mutant.path
    if not path.is_file():
        return f"{mutant.path} is not there"
    if (count := path.read_text("utf-8").count(mutant.old)) != 1:
        return f"{mutant.path} holds {mutant.old!r} {count} times, not once"
    if mutant.new == mutant.old:
        return f"{mutant.old!r} is replaced by itself"
    gone = [name for test in mutant.tests if not (root / (name := f"tests/{test.partition('::')[0]}")).is_file()]
    return f"{gone[0]} is not there" if gone else None


def main(arguments: Sequence[str] | None = None, mutants: Sequence[Mutant] = MUTANTS) -> int:
    """Runs the command; returns the exit code."""
    parser = argparse.ArgumentParser(description="Put one bug at a time into a copy of the project, and see if tests catch it.")
    parser.add_argument("words", nargs="*", help="only bugs whose rule or file holds one of these")
    parser.add_argument("--share", type=float, default=0.95, help="how many must be caught (default: 0.95)")
    options = parser.parse_args(arguments)
    words = [word.lower() for word in options.words]
    mutants = [one for one in mutants if not words or any(word in f"{one.rule} {one.path}".lower() for word in words)]
    if problems := [f"{one.rule}: {problem}" for one in mutants if (problem := problem_of(one))]:
        print(*problems, "these bugs can no longer be put in (correct them in tests/mutant_list.py)", sep="\n", file=sys.stderr)
        return 1
    started = time.monotonic()
    for name in OF_OTHERS.split():
        with suppress(ImportError):
            importlib.import_module(name)
    all_tests = tuple(sorted({test for one in mutants for test in one.tests}))
    caught = 0
    for mutant, result, said in _run([AS_IT_IS._replace(tests=all_tests), *mutants]):
        if (mutant.rule == AS_IT_IS.rule and result) or result not in (0, 1):  # whatever such tests caught would mean nothing
            print(said, f"{mutant.rule}: these tests fail without a bug, or cannot run at all", sep="\n", file=sys.stderr)
            return 1
        if mutant.rule != AS_IT_IS.rule:
            print(f"{'caught    ' if result else 'NOT CAUGHT'} {mutant.rule} ({mutant.path})", flush=True)
            caught += result
    print(f"{caught} of {len(mutants)} caught in {time.monotonic() - started:.0f} s")
    return 0 if mutants and caught >= options.share * len(mutants) else 1


def _run(mutants: Sequence[Mutant]) -> Iterator[tuple[Mutant, int, str]]:
    """Each with pytest's exit code (0 passed, 1 failed) and what it said, in the order in which they end."""
    with tempfile.TemporaryDirectory() as folder:
        count = min(os.cpu_count() or 1, len(mutants))
        free = [Path(shutil.copytree(ROOT, Path(folder) / str(number), ignore=LEFT_OUT)) for number in range(count)]
        running: dict[int, tuple[Mutant, Path, str]] = {}
        waiting = [*mutants]
        while waiting or running:
            while waiting and free:
                mutant, copy = waiting.pop(0), free.pop()
                right = (copy / mutant.path).read_text("utf-8")
                _write(copy / mutant.path, right.replace(mutant.old, mutant.new))
                running[_fork(mutant.tests, copy)] = (mutant, copy, right)
            child, status = os.wait()
            mutant, copy, right = running.pop(child)
            _write(copy / mutant.path, right)
            free.append(copy)
            result = 1 if os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGALRM else os.waitstatus_to_exitcode(status)
            yield mutant, result, copy.with_suffix(".log").read_text("utf-8")


def _write(path: Path, text: str) -> None:
    """Write a module, and forget its compiled form: Python cannot tell one of the same size and second from another."""
    path.write_text(text, "utf-8")
    if path.suffix == ".py":
        Path(cache_from_source(str(path))).unlink(missing_ok=True)


def _fork(tests: Sequence[str], copy: Path) -> int:
    """Run tests of a copy in a process of its own; returns its id."""
    sys.stdout.flush()
    if child := os.fork():
        return child
    with copy.with_suffix(".log").open("w") as log:
        for stream in (1, 2):
            os.dup2(log.fileno(), stream)
        signal.alarm(LONGEST * len(tests))
        os.chdir(copy)
        sys.path[:] = [path for path in sys.path if not Path(path).is_relative_to(ROOT / "tests")]
        options = ["-x", "-q", "--tb=short", "-p", "no:cacheprovider", "-W", "ignore::pytest.PytestAssertRewriteWarning"]
        result = int(pytest.main([*options, *(f"tests/{name}" for name in tests)]))
        sys.stdout.flush()
    os._exit(result)


if __name__ == "__main__":
    sys.exit(main())
