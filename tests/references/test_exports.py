"""The downloads, read back by programs that nobody here wrote."""

import json
import re
from pathlib import Path

import pybtex.database
import pytest
import rispy
from hypothesis import assume, given
from hypothesis import strategies as st

from references.bibtex import read_library
from references.bibtex_export import to_bibtex
from references.characters import meant
from references.csl_export import to_csl_json
from references.latex import to_plain
from references.reference import Reference
from references.ris_export import to_ris
from references.shown import ReferenceList

ROOT = Path(__file__).parent.parent.parent

OTHERS = r"""
@book{one:2001, editor = {Smith, Jr., Jo and {World Health Organization}}, title = {50\% of {DNA} \& H$_2$O_x}, publisher = {P & Q},
  address = {Bern}, edition = 2, year = 2001}
@incollection{two, author = {van Doorn, P. A. and others}, title = {\textit{In vitro} #1}, booktitle = {B}, publisher = {P}, pages = {1--9}, year = 2002, month = may}
@phdthesis{three, author = {Ö, Å}, title = {Größe}, school = {U}, year = 2003}
@online{four, title = {Page}, organization = {O}, url = {https://example.org/a_b%20c?d=e&f=g}, urldate = {2026-11-22}, date = {2004-05-09}}
"""


@pytest.fixture(scope="session")
def shown(tmp_path_factory: pytest.TempPathFactory) -> tuple[Reference, ...]:
    folder = tmp_path_factory.mktemp("refs")
    for path in (ROOT / "refs").glob("*.bib"):
        (folder / path.name).write_bytes(path.read_bytes())
    (folder / "others.bib").write_text(OTHERS, "utf-8")
    references = ReferenceList(read_library(folder.glob("*.bib"), folder))
    for entry in references.library.entries.values():
        references.show(entry.key)
    assert references.faults == []
    return references.references()


def test_bibtex_gives_back_doi_title_and_year(shown: tuple[Reference, ...]) -> None:
    data = pybtex.database.parse_string(to_bibtex(shown), "bibtex")
    assert list(data.entries) == [reference.key for reference in shown]
    for reference in shown:
        fields = data.entries[reference.key].fields
        assert to_plain(fields["title"]) == reference.plain("title")
        assert fields.get("doi", "") == reference.doi
        assert fields.get("year", "") == (str(reference.date.year) if reference.date else "")


def test_our_own_reader_takes_the_bibtex_for_the_same_references(shown: tuple[Reference, ...], tmp_path: Path) -> None:
    (tmp_path / "papers.bib").write_text(to_bibtex(shown), "utf-8")
    again = ReferenceList(read_library([tmp_path / "papers.bib"], tmp_path))
    assert again.faults == []
    for reference in shown:
        found = again.get(reference.key).reference
        assert (found.authors, found.editors, found.doi, found.plain("title")) == (
            reference.authors,
            reference.editors,
            reference.doi,
            reference.plain("title"),
        )


def test_ris_gives_back_doi_title_and_year(shown: tuple[Reference, ...]) -> None:
    records = rispy.loads(to_ris(shown))
    assert len(records) == len(shown)
    for reference, record in zip(shown, records, strict=True):
        assert record.get("title") == reference.plain("title")
        assert record.get("doi", "") == reference.doi
        assert record.get("year", "") == (str(reference.date.year) if reference.date else "")


def test_csl_json_gives_back_doi_title_and_year(shown: tuple[Reference, ...]) -> None:
    items = json.loads(to_csl_json(shown))
    for reference, item in zip(shown, items, strict=True):
        assert item["id"] == reference.key
        assert re.sub("</?(?:i|b|sub|sup)>", "", item["title"]) == reference.plain("title")
        assert item.get("DOI", "") == reference.doi
        assert item.get("issued", {"date-parts": [[0]]})["date-parts"][0][0] == (reference.date.year if reference.date else 0)


@given(st.text(st.characters(exclude_categories=("Cs", "Cc", "Cf", "Z"), exclude_characters="\\{}$~`'\"-<>&?!^%"), min_size=1))
def test_any_title_survives_bibtex(title: str) -> None:
    import tempfile
    import unicodedata

    title = unicodedata.normalize("NFC", title)
    assume(not meant(title))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "papers.bib"
        path.write_text(f"@misc{{k, title = {{{title}}}, year = 2001}}", "utf-8")
        references = ReferenceList(read_library([path], Path(folder)))
        data = pybtex.database.parse_string(to_bibtex(references.references()), "bibtex")
    assert to_plain(data.entries["k"].fields["title"]) == title


