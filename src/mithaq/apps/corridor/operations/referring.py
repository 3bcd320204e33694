"""What waits for the standing committee, and the decision that comes back."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction

from mithaq.apps.corridor.choices.cases import OPEN_CASES, SideStatus
from mithaq.apps.corridor.choices.problems import ProblemStatus, ReferralKind, ReferralStatus
from mithaq.apps.corridor.models import (
    Case,
    CommitteeReferral,
    Corridor,
    Message,
    SystemicProblem,
)
from mithaq.apps.corridor.operations import _words as words
from mithaq.apps.corridor.operations._problems import problem_line
from mithaq.apps.corridor.operations._referrals import (
    keep_before,
    leave_committee,
    may_return,
    referral_faults,
    referral_line,
    referral_to_settle,
    titles_of,
    waiting_referral,
)
from mithaq.apps.corridor.operations._rows import day_of, person, sides_of
from mithaq.apps.corridor.operations.sides import take_up
from mithaq.apps.corridor.policies import can_steer_problem
from mithaq.apps.corridor.queries.committees import body_id_of, decision_facts, members_of
from mithaq.apps.corridor.queries.placed import is_spoken_of
from mithaq.apps.corridor.queries.returning import Called
from mithaq.apps.organisations.queries import MandateView
from mithaq.base.errors import Refusal, refuse_if_any
from mithaq.base.text import Labels, in_every_language


@transaction.atomic
def refer_problem(
    *, public_id: str, reason: str, actor: Any, under: MandateView | None, at: datetime
) -> int:
    """Put a systemic problem before the standing committee; gives the referral's key."""
    rows = SystemicProblem.objects.select_for_update(of=("self",)).select_related("corridor")
    problem = rows.filter(public_id=public_id).first()
    if problem is None:
        raise Refusal(words.unknown("problem", public_id))
    bodies = members_of(problem.corridor_id, on=day_of(at))
    faults = []
    if not can_steer_problem(under, bodies, is_exercise=problem.is_exercise):
        faults.append(words.no_right(words.NOT_OF_CORRIDOR, "problem.refer"))
    faults += referral_faults(problem.corridor, ReferralKind.PROBLEM, str(problem.pk), reason)
    refuse_if_any(faults)
    referral = CommitteeReferral.objects.create(
        corridor=problem.corridor,
        kind=ReferralKind.PROBLEM,
        object_ref=str(problem.pk),
        problem=problem,
        **titles_of(problem.labels),
        reason=reason.strip(),
        referred_by_id=body_id_of(under.organisation if under else ""),
        by=person(actor),
        referred_at=at,
    )
    problem_line(
        problem, "refer_problem", actor=actor, under=under, at=at, reason=reason.strip(),
        after={"referral": referral.pk},
    )  # fmt: skip
    return referral.pk


@transaction.atomic
def refer_object(
    *,
    corridor: str,
    kind: str,
    object_ref: str,
    title: Labels,
    reason: str,
    actor: Any,
    under: MandateView | None,
    at: datetime,
) -> int:
    """Put a settlement or a proposal of reform before the standing committee, by its number."""
    service = Corridor.objects.select_for_update().filter(slug=corridor).first()
    if service is None:
        raise Refusal(words.unknown("corridor", corridor))
    faults, on = [], day_of(at)
    if kind not in (ReferralKind.SETTLEMENT, ReferralKind.PROPOSAL):
        faults.append(words.unknown("kind", kind))
    if not can_steer_problem(under, members_of(service.pk, on=on), is_exercise=service.is_exercise):
        faults.append(words.no_right(words.NOT_OF_CORRIDOR, "referral.refer"))
    elif not is_spoken_of(service.pk, kind, object_ref, on=on):
        faults.append(words.unknown("object_ref", object_ref))
    faults += referral_faults(service, kind, object_ref, reason)
    refuse_if_any(faults)
    referral = CommitteeReferral.objects.create(
        corridor=service,
        kind=kind,
        object_ref=object_ref,
        **titles_of(title),
        reason=reason.strip(),
        referred_by_id=body_id_of(under.organisation if under else ""),
        by=person(actor),
        referred_at=at,
    )
    after: dict[str, object] = {"referral": referral.pk, "kind": kind}
    referral_line(
        referral, "refer_object", actor=actor, under=under, at=at, after=after,
        reason=reason.strip(),
    )  # fmt: skip
    return referral.pk


