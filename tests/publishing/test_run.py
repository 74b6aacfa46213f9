"""What a writer reads of all that is wrong: each fault once, in the order of files and lines."""

from faults import Fault
from publishing.run import in_order


def number(line: int, message: str) -> Fault:
    return Fault("refs/findings.yml", line, message, column=8, kind="untraced-number")


def test_a_number_of_a_record_is_one_fault_whatever_the_pages_cite_beside_it() -> None:
    on_its_page, in_a_table = number(4, '"143" is in no fact of one'), number(4, '"143" is in no fact of one, two')
    assert in_order([in_a_table, on_its_page, number(5, '"144" is in no fact of one')]) == [
        on_its_page,
        number(5, '"144" is in no fact of one'),
    ]


def test_two_things_wrong_at_one_place_are_two_faults() -> None:
    words, shape = Fault("docs/a.md", 3, "b", 1, kind="wording"), Fault("docs/a.md", 3, "a", 1, kind="shape")
    assert in_order([words, shape, words]) == [shape, words]


def test_they_stand_by_file_line_and_column() -> None:
    faults = [Fault(path, line, "x", column) for path in ("docs/a.md", "docs/b.md") for line in (2, 10) for column in (3, 20)]
    assert in_order(faults[::-1]) == faults


def test_a_link_to_a_source_that_could_not_be_read_is_no_news() -> None:
    broken = Fault("refs/papers.bib", 2, "no title")
    lost = Fault("docs/a.md", 0, 'the link "#ref-a" leads to no place')
    assert in_order([lost, broken]) == [broken]
    assert in_order([lost]) == [lost]
