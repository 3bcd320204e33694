"""The lives of a side and of a case: every act tried from every state by every role."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from datetime import timedelta
from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.db import transaction

from mithaq.apps.corridor.choices.cases import CASE_STEPS, SIDE_STEPS, SideStatus, SideStep
from mithaq.apps.corridor.models import (
    Agreement,
    Case,
    CommitteeReferral,
    Message,
    Outcome,
    Side,
    SideAnswer,
    SideEvent,
)
from mithaq.apps.corridor.operations import (
    OutcomeDraft,
    accept_proposal,
    answer_side,
    ask_completion,
    bring_completion,
    close_case,
    contest_refusal,
    make_proposal,
    rate_case,
    read_case,
    refer_case,
    reopen_case,
    resume_side,
    revise_side,
    see_answers,
    take_side,
    wait_for_other,
    withdraw_case,
)
from mithaq.base.errors import Refusal
from tests.apps.corridor.world import (
    AGENCY,
    FEDERATION,
    FUND,
    World,
    answered,
    case,
    closed,
    filed,
    taken,
)

pytestmark = pytest.mark.django_db
BODY_OF = {"fund": FUND, "federation": FEDERATION, "agency": AGENCY}
PERSON_OF = {"fund": "karim", "federation": "hind", "agency": "tarik", "company": "nawal"}
STEPS: dict[str, Callable[..., Any]] = {
    SideStep.TAKE: take_side,
    SideStep.ASK_COMPLETION: lambda **act: ask_completion(wanted="Le relevé", **act),
    SideStep.COMPLETE: lambda **act: bring_completion(body="Le voici", **act),
    SideStep.WAIT: lambda **act: wait_for_other(reason="Avis attendu", **act),
    SideStep.RESUME: resume_side,
    SideStep.ANSWER: lambda **act: answer_side(kind="solved", answer="Fait", **act),
    SideStep.SEE: see_answers,
    SideStep.REVISE: lambda **act: revise_side(reason="Erreur", **act),
}
# Who may, by the part of the side: written here by hand, not read from the code.
MAY = {
    SideStep.TAKE: {"own"}, SideStep.ASK_COMPLETION: {"own"}, SideStep.WAIT: {"own"},
    SideStep.RESUME: {"own"}, SideStep.REVISE: {"own"}, SideStep.COMPLETE: {"company"},
    SideStep.ANSWER: {"own"}, SideStep.SEE: {"own"},
}  # fmt: skip
NOT_FOR_RELAY = {SideStep.ANSWER}
ONLY_FOR_RELAY = {SideStep.SEE}


def put(public_id: str, body: str, status: str) -> None:
    """Put a side in a state, with the events that lead there, past the operations."""
    side = Side.objects.get(case=case(public_id), institution__slug=body)
    side.status = status
    side.is_open = status != SideStatus.CLOSED
    if status == SideStatus.ANSWERED:
        side.answer_kind, side.answer, side.answered_at = "solved", "Fait", side.received_at
    if status == SideStatus.SEEN:
        side.seen_at = side.received_at
    side.save()
    kinds = {
        SideStatus.WAITING_COMPANY: "completion_asked",
        SideStatus.ANSWERED: "closed",
        SideStatus.SEEN: "closed",
        SideStatus.CLOSED: "closed",
    }
    if status in kinds:
        SideEvent.objects.create(
            side=side, kind=kinds[SideStatus(status)], happened_at=side.received_at, reason="essai"
        )


@pytest.mark.parametrize("part", ["fund", "federation", "agency"])
@pytest.mark.parametrize("status", list(SideStatus))
def test_a_side_takes_the_steps_of_its_table_and_no_other(
    world: World, part: str, status: str
) -> None:
    """Every act is tried from every state by every role; a refusal changes nothing."""
    body = BODY_OF[part]
    is_relay = part == "federation"
    if status == SideStatus.ANSWERED and is_relay:
        pytest.skip("a relay never answers: the table of sides forbids the row")
    if status == SideStatus.SEEN and not is_relay:
        pytest.skip("only a relay takes note: the table of sides forbids the row")
    wanted, got = {}, {}
    # Filed once: each act is tried on it and taken back. To take note waits for an answer.
    filed_for = {
        is_seeing: _filed_with(world, part, status, is_seeing=is_seeing)
        for is_seeing in (False, True)
    }
    for step, starts, to, _who in SIDE_STEPS:
        if step not in STEPS:
            continue
        public_id = filed_for[step == SideStep.SEE]
        state = _state(public_id, body)
        for role, name in PERSON_OF.items():
            own = {"own"} if role == part else {role}
            may = bool(MAY[SideStep(step)] & own)
            may &= not (is_relay and step in NOT_FOR_RELAY)
            may &= is_relay or step not in ONLY_FOR_RELAY
            wanted[step, role] = str(to) if may and state in starts else state
            with taken_back():
                with contextlib.suppress(Refusal):
                    STEPS[step](public_id=public_id, institution=body, **world.act(name))
                got[step, role] = _state(public_id, body)
    assert got == wanted


def _filed_with(world: World, part: str, status: str, *, is_seeing: bool) -> str:
    """A case of which a side stands in a state; before one takes note, another has answered."""
    public_id = filed(world)
    if is_seeing:
        put(public_id, FUND, SideStatus.ANSWERED)
    if not (is_seeing and part == "fund"):
        put(public_id, BODY_OF[part], status)
    return public_id


def _state(public_id: str, body: str) -> str:
    return Side.objects.get(case=case(public_id), institution__slug=body).status


@contextlib.contextmanager
def taken_back() -> Iterator[None]:
    """What is written meanwhile is taken back."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.mark.parametrize("who", ["nawal", "hind", "karim", "tarik", "omar", "salma", "leila"])
