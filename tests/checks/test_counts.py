"""Which numbers of a sentence count something, and in which unit."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.counts import find_counts
from evidence.units import UnitWords, with_units

COUNTED = [
    ("15 people had it.", [("15", 15, "people")]),
    ("Fifteen people had it, sixteen patients did not.", [("Fifteen", 15, "people"), ("sixteen", 16, "people")]),
    ("In 33 in 100 people nerve tests were like this.", [("33 in 100", 33, "percent")]),
    ("It was 17.3 % of 133 people, or 17%.", [("17.3 %", 17.3, "percent"), ("133", 133, "people"), ("17%", 17, "percent")]),
    ("About 23 of 133 people (17 in 100).", [("23", 23, ""), ("133", 133, "people"), ("17 in 100", 17, "percent")]),
    ("Six of 20 had fewer.", [("Six", 6, ""), ("20", 20, "")]),
    (
        "A third had it, two thirds not, half maybe.",
        [("A third", 100 / 3, "percent"), ("two thirds", 200 / 3, "percent"), ("half", 50, "percent")],
    ),
    ("A count of 3,609,810 people.", [("3,609,810", 3609810, "people")]),
    ("P = 0.005 and 5.8 against 7.4.", [("0.005", 0.005, "P"), ("5.8", 5.8, ""), ("7.4", 7.4, "")]),
    ("Eight studies with 222 people.", [("Eight", 8, "studies"), ("222", 222, "people")]),
    ("For 3 months, not 2 years.", [("3", 3, "months"), ("2", 2, "years")]),
    ("A 16-person group, May 20 people, 30 decided.", [("16", 16, "people"), ("20", 20, "people"), ("30", 30, "")]),
    ("Sixteen had it, fewer than ten did not.", [("Sixteen", 16, ""), ("ten", 10, "")]),
    ("One hundred and forty-three people.", [("One hundred and forty-three", 143, "people")]),
    (
        "A hundred and thirty-three adults, thirty three men.",
        [("A hundred and thirty-three", 133, "people"), ("thirty three", 33, "people")],
    ),
    ("P<.05, p = .02 and .5 percent.", [(".05", 0.05, "P"), (".02", 0.02, "P"), (".5 percent", 0.5, "percent")]),
    ("Two-thirds, one-fifth and ½.", [("Two-thirds", 200 / 3, "percent"), ("one-fifth", 20, "percent"), ("½", 50, "percent")]),
    ("There were 2014 with MS.", [("2014", 2014, "")]),
    ("Twenty-one women.", [("Twenty-one", 21, "people")]),
    ("Four papers and 4 groups.", [("Four", 4, "studies"), ("4", 4, "")]),
    ("It rose 3-fold, twofold and 1.5-fold.", [("3-fold", 3, "ratio"), ("twofold", 2, "ratio"), ("1.5-fold", 1.5, "ratio")]),
    ("A three-fold rise, 3x as many.", [("three-fold", 3, "ratio"), ("3x", 3, "ratio")]),
    ("In 12.5 million people, two million women.", [("12.5 million", 12_500_000, "people"), ("two million", 2_000_000, "people")]),
    ("A million adults, half a million men.", [("A million", 1_000_000, "people"), ("half a million", 500_000, "people")]),
    ("Five hundred thousand people, 3 thousand.", [("Five hundred thousand", 500_000, "people"), ("3 thousand", 3000, "")]),
    ("For two and a half years, or 2½ years.", [("two and a half", 2.5, "years"), ("2½", 2.5, "years")]),
    ("In 1 and a half million people.", [("1 and a half million", 1_500_000, "people")]),
    ("One and three quarters years.", [("One and three quarters", 1.75, "years")]),
    ("Four fifths had it.", [("Four fifths", 80, "percent")]),
]

FREE = [
    "In 2008 and in May 2014, on 9 May and on May 9, 2014.",
    "See table 2, figure 3, page 758, section 4 and step 1.",
    "IL-2R, ICD-11, CD4, COVID-19, type 2 diabetes, and CC BY 4.0.",
    "One study, two groups, these 3 papers and the third paper.",
    "Five questions to ask, in three steps.",
    "Two of the same authors wrote it, and one can see why.",
    "Nobody had it, and none did.",
    "The 95% Wilson interval and the 95 % CI of it.",
    "Three studies, 3 trials, two teams and three doctors.",
    "Two and a half pages.",
]


@pytest.mark.parametrize(("sentence", "expected"), COUNTED)
def test_counts_are_found(sentence: str, expected: list[tuple[str, float, str]]) -> None:
    assert [(count.text, count.value, count.unit) for count in find_counts(sentence)] == expected


@pytest.mark.parametrize("sentence", FREE)
def test_what_counts_nothing_is_told_apart(sentence: str) -> None:
    assert find_counts(sentence) == ()


def test_a_decimal_comma_is_a_number_that_no_fact_has() -> None:
    (count,) = find_counts("It was 17,9% of them.")
    assert count.text == "17,9%"
    assert math.isnan(count.value)


@given(
    st.integers(0, 10**6).filter(lambda number: not 1900 <= number <= 2099), st.sampled_from(["{} people", "{:,} people", "in {} adults"])
)
def test_any_number_of_people_is_found(number: int, form: str) -> None:
    sentence = f"The study tested {form.format(number)} in a clinic."
    assert [count.value for count in find_counts(sentence)] == [number]


NUMBERS = st.sampled_from("12 3.5 two a and half million thousand -fold fold % ½ in 100 people years third quarters , ( 2014 P =".split())


@given(st.text(max_size=80) | st.lists(NUMBERS, max_size=14).map(" ".join) | st.lists(NUMBERS, max_size=8).map("".join))
def test_a_count_stands_where_it_says(sentence: str) -> None:
    for count in find_counts(sentence):
        assert sentence[count.start : count.end] == count.text


OWN = with_units({"mmHg": UnitWords(words=("mmHg", "mm Hg")), "mg": UnitWords(words=("mg",)), "mg/kg": UnitWords(words=("mg/kg",)),
                  "°C": UnitWords(words=("°C",)), "cups": UnitWords(words=("cups", "cup")), "people": UnitWords(words=("riders",))})  # fmt: skip


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("By 2.04 mmHg, or 3 mm  Hg, or 4mmHg.", [(2.04, "mmHg"), (3, "mmHg"), (4, "mmHg")]),
        ("With 410 mg/day, then 2 mg/kg.", [(410, "mg"), (2, "mg/kg")]),
        ("A dose of 2000 mg in 2014, at 37 °C.", [(2000, "mg"), (37, "°C")]),
        ("Three cups for 12 riders and 9 people.", [(3, "cups"), (12, "people"), (9, "people")]),
        ("A guideline of 2021 cups to drink.", []),
        ("B12 and 12B.", []),
    ],
)
def test_a_site_has_units_of_its_own(sentence: str, expected: list[tuple[float, str]]) -> None:
    assert [(count.value, count.unit) for count in find_counts(sentence, OWN)] == expected
