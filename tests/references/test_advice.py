"""The advice of each message is followed here, to the letter where it can be pasted, and works."""

import re
from pathlib import Path

import pytest

from references.bibtex import read_library
from references.shown import ReferenceList

GOOD = {"author": "{Quimby, Ada}", "title": "{T}", "journal": "{J}", "year": "2001"}

# What a field holds, a part of the message, and what the message advises.
FIELDS = [
    ("doi", "{10.1002/art.38662.}", "with no full stop", "{10.1002/art.38662}"),
    ("doi", "{see the journal}", "write it bare", "{10.1002/art.38662}"),
    ("url", "{www.example.org}", "must start with http:// or https://", "{https://www.example.org}"),
    ("url", "{https://example.org/a b}", "write %20 for it", "{https://example.org/a%20b}"),
    ("url", "{https://example.org/a b}", "keep one address only", "{https://example.org/a}"),
    ("pmid", "{PMID 1}", "digits only, such as 24719395", "{24719395}"),
    ("pmcid", "{none}", "PMC and digits, such as PMC4026145", "{PMC4026145}"),
    ("eprint", "{a b}, eprinttype = {arxiv}", "without spaces", "{2001.00001}, eprinttype = {arxiv}"),
    ("author", "{Caro XJ}", 'write "Caro, XJ"', "{Caro, XJ}"),
    (
        "author",
        "{Caro XJ, Winter EF, Dumas AJ}",
        'write "Caro, XJ and Winter, EF and Dumas, AJ"',
        "{Caro, XJ and Winter, EF and Dumas, AJ}",
    ),
    ("author", "{Ada Quimby; Bo Katz}", 'write "Ada Quimby and Bo Katz"', "{Ada Quimby and Bo Katz}"),
    ("author", "{Smith & Sons}", "put the name of a body in braces", "{{Smith & Sons}}"),
    ("author", "{World Health Organization}", "in braces: {World Health Organization}", "{{World Health Organization}}"),
    ("author", "{Smith, J. et al.}", 'write "Smith, J. and others"', "{Smith, J. and others}"),
    ("author", "{Smith, J. and et al.}", 'write "others"', "{Smith, J. and others}"),
    ("author", "{Smith, J. and}", "take it out", "{Smith, J.}"),
    ("author", "{Smith,}", "write it as Surname, Given", "{Smith, Jo}"),
    ("author", "{{Caro, X. and Winter, E.}}", 'write "Caro, X. and Winter, E."', "{Caro, X. and Winter, E.}"),
    ("author", "{Martin King Jr.}", 'write "King, Jr., Martin"', "{King, Jr., Martin}"),
    ("author", "{FernÃ¡n, Ana}", "did you mean Fernán?", "{Fernán, Ana}"),
    ("title", "{<i>T</i>}", r"LaTeX such as \textit{…}", r"{\textit{T}}"),
    ("title", "{a &amp; b}", "write the character itself", "{a & b}"),
    ("title", r"{\foo{T}}", "write the character itself, or plain text", "{T}"),
    ("title", r"{\url{javascript:x}}", "must start with http:// or https://", r"{\url{https://example.org}}"),
    ("title", "{costs $5}", r"write \{, \} or \$", r"{costs \$5}"),
    ("title", "{bell \x07}", "take it out", "{bell}"),
    ("title", "{lost \ufffd}", "write the character that was meant", "{lost ü}"),
    ("year", "{soon}", "four digits, such as 2014", "{2014}"),
    ("month", "{Smarch}", "a name or number, such as may or 5", "may"),
    ("month", "{Smarch}", "a name or number, such as may or 5", "5"),
    ("month", "febr", 'did you mean "feb"', "feb"),
    ("journal", "nature", "put it in braces", "{nature}"),
    ("day", "{9th}, month = may", "write a number, such as 9", "{9}, month = may"),
    ("date", "{05/2014}", "write 2014, 2014-05 or 2014-05-09", "{2014-05}"),
    ("date", "{2014-02-30}", "write 2014, 2014-05 or 2014-05-09", "{2014}"),
    ("urldate", "{yesterday}, url = {https://example.org}", "write 2014, 2014-05", "{2014-05-09}, url = {https://example.org}"),
    ("crossref", "{nothing}", "take the field out", None),
    ("journal", "{xdata=nowhere-journal}", "or the text itself", "{J}"),
    ("journal", None, "add it", "{J}"),
    ("title", None, "add it", "{T}"),
    ("year", None, "add it", "2001"),
    ("title", "{T}, title = {U}", "keep one of the two", "{T}"),
]