DATES = [
    ("date = {2014-05-09}", {"date-parts": [[2014, 5, 9]]}, "2014/05/09/"),
    ("date = {2014-05}", {"date-parts": [[2014, 5]]}, "2014/05//"),
    ("date = {2014}", {"date-parts": [[2014]]}, "2014///"),
    ("date = {2014-05/2014-06}", {"date-parts": [[2014, 5], [2014, 6]]}, "2014/05//"),
    ("date = {2014-12-30/2015-01-02}", {"date-parts": [[2014, 12, 30], [2015, 1, 2]]}, "2014/12/30/"),
    ("date = {2014~}", {"date-parts": [[2014]], "circa": True}, "2014///"),
    ("date = {2014-22}", {"date-parts": [[2014]], "season": 2}, "2014///Summer"),
    ("year = 2014, month = jul # {--} # aug", {"date-parts": [[2014, 7], [2014, 8]]}, "2014/07//"),
]


@pytest.mark.parametrize(("written", "csl", "ris"), DATES)
def test_reference_managers_get_the_whole_date(written: str, csl: dict[str, object], ris: str, tmp_path: Path) -> None:
    (tmp_path / "papers.bib").write_text(f"@article{{k, author = {{A, B}}, title = {{T}}, journal = {{J}}, {written}}}", "utf-8")
    references = ReferenceList(read_library([tmp_path / "papers.bib"], tmp_path)).references()
    (item,) = json.loads(to_csl_json(references))
    assert item["issued"] == csl
    assert f"DA  - {ris}\n" in to_ris(references)


EDITORS = [
    ("book", "publisher = {P}", "ED"),
    ("dataset", "publisher = {P}", "A2"),
    ("incollection", "booktitle = {B}", "A2"),
    ("inproceedings", "booktitle = {B}", "A2"),
]


@pytest.mark.parametrize(("kind", "more", "tag"), EDITORS)
def test_reference_managers_get_the_editors(kind: str, more: str, tag: str, tmp_path: Path) -> None:
    (tmp_path / "papers.bib").write_text(f"@{kind}{{k, author = {{A, B}}, editor = {{C, D}}, title = {{T}}, year = 2001, {more}}}", "utf-8")
    references = ReferenceList(read_library([tmp_path / "papers.bib"], tmp_path)).references()
    (item,) = json.loads(to_csl_json(references))
    assert item["editor"] == [{"family": "C", "given": "D"}]
    assert f"{tag}  - C, D\n" in to_ris(references)
    assert pybtex.database.parse_string(to_bibtex(references), "bibtex").entries["k"].persons["editor"][0].last_names == ["C"]


def test_every_part_goes_where_it_belongs(tmp_path: Path) -> None:
    (tmp_path / "papers.bib").write_text(
        """@article{k, author = {van Doorn, P. A. and {WHO}}, title = {A {braced} \\{set\\} and \\textbackslash{} sign}, journal = {Journal of It},
        shortjournal = {J It}, date = {2014-05-09}, volume = 66, number = 7, pages = {208--211}, doi = {10.1000/x}, pmid = {1}}
        @online{o, title = {P}, address = {Bern}, organization = {O}, url = {https://example.org/}, date = {2001}, urldate = {2026-11-22}}""",
        "utf-8",
    )
    references = ReferenceList(read_library([tmp_path / "papers.bib"], tmp_path)).references()
    (online, article) = json.loads(to_csl_json(references))[::-1] if references[0].key == "k" else json.loads(to_csl_json(references))
    assert article["volume"] == "66"
    assert article["issue"] == "7"
    assert article["page"] == "208-211"
    assert article["issued"] == {"date-parts": [[2014, 5, 9]]}
    assert article["author"] == [{"family": "van Doorn", "given": "P. A."}, {"literal": "WHO"}]
    assert (article["container-title"], article["container-title-short"]) == ("Journal of It", "J It")
    assert (online["publisher-place"], online["publisher"]) == ("Bern", "O")
    assert online["accessed"] == {"date-parts": [[2026, 11, 22]]}
    record = next(record for record in rispy.loads(to_ris(references)) if record["type_of_reference"] == "JOUR")
    assert (record["volume"], record["number"], record["start_page"], record["end_page"]) == ("66", "7", "208", "211")
    entry = pybtex.database.parse_string(to_bibtex(references), "bibtex").entries["k"]
    assert (entry.fields["volume"], entry.fields["number"], entry.fields["pages"]) == ("66", "7", "208--211")
    assert to_plain(entry.fields["title"]) == r"A braced {set} and \ sign"


