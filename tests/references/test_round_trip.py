"""What a page prints of a reference survives the three files that readers take home: any reference of any type."""

import html
import re
import tempfile
from pathlib import Path

import pybtex
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pybtex.plugin import find_plugin
from read_back import from_csl, from_ris

from references.bibtex import read_library
from references.bibtex_export import to_bibtex
from references.csl_export import to_csl_json
from references.ris_export import to_ris
from references.shown import ReferenceList
from references.types import TYPES

# Pieces of texts as they stand in real fields, and what breaks programs that glue strings.
PIECES = st.sampled_from(
    [
        "Pain",
        "fibromyalgia",
        "ältere",
        "Ωmega",
        r"\textit{in vivo}",
        "H$_2$O",
        r"CD4\textsuperscript{+}",
        "{DNA}",
        r"50\%",
        r"A \& B",
        "a -- b",
        "c---d",
        "x{-}{-}y",
        "``quoted''",
        "{'}{'}",
        r"\{x\}",
        r"\textless 5",
        "p < 0.05",
        r"a\_b",
        "~",
        r"\textasciitilde{}",
        "(1)",
        "3:4",
        "?",
        "one, two; three",
        r"\textbackslash{}n",
        "#1",
        "U.S.A.",
        "and",
        "TY  - JOUR",
        "key: value",
        "@home",
        r"\$5",
        "=",
        "\u00e9t\u00e9",
        "中文",
        r"\enquote{so}",
        r"$\alpha$",
        "…",
        "'s",
        "`",
        "n/a b",
    ]
)
TEXTS = st.lists(PIECES, min_size=1, max_size=4).map(" ".join)
PEOPLE = st.sampled_from(
    [
        "Caro, Xavier J.",
        "Xavier J. Caro",
        "van Doorn, Pieter A.",
        "{World Health Organization}",
        "King, Jr., Martin Luther",
        "Smith, III, J.",
        r"H{\"a}user, Winfried",
        "Plato",
        "{Smith, Jones and Sons}",
        "family=Berg, given=Jan, prefix=van den",
        "O'Meara, Dominic J.",
        "李, 明",
        "{A \\& B}",
        "Jean-Luc Picard",
        "{Team and Others}, Ann",
        "Müller-Lüdenscheid, Ä.",
        "Ivanov, I. I.",
    ]
)
NAMES = st.lists(PEOPLE, min_size=1, max_size=8).map(" and ".join)
MORE = st.sampled_from(["", " and others"])
DATES = st.sampled_from(
    [
        "2014",
        "2014-05",
        "2014-05-09",
        "2014-12/2015-01",
        "2014-05-09/2014-05-11",
        "2014-21",
        "2014-21/2014-22",
        "2014~",
        "2014-05?",
        "201X",
        "1984/",
    ]
)
PAGES = st.sampled_from(
    ["1--9", "208-211", "S1--S10; discussion S11--S12", "e045678", "iv--xii", "7,41,73--97", "126A-127A", "319+", "n/a", "3:1--3:22"]
)
NUMBERS = st.sampled_from(["7", "12A", "Suppl 1", "n/a", "3-4", "TR-7"])
ADDRESSES = st.sampled_from(
    ["https://example.org/a_b?c=d&e=%20f#g", "https://example.org/~user/", "https://example.org/ä|b", r"https://example.org/{\{}x{\}}"]
)
DOIS = st.sampled_from(["10.1002/art.38662", "10.1002/(SICI)1097(199601)19:1<1::AID-MUS1>3.0.CO;2-X", r"10.5555/a{\_}b", "10.5555/x--y"])
STATES = st.sampled_from(["inpress", "forthcoming", "submitted", "inpreparation"])
FIELDS = {
    "subtitle": TEXTS, "titleaddon": TEXTS, "editor": st.tuples(NAMES, MORE).map("".join), "publisher": TEXTS, "institution": TEXTS,
    "location": TEXTS, "edition": st.sampled_from(["2", "2nd", "3rd ed.", "revised"]), "volume": NUMBERS, "number": NUMBERS, "pages": PAGES,
    "eid": NUMBERS, "chapter": NUMBERS, "maintitle": TEXTS, "booksubtitle": TEXTS, "shortjournal": TEXTS, "howpublished": TEXTS,
    "addendum": TEXTS, "version": st.sampled_from(["1.2", "v3", "Version 4"]), "language": st.sampled_from(["german", "english", "fr", "nynorsk"]),
    "langid": st.sampled_from(["ngerman", "american"]), "type": st.sampled_from(["mathesis", "phdthesis", "patentus", "Poster"]),
    "urldate": st.sampled_from(["2021-02-03", "2021-02"]), "doi": DOIS, "pmid": st.just("24719395"), "pmcid": st.just("PMC4026145"), "pubstate": STATES,
    "note": TEXTS, "abstract": TEXTS, "author": st.tuples(NAMES, MORE).map("".join),
}  # fmt: skip


