"""Typst beside the rest of a build: numbers of pages that are those of the file, and one thing at a time."""

import threading
from datetime import date
from pathlib import Path

import pymupdf
import pytest

from paper.pdf import PdfError, to_pdf
from paper.typesetting import press

PAGES = "[text]; pagebreak(); " * 11


def made(code: str) -> list[str]:
    """The words of each page."""
    pdf = to_pdf("paper", f'printed(title: "T", faces: ((name: "Inter"),), {{ {code} }})', "/", date(2026, 5, 9))
    with pymupdf.open(stream=pdf.data) as document:
        return [" ".join(page.get_text().split()) for page in document]


def test_a_number_is_that_of_the_page_that_a_place_is_on_before_it_and_behind_it() -> None:
    first, *_, last = made(f'page-of("end"); [ ]; anchor("start"); {PAGES} anchor("end"); page-of("start")')
    assert (first, last) == ("12 text", "1")


def test_a_number_that_moves_what_it_counts_is_that_of_where_it_comes_to_rest() -> None:
    """With room for a number of one digit, but not of two, which is what Typst begins with."""
    code = 'block(height: 100% - 4em); block(width: 3.4em, { [page ]; page-of("end") }); anchor("end"); [end]'
    assert made(code) == ["page 1 end"]
    assert made(code.replace("page-of(\"end\")", "[00]")) == ["page 00", "end"]


def test_a_number_of_what_is_not_printed_is_refused() -> None:
    with pytest.raises(PdfError, match="a number of a page is that of 'nowhere', which is not printed"):
        made('page-of("nowhere")')


def test_numbers_that_never_come_to_rest_are_refused() -> None:
    with pytest.raises(PdfError, match="do not come to rest"):
        made('let shown = numbers.at("a", default: "1"); if shown == "1" { pagebreak() }; anchor("a"); page-of("a")')


@pytest.mark.parametrize(
    ("code", "told"),
    [("os.kill(os.getpid(), 9)", r"the system ended Typst, with signal 9 \(is there memory enough\?\)"), ("1 / 0", "ZeroDivisionError")],
)
def test_that_typst_was_ended_is_told(code: str, told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "typst.py").write_text(f"import os\n{code}\n", "utf-8")
    monkeypatch.setattr("paper.typesetting.__file__", str(tmp_path / "typst.py"))
    with pytest.raises(PdfError, match=told):
        made("[text]")


def test_one_thing_is_made_at_a_time_in_the_order_given_and_none_begins_once_a_build_has_failed() -> None:
    said: list[str] = []
    go = threading.Event()

    def make(name: str) -> None:
        said.append(f"{name} begins")
        go.wait(5)
        said.append(f"{name} ends")

    def fail() -> None:
        with press() as worker:
            for name in "ab":
                worker.submit(make, name)
            threading.Timer(0.1, go.set).start()
            raise KeyError

    with pytest.raises(KeyError):
        fail()
    assert said == ["a begins", "a ends"]