CARRIED = [
    ("@mastersthesis{k, author = {Quimby, Ada}, title = {T}, school = {U}, year = 1985}",
     "@mastersthesis{k,", {"M3": "Master's thesis"}, {"type": "thesis", "genre": "Master's thesis"}),
    ("@thesis{k, author = {Quimby, Ada}, title = {T}, type = {mathesis}, institution = {U}, date = {1986}}",
     "type = {mathesis}", {"M3": "Master's thesis"}, {"genre": "Master's thesis"}),
    ("@phdthesis{k, author = {Quimby, Ada}, title = {T}, school = {U}, year = 1985}", "school = {U}", {"M3": "PhD thesis"}, {"genre": "PhD thesis"}),
    ("@techreport{k, author = {Quimby, Ada}, title = {T}, institution = {WHO}, number = {TR-7}, year = 2001}",
     "number = {TR-7}", {"SN": "TR-7", "IS": None}, {"number": "TR-7", "issue": None}),
    ("@article{k, author = {Quimby, Ada}, title = {T}, journal = {J}, year = 2015, month = {Sep-Dec}}",
     "date = {2015-09/2015-12}", {"N1": "date: 2015-09/2015-12"}, {"issued": {"date-parts": [[2015, 9], [2015, 12]]}}),
    ("@article{k, author = {Quimby, Ada}, title = {T}, journal = {J}, date = {2011-06-21}}",
     "date = {2011-06-21}", {"DA": "2011/06/21/"}, {"issued": {"date-parts": [[2011, 6, 21]]}}),
    ("@online{k, author = {Quimby, Ada}, title = {T}, date = {2020}, url = {https://example.org/}, urldate = {2021-02-03}}",
     "urldate = {2021-02-03}", {"Y2": "2021/02/03/", "TY": "ELEC"}, {"accessed": {"date-parts": [[2021, 2, 3]]}, "type": "webpage"}),
    ("@online{k, author = {Quimby, Ada}, title = {T}, date = {2020}, url = {https://example.org/}}", r"howpublished = {\url{https://example.org/}}", {"M3": None}, {"genre": None}),
    ("@article{k, author = {Quimby, Ada}, title = {T}, journal = {J}, date = {2014-21}}",
     "date = {2014-21}", {"DA": "2014///Spring"}, {"issued": {"date-parts": [[2014]], "season": 1}}),
    ("@manual{k, title = {T}, author = {{R Core Team}}, organization = {R Foundation}, year = 2024}",
     "organization = {R Foundation}", {"AU": "R Core Team"}, {"author": [{"literal": "R Core Team"}]}),
    ("@proceedings{k, title = {T}, organization = {O}, year = 2001}", "@proceedings{k,", {"PB": "O"}, {"publisher": "O"}),
    ("@article{k, author = {Quimby, Ada}, title = {T}, journal = {J}, year = 2001, pmid = {24719395}, pmcid = {PMC4026145}}",
     "pmid = {24719395}", {"AN": "24719395", "N1": "PMID: 24719395", "C2": "PMC4026145"}, {"PMID": "24719395", "PMCID": "PMC4026145"}),
    ("@article{k, author = {Quimby, Ada and others}, title = {T}, journal = {J}, year = 2001}",
     "author = {Quimby, Ada and others}", {"AU": "Quimby, Ada", "N1": "author: and others"}, {"author": [{"family": "Quimby", "given": "Ada"}]}),
    ("@article{k, author = {Quimby, Ada}, title = {T}, journal = {J}, pubstate = {inpress}}",
     "pubstate = {inpress}", {"N1": "pubstate: inpress", "PY": None}, {"status": "in press", "issued": None}),
    ("@misc{k, title = {Fibromyalgia}, journal = {Mayo Clinic}, year = 2020}", "journal = {Mayo Clinic}", {"T2": "Mayo Clinic"},
     {"container-title": "Mayo Clinic"}),
    ("@article{k, author = {Quimby, Ada}, title = {a -- b --- c{-}{-}d}, journal = {J}, year = 2001}",
     "title = {{a – b — c-{}-d}}", {"TI": "a – b — c--d"}, {"title": "a – b — c--d"}),
    ("@article{k, author = {Quimby, Ada}, title = {T}, journal = {J}, year = 2001, langid = {ngerman}, pages = {n/a}, volume = {n/a}}",
     "langid = {ngerman}", {"LA": "de", "SP": None, "VL": None}, {"language": "de", "page": None, "volume": None}),
]  # fmt: skip


@pytest.mark.parametrize(("source", "bib", "ris", "csl"), CARRIED)
def test_each_file_says_it_in_its_own_words(
    source: str, bib: str, ris: dict[str, str | None], csl: dict[str, object], tmp_path: Path
) -> None:
    (tmp_path / "papers.bib").write_text(source, "utf-8")
    references = ReferenceList(read_library([tmp_path / "papers.bib"], tmp_path)).references()
    assert bib in to_bibtex(references)
    lines = to_ris(references).splitlines()
    for tag, value in ris.items():
        assert f"{tag}  - {value}" in lines if value else not [line for line in lines if line.startswith(f"{tag}  -")]
    item = json.loads(to_csl_json(references))[0]
    assert {name: item.get(name) for name in csl} == csl
    assert "others" not in str(item.get("author"))
