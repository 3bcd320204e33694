"""Payments set against what is owed, in an order that is stated: nothing is lost or made up."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from mithaq.base.money import Centimes


@dataclass(frozen=True, slots=True, kw_only=True)
class Owed:
    """Something to pay: ``group`` is what a payment can name (a month, for instance)."""

    key: int
    amount: Centimes
    group: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paid:
    """A payment on a day; one that names a group goes there first."""

    key: int
    on: date
    amount: Centimes
    group: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """The part of a payment that went to something owed."""

    paid: int
    owed: int
    on: date
    amount: Centimes


@dataclass(frozen=True, slots=True, kw_only=True)
class Imputation:
    """Where payments went, what is still owed of each thing, and what no debt took.

    What is owed less what was paid is always what is left less what is unused.
    """

    parts: tuple[Part, ...]
    left: Mapping[int, Centimes]
    unused: Mapping[int, Centimes]

    @property
    def left_in_all(self) -> Centimes:
        """Everything still owed."""
        return sum(self.left.values())

    @property
    def unused_in_all(self) -> Centimes:
        """What was paid beyond everything owed."""
        return sum(self.unused.values())

    def on(self, owed: int) -> tuple[Part, ...]:
        """The payments that went to one thing, in order of time."""
        return tuple(part for part in self.parts if part.owed == owed)


def impute(owed: Sequence[Owed], paid: Iterable[Paid]) -> Imputation:
    """Set payments, in order of their days, against what is owed, in the order given.

    Raises ``ValueError`` for an amount below zero: a payment taken back is no payment.
    """
    payments = sorted(paid, key=lambda item: (item.on, item.key))
    amounts = [item.amount for item in owed] + [item.amount for item in payments]
    if any(amount < 0 for amount in amounts):
        raise ValueError("Amounts owed and paid are never below zero.")
    left = {item.key: item.amount for item in owed}
    unused: dict[int, Centimes] = {}
    parts: list[Part] = []
    for payment in payments:
        rest = payment.amount
        for item in _in_turn(owed, payment):
            taken = min(rest, left[item.key])
            if taken:
                left[item.key] -= taken
                rest -= taken
                parts.append(Part(paid=payment.key, owed=item.key, on=payment.on, amount=taken))
        if rest:
            unused[payment.key] = rest
    return Imputation(parts=tuple(parts), left=left, unused=unused)


def _in_turn(owed: Sequence[Owed], payment: Paid) -> list[Owed]:
    if not payment.group:
        return list(owed)
    return sorted(owed, key=lambda item: item.group != payment.group)
