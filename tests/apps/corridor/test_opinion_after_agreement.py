"""Once all have signed, nobody waits for an opinion: neither the turn nor the joint decision."""

from __future__ import annotations

from datetime import timedelta
from importlib import import_module
from itertools import product
from typing import Any

import pytest
from django.apps import apps

from mithaq.apps.corridor.choices import Part
from mithaq.apps.corridor.choices.cases import CaseStatus, SideStatus, side_state
from mithaq.apps.corridor.models import Case, Side
from mithaq.apps.corridor.operations import (
    InstitutionDraft,
    NormDraft,
    OutcomeDraft,
    accept_proposal,
    answer_side,
    ask_completion,
    bring_completion,
    close_case,
    drop_agreement,
    load_corridors,
    make_proposal,
    read_case,
    see_answers,
    sign_agreement,
    wait_for_other,
)
from mithaq.apps.corridor.queries._lists import sides_by_case, terms_by_case, turns_of
from mithaq.apps.corridor.queries.clocks import clocks_of
from mithaq.apps.corridor.queries.turns import Act, SideState, Terms, Turn, whose_turn
from mithaq.base.errors import Refusal
from tests.apps.corridor.world import (
    AGENCY,
    COMPANY,
    FEDERATION,
    FUND,
    World,
    case,
    corridor_draft,
    taken,
)

pytestmark = pytest.mark.django_db
KEPT = import_module("mithaq.apps.corridor.migrations.0031_opinions_after_agreement")
EVERY = (SideStatus.TO_TAKE, SideStatus.IN_HAND, SideStatus.WAITING_COMPANY,
         SideStatus.WAITING_OTHER, SideStatus.ANSWERED)  # fmt: skip


def turns() -> set[tuple[str, Act]]:
    row = Case.objects.select_related("company", "subject", "waits_for").get()
    sides = sides_by_case([row])
    found = turns_of(row, sides, terms_by_case([row], sides))
    awaited = set(Side.objects.filter(is_awaited=True).values_list("institution__slug", flat=True))
    assert awaited == {turn.organisation for turn in found} - {COMPANY}, "kept as the rule says"
    assert row.is_awaited == (COMPANY in {turn.organisation for turn in found})
    return {(turn.organisation, turn.act) for turn in found}


def agreed(world: World, act: dict[str, Any]) -> int:
    """Terms of the company signed by all that sign; gives the key of the agreement."""
    key = make_proposal(**act, terms="Payer", **world.act("nawal"))
    drawn = accept_proposal(**act, proposal_id=key, **world.act("karim")).agreement_id
    for who in ("nawal", "hind", "karim"):
        sign_agreement(**act, agreement_id=drawn, **world.act(who))
    return drawn


def close(world: World, act: dict[str, Any]) -> None:
    close_case(**act, draft=OutcomeDraft(kind="solved", reasons="Payé"), **world.act("karim"))


@pytest.mark.parametrize("gives", ["", FUND, FEDERATION, AGENCY])
def test_an_agreed_case_waits_for_somebody_and_never_for_an_opinion(gives: str) -> None:
    for fund, relay, agency in product(EVERY, (*EVERY[:4], SideStatus.SEEN), EVERY):
        sides = (
            SideState(FEDERATION, Part.RELAYS, relay, AGENCY if gives == FEDERATION else ""),
            SideState(FUND, Part.DECIDES, fund, AGENCY if gives == FUND else ""),
            SideState(AGENCY, Part.INFORMS, agency, FUND if gives == AGENCY else ""),
        )
        found = whose_turn(CaseStatus.AGREED, sides, company=COMPANY)
        assert found, sides
        asked = [turn.act for turn in found if turn.organisation == AGENCY]
        # Whoever carries the agreement out may still ask it for something.
        assert set(asked) <= {Act.HELP}, sides
        without = whose_turn(CaseStatus.AGREED, sides[:2], company=COMPANY)
        assert found == without, "what it does or asks changes nothing"


def test_a_decision_of_the_committee_still_binds_who_informs() -> None:
    sides = (
        SideState(FUND, Part.DECIDES, SideStatus.IN_HAND),
        SideState(AGENCY, Part.INFORMS, SideStatus.IN_HAND),
    )
    terms = Terms(decided=AGENCY)
    assert whose_turn(CaseStatus.AGREED, sides, company=COMPANY, terms=terms) == (
        Turn(AGENCY, Act.APPLY),
    )


def test_the_case_is_closed_without_the_opinion_that_nobody_waits_for(world: World) -> None:
    act = {"public_id": taken(world)}
    assert (AGENCY, Act.ANSWER) in turns()
    agreed(world, act)
    assert turns() == {(FUND, Act.PERFORM)}
    answer_side(**act, institution=FUND, kind="solved", answer="Payé", **world.act("karim"))
    assert turns() == {(FEDERATION, Act.SEE)}
    see_answers(**act, institution=FEDERATION, **world.act("hind"))
    assert turns() == {(FUND, Act.CLOSE)}
    read = read_case(**act, purpose="Suivre le dossier", **world.act("karim"))
    assert "close_case" in read.acts
    close(world, act)
    assert case(act["public_id"]).status == CaseStatus.CLOSED
    assert not Side.objects.filter(is_open=True).exists()


