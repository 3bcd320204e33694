"""Opening a statement, a settlement, a certificate: who and why is written before it is shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from django.db import transaction

from mithaq.apps.corridor.operations.debts import _words as words
from mithaq.apps.corridor.operations.debts._rows import Right, day_of, line, no_such
from mithaq.apps.corridor.policies.debts import can_read_settlement, can_read_statement
from mithaq.apps.corridor.queries.debts.plan_views import SettlementView
from mithaq.apps.corridor.queries.debts.plans import settlement_view
from mithaq.apps.corridor.queries.debts.standing import StandingView, standing_request
from mithaq.apps.corridor.queries.debts.statements import contest_paper, statement
from mithaq.apps.corridor.queries.debts.views import ContestPaper, StatementView
from mithaq.apps.organisations.queries import MandateView
from mithaq.base.errors import Refusal
from mithaq.base.ports import port

Shown = TypeVar("Shown", StatementView, SettlementView, StandingView)


@transaction.atomic
def read_statement(
    *, number: str, purpose: str, actor: Any, under: MandateView | None, at: datetime
) -> StatementView:
    """Give a statement to whom it concerns; a stranger is told that there is none."""
    said = _Reading(purpose=purpose, actor=actor, under=under, at=at)
    found = _opened(statement(number), "statement", can_read_statement, said=said)
    _line("read_statement", found, kind="debt_statement", said=said)
    return found


@transaction.atomic
def read_settlement(
    *, number: str, purpose: str, actor: Any, under: MandateView | None, at: datetime
) -> SettlementView:
    """Give a settlement to whom it concerns."""
    said = _Reading(purpose=purpose, actor=actor, under=under, at=at)
    view = settlement_view(number, on=day_of(at))
    found = _opened(view, "settlement", can_read_settlement, said=said)
    _line("read_settlement", found, kind="settlement", said=said)
    return found


@transaction.atomic
def read_good_standing(
    *, number: str, purpose: str, actor: Any, under: MandateView | None, at: datetime
) -> StandingView:
    """Give a request for the certificate, or what became of it, to whom it concerns."""
    said = _Reading(purpose=purpose, actor=actor, under=under, at=at)
    found = _opened(standing_request(number), "standing", can_read_statement, said=said)
    _line("read_good_standing", found, kind="good_standing", said=said)
    return found


@transaction.atomic
def read_contest_paper(
    *, number: str, paper: int, purpose: str, actor: Any, under: MandateView | None, at: datetime
) -> tuple[ContestPaper, bytes]:
    """Give a paper of a contest to whom its statement concerns."""
    said = _Reading(purpose=purpose, actor=actor, under=under, at=at)
    found = _opened(statement(number), "statement", can_read_statement, said=said)
    joined = contest_paper(number, paper)
    content = port("files").read(joined.sha256) if joined else None
    if joined is None or content is None:
        raise Refusal(no_such("contest"))
    after = {"sha256": joined.sha256}
    _line("read_contest_paper", found, kind="debt_statement", said=said, after=after)
    return joined, content


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reading:
    """Who reads, under which mandate, what for and when."""

    purpose: str
    actor: Any
    under: MandateView | None
    at: datetime


def _opened(found: Shown | None, what: str, right: Right, *, said: _Reading) -> Shown:
    """What was found, for who may read it and says what for; else there is none of that name."""
    if found is None or not right(said.under, found.access):
        raise Refusal(no_such(what))
    if not said.purpose.strip():
        raise Refusal(words.fault("purpose", "purpose", words.NO_PURPOSE))
    return found


def _line(
    action: str,
    found: StatementView | SettlementView | StandingView,
    *,
    kind: str,
    said: _Reading,
    after: Mapping[str, object] | None = None,
) -> None:
    """Who read what, and why: the object's own name in the journal."""
    number = found.head.number if isinstance(found, SettlementView) else found.number
    line(
        action, kind=kind, number=number, company=found.access.company,
        actor=said.actor, under=said.under, at=said.at, reason=said.purpose.strip()[:300],
        after=after,
    )  # fmt: skip
