"""Money is a whole number of centimes: 1 dirham = 100 centimes, 1 MDH = 100,000,000 centimes."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import Final, TypeAlias

Centimes: TypeAlias = int
Amount: TypeAlias = "str | int | Decimal"

CENTIMES_PER_DIRHAM: Final = 100
CENTIMES_PER_MILLION: Final = 100_000_000


def dirhams_to_centimes(dirhams: Amount) -> Centimes:
    """Convert dirhams such as "6000" or "411.00", exactly; a third decimal is refused."""
    return _centimes(dirhams, CENTIMES_PER_DIRHAM)


def millions_to_centimes(millions: Amount) -> Centimes:
    """Convert the millions of dirhams of a budget (MDH), such as "186.88", exactly."""
    return _centimes(millions, CENTIMES_PER_MILLION)


def centimes_to_dirhams(centimes: Centimes) -> Decimal:
    """Give an amount in dirhams with its two decimals."""
    return Decimal(_whole(centimes)).scaleb(-2)


def centimes_to_millions(centimes: Centimes) -> Decimal:
    """Give an amount in millions of dirhams, without trailing zeros: 186.88."""
    millions = (Decimal(_whole(centimes)).scaleb(-8)).normalize()
    return millions.quantize(Decimal(1)) if millions == millions.to_integral_value() else millions


def _centimes(amount: Amount, factor: int) -> Centimes:
    number = _number(amount)
    centimes = number * factor
    if centimes != centimes.to_integral_value():
        raise ValueError(f"{amount} has more than two decimals of a dirham.")
    return int(centimes)


def _number(amount: object) -> Decimal:
    if isinstance(amount, float | bool):
        # 186.88 as a float is 186.8799999…: the digits of the source would already be lost.
        raise TypeError(f"Write the amount {amount!r} as text or as Decimal, never as a float.")
    if not isinstance(amount, str | int | Decimal):
        raise TypeError(f"{amount!r} is not an amount.")
    try:
        number = Decimal(amount)
    except InvalidOperation:
        raise ValueError(f"« {amount} » is not an amount: write 186.88.") from None
    if not number.is_finite():
        raise ValueError(f"« {amount} » is not an amount: write 186.88.")
    return number


def _whole(centimes: object) -> int:
    if isinstance(centimes, bool) or not isinstance(centimes, int):
        raise TypeError(f"Centimes are a whole number, not {centimes!r}.")
    return centimes
