"""Who signed has the case, and carries out what was signed; a decision stands before what was
asked."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from mithaq.apps.accounts.models import AuditLine
from mithaq.apps.corridor.choices import CaseLevel, Part
from mithaq.apps.corridor.choices.cases import CaseStatus, SideStatus
from mithaq.apps.corridor.choices.exchanges import ProposalStatus
from mithaq.apps.corridor.models import Agreement, AgreementSignature, Case, Side
from mithaq.apps.corridor.models.cases import NEVER
from mithaq.apps.corridor.operations import (
    accept_proposal,
    answer_side,
    make_proposal,
    read_case,
    sign_agreement,
    take_side,
)
from mithaq.apps.corridor.queries._lists import sides_by_case, terms_by_case, turns_of
from mithaq.apps.corridor.queries.turns import (
    Act,
    SideState,
    Terms,
    Turn,
    addressees,
    whose_turn,
)
from tests.apps.corridor.world import AGENCY, COMPANY, FEDERATION, FUND, World, filed

pytestmark = pytest.mark.django_db
DAYS = timedelta(days=30)
TOLD = date(2026, 12, 31)


def side(name: str = FUND) -> Side:
    return Side.objects.select_related("case__company", "norm").get(institution__slug=name)


def turns() -> set[tuple[str, Act, date | None]]:
    case = Case.objects.select_related("company", "subject", "waits_for").get()
    by_case = sides_by_case([case])
    found = turns_of(case, by_case, terms_by_case([case], by_case))
    return {(turn.organisation, turn.act, turn.due_on) for turn in found}


def signed_by_all(world: World, *, by: tuple[str, ...] = ("hind", "nawal", "karim")) -> str:
    """Terms made by the company thirty days after the delay of the fund began, signed by all."""
    public_id = filed(world)
    act: dict[str, Any] = {"public_id": public_id}
    take_side(**act, institution=AGENCY, **world.act("tarik"))
    key = make_proposal(**act, terms="Payer", **world.act("nawal", after=DAYS))
    drawn = accept_proposal(**act, proposal_id=key, **world.act("karim", after=DAYS)).agreement_id
    for who in by:
        sign_agreement(**act, agreement_id=drawn, **world.act(who, after=DAYS))
    return public_id


def test_who_signed_has_the_case_in_hand_and_carries_the_agreement_out(world: World) -> None:
    signed_by_all(world)
    assert side(FUND).status == side(FEDERATION).status == SideStatus.IN_HAND
    assert side(FUND).case_officer_id == world.posts["karim"]
    assert (FUND, Act.PERFORM, None) in turns()
    assert Act.TAKE not in {act for _who, act, _day in turns()}


def test_an_agreement_without_a_day_makes_nobody_late(world: World) -> None:
    signed_by_all(world)
    fund = side()
    assert fund.is_awaited
    assert (fund.due_at, fund.sorted_at) == (None, NEVER), "the delay of the answer is no longer it"


def test_who_said_that_the_matter_is_not_its_own_neither_signs_nor_is_waited_for() -> None:
    outside = SideState(AGENCY, Part.DECIDES, SideStatus.ANSWERED, "", True)
    fund = SideState(FUND, Part.DECIDES, SideStatus.ANSWERED)
    sides = (fund, outside)
    assert whose_turn(CaseStatus.AGREED, sides, company=COMPANY) == (Turn(FUND, Act.CLOSE),)
    named = addressees(sides, company=COMPANY, proposer=COMPANY, is_personal=False)
    assert named == (FUND,)
    # When nobody says that it is theirs, those who decide still close the case together.
    assert len(whose_turn(CaseStatus.OPEN, (outside,), company=COMPANY)) == 1


def test_an_answer_out_of_competence_is_no_signature_of_the_agreement(world: World) -> None:
    public_id = filed(world)
    act: dict[str, Any] = {"public_id": public_id}
    Side.objects.filter(institution__slug=AGENCY).update(part=Part.DECIDES)
    for name, body in (("karim", FUND), ("tarik", AGENCY)):
        take_side(**act, institution=body, **world.act(name))
    answer_side(
        **act, institution=AGENCY, kind="not_competent", answer="Pas nous", **world.act("tarik")
    )
    key = make_proposal(**act, terms="Payer", **world.act("nawal"))
    accept_proposal(**act, proposal_id=key, **world.act("karim"))
    signing = set(AgreementSignature.objects.values_list("organisation__slug", flat=True))
    assert signing == {COMPANY, FUND, FEDERATION}


def proposed_where_two_decide(world: World) -> tuple[dict[str, Any], int]:
    """A case that the fund and the agency decide, with the fund's terms open."""
    act: dict[str, Any] = {"public_id": filed(world)}
    Side.objects.filter(institution__slug=AGENCY).update(part=Part.DECIDES)
    for name, body in (("karim", FUND), ("tarik", AGENCY)):
        take_side(**act, institution=body, **world.act(name))
    return act, make_proposal(**act, terms="Payer", **world.act("karim"))


