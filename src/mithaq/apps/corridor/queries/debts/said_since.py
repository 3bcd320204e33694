"""What the fund said since a plan ended in default: whether its later word counts those debts."""

from __future__ import annotations

from collections.abc import Collection, Container, Mapping
from dataclasses import dataclass
from datetime import date

from mithaq.apps.corridor.models import DebtStatement
from mithaq.apps.corridor.queries.debts.entries import entries_of
from mithaq.apps.corridor.queries.debts.in_force import beside, holding, replacing
from mithaq.apps.corridor.queries.debts.plan_views import SettlementView
from mithaq.apps.corridor.queries.debts.settled import last_plans, settled_of
from mithaq.apps.corridor.queries.debts.views import OwedNow
from mithaq.base.money import Centimes


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidSince:
    """The later statement, its day, and whether the statements in force name a month of a plan."""

    number: str
    as_of_on: date
    names_some: bool


def said_since(found: SettlementView) -> SaidSince | None:
    """The statement that replaces that of a plan, or nothing when its own holds; three queries."""
    row = DebtStatement.objects.filter(number=found.head.statement).first()
    return _since(row, {line.month for line in found.lines}) if row else None


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """A plan in default whose statement was replaced since: no total of what is owed counts it."""

    settlement: str
    left: Centimes
    since: SaidSince


def left_out(rows: Collection[DebtStatement], owed: Mapping[int, OwedNow]) -> tuple[LeftOut, ...]:
    """What plans in default leave beside the total of some statements; four queries for each."""
    fallen = [row for row in rows if owed[row.pk].basis == "default" and not owed[row.pk].counts]
    plans = last_plans(row.pk for row in fallen) if fallen else {}
    found = []
    for row in fallen:
        since = _since(row, {line.month for line in settled_of(plans[row.pk])})
        if since is not None and owed[row.pk].left:
            number = owed[row.pk].settlement
            found.append(LeftOut(settlement=number, left=owed[row.pk].left, since=since))
    return tuple(found)


def _since(row: DebtStatement, months: Container[date]) -> SaidSince | None:
    said = beside([row])[0]
    later = replacing(row, said)
    if later is None:
        return None
    named = entries_of(item.pk for item in holding(said))
    return SaidSince(
        number=later.number,
        as_of_on=later.as_of_on,
        names_some=any(entry.month in months for lines in named.values() for entry in lines),
    )
