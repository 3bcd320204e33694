"""Who sits on a committee and how it convenes: kept by its secretariat."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_noop

from mithaq.apps.accounts.models import User
from mithaq.apps.conventions.choices import Grade
from mithaq.apps.conventions.choices.amending import AmendedKind
from mithaq.apps.conventions.choices.meetings import Seat
from mithaq.apps.conventions.models import (
    AmendmentChange,
    Committee,
    CommitteeMember,
    CommitteeRule,
    Convention,
    Meeting,
)
from mithaq.apps.conventions.operations import _seat_checks as checks
from mithaq.apps.conventions.operations._columns import texts
from mithaq.apps.conventions.operations._sittings import Signed, write_line
from mithaq.apps.conventions.operations.sitting_drafts import (
    FoundingDraft,
    MemberDraft,
    RuleDraft,
)
from mithaq.base.errors import refuse_if_any

# Where a committee founded here stands in its convention: nowhere, its secretariat wrote it.
FOUNDED = gettext_noop("constitué après la signature, inscrit par le secrétariat")


@transaction.atomic
def found_committee(
    *,
    convention_id: int,
    draft: FoundingDraft,
    actor: User | Any,
    mandate: str,
    reason: str,
    at: datetime,
) -> int:
    """Found a committee on a convention; gives back its number. What its text did not print is
    recorded, not contractual."""
    convention = Convention.objects.select_for_update().get(pk=convention_id)
    refuse_if_any(checks.founding_faults(convention, draft))
    row = Committee.objects.create(
        convention=convention,
        number=_next_number(convention),
        kind=draft.kind,
        cadence_count=draft.cadence_count,
        cadence_period=draft.cadence_period,
        grade=Grade.RECORDED,
        source_id=convention.source_id,
        locator=FOUNDED,
        **texts(draft.title),
    )
    write_line(
        "found_committee",
        row,
        Signed(actor=actor, mandate=mandate, at=at, reason=reason),
        before=None,
        after={"number": row.number, "kind": row.kind, "label": row.label_fr},
    )
    return row.number


def _next_number(convention: Convention) -> int:
    """A number that neither the text nor any amendment, in effect or not, gives a committee."""
    own = Committee.every.filter(convention=convention).values_list("number", flat=True)
    added = AmendmentChange.objects.filter(
        amendment__convention=convention, object_kind=AmendedKind.COMMITTEE
    ).values_list("object_number", flat=True)
    return max((*own, *added), default=0) + 1


@transaction.atomic
def set_committee_rule(
    *,
    committee_id: int,
    draft: RuleDraft,
    actor: User | Any,
    mandate: str,
    reason: str,
    at: datetime,
) -> None:
    """Write how a committee convenes and counts; the rule before it stays in the journal."""
    committee = _committee(committee_id)
    before = CommitteeRule.objects.filter(committee=committee).first()
    refuse_if_any(checks.rule_faults(committee, draft, is_first=before is None))
    said = None if before is None else _rule_said(committee, before)
    rule, _is_new = CommitteeRule.objects.update_or_create(
        committee=committee,
        defaults={
            "secretariat_id": draft.secretariat_id,
            "quorum_percent": draft.quorum_percent,
            "second_needs_quorum": draft.second_needs_quorum,
            "second_after_days": draft.second_after_days,
            "notice_days": draft.notice_days,
            "is_chair_rotating": draft.is_chair_rotating,
            "starts_from": draft.starts_from,
            "slot_minutes": draft.slot_minutes,
            **texts(draft.place, "place"),
            "counts_from": draft.counts_from,
            "in_force_on": draft.in_force_on,
            "are_minutes_public": draft.are_minutes_public,
            "written_by": actor,
        },
    )
    committee.quorum = draft.quorum
    # A signed cadence changes by amendment: only a committee founded here has one of its own.
    if draft.cadence is not None and committee.grade == Grade.RECORDED:
        committee.cadence_count, committee.cadence_period = draft.cadence
    committee.save(update_fields=["quorum", "cadence_count", "cadence_period"])
    write_line(
        "set_committee_rule",
        committee,
        Signed(actor=actor, mandate=mandate, at=at, reason=reason),
        before=said,
        after=_rule_said(committee, rule),
    )


@transaction.atomic
def seat_member(
    *,
    committee_id: int,
    draft: MemberDraft,
    actor: User | Any,
    mandate: str,
    reason: str,
    at: datetime,
) -> int:
    """Give an organisation a seat from a day; gives back the key of the seat."""
    committee = _committee(committee_id)
    refuse_if_any(checks.member_faults(committee, draft))
    row = _seated(committee, draft)
    write_line(
        "seat_member",
        committee,
        Signed(actor=actor, mandate=mandate, at=at, reason=reason),
        before=None,
        after=_seat_said(row),
    )
    return row.pk


@transaction.atomic
def replace_member(
    *,
    member_id: int,
    draft: MemberDraft,
    actor: User | Any,
    mandate: str,
    reason: str,
    at: datetime,
) -> int:
    """Seat others in a seat from a day, the day before being the last of those who held it."""
    row = _member(member_id)
    last = draft.starts_on - timedelta(days=1)
    draft = replace(draft, organisation_id=row.organisation_id, seat=row.seat, rank=row.rank)
    refuse_if_any(
        [
            *checks.ending_faults(row, last, where="starts_on", is_replaced=True),
            *checks.member_faults(row.committee, draft, instead_of=row),
        ]
    )
    before = _seat_said(row)
    row.ends_on = last
    row.save(update_fields=["ends_on"])
    new = _seated(row.committee, draft)
    _hand_over(row, new)
    write_line(
        "replace_member",
        row.committee,
        Signed(actor=actor, mandate=mandate, at=at, reason=reason),
        before=before,
        after=_seat_said(new),
    )
    return new.pk


@transaction.atomic
def end_seat(
    *, member_id: int, on: date, actor: User | Any, mandate: str, reason: str, at: datetime
) -> None:
    """End a seat on a day: past meetings keep the member they had."""
    row = _member(member_id)
    refuse_if_any(checks.ending_faults(row, on, where="ends_on"))
    row.ends_on = on
    row.save(update_fields=["ends_on"])
    write_line(
        "end_seat",
        row.committee,
        Signed(actor=actor, mandate=mandate, at=at, reason=reason),
        before={"rank": row.rank, "ends_on": None},
        after={"rank": row.rank, "ends_on": on},
    )


def _committee(committee_id: int) -> Committee:
    return (
        Committee.every.select_for_update(of=("self",))
        .select_related("convention")
        .get(pk=committee_id)
    )


def _member(member_id: int) -> CommitteeMember:
    return (
        CommitteeMember.objects.select_for_update(of=("self",))
        .select_related("committee__convention")
        .get(pk=member_id)
    )


def _seated(committee: Committee, draft: MemberDraft) -> CommitteeMember:
    last = CommitteeMember.objects.filter(committee=committee).order_by("-rank").first()
    return CommitteeMember.objects.create(
        committee=committee,
        organisation_id=draft.organisation_id,
        seat=draft.seat,
        is_voting=draft.is_voting and draft.seat != Seat.GUEST,
        rank=draft.rank or (last.rank + 1 if last else 1),
        person_fr=draft.person.fr,
        person_ar=draft.person.ar,
        is_interim=draft.is_interim,
        substitute_fr=draft.substitute.fr,
        substitute_ar=draft.substitute.ar,
        starts_on=draft.starts_on,
        ends_on=draft.ends_on,
        **texts(draft.capacity, "capacity"),
        **texts(draft.substitute_capacity, "substitute_capacity"),
    )


def _hand_over(old: CommitteeMember, new: CommitteeMember) -> None:
    """The meetings still open that the old member was to chair are chaired by the new one."""
    open_ = Meeting.objects.filter(chair=old, status__in=checks.OPEN)
    open_.filter(starts_at__date__gte=new.starts_on).update(chair=new)


def _seat_said(row: CommitteeMember) -> dict[str, object]:
    return {
        "seat": row.seat,
        "rank": row.rank,
        "person": row.person_fr,
        "substitute": row.substitute_fr,
        "is_voting": row.is_voting,
        "starts_on": row.starts_on,
        "ends_on": row.ends_on,
    }


def _rule_said(committee: Committee, rule: CommitteeRule) -> dict[str, object]:
    return {
        "quorum": committee.quorum,
        "quorum_percent": rule.quorum_percent,
        "second_needs_quorum": rule.second_needs_quorum,
        "second_after_days": rule.second_after_days,
        "notice_days": rule.notice_days,
        "cadence": f"{committee.cadence_count or ''} {committee.cadence_period}".strip(),
        "in_force_on": rule.in_force_on,
    }
