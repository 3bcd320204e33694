"""Small counts stay unknown: by brute force over every table a reader could imagine."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mithaq.engines.disclosure import Count, Protection, Showing, Sum, protect

LIMIT = 5


def shown(values: dict[str, int], sums: list[Sum]) -> Protection:
    return protect([Count(k, v) for k, v in values.items()], sums, threshold=LIMIT)


def possible(values: dict[str, int], sums: list[Sum], found: Protection, key: str) -> set[int]:
    """Values of a count that fit what is printed, by trying all near the truth."""
    ranges = {
        name: {
            Showing.SHOWN: [value],
            Showing.SMALL: range(1, LIMIT),
            Showing.MASKED: range(max(0, value - 3), value + 4),
        }[found.showing(name)]
        for name, value in values.items()
    }
    fits = set()
    for guess in product(*ranges.values()):
        table = dict(zip(values, guess, strict=True))
        if all(table[s.whole] == sum(table[part] for part in s.parts) for s in sums):
            fits.add(table[key])
    return fits


def test_a_small_count_is_said_small_and_its_sister_is_masked() -> None:
    found = shown({"all": 40, "women": 3, "men": 37}, [Sum("all", ("women", "men"))])
    assert found.showing("women") is Showing.SMALL
    assert found.showing("men") is Showing.MASKED
    assert found.showing("all") is Showing.SHOWN
    assert found.because == {"men": "women"}
    assert "5" in found.explain("women").fr
    assert "3" not in found.explain("women").fr


def test_nobody_is_described_by_nought_and_the_threshold_itself_is_published() -> None:
    found = shown({"all": 5, "women": 0, "men": 5}, [Sum("all", ("women", "men"))])
    assert set(found.showings.values()) == {Showing.SHOWN}


def test_two_small_counts_that_their_total_pins_are_protected_by_the_total() -> None:
    # 1 + 1 = 2 and 4 + 4 = 8: bounds alone would give both.
    for part in (1, LIMIT - 1):
        values = {"all": 2 * part + 0, "women": part, "men": part}
        found = shown(values, [Sum("all", ("women", "men"))])
        assert len(possible(values, [Sum("all", ("women", "men"))], found, "women")) > 1


def test_a_public_census_is_left_alone() -> None:
    found = protect([Count("all", 3, is_sensitive=False)], [], threshold=LIMIT)
    assert found.showing("all") is Showing.SHOWN


def test_a_square_table_is_protected_on_both_sides() -> None:
    values = {"a": 2, "b": 30, "c": 40, "d": 50, "ab": 32, "cd": 90, "ac": 42, "bd": 80, "t": 122}
    sums = [
        Sum("ab", ("a", "b")), Sum("cd", ("c", "d")), Sum("ac", ("a", "c")), Sum("bd", ("b", "d")),
        Sum("t", ("ab", "cd")), Sum("t", ("ac", "bd")),
    ]  # fmt: skip
    found = shown(values, sums)
    assert len(possible(values, sums, found, "a")) > 1
    assert found.showing("t") is Showing.SHOWN


def test_what_counts_nobody_is_refused() -> None:
    with pytest.raises(ValueError, match="negative"):
        Count("a", -1)
    with pytest.raises(ValueError, match="once"):
        Sum("a", ("a", "b"))
    with pytest.raises(ValueError, match="below 2"):
        protect([], [], threshold=1)


@given(a=st.integers(0, 9), b=st.integers(0, 9), c=st.integers(0, 9), d=st.integers(0, 9))
@settings(max_examples=60, deadline=None)
def test_no_reader_can_tell_a_small_count(a: int, b: int, c: int, d: int) -> None:
    values = {"a": a, "b": b, "c": c, "d": d, "ab": a + b, "cd": c + d}
    sums = [Sum("ab", ("a", "b")), Sum("cd", ("c", "d"))]
    found = shown(values, sums)
    for key, value in values.items():
        if 0 < value < LIMIT:
            assert found.showing(key) is Showing.SMALL
            assert len(possible(values, sums, found, key)) > 1, (values, found)


@given(st.lists(st.integers(0, 40), min_size=2, max_size=6))
@settings(max_examples=100, deadline=None)
def test_large_tables_hide_nothing(parts: list[int]) -> None:
    values = {f"p{i}": part + LIMIT for i, part in enumerate(parts)}
    whole = {"all": sum(values.values())}
    found = shown(values | whole, [Sum("all", tuple(values))])
    assert set(found.showings.values()) == {Showing.SHOWN}
