"""What delay adds to many debts at once, month by month, each month by the law of its first day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from mithaq.apps.corridor.choices.debts import Branch, LineKind
from mithaq.apps.corridor.queries.debts.balances import Entry
from mithaq.base.imputation import Imputation, Part
from mithaq.base.money import Centimes
from mithaq.base.text import Labels
from mithaq.engines.rules import Law

# Before it there is no health insurance to contribute to.
HEALTH_SINCE: Final = date(2006, 3, 1)
_HEALTH_RATE: Final = "late_payment.amo_per_month"
NO_TEXT: Final = Labels("")


@dataclass(frozen=True, slots=True, kw_only=True)
class DelayMonth:
    """One month of delay of one debt: what was still owed when it began, the rate, what it adds."""

    number: int
    begins_on: date
    ends_on: date
    base: Centimes
    rate: Decimal
    added: Centimes
    is_confirmed: bool
    reference: Labels = NO_TEXT
    source_url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Growth:
    """What delay adds to a debt up to a day: its months add up to the total, to the centime."""

    number: int
    branch: str
    month: date
    due_on: date
    months: tuple[DelayMonth, ...]

    @property
    def total(self) -> Centimes:
        """Everything that delay adds."""
        return sum(month.added for month in self.months)

    @property
    def is_confirmed(self) -> bool:
        """Whether every rate that counted is confirmed."""
        return all(month.is_confirmed for month in self.months)

    def after(self, day: date) -> Centimes:
        """What the months that began after a day add."""
        return sum(month.added for month in self.months if month.begins_on > day)


@dataclass(slots=True)
class Rates:
    """The rates of a law, asked for once each: debts of all months share their months of delay."""

    law: Law
    _held: dict[tuple[str, bool, date], tuple[Decimal, bool, Labels, str]]
    _due: dict[date, date]
    _begins: dict[tuple[date, int], date]

    @classmethod
    def of(cls, law: Law) -> Rates:
        """The rates of a law, none asked for yet."""
        return cls(law, {}, {}, {})

    def due_on(self, month: date) -> date:
        """The last day to pay the contributions of a month."""
        if month not in self._due:
            found = self.law.on(month, "contributions_due_on").compute()["contributions_due_on"]
            if not isinstance(found, date):
                raise TypeError("The law gives no last day to pay.")
            self._due[month] = found
        return self._due[month]

    def begins_on(self, due_on: date, number: int) -> date:
        """The first day of a month of delay."""
        key = (due_on, number)
        if key not in self._begins:
            plan = self.law.on(due_on, "delay_month_begins_on")
            found = plan.compute(due_on=due_on, delay_month=number)["delay_month_begins_on"]
            if not isinstance(found, date):
                raise TypeError("The law gives no first day of a month of delay.")
            self._begins[key] = found
        return self._begins[key]

    def rate(self, branch: str, number: int, begins_on: date) -> tuple[Decimal, bool, Labels, str]:
        """The rate of a month of delay by the law of its first day, whether it is confirmed, the
        text that fixes it and where it is read (empty where none was found)."""
        key = (branch, number == 1, begins_on)
        if key not in self._held:
            first = "late_payment.first_month" if number == 1 else "late_payment.next_months"
            path = _HEALTH_RATE if branch == Branch.HEALTH else first
            version = self.law.parameters[path].on(begins_on)
            read = [self.law.sources.get(code, "") for code in version.sources]
            self._held[key] = (
                Decimal(str(version.value)),
                version.is_confirmed,
                self.law.cited(version.reference) if version.reference else NO_TEXT,
                next((url for text in read if (url := _address(text))), ""),
            )
        return self._held[key]


def _address(text: str) -> str:
    """The address that a source gives, whole; empty when it is a paper or a name."""
    first = text.partition(" ")[0].removeprefix("https://")
    host, mark, _path = first.partition("/")
    return f"https://{first}" if mark and "." in host else ""


def growth(
    lines: Iterable[Entry], paid: Imputation, *, rates: Rates, until: date
) -> tuple[Growth, ...]:
    """What delay adds to every contribution of a statement, paid or not, up to a day.

    A month that has begun counts whole, on what was still owed when it began; a debt paid whole
    grows no more.
    """
    parts: dict[int, list[Part]] = {}
    for part in paid.parts:
        parts.setdefault(part.owed, []).append(part)
    return tuple(
        _of_one(line, line.month, parts.get(line.number, []), rates=rates, until=until)
        for line in lines
        if line.kind == LineKind.PRINCIPAL and line.month is not None
    )


def by_month_and_branch(found: Iterable[Growth]) -> Mapping[tuple[date, str], Centimes]:
    """What the law adds to the contributions of a month, under each scheme."""
    summed: dict[tuple[date, str], Centimes] = {}
    for item in found:
        key = (item.month, item.branch)
        summed[key] = summed.get(key, 0) + item.total
    return summed


def _of_one(line: Entry, month: date, parts: list[Part], *, rates: Rates, until: date) -> Growth:
    due_on = rates.due_on(month)
    return Growth(
        number=line.number,
        branch=line.branch,
        month=month,
        due_on=due_on,
        months=tuple(_months(line, due_on, parts, rates=rates, until=until)),
    )


def _months(
    line: Entry, due_on: date, parts: list[Part], *, rates: Rates, until: date
) -> Iterator[DelayMonth]:
    """Every month begun by the day, while something is owed.

    The law rounds once: what a month adds is the difference of two rounded totals.
    """
    exact, told, number = Decimal(0), 0, 1
    begins = rates.begins_on(due_on, number)
    while begins <= until:
        base = line.amount - sum(part.amount for part in parts if part.on < begins)
        if base <= 0:
            return
        rate, is_confirmed, reference, url = rates.rate(line.branch, number, begins)
        exact += base * rate
        following = rates.begins_on(due_on, number + 1)
        whole = int(exact.quantize(Decimal(1), rounding=ROUND_HALF_UP))
        yield DelayMonth(
            number=number,
            begins_on=begins,
            ends_on=following - timedelta(days=1),
            base=base,
            rate=rate,
            added=whole - told,
            is_confirmed=is_confirmed,
            reference=reference,
            source_url=url,
        )
        told, begins, number = whole, following, number + 1
