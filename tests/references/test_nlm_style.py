"""One exact string per type of entry, the faults of fields, and biblatex's own example file."""

import os
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from references.bibtex import read_library
from references.entry import Library
from references.nlm_style import shorten_pages, to_html
from references.shown import ReferenceList

ROOT = Path(__file__).parent.parent.parent


def listed(source: str, folder: Path) -> ReferenceList:
    (folder / "papers.bib").write_text(source, "utf-8")
    return ReferenceList(read_library([folder / "papers.bib"], folder))


def printed(source: str, folder: Path) -> str:
    references = listed(source, folder)
    assert references.faults == []
    key = next(iter(references.library.entries))
    return re.sub("</?a[^>]*>", "", references.get(key).html)


PRINTS = {
    "article": (
        """@article{k, author = {Caro, Xavier J. and Winter, Earl F.}, title = {A title: with a {DNA}?}, journal = {Arthritis & Rheumatology},
        shortjournal = {Arthritis Rheumatol}, year = 2014, month = jul, volume = 66, number = 7, pages = {1945--1954}, doi = {10.1002/art.38662}}""",
        "Caro XJ, Winter EF. A title: with a DNA? Arthritis Rheumatol. 2014 Jul;66(7):1945-54. doi: 10.1002/art.38662",
    ),
    "article, BibLaTeX as Zotero exports it": (
        r"""@article{k, author = {Goebel, Andreas and Krock, Emerson}, title = {Passive transfer of H\textsubscript{2}{O} in {{\textit{Mus}}}},
        journaltitle = {The Journal of Clinical Investigation}, shortjournal = {J Clin Invest}, date = {2021-07-01}, volume = {131}, number = {13},
        pages = {e144201}, issn = {1}, doi = {10.1172/JCI144201}, url = {https://www.jci.org/a\_b}, urldate = {2026-01-02}, eprint = {34196305},
        eprinttype = {pmid}, abstract = {<b>\nonsense</b>}, keywords = {\x}, file = {C\:\\x}, langid = {english}}""",
        "Goebel A, Krock E. Passive transfer of H<sub>2</sub>O in <i>Mus</i>. J Clin Invest. 2021 Jul 1;131(13):e144201. "
        "doi: 10.1172/JCI144201",
    ),
    "article with seven authors": (
        """@article{k, author = {A, B and C, D and E, F and G, H and I, J and K, L and M, N}, title = {T}, journal = {J}, year = 2001,
        volume = 2, pages = {S100-S105}}""",
        "A B, C D, E F, G H, I J, K L, et al. T. J. 2001;2:S100-5.",
    ),
    "article without a known author": (
        "@article{k, author = {{}}, title = {T}, journal = {J}, year = 2001, url = {https://example.org/}}",
        "T. J. 2001. Available from: https://example.org/",
    ),
    "book": (
        """@book{k, author = {Ropper, Allan H.}, title = {Principles}, edition = 11, publisher = {McGraw-Hill}, address = {New York}, year = 2019}""",
        "Ropper AH. Principles. 11th ed. New York: McGraw-Hill; 2019.",
    ),
    "book whose edition is no number": (
        "@book{k, author = {A, B}, title = {T}, edition = {²}, publisher = {P}, year = 2019}",
        "A B. T. ² ed. P; 2019.",
    ),
    "book with editors": (
        "@book{k, editor = {A, B and C, D}, title = {T}, publisher = {P}, location = {Bern}, date = {2019}}",
        "A B, C D, editors. T. Bern: P; 2019.",
    ),
    "incollection": (
        """@incollection{k, author = {A, B}, title = {Chapter}, editor = {C, D}, booktitle = {Book}, edition = {2nd}, publisher = {P},
        address = {Rome}, year = 2001, pages = {93--113}}""",
        "A B. Chapter. In: C D, editor. Book. 2nd ed. Rome: P; 2001. p. 93-113.",
    ),
    "inproceedings": (
        "@inproceedings{k, author = {A, B}, title = {Talk}, booktitle = {Proceedings}, publisher = {P}, year = 2001, month = may, pages = {1-2}}",
        "A B. Talk. In: Proceedings. P; 2001 May. p. 1-2.",
    ),
    "techreport": (
        "@techreport{k, author = {A, B}, title = {T}, institution = {WHO}, address = {Geneva}, year = 2001, number = {TR-7}}",
        "A B. T. Geneva: WHO; 2001. Report No.: TR-7.",
    ),
    "phdthesis": (
        "@phdthesis{k, author = {A, B}, title = {T}, school = {Uppsala University}, address = {Uppsala}, year = 1985}",
        "A B. T [dissertation]. Uppsala: Uppsala University; 1985.",
    ),
    "master's thesis": (
        "@mastersthesis{k, author = {A, B}, title = {T}, school = {U}, year = 1985}",
        "A B. T [master's thesis]. U; 1985.",
    ),
    "thesis, in BibLaTeX's words": (
        "@thesis{k, author = {A, B}, title = {T}, type = {mathesis}, institution = {U}, date = {1985}}",
        "A B. T [master's thesis]. U; 1985.",
    ),
    "manual": ("@manual{k, title = {T}, organization = {O}, year = 2001}", "T. O; 2001."),
    "article with others, an address only, and braces around everything": (
        """@article{k, author = {A, B and others}, title = {T}, journal = {J}, year = {{2001}}, volume = {{3}}, url = {{https://example.org/}},
        urldate = {2026-11-22}, editor = {\\foo}, booktitle = {<b>}, type = {\\foo}, annotation = {a}, annotation = {b}}""",
        "A B, et al. T. J. 2001 [cited 2026 Nov 22];3. Available from: https://example.org/",
    ),
    "misc": (
        "@misc{k, author = {{World Health Organization}}, title = {T}, howpublished = {Poster}, year = 2001}",
        "World Health Organization. T. Poster. 2001.",
    ),
    "online": (
        """@online{k, title = {Histology, Myelin}, organization = {StatPearls Publishing}, year = 2024, urldate = {2026-11-22},
        url = {https://pubmed.ncbi.nlm.nih.gov/31082053/}}""",
        "Histology, Myelin [Internet]. StatPearls Publishing; 2024 [cited 2026 Nov 22]. "
        "Available from: https://pubmed.ncbi.nlm.nih.gov/31082053/",
    ),
    "dataset": (
        "@dataset{k, author = {A, B}, title = {T}, version = {1.2}, publisher = {Zenodo}, date = {2020-03}, doi = {10.5281/zenodo.1}}",
        "A B. T [dataset]. Version 1.2. Zenodo; 2020 Mar. doi: 10.5281/zenodo.1",
    ),
    "dataset of editors": (
        "@dataset{k, editor = {A, B and C, D}, title = {T}, publisher = {Zenodo}, date = {2020-03}, doi = {10.5281/zenodo.1}}",
        "A B, C D, editors. T [dataset]. Zenodo; 2020 Mar. doi: 10.5281/zenodo.1",
    ),
    "proceedings of one editor": (
        "@proceedings{k, editor = {A, B}, title = {T}, publisher = {P}, year = 2001}",
        "A B, editor. T. P; 2001.",
    ),
    "six authors": (
        "@article{k, author = {A, A and B, B and C, C and D, D and E, E and F, F}, title = {T}, journal = {J}, year = 2001}",
        "A A, B B, C C, D D, E E, F F. T. J. 2001.",
    ),
    "arXiv": (
        "@online{k, author = {A, B}, title = {T}, date = {2020}, eprint = {2001.00001}, eprinttype = {arxiv}}",
        "A B. T [Internet]. 2020. Available from: https://arxiv.org/abs/2001.00001",
    ),
}


