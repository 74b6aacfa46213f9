"""How long 10,000 entries take: pybtex parsing them alone, against our reading and printing all: `make bench`.

The entries are those of refs/, repeated under other keys. Each is measured in turn, in one run, and the best of three
counts: the figures are those of this machine, their ratio is not.
"""

import re
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pybtex.database

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "scripts"))

from references.bibtex import read_library  # noqa: E402  (the engine is no package that is installed)
from references.shown import ReferenceList  # noqa: E402  (the engine is no package that is installed)

ENTRIES = 10_000
ALLOWED = 1.5  # times what pybtex needs


def main() -> None:
    text = _many("".join(path.read_text("utf-8") for path in sorted((ROOT / "refs").glob("*.bib"))))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "papers.bib"
        path.write_text(text, "utf-8")
        theirs, ours = _best(lambda: pybtex.database.parse_string(text, "bibtex"), lambda: _read_and_print(path))
    print(f"{ENTRIES:,} entries   pybtex parses them in {theirs:.2f} s   we read and print them in {ours:.2f} s")
    print(f"ratio {ours / theirs:.2f} (at most {ALLOWED})")


def _many(text: str) -> str:
    """The entries, repeated until there are enough."""
    entries = re.findall(r"^@\w+\{[^,]+,\n.*?^\}\n", text, re.MULTILINE | re.DOTALL)
    return "".join(re.sub(r"^(@\w+\{[^,]+)", rf"\1-{number}", entries[number % len(entries)]) for number in range(ENTRIES))


def _read_and_print(path: Path) -> None:
    shown = ReferenceList(read_library([path], path.parent))  # all of papers.bib is shown, and so read and printed
    if len(shown.references()) != ENTRIES:
        sys.exit("some entries could not be printed")


def _best(*actions: Callable[[], object]) -> list[float]:
    """Seconds of processor time of each, the best of three rounds in turn."""
    rounds = []
    for _ in range(3):
        times = []
        for action in actions:
            started = time.process_time()
            action()
            times.append(time.process_time() - started)
        rounds.append(times)
    return [min(times) for times in zip(*rounds, strict=True)]


if __name__ == "__main__":
    main()
