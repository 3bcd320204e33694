"""A prepared plan is approved by another person of the fund, sent back, or the request refused."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction

from mithaq.apps.corridor.choices.debts import SettlementStatus
from mithaq.apps.corridor.models import CurrentContribution, Instalment, Settlement
from mithaq.apps.corridor.operations.debts import _words as words
from mithaq.apps.corridor.operations.debts._debt_now import moved_faults
from mithaq.apps.corridor.operations.debts._gaps import unread_faults
from mithaq.apps.corridor.operations.debts._rows import (
    day_of,
    held_settlement,
    line,
    person,
    said,
    step,
    step_line,
)
from mithaq.apps.corridor.operations.debts.redoing import keep_followed, redone_faults
from mithaq.apps.corridor.policies.debts import can_approve_settlement, can_prepare_settlement
from mithaq.apps.corridor.queries.debts import Rates, gaps_of
from mithaq.apps.corridor.queries.debts.carried import still_covering
from mithaq.apps.corridor.queries.debts.plans import plan_of
from mithaq.apps.organisations.queries import MandateView
from mithaq.apps.programmes.queries import law_in_force
from mithaq.base.errors import Fault, Refusal, refuse_if_any
from mithaq.base.instalments import Due
from mithaq.base.months import Month


@transaction.atomic
def return_settlement(
    *, number: str, reason: str, actor: Any, under: MandateView | None, at: datetime
) -> None:
    """Send a prepared plan back to its preparation, and say why: nothing of it is approved."""
    row = held_settlement(number, under, right=can_approve_settlement, on=day_of(at))
    target, before = step(row, "return"), row.status
    refuse_if_any(said(reason, "reason"))
    row.status, row.prepared_by, row.prepared_at = target, None, None
    row.save(update_fields=["status", "prepared_by", "prepared_at"])
    step_line("return_settlement", row, before, actor=actor, under=under, at=at, reason=reason)


@transaction.atomic
def refuse_settlement(
    *, number: str, reason: str, actor: Any, under: MandateView | None, at: datetime
) -> None:
    """Refuse a request, and say why."""
    row = held_settlement(number, under, right=can_prepare_settlement, on=day_of(at))
    target, before = step(row, "refuse"), row.status
    refuse_if_any(said(reason, "reason"))
    row.status, row.refusal, row.ended_at = target, reason.strip(), at
    row.save(update_fields=["status", "refusal", "ended_at"])
    step_line("refuse_settlement", row, before, actor=actor, under=under, at=at, reason=reason)


@transaction.atomic
def approve_settlement(
    *,
    number: str,
    is_gap_read: bool = False,
    actor: Any,
    under: MandateView | None,
    at: datetime,
) -> None:
    """Approve a prepared plan: its instalments and the months to watch are written.

    Another person than who prepared it, under another role. A plan that asks another amount than
    the law gives is approved once its difference was read (``is_gap_read``): the journal says how
    much, and that it was. Refused once the debt is no longer what the company asked to settle, or
    the first instalment would be late already. A plan of an earlier statement that covers a part of
    the same debts ends here, replaced by this one; so does the plan that this one does again, and
    what was paid of it is kept.
    """
    today = day_of(at)
    row = held_settlement(number, under, right=can_approve_settlement, on=today)
    target, before = step(row, "approve"), row.status
    if person(actor) is None or row.prepared_by_id == actor.pk:
        raise Refusal(
            words.fault("approved_by", "two_people", words.SAME_PERSON, remedy=words.ANOTHER_PERSON)
        )
    earlier = row.redoes
    refuse_if_any(
        redone_faults(row, earlier)
        if earlier is not None
        else [*moved_faults(row, today=today), *_passed_faults(row, today)]
    )
    found = gaps_of(row)
    refuse_if_any(unread_faults(found, is_read=is_gap_read))
    plan = plan_of(row)
    _replace(row, today, actor=actor, under=under, at=at)
    row.approved_by, row.approved_at = person(actor), at
    # What was paid of a plan counts in the one that does it again: both run alike.
    row.status, row.months = (earlier.status if earlier is not None else target), len(plan)
    if earlier is not None:
        earlier.refresh_from_db()
    row.save(update_fields=["status", "months", "approved_by", "approved_at"])
    Instalment.objects.bulk_create(
        Instalment(
            settlement=row, number=due.number, planned_on=due.planned_on, due_on=due.due_on,
            amount_centimes=due.amount,
        )
        for due in plan
    )  # fmt: skip
    if earlier is not None:
        keep_followed(row, earlier)
    else:
        CurrentContribution.objects.bulk_create(_watched(row, plan, since=today))
    step_line(
        "approve_settlement", row, before, actor=actor, under=under, at=at, gaps=found,
        is_gap_read=is_gap_read,
    )  # fmt: skip


def _replace(
    row: Settlement, today: date, *, actor: Any, under: MandateView | None, at: datetime
) -> None:
    """End the plans that cover the same debts: no debt is asked for twice."""
    keys = (
        [item.plan for item in still_covering(row.statement, on=today) if not item.is_over]
        if row.redoes is None
        else [row.redoes.pk]
    )
    earlier = Settlement.objects.select_for_update(of=("self",)).select_related(
        "statement__company"
    )
    for plan in earlier.filter(pk__in=keys).order_by("pk"):
        before = plan.status
        plan.status, plan.replaced_by, plan.ended_at = SettlementStatus.REPLACED, row, at
        plan.save(update_fields=["status", "replaced_by", "ended_at"])
        line(
            "replace_settlement", kind="settlement", number=plan.number,
            company=plan.statement.company.slug, actor=actor, under=under, at=at,
            before={"status": str(before)},
            after={"status": str(plan.status), "replaced_by": row.number},
        )  # fmt: skip


def _watched(row: Settlement, plan: Sequence[Due], *, since: date) -> Iterator[CurrentContribution]:
    """The months whose contributions fall due while the plan runs."""
    rates = Rates.of(law_in_force())
    for month in (Month.of(since) - 2).until(Month.of(plan[-1].due_on)):
        due_on = rates.due_on(month.first_day)
        if since <= due_on <= plan[-1].due_on:
            yield CurrentContribution(settlement=row, month=month.first_day, due_on=due_on)


def _passed_faults(row: Settlement, today: date) -> Iterator[Fault]:
    if row.first_due_on < today:
        said_ = words.number(words.FIRST_DUE_PASSED, row.first_due_on.isoformat())
        yield words.fault("first_due_on", "first_due_is_to_come", said_, remedy=words.PREPARE_AGAIN)
