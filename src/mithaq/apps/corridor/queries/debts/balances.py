"""What is left of each line of a statement once its payments are set against it, in its order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from mithaq.apps.corridor.choices.debts import ImputationOrder, LineKind
from mithaq.base.imputation import Imputation, Owed, Paid, impute
from mithaq.base.money import Centimes
from mithaq.base.months import Month

_PRINCIPAL_FIRST: Final = (
    LineKind.PRINCIPAL,
    LineKind.SURCHARGE,
    LineKind.PENALTY,
    LineKind.COSTS,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A line of a statement as the arithmetic needs it.

    ``month`` is that of the contributions; a payment has one only where it names it, and ``on`` is
    the day it was made. ``amount`` is what stands: the corrected one where a contest was upheld.
    """

    number: int
    kind: str
    branch: str
    month: date | None
    amount: Centimes
    on: date | None = None


def imputed(lines: Iterable[Entry], *, order: str, payments: Iterable[Entry] = ()) -> Imputation:
    """Set the payments of a statement, and further ones, against its lines.

    The order is that of the statement: no text that fixes one was found, so it is never assumed.
    """
    listed = list(lines)
    owed = [line for line in listed if line.kind != LineKind.PAYMENT]
    owed.sort(key=lambda line: _turn(line, order))
    paid = [line for line in listed if line.kind == LineKind.PAYMENT]
    return impute(
        [Owed(key=line.number, amount=line.amount, group=_group(line)) for line in owed],
        [
            Paid(key=line.number, on=line.on or date.min, amount=line.amount, group=_group(line))
            for line in (*paid, *payments)
        ],
    )


def totals(lines: Sequence[Entry], left: Imputation) -> dict[str, Centimes]:
    """What is left to pay, by kind of line."""
    found = {str(kind): 0 for kind in _PRINCIPAL_FIRST}
    for line in lines:
        if line.kind != LineKind.PAYMENT:
            found[line.kind] += left.left[line.number]
    return found


def _turn(line: Entry, order: str) -> tuple[int, int, int]:
    """Where a line stands in the order of a statement."""
    month, rank = (line.month or date.min).toordinal(), _rank(line)
    if order == ImputationOrder.MONTH_BY_MONTH:
        return month, rank, line.number
    return (-rank if order == ImputationOrder.CHARGES_FIRST else rank), month, line.number


def _rank(line: Entry) -> int:
    return _PRINCIPAL_FIRST.index(LineKind(line.kind))


def _group(line: Entry) -> str:
    return str(Month.of(line.month)) if line.month else ""
