"""A verification code read back is the one drawn; a miscopied one is always seen."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mithaq.base.codes import ALPHABET, LENGTH, code_from, grouped, read_code

CODES = st.binary(min_size=14, max_size=14).map(code_from)


@given(CODES)
def test_a_code_is_read_whatever_its_spelling(code: str) -> None:
    assert len(code) == LENGTH
    for typed in (code, code.lower(), grouped(code), f" {grouped(code).replace('-', ' ')} "):
        assert read_code(typed) == code


@given(CODES, st.integers(0, LENGTH - 1), st.sampled_from(ALPHABET))
def test_one_wrong_sign_is_always_seen(code: str, place: int, sign: str) -> None:
    wrong = code[:place] + sign + code[place + 1 :]
    assert (read_code(wrong) == wrong) is (wrong == code)


@given(CODES, st.integers(0, LENGTH - 2))
def test_two_neighbours_swapped_are_seen_unless_the_key_moves(code: str, place: int) -> None:
    signs = list(code)
    signs[place], signs[place + 1] = signs[place + 1], signs[place]
    swapped = "".join(signs)
    if swapped != code and place + 1 < LENGTH - 1:
        assert read_code(swapped) is None


def test_signs_that_are_read_for_one_another_are_never_drawn() -> None:
    assert not set("O0ILU") & set(ALPHABET)
    assert read_code("") is None
    assert read_code("0" * LENGTH) is None


def test_too_little_chance_is_refused() -> None:
    with pytest.raises(ValueError, match="14"):
        code_from(b"short")
