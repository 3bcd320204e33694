"""Each act on a case writes down whose turn it is, whatever the sides' states."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from importlib import import_module
from itertools import product

import pytest
from django.apps import apps
from django.db import connection, transaction

from mithaq.apps.corridor.choices.cases import SideStatus
from mithaq.apps.corridor.models import Agreement, Case, Proposal, Side, SideEvent
from mithaq.apps.corridor.operations import (
    OutcomeDraft,
    accept_proposal,
    answer_side,
    ask_completion,
    bring_completion,
    close_case,
    drop_agreement,
    hand_back,
    make_proposal,
    read_case,
    see_answers,
    sign_agreement,
    wait_for_other,
)
from mithaq.apps.corridor.operations._rows import keep_turns
from mithaq.apps.corridor.operations._turns import keep_days
from mithaq.apps.corridor.queries._lists import sides_by_case, terms_by_case, turns_of
from mithaq.apps.corridor.queries.at_turn import (
    at_their_turn,
    company_awaited,
    late_at,
    late_elsewhere,
    others_awaited,
)
from mithaq.apps.corridor.queries.clocks import clocks_of
from mithaq.apps.corridor.queries.turns import Act, Turn
from mithaq.apps.organisations.operations import MandateDraft, grant_mandate
from mithaq.apps.organisations.queries import mandates_of
from mithaq.base.errors import Refusal
from tests.apps.corridor.world import (
    AGENCY,
    COMPANY,
    FEDERATION,
    FUND,
    PERSONAL,
    World,
    answered,
    case,
    filed,
    taken,
)
from tests.conftest import AT, SINCE

pytestmark = pytest.mark.django_db
OPENED = import_module("mithaq.apps.corridor.migrations.0011_companies_awaited")
RELAY = (SideStatus.TO_TAKE, SideStatus.IN_HAND, SideStatus.WAITING_COMPANY,
         SideStatus.WAITING_OTHER, SideStatus.SEEN)  # fmt: skip
EXAMINES = (SideStatus.TO_TAKE, SideStatus.WAITING_COMPANY, SideStatus.WAITING_OTHER,
            SideStatus.ANSWERED)  # fmt: skip


def _turns() -> list[tuple[str, str]]:
    """Whose turn it is in the one case, which its sides must say too."""
    row = Case.objects.select_related("company", "subject", "waits_for").get()
    sides = sides_by_case([row])
    turns: tuple[Turn, ...] = turns_of(row, sides, terms_by_case([row], sides))
    # A home filled before this was kept is told the same when it is opened.
    is_awaited = row.company.slug in {turn.organisation for turn in turns}
    Case.objects.update(is_awaited=False)
    OPENED.keep_turns(apps, None)
    assert Case.objects.get().is_awaited == is_awaited
    found = at_their_turn(Side.objects.all()).values_list("institution__slug", flat=True)
    named = {turn.organisation for turn in turns}
    assert set(found) == named - {COMPANY}
    assert company_awaited(Side.objects.all()).exists() == (COMPANY in named)
    other = others_awaited(Side.objects.filter(institution__slug=FUND)).exists()
    assert other == bool(named - {COMPANY, FUND})
    return [(turn.organisation, str(turn.act)) for turn in turns]


def test_every_mixture_of_states_is_written_down(world: World) -> None:
    filed(world)
    relay, decides, informs = Side.objects.order_by("rank")
    for states in product(RELAY, EXAMINES, EXAMINES):
        for side, status in zip((relay, decides, informs), states, strict=True):
            Side.objects.filter(pk=side.pk).update(
                status=status, answered_at=world.at, seen_at=world.at,
                answer="" if side.pk == relay.pk else "Oui",
                answer_kind="" if side.pk == relay.pk else "solved",
            )  # fmt: skip
        keep_turns(Case.objects.get(), at=world.at)
        assert _turns(), "somebody is always waited for"


def test_terms_wait_for_those_they_are_for_then_for_signatures(world: World) -> None:
    act = {"public_id": taken(world)}
    assert (FUND, "answer") in _turns()
    key = make_proposal(**act, terms="Payer", **world.act("karim"))
    assert _turns() == [(COMPANY, "reply"), (FEDERATION, "reply")]
    drawn = accept_proposal(**act, proposal_id=key, **world.act("nawal")).agreement_id
    assert _turns() == [(COMPANY, "sign"), (FEDERATION, "sign"), (FUND, "sign")]
    sign_agreement(**act, agreement_id=drawn, **world.act("hind"))
    assert _turns() == [(COMPANY, "sign"), (FUND, "sign")]
    for who in ("nawal", "karim"):
        sign_agreement(**act, agreement_id=drawn, **world.act(who))
    assert _turns() == [(FUND, "perform")], "nobody waits for an opinion any more"


def test_a_document_asked_for_is_a_duty_beside_terms_to_answer(world: World) -> None:
    act = {"public_id": taken(world)}
    ask_completion(**act, institution=FUND, wanted="Le relevé de mars", **world.act("karim"))
    assert (COMPANY, "complete") in _turns()
    make_proposal(**act, terms="Payer", **world.act("hind"))
    told = _turns()
    assert (COMPANY, "complete") in told
    assert (COMPANY, "reply") in told


def test_a_relay_that_accepts_alone_binds_no_institution(world: World) -> None:
    act = {"public_id": taken(world)}
    key = make_proposal(**act, terms="Payer", **world.act("nawal"))
    kept = accept_proposal(**act, proposal_id=key, **world.act("hind"))
    assert (kept.agreement_id, kept.signers) == (0, ())
    assert not Agreement.objects.exists()
    assert _turns() == [(FUND, "reply")]
    assert Proposal.objects.get(pk=key).accepted_by == [FEDERATION]
    with pytest.raises(Refusal, match="déjà accepté"):
        accept_proposal(**act, proposal_id=key, **world.act("hind"))
    drawn = accept_proposal(**act, proposal_id=key, **world.act("karim"))
    assert drawn.signers == (COMPANY, FEDERATION, FUND)


def test_terms_of_a_relay_wait_for_the_company_and_for_who_decides(world: World) -> None:
    act = {"public_id": taken(world)}
    key = make_proposal(**act, terms="Payer", **world.act("hind"))
    assert not accept_proposal(**act, proposal_id=key, **world.act("nawal")).agreement_id
    assert not Agreement.objects.exists()
    assert accept_proposal(**act, proposal_id=key, **world.act("karim")).agreement_id


def test_terms_about_the_right_of_a_person_are_not_for_a_relay(world: World) -> None:
    public_id = taken(world, subject=PERSONAL)
    make_proposal(public_id=public_id, terms="Revoir", **world.act("nawal"))
    assert _turns() == [(FUND, "reply")]


def test_whoever_did_not_accept_may_refuse_to_sign(world: World) -> None:
    act = {"public_id": taken(world)}
    key = make_proposal(**act, terms="Payer", **world.act("nawal"))
    drawn = accept_proposal(**act, proposal_id=key, **world.act("karim")).agreement_id
    for who, reason in (("hind", " "), ("tarik", "Non"), ("omar", "Non")):
        with pytest.raises(Refusal):
            drop_agreement(**act, agreement_id=drawn, reason=reason, **world.act(who))
    assert not drop_agreement(**act, agreement_id=drawn, reason="Trop long", **world.act("hind"))
    assert case(act["public_id"]).status == "open"
    assert (FUND, "answer") in _turns()
    with pytest.raises(Refusal):
        sign_agreement(**act, agreement_id=drawn, **world.act("nawal"))
    make_proposal(**act, terms="En trois mois", **world.act("karim"))


def test_one_person_signs_for_one_party(world: World) -> None:
    act = {"public_id": taken(world)}
    key = make_proposal(**act, terms="Payer", **world.act("nawal"))
    drawn = accept_proposal(**act, proposal_id=key, **world.act("karim")).agreement_id
    sign_agreement(**act, agreement_id=drawn, **world.act("hind"))
    grant_mandate(
        draft=MandateDraft(user_id=world.users["hind"].pk, role="signatory", organisation=FUND,
                           territory=None, starts_on=SINCE, ends_on=None),
        actor=None, mandate="", at=AT,
    )  # fmt: skip
    both = next(m for m in mandates_of(user=world.users["hind"]) if m.organisation == FUND)
    signing = {"actor": world.users["hind"], "under": both, "at": world.at}
    with pytest.raises(Refusal) as error:
        sign_agreement(**act, agreement_id=drawn, **signing)
    assert error.value.faults[0].rule == "agreement.one_person"
    sign_agreement(**act, agreement_id=drawn, **world.act("karim"))


def test_a_signed_agreement_is_carried_out_or_gone_back_on(world: World) -> None:
    act = {"public_id": taken(world)}
    key = make_proposal(**act, terms="Payer", **world.act("nawal"))
    drawn = accept_proposal(**act, proposal_id=key, **world.act("karim")).agreement_id
    for who in ("nawal", "hind", "karim"):
        sign_agreement(**act, agreement_id=drawn, **world.act(who))
    assert case(act["public_id"]).status == "agreed"
    refuse = {"kind": "refused_reasoned", "answer": "Non", "institution": FUND}
    with pytest.raises(Refusal) as error:
        answer_side(**act, **refuse, **world.act("karim"))
    assert error.value.faults[0].rule == "side.answer.agreed"
    with transaction.atomic():
        _close_by(world, act)
        transaction.set_rollback(True)
    assert drop_agreement(**act, agreement_id=drawn, reason="Erreur", **world.act("karim"))
    found = Agreement.objects.get()
    assert (found.dropped_why, found.concluded_at is not None) == ("Erreur", True)
    assert case(act["public_id"]).status == "open"
    answer_side(**act, **refuse, **world.act("karim"))


def _close_by(world: World, act: dict[str, str]) -> None:
    """The joint decision does not say the contrary of what was signed."""
    for who, body in (("karim", FUND), ("tarik", AGENCY)):
        answer_side(**act, kind="solved", answer="Payé", institution=body, **world.act(who))
    see_answers(**act, institution=FEDERATION, **world.act("hind"))
    for kind in ("refused_reasoned", "not_competent"):
        with pytest.raises(Refusal) as error:
            close_case(**act, draft=OutcomeDraft(kind=kind, reasons="R"), **world.act("karim"))
        assert [fault.rule for fault in error.value.faults] == ["case.close.agreed"]
    close_case(**act, draft=OutcomeDraft(kind="solved", reasons="R"), **world.act("karim"))


def test_the_hand_passes_to_whom_one_names_and_comes_back(world: World) -> None:
    act = {"public_id": taken(world)}
    wait = {"institution": FUND, "reason": "Le relevé de la banque"}
    for nobody in (FUND, "filature-des-hesperides", "inconnu"):
        with pytest.raises(Refusal):
            wait_for_other(**act, **wait, party=nobody, **world.act("karim"))
    promised = Side.objects.get(institution__slug=FUND).due_at
    assert promised is not None
    wait_for_other(**act, **wait, party=FEDERATION, **world.act("karim"))
    assert _turns() == [(FEDERATION, "help"), (AGENCY, "answer")]
    fund = Side.objects.get(institution__slug=FUND)
    assert fund.due_at is None, "nobody is late out of turn"
    clock = clocks_of([fund], at=world.at)[fund.pk]
    assert clock.due_at == promised, "only the completion request stops its clock"
    with pytest.raises(Refusal):
        hand_back(**act, body="Voici", **world.act("tarik"))
    with pytest.raises(Refusal):
        hand_back(**act, body=" ", **world.act("hind"))
    assert hand_back(**act, body="Voici le relevé", **world.act("hind")) == (FUND,)
    assert _turns() == [(FUND, "answer"), (AGENCY, "answer")]
    fund.refresh_from_db()
    assert fund.due_at == promised
    assert fund.waits_for is None


@pytest.mark.parametrize("has_asked", [False, True])
def test_the_company_is_waited_for_by_the_one_completion_request(
    world: World, has_asked: bool
) -> None:
    act = {"public_id": taken(world)}
    own = {**act, "institution": FUND}
    if has_asked:
        ask_completion(**own, wanted="Le relevé", **world.act("karim"))
        bring_completion(**own, body="Le voici", **world.act("nawal", after=timedelta(hours=1)))
    before = Side.objects.values().get(institution__slug=FUND)
    later = world.act("karim", after=timedelta(hours=2))
    for _again in range(2):
        with pytest.raises(Refusal) as error:
            wait_for_other(**own, reason="Une autre pièce", party=COMPANY, **later)
        assert [fault.rule for fault in error.value.faults] == ["side.wait.company"]
        assert Side.objects.values().get(institution__slug=FUND) == before
    assert not SideEvent.objects.filter(kind="paused").exists()


def test_a_wait_of_before_that_stopped_the_clock_lets_it_run_again(world: World) -> None:
    """A home of a version in which a wait stopped the clock carries one that waits."""
    act = {"public_id": taken(world)}
    fund = Side.objects.get(institution__slug=FUND)
    wait_for_other(
        **act, institution=FUND, reason="Leur avis", party=AGENCY, **world.act("karim")
    )  # fmt: skip
    SideEvent.objects.create(side=fund, kind="paused", happened_at=world.at, reason="Leur avis")
    Side.objects.filter(pk=fund.pk).update(due_at=None)
    hand_back(**act, body="Le voici", **world.act("tarik", after=timedelta(days=3)))
    back = Side.objects.get(pk=fund.pk)
    assert SideEvent.objects.filter(side=fund, kind="resumed").count() == 1
    assert back.due_at is not None
    assert fund.due_at is not None
    assert back.due_at > fund.due_at


def test_the_hand_passes_whatever_terms_or_decision_stand(world: World) -> None:
    """Open terms, then the committee's decision: who is given the hand has it, and alone says so
    until it comes back."""
    act = {"public_id": taken(world)}
    make_proposal(**act, terms="Payer", **world.act("nawal"))
    assert _turns() == [(FEDERATION, "reply"), (FUND, "reply")]
    wait = {"institution": FUND, "reason": "Leur avis"}
    wait_for_other(**act, **wait, party=AGENCY, **world.act("karim"))
    assert _turns() == [(AGENCY, "help"), (FEDERATION, "reply")]
    back = {"institution": AGENCY, "reason": "Et vous ?", "party": FUND}
    with pytest.raises(Refusal) as error:
        wait_for_other(**act, **back, **world.act("tarik"))
    assert error.value.faults[0].rule == "side.wait.hand"
    hand_back(**act, body="Avis donné", **world.act("tarik"))
    fund = Side.objects.get(institution__slug=FUND).institution
    Case.objects.update(waits_for=fund)
    wait_for_other(**act, **wait, party=AGENCY, **world.act("karim"))
    assert _turns() == [(AGENCY, "help"), (FEDERATION, "reply")]
    hand_back(**act, body="Avis redonné", **world.act("tarik"))
    assert _turns() == [(FUND, "apply"), (FEDERATION, "reply")]


def test_a_signed_agreement_says_by_when(world: World) -> None:
    act = {"public_id": taken(world)}
    due = world.at.date() + timedelta(days=9)
    with pytest.raises(Refusal) as error:
        make_proposal(**act, terms="Payer", due_on=due - timedelta(days=20), **world.act("nawal"))
    assert error.value.faults[0].rule == "proposal.due_on"
    key = make_proposal(**act, terms="Payer", due_on=due, **world.act("nawal"))
    drawn = accept_proposal(**act, proposal_id=key, **world.act("karim")).agreement_id
    for who in ("nawal", "hind", "karim"):
        sign_agreement(**act, agreement_id=drawn, **world.act(who))
    read = read_case(**act, purpose="lecture du dossier", **world.act("karim")).view
    assert read.turns[0] == Turn(FUND, Act.PERFORM, due)
    assert read.agreements[0].due_on == due


def test_an_answer_gives_the_hand_back(world: World) -> None:
    act = {"public_id": taken(world)}
    wait_for_other(**act, institution=FUND, reason="Leur avis", party=AGENCY, **world.act("karim"))
    assert _turns() == [(AGENCY, "help")]
    answer_side(**act, institution=AGENCY, kind="solved", answer="Oui", **world.act("tarik"))
    assert _turns() == [(FUND, "answer")]
    wait = {"institution": FUND, "reason": "Une pièce", "party": FEDERATION}
    wait_for_other(**act, **wait, **world.act("karim"))
    assert _turns() == [(FEDERATION, "help")]
    assert hand_back(**act, body="La voici", **world.act("hind")) == (FUND,)


def test_the_joint_decision_waits_for_who_decides(world: World) -> None:
    public_id = answered(world)
    assert _turns() == [(FEDERATION, "see")]
    see_answers(public_id=public_id, institution=FEDERATION, **world.act("hind"))
    assert _turns() == [(FUND, "close")]


def test_late_is_past_its_day_and_not_stopped(world: World) -> None:
    filed(world)
    rows = Side.objects.all()
    assert not late_at(rows, at=world.at + timedelta(hours=1)).exists()
    assert late_at(rows, at=world.at + timedelta(days=40)).count() == 1
    # The fund alone promised a delay: it is late for the two others, not for itself.
    elsewhere = late_elsewhere(rows, at=world.at + timedelta(days=40))
    assert set(elsewhere.values_list("institution__slug", flat=True)) == {FEDERATION, AGENCY}
    assert not late_elsewhere(rows, at=world.at + timedelta(hours=1)).exists()


def test_a_hand_given_makes_nobody_less_late(world: World) -> None:
    act = {"public_id": taken(world)}
    wait_for_other(**act, institution=FUND, reason="Leur avis", party=AGENCY, **world.act("karim"))
    late = world.at + timedelta(days=40)
    assert not late_at(Side.objects.filter(institution__slug=FUND), at=late).exists()
    elsewhere = late_elsewhere(Side.objects.all(), at=late)
    assert set(elsewhere.values_list("institution__slug", flat=True)) == {FEDERATION, AGENCY}


def test_a_relay_is_late_by_nobody_that_the_family_of_a_person_s_case_calls(
    world: World,
) -> None:
    taken(world, subject=PERSONAL)
    Side.objects.filter(institution__slug=AGENCY).update(is_called=True)
    rows = list(Side.objects.select_related("institution").order_by("rank", "pk"))
    turns = (Turn(AGENCY, Act.HELP, world.at.date() + timedelta(days=1)),)
    readings = {row.pk: replace(reading, due_at=None) for row, reading in
                ((row, clocks_of(rows, at=world.at)[row.pk]) for row in rows)}  # fmt: skip
    for is_personal in (True, False):
        keep_days(rows, turns, readings, is_personal=is_personal)
        days = dict(Side.objects.values_list("institution__slug", "elsewhere_due_at"))
        assert (days[FEDERATION] is None) is is_personal
        assert days[FUND] is not None, "who examines the case knows"


@pytest.mark.skipif(connection.vendor != "postgresql", reason="a plan of PostgreSQL")
def test_a_page_of_turns_reads_no_other_case(world: World) -> None:
    filed(world)
    assert "hashed" not in at_their_turn(Side.objects.all())[:6].explain()
