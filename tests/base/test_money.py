"""Money is exact: text in, centimes at rest, no float anywhere."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mithaq.base.money import (
    centimes_to_dirhams,
    centimes_to_millions,
    dirhams_to_centimes,
    millions_to_centimes,
)


def test_the_budget_of_a_region_is_exact() -> None:
    assert millions_to_centimes("186.88") == 18_688_000_000
    assert millions_to_centimes(15) == 1_500_000_000
    assert str(centimes_to_millions(18_688_000_000)) == "186.88"
    assert str(centimes_to_millions(1_500_000_000)) == "15"
    assert dirhams_to_centimes("411.00") == 41_100
    assert str(centimes_to_dirhams(41_100)) == "411.00"


@pytest.mark.parametrize("amount", ["1.001", "0.005", Decimal("12.345")])
def test_a_third_decimal_is_refused(amount: str | Decimal) -> None:
    with pytest.raises(ValueError, match="two decimals"):
        dirhams_to_centimes(amount)


def test_a_million_knows_eight_decimals() -> None:
    assert millions_to_centimes("0.00000001") == 1
    with pytest.raises(ValueError, match="two decimals"):
        millions_to_centimes("0.000000001")


@pytest.mark.parametrize("amount", [186.88, True, None])
def test_no_float_no_truth_no_nothing(amount: object) -> None:
    with pytest.raises(TypeError):
        dirhams_to_centimes(amount)  # type: ignore[arg-type]  # what untyped data would bring
    with pytest.raises(TypeError):
        centimes_to_dirhams(amount)  # type: ignore[arg-type]  # what untyped data would bring


@pytest.mark.parametrize("amount", ["douze", "NaN", "Infinity", "1,5", ""])
def test_words_are_not_amounts(amount: str) -> None:
    with pytest.raises(ValueError, match="not an amount"):
        dirhams_to_centimes(amount)


@given(st.integers(-(10**15), 10**15))
def test_there_and_back(centimes: int) -> None:
    assert dirhams_to_centimes(centimes_to_dirhams(centimes)) == centimes
    assert millions_to_centimes(centimes_to_millions(centimes)) == centimes
