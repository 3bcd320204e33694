"""Opening a statement, a settlement, a certificate: who and why is written before it is shown."""

from __future__ import annotations

from datetime import datetime
from typing import Any, TypeVar

from django.db import transaction
from django.utils import timezone

from mithaq.apps.corridor.operations.debts import _words as words
from mithaq.apps.corridor.operations.debts._rows import Right, line, no_such
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
    held = statement(number)
    found = _opened(held, "statement", can_read_statement, purpose=purpose, under=under)
    line(
        "read_statement", kind="debt_statement", number=number, company=found.access.company,
        actor=actor, under=under, at=at, reason=purpose.strip()[:300],
    )  # fmt: skip
    return found


@transaction.atomic
def read_settlement(
    *, number: str, purpose: str, actor: Any, under: MandateView | None, at: datetime
) -> SettlementView:
    """Give a settlement to whom it concerns."""
    held = settlement_view(number, on=timezone.localtime(at).date())
    found = _opened(held, "settlement", can_read_settlement, purpose=purpose, under=under)
    line(
        "read_settlement", kind="settlement", number=number, company=found.access.company,
        actor=actor, under=under, at=at, reason=purpose.strip()[:300],
    )  # fmt: skip
    return found


@transaction.atomic
def read_good_standing(
    *, number: str, purpose: str, actor: Any, under: MandateView | None, at: datetime
) -> StandingView:
    """Give a request for the certificate, or what became of it, to whom it concerns."""
    held = standing_request(number)
    found = _opened(held, "standing", can_read_statement, purpose=purpose, under=under)
    line(
        "read_good_standing", kind="good_standing", number=number, company=found.access.company,
        actor=actor, under=under, at=at, reason=purpose.strip()[:300],
    )  # fmt: skip
    return found


@transaction.atomic
def read_contest_paper(
    *, number: str, paper: int, purpose: str, actor: Any, under: MandateView | None, at: datetime
) -> tuple[ContestPaper, bytes]:
    """Give a paper of a contest to whom its statement concerns."""
    found = _opened(
        statement(number), "statement", can_read_statement, purpose=purpose, under=under
    )
    joined = contest_paper(number, paper)
    content = port("files").read(joined.sha256) if joined else None
    if joined is None or content is None:
        raise Refusal(no_such("contest"))
    line(
        "read_contest_paper", kind="debt_statement", number=number, company=found.access.company,
        actor=actor, under=under, at=at, reason=purpose.strip()[:300],
        after={"sha256": joined.sha256},
    )  # fmt: skip
    return joined, content


def _opened(
    found: Shown | None, what: str, right: Right, *, purpose: str, under: MandateView | None
) -> Shown:
    if found is None or not right(under, found.access):
        raise Refusal(no_such(what))
    if not purpose.strip():
        raise Refusal(words.fault("purpose", "purpose", words.NO_PURPOSE))
    return found