@pytest.mark.parametrize("status", ["submitted", "open", "closed", "withdrawn"])
def test_a_case_takes_the_steps_of_its_table_and_no_other(
    world: World, status: str, who: str
) -> None:
    made = {
        "submitted": filed,
        "open": answered,
        "closed": closed,
        "withdrawn": _withdrawn,
    }
    may = {
        "close": {"karim"},
        "withdraw": {"nawal"},
        "reopen": {"nawal", "hind", "karim", "tarik"},
    }
    steps: dict[str, Callable[..., Any]] = {
        "close": lambda **act: close_case(draft=OutcomeDraft(kind="solved", reasons="Oui"), **act),
        "withdraw": lambda **act: withdraw_case(reason="Réglé", **act),
        "reopen": lambda **act: reopen_case(reason="Revenu", **act),
    }
    table = {name: (starts, to) for name, starts, to, _who in CASE_STEPS}
    public_id = made[status](world)
    if status == "open":
        see_answers(public_id=public_id, institution=FEDERATION, **world.act("hind"))
    for name, step in steps.items():
        starts, to = table[name]
        is_open = who in may[name] and status in starts
        with taken_back():
            if is_open:
                step(public_id=public_id, **world.act(who))
            else:
                with pytest.raises(Refusal):
                    step(public_id=public_id, **world.act(who))
            assert case(public_id).status == (to if is_open else status)


def _withdrawn(world: World) -> str:
    public_id = filed(world)
    withdraw_case(public_id=public_id, reason="Réglé", **world.act("nawal"))
    return public_id


