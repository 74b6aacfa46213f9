"""How long a build takes and how much memory it needs, with and without PDF files: `make bench`.

Builds the real site, and one of 100 pages generated from it, each in a process of its own. Nothing is kept. The figures
are those of this machine at this moment: run it when nothing else does. Memory is that of all processes of a build together.
"""

import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
PAGES = 100
_COPIED = "context.md"  # an ordinary page, with citations and a table


def main() -> None:
    print(f"{'site':<14}{'PDF files':<12}{'seconds':>8}{'MiB':>7}{'pages of the PDF':>19}{'its kB':>9}")
    with tempfile.TemporaryDirectory() as folder:
        for name, project in (("real", ROOT), (f"{PAGES} pages", _large(Path(folder)))):
            for option in ("--no-pdf", ""):
                measure(name, project, option, Path(folder) / "site")


def measure(name: str, project: Path, option: str, target: Path) -> None:
    """One build in a process of its own, which is the only one of this command to be measured."""
    command = [sys.executable, __file__, "--one", str(project), str(target), *([option] if option else [])]
    seconds, memory = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
    pages = size = "-"
    if not option:
        import pikepdf

        document = next(path for path in (target / "pdf").glob("*.pdf") if "leaflet" not in path.name)
        size = f"{document.stat().st_size / 1000:,.0f}"
        with pikepdf.open(document) as pdf:
            pages = str(len(pdf.pages))
    print(f"{name:<14}{'no' if option else 'yes':<12}{seconds:>8}{memory:>7}{pages:>19}{size:>9}", flush=True)
    shutil.rmtree(target)


def build(project: str, target: str, *options: str) -> None:
    started = time.monotonic()
    command = [sys.executable, str(ROOT / "scripts" / "build.py"), "--site-dir", target, *options]
    most = 0
    with subprocess.Popen(command, cwd=project, stdout=subprocess.DEVNULL) as running:
        while running.poll() is None:
            most = max(most, _held(running.pid))
            time.sleep(0.1)
    if running.returncode:
        sys.exit(running.returncode)
    print(f"{time.monotonic() - started:.1f} {most / 1024:.0f}")


def _held(process: int) -> int:
    """KiB that a process and those it began hold together: what two of them share counts once (Linux, proc(5): Pss)."""
    folder = Path("/proc", str(process))
    try:
        own = re.search(r"^Pss: +(\d+)", (folder / "smaps_rollup").read_text(), re.MULTILINE)
        begun = [pid for children in folder.glob("task/*/children") for pid in children.read_text().split()]
    except OSError:  # it has ended
        return 0
    return (int(own[1]) if own else 0) + sum(_held(int(pid)) for pid in begun)


def _large(folder: Path) -> Path:
    """The real site, with copies of one page until there are 100 in the menu. A copy leaves out what may stand only once."""
    project = folder / "project"
    shutil.copytree(ROOT, project, ignore=shutil.ignore_patterns(".*", "site", "tests", "bench"))
    config = (project / "mkdocs.yml").read_text("utf-8")
    text = (project / "docs" / _COPIED).read_text("utf-8")
    text = re.sub(r"^title:.*\n|^/// (?:finding|chart) \| .*\n///\n", "", text, flags=re.MULTILINE)
    missing = PAGES - config[config.index("nav:") : config.index("theme:")].count(".md")
    entries = []
    for number in range(1, missing + 1):
        (project / "docs" / f"page-{number}.md").write_text(text, "utf-8")
        entries.append(f"  - Page {number}: page-{number}.md\n")
    (project / "mkdocs.yml").write_text(config.replace("\ntheme:", f"{''.join(entries)}\ntheme:", 1), "utf-8")
    return project


if __name__ == "__main__":
    build(*sys.argv[2:]) if sys.argv[1:2] == ["--one"] else main()
