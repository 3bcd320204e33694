"""What the operations on referrals share: one line, titles, a referral that still waits."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from mithaq.apps.accounts.operations import record
from mithaq.apps.corridor.choices import CaseLevel
from mithaq.apps.corridor.choices.problems import ReferralKind, ReferralStatus
from mithaq.apps.corridor.models import (
    Case,
    CommitteeReferral,
    Corridor,
    ReformProposal,
    Settlement,
)
from mithaq.apps.corridor.operations import _words as words
from mithaq.apps.corridor.operations._problems import problem_line
from mithaq.apps.corridor.operations._rows import day_of, line
from mithaq.apps.corridor.policies import can_return_decision, can_settle_referral
from mithaq.apps.corridor.queries.awaited import awaited_of
from mithaq.apps.corridor.queries.committees import committee_access, members_of
from mithaq.apps.organisations.queries import MandateView
from mithaq.base.errors import Fault, Refusal
from mithaq.base.text import Labels


def referral_faults(corridor: Corridor, kind: str, ref: str, reason: str) -> list[Fault]:
    """An object waits for the committee once, and says why."""
    waiting = CommitteeReferral.objects.filter(
        corridor=corridor, kind=kind, object_ref=ref, status=ReferralStatus.REFERRED
    )
    faults = []
    if waiting.exists():
        faults.append(Fault("referral", words.REFERRED_ALREADY, "referral.once"))
    if not reason.strip():
        faults.append(words.empty("reason", words.REASON))
    return faults


def waiting_referral(
    referral_id: int, under: MandateView | None, *, at: datetime
) -> CommitteeReferral:
    """A referral that still waits, for the secretary of an institution of the corridor."""
    referral = _referral(referral_id)
    bodies = members_of(referral.corridor_id, on=day_of(at))
    if not can_settle_referral(under, bodies, is_exercise=referral.corridor.is_exercise):
        raise Refusal(words.no_right(words.NOT_THE_SECRETARY, "referral.settle"))
    return _still_waiting(referral)


def referral_to_settle(
    referral_id: int, under: MandateView | None, *, at: datetime
) -> CommitteeReferral:
    """A referral that still waits, for whoever may bring the decision of its committee back."""
    referral = _referral(referral_id)
    if not may_return(referral.corridor, under, at=at):
        raise Refusal(words.no_right(words.NOT_THE_SECRETARY, "referral.settle"))
    return _still_waiting(referral)


def may_return(corridor: Corridor, under: MandateView | None, *, at: datetime) -> bool:
    """Whether a mandate brings back what the standing committee of a corridor decided."""
    on = day_of(at)
    return can_return_decision(
        under,
        members_of(corridor.pk, on=on),
        committee_access(corridor.standing_committee_id, on=on),
        is_exercise=corridor.is_exercise,
    )


def _referral(referral_id: int) -> CommitteeReferral:
    rows = CommitteeReferral.objects.select_for_update(of=("self",)).select_related(
        "corridor", "case", "problem"
    )
    referral = rows.filter(pk=referral_id).first()
    if referral is None:
        raise Refusal(words.unknown("referral", str(referral_id)))
    if referral.case is not None:
        # Held and read again: its parties may have closed it while the committee sat.
        referral.case = Case.objects.select_for_update().get(pk=referral.case.pk)
    return referral


def _still_waiting(referral: CommitteeReferral) -> CommitteeReferral:
    if referral.status != ReferralStatus.REFERRED:
        raise Refusal(words.referral_not_there(referral.status))
    return referral


def leave_committee(case: Case) -> None:
    """A case that waits for the committee no more is again that of the national level, which may
    put it before the committee once more."""
    if case.level == CaseLevel.COMMITTEE:
        case.level = CaseLevel.NATIONAL
        case.save(update_fields=["level"])


def keep_before(referral: CommitteeReferral) -> None:
    """Write where its object stands before the decision changes it: state, owner and day."""
    ref = referral.object_ref
    if referral.case is not None:
        referral.state_before = referral.case.status
        awaited = awaited_of(referral.case)
        referral.owner_before_id = awaited.organisation_id if awaited else None
        referral.due_before = awaited.due_on if awaited else None
    elif referral.problem is not None:
        referral.state_before = referral.problem.status
        referral.owner_before_id = referral.problem.owner_id
        referral.due_before = referral.problem.due_on
    else:
        kind = Settlement if referral.kind == ReferralKind.SETTLEMENT else ReformProposal
        found = kind.objects.filter(number=ref).values_list("status", flat=True).first()
        referral.state_before = found or ""


def titles_of(labels: Labels) -> dict[str, str]:
    """The three titles of a point, as long as an agenda shows them."""
    return {
        "title_fr": labels.fr[:200], "title_ar": labels.ar[:200], "title_en": labels.en[:200]
    }  # fmt: skip


def referral_line(
    referral: CommitteeReferral,
    action: str,
    *,
    actor: Any,
    under: MandateView | None,
    at: datetime,
    after: dict[str, object],
    reason: str = "",
) -> None:
    """Leave the one audit line of an operation on a referral, on what it is about."""
    said = {"actor": actor, "under": under, "at": at, "after": after, "reason": reason}
    if referral.case is not None:
        line(referral.case, action, **said)
    elif referral.problem is not None:
        problem_line(referral.problem, action, **said)
    else:
        record(
            actor=actor,
            mandate=under.text if under else "",
            action=f"corridor.{action}",
            object_type="committee_referral",
            object_ref=f"{referral.kind}:{referral.object_ref}",
            object_label=referral.title_fr,
            before=None,
            after=after,
            reason=reason,
            at=at,
        )