def test_without_an_agreement_the_opinion_is_waited_for(world: World) -> None:
    act = {"public_id": taken(world)}
    answer_side(**act, institution=FUND, kind="solved", answer="Payé", **world.act("karim"))
    see_answers(**act, institution=FEDERATION, **world.act("hind"))
    assert turns() == {(AGENCY, Act.ANSWER)}
    with pytest.raises(Refusal) as refused:
        close(world, act)
    assert {fault.rule for fault in refused.value.faults} == {"case.joint_decision"}


def test_gone_back_on_the_agreement_leaves_the_opinion_waited_for_again(world: World) -> None:
    act = {"public_id": taken(world)}
    drawn = agreed(world, act)
    drop_agreement(**act, agreement_id=drawn, reason="Erreur", **world.act("karim"))
    assert turns() == {(FUND, Act.ANSWER), (AGENCY, Act.ANSWER)}


@pytest.mark.parametrize("kind", ["solved", "refused_reasoned", "not_competent"])
def test_who_informs_may_still_say_what_it_thinks(world: World, kind: str) -> None:
    """It signed nothing: its opinion is not held to what the others signed."""
    act = {"public_id": taken(world)}
    agreed(world, act)
    answer_side(**act, institution=AGENCY, kind=kind, answer="Avis", **world.act("tarik"))
    assert turns() == {(FUND, Act.PERFORM)}


def test_what_who_informs_asked_of_others_is_waited_for_no_more(world: World) -> None:
    act = {"public_id": taken(world)}
    wait_for_other(
        **act, institution=AGENCY, party=FEDERATION, reason="Un relevé", **world.act("tarik")
    )
    assert (FEDERATION, Act.HELP) in turns()
    agreed(world, act)
    assert turns() == {(FUND, Act.PERFORM)}


def test_a_document_that_it_asked_of_the_company_is_no_duty_any_more(world: World) -> None:
    act = {"public_id": taken(world)}
    wanted = {"institution": AGENCY, "wanted": "Le contrat"}
    ask_completion(**act, **wanted, **world.act("tarik"))
    assert (COMPANY, Act.COMPLETE) in turns()
    agreed(world, act)
    assert turns() == {(FUND, Act.PERFORM)}
    bring_completion(**act, institution=AGENCY, body="Le voici", **world.act("nawal"))
    assert turns() == {(FUND, Act.PERFORM)}, "brought all the same, it asks nobody for anything"


def test_its_delay_stops_with_the_signatures_and_goes_on_if_they_are_gone_back_on(
    world: World,
) -> None:
    fund = InstitutionDraft(organisation=FUND, part="decides")
    norm = NormDraft(family="imputation", amount=5, unit="working_days")
    agency = InstitutionDraft(organisation=AGENCY, part="informs", norms=(norm,))
    relay = InstitutionDraft(organisation=FEDERATION, part="relays")
    load_corridors(drafts=[corridor_draft(institutions=(relay, fund, agency))], at=world.at)
    act = {"public_id": taken(world)}
    assert Side.objects.get(institution__slug=AGENCY).due_at is not None
    drawn = agreed(world, act)

    def clock() -> Any:
        side = Side.objects.select_related("case").get(institution__slug=AGENCY)
        return side, clocks_of([side], at=world.at + timedelta(days=60))[side.pk]

    side, reading = clock()
    assert reading.is_paused
    assert (side.due_at, side.bound_at) == (None, None)
    drop_agreement(**act, agreement_id=drawn, reason="Erreur", **world.act("karim"))
    side, reading = clock()
    assert not reading.is_paused
    assert side.due_at is not None


def test_a_home_filled_before_says_the_same_once_it_is_opened(world: World) -> None:
    act = {"public_id": taken(world)}
    agreed(world, act)
    answer_side(**act, institution=FUND, kind="solved", answer="Payé", **world.act("karim"))
    see_answers(**act, institution=FEDERATION, **world.act("hind"))
    kept = list(Side.objects.order_by("pk").values())
    # As it was written when the opinion held the case.
    day = world.at + timedelta(days=3)
    Side.objects.update(is_awaited=False)
    Side.objects.filter(institution__slug=AGENCY).update(
        is_awaited=True, due_at=day, bound_at=day, sorted_at=day
    )
    Side.objects.exclude(institution__slug=AGENCY).update(elsewhere_due_at=day, sorted_at=day)
    KEPT.keep_turns(apps, None)
    assert list(Side.objects.order_by("pk").values()) == kept
    assert turns() == {(FUND, Act.CLOSE)}


def test_its_state_says_that_its_opinion_is_not_waited_for() -> None:
    told = side_state(SideStatus.IN_HAND, Part.INFORMS, CaseStatus.AGREED)
    assert told == "avis plus attendu"
    assert side_state(SideStatus.IN_HAND, Part.INFORMS, CaseStatus.OPEN) != told
    assert side_state(SideStatus.ANSWERED, Part.INFORMS, CaseStatus.AGREED) != told
