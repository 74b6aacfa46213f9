"""References as COinS, read back by a small reader that does what Zotero's does: split at & and =, then decode."""

from pathlib import Path
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from references.bibtex import read_library
from references.coins import to_coins
from references.entry import Entry
from references.reference import Reference
from references.shown import ReferenceList
from references.types import TYPES


def read(coins: str) -> dict[str, list[str]]:
    """Keys with their values, as openurl.js of Zotero takes them apart."""
    found: dict[str, list[str]] = {}
    for part in coins.split("&"):
        name, value = part.split("=")
        found.setdefault(name, []).append(unquote(value.replace("+", " ")))
    return found


def coins_of(entry: str, folder: Path) -> dict[str, list[str]]:
    (folder / "papers.bib").write_text(entry, "utf-8")
    (reference,) = ReferenceList(read_library([folder / "papers.bib"], folder)).references()
    return read(to_coins(reference))


ENTRIES = [
    (
        """@article{k, author = {van Doorn, P. A. and {World Health Organization}}, title = {Cats \\& dogs = 50\\% + \\#1?}, journal = {Journal of Pain},
        shortjournal = {J Pain}, year = 2014, month = may, volume = 20, number = 2, pages = {758--766}, doi = {10.1000/a&b}, pmid = {123}}""",
        {"rft_val_fmt": ["info:ofi/fmt:kev:mtx:journal"], "rft.genre": ["article"], "rft.atitle": ["Cats & dogs = 50% + #1?"],
         "rft.jtitle": ["Journal of Pain"], "rft.stitle": ["J Pain"], "rft.au": ["van Doorn, P. A."], "rft.aucorp": ["World Health Organization"],
         "rft.date": ["2014-05"], "rft.volume": ["20"], "rft.issue": ["2"], "rft.pages": ["758-766"],
         "rft_id": ["info:doi/10.1000/a&b", "info:pmid/123"]},
    ),
    (
        "@incollection{k, author = {A, B}, title = {Part}, booktitle = {Whole}, publisher = {P}, year = 2001}",
        {"rft_val_fmt": ["info:ofi/fmt:kev:mtx:book"], "rft.genre": ["bookitem"], "rft.atitle": ["Part"], "rft.btitle": ["Whole"], "rft.publisher": ["P"]},
    ),
    ("@book{k, editor = {A, B}, title = {Whole}, publisher = {P}, year = 2001}", {"rft.genre": ["book"], "rft.btitle": ["Whole"], "rft.au": ["A, B"]}),
    ("@phdthesis{k, author = {A, B}, title = {T}, school = {U}, year = 2003}", {"rft_val_fmt": ["info:ofi/fmt:kev:mtx:dissertation"], "rft.title": ["T"], "rft.inst": ["U"]}),
    (
        "@online{k, title = {Page}, url = {https://example.org/?a=1&b=2}, date = {2004-05-09}}",
        {"rft.type": ["webpage"], "rft.title": ["Page"], "rft_id": ["https://example.org/?a=1&b=2"], "rft.date": ["2004-05-09"]},
    ),
]  # fmt: skip


@pytest.mark.parametrize(("entry", "expected"), ENTRIES, ids=[entry.partition("{")[0] for entry, _ in ENTRIES])
def test_a_button_in_the_browser_gets_what_the_entry_says(entry: str, expected: dict[str, list[str]], tmp_path: Path) -> None:
    found = coins_of(entry, tmp_path)
    assert {name: found.get(name) for name in expected} == expected
    assert found["ctx_ver"] == ["Z39.88-2004"]


@given(st.text(st.characters(exclude_categories=("Cs",)), min_size=1))
def test_any_title_comes_back(title: str) -> None:
    work = Reference("k", TYPES["misc"], Entry("k", "misc", {}, {}, "papers.bib", 1), {"title": title})
    assert read(to_coins(work))["rft.title"] == [title]