# A whole file, a part of the message, and the file as the message advises.
FILES = [
    ("@artcle{k, title = {T}}", 'did you mean "@article"?', "@article{k, title = {T}, journal = {J}, year = 2001}"),
    ("@strange{k, title = {T}}", "write @misc", "@misc{k, title = {T}}"),
    ("@online{k, title = {T}}", "has no url (add it", "@online{k, title = {T}, url = {https://example.org}}"),
    ("@incollection{k, title = {T}}", "has no booktitle (add it", "@incollection{k, title = {T}, booktitle = {B}}"),
    ("@misc{k, title = {T} year = 2001}", 'add "," here', "@misc{k, title = {T}, year = 2001}"),
    ("@misc{k, title = {T},\n", 'add the closing "}"', "@misc{k, title = {T},\n}"),
    ("@misc{k,\n title = {T,\n year = 2001\n}\n", "close its brace", "@misc{k,\n title = {T},\n year = 2001\n}\n"),
    ("@misc{, title = {T}}", "write it after the brace: @article{smith2020", "@misc{smith2020, title = {T}}"),
    ("@misc{a b, title = {T}}", "holds a space (take it out)", "@misc{ab, title = {T}}"),
    ("@misc{k, title = }", "put the value in braces", "@misc{k, title = {T}}"),
    ("@misc{k, title = {T}},\n year = 2001\n}", "take out the brace that is too many", "@misc{k, title = {T},\n year = 2001\n}"),
    ("@misc{k, title = {T}}\n@misc{K, title = {U}}", "give one of the two another key", "@misc{k, title = {T}}\n@misc{l, title = {U}}"),
    ("@misc{k, title = {T}}\n% a@b", 'take the "@" out', "@misc{k, title = {T}}\n% ab"),
    ("% @misc{k, title = {T}}", "delete it", ""),
    ("@misc{k,\n% year = 2001,\n title = {T}}", "take the line out", "@misc{k,\n title = {T}}"),
    ("@string{j {J}}\n@misc{k, title = {T}}", "write @string{name = {text}}", "@string{j = {J}}\n@misc{k, title = {T}}"),
    ("@misc{k, title = j}", "define it with @string", "@string{j = {J}}\n@misc{k, title = j}"),
    ("@misc{k, title = {T}, crossref = {boek}}\n@misc{book, title = {B}}", 'did you mean "book"?',
     "@misc{k, title = {T}, crossref = {book}}\n@misc{book, title = {B}}"),
    ("@misc{k, ids = {b}, title = {T}}\n@misc{b, title = {B}}", "take it out", "@misc{k, title = {T}}\n@misc{b, title = {B}}"),
]  # fmt: skip


def faults(source: str, folder: Path) -> list[str]:
    (folder / "papers.bib").write_text(source, "utf-8")
    return [str(fault) for fault in ReferenceList(read_library([folder / "papers.bib"], folder)).faults]


def entry(name: str, value: str | None) -> str:
    fields = {**GOOD, name: value}
    if name == "date":
        del fields["year"]
    return "@article{k,\n" + "".join(f"  {field} = {text},\n" for field, text in fields.items() if text) + "}\n"


@pytest.mark.parametrize(("name", "wrong", "message", "advised"), FIELDS)
def test_a_field_written_as_advised_is_no_fault(name: str, wrong: str | None, message: str, advised: str | None, tmp_path: Path) -> None:
    said = faults(entry(name, wrong), tmp_path)
    assert [bool(re.match(r"papers\.bib:\d+: .+ \(.+\)$|.*\?\)$", line)) and message in line for line in said] == [True]
    assert faults(entry(name, advised), tmp_path) == []


@pytest.mark.parametrize(("wrong", "message", "advised"), FILES)
def test_a_file_written_as_advised_is_no_fault(wrong: str, message: str, advised: str, tmp_path: Path) -> None:
    assert message in "\n".join(faults(wrong, tmp_path))
    assert faults(advised, tmp_path) == []


def test_all_faults_of_a_file_that_somebody_brings_come_in_one_go(tmp_path: Path) -> None:
    wrong = [entry(name, value) for name, value, _, _ in FIELDS if value]
    source = "".join(text.replace("{k,", f"{{k{number},", 1) for number, text in enumerate(wrong))
    places = {int(re.findall(r":(\d+):", fault)[0]) for fault in faults(source, tmp_path)}
    starts = [number for number, line in enumerate(source.splitlines(), start=1) if line.startswith("@")]
    assert [start for start in starts if not places & set(range(start, start + 8))] == []
