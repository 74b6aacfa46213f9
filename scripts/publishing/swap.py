"""Puts a finished site in the place of the old one, and never touches files that it did not make.

A site is built in a folder beside the target and swapped in whole. Each site lists its own files in manifest.sha256
(`sha256sum -c manifest.sha256` checks a copy), which is how the next build knows what it may replace.
"""

import ctypes
import errno
import fcntl
import hashlib
import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from publishing.stopping import undisturbed

MANIFEST = "manifest.sha256"

_AT_FDCWD, _RENAME_EXCHANGE = -100, 2  # from Linux' fcntl.h and fs.h


class NotOurs(Exception):
    """The target holds files that no build made."""


@contextmanager
def workplace(target: Path) -> Iterator[Path]:
    """An empty folder beside the target to build into, for this build alone. It is gone afterwards, however the build ends.

    Raises:
        NotOurs: the target holds other files than its manifest lists, cannot be written, or is being built by another.
    """
    if target.parent == target or Path.cwd().is_relative_to(target):
        raise NotOurs(f"{target} is a folder that holds this project (give another --site-dir)")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        lock = _lock(target)
    except OSError as error:
        raise _cannot_write(target, error) from None
    try:
        yield prepare(target)
    finally:
        with undisturbed():
            shutil.rmtree(_new(target), ignore_errors=True)
            _lock_file(target).unlink(missing_ok=True)
            os.close(lock)


def prepare(target: Path) -> Path:
    """The empty folder, after mending what an interrupted swap left."""
    try:
        if _old(target).exists() and not target.exists():
            _old(target).rename(target)
        _refuse_foreign(target)
        for leftover in (_new(target), _old(target)):
            shutil.rmtree(leftover, ignore_errors=True)
        _new(target).mkdir()
    except OSError as error:
        raise _cannot_write(target, error) from None
    return _new(target)


def _cannot_write(target: Path, error: OSError) -> NotOurs:
    if error.errno == errno.EBUSY:
        return NotOurs(f"{target} is where a disk is mounted, which cannot be swapped (give a folder on it as --site-dir)")
    return NotOurs(f"{target} cannot be written: {error.strerror} (give another --site-dir)")


def _lock(target: Path) -> int:
    """A file that one build holds at a time. The system lets go of it when a build ends, however it ends."""
    while True:
        lock = os.open(_lock_file(target), os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o644)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if os.path.samestat(os.fstat(lock), _lock_file(target).lstat()):
                return lock
        except BlockingIOError:
            os.close(lock)
            raise NotOurs(f"{target} is being built already (wait for that build to end)") from None
        except FileNotFoundError:
            pass  # the build before this one has just taken it away
        os.close(lock)


def _refuse_foreign(target: Path) -> None:
    if not target.exists():
        return
    if not target.is_dir():
        raise NotOurs(f"{target} is a file (give another --site-dir)")
    if target.is_mount():
        raise OSError(errno.EBUSY, "it is mounted")
    ours = {MANIFEST} | {line[66:] for line in _manifest_lines(target)}
    foreign = sorted(_files(target) - ours)
    if foreign:
        more = f" and {len(foreign) - 1} more" if len(foreign) > 1 else ""
        raise NotOurs(f"{target.name} holds files that no build made: {foreign[0]}{more} (move them to docs/, or give another --site-dir)")


def write_new(site: Path, files: Iterable[tuple[str, str | bytes]]) -> list[str]:
    """Write files into a site that is being built. Returns the names of those whose place was taken."""
    taken = []
    for name, content in files:
        path = site / name
        if path.exists() or any(parent.is_file() for parent in path.parents):
            taken.append(name)
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return taken


def write_manifest(site: Path) -> int:
    """List all files of the site with their SHA-256, in the form that sha256sum reads. Returns their number."""
    lines = [f"{hashlib.sha256((site / name).read_bytes()).hexdigest()}  {name}\n" for name in sorted(_files(site))]
    (site / MANIFEST).write_text("".join(lines), "utf-8")
    return len(lines)


def swap(new: Path, target: Path) -> None:
    """Put the folder `new` in the place of `target`, in one step where the system can.

    Raises:
        NotOurs: the system refuses. The old site is in its place then.
    """
    try:
        with undisturbed():
            if not (target.exists() and _exchange(new, target)):
                _move(new, target)
            for leftover in (new, _old(target)):
                shutil.rmtree(leftover, ignore_errors=True)
    except OSError as error:
        raise _cannot_write(target, error) from None


def _move(new: Path, target: Path) -> None:
    if target.exists():
        target.rename(_old(target))
    try:
        new.rename(target)
    except OSError:
        if _old(target).exists():
            _old(target).rename(target)
        raise


def _exchange(one: Path, other: Path) -> bool:
    """Linux can exchange two names at once, so that no reader meets a moment without a site."""
    try:
        rename = ctypes.CDLL(None, use_errno=True).renameat2
    except (AttributeError, OSError):
        return False
    return bool(rename(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE) == 0)


def _new(target: Path) -> Path:
    return target.with_name(f".{target.name}.new")


def _lock_file(target: Path) -> Path:
    return target.with_name(f".{target.name}.lock")


def _old(target: Path) -> Path:
    return target.with_name(f".{target.name}.old")


def _files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file() or path.is_symlink()}


def _manifest_lines(target: Path) -> list[str]:
    manifest = target / MANIFEST
    return manifest.read_text("utf-8").splitlines() if manifest.is_file() else []
