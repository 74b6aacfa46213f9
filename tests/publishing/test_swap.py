from pathlib import Path

import pytest

from publishing.swap import MANIFEST, NotOurs, prepare, swap, workplace, write_manifest


def publish(target: Path, **files: str) -> None:
    with workplace(target) as new:
        for name, text in files.items():
            (new / f"{name}.html").write_text(text, "utf-8")
        write_manifest(new)
        swap(new, target)


def test_a_new_site_takes_the_place_of_the_old(tmp_path: Path) -> None:
    target = tmp_path / "site"
    publish(target, index="1", gone="1")
    publish(target, index="2")
    assert sorted(path.name for path in target.iterdir()) == ["index.html", MANIFEST]
    assert (target / "index.html").read_text("utf-8") == "2"
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_without_an_exchange_of_names_it_works_as_well(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("publishing.swap._exchange", lambda one, other: False)
    test_a_new_site_takes_the_place_of_the_old(tmp_path)


def test_files_that_no_build_made_are_never_touched(tmp_path: Path) -> None:
    target = tmp_path / "site"
    publish(target, index="1")
    (target / "CNAME").write_text("example.org", "utf-8")
    with pytest.raises(NotOurs, match=r"holds files that no build made: CNAME \(move them to docs/, or give another --site-dir\)"):
        prepare(target)
    assert (target / "CNAME").exists()


def test_an_empty_folder_may_be_filled(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    publish(tmp_path / "site", index="1")
    assert (tmp_path / "site" / "index.html").exists()


def test_a_file_is_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "site").write_text("mine", "utf-8")
    with pytest.raises(NotOurs, match="is a file"):
        prepare(tmp_path / "site")


def test_a_swap_that_broke_off_is_mended_by_the_next_run(tmp_path: Path) -> None:
    target = tmp_path / "site"
    publish(target, index="1")
    target.rename(tmp_path / ".site.old")  # as after a power cut between two renames
    new = prepare(target)
    assert (target / "index.html").read_text("utf-8") == "1"
    assert list(new.iterdir()) == []


def test_where_the_system_refuses_the_old_site_is_put_back_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "site"
    publish(target, index="1")
    rename = Path.rename

    def broken(path: Path, to: Path) -> Path:
        if path.name == ".site.new":
            raise OSError(5, "Input/output error")
        return rename(path, to)

    monkeypatch.setattr("publishing.swap._exchange", lambda one, other: False)
    monkeypatch.setattr(Path, "rename", broken)
    with pytest.raises(NotOurs, match=r"site cannot be written: Input/output error \(give another --site-dir\)"):
        publish(target, index="2")
    assert (target / "index.html").read_text("utf-8") == "1"
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_the_manifest_checks_a_copy(tmp_path: Path) -> None:
    import subprocess

    publish(tmp_path / "site", index="1", about="2")
    assert subprocess.run(["sha256sum", "--quiet", "-c", MANIFEST], cwd=tmp_path / "site", check=False).returncode == 0
