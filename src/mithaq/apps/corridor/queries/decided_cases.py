"""What a standing committee decided on the cases of an institution."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef

from mithaq.apps.corridor.choices.problems import ReferralStatus
from mithaq.apps.corridor.models import CommitteeReferral
from mithaq.apps.corridor.queries.scopes import sides_at_once
from mithaq.apps.corridor.queries.views import QueueScope
from mithaq.base.text import Labels

MOST = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class DecidedCase:
    """A case that a committee decided on: which one, when, by which decision."""

    public_id: UUID
    number: str
    company: Labels
    decided_at: datetime
    decision_id: int


def decided_cases(scope: QueueScope) -> tuple[DecidedCase, ...]:
    """The last cases of a scope on which a committee decided, the newest first; of what a case is
    about, nothing."""
    own = sides_at_once(scope).filter(case=OuterRef("case"))
    rows = CommitteeReferral.objects.filter(
        Exists(own), status=ReferralStatus.DECIDED, decision__isnull=False
    ).select_related("case__company")
    return tuple(
        DecidedCase(
            public_id=row.case.public_id,
            number=row.case.number,
            company=row.case.company.labels,
            decided_at=row.decided_at,
            decision_id=row.decision_id,
        )
        for row in rows.order_by("-decided_at", "-pk")[:MOST]
        if row.case is not None and row.decided_at is not None and row.decision_id is not None
    )
