"""The agenda of a meeting builds itself: what its convention, its corridor and its figures call."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils import timezone

from mithaq.apps.conventions.operations.agenda import set_agenda
from mithaq.apps.conventions.queries.agenda import calls_of_convention
from mithaq.apps.conventions.queries.agenda_rules import in_order
from mithaq.apps.conventions.queries.meetings import meeting_of
from mithaq.apps.corridor.queries.agenda import calls_of_corridor
from mithaq.apps.observatory.queries.agenda import calls_of_figures


def prepare_meeting(*, meeting_id: int, actor: Any, mandate: str, at: datetime) -> int:
    """Draw the agenda of a meeting up as of its day; gives back the version of the agenda."""
    meeting = meeting_of(meeting_id)
    on = timezone.localtime(meeting.starts_at).date()
    today = timezone.localtime(at).date()
    called = (
        *calls_of_convention(meeting_id, on=on, today=today),
        *calls_of_corridor(meeting.committee_id, on=on, today=today),
        *calls_of_figures(meeting.reference, on=on),
    )
    return set_agenda(
        meeting_id=meeting_id, items=in_order(called), actor=actor, mandate=mandate, at=at
    )
