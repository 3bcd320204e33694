"""A meeting without quorum is convened a second time, on the same points as of its own day."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from mithaq.apps.conventions.operations.meetings import plan_second_meeting
from mithaq.apps.conventions.queries.meetings import follower_of
from mithaq.flows.prepare_meeting import prepare_meeting


@transaction.atomic
def convene_again(
    *, meeting_id: int, starts_at: datetime, actor: Any, mandate: str, at: datetime
) -> int:
    """Plan the second meeting and say its agenda as of its day; gives back its number."""
    act = {"actor": actor, "mandate": mandate, "at": at}
    number = plan_second_meeting(meeting_id=meeting_id, starts_at=starts_at, **act)
    prepare_meeting(meeting_id=follower_of(meeting_id), **act)
    return number
