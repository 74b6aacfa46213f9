import pytest
from hypothesis import given
from hypothesis import strategies as st

from references.names import read_names

NLM = [
    ("Caro, Xavier J.", "Caro XJ"),
    ("Xavier J. Caro", "Caro XJ"),
    ("Caro, XJ", "Caro XJ"),
    ("Van den Bergh, Peter Y. K.", "Van den Bergh PYK"),
    ("van Doorn, Pieter A.", "van Doorn PA"),
    ("Pieter A. van Doorn", "van Doorn PA"),
    ("Bar-Or, Amit", "Bar-Or A"),
    ("Fitzcharles, Mary-Ann", "Fitzcharles MA"),
    ("Smith, Jr., John", "Smith J Jr"),
    ("Smith, III, John Paul", "Smith JP 3rd"),
    ("{World Health Organization}", "World Health Organization"),
    (r"H{\"a}user, Winfried", "Häuser W"),
    (r"{\'E}mile Zola", "Zola É"),
    (r"{\O}stergaard, {\AA}ge", "Østergaard Å"),
    ("Üçeyler, Nurcan", "Üçeyler N"),
    ("Plato", "Plato"),
    ("O'Meara, Dominic J.", "O'Meara DJ"),
    ("Lloyd, G.E.R.", "Lloyd GER"),
]


@pytest.mark.parametrize(("written", "nlm"), NLM)
def test_names_print_as_nlm_asks(written: str, nlm: str) -> None:
    names, problems = read_names(written)
    assert [name.nlm for name in names.people] == [nlm]
    assert problems == ()


def test_and_others_is_no_person() -> None:
    names, _ = read_names("Guo, Yi and others")
    assert [name.nlm for name in names.people] == ["Guo Y"]
    assert names.and_others


def test_empty_braces_say_that_no_author_is_known() -> None:
    assert read_names("{}") == read_names("")


WRONG = [
    ("Caro XJ", 'holds "Caro XJ", which reads as the surname XJ (write "Caro, XJ")'),
    (
        "Caro XJ, Winter EF, Dumas AJ",
        'holds "Caro XJ, Winter EF, Dumas AJ", which has too many commas (write "Caro, XJ and Winter, EF and Dumas, AJ")',
    ),
    (
        "Caro, Xavier, Winter, Earl",
        'holds "Caro, Xavier, Winter, Earl", which has too many commas (join names with "and": Caro, Xavier J. and Winter, Earl F.)',
    ),
    ("Caro, Xavier; Winter, Earl", 'holds "Caro, Xavier; Winter, Earl", which has too many commas (write "Caro, Xavier and Winter, Earl")'),
    (
        "Xavier Caro; Earl Winter",
        'holds "Xavier Caro; Earl Winter", which is more than one name (write "Xavier Caro and Earl Winter"; put the name of a body in braces)',
    ),
    (
        "{Caro, Xavier and Winter, Earl}",
        'holds "{Caro, Xavier and Winter, Earl}", which is a single name because of its braces (write "Caro, Xavier and Winter, Earl")',
    ),
    ("Caro X.J.", 'holds "Caro X.J.", which reads as the surname X.J. (write "Caro, X.J.")'),
    ("Caro, X. and", 'holds "Caro, X. and", which ends with "and" (take it out, or write the name behind it)'),
    ("et al.", 'holds "et al." (write "others")'),
    ("Caro,", 'holds "Caro,", where a part of the name is missing (write it as Surname, Given)'),
    (r"Ca\foo ro, X.", "holds \\foo, which is not known here (write the character itself, or plain text)"),
]


@pytest.mark.parametrize(("written", "message"), WRONG)
def test_wrong_names_are_said(written: str, message: str) -> None:
    assert read_names(written)[1] == (message,)


WORD = st.from_regex(r"[A-ZÄÖÅ][a-zäöåéç]{2,9}", fullmatch=True)


@given(st.lists(st.tuples(WORD, st.lists(WORD, min_size=1, max_size=3)), min_size=1, max_size=9))
def test_both_orders_of_a_name_print_the_same(people: list[tuple[str, list[str]]]) -> None:
    by_surname = " and ".join(f"{family}, {' '.join(given)}" for family, given in people)
    by_given = " and ".join(f"{' '.join(given)} {family}" for family, given in people)
    expected = [f"{family} {''.join(name[0] for name in given)}" for family, given in people]
    for written in (by_surname, by_given):
        names, problems = read_names(written)
        assert problems == ()
        assert [name.nlm for name in names.people] == expected
