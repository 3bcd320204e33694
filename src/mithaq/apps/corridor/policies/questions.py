"""Who may ask a company about its declarations, answer, help, decide, draw and propose.

Every right stays in its world: a fictitious body touches exercises only, a real one none.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Final

from mithaq.apps.corridor.queries.question_views import QuestionStake
from mithaq.apps.organisations.choices import Role
from mithaq.apps.organisations.policies import is_within
from mithaq.apps.organisations.queries import MandateView

# They write for their body in a corridor; a signatory approves for it.
DRAFTERS: Final = frozenset(
    {Role.FUND_OFFICER, Role.FEDERATION_OFFICER, Role.LEGAL_DRAFTER, Role.PROGRAMME_MANAGER}
)
APPROVERS: Final = frozenset({Role.SIGNATORY, Role.FEDERATION_OFFICER})


def can_enter_signal(
    mandate: MandateView | None, territory_code: str, *, is_exercise: bool
) -> bool:
    """An officer of the fund enters a signal about a company of the officer's territory."""
    if mandate is None or mandate.role != Role.FUND_OFFICER or not mandate.organisation:
        return False
    if mandate.is_exercise != is_exercise:
        return False
    own = mandate.territory_code
    return not own or is_within(territory_code, own)


def can_lead_question(mandate: MandateView | None, stake: QuestionStake) -> bool:
    """An officer of the institution that asks, in the company's territory or national, leads it:
    opens it, lengthens its window, withdraws it, follows the people regularised."""
    is_in_place = can_enter_signal(mandate, stake.territory_code, is_exercise=stake.is_exercise)
    return is_in_place and mandate is not None and mandate.organisation == stake.institution


def can_decide_question(mandate: MandateView | None, stake: QuestionStake) -> bool:
    """An officer of the institution decides; that it is not who opened it is checked beside."""
    return can_lead_question(mandate, stake)


def is_new_to_question(
    person: int | None, *, opened_by: int | None, decided_by: Iterable[int | None]
) -> bool:
    """Whether a person neither opened a question nor decided it before: nobody else decides it."""
    return person not in {opened_by, *decided_by}


def may_decide_value(
    person: int | None, *, entered_by: int | None, others: Collection[int]
) -> bool:
    """Whoever entered the value of a signal leaves its question to others, if any may decide."""
    return entered_by is None or person != entered_by or not others


def can_answer_question(mandate: MandateView | None, stake: QuestionStake) -> bool:
    """An employer answers, asks for help and contests for its own company."""
    return _is_of(mandate, Role.EMPLOYER, {stake.company}, stake)


def can_help_question(mandate: MandateView | None, stake: QuestionStake) -> bool:
    """A federation that the company called helps it; no other knows of the question."""
    return _is_of(mandate, Role.FEDERATION_OFFICER, stake.helpers, stake)


def can_read_question(mandate: MandateView | None, stake: QuestionStake) -> bool:
    """The company, the officers who lead the question, whoever was called to help, an auditor."""
    if mandate is None:
        return False
    if mandate.role == Role.AUDITOR:
        return mandate.is_exercise == stake.is_exercise
    return (
        can_answer_question(mandate, stake)
        or can_lead_question(mandate, stake)
        or can_help_question(mandate, stake)
    )


def can_read_score_log(mandate: MandateView | None, stake: QuestionStake) -> bool:
    """Who saw the score is told to the company itself, to those who lead, to an auditor."""
    return can_read_question(mandate, stake) and not can_help_question(mandate, stake)


def can_list_questions(mandate: MandateView | None) -> bool:
    """Whoever may have questions to read opens the list of them."""
    roles = {Role.EMPLOYER, Role.FUND_OFFICER, Role.FEDERATION_OFFICER, Role.AUDITOR}
    return mandate is not None and mandate.role in roles


def can_draw_controls(mandate: MandateView | None, *, is_exercise: bool) -> bool:
    """A national officer of the fund announces and makes a draw: programming is central."""
    return can_enter_signal(mandate, "", is_exercise=is_exercise) and (
        mandate is not None and not mandate.territory_code
    )


def can_read_drawn(mandate: MandateView | None, institution: str, *, is_exercise: bool) -> bool:
    """The names drawn are for officers of the institution and auditors; everyone has digests."""
    if mandate is None or mandate.is_exercise != is_exercise:
        return False
    is_officer = mandate.role == Role.FUND_OFFICER and mandate.organisation == institution
    return is_officer or mandate.role == Role.AUDITOR


def can_draft_reform(
    mandate: MandateView | None, drafters: Collection[str], *, is_exercise: bool
) -> bool:
    """Whoever writes for one of the bodies that draft a proposal writes in it."""
    return _drafts(mandate, DRAFTERS, drafters, is_exercise=is_exercise)


def can_approve_reform(
    mandate: MandateView | None, drafters: Collection[str], *, is_exercise: bool
) -> bool:
    """A signatory approves for a body that drafts; for a federation, its officer may as well."""
    return _drafts(mandate, APPROVERS, drafters, is_exercise=is_exercise)


def can_read_reform(
    mandate: MandateView | None,
    drafters: Collection[str],
    *,
    is_adopted: bool,
    is_exercise: bool,
    hearers: Collection[str] = (),
) -> bool:
    """What is adopted is public; before, its drafters and an auditor read it, and once submitted
    the secretary of the committee that hears it: ``hearers`` are the bodies of that corridor."""
    if is_adopted:
        return True
    if mandate is None or mandate.is_exercise != is_exercise:
        return False
    if mandate.role == Role.COMMITTEE_SECRETARY and mandate.organisation in hearers:
        return True
    return mandate.role == Role.AUDITOR or mandate.organisation in drafters


def _is_of(
    mandate: MandateView | None, role: Role, bodies: Collection[str], stake: QuestionStake
) -> bool:
    if mandate is None or mandate.role != role or not mandate.organisation:
        return False
    return mandate.is_exercise == stake.is_exercise and mandate.organisation in bodies


def _drafts(
    mandate: MandateView | None,
    roles: Collection[Role],
    drafters: Collection[str],
    *,
    is_exercise: bool,
) -> bool:
    if mandate is None or mandate.role not in roles or mandate.is_exercise != is_exercise:
        return False
    return bool(mandate.organisation) and mandate.organisation in drafters


QUESTION_POLICIES: Final[Mapping[str, Callable[[MandateView | None, QuestionStake], bool]]] = {
    "can_lead_question": can_lead_question,
    "can_decide_question": can_decide_question,
    "can_answer_question": can_answer_question,
    "can_help_question": can_help_question,
    "can_read_question": can_read_question,
}
