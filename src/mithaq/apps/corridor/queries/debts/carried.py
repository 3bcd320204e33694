"""A plan that runs on a statement which a later one replaces: what it covers of the later one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from django.utils import timezone

from mithaq.apps.corridor.choices.debts import FOLLOWED, LineKind, SettlementStatus
from mithaq.apps.corridor.models import DebtStatement, InstalmentPayment, Settlement
from mithaq.apps.corridor.queries.debts.balances import Entry, imputed
from mithaq.apps.corridor.queries.debts.entries import entries_of
from mithaq.apps.corridor.queries.debts.in_force import holding, statements_on
from mithaq.apps.corridor.queries.debts.settled import last_plans, settled_of
from mithaq.base.money import Centimes

Key: TypeAlias = tuple[str, str, date | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Carried:
    """What the plan of a replaced statement, arrested on ``as_of_on``, covers of a later one.

    A plan covers the debts that it names, month by month, and no more of each than it named; the
    surcharges that grew of them meanwhile are suspended, and covered as well. ``by_line`` is what
    it covers of each line of the later statement, ``paid_since`` what was paid under it after that
    statement's day. With ``is_over`` it was kept to the end since: what it covered is owed no more.
    """

    plan: int
    settlement: str
    as_of_on: date
    by_line: Mapping[int, Centimes]
    paid_since: Centimes
    is_over: bool

    @property
    def covered(self) -> Centimes:
        """What it covers in all."""
        return sum(self.by_line.values())

    @property
    def taken(self) -> Centimes:
        """What it takes from what the later statement says is owed, as of today."""
        return self.covered if self.is_over else self.paid_since


def carried_over(
    statements: Sequence[DebtStatement], *, plans: Mapping[int, Settlement]
) -> dict[int, tuple[Carried, ...]]:
    """What plans of replaced statements cover of those that hold without a plan of their own.

    ``statements`` are all those of one company to one fund, ``plans`` the last approved of each, by
    statement. The latest plan counts first, and no debt that one names is covered twice.
    """
    now = holding(statements)
    keys = {row.pk for row in now}
    alone = [row for row in now if row.pk not in plans]
    day = now[-1].as_of_on
    days = {row.pk: row.as_of_on for row in statements if row.pk not in keys}
    earlier = [plan for key, plan in plans.items() if key in days and _protects(plan, since=day)]
    if not alone or not earlier:
        return {}
    entries = entries_of(row.pk for row in alone)
    found: dict[int, list[Carried]] = defaultdict(list)
    left = {
        row.pk: dict(imputed(entries[row.pk], order=row.imputation_order).left) for row in alone
    }
    for plan in sorted(earlier, key=lambda plan: (plan.approved_at, plan.pk), reverse=True):
        named, paid = _Named(plan), _paid_after(plan, day)
        for row in alone:
            by_line = named.take(entries[row.pk], left[row.pk])
            covered = sum(by_line.values())
            if covered:
                since = min(paid, covered)
                paid -= since
                found[row.pk].append(
                    Carried(
                        plan=plan.pk, settlement=plan.number, as_of_on=days[plan.statement_id],
                        by_line=by_line, paid_since=since,
                        is_over=plan.status == SettlementStatus.KEPT,
                    )
                )  # fmt: skip
    return {key: tuple(items) for key, items in found.items()}


def still_covering(statement: DebtStatement, *, on: date) -> tuple[Carried, ...]:
    """The plans of earlier statements that cover a part of one that has no plan of its own yet."""
    said = statements_on(company=statement.company.slug, issuer=statement.issuer.slug, on=on)
    plans = last_plans(row.pk for row in said if row.pk != statement.pk)
    return carried_over(said, plans=plans).get(statement.pk, ())


class _Named:
    """The debts that a plan names, each until it is covered whole."""

    def __init__(self, plan: Settlement) -> None:
        """Read them where the plan wrote them."""
        self.amounts: dict[Key, Centimes] = defaultdict(int)
        self.principals: set[tuple[str, date]] = set()
        for line in settled_of(plan):
            self.amounts[line.kind, line.branch, line.month] += line.owed
            if line.kind == LineKind.PRINCIPAL and line.owed:
                self.principals.add((line.branch, line.month))

    def take(self, entries: Sequence[Entry], left: dict[int, Centimes]) -> dict[int, Centimes]:
        """What is covered of each line of a statement; taken from what is ``left`` of it."""
        found: dict[int, Centimes] = {}
        for line in entries:
            owed = left.get(line.number, 0)
            if not owed or line.month is None or line.kind == LineKind.PAYMENT:
                continue
            is_grown = (
                line.kind == LineKind.SURCHARGE and (line.branch, line.month) in self.principals
            )
            key = (line.kind, line.branch, line.month)
            amount = owed if is_grown else min(owed, self.amounts[key])
            if amount:
                self.amounts[key] -= min(amount, self.amounts[key])
                left[line.number] -= amount
                found[line.number] = amount
        return found


def _protects(plan: Settlement, *, since: date) -> bool:
    """Whether it runs, or was kept to the end after a day: what the fund says later is its word."""
    if plan.status == SettlementStatus.KEPT:
        return plan.ended_at is not None and timezone.localtime(plan.ended_at).date() > since
    return plan.status in FOLLOWED


def _paid_after(plan: Settlement, day: date) -> Centimes:
    rows = InstalmentPayment.objects.filter(
        instalment__settlement=plan, paid_on__gt=day, withdrawn_at__isnull=True
    )
    return sum(rows.values_list("amount_centimes", flat=True))
