"""A ratio keeps what it was made of: whoever doubts it divides again."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal
from typing import Final

PLACES: Final = Decimal("0.0001")


@dataclass(frozen=True, slots=True, kw_only=True)
class PayLine:
    """What a return says of one insured person for one month: days (0 to 26) and gross wage."""

    days: int
    wage_centimes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Ratio:
    """One named ratio; without a base it has no value, and opens nothing."""

    code: str
    numerator: Decimal
    denominator: Decimal

    @property
    def value(self) -> Decimal | None:
        """The quotient to four places; nothing when there is nothing to divide by."""
        if self.denominator <= 0:
            return None
        return (self.numerator / self.denominator).quantize(PLACES, ROUND_HALF_EVEN)

    def explain(self) -> tuple[tuple[str, Decimal | None], ...]:
        """The steps: what is above, what is below, the quotient."""
        return (
            ("numerator", self.numerator),
            ("denominator", self.denominator),
            ("value", self.value),
        )


def ratio(code: str, above: Decimal | int, below: Decimal | int) -> Ratio:
    """Make a named ratio of two numbers."""
    return Ratio(code=code, numerator=Decimal(above), denominator=Decimal(below))
