"""What a formula is read with, and what it comes down to: columns, values in force, steps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol, TypeAlias


class FormulaError(ValueError):
    """A formula that cannot be read with the facts and parameters of the law."""


@dataclass(frozen=True, slots=True)
class Lowered:
    """A node as steps: its value, and its presence or None when it is always known."""

    value: int
    known: int | None = None


@dataclass(frozen=True, slots=True)
class Bracket:
    """From a threshold, the marginal rate of a schedule."""

    threshold: float
    rate: float


Bound: TypeAlias = float | bool | str | date | tuple[str, ...] | tuple[Bracket, ...] | None


@dataclass(frozen=True, slots=True)
class Dated:
    """A value of a parameter from a day; None where the law says nothing from then on."""

    since: date
    value: Bound


class Binding(Protocol):
    """What a formula is read with: the columns, the values in force, the codes of the choices."""

    def column(self, name: str) -> Lowered:
        """The steps of a fact or of a rule."""

    def in_force(self, path: str) -> Bound:
        """The value of a parameter on the day of the plan."""

    def history(self, path: str) -> Sequence[Dated]:
        """Every value of a parameter, by date."""

    def is_truth(self, path: str) -> bool:
        """Whether a parameter is a yes or a no."""

    def choices(self, name: str) -> Mapping[str, int] | None:
        """The numbers of the codes of a fact, or None when it is no code."""
