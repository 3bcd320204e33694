"""A plan done again after a contest upheld: what is left computed anew, what was paid kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from mithaq.apps.corridor.choices.debts import FOLLOWED, PENDING, LineKind, SettlementStatus
from mithaq.apps.corridor.models import (
    CurrentContribution,
    Instalment,
    InstalmentPayment,
    Settlement,
)
from mithaq.apps.corridor.operations.debts import _redo_words as said
from mithaq.apps.corridor.operations.debts import _words as words
from mithaq.apps.corridor.operations.debts._gaps import told_gaps
from mithaq.apps.corridor.operations.debts._rows import (
    day_of,
    held_settlement,
    line,
    next_number,
    person,
)
from mithaq.apps.corridor.policies.debts import can_prepare_settlement
from mithaq.apps.corridor.queries.debts.gaps import gaps_of
from mithaq.apps.corridor.queries.debts.lowered import debts_now, lowered_by
from mithaq.apps.corridor.queries.debts.plans import instalment_views
from mithaq.apps.corridor.queries.debts.settled import settled_of
from mithaq.apps.corridor.queries.debts.waivers import SettledLine
from mithaq.apps.organisations.queries import MandateView
from mithaq.base.errors import Fault, Refusal, refuse_if_any


@transaction.atomic
def redo_settlement(
    *,
    number: str,
    gap_reason: str = "",
    actor: Any,
    under: MandateView | None,
    at: datetime,
) -> str:
    """Prepare again a plan that runs, on what contests upheld left of its debt; gives the number.

    By the law and on the day of the first: nothing is asked for anew. The plan runs on until
    another person approves what replaces it; one that waits already is computed again, and
    ``gap_reason`` says why it asks another amount than the law gives, where it does.
    """
    row = held_settlement(number, under, right=can_prepare_settlement, on=day_of(at))
    if row.status not in FOLLOWED:
        shown = words.number(words.WRONG_STATE, row.get_status_display())
        raise Refusal(words.fault("step", "settlement_steps", shown, remedy=words.RELOAD))
    debt = debts_now([row])[row.pk]
    refuse_if_any(_faults(row, debt))
    again = Settlement.objects.filter(redoes=row, status__in=PENDING).first()
    if again is None:
        again = _copy(row, at=at)
    waived = {True: 0, False: 0}
    for item in debt:
        waived[item.kind == LineKind.PENALTY] += item.waived
    again.parts = parts_of(debt)
    again.debt_centimes = sum(item.owed for item in debt)
    again.to_pay_centimes = sum(item.to_pay for item in debt)
    again.waived_surcharges_centimes, again.waived_penalties_centimes = waived[False], waived[True]
    again.status, again.prepared_by, again.prepared_at = (
        SettlementStatus.PREPARED, person(actor), at,
    )  # fmt: skip
    again.gap_reason = gap_reason.strip()
    again.save()
    line(
        "redo_settlement", kind="settlement", number=again.number,
        company=row.statement.company.slug, actor=actor, under=under, at=at,
        reason=again.gap_reason, before={"to_pay_centimes": row.to_pay_centimes},
        after={"redoes": row.number, "to_pay_centimes": again.to_pay_centimes,
               **told_gaps(gaps_of(again), is_read=None)},
    )  # fmt: skip
    return again.number


def redone_faults(row: Settlement, earlier: Settlement) -> Iterator[Fault]:
    """Whether a plan done again may be approved: the first runs, its debt did not move since."""
    if earlier.status not in FOLLOWED:
        yield words.fault("settlement", "redone_while_it_runs", said.NO_LONGER_RUNS)
        return
    debt = debts_now([earlier])[earlier.pk]
    if debt != settled_of(row):
        yield words.fault("settlement", "sums_as_redone", said.MOVED, remedy=said.REDO)
    yield from _faults(earlier, debt)


def keep_followed(row: Settlement, earlier: Settlement) -> None:
    """Write in a plan what was paid under the one that it does again: it stays there as well."""
    rows = {item.number: item for item in Instalment.objects.filter(settlement=row)}
    paid = InstalmentPayment.objects.filter(
        instalment__settlement=earlier, withdrawn_at__isnull=True
    ).select_related("instalment")
    InstalmentPayment.objects.bulk_create(
        InstalmentPayment(
            instalment=rows[item.instalment.number], paid_on=item.paid_on,
            amount_centimes=item.amount_centimes, reference=item.reference,
            recorded_by_id=item.recorded_by_id, recorded_at=item.recorded_at,
        )
        for item in paid.order_by("pk")
    )  # fmt: skip
    last = max(item.due_on for item in rows.values())
    watched = CurrentContribution.objects.filter(settlement=earlier, due_on__lte=last)
    CurrentContribution.objects.bulk_create(
        CurrentContribution(
            settlement=row, month=item.month, due_on=item.due_on, paid_on=item.paid_on
        )
        for item in watched.order_by("month")
    )


def parts_of(lines: Iterable[SettledLine]) -> list[dict[str, object]]:
    """A debt line by line as a settlement keeps it."""
    return [
        {
            "number": item.number, "kind": str(item.kind), "branch": str(item.branch),
            "month": item.month.isoformat(), "owed": item.owed, "waived": item.waived,
        }
        for item in lines
    ]  # fmt: skip


def _faults(row: Settlement, debt: Sequence[SettledLine]) -> Iterator[Fault]:
    lowered = lowered_by(row, debt)
    if not lowered:
        yield words.fault("settlement", "lowered_since", said.NOT_LOWERED)
        return
    left = sum(item.left for item in instalment_views([row.pk]).get(row.pk, ()))
    if left <= lowered:
        yield words.fault("settlement", "something_left", said.NOTHING_LEFT)


def _copy(row: Settlement, *, at: datetime) -> Settlement:
    """Another plan of the same request, not written yet."""
    return Settlement(
        number=next_number(Settlement.objects, at),
        statement=row.statement,
        redoes=row,
        operation=row.operation,
        months=row.months,
        asked_on=row.asked_on,
        first_due_on=row.first_due_on,
        odd_instalment=row.odd_instalment,
        days_off=row.days_off,
        facts=row.facts,
        law_digest=row.law_digest,
        requested_by=row.requested_by,
        requested_at=row.requested_at,
        transmitted_at=row.transmitted_at,
        is_exercise=row.is_exercise,
    )
