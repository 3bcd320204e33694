"""What the operations on debts share: held rows, numbers, steps of the tables, one audit line."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from typing import Any, TypeAlias

from django.db import models
from django.utils import timezone

from mithaq.apps.accounts.operations import record
from mithaq.apps.corridor.choices.debts import SETTLEMENT_STEPS, SettlementStatus
from mithaq.apps.corridor.models import DebtStatement, Settlement
from mithaq.apps.corridor.operations._numbers import next_rank
from mithaq.apps.corridor.operations.debts import _words as words
from mithaq.apps.corridor.operations.debts._gaps import told_gaps
from mithaq.apps.corridor.policies.debts import can_read_settlement, can_read_statement
from mithaq.apps.corridor.queries.debts import DebtAccess, PlanGaps
from mithaq.apps.corridor.queries.debts.access import settlement_access, statement_access
from mithaq.apps.corridor.queries.debts.settled import with_corrections
from mithaq.apps.organisations.queries import MandateView
from mithaq.base.errors import Fault, Refusal

Right: TypeAlias = Callable[[MandateView | None, DebtAccess], bool]


def held_statement(number: str, under: MandateView | None, *, right: Right) -> DebtStatement:
    """A statement held until the transaction ends; a stranger is told that there is none."""
    rows = DebtStatement.objects.select_for_update(of=("self",)).select_related(
        "company__territory", "issuer__territory"
    )
    row = rows.filter(number=number).first()
    if row is None:
        raise Refusal(no_such("statement"))
    access = statement_access(row)
    if not can_read_statement(under, access):
        raise Refusal(no_such("statement"))
    check(right, under, access)
    return row


def held_settlement(
    number: str, under: MandateView | None, *, right: Right, on: date
) -> Settlement:
    """A settlement held until the transaction ends, and its statement: no line changes meanwhile.

    A stranger is told that there is none.
    """
    rows = Settlement.objects.select_for_update(of=("self", "statement")).select_related(
        "statement__company__territory", "statement__issuer__territory", "redoes__statement"
    )
    row = with_corrections(rows).filter(number=number).first()
    if row is None:
        raise Refusal(no_such("settlement"))
    access = settlement_access(row, on=on)
    if not can_read_settlement(under, access):
        raise Refusal(no_such("settlement"))
    check(right, under, access)
    return row


def check(right: Right, under: MandateView | None, access: DebtAccess) -> None:
    """Refuse an act that the mandate does not allow."""
    if not right(under, access):
        raise Refusal(words.fault("mandate", "right", words.NOT_YOURS))


def step(row: Settlement, name: str) -> SettlementStatus:
    """The state that a step leads a settlement to, or a refusal that says from where."""
    _name, starts, target, _who = next(item for item in SETTLEMENT_STEPS if item[0] == name)
    if row.status not in starts:
        said = words.number(words.WRONG_STATE, row.get_status_display())
        raise Refusal(words.fault("step", "settlement_steps", said, remedy=words.RELOAD))
    return target


def no_such(what: str) -> Fault:
    """The same words whether it does not exist or is not the reader's."""
    return words.fault(what, f"{what}_exists", words.NO_SUCH[what])


def next_number(rows: models.Manager[Any], at: datetime) -> str:
    """The next number of a year: 2026-000042."""
    start = f"{timezone.localtime(at).year}-"
    return f"{start}{next_rank(rows.all(), start):06d}"


def day_of(at: datetime) -> date:
    """The day of an instant, where the institutions are."""
    return timezone.localtime(at).date()


def person(actor: Any) -> Any:
    """Who acts, or nobody when the installation itself does."""
    return actor if getattr(actor, "pk", None) else None


def said(text: str, where: str) -> Iterable[Fault]:
    """A reason that must be there."""
    if not text.strip():
        yield words.fault(where, "says_why", words.NO_REASON)


def line(
    action: str,
    *,
    kind: str,
    number: str,
    company: str,
    actor: Any,
    under: MandateView | None,
    at: datetime,
    before: Mapping[str, object] | None = None,
    after: Mapping[str, object] | None = None,
    reason: str = "",
) -> None:
    """Leave the one audit line of an operation on debts."""
    record(
        actor=actor,
        mandate=under.text if under else "",
        action=f"debts.{action}",
        object_type=kind,
        object_ref=number,
        object_label=f"{number} · {company}",
        before=dict(before) if before is not None else None,
        after=dict(after) if after is not None else None,
        reason=reason,
        at=at,
    )


def step_line(
    action: str,
    row: Settlement,
    before: str | None,
    *,
    actor: Any,
    under: MandateView | None,
    at: datetime,
    reason: str = "",
    gaps: PlanGaps | None = None,
    is_gap_read: bool | None = None,
) -> None:
    """Leave the one audit line of a step of a settlement, with what it asks beside the law."""
    line(
        action, kind="settlement", number=row.number, company=row.statement.company.slug,
        actor=actor, under=under, at=at, reason=reason,
        before={"status": before} if before else None,
        after={
            "status": str(row.status), "operation": row.operation, "months": row.months,
            "to_pay_centimes": row.to_pay_centimes, **told_gaps(gaps, is_read=is_gap_read),
        },
    )  # fmt: skip
