from hypothesis import given
from hypothesis import strategies as st

from references.nlm_style import to_html
from references.rich_text import Mark, RichText, joined, marked, without_end

LETTERS = st.text("ab <.", max_size=3)
TEXTS = st.recursive(
    LETTERS,
    lambda inside: st.builds(lambda pieces: joined(*pieces), st.lists(inside, max_size=3))
    | st.builds(lambda tag, pieces: marked(Mark(tag), *pieces), st.sampled_from(["i", "em"]), st.lists(inside, max_size=3)),
    max_leaves=8,
)


@given(st.lists(TEXTS, max_size=4))
def test_a_text_is_the_string_of_its_characters(pieces: list[str]) -> None:
    assert joined(*pieces) == "".join(pieces) == marked(Mark("i"), *pieces)


@given(TEXTS)
def test_only_what_has_markup_is_rich(text: str) -> None:
    assert isinstance(text, RichText) == ("<i>" in to_html(text) or "<em>" in to_html(text))


@given(st.lists(TEXTS, max_size=4))
def test_no_mark_is_empty_or_stands_beside_another_of_its_kind(pieces: list[str]) -> None:
    html = to_html(joined(*pieces))
    assert not any(odd in html for odd in ("<i></i>", "<em></em>", "</i><i>", "</em><em>"))


def test_a_text_without_its_end_keeps_its_markup() -> None:
    assert to_html(without_end(joined("a ", marked(Mark("i"), "b", marked(Mark("em"), "c."))))) == "a <i>b<em>c</em></i>"
    assert to_html(without_end(joined("a", marked(Mark("i"), "b")))) == "a"
    assert without_end("ab") == "a"