@pytest.mark.parametrize("name", PRINTS)
def test_each_type_prints_as_nlm_asks(name: str, tmp_path: Path) -> None:
    source, expected = PRINTS[name]
    assert printed(source, tmp_path) == expected


def test_the_three_papers_print_exactly_as_settled() -> None:
    references = ReferenceList(read_library((ROOT / "refs").glob("*.bib"), ROOT))
    found = [re.sub("</?a[^>]*>", "", references.get(reference.key).html) for reference in references.references(["papers"])]
    assert found == [
        "Caro XJ, Winter EF, Dumas AJ. A subset of fibromyalgia patients have findings suggestive of chronic inflammatory "
        "demyelinating polyneuropathy and appear to respond to IVIg. Rheumatology (Oxford). 2008 Feb;47(2):208-11. "
        "doi: 10.1093/rheumatology/kem345",
        "Caro XJ, Winter EF. Evidence of abnormal epidermal nerve fiber density in fibromyalgia: clinical and immunologic "
        "implications. Arthritis Rheumatol. 2014 Jul;66(7):1945-54. doi: 10.1002/art.38662",
        "Clemenzi A, Pompa A, Casillo P, Pace L, Troisi E, Catani S, et al. Chronic pain in multiple sclerosis: is there also "
        "fibromyalgia? An observational study. Med Sci Monit. 2014 May 9;20:758-66. doi: 10.12659/MSM.890009",
    ]


