"""What is left of a statement today, by what the platform knows: its plan, or its own lines."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from django.db.models import Sum

from mithaq.apps.corridor.choices.debts import FOLLOWED, SettlementStatus
from mithaq.apps.corridor.models import (
    DebtStatement,
    InstalmentPayment,
    PlanDefault,
    Settlement,
)
from mithaq.apps.corridor.queries.debts.balances import imputed
from mithaq.apps.corridor.queries.debts.carried import carried_over
from mithaq.apps.corridor.queries.debts.entries import entries_of
from mithaq.apps.corridor.queries.debts.in_force import beside, replaced
from mithaq.apps.corridor.queries.debts.lowered import after_plan, debts_now, lowered_by
from mithaq.apps.corridor.queries.debts.settled import last_plans
from mithaq.apps.corridor.queries.debts.views import OwedNow
from mithaq.apps.corridor.queries.debts.waivers import SettledLine
from mithaq.base.money import Centimes


def owed_now(
    rows: Collection[DebtStatement], *, left: Mapping[int, Centimes] | None = None
) -> dict[int, OwedNow]:
    """What is left of some statements, by key, in eight queries whatever their number.

    ``left`` says what the lines of some of them leave, for who has read them already. Two queries
    more where a plan runs on a statement that a later one replaces.
    """
    pairs = beside(rows)
    plans = last_plans(row.pk for pair in pairs for row in pair)
    found = {key: OwedNow(left=amount) for key, amount in (left or {}).items()}
    found |= _by_plan({row.pk: plans[row.pk] for row in rows if row.pk in plans})
    found |= _by_lines([row for row in rows if row.pk not in found])
    for pair in pairs:
        for row, later in replaced(pair):
            if row.pk in found:
                found[row.pk] = replace(
                    found[row.pk], replaced_by=later.number, replaced_on=later.as_of_on
                )
        for key, carried in carried_over(pair, plans=plans).items():
            if key in found:
                taken = sum(item.taken for item in carried)
                found[key] = replace(found[key], left=found[key].left - taken, carried=carried)
    return found


def _by_plan(by_statement: Mapping[int, Settlement]) -> dict[int, OwedNow]:
    """What the last plan that the fund approved says of each statement that has one."""
    keys = [plan.pk for plan in by_statement.values()]
    paid = dict(
        InstalmentPayment.objects.filter(instalment__settlement__in=keys, withdrawn_at__isnull=True)
        .values_list("instalment__settlement")
        .annotate(Sum("amount_centimes"))
    )
    defaults = PlanDefault.objects.filter(settlement__in=keys)
    back = dict(defaults.values_list("settlement", "owed_centimes"))
    running = [plan for plan in by_statement.values() if plan.status in FOLLOWED]
    lowered = {plan.pk: lowered_by(plan, now) for plan, now in _debts(running)}
    back |= _less_since(by_statement.values(), back)
    return {
        key: _of_plan(
            plan,
            paid=paid.get(plan.pk, 0),
            lowered=lowered.get(plan.pk, 0),
            back=back.get(plan.pk),
        )
        for key, plan in by_statement.items()
    }


def _debts(plans: Collection[Settlement]) -> list[tuple[Settlement, tuple[SettledLine, ...]]]:
    """Some plans, each with its debt as it stands."""
    now = debts_now(plans)
    return [(plan, now[plan.pk]) for plan in plans]


def _less_since(plans: Iterable[Settlement], back: Mapping[int, Centimes]) -> dict[int, Centimes]:
    """What is owed after a default once a line was corrected: never more than it said."""
    moved = [plan for plan in plans if plan.pk in back and getattr(plan, "is_corrected", True)]
    entries = entries_of(plan.statement_id for plan in moved) if moved else {}
    found = {}
    for plan in moved:
        lines = after_plan(plan, entries[plan.statement_id])
        left = imputed(lines, order=plan.statement.imputation_order).left_in_all
        found[plan.pk] = min(back[plan.pk], left)
    return found


def _of_plan(
    plan: Settlement, *, paid: Centimes, lowered: Centimes, back: Centimes | None
) -> OwedNow:
    said = OwedNow(left=0, basis="kept", paid=paid, settlement=plan.number)
    if plan.status == SettlementStatus.KEPT:
        return said
    if back is not None:
        return replace(said, left=back, basis="default")
    return replace(said, left=max(0, plan.to_pay_centimes - paid - lowered), basis="plan")


def _by_lines(rows: Collection[DebtStatement]) -> dict[int, OwedNow]:
    """What payments and contests upheld leave of the lines of each statement."""
    entries = entries_of(row.pk for row in rows)
    return {
        row.pk: OwedNow(left=imputed(entries[row.pk], order=row.imputation_order).left_in_all)
        for row in rows
    }
