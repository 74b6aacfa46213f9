"""What can go wrong around a build: signals, full disks, mounts, links, foreign files, another build. The old site stays.

`make faults` runs 200 kills and 24 pairs of builds.
"""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from build import main
from conftest import MKDOCS, PAPER, ROOT, Built

HOME = {"docs/index.md": "# Home\n\nText [@caro2008].\n"}
BUILD = [sys.executable, str(ROOT / "scripts" / "build.py")]
MOUNTS = ["unshare", "--mount"] if os.geteuid() == 0 else ["unshare", "--user", "--map-root-user", "--mount"]


ROOMS = (40, 300, 600, 900, 6000)  # KB left on the disk beside the old site


def bytes_of(site: Path) -> dict[str, bytes]:
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in sorted(site.rglob("*")) if path.is_file()}


def test_killed_at_any_moment_and_two_at_once() -> None:
    command = [sys.executable, str(ROOT / "tests" / "faults_at_work.py"), "12", "4"]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (run.returncode, run.stderr) == (0, "")
    assert [line.partition(":")[0] for line in run.stdout.splitlines()] == ["12 kills", "4 pairs"]


@pytest.mark.parametrize("moment", ["while it starts", "while it builds"])
@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)], ids=["Ctrl-C", "SIGTERM", "a closed terminal"])
def test_a_build_that_is_stopped_says_so_and_leaves_nothing(
    number: signal.Signals, code: int, moment: str, build_site: Callable[..., Built], tmp_path: Path
) -> None:
    build_site(HOME)
    before = bytes_of(tmp_path / "site")
    (tmp_path / "docs" / "more.md").write_text("# More\n\n" + "Word [@caro2008].\n\n" * 3000, "utf-8")
    build = subprocess.Popen(BUILD, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    if moment == "while it starts":
        time.sleep(0.25)
    else:
        while not (tmp_path / ".site.new").exists() and build.poll() is None:
            time.sleep(0.01)
    build.send_signal(number)
    out, error = build.communicate()
    assert (build.returncode, out, error) == (code, "", "stopped\n")
    assert [path.name for path in tmp_path.iterdir() if "site" in path.name] == ["site"]
    assert bytes_of(tmp_path / "site") == before


def test_another_build_is_waited_for_by_its_writer(build_site: Callable[..., Built], tmp_path: Path) -> None:
    import fcntl

    build_site(HOME)
    before = bytes_of(tmp_path / "site")
    with (tmp_path / ".site.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        assert build_site(HOME).faults == [f"{tmp_path}/site is being built already (wait for that build to end)"]
    assert bytes_of(tmp_path / "site") == before
    assert build_site(HOME).code == 0  # the file alone keeps nobody out
    assert not (tmp_path / ".site.lock").exists()


def test_a_link_in_the_place_of_the_work_folder_is_not_followed(build_site: Callable[..., Built], tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "notes.txt").write_text("mine", "utf-8")
    (tmp_path / ".site.new").symlink_to(tmp_path / "mine")
    built = build_site(HOME)
    assert built.faults == [f"{tmp_path}/site cannot be written: File exists (give another --site-dir)"]
    assert (tmp_path / "mine" / "notes.txt").read_text("utf-8") == "mine"


def test_what_the_system_refuses_is_one_line(
    build_site: Callable[..., Built], monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    build_site(HOME)
    Path("docs/loop.png").symlink_to("loop.png")
    built = build_site(HOME)
    assert len(built.faults) <= 1
    assert not any("mistake of the program" in fault for fault in built.faults)


def test_a_mistake_of_the_program_is_one_line_too(
    build_site: Callable[..., Built], monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    build_site(HOME)
    monkeypatch.setattr("publishing.command.write_policy", lambda *_: [][1])
    assert build_site(HOME).faults == ["this is a mistake of the program, not yours: IndexError: list index out of range (report it, with what -v tells)"]
    main(["-v"])
    assert "Traceback" in capfd.readouterr().err


@pytest.fixture(scope="module")
def mounts() -> None:
    """Mounting, in a name space of our own that ends with the process."""
    if not shutil.which("unshare") or subprocess.run([*MOUNTS, "true"], capture_output=True, check=False).returncode:
        pytest.skip("this system lets nobody mount")


def in_shell(script: str, folder: Path) -> list[str]:
    """What a shell printed that may mount what it likes. `build` builds, and prints its code and its lines on standard error."""
    build = f'build() {{ PYTHONDONTWRITEBYTECODE=1 {" ".join(BUILD)} --no-pdf "$@" 2>&1 >/dev/null | sed "s/^/  /"; }}\n'
    run = subprocess.run([*MOUNTS, "sh", "-c", build + script], cwd=folder, capture_output=True, text=True, check=False)
    assert run.stderr == ""
    return run.stdout.splitlines()


@pytest.fixture
def project(build_site: Callable[..., Built], tmp_path: Path) -> Path:
    """A site that was built once, and whose text has changed since."""
    build_site(HOME)
    (tmp_path / "docs" / "index.md").write_text("# Home\n\nNew text [@caro2008].\n", "utf-8")
    return tmp_path


def test_a_full_disk_at_each_step_is_one_line(mounts: None, project: Path) -> None:
    """The site lies on a small disk, which has ever more room: the build fails later and later, and in the end is done."""
    size = sum(len(data) for data in bytes_of(project / "site").values()) // 1024
    script = f"""
    mkdir disk
    for room in {' '.join(map(str, ROOMS))}; do
      mount -t tmpfs -o size=$(({size} + 300 + room))k disk disk && cp -r site disk/site
      build --site-dir disk/site
      (cd disk/site && sha256sum --quiet -c manifest.sha256 && grep -c "New text" index.html); ls -A disk
      umount disk
    done"""
    lines = in_shell(script, project)
    told = [line for line in lines if line.startswith("  ")]
    assert 2 * 3 <= len(told) < 2 * len(ROOMS), "the disk was full too rarely, or always"
    assert all(line.endswith(": the disk is full (make room on it, or build elsewhere with --site-dir)") or
               line == "  the disk is full (make room on it, or build elsewhere with --site-dir)" or line == "  nothing was written: 1 fault"
               for line in told)  # fmt: skip
    assert lines.count("site") == len(ROOMS)  # nothing else is left beside it
    assert set(lines) - set(told) == {"site", "0", "1"}
    assert lines[-2:] == ["1", "site"]  # with room enough the new text is there


MOUNTED = {
    "a mount point": ("mkdir m; mount -t tmpfs m m; build --site-dir m", "m is where a disk is mounted, which cannot be swapped (give a folder on it as --site-dir)"),
    "a folder mounted again": ("mount --bind site site; build", "site is where a disk is mounted, which cannot be swapped (give a folder on it as --site-dir)"),
    "a disk that is read only": ("mkdir r; mount -t tmpfs -o ro r r; build --site-dir r/site", "r/site cannot be written: Read-only file system (give another --site-dir)"),
}  # fmt: skip


@pytest.mark.parametrize("name", MOUNTED)
def test_what_cannot_be_swapped_is_one_line(name: str, mounts: None, project: Path) -> None:
    script, message = MOUNTED[name]
    before = bytes_of(project / "site")
    assert in_shell(script, project) == [f"  {project}/{message}", "  nothing was written: 1 fault"]
    assert bytes_of(project / "site") == before
    assert not [path.name for path in project.rglob(".*.new")] + [path.name for path in project.rglob(".*.lock")]


def test_another_file_system_is_as_good(mounts: None, project: Path) -> None:
    assert in_shell("mkdir m; mount -t tmpfs m m; build --site-dir m/a/site; build --site-dir m/a/site; ls -A m/a", project) == ["site"]


NO_SOCKETS = """
import sys
def forbid(event, arguments):
    if event.startswith("socket."):
        sys.exit(f"a socket: {event} {arguments}")
sys.addaudithook(forbid)
import build
sys.exit(build.main([]))
"""


def test_a_build_opens_no_socket(build_site: Callable[..., Built], tmp_path: Path) -> None:
    config = MKDOCS.replace("{name: mkdocs, highlightjs: false}", "{name: material, font: false}") + "extra: {print: {document: all}}\n"
    build_site({**HOME, "mkdocs.yml": config.replace("plugins: []", "plugins: [search]"), "refs/papers.bib": PAPER}, "--check")
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "scripts")}
    run = subprocess.run([sys.executable, "-c", NO_SOCKETS], env=environment, capture_output=True, text=True, check=False)
    assert (run.returncode, run.stderr) == (0, "")
