"""A committee at work: an exercise convention with late commitments, six seats and a quorum."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from mithaq.apps.conventions.models import Committee, CommitteeMember, Meeting
from mithaq.apps.conventions.operations.drafts import PartyDraft
from mithaq.apps.conventions.operations.meetings import convene_meeting, plan_meeting
from mithaq.apps.conventions.operations.seats import seat_member, set_committee_rule
from mithaq.apps.conventions.operations.sitting_drafts import (
    MarkDraft,
    MeetingDraft,
    MemberDraft,
    RuleDraft,
)
from mithaq.apps.conventions.operations.sittings import record_attendance
from mithaq.base.dates import UncertainDate
from mithaq.base.text import Labels
from mithaq.flows.prepare_meeting import prepare_meeting
from tests.apps.conventions.drafts import commitment, committee, draft, record
from tests.conftest import AT
from tests.web.conventions.story import body

ZONE = ZoneInfo("Africa/Casablanca")
DAY = datetime(2026, 12, 1, 10, tzinfo=ZONE)
SECOND = datetime(2026, 12, 15, 10, tzinfo=ZONE)
REFERENCE = "EXERCICE-COMITE"
BODIES = ("agence-hesperides", "region-hesperides", "conserves-du-verger")
ACT: dict[str, Any] = {"actor": None, "mandate": "", "at": AT}


def record_committee(late: int = 12) -> Committee:
    """Record an exercise whose technical committee meets monthly: `late` commitments are late."""
    right = draft()
    origin = right.origin
    record(
        draft(
            reference=REFERENCE,
            title=Labels("Exercice Agence et Caisse", "تمرين الوكالة والصندوق", "Exercise"),
            is_exercise=True,
            parties=tuple(
                PartyDraft(organisation_id=body(slug, slug), role="party", origin=origin)
                for slug in BODIES
            ),
            commitments=tuple(
                commitment(
                    text=Labels(f"Promesse {n}", f"وعد {n}", f"Promise {n}"),
                    debtor_organisation_id=body(BODIES[n % 3], ""),
                    due=UncertainDate.parse(f"2026-{1 + n % 10:02}-15"),
                )
                for n in range(late)
            ),
            committees=(
                committee(
                    kind="technical",
                    title=Labels("Comité technique", "اللجنة التقنية", "Technical committee"),
                    cadence_count=1,
                    cadence_period="month",
                    quorum=4,
                ),
            ),
        )
    )
    row = Committee.objects.get(convention__reference=REFERENCE)
    set_committee_rule(
        committee_id=row.pk,
        draft=RuleDraft(
            secretariat_id=body(BODIES[0], ""),
            counts_from=date(2026, 6, 1),
            quorum=4,
            second_needs_quorum=False,
            place=Labels("Salle 2", "القاعة 2", "Room 2"),
        ),
        reason="",
        **ACT,
    )
    for rank in range(1, 7):
        seat_member(committee_id=row.pk, draft=_seat(rank), reason="", **ACT)
    return Committee.objects.select_related("convention").get(pk=row.pk)


def _seat(rank: int) -> MemberDraft:
    return MemberDraft(
        organisation_id=body(BODIES[rank % 3], ""),
        seat="chair" if rank == 1 else "member",
        starts_on=date(2026, 1, 1),
        rank=rank,
        person=Labels(f"Personne {rank}", f"شخص {rank}"),
        capacity=Labels("directrice", "مديرة", "director"),
        substitute=Labels(f"Suppléant {rank}"),
    )


def planned(row: Committee, at: datetime = DAY) -> Meeting:
    """A meeting of the committee with its agenda drawn up."""
    number = plan_meeting(committee_id=row.pk, draft=MeetingDraft(starts_at=at), **ACT)
    meeting = Meeting.objects.get(committee=row, number=number)
    prepare_meeting(meeting_id=meeting.pk, **ACT)
    return meeting


def convened(row: Committee, at: datetime = DAY) -> Meeting:
    """A meeting convened ten days before."""
    meeting = planned(row, at)
    convene_meeting(meeting_id=meeting.pk, on=date(at.year, at.month, 1), reason="essai", **ACT)
    return meeting


def attend(meeting: Meeting, present: int) -> None:
    """Mark the first members present, the others absent."""
    members = CommitteeMember.objects.filter(committee=meeting.committee_id).order_by("rank")
    record_attendance(
        meeting_id=meeting.pk,
        marks=[
            MarkDraft(member_id=row.pk, presence="present" if row.rank <= present else "absent")
            for row in members
        ],
        **{**ACT, "at": meeting.starts_at},
    )
