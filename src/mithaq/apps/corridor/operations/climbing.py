"""A case climbs: from the regional officers to the national level, then to the committee."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from mithaq.apps.corridor.choices import ESCALATION_STEPS, CaseLevel, RoutingReason
from mithaq.apps.corridor.choices.cases import OPEN_CASES, SideEventKind
from mithaq.apps.corridor.choices.problems import ReferralKind
from mithaq.apps.corridor.events import CaseEscalated
from mithaq.apps.corridor.models import Case, CommitteeReferral, Side
from mithaq.apps.corridor.operations import _words as words
from mithaq.apps.corridor.operations._referrals import titles_of
from mithaq.apps.corridor.operations._rows import (
    happened,
    line,
    opened,
    person,
    refreshed,
    sides_of,
    with_lateness,
)
from mithaq.apps.corridor.policies import can_escalate_case, can_refer_to_committee, party_of
from mithaq.apps.corridor.queries.committees import body_id_of
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
    line(
        case, "escalate_case", actor=actor, under=under, at=at, reason=reason.strip(),
        after={"level": level},
    )  # fmt: skip
    return CaseEscalated(public_id=case.public_id, number=case.number, level=level)


@transaction.atomic
def refer_case(
    *, public_id: str, reason: str, actor: Any, under: MandateView | None, at: datetime
) -> CaseEscalated:
    """Put a blocked case before the standing committee of its corridor."""
    case, access = opened(public_id, under)
    level = _level(case, "to_committee")
    faults = []
    if not can_refer_to_committee(under, access):
        faults.append(words.no_right(words.NOT_TO_REFER, "case.refer"))
    if not reason.strip():
        faults.append(words.empty("reason", words.REASON))
    refuse_if_any(faults)
    case.level = level
    case.save(update_fields=["level"])
    referral = CommitteeReferral.objects.create(
        corridor=case.corridor,
        kind=ReferralKind.CASE,
        object_ref=case.number,
        case=case,
        **titles_of(case.subject.labels),
        reason=reason.strip(),
        referred_by_id=body_id_of(party_of(under, access)),
        by=person(actor),
        referred_at=at,
    )
    line(
        case, "refer_case", actor=actor, under=under, at=at, reason=reason.strip(),
        after={"level": level, "referral": referral.pk},
    )  # fmt: skip
    return CaseEscalated(
        public_id=case.public_id, number=case.number, level=level, referral_id=referral.pk
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
    refreshed(side, at=at)
    side.save(update_fields=["case_officer", "routing", "due_at", "sorted_at"])