def test_a_joint_decision_waits_for_every_side(world: World) -> None:
    draft = OutcomeDraft(kind="solved", reasons="Imputé.")
    public_id = taken(world)
    answer_side(
        public_id=public_id, institution=FUND, kind="solved", answer="Fait", **world.act("karim")
    )
    with pytest.raises(Refusal) as error:
        close_case(public_id=public_id, draft=draft, **world.act("karim"))
    assert {fault.rule for fault in error.value.faults} == {"case.joint_decision"}

    answer_side(
        public_id=public_id,
        institution=AGENCY,
        kind="explained",
        answer="Avis",
        **world.act("tarik"),
    )
    with pytest.raises(Refusal):
        close_case(public_id=public_id, draft=draft, **world.act("karim"))
    see_answers(public_id=public_id, institution=FEDERATION, **world.act("hind"))
    told = close_case(public_id=public_id, draft=draft, **world.act("karim"))

    row = case(public_id)
    assert (row.status, row.closed_how, told.working_days) == ("closed", "solved", 0)
    assert not Side.objects.filter(case=row, is_open=True).exists()
    assert Outcome.objects.get(case=row).is_within_norm is True


def test_a_relay_sees_only_what_was_answered(world: World) -> None:
    with pytest.raises(Refusal) as error:
        see_answers(public_id=taken(world), institution=FEDERATION, **world.act("hind"))
    assert error.value.faults[0].rule == "side.see.after_answers"


def test_an_answer_taken_back_is_to_be_seen_again(world: World) -> None:
    public_id = answered(world)
    see_answers(public_id=public_id, institution=FEDERATION, **world.act("hind"))
    revise_side(public_id=public_id, institution=FUND, reason="Erreur", **world.act("karim"))

    states = dict(Side.objects.filter(case=case(public_id)).values_list("part", "status"))
    assert states == {"decides": "in_hand", "relays": "in_hand", "informs": "answered"}


def test_a_completion_is_asked_once(world: World) -> None:
    public_id = taken(world)
    act = {"public_id": public_id, "institution": FUND}
    moved = ask_completion(wanted="Le relevé", **act, **world.act("karim"))
    assert moved.due_at is None, "paused: nothing is due"
    back = bring_completion(body="Le voici", **act, **world.act("nawal"))
    assert back.due_at is not None
    with pytest.raises(Refusal) as error:
        ask_completion(wanted="Encore", **act, **world.act("karim"))
    assert error.value.faults[0].rule == "side.completion_once"


@pytest.mark.parametrize("text", ["", "  "])
def test_nothing_is_done_without_its_words(world: World, text: str) -> None:
    public_id = taken(world)
    act = {"public_id": public_id, "institution": FUND, **world.act("karim")}
    tries: tuple[Callable[[], Any], ...] = (
        lambda: ask_completion(wanted=text, **act),
        lambda: wait_for_other(reason=text, **act),
        lambda: answer_side(kind="refused_reasoned", answer=text, **act),
        lambda: answer_side(kind="withdrawn", answer="Non", **act),
        lambda: withdraw_case(public_id=public_id, reason=text, **world.act("nawal")),
    )
    for attempt in tries:
        with pytest.raises(Refusal):
            attempt()
    assert case(public_id).status == "open"


def test_no_answer_is_lost_when_it_is_gone_back_on_contested_or_reopened(world: World) -> None:
    public_id = taken(world)
    act = {"public_id": public_id, "institution": FUND}

    def by(who: str, hours: int) -> dict[str, Any]:
        return world.act(who, after=timedelta(hours=hours))

    def past(hours: int) -> list[tuple[str, str]]:
        read = read_case(public_id=public_id, purpose="Suivi du dossier", **by("nawal", hours))
        fund = next(side for side in read.view.sides if side.institution == FUND)
        return [(item.kind, item.text) for item in fund.past_answers]

    answer_side(**act, kind="solved", answer="Imputé hier", **by("karim", 1))
    assert past(1) == [], "the one that stands is no past one"
    revise_side(**act, reason="Erreur", **by("karim", 2))
    told = [("solved", "Imputé hier")]
    assert past(2) == told
    assert Side.objects.get(institution__slug=FUND).answer == ""
    answer_side(**act, kind="refused_reasoned", answer="Reçu illisible", **by("karim", 3))
    assert past(3) == told
    contest_refusal(public_id=public_id, reason="Il se lit", **by("nawal", 4))
    told.append(("refused_reasoned", "Reçu illisible"))
    assert past(4) == told
    answer_side(**act, kind="explained", answer="Imputé au mois suivant", **by("karim", 5))
    withdraw_case(public_id=public_id, reason="Compris", **by("nawal", 6))
    reopen_case(public_id=public_id, reason="Toujours là", **by("nawal", 7))
    assert past(7) == [*told, ("explained", "Imputé au mois suivant")]
    assert SideAnswer.objects.count() == 3


