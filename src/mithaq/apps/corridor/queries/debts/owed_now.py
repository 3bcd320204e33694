"""What is left of a statement today, by what the platform knows: its plan, or its own lines."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace

from django.db.models import Sum

from mithaq.apps.corridor.choices.debts import SettlementStatus
from mithaq.apps.corridor.models import (
    DebtStatement,
    InstalmentPayment,
    PlanDefault,
    Settlement,
)
from mithaq.apps.corridor.queries.debts.balances import imputed
from mithaq.apps.corridor.queries.debts.entries import entries_of
from mithaq.apps.corridor.queries.debts.plan_views import APPROVED
from mithaq.apps.corridor.queries.debts.views import OwedNow
from mithaq.base.money import Centimes


def owed_now(
    rows: Collection[DebtStatement], *, left: Mapping[int, Centimes] | None = None
) -> dict[int, OwedNow]:
    """What is left of some statements, by key, in six queries whatever their number.

    ``left`` says what the lines of some of them leave, for who has read them already.
    """
    read = {key: OwedNow(left=amount) for key, amount in (left or {}).items()}
    found = read | _by_plan(rows)
    found |= _by_lines([row for row in rows if row.pk not in found])
    for row, later in _replaced(rows):
        found[row.pk] = replace(found[row.pk], replaced_by=later.number, replaced_on=later.as_of_on)
    return found


def _by_plan(rows: Collection[DebtStatement]) -> dict[int, OwedNow]:
    """What the last plan that the fund approved says of each statement that has one."""
    plans = Settlement.objects.filter(
        statement__in=[row.pk for row in rows], status__in=APPROVED
    ).order_by("approved_at", "pk")
    last = {plan.statement_id: plan for plan in plans}
    keys = [plan.pk for plan in last.values()]
    paid = dict(
        InstalmentPayment.objects.filter(instalment__settlement__in=keys)
        .values_list("instalment__settlement")
        .annotate(Sum("amount_centimes"))
    )
    defaults = PlanDefault.objects.filter(settlement__in=keys)
    back = dict(defaults.values_list("settlement", "owed_centimes"))
    return {
        key: _of_plan(plan, paid=paid.get(plan.pk, 0), back=back.get(plan.pk))
        for key, plan in last.items()
    }


def _of_plan(plan: Settlement, *, paid: Centimes, back: Centimes | None) -> OwedNow:
    said = OwedNow(left=0, basis="kept", paid=paid, settlement=plan.number)
    if plan.status == SettlementStatus.KEPT:
        return said
    if back is not None:
        return replace(said, left=back, basis="default")
    return replace(said, left=plan.to_pay_centimes - paid, basis="plan")


def _by_lines(rows: Collection[DebtStatement]) -> dict[int, OwedNow]:
    """What payments and contests upheld leave of the lines of each statement."""
    entries = entries_of(row.pk for row in rows)
    return {
        row.pk: OwedNow(left=imputed(entries[row.pk], order=row.imputation_order).left_in_all)
        for row in rows
    }


def _replaced(
    rows: Collection[DebtStatement],
) -> Iterator[tuple[DebtStatement, DebtStatement]]:
    """The statements that a later one replaces: of a later day, or of the same day and reference.

    One file writes several of the same day, one a reference: each says a part of what is owed.
    """
    said: dict[tuple[int, int], list[DebtStatement]] = defaultdict(list)
    for item in DebtStatement.objects.filter(
        company__in={row.company_id for row in rows}, issuer__in={row.issuer_id for row in rows}
    ).order_by("as_of_on", "pk"):
        said[item.company_id, item.issuer_id].append(item)
    for row in rows:
        last = said[row.company_id, row.issuer_id][-1]
        if row.as_of_on < last.as_of_on:
            yield row, last
            continue
        for item in said[row.company_id, row.issuer_id]:
            same_day = (item.as_of_on, item.reference) == (row.as_of_on, row.reference)
            if same_day and item.pk > row.pk:
                yield row, item
