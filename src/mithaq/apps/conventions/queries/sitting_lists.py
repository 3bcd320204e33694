"""Meetings and minutes that wait, for whoever looks after some conventions."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from mithaq.apps.conventions.choices.amending import AmendedKind
from mithaq.apps.conventions.choices.meetings import (
    ItemStanding,
    MeetingStatus,
    MinutesStatus,
    Seat,
)
from mithaq.apps.conventions.models import (
    AgendaItem,
    Committee,
    CommitteeMember,
    CommitteeRule,
    Convention,
    Meeting,
    Minutes,
    MinutesSignature,
)
from mithaq.apps.conventions.queries.cadence import Window, windows_as_amended
from mithaq.apps.conventions.queries.reading import amended_texts, committee_in
from mithaq.apps.conventions.queries.today import Scope, conventions_within


def meetings_coming(scope: Scope) -> QuerySet[Meeting]:
    """The meetings of a scope to hold, or to convene a second time, the nearest first."""
    open_ = Q(status__in=(MeetingStatus.PLANNED, MeetingStatus.CONVENED))
    later = Meeting.objects.filter(
        committee=OuterRef("committee"), number__gt=OuterRef("number")
    ).exclude(status=MeetingStatus.CANCELLED)
    again = Q(~Exists(later), status=MeetingStatus.ADJOURNED)
    return (
        Meeting.objects.filter(open_ | again, committee__convention__in=conventions_within(scope))
        .annotate(point_count=Coalesce(Subquery(_points()), 0))
        .select_related("committee__convention")
        .order_by("starts_at", "pk")
    )


def _points() -> QuerySet[Any, Any]:
    """How many points the agenda of a meeting has."""
    rows = AgendaItem.objects.filter(
        meeting=OuterRef("pk"), standing=ItemStanding.ON_AGENDA
    ).order_by()
    return rows.values("meeting").annotate(count=Count("pk")).values("count")


def committees_without_meeting(organisation: str) -> QuerySet[Committee]:
    """The committees of which a body keeps the secretariat and that have no meeting to come."""
    to_come = Meeting.objects.filter(
        committee=OuterRef("pk"), status__in=(MeetingStatus.PLANNED, MeetingStatus.CONVENED)
    )
    kept = CommitteeRule.objects.filter(committee=OuterRef("pk"), secretariat__slug=organisation)
    return (
        Committee.objects.filter(~Exists(to_come), Exists(kept))
        .select_related("convention")
        .order_by("convention__reference", "number")
    )


def minutes_chaired(rows: QuerySet[Minutes], body: str, *, on: date) -> QuerySet[Minutes]:
    """Those of some minutes whose committee a body chairs on a day: nobody else of the table but
    its secretary adopts or signs."""
    chairs = CommitteeMember.objects.filter(
        Q(ends_on__isnull=True) | Q(ends_on__gte=on),
        committee=OuterRef("meeting__committee"), seat=Seat.CHAIR,
        organisation__slug=body, starts_on__lte=on,
    )  # fmt: skip
    return rows.filter(Exists(chairs))


def minutes_waiting(scope: Scope) -> QuerySet[Minutes]:
    """The minutes still to adopt or to sign, a meeting without quorum included.

    Those adopted come first: each says which of the two signatures it has.
    """
    waiting = (MinutesStatus.DRAFT, MinutesStatus.ADOPTED)
    given = MinutesSignature.objects.filter(minutes=OuterRef("pk"))
    return (
        Minutes.objects.filter(
            status__in=waiting,
            meeting__status__in=(MeetingStatus.HELD, MeetingStatus.ADJOURNED),
            meeting__committee__convention__in=conventions_within(scope),
        )
        .annotate(
            has_chair=Exists(given.filter(seat=Seat.CHAIR)),
            has_secretary=Exists(given.filter(seat=Seat.SECRETARY)),
        )
        .select_related("meeting__committee__convention")
        .order_by("status", "meeting__starts_at", "pk")
    )


def windows_of(reference: str, *, on: date) -> dict[int, tuple[date, tuple[Window, ...]]]:
    """The sittings owed and held of each committee that keeps its meetings here, by number."""
    rules = CommitteeRule.objects.filter(committee__convention__reference=reference)
    held: dict[int, list[tuple[date, int]]] = {}
    within = Convention.objects.filter(reference=reference)
    texts = amended_texts(within, on=on, kinds={AmendedKind.COMMITTEE})
    sat = Meeting.objects.filter(
        committee__convention__reference=reference, status=MeetingStatus.HELD
    )
    for row in sat:
        held.setdefault(row.committee_id, []).append((row.held_on, row.number))
    found = {}
    for rule in rules.select_related("committee"):
        read = committee_in(rule.committee, texts.get(rule.committee.convention_id))
        sat_in = held.get(rule.committee_id, [])
        cut = windows_as_amended(rule.counts_from, on, cadences=read.cadences, held=sat_in)
        found[rule.committee.number] = (rule.counts_from, cut)
    return found


def sittings_around(reference: str, *, on: date) -> dict[int, tuple[date | None, date | None]]:
    """The last sitting held and the next one planned of each committee that has any, by number."""
    found: dict[int, tuple[date | None, date | None]] = {}
    rows = Meeting.objects.filter(committee__convention__reference=reference)
    for row in rows.select_related("committee").order_by("starts_at"):
        day = row.held_on
        last, coming = found.get(row.committee.number, (None, None))
        if row.status == MeetingStatus.HELD and day <= on:
            last = max(day, last or day)
        is_open = row.status in {MeetingStatus.PLANNED, MeetingStatus.CONVENED}
        if is_open and day >= on and coming is None:
            coming = day
        if last or coming:
            found[row.committee.number] = (last, coming)
    return found


def sitting_planned(committee_id: int, *, on: date) -> tuple[int, date] | None:
    """The number and day of the next sitting of a committee whose agenda is still open."""
    rows = Meeting.objects.filter(committee=committee_id, status=MeetingStatus.PLANNED)
    days = ((row.number, row.held_on) for row in rows.order_by("starts_at", "pk"))
    return next((item for item in days if item[1] >= on), None)


def exercise_to_prepare() -> tuple[str, int, int] | None:
    """The exercise meeting that waits to be prepared: convention, committee, meeting."""
    row = (
        Meeting.objects.filter(
            committee__convention__is_exercise=True, status=MeetingStatus.PLANNED
        )
        .select_related("committee__convention")
        .order_by("committee__convention__reference", "committee__number", "number")
        .first()
    )
    if row is None:
        return None
    return (row.committee.convention.reference, row.committee.number, row.number)
