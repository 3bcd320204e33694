"""The minutes of a meeting as pages and papers show them."""

from __future__ import annotations

from mithaq.apps.conventions.choices.meetings import (
    Adoption,
    AgendaRule,
    ItemStanding,
    MeetingStatus,
    MinutesStatus,
    SignatureMode,
    UnscannedReason,
)
from mithaq.apps.conventions.models import AgendaItem, Meeting, Minutes, MinutesSignature
from mithaq.apps.conventions.queries import sitting_views as views
from mithaq.base.text import Labels


def minutes_view(meeting: Meeting) -> views.MinutesView | None:
    """The minutes of a meeting with their signatures, or nothing before it is closed."""
    row = Minutes.objects.filter(meeting=meeting).first()
    if row is None:
        return None
    given = MinutesSignature.objects.filter(minutes=row).select_related("by")
    signatures = [] if row.status == MinutesStatus.DRAFT else given.order_by("signed_at", "pk")
    return views.MinutesView(
        status=row.status,
        status_label=row.get_status_display(),
        remarks=row.remarks,
        remarks_ar=row.remarks_ar,
        adopted_on=row.adopted_on,
        adoption=row.adoption,
        adoption_label=row.get_adoption_display() if row.adoption else "",
        content=row.content,
        sha256=row.sha256,
        is_public=row.is_public,
        adopted_at=_adopted_at(row, meeting),
        signatures=tuple(
            views.SignatureView(
                seat=item.seat,
                seat_label=item.get_seat_display(),
                person=Labels(item.person_fr, item.person_ar, item.person_fr),
                capacity=Labels.from_columns(item, "capacity"),
                mode=item.mode,
                mode_label=item.get_mode_display(),
                signed_at=item.signed_at,
                scan_sha256=item.scan_sha256,
                unscanned_reason=_unscanned(item.unscanned_reason),
                recorded_by=Labels(item.by.full_name, item.by.full_name_ar or "")
                if item.by and item.mode == SignatureMode.ON_PAPER
                else Labels(""),
            )
            for item in signatures
        ),
    )


def _adopted_at(row: Minutes, meeting: Meeting) -> tuple[int, int] | None:
    """The sitting and the point where the committee adopted them; nothing said elsewhere."""
    if row.adoption != Adoption.NEXT_MEETING:
        return None
    items = AgendaItem.objects.filter(
        rule=AgendaRule.LAST_MINUTES,
        key=f"minutes:{meeting.number}",
        meeting__committee=meeting.committee_id,
        standing=ItemStanding.ON_AGENDA,
        meeting__status__in=(MeetingStatus.CONVENED, MeetingStatus.HELD),
    ).exclude(outcome_fr="")
    return items.order_by("-meeting__number").values_list("meeting__number", "rank").first()


def _unscanned(reason: str) -> str:
    """Why there is no scanned copy; a signature recorded before the list kept words of its own."""
    return str(UnscannedReason(reason).label) if reason in UnscannedReason.values else reason
