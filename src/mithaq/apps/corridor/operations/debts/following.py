"""A plan is followed: what the fund collected, current contributions, the end, or the default."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any

from django.db import transaction

from mithaq.apps.corridor.choices.debts import SettlementStatus
from mithaq.apps.corridor.models import (
    CurrentContribution,
    Instalment,
    InstalmentPayment,
    PlanDefault,
    Settlement,
)
from mithaq.apps.corridor.operations.debts import _words as words
from mithaq.apps.corridor.operations.debts._rows import (
    day_of,
    held_settlement,
    line,
    person,
    said,
    step,
)
from mithaq.apps.corridor.policies.debts import can_approve_settlement, can_record_payment
from mithaq.apps.corridor.queries.debts import DefaultBill
from mithaq.apps.corridor.queries.debts.defaults import SINCE
from mithaq.apps.corridor.queries.debts.lowered import debts_now
from mithaq.apps.corridor.queries.debts.plan_views import PaymentView
from mithaq.apps.corridor.queries.debts.plans import (
    asked_of,
    contribution_views,
    default_on,
    instalment_views,
    payments_of,
)
from mithaq.apps.organisations.queries import MandateView
from mithaq.apps.programmes.queries import law_digest
from mithaq.base.errors import Fault, Refusal, refuse_if_any
from mithaq.base.imputation import Owed, Paid, impute
from mithaq.base.money import Centimes, centimes_to_dirhams


@transaction.atomic
def record_payment(
    *,
    number: str,
    paid_on: date,
    amount: Centimes,
    reference: str = "",
    actor: Any,
    under: MandateView | None,
    at: datetime,
) -> tuple[int, ...]:
    """Record a payment that the fund received: it goes to the oldest instalments first.

    Gives the numbers of the instalments it went to. Refused beyond what the plan asks for, on a day
    before its statement, which counts it already, and when the same one is recorded already.
    """
    row = held_settlement(number, under, right=can_record_payment, on=day_of(at))
    target, before = step(row, "pay"), row.status
    views = instalment_views([row.pk]).get(row.pk, ())
    left = sum(item.left for item in views)
    since = row.statement.as_of_on
    refuse_if_any(
        [
            *_payment_faults(paid_on, amount, left, since=since, today=day_of(at)),
            *_twin_faults(payments_of(views), paid_on, amount, reference.strip()[:80]),
        ]
    )
    found = impute(
        [Owed(key=item.number, amount=item.left) for item in views],
        [Paid(key=1, on=paid_on, amount=amount)],
    )
    rows = {item.number: item for item in Instalment.objects.filter(settlement=row)}
    InstalmentPayment.objects.bulk_create(
        InstalmentPayment(
            instalment=rows[part.owed], paid_on=paid_on, amount_centimes=part.amount,
            reference=reference.strip()[:80], recorded_by=person(actor), recorded_at=at,
        )
        for part in found.parts
    )  # fmt: skip
    row.status = target
    row.save(update_fields=["status"])
    numbers = tuple(part.owed for part in found.parts)
    _line(
        "record_payment", row, before, actor=actor, under=under, at=at,
        after={"paid_on": paid_on, "amount_centimes": amount, "instalments": list(numbers)},
    )  # fmt: skip
    return numbers


@transaction.atomic
def record_contribution(
    *,
    number: str,
    month: date,
    paid_on: date | None,
    actor: Any,
    under: MandateView | None,
    reason: str = "",
    at: datetime,
) -> None:
    """Say that the contributions of a month of the plan are paid, or are not after all."""
    row = held_settlement(number, under, right=can_record_payment, on=day_of(at))
    step(row, "pay")
    watched = CurrentContribution.objects.filter(settlement=row, month=month).first()
    if watched is None:
        raise Refusal(words.fault("month", "month_is_followed", words.NO_SUCH_MONTH))
    if paid_on and paid_on > day_of(at):
        raise Refusal(words.fault("paid_on", "paid_by_today", words.FUTURE))
    if paid_on is None:
        refuse_if_any(said(reason, "reason"))
    watched.paid_on = paid_on
    watched.save(update_fields=["paid_on"])
    _line(
        "record_contribution", row, row.status, actor=actor, under=under, at=at, reason=reason,
        after={"month": month, "paid_on": paid_on},
    )  # fmt: skip


@transaction.atomic
def keep_settlement(*, number: str, actor: Any, under: MandateView | None, at: datetime) -> None:
    """Close a plan kept to the end: every instalment and every current contribution is paid."""
    row = held_settlement(number, under, right=can_record_payment, on=day_of(at))
    target, before = step(row, "keep"), row.status
    instalments = asked_of([row])[row.pk]
    contributions = contribution_views([row.pk]).get(row.pk, ())
    is_open = any(item.left for item in instalments)
    if is_open or any(item.paid_on is None for item in contributions):
        raise Refusal(words.fault("settlement", "kept_to_the_end", words.NOT_KEPT))
    row.status, row.ended_at = target, at
    row.save(update_fields=["status", "ended_at"])
    _line("keep_settlement", row, before, actor=actor, under=under, at=at)


@transaction.atomic
def declare_default(
    *,
    number: str,
    declared_on: date,
    reason: str,
    actor: Any,
    under: MandateView | None,
    at: datetime,
) -> DefaultBill:
    """End a plan that is not kept; what the law brings back is written line by line.

    Refused while the law says that the plan is kept to that day.
    """
    row = held_settlement(number, under, right=can_approve_settlement, on=day_of(at))
    target, before = step(row, "default"), row.status
    refuse_if_any(_default_faults(declared_on, reason, today=day_of(at)))
    instalments = asked_of([row])[row.pk]
    contributions = contribution_views([row.pk]).get(row.pk, ())
    debt = debts_now([row])[row.pk]
    bill = default_on(row, instalments, contributions, on=declared_on, debt=debt)
    if bill.is_kept:
        raise Refusal(words.fault("declared_on", "not_kept_by_law", words.KEPT))
    PlanDefault.objects.create(
        settlement=row,
        declared_on=declared_on,
        reason=reason.strip(),
        missed_count=sum(item.is_late(declared_on) for item in instalments),
        unpaid_months_count=sum(item.is_late(declared_on) for item in contributions),
        waived_back_centimes=bill.waived_back,
        grown_centimes=bill.grown,
        reinstated_centimes=bill.reinstated,
        paid_centimes=bill.paid,
        owed_centimes=bill.owed_after,
        lines=_lines(bill),
        facts={"asked_on": row.asked_on.isoformat(), "operation": row.operation},
        law_digest=law_digest(),
        declared_by=person(actor),
        declared_at=at,
    )
    row.status, row.ended_at = target, at
    row.save(update_fields=["status", "ended_at"])
    _line(
        "declare_default", row, before, actor=actor, under=under, at=at, reason=reason,
        after={"reinstated_centimes": bill.reinstated, "owed_centimes": bill.owed_after},
    )  # fmt: skip
    return bill


def _lines(bill: DefaultBill) -> list[dict[str, object]]:
    return [
        {
            "number": item.number, "kind": str(item.kind), "month": item.month.isoformat(),
            "why": item.why, "amount": item.amount,
        }
        for item in bill.lines
    ]  # fmt: skip


def _payment_faults(
    paid_on: date, amount: Centimes, left: Centimes, *, since: date, today: date
) -> Iterator[Fault]:
    if amount <= 0:
        yield words.fault("amount", "payment_has_an_amount", words.AMOUNT)
    if amount > left:
        shown = words.number(words.TOO_MUCH, centimes_to_dirhams(left))
        yield words.fault("amount", "no_more_than_asked", shown)
    if paid_on > today:
        yield words.fault("paid_on", "paid_by_today", words.FUTURE)
    if paid_on < since:
        said_ = words.number(words.PAID_BEFORE, since.isoformat())
        yield words.fault("paid_on", "paid_since_statement", said_)


def _twin_faults(
    told: Iterable[PaymentView], paid_on: date, amount: Centimes, reference: str
) -> Iterator[Fault]:
    """Whether the same payment is recorded already: same day, same amount, same reference."""
    sent = (paid_on, amount, reference)
    if any(
        (item.paid_on, item.amount, item.reference) == sent and not item.is_withdrawn
        for item in told
    ):
        yield words.fault(
            "amount", "payment_once", words.PAID_ALREADY, remedy=words.TELL_THEM_APART
        )


def _default_faults(declared_on: date, reason: str, *, today: date) -> Iterator[Fault]:
    yield from said(reason, "reason")
    if declared_on > today:
        yield words.fault("declared_on", "declared_by_today", words.FUTURE)
    if declared_on < SINCE:
        yield words.fault("declared_on", "default_since_2020", words.NO_TEXT)


def _line(
    action: str,
    row: Settlement,
    before: str | SettlementStatus,
    *,
    actor: Any,
    under: MandateView | None,
    at: datetime,
    reason: str = "",
    after: dict[str, object] | None = None,
) -> None:
    line(
        action, kind="settlement", number=row.number, company=row.statement.company.slug,
        actor=actor, under=under, at=at, reason=reason, before={"status": str(before)},
        after={"status": str(row.status), **(after or {})},
    )  # fmt: skip
