"""Ways to settle the debt of a statement on a day, side by side; nothing is written here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from mithaq.apps.corridor.choices.debts import LineKind
from mithaq.apps.corridor.queries.debts.balances import Entry, imputed
from mithaq.apps.corridor.queries.debts.defaults import SINCE, DefaultBill, default_bill
from mithaq.apps.corridor.queries.debts.growth import Rates, growth
from mithaq.apps.corridor.queries.debts.waivers import (
    PLAIN,
    SettledLine,
    law_facts,
    settled_lines,
)
from mithaq.apps.programmes.queries import AskedFact, Option, Settlement, law_in_force, settlement
from mithaq.base.instalments import Due, Odd, schedule
from mithaq.base.money import Centimes
from mithaq.engines.rules import Law, Value

# Lengths set side by side, in months: at once, half a year, a year, the limits of the scales of
# operations.
LENGTHS: Final = (1, 6, 12, 24, 36, 42, 60)
# What only some operations ask.
_ASKED: Final = ("activity_stopped", "turnover_drop", "employees_stopped")


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """An operation and a number of instalments: what is waived, what is paid, and when."""

    operation: str
    months: int
    debt: Centimes
    waived_surcharges: Centimes
    waived_penalties: Centimes
    to_pay: Centimes
    lines: tuple[SettledLine, ...]
    facts: Mapping[str, Value]
    plan: tuple[Due, ...]

    @property
    def waived(self) -> Centimes:
        """Everything that the operation takes off."""
        return self.waived_surcharges + self.waived_penalties


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One way to settle: ``option`` is None for the plain arrangement; ``terms`` None when it
    cannot be asked for; ``by_length`` are the same terms for other lengths."""

    option: Option | None
    terms: Terms | None
    by_length: tuple[Terms, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """Every way on a day; ``law`` has what the operations share (general length, waiver)."""

    asked_on: date
    law: Settlement
    plain: Choice
    operations: tuple[Choice, ...]

    @property
    def asked(self) -> tuple[AskedFact, ...]:
        """What an operation in force on the day asks before it can be decided, each once."""
        found = {
            fact.name: fact
            for item in self.operations
            if item.option is not None and item.option.state == "undecided"
            for fact in item.option.possible.missing
            if fact.name in _ASKED
        }
        return tuple(found[name] for name in _ASKED if name in found)

    @property
    def best(self) -> Choice:
        """The way that can be asked for and leaves least to pay."""
        offered = [item for item in (self.plain, *self.operations) if item.terms]
        return min(offered, key=lambda item: item.terms.to_pay if item.terms else 0)


def terms(
    entries: Sequence[Entry],
    *,
    order: str,
    operation: str,
    months: int,
    asked_on: date,
    first_on: date,
    odd: Odd = "last",
    facts: Mapping[str, object] | None = None,
    law: Law | None = None,
) -> Terms:
    """What an operation makes of the lines of a statement, month by month, and the plan of it.

    Due days are as written: days off are the business of who fixes the plan.
    """
    law = law or law_in_force()
    asked: dict[str, Value] = {
        **law.read_facts({name: value for name, value in (facts or {}).items() if name in _ASKED}),
        "settlement_asked_on": asked_on,
        "waiver_operation": operation,
        "instalment_count": months,
    }
    left = imputed(entries, order=order)
    lines = settled_lines(entries, left, law=law, facts=asked)
    penalties = sum(line.waived for line in lines if line.kind == LineKind.PENALTY)
    waived = sum(line.waived for line in lines)
    to_pay = left.left_in_all - waived
    return Terms(
        operation=operation,
        months=months,
        debt=left.left_in_all,
        waived_surcharges=waived - penalties,
        waived_penalties=penalties,
        to_pay=to_pay,
        lines=lines,
        facts=asked,
        plan=schedule(to_pay, months, first_on=first_on, odd=odd),
    )


def choices(
    entries: Sequence[Entry],
    *,
    order: str,
    months: int,
    asked_on: date,
    first_on: date,
    facts: Mapping[str, object] | None = None,
) -> Choices | None:
    """Every way to settle on a day, side by side; None before the first operation known here, or
    when nothing is owed."""
    left = imputed(entries, order=order)
    owed_months = [e.month for e in entries if e.month and left.left.get(e.number)]
    if not owed_months:
        return None
    law = law_in_force()
    given = {
        **{name: value for name, value in (facts or {}).items() if name in _ASKED},
        **law_facts(entries, left.left),
        "debt_month": min(owed_months),
        "instalment_count": months,
    }
    found = settlement(given, asked_on=asked_on)
    if found is None:
        return None

    def of(operation: str, count: int) -> Terms:
        return terms(
            entries, order=order, operation=operation, months=count, asked_on=asked_on,
            first_on=first_on, facts=facts, law=law,
        )  # fmt: skip

    def choice(option: Option | None) -> Choice:
        if option is not None and option.state not in {"open", "undecided"}:
            return Choice(option=option, terms=None, by_length=())
        code = option.code if option else PLAIN
        own = of(code, months)
        if option is not None and not own.waived:
            return Choice(option=option, terms=None, by_length=())
        return Choice(
            option=option,
            terms=own,
            by_length=tuple(of(code, count) for count in sorted({*LENGTHS, months})),
        )

    return Choices(
        asked_on=asked_on,
        law=found,
        plain=choice(None),
        operations=tuple(choice(item) for item in found.options),
    )


def default_of(asked: Terms, *, order: str, since: date, on: date) -> DefaultBill | None:
    """What a default on a day would bring back of terms of which nothing was paid: all that they
    waive, and what delay added since the day of the statement; None where no text says it."""
    if on < SINCE:
        return None
    law = law_in_force()
    entries = [line.asked for line in asked.lines]
    return default_bill(
        asked.lines,
        growth(entries, imputed(entries, order=order), rates=Rates.of(law), until=on),
        law=law,
        facts={**asked.facts, "missed_instalments": 1, "current_contributions_paid": True},
        on=on,
        since=since,
        paid=0,
    )
