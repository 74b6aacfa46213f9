from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from references.bibtex import read_library

GOOD = "@article{good,\n  title = {Good},\n}\n"

BAD = {
    "comma missing": (
        "@article{a,\n  title = {A}\n  year = 2001,\n}\n",
        ['papers.bib:2: a comma is missing after the field "title" of "a" (add "," here)'],
    ),
    "field not closed": (
        "@article{a,\n  title = {A,\n  year = 2001,\n}\n",
        ['papers.bib:2: the field "title" of "a" takes in the next one (close its brace or quotation mark)'],
    ),
    "quotation mark not closed": (
        '@article{a,\n  title = "A,\n  year = 2001,\n}\n',
        ['papers.bib:2: the field "title" of "a" never ends (close its brace or quotation mark)'],
    ),
    "entry not closed": (
        "@article{a,\n  title = {A},\n  year = 2001,\n\n",
        ['papers.bib:1: "a" never ends (add the closing "}")'],
    ),
    "junk": (
        "@article{a,\n  title = {A},\n  === 3,\n}\n",
        ['papers.bib:3: "a" cannot be read from here: "=== 3," (compare with another entry)'],
    ),
    "no key": (
        "@article{,\n  title = {A}\n}\n",
        ["papers.bib:1: this entry has no key (write it after the brace: @article{smith2020, …})"],
    ),
    "no key at all": (
        "@article{title = {A}}\n",
        ["papers.bib:1: this entry has no key (write it after the brace: @article{smith2020, …})"],
    ),
    "space in key": ("@article{a b,\n  title = {A}\n}\n", ['papers.bib:1: the key "a b" holds a space (take it out)']),
    "odd key": (
        "@article{a\\b,\n  title = {A}\n}\n",
        ['papers.bib:1: the key "a\\b" cannot be cited (use letters, digits and signs such as _ : . + / -)'],
    ),
    "duplicate key, in another case": (
        "@article{a,\n  title = {A}\n}\n@article{A,\n  title = {B}\n}\n",
        ['papers.bib:4: the key "A" is there already, on line 1 (give one of the two another key)'],
    ),
    "duplicate field": (
        "@article{a,\n  title = {A},\n  year = 2001,\n  Title = {B}\n}\n",
        ['papers.bib:4: the field "title" is there already, on line 2 (keep one of the two)'],
    ),
    "commented out with %": (
        "% @article{a, title = {A}}\n",
        ['papers.bib:1: "a" is commented out, but BibTeX still reads it (delete it, or keep it in another folder)'],
    ),
    "commented out with @comment": (
        "@comment{\n@article{a, title = {A}}\n}\n",
        ['papers.bib:2: "a" is commented out, but BibTeX still reads it (delete it, or keep it in another folder)'],
    ),
    "an @ in a comment": (
        "% written by me@example\n",
        ['papers.bib:1: an "@" outside of entries starts one for BibTeX (take the "@" out)'],
    ),
    "an @ in the text between": (
        "mail me@example, please\n",
        ['papers.bib:1: an "@" outside of entries starts one for BibTeX (take the "@" out)'],
    ),
    "a brace too many": (
        "@article{a,\n  title = {A}},\n  year = {2001}\n}\n",
        ['papers.bib:2: "a" ends here, but "year = {2001}" follows outside of it (take out the brace that is too many)'],
    ),
    "commented out in other ways": (
        "// @misc{a, title = {A}}\n# @misc{b, title = {A}}\n<!--\n@misc{c, title = {A}}\n-->\n@comment(\n@misc{d, title = {A}}\n)\n",
        [
            f'papers.bib:{line}: "{key}" is commented out, but BibTeX still reads it (delete it, or keep it in another folder)'
            for line, key in ((1, "a"), (2, "b"), (4, "c"), (7, "d"))
        ],
    ),
    "no key, and the fields on lines": (
        "@article{\n author = {A, B},\n title = {A}\n}\n",
        ["papers.bib:1: this entry has no key (write it after the brace: @article{smith2020, …})"],
    ),
    "no value": (
        "@article{a,\n  author = ,\n  title = {A}\n}\n",
        ['papers.bib:2: the field "author" of "a" has no value that can be read (put the value in braces)'],
    ),
    "a comment inside of an entry": (
        "@article{a,\n  title = {A},\n  % year = 2001,\n}\n",
        ['papers.bib:3: "%" starts no comment inside of an entry ("a") for BibTeX (take the line out)'],
    ),
    "a broken @string": (
        '@string{foo "x"}\n',
        ["papers.bib:1: this @string or @preamble cannot be read (write @string{name = {text}})"],
    ),
    "strings that double": (
        "@string{s0 = {xxxxxxxxxx}}\n" + "".join(f"@string{{s{n + 1} = s{n} # s{n}}}\n" for n in range(14)) + "@misc{k, title = s14}\n",
        ['papers.bib:16: "s14" stands for more than 100,000 characters (write the text itself)'],
    ),
    "undefined macros": (
        "@article{a,\n  month = febr,\n  journal = jama,\n}\n",
        [
            'papers.bib:2: "febr" is not defined (did you mean "feb"? Or put it in braces)',
            'papers.bib:3: "jama" is not defined (put it in braces, or define it with @string)',
        ],
    ),
}


