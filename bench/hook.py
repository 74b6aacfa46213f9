"""How much longer MkDocs takes with this project's hook than without it: `make bench`.

Generated sites with the theme Material, the same content twice: once with citations and the hook, once with plain words in
their place. Each build is a process of its own. A machine's clock may swing by half within seconds, so each build with the hook
is held against those without it just before and after: the figures are the median of these ratios of processor time, with
the least and the greatest, and the ratio of the most memory.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from statistics import mean, median
from typing import NamedTuple

ROOT = Path(__file__).parent.parent
SENTENCE = "Some people with this illness had a test of their nerves in that year"


class Size(NamedTuple):
    """Of a generated site."""

    pages: int
    references: int
    citations: int  # on each page
    runs: int = 5  # with the hook
    beside: int = 1  # without it, on each side of one: more where they are much shorter


SIZES = (Size(7, 50, 10, 9), Size(100, 300, 10), Size(500, 2000, 10, 3), Size(1, 10_000, 10_000, beside=3))

LINE = "{:>6}{:>12}{:>9}{:>8}{:>8}{:>7}{:>7}{:>11}{:>10}{:>8}"


class Run(NamedTuple):
    """One build."""

    seconds: float  # of processor time
    mib: float


def main() -> None:
    print(LINE.format("pages", "references", "plain s", "hook s", "ratio", "from", "to", "plain MiB", "hook MiB", "ratio"))
    for size in SIZES:
        with tempfile.TemporaryDirectory() as folder:
            plain, hook = Path(folder, "plain"), Path(folder, "hook")
            generate(plain, size, hook=False)
            generate(hook, size, hook=True)
            tell(size, *measure(plain, hook, size))


def measure(plain: Path, hook: Path, size: Size) -> tuple[list[list[Run]], list[Run]]:
    """The runs with the hook, and those without it before, between and after them."""
    for project in (plain, hook):
        build(project)  # compiles modules
    without, with_hook = [[build(plain) for _ in range(size.beside)]], []
    for _ in range(size.runs):
        with_hook.append(build(hook))
        without.append([build(plain) for _ in range(size.beside)])
    return without, with_hook


def tell(size: Size, without: Sequence[Sequence[Run]], with_hook: Sequence[Run]) -> None:
    around = [mean(run.seconds for run in (*before, *after)) for before, after in pairwise(without)]
    ratios = [run.seconds / plain for run, plain in zip(with_hook, around, strict=True)]
    seconds = median(around), median(run.seconds for run in with_hook)
    memory = max(run.mib for runs in without for run in runs), max(run.mib for run in with_hook)
    times = (median(ratios), min(ratios), max(ratios), memory[1] / memory[0])
    ratio, least, greatest, of_memory = (f"{one:.2f}×" for one in times)
    told = (*(f"{one:.1f}" for one in seconds), ratio, least, greatest, *(f"{one:.0f}" for one in memory), of_memory)
    print(LINE.format(size.pages, size.references, *told), flush=True)


def generate(project: Path, size: Size, *, hook: bool) -> None:
    """Write a site. Without the hook each citation is the number that it would print."""
    (project / "docs").mkdir(parents=True)
    (project / "refs").mkdir()
    hooks = f"hooks: [{ROOT / 'scripts' / 'hooks.py'}]\n" if hook else ""
    (project / "mkdocs.yml").write_text(
        f"site_name: Bench\nsite_url: https://example.org/\ntheme: {{name: material, font: false}}\nplugins: []\n{hooks}"
        "markdown_extensions: [attr_list, def_list, footnotes, md_in_html, tables, admonition]\n",
        "utf-8",
    )
    if hook:
        (project / "refs" / "papers.bib").write_text("".join(entries(size.references)), "utf-8")
    for page in range(size.pages):
        name = "index.md" if page == 0 else f"page-{page}.md"
        (project / "docs" / name).write_text("".join(text(page, size, hook=hook)), "utf-8")


def entries(number: int) -> Iterator[str]:
    for key in range(number):
        yield (
            f"@article{{key{key},\n  author = {{Müller, Anna B. and Smith, John and {{Study Group {key}}}}},\n"
            f"  title = {{Nerve fibers and \\emph{{pain}} in {key} people: a study}},\n  journal = {{Journal of Tests}},\n"
            f"  year = {1990 + key % 35}, volume = {{{key % 90}}}, number = {{2}}, pages = {{{key}--{key + 9}}},\n"
            f"  doi = {{10.1000/test.{key}}},\n}}\n"
        )


def text(page: int, size: Size, *, hook: bool) -> Iterator[str]:
    yield f"# Page {page}\n\n"
    for place in range(size.citations):
        key = (page * size.citations + place) % size.references
        if place % 5 == 0:
            yield f"\n## Part {place // 5}\n\n"
        yield f"{SENTENCE} {'[@key' + str(key) + ']' if hook else place + 1}.\n"


def build(project: Path) -> Run:
    """One run of MkDocs."""
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", str(project / "site")]
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"} | {"NO_MKDOCS_2_WARNING": "1"}
    process = subprocess.Popen(command, cwd=project, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(f"a build failed: {project}")
    return Run(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


if __name__ == "__main__":
    main()