def test_a_chapter_takes_from_its_book_what_it_lacks(tmp_path: Path) -> None:
    source = """@incollection{k, author = {A, B}, title = {Chapter}, pages = {1-9}, crossref = {book}}
    @book{book, editor = {C, D}, title = {Book}, publisher = {P}, year = 2001, pages = {999}, doi = {10.1000/book}}"""
    assert printed(source, tmp_path) == "A B. Chapter. In: C D, editor. Book. P; 2001. p. 1-9."


def test_two_entries_that_point_to_each_other_end(tmp_path: Path) -> None:
    source = "".join(
        f"@incollection{{{one}, author = {{A, B}}, title = {{T}}, booktitle = {{B}}, year = 2001, crossref = {{{other}}}}}\n"
        for one, other in ("ab", "ba")
    )
    assert printed(source, tmp_path) == "A B. T. In: B. 2001."


ARTICLE = {"author": "{A, B}", "title": "{T}", "journal": "{J}", "year": "2001"}

WRONG = {
    "no title": ({"title": None}, 'papers.bib:1: "k" has no title (add it: an @article needs one)'),
    "no journal": ({"journal": None}, 'papers.bib:1: "k" has no journal (add it: an @article needs one)'),
    "no year": ({"year": None}, 'papers.bib:1: "k" has no date (add it: an @article needs one)'),
    "name without comma": (
        {"author": "{Caro XJ}"},
        'papers.bib:2: "author" of "k" holds "Caro XJ", which reads as the surname XJ (write "Caro, XJ")',
    ),
    "url": (
        {"url": "{ftp://example.org}"},
        'papers.bib:6: "url" of "k" is "ftp://example.org", which is not a web address (it must start with http:// or https://)',
    ),
    "url with half a bracket": (
        {"url": "{http://[bad}"},
        'papers.bib:6: "url" of "k" is "http://[bad", which is not a web address (it must start with http:// or https://)',
    ),
    "script": (
        {"url": "{javascript:alert(1)}"},
        'papers.bib:6: "url" of "k" is "javascript:alert(1)", which is not a web address (it must start with http:// or https://)',
    ),
    "doi with a full stop": (
        {"doi": "{10.1002/art.38662.}"},
        'papers.bib:6: "doi" of "k" is "10.1002/art.38662.", which is no DOI (write it bare, such as 10.1002/art.38662, with no full stop)',
    ),
    "pmid": (
        {"pmid": "{PMID 1}"},
        'papers.bib:6: "pmid" of "k" is "PMID 1", which is no PMID (write digits only, such as 24719395)',
    ),
    "year": ({"year": "{soon}"}, 'papers.bib:5: "year" of "k" is "soon", which is no year (write four digits, such as 2014)'),
    "year with a raised digit": (
        {"year": "{²014}"},
        'papers.bib:5: "year" of "k" is "²014", which is no year (write four digits, such as 2014)',
    ),
    "month": (
        {"month": "{Smarch}"},
        'papers.bib:6: "month" of "k" is "Smarch", which is no month (write a name or number, such as may or 5)',
    ),
    "date": ({"date": "{05/2014}"}, 'papers.bib:6: "date" of "k" is "05/2014", which is no date (write 2014, 2014-05 or 2014-05-09)'),
    "html": (
        {"title": "{<i>T</i>}"},
        'papers.bib:3: "title" of "k" holds "<i>", which is HTML (write the character itself, or LaTeX such as \\textit{…})',
    ),
    "latex": (
        {"title": r"{\foo{T}}"},
        'papers.bib:3: "title" of "k" holds \\foo, which is not known here (write the character itself, or plain text)',
    ),
    "title of nothing": ({"title": "{{}}"}, 'papers.bib:1: "k" has no title (add it: an @article needs one)'),
    "day": ({"date": "{2014-02-31}"}, 'papers.bib:6: "date" of "k" is "2014-02-31", which is no date (write 2014, 2014-05 or 2014-05-09)'),
    "macro": ({"journal": "nojournal"}, 'papers.bib:4: "nojournal" is not defined (put it in braces, or define it with @string)'),
    "crossref": (
        {"crossref": "{nothing}"},
        'papers.bib:6: "crossref" of "k" points to "nothing", which is in no .bib file (add that entry, or take the field out)',
    ),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_field_is_said_with_its_line(name: str, tmp_path: Path) -> None:
    change, message = WRONG[name]
    fields = "".join(f"  {field} = {value},\n" for field, value in {**ARTICLE, **change}.items() if value)
    references = listed(f"@article{{k,\n{fields}}}\n", tmp_path)
    assert [str(fault) for fault in references.faults] == [message]
    assert references.show("k") is None


def test_an_unknown_type_names_the_nearest(tmp_path: Path) -> None:
    references = listed("@artcle{k, title = {T}}", tmp_path)
    assert [str(fault) for fault in references.faults] == [
        'papers.bib:1: "@artcle" of "k" is no known type of entry (did you mean "@article"?)'
    ]


def test_an_address_cannot_break_out_of_its_attribute(tmp_path: Path) -> None:
    references = listed('@misc{k, title = {T}, year = 2001, doi = {10.1000/"><script>}}', tmp_path)
    html = references.get("k").html
    assert 'href="https://doi.org/10.1000/%22%3E%3Cscript%3E"' in html
    assert "<script" not in html


def test_a_reference_is_formatted_once_and_only_when_shown(tmp_path: Path) -> None:
    (tmp_path / "background.bib").write_text("@nonsense{never, title = {\\foo}}\n@misc{shown, title = {T}, year = 2001}", "utf-8")
    references = ReferenceList(read_library([tmp_path / "background.bib"], tmp_path))
    assert references.show("shown") is references.show("shown")
    assert references.faults == []


@pytest.mark.parametrize(
    ("pages", "short"),
    [
        ("208-211", "208-11"),
        ("1945–1954", "1945-54"),
        ("2098--2110", "2098-110"),
        ("99-103", "99-103"),
        ("e2534-e2545", "e2534-45"),
        ("126A-127A", "126A-127A"),
        ("431--456, 791--823", "431-56, 791-823"),
        ("e144201", "e144201"),
        ("7-7", "7-7"),
    ],
)
def test_pages_are_shortened(pages: str, short: str) -> None:
    assert shorten_pages(pages) == short


@given(st.integers(1, 99999), st.integers(0, 5000))
def test_shortened_pages_still_name_the_last_page(first: int, more: int) -> None:
    last = str(first + more)
    start, _, end = shorten_pages(f"{first}-{last}").partition("-")
    assert start == str(first)
    assert last[: len(last) - len(end)] + end == last


def biblatex_examples() -> Library:
    path = Path(os.environ.get("BIBLATEX_EXAMPLES", "/usr/share/texlive/texmf-dist/bibtex/bib/biblatex/biblatex/biblatex-examples.bib"))
    if not path.is_file():
        message = "biblatex-examples.bib is not here (on Debian: apt install texlive-bibtex-extra, or name the file in BIBLATEX_EXAMPLES)"
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    return read_library([path], path.parent)


def test_articles_of_biblatex_itself_print_clean() -> None:
    library = biblatex_examples()
    assert library.faults == ()
    references = ReferenceList(library)
    articles = [entry.key for entry in library.entries.values() if entry.type == "article"]
    texts = {
        key: to_html(references.get(key).reference.texts["title"]) + references.get(key).html for key in articles if references.show(key)
    }
    assert references.faults == []
    assert len(texts) == len(articles) == 20
    assert "methodology-independent ionic" in texts["kastenholz"]
    assert "“Intention” und “Intentionalität” in der Scholastik" in texts["spiegelberg"]
    assert {key: found for key, text in texts.items() if (found := re.findall(r"[\\{}$]", text))} == {}


def test_a_fault_that_a_chapter_has_from_its_book_is_said_at_the_book(tmp_path: Path) -> None:
    references = listed(
        "@incollection{k, author = {A, B}, title = {T}, pages = {1}, crossref = {book}}\n"
        "@book{book, editor = {C, D},\n  title = {\\foo},\n  publisher = {P}, year = 2001}\n",
        tmp_path,
    )
    assert {(fault.path, fault.line) for fault in references.faults} == {("papers.bib", 3)}


def test_the_list_is_sorted_without_regard_to_accents(tmp_path: Path) -> None:
    names = ("Wolfe", "Üçeyler", "Azar", "van Doorn", "Zola", "Ärzte", "Udal")
    source = "".join(f"@misc{{k{place}, author = {{{name}, A}}, title = {{T}}, year = 2001}}" for place, name in enumerate(names))
    found = [reference.authors.people[0].family for reference in listed(source, tmp_path).references()]
    assert found == ["Ärzte", "Azar", "Üçeyler", "Udal", "van Doorn", "Wolfe", "Zola"]
