"""What someone may do in a case now: the tables of lives, the rights, and where things stand."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from mithaq.apps.corridor.choices import ESCALATION_STEPS
from mithaq.apps.corridor.choices.cases import (
    CASE_STEPS,
    OPEN_CASES,
    SIDE_STEPS,
    CaseStatus,
    SideStatus,
    SideStep,
)
from mithaq.apps.corridor.choices.exchanges import ProposalStatus
from mithaq.apps.corridor.policies.cases import (
    SIDE_POLICIES,
    can_act_for_side,
    can_answer_proposal,
    can_close_case,
    can_contest_refusal,
    can_escalate_case,
    can_join_case,
    can_refer_to_committee,
    can_reopen_case,
    can_sign_agreement,
    can_speak_for_company,
    can_treat_terms,
    can_withdraw_proposal,
    party_of,
)
from mithaq.apps.corridor.queries.access import CaseAccess
from mithaq.apps.corridor.queries.turns import (
    are_answers_in,
    are_terms_agreed,
    is_ready_to_close,
)
from mithaq.apps.corridor.queries.views import CaseView, SideView
from mithaq.apps.organisations.queries import MandateView

# The operation that takes each step of a side.
SIDE_ACTS: Final = {
    SideStep.TAKE: "take_side",
    SideStep.ASK_COMPLETION: "ask_completion",
    SideStep.COMPLETE: "bring_completion",
    SideStep.WAIT: "wait_for_other",
    SideStep.RESUME: "resume_side",
    SideStep.ANSWER: "answer_side",
    SideStep.SEE: "see_answers",
    SideStep.REVISE: "revise_side",
}


def acts_of(mandate: MandateView | None, access: CaseAccess, view: CaseView) -> frozenset[str]:
    """The names of the operations that would not be refused to someone on a case as it stands."""
    return frozenset(
        [
            *_on_sides(mandate, access, view),
            *_on_case(mandate, access, view),
            *_on_terms(mandate, access, view),
        ]
    )


def _on_sides(mandate: MandateView | None, access: CaseAccess, view: CaseView) -> Iterator[str]:
    for side in view.sides:
        for step, starts, _to, who in SIDE_STEPS:
            is_theirs = step in SIDE_ACTS and SIDE_POLICIES[who](mandate, access, side.institution)
            # Nothing is asked of a company on what one does not read.
            is_blind = view.is_redacted and step == SideStep.ASK_COMPLETION
            if is_blind:
                continue
            if is_theirs and side.status in starts and _is_time(step, side, access):
                yield SIDE_ACTS[SideStep(step)]
        if can_act_for_side(mandate, access, side.institution):
            yield "write_note"
            if side.status != SideStatus.CLOSED:
                yield "transfer_side"


def _is_time(step: str, side: SideView, access: CaseAccess) -> bool:
    if step == SideStep.ASK_COMPLETION:
        return not side.is_completion_asked
    return step != SideStep.SEE or are_answers_in(access.sides)


def _on_case(mandate: MandateView | None, access: CaseAccess, view: CaseView) -> Iterator[str]:
    starts = {name: froms for name, froms, _to, _who in CASE_STEPS}
    levels = {name: froms for name, froms, _to, _who in ESCALATION_STEPS}
    is_open = view.status in OPEN_CASES
    if is_open and can_join_case(mandate, access):
        yield from ("write_message", "propose_appointment")
        own = party_of(mandate, access)
        if view.decided == own or any(side.waits_for == own for side in view.sides):
            yield "hand_back"
    is_unsigned = any(item.is_to_sign for item in view.agreements)
    is_ready = is_ready_to_close(access.sides, status=view.status) and not is_unsigned
    if view.status in starts["close"] and is_ready and can_close_case(mandate, access):
        yield "close_case"
    if can_speak_for_company(mandate, access):
        if view.status in starts["withdraw"]:
            yield "withdraw_case"
        if not is_open and view.outcomes and view.outcomes[-1].score is None:
            yield "rate_case"
    if can_contest_refusal(mandate, access):
        yield "contest_refusal"
    if view.status in starts["reopen"] and can_reopen_case(mandate, access):
        yield "reopen_case"
    if is_open and view.level in levels["to_national"] and can_escalate_case(mandate, access):
        yield "escalate_case"
    if is_open and view.level in levels["to_committee"] and can_refer_to_committee(mandate, access):
        yield "refer_case"


def _on_terms(mandate: MandateView | None, access: CaseAccess, view: CaseView) -> Iterator[str]:
    made = [item for item in view.proposals if item.status == ProposalStatus.MADE]
    if view.status == CaseStatus.OPEN:
        is_theirs = can_treat_terms(mandate, access, is_personal=view.is_personal)
        if not made and is_theirs:
            yield "make_proposal"
        for item in made:
            if can_answer_proposal(
                mandate, access, proposer=item.proposer, is_personal=view.is_personal
            ):
                yield from ("counter_proposal", "refuse_proposal")
                if party_of(mandate, access) not in item.accepted or are_terms_agreed(
                    access.sides,
                    company=access.company,
                    proposer=item.proposer,
                    accepted=item.accepted,
                ):
                    yield "accept_proposal"
            if can_withdraw_proposal(mandate, access, proposer=item.proposer):
                yield "withdraw_proposal"
    for agreement in view.agreements:
        for turn in agreement.signatures:
            is_free = agreement.dropped_at is None and view.status in OPEN_CASES
            if is_free and can_sign_agreement(mandate, access, turn.organisation):
                if turn.signed_at is None:
                    yield from ("sign_agreement", "refuse_signature")
                elif agreement.is_in_force:
                    yield "drop_agreement"
