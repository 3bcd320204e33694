"""What waits for somebody in debts: by number and day, counted once, for pages and digests."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db.models import QuerySet
from django.utils import timezone

from mithaq.apps.corridor.choices.debts import (
    DebtTurn,
    PlanAlarm,
    SettlementStatus,
    StandingStatus,
)
from mithaq.apps.corridor.models import Settlement
from mithaq.apps.corridor.queries.debts.access import DebtScope
from mithaq.apps.corridor.queries.debts.plans import endangered, settlements
from mithaq.apps.corridor.queries.debts.standing import standing_requests
from mithaq.apps.corridor.queries.debts.statements import head_of, open_contests
from mithaq.apps.corridor.queries.debts.to_redo import plans_to_redo
from mithaq.base.text import Labels

# A digest counts what waits; beyond, the page of debts is the place to read.
MOST: Final = 50
_STEPS: Final = {
    SettlementStatus.REQUESTED: DebtTurn.TRANSMIT,
    SettlementStatus.TRANSMITTED: DebtTurn.PREPARE,
    SettlementStatus.PREPARED: DebtTurn.APPROVE,
}
_LATE: Final = (PlanAlarm.INSTALMENT_LATE, PlanAlarm.CONTRIBUTION_LATE)


@dataclass(frozen=True, slots=True, kw_only=True)
class DebtWaiting:
    """One thing that waits: its kind, its number, whose debt, and the day that counts.

    ``line`` is the number of a contested line; 0 elsewhere.
    """

    kind: DebtTurn
    number: str
    line: int
    company: Labels
    on: date
    is_exercise: bool

    @property
    def is_late(self) -> bool:
        """Whether its day passed unpaid."""
        return self.kind == DebtTurn.LATE


def debts_waiting(scopes: Iterable[DebtScope], *, on: date) -> tuple[DebtWaiting, ...]:
    """What waits under some mandates, what is late first, then by day."""
    found = {item for scope in scopes for item in _waiting(scope, on=on)}
    return tuple(sorted(found, key=_rank))


def _rank(item: DebtWaiting) -> tuple[bool, date, str, str, int]:
    return not item.is_late, item.on, str(item.kind), item.number, item.line


def _waiting(scope: DebtScope, *, on: date) -> Iterator[DebtWaiting]:
    rows = settlements(
        company=scope.company, issuer=scope.issuer, federation=scope.federation,
        territory=scope.territory, on=on,
    )  # fmt: skip
    yield from _steps(rows, scope)
    if DebtTurn.LATE in scope.turns:
        yield from _endangered(rows, scope, on=on)
    if DebtTurn.REDO in scope.turns:
        yield from _lowered(rows)
    if DebtTurn.CONTEST in scope.turns:
        yield from _contests(scope)
    if DebtTurn.CERTIFY in scope.turns:
        yield from _requests(scope)


def _steps(rows: QuerySet[Settlement], scope: DebtScope) -> Iterator[DebtWaiting]:
    statuses = [status for status, kind in _STEPS.items() if kind in scope.turns]
    for row in rows.filter(status__in=statuses)[:MOST] if statuses else ():
        since = row.prepared_at or row.transmitted_at or row.requested_at
        yield DebtWaiting(
            kind=_STEPS[SettlementStatus(row.status)],
            number=row.number,
            line=0,
            company=head_of(row).company.labels,
            on=timezone.localtime(since).date() if since else row.asked_on,
            is_exercise=row.is_exercise,
        )


def _endangered(rows: QuerySet[Settlement], scope: DebtScope, *, on: date) -> Iterator[DebtWaiting]:
    for head, alarms in endangered(rows, on=on):
        kind = DebtTurn.LATE if any(item.kind in _LATE for item in alarms) else DebtTurn.SOON
        if kind in scope.turns:
            yield DebtWaiting(
                kind=kind, number=head.number, line=0, company=head.company.labels,
                on=alarms[0].due_on, is_exercise=head.is_exercise,
            )  # fmt: skip


def _lowered(rows: QuerySet[Settlement]) -> Iterator[DebtWaiting]:
    for item in plans_to_redo(rows, most=MOST):
        yield DebtWaiting(
            kind=DebtTurn.REDO,
            number=item.head.number,
            line=0,
            company=item.head.company.labels,
            on=item.since,
            is_exercise=item.head.is_exercise,
        )


def _contests(scope: DebtScope) -> Iterator[DebtWaiting]:
    for row in open_contests(issuer=scope.issuer, territory=scope.territory)[:MOST]:
        yield DebtWaiting(
            kind=DebtTurn.CONTEST,
            number=row.line.statement.number,
            line=row.line.number,
            company=row.line.statement.company.labels,
            on=timezone.localtime(row.contested_at).date(),
            is_exercise=row.line.statement.is_exercise,
        )


def _requests(scope: DebtScope) -> Iterator[DebtWaiting]:
    rows = standing_requests(issuer=scope.issuer, territory=scope.territory)
    for row in rows.filter(status=StandingStatus.ASKED)[:MOST]:
        yield DebtWaiting(
            kind=DebtTurn.CERTIFY,
            number=row.number,
            line=0,
            company=row.company.labels,
            on=timezone.localtime(row.requested_at).date(),
            is_exercise=row.is_exercise,
        )
