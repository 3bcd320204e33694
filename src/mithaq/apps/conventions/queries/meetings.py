"""Committees and meetings read whole, in a fixed number of queries."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Exists, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from mithaq.apps.conventions.choices import Grade
from mithaq.apps.conventions.choices.amending import AmendedKind
from mithaq.apps.conventions.choices.meetings import (
    PENDING,
    ItemStanding,
    MeetingStatus,
    Presence,
    Seat,
)
from mithaq.apps.conventions.models import (
    Attendance,
    Committee,
    CommitteeMember,
    CommitteeRule,
    Decision,
    Meeting,
    Minutes,
    MinutesSignature,
)
from mithaq.apps.conventions.queries import sitting_views as views
from mithaq.apps.conventions.queries.agenda_views import item_views
from mithaq.apps.conventions.queries.cadence import (
    next_working_day,
    proposed_day,
    windows_as_amended,
)
from mithaq.apps.conventions.queries.committee_access import Seated, access_on, bodies_bound
from mithaq.apps.conventions.queries.decisions import decision_views
from mithaq.apps.conventions.queries.minutes_views import minutes_view
from mithaq.apps.conventions.queries.presiding import presiding_of
from mithaq.apps.conventions.queries.quorum import Quorum, count_quorum, required_voices
from mithaq.apps.conventions.queries.reading import AmendedText, amended_text, committee_in
from mithaq.apps.conventions.queries.views import CommitteeView
from mithaq.base.text import Labels

NOTHING = Labels("")
# An agenda is drawn up and read before it is sent, whatever the notice.
LEAST_NOTICE_DAYS = 7
WITH_PARTIES = frozenset({AmendedKind.COMMITTEE, AmendedKind.PARTY})


def committee_detail(reference: str, number: int, *, on: date) -> views.CommitteeDetail | None:
    """Read one committee, or nothing when the convention has none under this number."""
    row = _committees(on).filter(convention__reference=reference, number=number).first()
    if row is None:
        return None
    rule, seats = rule_view(row), _seats(row)
    text = amended_text(row.convention_id, on=on, kinds=WITH_PARTIES)
    read = committee_in(row, text)
    body = read.view
    meetings = _lines(row)
    held = [(item.held_on, item.number) for item in meetings if item.status == MeetingStatus.HELD]
    return views.CommitteeDetail(
        id=row.pk,
        reference=reference,
        convention=row.convention.labels,
        number=row.number,
        kind=body.kind,
        kind_label=body.kind_label,
        labels=body.labels,
        cadence_count=body.cadence_count,
        cadence_period=body.cadence_period,
        chair=body.chair,
        quorum=row.quorum,
        rule=rule,
        is_founded_here=row.grade == Grade.RECORDED,
        members=tuple(item for item in seats if _sits(item, on)),
        former=tuple(item for item in seats if not _sits(item, on)),
        meetings=meetings,
        windows=windows_as_amended(rule.counts_from, on, cadences=read.cadences, held=held)
        if rule
        else (),
        proposed_on=_proposed(body, meetings, rule, on=on) if rule else None,
        pending_count=row.pending_count,
        overdue_count=row.overdue_count,
        is_exercise=row.convention.is_exercise,
        access=_access(row, rule, seats, days=(on,), text=text),
    )


def committees_of(reference: str) -> tuple[tuple[int, Labels], ...]:
    """The numbers and names of a convention's committees."""
    rows = Committee.every.filter(convention__reference=reference).order_by("number")
    return tuple((row.number, row.labels) for row in rows)


def meeting_detail(
    reference: str, committee: int, number: int, *, on: date
) -> views.MeetingDetail | None:
    """Read one meeting, or nothing; it concerns who sat that day and who sits on the day asked."""
    row = (
        _meetings()
        .filter(
            committee__convention__reference=reference, committee__number=committee, number=number
        )
        .first()
    )
    return _detail(row, asked_on=on) if row else None


def meeting_of(meeting_id: int) -> views.MeetingDetail:
    """Read one meeting by its key, as its own day reads it; it must exist."""
    return _detail(_meetings().get(pk=meeting_id))


def _meetings() -> QuerySet[Any]:
    """Meetings with the number of the one that follows them, and of the last held before."""
    before = Meeting.objects.filter(
        committee=OuterRef("committee"), number__lt=OuterRef("number"), status=MeetingStatus.HELD
    )
    after = Meeting.objects.filter(follows=OuterRef("pk"))
    return Meeting.objects.select_related("committee__convention", "chair", "follows").annotate(
        last_held=Subquery(before.order_by("-number").values("number")[:1]),
        followed_by=Subquery(after.values("number")[:1]),
    )


