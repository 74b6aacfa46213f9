import pytest

from references.dates import read_iso, read_year_and_month

ISO = [
    ("2014", "2014"),
    ("2014-05", "2014 May"),
    ("2014-05-09", "2014 May 9"),
    ("2014-05/2014-06", "2014 May-Jun"),
    ("2014-05-09/2014-05-11", "2014 May 9-11"),
    ("1984/1986", "1984-1986"),
    ("2004-22", "2004 Summer"),
    ("1967/", "1967"),
    ("2014-05-09T10:00:00", "2014 May 9"),
]


@pytest.mark.parametrize(("written", "nlm"), ISO)
def test_biblatex_dates(written: str, nlm: str) -> None:
    date = read_iso(written)
    assert date
    assert date.nlm == nlm


@pytest.mark.parametrize("written", ["soon", "2014-13", "2014-05-32", "09.05.2014", "14", "2014/soon", "²014", "201²"])
def test_no_date(written: str) -> None:
    assert read_iso(written) is None


BIBTEX = [
    (("2008", "feb", ""), "2008 Feb"),
    (("2008", "February", ""), "2008 Feb"),
    (("2008", "2", ""), "2008 Feb"),
    (("2008", "02", "9"), "2008 Feb 9"),
    (("2008", "may 9", ""), "2008 May 9"),
    (("2008", "Jul-Aug", ""), "2008 Jul-Aug"),
    (("2008", "Sept.", ""), "2008 Sep"),
    (("2008", "", ""), "2008"),
    (("٢٠٠٨", "", ""), "2008"),
]


@pytest.mark.parametrize(("written", "nlm"), BIBTEX)
def test_bibtex_dates(written: tuple[str, str, str], nlm: str) -> None:
    date = read_year_and_month(*written)
    assert date
    assert date.nlm == nlm


@pytest.mark.parametrize("written", [("in press", "", ""), ("2008", "Febr-uary-x", ""), ("2008", "13", ""), ("2008a", "", ""), ("²008", "", "")])
def test_no_bibtex_date(written: tuple[str, str, str]) -> None:
    assert read_year_and_month(*written) is None
