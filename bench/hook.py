"""How much longer MkDocs takes with this project's hook than without it: `make bench`.

Generated sites with the theme Material, the same content twice: once with citations and the hook, once with plain words in
their place. Each build is a process of its own, the two kinds in turn; the figures are ratios of the least processor time, and
of the most memory, of those runs. They depend little on what else the machine does.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
SENTENCE = "Some people with this illness had a test of their nerves in that year"


@dataclass(frozen=True, slots=True)
class Size:
    """Of a generated site."""

    pages: int
    references: int
    citations: int  # on each page
    runs: int = 3


SIZES = (Size(7, 50, 10, 5), Size(100, 300, 10), Size(500, 2000, 10, 2), Size(1, 10_000, 10_000, 2))


def main() -> None:
    print(f"{'pages':>6}{'references':>12}{'plain s':>9}{'hook s':>8}{'ratio':>7}{'plain MiB':>11}{'hook MiB':>10}{'ratio':>7}")
    for size in SIZES:
        with tempfile.TemporaryDirectory() as folder:
            kinds = {hook: Path(folder, "hook" if hook else "plain") for hook in (False, True)}
            for hook, project in kinds.items():
                generate(project, size, hook=hook)
            runs = [(hook, *build(project)) for _ in range(size.runs) for hook, project in kinds.items()]
        seconds = {hook: min(run[1] for run in runs if run[0] is hook) for hook in kinds}
        memory = {hook: max(run[2] for run in runs if run[0] is hook) for hook in kinds}
        print(
            f"{size.pages:>6}{size.references:>12}{seconds[False]:>9.1f}{seconds[True]:>8.1f}{seconds[True] / seconds[False]:>6.2f}×"
            f"{memory[False]:>11.0f}{memory[True]:>10.0f}{memory[True] / memory[False]:>6.2f}×",
            flush=True,
        )


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


def build(project: Path) -> tuple[float, float]:
    """Seconds of processor time and MiB of one run of MkDocs."""
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", str(project / "site")]
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"} | {"NO_MKDOCS_2_WARNING": "1"}
    process = subprocess.Popen(command, cwd=project, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(f"a build failed: {project}")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


if __name__ == "__main__":
    main()