def follower_of(meeting_id: int) -> int:
    """The key of the second convening of a meeting; it must exist."""
    return Meeting.objects.values_list("pk", flat=True).get(follows=meeting_id)


def _detail(row: Any, *, asked_on: date | None = None) -> views.MeetingDetail:
    committee, on = row.committee, timezone.localtime(row.starts_at).date()
    text = amended_text(committee.convention_id, on=asked_on or on, kinds={AmendedKind.PARTY})
    rule, seats = rule_view(committee), _seats(committee)
    members = _marked(row, [item for item in seats if _sits(item, on)])
    items = item_views(row)
    chair = next((item for item in members if item.id == row.chair_id), None)
    return views.MeetingDetail(
        id=row.pk,
        reference=committee.convention.reference,
        convention=committee.convention.labels,
        committee_id=committee.pk,
        committee_number=committee.number,
        committee=committee.labels,
        committee_kind=committee.kind,
        number=row.number,
        status=row.status,
        status_label=row.get_status_display(),
        starts_at=row.starts_at,
        slot_minutes=row.slot_minutes,
        mode=row.mode,
        mode_label=row.get_mode_display(),
        place=Labels.from_columns(row, "place"),
        chair=chair,
        presiding=presiding_of(row, chair),
        convened_on=row.convened_on,
        closed_at=row.closed_at,
        sat_on=row.sat_on,
        reason=row.reason,
        agenda_version=row.agenda_version,
        agenda_built_at=row.agenda_built_at,
        follows=row.follows.number if row.follows else None,
        followed_by=row.followed_by,
        last_held=row.last_held,
        rule=rule,
        quorum=_quorum(row, rule, members),
        members=members,
        items=tuple(item for item in items if item.standing == ItemStanding.ON_AGENDA),
        left_out=tuple(item for item in items if item.standing != ItemStanding.ON_AGENDA),
        decisions=decision_views(Decision.objects.filter(meeting=row)),
        minutes=minutes_view(row),
        is_exercise=committee.convention.is_exercise,
        access=_access(committee, rule, seats, days=(on, asked_on or on), text=text),
    )


def rule_view(committee: Committee) -> views.RuleView | None:
    """How a committee convenes, or nothing while nobody wrote it."""
    rule = CommitteeRule.objects.select_related("secretariat").filter(committee=committee).first()
    if rule is None:
        return None
    return views.RuleView(
        secretariat=rule.secretariat.labels,
        secretariat_slug=rule.secretariat.slug,
        secretariat_id=rule.secretariat_id,
        quorum=committee.quorum,
        quorum_percent=rule.quorum_percent,
        second_needs_quorum=rule.second_needs_quorum,
        second_after_days=rule.second_after_days,
        notice_days=rule.notice_days,
        is_chair_rotating=rule.is_chair_rotating,
        starts_from=rule.starts_from,
        slot_minutes=rule.slot_minutes,
        place=Labels.from_columns(rule, "place"),
        counts_from=rule.counts_from,
        are_minutes_public=rule.are_minutes_public,
        in_force_on=rule.in_force_on,
    )


def _committees(on: date) -> QuerySet[Any]:
    """Committees with their decisions that wait, and those whose day is past."""
    pending = Decision.objects.filter(
        meeting__committee=OuterRef("pk"),
        meeting__status=MeetingStatus.HELD,
        status__in=PENDING,
    )
    return Committee.every.select_related("convention").annotate(
        pending_count=_count(pending, "meeting__committee"),
        overdue_count=_count(pending.filter(due_on__lt=on), "meeting__committee"),
    )


def _count(rows: QuerySet[Any], by: str) -> Coalesce:
    """How many rows of a subquery, none being zero."""
    counted = rows.order_by().values(by).annotate(found=Count("pk")).values("found")
    return Coalesce(Subquery(counted), 0)


def _seats(committee: Committee) -> list[views.MemberView]:
    rows = CommitteeMember.objects.filter(committee=committee).select_related("organisation")
    return [_member(row) for row in rows.order_by("rank", "starts_on", "pk")]