@transaction.atomic
def refer_called(*, called: Called, actor: Any, under: MandateView | None, at: datetime) -> int:
    """Write down that a rule put something before the committee, so that its decision comes back;
    nobody referred it: the referral names no author."""
    service = Corridor.objects.select_for_update().filter(slug=called.corridor).first()
    if service is None:
        raise Refusal(words.unknown("corridor", called.corridor))
    if not may_return(service, under, at=at):
        raise Refusal(words.no_right(words.NOT_THE_SECRETARY, "referral.settle"))
    kind, ref = called.kind, called.object_ref
    problem = SystemicProblem.objects.filter(pk=ref) if kind == ReferralKind.PROBLEM else None
    why = in_every_language(called.why)
    refuse_if_any(referral_faults(service, kind, ref, called.why.fr))
    referral = CommitteeReferral.objects.create(
        corridor=service,
        kind=kind,
        object_ref=ref,
        problem=problem.get() if problem is not None else None,
        **titles_of(called.title),
        reason=why,
        referred_at=at,
    )
    after: dict[str, object] = {"referral": referral.pk, "kind": kind}
    referral_line(
        referral, "refer_called", actor=actor, under=under, at=at, after=after, reason=why
    )
    return referral.pk


@transaction.atomic
def settle_referral(
    *,
    referral_id: int,
    decision_id: int,
    answer: str,
    actor: Any,
    under: MandateView | None,
    at: datetime,
) -> None:
    """Bring the committee's decision back: a case gets it as a message that its parties read, a
    cause still to mend takes its day."""
    referral = referral_to_settle(referral_id, under, at=at)
    decision = decision_facts(decision_id)
    faults = []
    if decision is None or decision.committee_id != referral.corridor.standing_committee_id:
        faults.append(words.unknown("decision", str(decision_id)))
    if not answer.strip():
        faults.append(words.empty("answer", words.ANSWER))
    refuse_if_any(faults)
    referral.status, referral.decided_at = ReferralStatus.DECIDED, at
    referral.decision_id, referral.answer = decision_id, answer.strip()
    keep_before(referral)
    referral.save()
    after: dict[str, object] = {"referral": referral.pk, "decision": decision_id}
    if referral.case is not None:
        # The committee speaks, not the secretary who wrote it down: the journal knows who did.
        Message.objects.create(
            case=referral.case, referral=referral, body=answer.strip(), written_at=at
        )
        leave_committee(referral.case)
        if decision is not None:
            _give_the_hand(referral.case, decision.owner_id, actor=actor, at=at)
    if referral.problem is not None and decision is not None:
        after |= _take_the_day(referral.problem, decision.due_on)
    referral_line(referral, "settle_referral", actor=actor, under=under, at=at, after=after)


def _take_the_day(problem: SystemicProblem, due_on: date) -> dict[str, object]:
    """The day of the decision is that of the fix, while it is still awaited."""
    if problem.status not in (ProblemStatus.OPEN, ProblemStatus.FIXING):
        return {}
    problem.due_on = due_on
    problem.save(update_fields=["due_on"])
    return {"due_on": due_on}


def _give_the_hand(case: Case, owner_id: int, *, actor: Any, at: datetime) -> None:
    """The owner of a decision has the turn, where it is a party of a case still open; what it
    waited for from another party, it waits for no more."""
    sides = {side.institution_id: side for side in sides_of(case)}
    parties = {case.company_id, *sides}
    if case.status in OPEN_CASES and owner_id in parties:
        case.waits_for_id = owner_id
        case.save(update_fields=["waits_for"])
        own = sides.get(owner_id)
        if own is not None and own.status == SideStatus.WAITING_OTHER:
            take_up(own, actor=actor, at=at)


@transaction.atomic
def withdraw_referral(
    *, referral_id: int, reason: str, actor: Any, under: MandateView | None, at: datetime
) -> None:
    """Take off the list what no longer needs the committee, with a reason."""
    referral = waiting_referral(referral_id, under, at=at)
    if not reason.strip():
        raise Refusal(words.empty("reason", words.REASON))
    referral.status, referral.answer = ReferralStatus.WITHDRAWN, reason.strip()
    referral.save(update_fields=["status", "answer"])
    if referral.case is not None:
        leave_committee(referral.case)
    after: dict[str, object] = {"referral": referral.pk, "status": str(referral.status)}
    referral_line(
        referral, "withdraw_referral", actor=actor, under=under, at=at, after=after,
        reason=reason.strip(),
    )  # fmt: skip