@pytest.mark.parametrize("name", BAD)
def test_a_fault_has_its_line_and_spoils_nothing_after_it(name: str, tmp_path: Path) -> None:
    source, messages = BAD[name]
    (tmp_path / "papers.bib").write_text(source + GOOD, "utf-8")
    library = read_library([tmp_path / "papers.bib"], tmp_path)
    assert [str(fault) for fault in library.faults] == messages
    assert library.find("good")


def test_all_faults_of_all_files_come_in_one_go(tmp_path: Path) -> None:
    sources = [source for source, _ in BAD.values()]
    (tmp_path / "a.bib").write_text("".join(sources).replace("a,", "a1,"), "utf-8")
    (tmp_path / "b.bib").write_bytes(GOOD.encode() + b"@article{g\xfctig,\n}\n" + GOOD.encode())
    library = read_library(tmp_path.glob("*.bib"), tmp_path)
    assert len({fault.line for fault in library.faults if fault.path == "a.bib"}) >= len(sources)
    assert [str(fault) for fault in library.faults if fault.path == "b.bib"] == [
        "b.bib:4: this is not UTF-8 (save the file again as UTF-8)",
        'b.bib:6: the key "good" is there already, on line 1 (give one of the two another key)',
    ]


def test_the_same_key_in_two_files_names_the_other_file(tmp_path: Path) -> None:
    for name in ("a.bib", "b.bib"):
        (tmp_path / name).write_text("\n" + GOOD, "utf-8")
    library = read_library(tmp_path.glob("*.bib"), tmp_path)
    assert [str(fault) for fault in library.faults] == [
        'b.bib:2: the key "good" is there already, on a.bib:2 (give one of the two another key)'
    ]


def test_a_broken_entry_is_still_known_by_its_key(tmp_path: Path) -> None:
    (tmp_path / "papers.bib").write_text("@article{a,\n  title = {A}\n  year = 2001\n}\n", "utf-8")
    library = read_library([tmp_path / "papers.bib"], tmp_path)
    assert library.broken == {"a"}


def test_windows_line_ends_and_a_byte_order_mark_are_no_faults(tmp_path: Path) -> None:
    (tmp_path / "papers.bib").write_bytes(b"\xef\xbb\xbf" + GOOD.replace("\n", "\r\n").encode())
    library = read_library([tmp_path / "papers.bib"], tmp_path)
    assert library.faults == ()
    assert library.find("GOOD")


@given(st.from_regex(r"\w[\w:.+/-]{0,20}", fullmatch=True))
def test_keys_may_hold_letters_digits_and_some_signs(key: str) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "papers.bib"
        path.write_text(f"@article{{{key},\n  title = {{A}},\n}}\n", "utf-8")
        library = read_library([path], Path(folder))
    assert library.faults == ()
    assert [entry.key for entry in library.entries.values()] == [key]


@given(st.text(st.sampled_from('@{}",=#%\\ \nabcx1'), max_size=80))
def test_no_text_makes_the_reader_fall_over(text: str) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "papers.bib"
        path.write_text(text, "utf-8")
        for fault in read_library([path], Path(folder)).faults:
            assert 1 <= fault.line <= text.count("\n") + 1