def _member(row: CommitteeMember) -> views.MemberView:
    return views.MemberView(
        id=row.pk,
        rank=row.rank,
        seat=row.seat,
        seat_label=row.get_seat_display(),
        is_voting=row.is_voting,
        organisation=row.organisation.labels,
        organisation_slug=row.organisation.slug,
        organisation_id=row.organisation_id,
        person=Labels(row.person_fr, row.person_ar, row.person_fr),
        capacity=Labels.from_columns(row, "capacity"),
        is_interim=row.is_interim,
        substitute=Labels(row.substitute_fr, row.substitute_ar, row.substitute_fr),
        substitute_capacity=Labels.from_columns(row, "substitute_capacity"),
        starts_on=row.starts_on,
        ends_on=row.ends_on,
    )


def _sits(member: views.MemberView, on: date) -> bool:
    return member.starts_on <= on and (member.ends_on is None or on <= member.ends_on)


def _marked(meeting: Meeting, members: Iterable[views.MemberView]) -> tuple[views.MemberView, ...]:
    marks = {row.member_id: row for row in Attendance.objects.filter(meeting=meeting)}
    return tuple(
        replace(
            item,
            presence=marks[item.id].presence,
            presence_label=marks[item.id].get_presence_display(),
            by_name=marks[item.id].by_name,
        )
        if item.id in marks
        else item
        for item in members
    )


def _quorum(
    row: Meeting, rule: views.RuleView | None, members: Iterable[views.MemberView]
) -> Quorum:
    """The count written when the meeting closed, or what the attendance says so far."""
    listed = list(members)
    if row.voting_count is not None and row.present_count is not None:
        return Quorum(
            voting=row.voting_count, present=row.present_count, required=row.required_count
        )
    voting = sum(item.is_voting for item in listed)
    required = required_voices(
        voting=voting,
        number=rule.quorum if rule else None,
        percent=rule.quorum_percent if rule else None,
        is_asked=rule is None or rule.second_needs_quorum or row.follows_id is None,
    )
    return count_quorum(((item.is_voting, item.presence) for item in listed), required=required)


def _lines(committee: Committee) -> tuple[views.MeetingLine, ...]:
    told = Minutes.objects.filter(meeting=OuterRef("pk"))
    given = MinutesSignature.objects.filter(minutes__meeting=OuterRef("pk"))
    rows: QuerySet[Any] = (
        Meeting.objects.filter(committee=committee)
        .select_related("follows")
        .annotate(
            decision_count=_count(Decision.objects.filter(meeting=OuterRef("pk")), "meeting"),
            minutes_status=Coalesce(Subquery(told.values("status")[:1]), Value("")),
            is_public=Exists(told.filter(is_public=True)),
            has_chair=Exists(given.filter(seat=Seat.CHAIR)),
            has_secretary=Exists(given.filter(seat=Seat.SECRETARY)),
        )
        .order_by("-number")
    )
    return tuple(
        views.MeetingLine(
            id=row.pk,
            number=row.number,
            status=row.status,
            status_label=row.get_status_display(),
            starts_at=row.starts_at,
            decision_count=row.decision_count,
            minutes_status=row.minutes_status,
            is_public=row.is_public,
            follows=row.follows.number if row.follows else None,
            sat_on=row.sat_on,
            has_chair=row.has_chair,
            has_secretary=row.has_secretary,
        )
        for row in rows
    )


def _proposed(
    committee: CommitteeView,
    meetings: Iterable[views.MeetingLine],
    rule: views.RuleView,
    *,
    on: date,
) -> date:
    """One cadence after the last sitting; late, as soon as a convening reaches its members."""
    days = [item.held_on for item in meetings if item.status != MeetingStatus.CANCELLED]
    wanted = proposed_day(
        max(days, default=rule.counts_from),
        count=committee.cadence_count,
        period=committee.cadence_period,
    )
    soonest = on + timedelta(days=max(rule.notice_days, LEAST_NOTICE_DAYS))
    return wanted if wanted >= soonest else next_working_day(soonest)


def _access(
    committee: Committee,
    rule: views.RuleView | None,
    seats: Iterable[views.MemberView],
    *,
    days: Iterable[date],
    text: AmendedText | None,
) -> views.Access:
    """The bodies bound by the convention, that sit at the table, and that keep its papers."""
    return access_on(
        days,
        parties=bodies_bound(committee.convention_id, text),
        seats=[
            Seated(
                organisation_slug=item.organisation_slug,
                seat=item.seat,
                starts_on=item.starts_on,
                ends_on=item.ends_on,
            )
            for item in seats
        ],
        secretariat=rule.secretariat_slug if rule else "",
    )


def presence_choices() -> tuple[tuple[str, str], ...]:
    """The four ways to be there or not, in the order of the attendance sheet."""
    return tuple((item.value, str(item.label)) for item in Presence)