@st.composite
def entries(draw: st.DrawFn) -> str:
    """An entry that can be printed: what its type needs, and any of the other fields."""
    fields = {
        "title": "A " + draw(TEXTS),
        "date": draw(DATES),
        "url": draw(ADDRESSES),
        "journaltitle": draw(TEXTS),
        "booktitle": draw(TEXTS),
    }
    chosen = draw(st.lists(st.sampled_from(sorted(FIELDS)), max_size=8, unique=True))
    fields |= {name: draw(FIELDS[name]) for name in chosen}
    if draw(st.booleans()):
        del fields["booktitle" if draw(st.booleans()) else "journaltitle"]
    return (
        f"@{draw(st.sampled_from(sorted(TYPES)))}{{k,\n" + "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items()) + "}\n"
    )


def listed(source: str) -> ReferenceList:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "papers.bib"
        path.write_text(source, "utf-8")
        return ReferenceList(read_library([path], path.parent))


def plain(markup: str) -> str:
    return " ".join(html.unescape(re.sub("<[^>]+>", "", markup)).replace("\u00a0", " ").split(" "))


@settings(max_examples=400, deadline=None)
@given(entries())
def test_what_a_page_prints_survives_each_file(source: str) -> None:
    references = listed(source)
    works = references.references()
    if not works:
        return  # a fault says why
    printed = references.get("k").html
    again = listed(to_bibtex(works))
    assert again.faults == []
    assert again.get("k").html == printed
    for text in (from_ris(to_ris(works)), from_csl(to_csl_json(works))):
        again = listed(text)
        assert again.faults == []
        assert re.sub(" +", " ", plain(again.get("k").html)) == re.sub(" +", " ", plain(printed))


def test_most_entries_of_that_kind_can_be_printed() -> None:
    printed = []

    @settings(max_examples=100, database=None)
    @given(entries())
    def count(source: str) -> None:
        printed.append(bool(listed(source).references()))

    count()
    assert sum(printed) > 0.7 * len(printed)


@pytest.mark.parametrize("style", ["plain", "unsrt", "alpha"])
@pytest.mark.parametrize(
    "entry",
    [
        "@article{k, title = {T}, journal = {J}, year = 2001}",
        "@book{k, title = {T}, publisher = {P}, year = 2001}",
        "@inbook{k, title = {T}, publisher = {P}, chapter = 3, year = 2001}",
        "@incollection{k, title = {T}, booktitle = {B}, publisher = {P}, year = 2001}",
        "@inproceedings{k, title = {T}, booktitle = {B}, year = 2001}",
        "@phdthesis{k, title = {T}, school = {U}, year = 2001}",
        "@techreport{k, title = {T}, institution = {I}, year = 2001}",
    ],
    ids=lambda entry: entry.partition("{")[0],
)
def test_a_plain_style_of_bibtex_does_not_stop_at_a_work_without_author(entry: str, style: str, tmp_path: Path) -> None:
    (tmp_path / "k.bib").write_text(to_bibtex(listed(entry).references()), "utf-8")
    engine = find_plugin("pybtex.backends", "plaintext")
    text = pybtex.format_from_file(str(tmp_path / "k.bib"), style=style, output_backend=engine)
    assert "T" in text
