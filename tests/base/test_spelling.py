"""A fault leads to the word meant; a word that exists is never changed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mithaq.base.spelling import KnownWords
from mithaq.base.text import fold

KNOWN = KnownWords.of((
    "izdihar", "anapec", "cablage", "tahfiz", "marrakech", "agadir", "auto", "entrepreneurs",
    "هسبيريديس", "وزاره", "emploi", "employeur", "cnss", "region",
))  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("izdihhar", ("izdihar",)), ("izdhar", ("izdihar",)), ("anapek", ("anapec",)),
        ("câblge", ("cablage",)), ("tehfiz", ("tahfiz",)), ("marakech", ("marrakech",)),
        ("agadyr", ("agadir",)), ("هسبيريدس", ("هسبيريديس",)),
        ("autoentrepreneur", ("auto", "entrepreneur")),
    ],
)  # fmt: skip
def test_a_fault_leads_to_the_word_meant(typed: str, meant: tuple[str, ...]) -> None:
    word = fold(typed)

    assert word not in KNOWN
    assert KNOWN.corrected(word) == meant


@pytest.mark.parametrize("typed", ["xyz", "2017", "zzzzzzzz", "s-000012"])
def test_what_is_near_nothing_is_left_alone(typed: str) -> None:
    assert KNOWN.corrected(typed) == ()


@pytest.mark.parametrize("typed", ["employ", "emploi", "وزار", "زاره"])
def test_the_start_of_a_word_and_any_arabic_part_are_known(typed: str) -> None:
    assert typed in KNOWN


@given(st.sampled_from(KNOWN.words), st.data())
def test_one_letter_less_or_doubled_is_forgiven(word: str, data: st.DataObject) -> None:
    if len(word) < 5:
        return
    at = data.draw(st.integers(1, len(word) - 2))
    for typed in (word[:at] + word[at + 1 :], word[:at] + word[at] + word[at:]):
        if typed not in KNOWN:
            assert KNOWN.corrected(typed)


@given(st.text(max_size=30))
def test_a_correction_is_made_of_known_words(typed: str) -> None:
    assert all(word in KNOWN for word in KNOWN.corrected(typed))
