"""Preview images: which words have room, in lines of type that can be read, and at which address."""

from datetime import date
from pathlib import Path

import pytest

import templates
from fonts import width
from pages.cards import LARGEST, SMALLEST, Card, _templates, preview, problem_of

CARD = Card("skin", "How sure? Very unsure.", "We do not know if it is so. 15 people in one small study, at one clinic.", date(2026, 9, 22))


def test_type_is_48_px_at_least_and_as_large_as_there_is_room() -> None:
    longer_and_longer = [CARD._replace(text="i" * count) for count in range(1, 99)]
    sizes = [preview(card).size for card in longer_and_longer if not problem_of(card)]
    assert sizes == sorted(sizes, reverse=True)
    assert [*dict.fromkeys(sizes)] == [*range(LARGEST, SMALLEST - 1, -2)]
    assert SMALLEST == 48


@pytest.mark.parametrize("text", ["word " * 80, "a" * 40])
def test_too_many_words_and_too_long_ones_are_refused(text: str) -> None:
    assert problem_of(CARD) is None
    for card in (CARD._replace(text=text), CARD._replace(heading=text)):
        assert problem_of(card) == "is too long for the preview image (shorten it, or a long word in it)"


def test_no_word_is_lost_and_no_line_is_wider_than_its_column() -> None:
    set_in = preview(CARD)
    assert (" ".join(set_in.heading), " ".join(set_in.text)) == (CARD.heading, CARD.text)
    assert max(width(line) * set_in.size for line in set_in.text) <= 600


def test_a_character_that_the_typeface_lacks_is_refused_not_printed_as_a_box() -> None:
    assert problem_of(Card("a", "How sure?", "Less \u2192 more \U0001f600", date(2026, 9, 22))) == (
        'holds "\U0001f600", which the preview image cannot print (write it in words)'
    )


def test_the_name_changes_with_what_is_drawn_and_only_then() -> None:
    others = [{"heading": "How sure? Unsure."}, {"text": "It is so."}, {"checked": date(2026, 9, 23)}, {"level": 0}, {"level": 1}]
    assert len({preview(card).path for card in (CARD, *(CARD._replace(**other) for other in others))}) == len(others) + 1
    assert preview(CARD).path == preview(CARD._replace(text=CARD.text + " ")).path


def test_the_name_changes_with_the_look(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = preview(CARD).path
    for changed in ("preview.typ", "mark.svg"):
        for name in ("preview.typ", "mark.svg"):
            (tmp_path / name).write_text((templates.FOLDER / name).read_text("utf-8") + " " * (name == changed), "utf-8")
        with monkeypatch.context() as patched:
            patched.setattr("templates.FOLDER", tmp_path)
            _templates.cache_clear()
            assert preview(CARD).path != before
    _templates.cache_clear()
    assert preview(CARD).path == before
