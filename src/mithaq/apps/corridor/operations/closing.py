"""How a case ends and comes back: joint decision, withdrawal, satisfaction, reopening."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from mithaq.apps.corridor.choices.cases import (
    ANSWERS,
    CARRIED_OUT,
    CaseStatus,
    OutcomeKind,
    SideEventKind,
    SideStatus,
)
from mithaq.apps.corridor.choices.exchanges import ProposalStatus
from mithaq.apps.corridor.events import CaseClosed, SideMoved
from mithaq.apps.corridor.models import (
    Agreement,
    Case,
    Outcome,
    Proposal,
    Satisfaction,
    Side,
)
from mithaq.apps.corridor.models.cases import NEVER
from mithaq.apps.corridor.operations import _hand_words as hand_words
from mithaq.apps.corridor.operations import _words as words
from mithaq.apps.corridor.operations._rows import (
    case_step,
    happened,
    line,
    moved,
    opened,
    refreshed,
    sides_of,
)
from mithaq.apps.corridor.operations.drafts import OutcomeDraft
from mithaq.apps.corridor.policies import can_close_case, can_reopen_case, can_speak_for_company
from mithaq.apps.corridor.queries.access import state_of
from mithaq.apps.corridor.queries.clocks import clocks_of, working_days
from mithaq.apps.corridor.queries.turns import is_ready_to_close
from mithaq.apps.organisations.queries import MandateView
from mithaq.base.errors import Fault, Refusal, refuse_if_any
from mithaq.engines.clocks import EVER_LATE


@transaction.atomic
def close_case(
    *, public_id: str, draft: OutcomeDraft, actor: Any, under: MandateView | None, at: datetime
) -> CaseClosed:
    """Write the joint decision: every side that decides answered, every relay took note.

    It says what a signed agreement says: a case agreed on is not closed by a refusal.
    """
    case, access = opened(public_id, under)
    status = case_step(case, "close")
    sides = sides_of(case)
    faults = _outcome_faults(draft)
    if not can_close_case(under, access):
        faults.append(words.no_right(words.NOT_TO_CLOSE, "case.close"))
    if not is_ready_to_close([state_of(side) for side in sides], status=case.status):
        faults.append(Fault("sides", words.NOT_READY, "case.joint_decision"))
    if to_sign(case).exists():
        faults.append(Fault("agreement", words.UNSIGNED, "case.agreement_signed"))
    if case.status == CaseStatus.AGREED and draft.kind not in CARRIED_OUT:
        faults.append(Fault("kind", hand_words.AGREED_FIRST, "case.close.agreed"))
    refuse_if_any(faults)
    days = _end(case, sides, status=status, draft=draft, actor=actor, at=at)
    line(
        case, "close_case", actor=actor, under=under, at=at,
        after={"status": status, "kind": draft.kind, "working_days": days,
               "money_unblocked_centimes": draft.money_unblocked_centimes},
    )  # fmt: skip
    return _closed(case, days)


@transaction.atomic
def withdraw_case(
    *,
    public_id: str,
    reason: str,
    is_explained: bool = False,
    actor: Any,
    under: MandateView | None,
    at: datetime,
) -> CaseClosed:
    """The company takes its case back; ``is_explained``: the explanation shown was enough."""
    case, access = opened(public_id, under)
    status = case_step(case, "withdraw")
    faults = []
    if not can_speak_for_company(under, access):
        faults.append(words.no_right(words.NOT_THE_COMPANY, "case.withdraw"))
    if not reason.strip():
        faults.append(words.empty("reason", words.REASON))
    refuse_if_any(faults)
    kind = OutcomeKind.EXPLAINED if is_explained else OutcomeKind.WITHDRAWN
    case.solved_at_first_step = is_explained
    draft = OutcomeDraft(kind=kind, reasons=reason.strip())
    days = _end(case, sides_of(case), status=status, draft=draft, actor=actor, at=at)
    line(
        case, "withdraw_case", actor=actor, under=under, at=at, reason=reason.strip(),
        after={"status": status, "kind": str(kind)},
    )  # fmt: skip
    return _closed(case, days)


@transaction.atomic
def reopen_case(
    *, public_id: str, reason: str, actor: Any, under: MandateView | None, at: datetime
) -> tuple[SideMoved, ...]:
    """Open a case again: each side keeps its officer and promises its delay again."""
    case, access = opened(public_id, under)
    status = case_step(case, "reopen")
    faults = []
    if not can_reopen_case(under, access):
        faults.append(words.no_right(words.NOT_A_PARTY, "case.reopen"))
    if not reason.strip():
        faults.append(words.empty("reason", words.REASON))
    refuse_if_any(faults)
    before = str(case.status)
    events = put_back(case, reason=reason, actor=actor, at=at)
    line(
        case, "reopen_case", actor=actor, under=under, at=at, reason=reason.strip(),
        before={"status": before}, after={"status": status},
    )  # fmt: skip
    return events


def put_back(case: Case, *, reason: str, actor: Any, at: datetime) -> tuple[SideMoved, ...]:
    """Open an ended case and each of its sides again."""
    case.status, case.closed_at, case.closed_how = case_step(case, "reopen"), None, ""
    case.solved_at_first_step = False
    case.save(update_fields=["status", "closed_at", "closed_how", "solved_at_first_step"])
    events = []
    for side in sides_of(case):
        happened(side, SideEventKind.RENEWED, actor=actor, at=at, reason=reason)
        side.status, side.is_open = SideStatus.TO_TAKE, True
        side.answer_kind, side.answer = "", ""
        side.answered_at = side.seen_at = None
        refreshed(side, at=at)
        side.save()
        events.append(moved(side, case))
    return tuple(events)


@transaction.atomic
def rate_case(
    *,
    public_id: str,
    score: int,
    comment: str = "",
    actor: Any,
    under: MandateView | None,
    at: datetime,
) -> None:
    """The company says what it thinks of the way its case ended, once for each ending."""
    case, access = opened(public_id, under)
    last = Outcome.objects.filter(case=case).order_by("-decided_at", "-pk").first()
    faults = []
    if not can_speak_for_company(under, access):
        faults.append(words.no_right(words.NOT_THE_COMPANY, "case.rate"))
    if last is None or case.closed_at is None:
        faults.append(Fault("case", words.NOT_ENDED, "satisfaction.after_end"))
    elif Satisfaction.objects.filter(outcome=last).exists():
        faults.append(Fault("score", words.RATED, "satisfaction.once"))
    if not 1 <= score <= 5:
        faults.append(Fault("score", words.SCORE, "satisfaction.score"))
    refuse_if_any(faults)
    if last is None:
        raise Refusal(Fault("case", words.NOT_ENDED, "satisfaction.after_end"))
    Satisfaction.objects.create(outcome=last, score=score, words=comment.strip(), given_at=at)
    line(case, "rate_case", actor=actor, under=under, at=at, after={"score": score})


def to_sign(case: Case) -> QuerySet[Agreement]:
    """The agreements of a case that still wait for a signature."""
    return Agreement.objects.filter(case=case, concluded_at__isnull=True, dropped_at__isnull=True)


def _outcome_faults(draft: OutcomeDraft) -> list[Fault]:
    faults = []
    if draft.kind not in ANSWERS:
        faults.append(words.empty("kind", words.ANSWER_KIND))
    if not draft.reasons.strip():
        faults.append(words.empty("reasons", words.REASONS))
    if draft.money_unblocked_centimes is not None and draft.money_unblocked_centimes < 0:
        faults.append(Fault("money_unblocked", words.MONEY, "outcome.money"))
    if draft.people_count is not None and draft.people_count < 0:
        faults.append(Fault("people_count", words.PEOPLE, "outcome.people"))
    return faults


def _end(
    case: Case,
    sides: Sequence[Side],
    *,
    status: str,
    draft: OutcomeDraft,
    actor: Any,
    at: datetime,
) -> int:
    """Close the case and every side of it; gives the working days that it took."""
    readings = clocks_of(sides, at=at)
    promised = [readings[side.pk] for side in sides if side.norm_id]
    for side in sides:
        if readings[side.pk].closed_at is None:
            happened(side, SideEventKind.CLOSED, actor=actor, at=at)
        side.status, side.is_open = SideStatus.CLOSED, False
        side.due_at, side.sorted_at, side.waits_for = None, NEVER, None
        side.save(update_fields=["status", "is_open", "due_at", "sorted_at", "waits_for"])
    open_ones = Proposal.objects.filter(case=case, status=ProposalStatus.MADE)
    open_ones.update(status=ProposalStatus.WITHDRAWN, settled_at=at)
    days = working_days(case.submitted_at, at)
    Outcome.objects.create(
        case=case,
        kind=draft.kind,
        reasons=draft.reasons.strip(),
        money_unblocked_centimes=draft.money_unblocked_centimes,
        people_count=draft.people_count,
        decided_at=at,
        is_within_norm=all(item.state not in EVER_LATE for item in promised) if promised else None,
        working_days=days,
    )
    case.status, case.closed_at, case.closed_how = status, at, draft.kind
    case.waits_for = None
    case.save(
        update_fields=["status", "closed_at", "closed_how", "solved_at_first_step", "waits_for"]
    )
    return days


def _closed(case: Case, days: int) -> CaseClosed:
    return CaseClosed(
        public_id=case.public_id, number=case.number, kind=str(case.closed_how), working_days=days
    )
