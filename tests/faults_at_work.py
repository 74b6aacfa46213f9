"""Builds that are killed at any moment, and two that run at once: what readers get stays whole. `make faults` runs many.

    python tests/faults_at_work.py [KILLS] [PAIRS] [SEED]

Each build is a child of this process, which has imported all of it already. Prints what came of them, and exits with 1
at the first thing that is not right. Linux and macOS.
"""

import contextlib
import hashlib
import os
import random
import signal
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT / "scripts"), str(ROOT / "tests")]

from build import main  # noqa: E402  (the engine is no package that is installed)
from conftest import MKDOCS, PAPER  # noqa: E402  (the engine is no package that is installed)

TARGET = Path("site")


class NotRightError(Exception):
    """What readers or writers would have met."""


def write(text: str) -> None:
    for name, content in {"mkdocs.yml": MKDOCS, "refs/papers.bib": PAPER, "docs/index.md": f"# Home\n\n{text} [@caro2008].\n"}.items():
        Path(name).parent.mkdir(exist_ok=True)
        Path(name).write_text(content, "utf-8")


def start(said: str = os.devnull) -> int:
    """A build in a child process: its id."""
    child = os.fork()
    if child:
        return child
    code = 70
    with contextlib.suppress(BaseException):
        out = os.open(said, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        os.dup2(out, 1)
        os.dup2(out, 2)
        code = main(["--no-pdf"])
        sys.stdout.flush()
        sys.stderr.flush()
    os._exit(code)


def wait(child: int) -> int:
    """Its exit code, or the number of the signal that ended it, negative."""
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def published() -> str:
    """The text of the site, which must be whole: each file as its own list has it."""
    for line in (TARGET / "manifest.sha256").read_text("utf-8").splitlines():
        digest, name = line.split("  ", 1)
        if hashlib.sha256((TARGET / name).read_bytes()).hexdigest() != digest:
            raise NotRightError(f"{name} is not what it was made as")
    html = (TARGET / "index.html").read_text("utf-8")
    return html.partition("<p>")[2].partition("<")[0].split("\u00a0")[0].strip()


def leftovers() -> list[str]:
    return sorted(path.name for path in Path().iterdir() if path.name.startswith(".site"))


def built(text: str) -> float:
    """Build to the end; how many seconds it took."""
    write(text)
    before = time.monotonic()
    if (code := wait(start("said.txt"))) or published() != text or leftovers():
        raise NotRightError(f"a build ended with {code}, leaving {leftovers()}: {Path('said.txt').read_text('utf-8')}")
    return time.monotonic() - before


def until_swap(seconds: float) -> None:
    """Until the new site is whole and about to take its place, which takes a few thousandths of a second."""
    late = time.monotonic() + 10 * seconds
    while not Path(".site.new/manifest.sha256").exists() and Path(".site.lock").exists() | (time.monotonic() < late - 9 * seconds):
        time.sleep(0.0005)


def kill(count: int, chance: random.Random) -> Counter[str]:
    """Kill builds at random moments. After each the site is the old or the new one, and a build afterwards mends all."""
    seconds = max(built("Text 0"), built("Text 0"))
    found: Counter[str] = Counter()
    there = "Text 0"
    for number in range(1, count + 1):
        wanted = f"Text {number}"
        write(wanted)
        child = start()
        if number % 2:
            time.sleep(chance.uniform(0, seconds * 1.1))
        else:
            until_swap(seconds)
            time.sleep(chance.uniform(0, 0.02))
        os.kill(child, signal.SIGKILL)
        code = wait(child)
        if (now := published()) not in (there, wanted):
            raise NotRightError(f"kill {number}: the site says {now!r}, not {there!r} or {wanted!r}")
        found["ended before" if code == 0 else "killed, the new site there" if now == wanted else "killed, the old site there"] += 1
        found["killed, with something left"] += bool(leftovers())
        there = now
        if number % 10 == 0:
            built(there := f"Text {number} mended")
    built("Text at last")
    return found


def pair(count: int, chance: random.Random) -> Counter[str]:
    """Two builds at once. One that says it published has; the other says why it did not."""
    found: Counter[str] = Counter()
    for number in range(count):
        write(f"Pair {number}")
        children = [start("said0.txt")]
        time.sleep(chance.uniform(0, 0.3))
        children.append(start("said1.txt"))
        codes = [wait(child) for child in children]
        said = [Path(f"said{place}.txt").read_text("utf-8") for place in (0, 1)]
        for code, words in zip(codes, said, strict=True):
            refused = f"{TARGET.resolve()} is being built already (wait for that build to end)\nnothing was written: 1 fault\n"
            if (code == 0) != ("wrote site: " in words) or (code and words != refused):
                raise NotRightError(f"pair {number}: {code}: {words}")
        if 0 not in codes or published() != f"Pair {number}" or leftovers():
            raise NotRightError(f"pair {number}: {codes}, {published()!r}, {leftovers()}")
        found["one built, one refused" if any(codes) else "one after the other"] += 1
    return found


def run(kills: int = 200, pairs: int = 24, seed: int = 1) -> None:
    os.environ["SOURCE_DATE_EPOCH"] = "1700000000"
    os.environ.pop("SITE_URL", None)
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        write("Text")
        with Path(os.devnull).open("w") as nothing, contextlib.redirect_stdout(nothing):
            main(["--check"])  # imports all that a build needs
        for name, found in ((f"{kills} kills", kill(kills, chance)), (f"{pairs} pairs", pair(pairs, chance))):
            print(f"{name}: {', '.join(f'{number} {what}' for what, number in sorted(found.items()) if number)}", flush=True)
        os.chdir(ROOT)


if __name__ == "__main__":
    try:
        run(*map(int, sys.argv[1:]))
    except NotRightError as error:
        sys.exit(f"not right: {error}")
