"""What a plan that is not kept brings back, line by line: all that was waived, all that grew."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal, TypeAlias

from mithaq.apps.corridor.choices.debts import LineKind
from mithaq.apps.corridor.queries.debts.growth import Growth
from mithaq.apps.corridor.queries.debts.waivers import SettledLine, law_facts
from mithaq.base.money import Centimes, centimes_to_dirhams
from mithaq.engines.rules import Law, Plan, Value

Why: TypeAlias = Literal["waived", "grown"]
# Before it no text says what a default brings back.
SINCE: Final = date(2020, 3, 18)
_RULE: Final = "reinstated_on_default"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reinstated:
    """An amount that is owed again, or that the running plan had suspended."""

    number: int
    kind: str
    month: date
    why: Why
    amount: Centimes


@dataclass(frozen=True, slots=True, kw_only=True)
class DefaultBill:
    """What a default brings back; the lines add up to the sum that the law gives, month by month.

    ``is_kept`` is the law's own word on the plan: nothing then comes back.
    """

    is_kept: bool
    lines: tuple[Reinstated, ...]
    to_pay: Centimes
    paid: Centimes

    @property
    def reinstated(self) -> Centimes:
        """Everything that is owed again."""
        return sum(line.amount for line in self.lines)

    @property
    def waived_back(self) -> Centimes:
        """What the operation had waived."""
        return sum(line.amount for line in self.lines if line.why == "waived")

    @property
    def grown(self) -> Centimes:
        """What grew while the plan ran."""
        return sum(line.amount for line in self.lines if line.why == "grown")

    @property
    def owed_after(self) -> Centimes:
        """What is still owed, with what a default brings back, less what was paid."""
        return max(0, self.to_pay + self.reinstated - self.paid)

    @property
    def over_paid(self) -> Centimes:
        """What was paid beyond the debt that contests left."""
        return max(0, self.paid - self.to_pay)


def default_bill(
    settled: Sequence[SettledLine],
    grown: Iterable[Growth],
    *,
    law: Law,
    facts: Mapping[str, Value],
    on: date,
    since: date,
    paid: Centimes,
    settled_by: Law | None = None,
) -> DefaultBill:
    """What a default on a day brings back, by the rules of the operation that ``facts`` name.

    ``since`` is the day to which the debt settled counts what delay added: the months of delay that
    began after it are in no amount of the plan, and none counts twice. ``facts`` are those of the
    settlement, with ``missed_instalments`` and ``current_contributions_paid``. ``law`` says whether
    the plan is kept; what was waived is held against ``settled_by``, the law that waived it, where
    it can still be read: a value replaced since does not change what was agreed. Raises
    ``ValueError`` for a day before the text of March 2020.
    """
    if on < SINCE:
        raise ValueError(f"No text says what a default of {on} brings back.")
    months: dict[date, list[Reinstated]] = {}
    for line in _lines(settled, grown, since=since):
        months.setdefault(line.month, []).append(line)
    is_kept = _is_kept(law, facts, settled, on=on)
    if settled_by is not None:
        plan, was_kept = settled_by.on(on, _RULE), _is_kept(settled_by, facts, settled, on=on)
        for month, lines in months.items():
            _check(plan, facts, settled, month=month, lines=lines, is_kept=was_kept)
    return DefaultBill(
        is_kept=is_kept,
        lines=() if is_kept else tuple(line for lines in months.values() for line in lines),
        to_pay=sum(line.to_pay for line in settled),
        paid=paid,
    )


def _lines(
    settled: Sequence[SettledLine], grown: Iterable[Growth], *, since: date
) -> Iterator[Reinstated]:
    for line in settled:
        if line.waived:
            yield Reinstated(
                number=line.number, kind=line.kind, month=line.month, why="waived",
                amount=line.waived,
            )  # fmt: skip
    for item in grown:
        if added := item.after(since):
            yield Reinstated(
                number=item.number, kind=LineKind.SURCHARGE, month=item.month, why="grown",
                amount=added,
            )  # fmt: skip


def _is_kept(
    law: Law, facts: Mapping[str, Value], settled: Sequence[SettledLine], *, on: date
) -> bool:
    found = law.on(on, "settlement_kept").compute(**{**facts, **_owed(settled, None)})
    return found["settlement_kept"] is True


def _owed(settled: Sequence[SettledLine], month: date | None) -> dict[str, Value]:
    """What was owed of a month when the settlement was asked for, as the law reads it."""
    chosen = [line for line in settled if month is None or line.month == month]
    left = {line.number: line.owed for line in chosen}
    owed = law_facts((line.whole for line in chosen), left)
    return {**owed, "debt_month": month or min(line.month for line in chosen)}


def _check(
    plan: Plan,
    facts: Mapping[str, Value],
    settled: Sequence[SettledLine],
    *,
    month: date,
    lines: Sequence[Reinstated],
    is_kept: bool,
) -> None:
    """Hold the lines of a month against the sum that the law gives for it."""
    grown = sum(line.amount for line in lines if line.why == "grown")
    found = plan.compute(
        **{**facts, **_owed(settled, month), "plan_surcharges": float(centimes_to_dirhams(grown))}
    )[_RULE]
    by_law = round(float(found) * 100) if isinstance(found, int | float) else 0
    told = 0 if is_kept else sum(line.amount for line in lines)
    if by_law != told:
        raise ArithmeticError(f"{month}: the law brings back {by_law} centimes, the lines {told}.")
