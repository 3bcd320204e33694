"""A case climbs: from the regional officers to the national level, then to the committee."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from mithaq.apps.corridor.choices import ESCALATION_STEPS, CaseLevel, RoutingReason
from mithaq.apps.corridor.choices.cases import (
    ENDED_CASES,
    OPEN_CASES,
    OutcomeKind,
    SideEventKind,
    SideStatus,
)
from mithaq.apps.corridor.choices.problems import ReferralKind
from mithaq.apps.corridor.events import CaseEscalated
from mithaq.apps.corridor.models import Case, CommitteeReferral, Side
from mithaq.apps.corridor.operations import _climb_words as climb_words
from mithaq.apps.corridor.operations import _words as words
from mithaq.apps.corridor.operations._referrals import titles_of
from mithaq.apps.corridor.operations._rows import (
    happened,
    line,
    opened,
    person,
    sides_of,
    with_lateness,
)
from mithaq.apps.corridor.operations.closing import put_back
from mithaq.apps.corridor.operations.sides import clocked, unsay
from mithaq.apps.corridor.operations.talking import write_note
from mithaq.apps.corridor.policies import (
    can_call_case,
    can_contest_refusal,
    can_escalate_case,
    can_refer_to_committee,
    can_settle_referral,
    party_of,
)
from mithaq.apps.corridor.queries.committees import body_id_of, members_of
from mithaq.apps.corridor.queries.routing import choose, officers_of
from mithaq.apps.organisations.queries import MandateView
from mithaq.base.errors import Refusal, refuse_if_any


@transaction.atomic
def escalate_case(
    *, public_id: str, reason: str, actor: Any, under: MandateView | None, at: datetime
) -> CaseEscalated:
    """Carry a case to the national level: each side still open goes to a national officer.

    The company may once a side is late; the officer of any side, whenever it has a reason.
    """
    case, access = opened(public_id, under)
    level = _level(case, "to_national")
    access = with_lateness(case, access, at=at)
    faults = []
    if not can_escalate_case(under, access):
        faults.append(words.no_right(words.NOT_TO_ESCALATE, "case.escalate"))
    if not reason.strip():
        faults.append(words.empty("reason", words.REASON))
    refuse_if_any(faults)
    before = {"level": case.level}
    _to_national(case, level, reason=reason, actor=actor, at=at)
    line(
        case, "escalate_case", actor=actor, under=under, at=at, reason=reason.strip(),
        before=before, after={"level": level},
    )  # fmt: skip
    return CaseEscalated(public_id=case.public_id, number=case.number, level=level)


@transaction.atomic
def refer_case(
    *,
    public_id: str,
    reason: str,
    note: str = "",
    actor: Any,
    under: MandateView | None,
    at: datetime,
) -> CaseEscalated:
    """Put a blocked case before the standing committee of its corridor.

    All parties read the reason; a note stays with the institution of who refers.
    """
    case, access = opened(public_id, under)
    level = _level(case, "to_committee")
    faults = []
    if not can_refer_to_committee(under, access):
        faults.append(words.no_right(words.NOT_TO_REFER, "case.refer"))
    if not reason.strip():
        faults.append(words.empty("reason", words.REASON))
    refuse_if_any(faults)
    by = party_of(under, access)
    if note.strip():
        write_note(
            public_id=public_id, institution=by, body=note, actor=actor, under=under, at=at
        )  # fmt: skip
    return _referred(case, level, by=by, reason=reason, actor=actor, under=under, at=at)


@transaction.atomic
def contest_refusal(
    *, public_id: str, reason: str, actor: Any, under: MandateView | None, at: datetime
) -> CaseEscalated:
    """The company contests a reasoned refusal: what is closed opens again, and the case goes to
    the next rung, the national level or the standing committee, which reads why."""
    case, access = opened(public_id, under)
    faults = []
    if not can_contest_refusal(under, access):
        faults.append(words.no_right(climb_words.NOT_TO_CONTEST, "case.contest"))
    if not reason.strip():
        faults.append(words.empty("reason", words.REASON))
    refuse_if_any(faults)
    if case.status in ENDED_CASES:
        put_back(case, reason=reason, actor=actor, at=at)
    else:
        _examine_again(case, reason=reason, actor=actor, at=at)
    referral_id, before = None, {"level": case.level}
    if case.level == CaseLevel.REGION:
        level = _level(case, "to_national")
        _to_national(case, level, reason=reason, actor=actor, at=at)
    else:
        level = _level(case, "to_committee")
        referral = to_committee(case, level, by=access.company, reason=reason, actor=actor, at=at)
        referral_id = referral.pk
    line(
        case, "contest_refusal", actor=actor, under=under, at=at, reason=reason.strip(),
        before=before, after={"level": level, "referral": referral_id},
    )  # fmt: skip
    return CaseEscalated(
        public_id=case.public_id, number=case.number, level=level, referral_id=referral_id
    )


@transaction.atomic
def call_case(
    *, number: str, reason: str, actor: Any, under: MandateView | None, at: datetime
) -> CaseEscalated:
    """The secretary puts on the agenda a case that the national level has and that stays blocked.

    The secretary reads no case before it is referred: this one is known by its number.
    """
    rows = Case.objects.select_for_update(of=("self",)).select_related(
        "corridor", "company", "territory", "subject__family", "region"
    )
    case = rows.filter(number=number).first()
    bodies = members_of(case.corridor_id, on=timezone.localtime(at).date()) if case else frozenset()
    if case is None or not can_settle_referral(under, bodies, is_exercise=case.is_exercise):
        raise Refusal(words.no_such_case())
    faults = []
    if not can_call_case(under, bodies, case.level, is_exercise=case.is_exercise):
        faults.append(words.no_right(climb_words.NOT_TO_CALL, "case.call"))
    if not reason.strip():
        faults.append(words.empty("reason", words.REASON))
    refuse_if_any(faults)
    level = _level(case, "to_committee")
    by = under.organisation if under else ""
    return _referred(case, level, by=by, reason=reason, actor=actor, under=under, at=at)


def _referred(
    case: Case,
    level: str,
    *,
    by: str,
    reason: str,
    actor: Any,
    under: MandateView | None,
    at: datetime,
) -> CaseEscalated:
    """Put a case on the agenda of the committee, and write who did and why."""
    before = {"level": case.level}
    referral = to_committee(case, level, by=by, reason=reason, actor=actor, at=at)
    line(
        case, "refer_case", actor=actor, under=under, at=at, reason=reason.strip(),
        before=before, after={"level": level, "referral": referral.pk},
    )  # fmt: skip
    return CaseEscalated(
        public_id=case.public_id, number=case.number, level=level, referral_id=referral.pk
    )


def _examine_again(case: Case, *, reason: str, actor: Any, at: datetime) -> None:
    """The sides that refused, and the relays that took note of it, have the file again."""
    for side in sides_of(case):
        is_refusal = side.answer_kind == OutcomeKind.REFUSED_REASONED
        if side.status == SideStatus.SEEN or (side.status == SideStatus.ANSWERED and is_refusal):
            clocked(
                side, SideStatus.IN_HAND, SideEventKind.REOPENED, actor=actor, at=at, reason=reason
            )
            unsay(side)


def _to_national(case: Case, level: str, *, reason: str, actor: Any, at: datetime) -> None:
    case.level = level
    case.save(update_fields=["level"])
    on = timezone.localtime(at).date()
    sides = [side for side in sides_of(case) if side.is_open]
    officers = officers_of([side.institution_id for side in sides], on=on)
    for side in sides:
        found = choose(
            officers.get(side.institution_id, ()),
            family_id=case.subject.family_id,
            territory_code=case.territory.code,
            level=level,
        )
        if found.officer_id:
            _hand_over(side, found.officer_id, actor=actor, at=at, reason=reason)


def to_committee(
    case: Case, level: str, *, by: str, reason: str, actor: Any, at: datetime
) -> CommitteeReferral:
    """Write down that a case waits for the standing committee of its corridor, and for whom."""
    case.level = level
    case.save(update_fields=["level"])
    return CommitteeReferral.objects.create(
        corridor=case.corridor,
        kind=ReferralKind.CASE,
        object_ref=case.number,
        case=case,
        **titles_of(case.subject.labels),
        reason=reason.strip(),
        referred_by_id=body_id_of(by),
        by=person(actor),
        referred_at=at,
    )


def _level(case: Case, name: str) -> str:
    _name, starts, to, _who = next(step for step in ESCALATION_STEPS if step[0] == name)
    if case.level not in starts or case.status not in OPEN_CASES:
        raise Refusal(words.level_not_there(CaseLevel(case.level), name))
    return str(to)


def _hand_over(side: Side, officer_id: int, *, actor: Any, at: datetime, reason: str) -> None:
    if side.case_officer_id == officer_id:
        return
    side.case_officer_id, side.routing = officer_id, RoutingReason.ESCALATED
    happened(side, SideEventKind.TRANSFERRED, actor=actor, at=at, reason=reason)
    side.save(update_fields=["case_officer", "routing"])
