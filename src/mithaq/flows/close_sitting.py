"""A sitting closes: who presided in fact is named first, when it is not the chair foreseen."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from mithaq.apps.conventions.events import MeetingClosed
from mithaq.apps.conventions.operations.presiding import name_presiding
from mithaq.apps.conventions.operations.sittings import close_meeting
from mithaq.apps.conventions.queries.sitting_views import Presiding
from mithaq.apps.organisations.queries import MandateView
from mithaq.flows.return_decisions import return_decisions


@transaction.atomic
def close_sitting(
    *,
    meeting_id: int,
    closed_at: datetime | None,
    presided_by: Presiding | None,
    actor: Any,
    mandate: str,
    at: datetime,
    under: MandateView | None = None,
) -> MeetingClosed:
    """Name who presided, when somebody else than the chair did, close the meeting, and send what it
    decided back to the cases it was asked about."""
    act = {"actor": actor, "mandate": mandate, "at": at}
    if presided_by is not None:
        name_presiding(
            meeting_id=meeting_id,
            person=presided_by.person,
            capacity=presided_by.capacity,
            **act,
        )
    closed = close_meeting(meeting_id=meeting_id, closed_at=closed_at, **act)
    return_decisions(meeting_id=meeting_id, actor=actor, under=under, at=at)
    return closed
