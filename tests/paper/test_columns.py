"""Tables on paper: no word is lost, whatever it takes."""

import lxml.html
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fonts import width
from paper.columns import GAP, TooWide, fit

WIDE = "fibromyalgia demyelination polyneuropathy electromyography immunoglobulin rheumatologist neuropathological hyperventilation".split()


def table(*rows: list[str]) -> lxml.html.HtmlElement:
    cells = ("".join(f"<td>{cell}</td>" for cell in row) for row in rows)
    return lxml.html.fragment_fromstring(f"<table><tbody>{''.join(f'<tr>{row}</tr>' for row in cells)}</tbody></table>")


def test_few_short_columns_take_the_whole_line_in_their_own_size() -> None:
    columns = fit(table(["a", "b"]), 400, 600, 11.5)
    assert (round(sum(columns.widths), 6), columns.size, columns.turned) == (400, 11.5, False)


def test_a_short_text_stays_on_one_line_and_the_longest_gets_most() -> None:
    short, long, longer = fit(table(["Main result", "word " * 20, "word " * 80]), 400, 0, 10).widths
    assert short >= width("Main result") * 10
    assert longer > long > short


@pytest.mark.parametrize(("room", "size", "turned"), [(600, 11.5, False), (470, 10.0, False), (400, 11.5, True)])
def test_first_the_type_gets_smaller_then_the_page_is_turned(room: float, size: float, turned: bool) -> None:
    columns = fit(table(WIDE[:6]), room, 700, 11.5)
    assert (columns.size, columns.turned) == (size, turned)


def test_what_fits_nowhere_is_refused_in_centimeters() -> None:
    with pytest.raises(TooWide, match=r"^its longest words need 22.2 cm, and there are 14.1$"):
        fit(table(WIDE), 400, 0, 11.5)


def test_cells_that_span_columns_and_rows_are_where_they_stand() -> None:
    rows = "<tr><td rowspan='2'>a</td><td>b</td></tr><tr><td>longestwordofall</td></tr><tr><td colspan='2'>c</td></tr>"
    first, second = fit(lxml.html.fragment_fromstring(f"<table>{rows}</table>"), 300, 0, 10).widths
    assert second > first


words = st.lists(st.text("abcdefgh", min_size=1, max_size=24), min_size=1, max_size=4).map(" ".join)


@given(st.lists(st.lists(words, min_size=3, max_size=3), min_size=1, max_size=4), st.sampled_from([1.0, 1.1, 2.0, 50.0]))
def test_no_column_is_narrower_than_its_longest_word(rows: list[list[str]], wider: float) -> None:
    longest = [max(width(word) for row in rows for word in row[at].split()) for at in range(3)]
    room = wider * (sum(longest) + 1) * 12 + 3 * GAP
    columns = fit(table(*rows), room, 0, 12)
    for at in range(3):
        assert columns.widths[at] >= longest[at] * columns.size + GAP
    assert sum(columns.widths) == pytest.approx(room)