def test_terms_that_all_accepted_but_one_are_drawn_when_it_says_they_are_not_its_own(
    world: World,
) -> None:
    act, key = proposed_where_two_decide(world)
    assert not accept_proposal(**act, proposal_id=key, **world.act("nawal")).agreement_id
    answer_side(
        **act, institution=AGENCY, kind="not_competent", answer="Pas nous", **world.act("tarik")
    )
    agreement = Agreement.objects.get(proposal=key)
    assert (agreement.text, agreement.proposal.status) == ("Payer", ProposalStatus.ACCEPTED)
    signing = set(AgreementSignature.objects.values_list("organisation__slug", flat=True))
    assert signing == {COMPANY, FUND, FEDERATION}
    assert {(COMPANY, Act.SIGN, None), (FUND, Act.SIGN, None)} <= turns()
    line = AuditLine.objects.get(action="corridor.answer_side")
    assert line.after["sha256"] == agreement.sha256


def test_who_accepted_terms_left_stuck_may_accept_them_again_and_draw_them(world: World) -> None:
    act, key = proposed_where_two_decide(world)
    accept_proposal(**act, proposal_id=key, **world.act("nawal"))

    def may() -> bool:
        read = read_case(**act, purpose="Suivre le dossier", **world.act("nawal"))
        return "accept_proposal" in read.acts

    assert not may()
    # As it was written before terms were looked at again on such an answer.
    Side.objects.filter(institution__slug=AGENCY).update(
        status=SideStatus.ANSWERED, answer_kind="not_competent", answer="Non", answered_at=world.at
    )
    assert may()
    assert accept_proposal(**act, proposal_id=key, **world.act("nawal")).agreement_id


def test_terms_that_no_institution_decides_any_more_are_no_agreement(world: World) -> None:
    public_id = filed(world)
    act: dict[str, Any] = {"public_id": public_id}
    take_side(**act, institution=FUND, **world.act("karim"))
    key = make_proposal(**act, terms="Payer", **world.act("nawal"))
    accept_proposal(**act, proposal_id=key, **world.act("hind"))
    answer_side(
        **act, institution=FUND, kind="not_competent", answer="Pas nous", **world.act("karim")
    )
    assert not Agreement.objects.exists()


def test_a_decision_for_who_was_asked_something_replaces_what_was_asked() -> None:
    sides = (
        SideState(FUND, Part.DECIDES, SideStatus.WAITING_OTHER, AGENCY),
        SideState(AGENCY, Part.INFORMS, SideStatus.IN_HAND),
    )
    asked = whose_turn(CaseStatus.OPEN, sides, company=COMPANY)
    assert asked == (Turn(AGENCY, Act.HELP),)
    terms = Terms(decided=AGENCY, decided_due_on=TOLD)
    decided = whose_turn(CaseStatus.OPEN, sides, company=COMPANY, terms=terms)
    assert decided == (Turn(AGENCY, Act.APPLY, TOLD),)


def test_a_case_before_the_committee_waits_for_it_and_the_parties_go_on(world: World) -> None:
    filed(world)
    Case.objects.update(level=CaseLevel.COMMITTEE)
    found = turns()
    assert ("", Act.DECIDE, None) in found
    assert (FUND, Act.TAKE, None) in found
