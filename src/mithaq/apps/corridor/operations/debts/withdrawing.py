"""What is taken back of a plan: a simulation, a request, a payment recorded by mistake."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from mithaq.apps.corridor.choices.debts import SettlementStatus
from mithaq.apps.corridor.models import Instalment, InstalmentPayment, Settlement
from mithaq.apps.corridor.operations.debts import _redo_words as redo_words
from mithaq.apps.corridor.operations.debts import _words as words
from mithaq.apps.corridor.operations.debts._rows import (
    day_of,
    held_settlement,
    line,
    person,
    said,
    step,
)
from mithaq.apps.corridor.policies.debts import can_record_payment, can_request_settlement
from mithaq.apps.corridor.queries.debts.plan_views import PaymentView
from mithaq.apps.corridor.queries.debts.plans import instalment_views, payments_of
from mithaq.apps.organisations.queries import MandateView
from mithaq.base.errors import Refusal, refuse_if_any
from mithaq.base.imputation import Owed, Paid, impute


@transaction.atomic
def withdraw_settlement(
    *, number: str, reason: str = "", actor: Any, under: MandateView | None, at: datetime
) -> None:
    """The company takes back what it asked for, as long as the fund did not decide; it may say why.

    Another may then be asked for.
    """
    row = held_settlement(number, under, right=can_request_settlement, on=day_of(at))
    target, before = step(row, "withdraw"), row.status
    if row.redoes is not None:
        raise Refusal(words.fault("settlement", "asked_by_the_company", redo_words.THE_FUND_S))
    row.status, row.withdrawal, row.ended_at = target, reason.strip(), at
    row.save(update_fields=["status", "withdrawal", "ended_at"])
    _line(
        "withdraw_settlement", row, actor=actor, under=under, at=at, reason=reason,
        before={"status": str(before)}, after={"status": str(row.status)},
    )  # fmt: skip


@transaction.atomic
def drop_simulation(*, number: str, actor: Any, under: MandateView | None, at: datetime) -> None:
    """Forget a simulation that was never asked for."""
    row = held_settlement(number, under, right=can_request_settlement, on=day_of(at))
    if row.status != SettlementStatus.SIMULATED:
        shown = words.number(words.WRONG_STATE, row.get_status_display())
        raise Refusal(words.fault("step", "settlement_steps", shown, remedy=words.RELOAD))
    before = {"status": str(row.status), "operation": row.operation, "months": row.months}
    _line("drop_simulation", row, actor=actor, under=under, at=at, before=before, after=None)
    row.delete()


@transaction.atomic
def withdraw_payment(
    *,
    number: str,
    payment: int,
    reason: str,
    actor: Any,
    under: MandateView | None,
    at: datetime,
) -> None:
    """Take back a payment recorded by mistake, and say why; it stays, struck.

    ``payment`` is a key that ``payments_of`` gives. Those recorded beside it go again to the oldest
    instalments first.
    """
    row = held_settlement(number, under, right=can_record_payment, on=day_of(at))
    step(row, "pay")
    refuse_if_any(said(reason, "reason"))
    told = payments_of(instalment_views([row.pk]).get(row.pk, ()))
    found = next((item for item in told if item.key == payment and not item.is_withdrawn), None)
    if found is None:
        raise Refusal(words.fault("payment", "payment_exists", words.NO_SUCH_PAYMENT))
    InstalmentPayment.objects.filter(pk__in=found.rows).update(
        withdrawn_at=at, withdrawn_by=person(actor), withdrawal=reason.strip()
    )
    others = [item for item in told if item.key != payment and not item.is_withdrawn]
    _impute_again(row, others)
    _line(
        "withdraw_payment", row, actor=actor, under=under, at=at, reason=reason,
        before={"paid_on": found.paid_on, "amount_centimes": found.amount}, after=None,
    )  # fmt: skip


def _impute_again(row: Settlement, payments: Sequence[PaymentView]) -> None:
    """Set payments against the instalments again, in the order in which they were recorded."""
    instalments = {item.number: item for item in Instalment.objects.filter(settlement=row)}
    first = {
        item.key: InstalmentPayment.objects.select_related("recorded_by").get(pk=item.key)
        for item in payments
    }
    InstalmentPayment.objects.filter(
        pk__in=[key for item in payments for key in item.rows]
    ).delete()
    left = {number: item.amount_centimes for number, item in sorted(instalments.items())}
    for item in payments:
        parts = impute(
            [Owed(key=number, amount=amount) for number, amount in left.items()],
            [Paid(key=1, on=item.paid_on, amount=item.amount)],
        ).parts
        held = first[item.key]
        for part in parts:
            left[part.owed] -= part.amount
            InstalmentPayment.objects.create(
                instalment=instalments[part.owed], paid_on=item.paid_on,
                amount_centimes=part.amount, reference=item.reference,
                recorded_by=held.recorded_by, recorded_at=held.recorded_at,
            )  # fmt: skip


def _line(
    action: str,
    row: Settlement,
    *,
    actor: Any,
    under: MandateView | None,
    at: datetime,
    before: dict[str, object],
    after: dict[str, object] | None,
    reason: str = "",
) -> None:
    line(
        action, kind="settlement", number=row.number, company=row.statement.company.slug,
        actor=actor, under=under, at=at, reason=reason.strip(), before=before, after=after,
    )  # fmt: skip
