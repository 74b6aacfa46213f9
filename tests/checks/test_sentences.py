"""Where a sentence ends: the one splitter that every rule about sentences uses."""

import xml.etree.ElementTree as etree
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.sentences import read_passages, split_sentences
from evidence.reading import read_evidence
from references.entry import Library
from writing.derived import say_sums

SPLIT = [
    ("One. Two? Three! Four", ["One.", "Two?", "Three!", "Four"]),
    ("MS vs. Fibromyalgia is asked. Vs. MS, too.", ["MS vs. Fibromyalgia is asked.", "Vs. MS, too."]),
    ("Pain, e.g. In the legs, i.e. 2 of them.", ["Pain, e.g. In the legs, i.e. 2 of them."]),
    ("Dr. Doe, Prof. Roe and Mrs. Poe asked.", ["Dr. Doe, Prof. Roe and Mrs. Poe asked."]),
    ("Caro et al. 2008 say so, on p. 3. See Fig. 2.", ["Caro et al. 2008 say so, on p. 3.", "See Fig. 2."]),
    ("The U.S. Panel met. John B. Doe led.", ["The U.S. Panel met.", "John B. Doe led."]),
    ("It is report No. 3. Is it so? No. We do not know.", ["It is report No. 3.", "Is it so?", "No.", "We do not know."]),
    ("It is MS. It is 5.8 points. so it is.", ["It is MS.", "It is 5.8 points. so it is."]),
    ("“It is so.” (So it is.) It is.", ["“It is so.”", "(So it is.)", "It is."]),
]


@pytest.mark.parametrize(("text", "sentences"), SPLIT)
def test_a_sentence_ends_where_a_reader_ends_it(text: str, sentences: list[str]) -> None:
    assert [sentence.strip() for sentence in split_sentences(text)] == sentences


@given(st.lists(st.sampled_from(["One", "vs.", "Dr.", "It is.", "No.", "3", "?", "“", "”", " "]), max_size=12).map(" ".join))
def test_no_character_is_lost(text: str) -> None:
    assert "".join(split_sentences(text)).rstrip() == text.rstrip()


@pytest.mark.parametrize("sign", ["\ue000", "\ue001"])
def test_a_private_character_stands_for_no_citation(sign: str, tmp_path: Path) -> None:
    (passage,) = read_passages(etree.fromstring(f"<div><p>A {sign} word.</p></div>"))
    assert say_sums(f"A {sign} word.", (), read_evidence(tmp_path, Library()), {}) == "A \ufffd word."
    assert [(sentence.text, sentence.keys) for sentence in passage.sentences] == [("A \ufffd word.", ())]
