"""The day that stands for 'now' in a site: the same sources give the same bytes, on any day.

SOURCE_DATE_EPOCH says it (reproducible-builds.org); else the last commit, else the newest record that was checked.
"""

import contextlib
import os
import re
import subprocess
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from source.text import read_utf8

NAME = "SOURCE_DATE_EPOCH"
_LATEST = 2**32 - 1  # gzip has four bytes for it: February 7, 2106
_FURTHEST_EAST = timedelta(hours=14)
_ELSEWHERE = ("GIT_DIR", "GIT_WORK_TREE", "GIT_COMMON_DIR", "GIT_INDEX_FILE")  # name a repository that is not asked for


class WrongDate(Exception):
    """SOURCE_DATE_EPOCH is none."""


def build_date(root: Path, environment: Mapping[str, str]) -> tuple[int, str]:
    """Seconds since 1970, and what is to be told of where they come from, if anything.

    Raises:
        WrongDate: with what to do.
    """
    if (given := environment.get(NAME)) is not None:
        if not re.fullmatch(r"[0-9]{1,10}", given.strip()) or int(given) > _LATEST:
            way_out = "write one such as 1700000000, or unset it"
            raise WrongDate(f'{NAME} is "{given[:40]}", which is no number of seconds since 1970 ({way_out})')
        return int(given), ""
    committed, told = _last_commit(root, environment)
    return (committed, "") if committed is not None else (_newest_record(root), told)


def last_day(environment: Mapping[str, str]) -> date:
    """The last day that a writer can have meant: today, wherever on earth that is, or the day of the build if that is later.

    What was committed, or SOURCE_DATE_EPOCH, is often older than what a writer has just written.
    """
    given = environment.get(NAME, "").strip()
    built = datetime.fromtimestamp(int(given), UTC) if re.fullmatch(r"[0-9]{1,10}", given) else datetime.now(UTC)
    return max(built.date(), (datetime.now(UTC) + _FURTHEST_EAST).date())


def _last_commit(root: Path, environment: Mapping[str, str]) -> tuple[int | None, str]:
    """When the last commit of the repository was made whose top is this project: one around it knows nothing of its texts."""

    def git(*arguments: str) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(["git", *arguments], cwd=root, env=own, capture_output=True, check=False)

    own = {name: value for name, value in environment.items() if name not in _ELSEWHERE} | {"LC_ALL": "C"}
    try:
        top = git("rev-parse", "--show-toplevel")
        if b"dubious ownership" in top.stderr:
            return None, "git does not read this folder, as it belongs to another user: the date is that of the newest record"
        if top.returncode or not Path(os.fsdecode(top.stdout.rstrip(b"\n"))).samefile(root):
            return None, ""
        commit = git("log", "-1", "--no-show-signature", "--format=%ct")
        return (int(commit.stdout), "") if commit.returncode == 0 and commit.stdout.strip().isdigit() else (None, "")
    except OSError:  # no git
        return None, ""


def _newest_record(root: Path) -> int:
    """The newest date on which a page or a finding was checked."""
    records = "".join(read_utf8(path, "")[0] for path in (*root.glob("docs/**/*.md"), *root.glob("refs/*.yml")))
    dates = [datetime(1980, 1, 1, tzinfo=UTC)]
    for written in re.findall(r"^ *(?:last_)?checked: *(\d{4}-\d\d-\d\d)$", records, re.MULTILINE):
        with contextlib.suppress(ValueError):  # such a date is reported where it stands
            dates.append(datetime.fromisoformat(written).replace(tzinfo=UTC))
    return int(min(max(dates).timestamp(), _LATEST))