def test_the_answers_of_a_home_of_before_are_carried(world: World) -> None:
    """Its answers are kept, and what waits for no committee is back at the national level."""
    public_id = answered(world)
    SideAnswer.objects.all().delete()
    Case.objects.update(level="committee")
    carried = import_module("mithaq.apps.corridor.migrations.0014_answers_and_levels")
    carried.keep_answers(apps, None)
    carried.leave_committee(apps, None)
    assert set(SideAnswer.objects.values_list("side__part", "kind", "text")) == {
        ("decides", "solved", "Le paiement est imputé."),
        ("informs", "solved", "Le paiement est imputé."),
    }
    assert case(public_id).level == "national"
    refer_case(public_id=public_id, reason="Bloqué", **world.act("yassine"))
    carried.leave_committee(apps, None)
    assert case(public_id).level == "committee", "its referral waits"


def test_a_reopened_case_keeps_its_officers_and_its_clock(world: World) -> None:
    public_id = closed(world)
    before = dict(Side.objects.filter(case=case(public_id)).values_list("part", "case_officer"))
    reopen_case(public_id=public_id, reason="Le paiement a disparu", **world.act("nawal"))

    sides = Side.objects.filter(case=case(public_id))
    assert dict(sides.values_list("part", "case_officer")) == before
    assert set(sides.values_list("status", flat=True)) == {"to_take"}
    assert sides.get(part="decides").due_at is not None
    assert case(public_id).closed_at is None


def test_satisfaction_is_said_once_for_each_end(world: World) -> None:
    public_id = closed(world)
    with pytest.raises(Refusal):
        rate_case(public_id=public_id, score=6, **world.act("nawal"))
    with pytest.raises(Refusal):
        rate_case(public_id=public_id, score=5, **world.act("karim"))
    rate_case(public_id=public_id, score=5, comment="Rapide", **world.act("nawal"))
    with pytest.raises(Refusal):
        rate_case(public_id=public_id, score=4, **world.act("nawal"))
    with pytest.raises(Refusal):
        rate_case(public_id=filed(world), score=4, **world.act("nawal"))


def test_an_explanation_that_was_enough_is_said_so(world: World) -> None:
    public_id = filed(world)
    withdraw_case(
        public_id=public_id, reason="L’explication suffit", is_explained=True, **world.act("nawal")
    )
    row = Case.objects.get(public_id=public_id)
    assert (row.closed_how, row.solved_at_first_step) == ("explained", True)


def test_nobody_accepts_what_they_proposed_for_another_party(world: World) -> None:
    public_id = taken(world)
    twice = world.act("nawal") | {"under": world.under("karim")}
    made = make_proposal(public_id=public_id, terms="Payer en six mois", **world.act("nawal"))
    with pytest.raises(Refusal) as error:
        accept_proposal(public_id=public_id, proposal_id=made, **twice)
    assert {fault.rule for fault in error.value.faults} == {"proposal.one_person"}
    assert not Agreement.objects.exists()
    assert accept_proposal(public_id=public_id, proposal_id=made, **world.act("karim"))


def test_a_note_written_while_referring_stays_with_its_institution(world: World) -> None:
    public_id = taken(world)
    refer_case(
        public_id=public_id, reason="Qui transmet la liste ?", note="Leur chef bloque",
        **world.act("yassine"),
    )  # fmt: skip
    note = Message.objects.get(side__isnull=False)
    assert (note.body, note.side and note.side.institution.slug) == ("Leur chef bloque", FUND)
    referral = CommitteeReferral.objects.get()
    assert referral.reason == "Qui transmet la liste ?"
