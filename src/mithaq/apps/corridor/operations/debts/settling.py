"""A settlement is simulated and asked for by the company, then prepared by the fund."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any, Final

from django.db import transaction

from mithaq.apps.corridor.choices.debts import (
    DaysOff,
    OddInstalment,
    SettlementStatus,
)
from mithaq.apps.corridor.models import DebtStatement, Settlement
from mithaq.apps.corridor.operations.debts import _redo_words as redo_words
from mithaq.apps.corridor.operations.debts import _words as words
from mithaq.apps.corridor.operations.debts._debt_now import moved_faults, open_faults
from mithaq.apps.corridor.operations.debts._rows import (
    day_of,
    held_settlement,
    held_statement,
    next_number,
    person,
    step,
    step_line,
)
from mithaq.apps.corridor.operations.debts.drafts import SettlementDraft
from mithaq.apps.corridor.operations.debts.redoing import parts_of
from mithaq.apps.corridor.policies.debts import (
    can_prepare_settlement,
    can_request_settlement,
    can_transmit_settlement,
)
from mithaq.apps.corridor.queries.debts import PLAIN, Terms, gaps_of, terms
from mithaq.apps.corridor.queries.debts.to_settle import entries_to_settle
from mithaq.apps.organisations.queries import MandateView
from mithaq.apps.programmes.queries import law_in_force
from mithaq.base.errors import Fault, Refusal, refuse_if_any
from mithaq.base.instalments import Odd, month_later
from mithaq.engines.rules import Law, Value, plain

MOST_MONTHS: Final = 120
# No text found says when a plan must begin. Surcharges run every month until then: a choice of this
# product, three months, written in the documentation.
LATEST_FIRST: Final = 3


@transaction.atomic
def simulate_settlement(
    *, draft: SettlementDraft, actor: Any, under: MandateView | None, at: datetime
) -> str:
    """Keep a simulation that the company may ask for; gives its number. The fund sees nothing."""
    statement = held_statement(draft.statement, under, right=can_request_settlement)
    law = law_in_force()
    refuse_if_any(
        [
            *_draft_faults(draft, law, today=day_of(at)),
            *_first_faults(draft.first_due_on, draft.asked_on),
        ]
    )
    found = _terms(statement, draft, law=law, on=day_of(at))
    refuse_if_any(_terms_faults(found, draft))
    row = Settlement.objects.create(
        number=next_number(Settlement.objects, at),
        statement=statement,
        operation=found.operation,
        months=found.months,
        asked_on=draft.asked_on,
        first_due_on=draft.first_due_on,
        odd_instalment=draft.odd_instalment,
        days_off=DaysOff.KEPT,
        status=SettlementStatus.SIMULATED,
        debt_centimes=found.debt,
        waived_surcharges_centimes=found.waived_surcharges,
        waived_penalties_centimes=found.waived_penalties,
        to_pay_centimes=found.to_pay,
        parts=parts_of(found.lines),
        facts=_kept(found.facts),
        law_digest=law.digest,
        is_exercise=statement.is_exercise,
    )
    step_line("simulate_settlement", row, None, actor=actor, under=under, at=at)
    return row.number


@transaction.atomic
def ask_settlement(
    *, draft: SettlementDraft, actor: Any, under: MandateView | None, at: datetime
) -> str:
    """Simulate, ask for and hand to the fund at once, as of today; gives the number."""
    today = replace(draft, asked_on=day_of(at))
    number = simulate_settlement(draft=today, actor=actor, under=under, at=at)
    hand_settlement(number=number, actor=actor, under=under, at=at)
    return number


@transaction.atomic
def hand_settlement(*, number: str, actor: Any, under: MandateView | None, at: datetime) -> None:
    """Ask for what was simulated and hand it to the fund, in one act of the company."""
    request_settlement(number=number, actor=actor, under=under, at=at)
    transmit_settlement(number=number, actor=actor, under=under, at=at)


@transaction.atomic
def request_settlement(*, number: str, actor: Any, under: MandateView | None, at: datetime) -> None:
    """Ask for what was simulated: computed again as of the day of the request.

    Refused when that gives other sums: an operation ended, or a line was corrected meanwhile.
    """
    today = day_of(at)
    row = held_settlement(number, under, right=can_request_settlement, on=today)
    target, before = step(row, "request"), row.status
    again = _again(row, today)
    refuse_if_any(
        [*_request_faults(row, again, today=today), *_first_faults(row.first_due_on, today)]
    )
    row.asked_on, row.facts, row.law_digest = today, _kept(again.facts), law_in_force().digest
    row.status, row.requested_by, row.requested_at = target, person(actor), at
    row.save(
        update_fields=["asked_on", "facts", "law_digest", "status", "requested_by", "requested_at"]
    )
    step_line("request_settlement", row, before, actor=actor, under=under, at=at)


@transaction.atomic
def transmit_settlement(
    *, number: str, actor: Any, under: MandateView | None, at: datetime
) -> None:
    """Hand a request to the fund: from now on it decides, and the platform follows."""
    row = held_settlement(number, under, right=can_transmit_settlement, on=day_of(at))
    target, before = step(row, "transmit"), row.status
    row.status, row.transmitted_at = target, at
    row.save(update_fields=["status", "transmitted_at"])
    step_line("transmit_settlement", row, before, actor=actor, under=under, at=at)


@transaction.atomic
def prepare_settlement(
    *,
    number: str,
    first_due_on: date,
    odd_instalment: str = OddInstalment.LAST,
    days_off: str = DaysOff.KEPT,
    gap_reason: str = "",
    actor: Any,
    under: MandateView | None,
    at: datetime,
) -> None:
    """Fix when the plan starts, which instalment takes the centimes, what days off do to it.

    ``gap_reason`` says why it asks another amount than the law gives, where it does. Refused once
    the debt is no longer what the company asked to settle.
    """
    today = day_of(at)
    row = held_settlement(number, under, right=can_prepare_settlement, on=today)
    target, before = step(row, "prepare"), row.status
    if row.redoes is not None:
        raise Refusal(words.fault("settlement", "redone_by_its_button", redo_words.ONE_BUTTON))
    refuse_if_any([*moved_faults(row, today=today), *_first_faults(first_due_on, today)])
    row.first_due_on = first_due_on
    row.odd_instalment, row.days_off = OddInstalment(odd_instalment), DaysOff(days_off)
    row.status, row.prepared_by, row.prepared_at = target, person(actor), at
    row.gap_reason = gap_reason.strip()
    row.save(
        update_fields=[
            "first_due_on", "odd_instalment", "days_off", "status", "prepared_by", "prepared_at",
            "gap_reason",
        ]
    )  # fmt: skip
    step_line(
        "prepare_settlement", row, before, actor=actor, under=under, at=at, reason=row.gap_reason,
        gaps=gaps_of(row),
    )  # fmt: skip


def _terms(statement: DebtStatement, draft: SettlementDraft, *, law: Law, on: date) -> Terms:
    odd: Odd = "first" if draft.odd_instalment == OddInstalment.FIRST else "last"
    return terms(
        entries_to_settle(statement, on=on),
        order=statement.imputation_order,
        operation=draft.operation,
        months=draft.months,
        asked_on=draft.asked_on,
        first_on=draft.first_due_on,
        odd=odd,
        facts=draft.facts,
        law=law,
    )


def _draft_faults(draft: SettlementDraft, law: Law, *, today: date) -> Iterator[Fault]:
    if not 1 <= draft.months <= MOST_MONTHS:
        said_ = words.number(words.MONTHS, MOST_MONTHS)
        yield words.fault("months", "months_are_some", said_)
    if draft.operation not in law.facts["waiver_operation"].choices or _is_early(draft, law):
        yield words.fault("operation", "operation_is_known", words.OPERATION)
    if draft.asked_on > today:
        yield words.fault("asked_on", "asked_by_today", words.FUTURE)


def _first_faults(first_due_on: date, decided_on: date) -> Iterator[Fault]:
    """Whether a plan computed or decided on a day begins after it, and soon enough."""
    latest = month_later(decided_on, LATEST_FIRST)
    if first_due_on <= decided_on:
        yield words.fault("first_due_on", "first_due_is_later", words.FIRST_DUE)
    elif first_due_on > latest:
        said_ = words.number(words.FIRST_DUE_LATE, LATEST_FIRST, latest.isoformat())
        yield words.fault("first_due_on", "first_due_is_soon", said_)


def _terms_faults(found: Terms, draft: SettlementDraft) -> Iterator[Fault]:
    if not found.to_pay:
        yield words.fault("statement", "owes_something", words.NOTHING_OWED)
    elif found.to_pay < draft.months:
        said_ = words.number(words.MONTHS, found.to_pay)
        yield words.fault("months", "months_are_some", said_)
    if draft.operation != PLAIN and not found.waived:
        yield words.fault("operation", "operation_is_open", words.OPERATION)
    if _is_too_long(draft):
        yield words.fault("months", "length_is_allowed", words.NOT_ALLOWED_LENGTH)


def _is_early(draft: SettlementDraft, law: Law) -> bool:
    """Whether the operation had not begun: the law of that day knows nothing of it."""
    closes = law.parameters.get(f"settlements.{draft.operation}.closes_on")
    return closes is not None and draft.asked_on < closes.history[0].since


def _is_too_long(draft: SettlementDraft) -> bool:
    """Only where the law of the day has a limit: none was found since 2023."""
    law = law_in_force()
    concept = law.rules["settlement_length_allowed"]
    if not concept.version_at(draft.asked_on):
        return False
    found = law.on(draft.asked_on, "settlement_length_allowed").compute(
        instalment_count=draft.months
    )
    return found["settlement_length_allowed"] is False


def _again(row: Settlement, asked_on: date) -> Terms:
    """The same terms as of another day."""
    return terms(
        entries_to_settle(row.statement, on=asked_on),
        order=row.statement.imputation_order,
        operation=row.operation,
        months=row.months,
        asked_on=asked_on,
        first_on=row.first_due_on,
        facts=row.facts,
    )


def _request_faults(row: Settlement, again: Terms, *, today: date) -> Iterator[Fault]:
    yield from open_faults(row.statement, today=today)
    if parts_of(again.lines) != row.parts:
        yield words.fault(
            "settlement", "sums_as_simulated", words.SUMS_CHANGED, remedy=words.SIMULATE_AGAIN
        )


def _kept(facts: Mapping[str, Value]) -> dict[str, object]:
    return {name: plain(value) for name, value in facts.items()}
