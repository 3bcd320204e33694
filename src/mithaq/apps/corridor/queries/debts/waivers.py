"""What an operation of waiver takes off each line of a debt of many months, as its text says."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from mithaq.apps.corridor.choices.debts import Branch, LineKind
from mithaq.apps.corridor.queries.debts.balances import Entry
from mithaq.base.imputation import Imputation
from mithaq.base.instalments import apportioned
from mithaq.base.money import Centimes, centimes_to_dirhams
from mithaq.engines.rules import Law, Value

PLAIN: Final = "no_waiver"
_ASKED: Final = ("waiver_possible", "waived_surcharges", "waived_penalties")
_SURCHARGES: Final = (LineKind.SURCHARGE, LineKind.COSTS)


@dataclass(frozen=True, slots=True, kw_only=True)
class SettledLine:
    """What is left of a line when a settlement is asked for, and what of it is waived."""

    number: int
    kind: str
    branch: str
    month: date
    owed: Centimes
    waived: Centimes

    @property
    def to_pay(self) -> Centimes:
        """What the plan asks for it."""
        return self.owed - self.waived

    @property
    def whole(self) -> Entry:
        """It as a line of a debt, at what was left of it."""
        return self._at(self.owed)

    @property
    def asked(self) -> Entry:
        """It as a line of a debt, at what the plan asks for it."""
        return self._at(self.to_pay)

    def _at(self, amount: Centimes) -> Entry:
        return Entry(
            number=self.number, kind=self.kind, branch=self.branch, month=self.month, amount=amount
        )


def settled_lines(
    lines: Sequence[Entry], left: Imputation, *, law: Law, facts: Mapping[str, Value]
) -> tuple[SettledLine, ...]:
    """Each line with what the operation of ``facts`` waives of it, by the debts of its month.

    An operation covers some months only; within a month the law gives one sum for surcharges and
    costs and one for penalties, shared in proportion to the lines. ``facts`` has
    ``waiver_operation``, ``instalment_count`` and ``settlement_asked_on``, and what an operation
    asks beside. What the facts do not settle is not waived.
    """
    owed = [line for line in lines if line.kind != LineKind.PAYMENT]
    by_month: dict[date, list[Entry]] = {}
    for line in owed:
        if line.month is not None:
            by_month.setdefault(line.month, []).append(line)
    waived: dict[int, Centimes] = {}
    for month, group in by_month.items():
        waived |= _waived(month, group, left.left, law=law, facts=facts)
    return tuple(
        SettledLine(
            number=line.number,
            kind=line.kind,
            branch=line.branch,
            month=line.month,
            owed=left.left[line.number],
            waived=waived.get(line.number, 0),
        )
        for line in owed
        if line.month is not None
    )


def law_facts(lines: Iterable[Entry], left: Mapping[int, Centimes]) -> dict[str, float]:
    """What is owed, as the rules of settlements read it, in dirhams."""
    summed: dict[str, Centimes] = dict.fromkeys(
        (
            "contributions_owed",
            "amo_owed",
            "surcharges_owed",
            "recovery_costs_owed",
            "penalties_owed",
        ),
        0,
    )
    for line in lines:
        if line.kind != LineKind.PAYMENT:
            summed[_fact(line)] += left[line.number]
    return {name: float(centimes_to_dirhams(amount)) for name, amount in summed.items()}


def _fact(line: Entry) -> str:
    if line.kind == LineKind.PRINCIPAL:
        return "amo_owed" if line.branch == Branch.HEALTH else "contributions_owed"
    return {
        LineKind.SURCHARGE: "surcharges_owed",
        LineKind.COSTS: "recovery_costs_owed",
        LineKind.PENALTY: "penalties_owed",
    }[LineKind(line.kind)]


def _waived(
    month: date,
    group: Sequence[Entry],
    left: Mapping[int, Centimes],
    *,
    law: Law,
    facts: Mapping[str, Value],
) -> dict[int, Centimes]:
    asked_on = facts["settlement_asked_on"]
    if facts["waiver_operation"] == PLAIN or not isinstance(asked_on, date):
        return {}
    found = law.on(asked_on, *_ASKED).compute(
        **{**facts, **law_facts(group, left), "debt_month": month}
    )
    if found["waiver_possible"] is not True:
        return {}
    surcharges = [line.number for line in group if line.kind in _SURCHARGES]
    penalties = [line.number for line in group if line.kind == LineKind.PENALTY]
    return {
        **_shared(found["waived_surcharges"], surcharges, left),
        **_shared(found["waived_penalties"], penalties, left),
    }


def _shared(
    waived: Value | None, numbers: Sequence[int], left: Mapping[int, Centimes]
) -> dict[int, Centimes]:
    total = round(float(waived) * 100) if isinstance(waived, int | float) else 0
    shares = apportioned(total, [left[number] for number in numbers]) if numbers else ()
    return dict(zip(numbers, shares, strict=True))
