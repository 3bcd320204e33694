"""What the points of a sitting let one do in place: adopt, follow a decision, fix the next day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from mithaq.apps.conventions.choices.meetings import (
    PENDING,
    AgendaRule,
    MeetingStatus,
    MinutesStatus,
)
from mithaq.apps.conventions.models import Committee, Decision, Meeting, Minutes
from mithaq.apps.conventions.queries.cadence import proposed_day
from mithaq.apps.conventions.queries.reading import committee_on
from mithaq.apps.conventions.queries.sitting_views import ItemView, MeetingDetail


@dataclass(frozen=True, slots=True, kw_only=True)
class PointAct:
    """The act of one point; `is_done` once nothing is left to do there.

    `subject` is the meeting whose minutes are adopted, held on `held_on`, or the decision that is
    followed.
    """

    kind: str
    subject: int = 0
    is_done: bool = False
    due_on: date | None = None
    held_on: date | None = None
    proposed_at: datetime | None = None
    next_number: int | None = None


def point_acts(meeting: MeetingDetail) -> dict[int, PointAct]:
    """The acts of a meeting's points, by point; a late commitment only calls a decision."""
    found: dict[int, PointAct] = {}
    decisions = _decisions(meeting.items)
    for item in meeting.items:
        kind, _colon, argument = item.key.partition(":")
        if item.rule == AgendaRule.LAST_MINUTES and argument.isdecimal():
            found[item.id] = _minutes(meeting, int(argument))
        elif kind == "decision" and int(argument) in decisions:
            row = decisions[int(argument)]
            is_done = row.status not in PENDING
            found[item.id] = PointAct(
                kind="decision", subject=row.pk, is_done=is_done, due_on=row.due_on
            )
        elif item.rule == AgendaRule.NEXT_DATE:
            found[item.id] = _next(meeting)
    return found


def _decisions(items: tuple[ItemView, ...]) -> dict[int, Decision]:
    keys = [item.key.partition(":")[2] for item in items if item.key.startswith("decision:")]
    if not keys:
        return {}
    return Decision.objects.in_bulk([int(key) for key in keys if key.isdecimal()])


def _minutes(meeting: MeetingDetail, number: int) -> PointAct:
    rows = Minutes.objects.select_related("meeting")
    row = rows.filter(meeting__committee=meeting.committee_id, meeting__number=number).first()
    if row is None:
        return PointAct(kind="minutes", is_done=True)
    is_done = row.status != MinutesStatus.DRAFT
    return PointAct(
        kind="minutes", subject=row.meeting_id, is_done=is_done, held_on=row.meeting.held_on
    )


def _next(meeting: MeetingDetail) -> PointAct:
    rows = Meeting.objects.filter(
        committee=meeting.committee_id, number__gt=meeting.number
    ).exclude(status=MeetingStatus.CANCELLED)
    planned = rows.order_by("number").values_list("number", flat=True).first()
    if planned is not None:
        return PointAct(kind="next", is_done=True, next_number=planned)
    starts = timezone.localtime(meeting.starts_at)
    committee = Committee.every.select_related("convention").get(pk=meeting.committee_id)
    body = committee_on(committee, on=starts.date()).view
    day = proposed_day(starts.date(), count=body.cadence_count, period=body.cadence_period)
    hour = starts.time()
    proposed = timezone.make_aware(datetime.combine(day, hour))
    return PointAct(kind="next", proposed_at=proposed)
