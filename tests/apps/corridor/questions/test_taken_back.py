"""What is taken back of questions with a reason: it stays to be read, and opens nothing more."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from mithaq.apps.accounts.models import AuditLine
from mithaq.apps.corridor.models import Signal
from mithaq.apps.corridor.operations.question_answers import give_help
from mithaq.apps.corridor.operations.question_decisions import follow_people, record_follow_up
from mithaq.apps.corridor.operations.question_drafts import QuestionDraft
from mithaq.apps.corridor.operations.questions import open_question, withdraw_question
from mithaq.apps.corridor.operations.striking import cancel_draw, correct_people, strike_signal
from mithaq.apps.corridor.queries.draws import draw, drawn_companies
from mithaq.apps.corridor.queries.questions import question, signals_without_question
from mithaq.base.errors import Refusal
from mithaq.base.fictitious import fictitious_insured_number
from tests.apps.corridor.questions.test_drawing import _announce, _draw
from tests.apps.corridor.questions.world import CLOSES, ON, World

pytestmark = pytest.mark.django_db


def _rules(refusal: pytest.ExceptionInfo[Refusal]) -> list[str]:
    return [fault.rule for fault in refusal.value.faults]


def test_a_wrong_signal_is_struck_and_leaves_its_place(world: World) -> None:
    key = world.signal(value=Decimal("0.9231"))
    act = {"signal_id": key, "reason": "La virgule était de trop."}
    for who in ("far_officer", "other_fund", "auditor", "employer"):
        with pytest.raises(Refusal) as refusal:
            strike_signal(**act, **world.signed(who))
        assert _rules(refusal) == ["question.can_enter_signal"]
    with pytest.raises(Refusal) as refusal:
        strike_signal(**(act | {"reason": " "}), **world.signed("officer"))
    assert _rules(refusal) == ["question.text"]
    strike_signal(**act, **world.signed("officer"))
    # The right one is entered; the wrong one stays, struck, and opens nothing.
    right = world.signal()
    told = {
        view.pk: view.struck_because
        for view, _company in signals_without_question(world.under("officer"))
    }
    assert told == {key: "La virgule était de trop.", right: ""}
    with pytest.raises(Refusal):
        world.question(signal_id=key)
    number = world.question(signal_id=right)
    with pytest.raises(Refusal) as refusal:
        strike_signal(**(act | {"signal_id": right}), **world.signed("officer"))
    assert _rules(refusal) == ["question.rests"]
    withdraw_question(number=number, reason="Valeur fausse.", **world.signed("officer"))
    strike_signal(**(act | {"signal_id": right}), **world.signed("officer"))
    assert Signal.objects.filter(struck_at__isnull=False).count() == 2
    assert world.question(signal_id=world.signal())


def test_a_draw_is_cancelled_for_everyone_to_read(world: World) -> None:
    number = _announce(world, share_basis_points=10_000)
    act = {"number": number, "reason": "Graine mal recopiée."}
    for who in ("officer", "other_fund", "auditor", "nobody"):
        with pytest.raises(Refusal) as refusal:
            cancel_draw(**act, **world.signed(who))
        assert _rules(refusal) == ["question.can_draw_controls"]
    _draw(world, number, seed="04 11 32")
    target = next(
        item for item in drawn_companies(number)
        if item.company and item.company.slug == "conserves-du-verger"
    )  # fmt: skip

    def asked() -> str:
        return open_question(
            draft=QuestionDraft(corridor="corridor-hesperides", text="Contrôle tiré au sort.",
                                window_closes_on=CLOSES, draw=number, rank=target.rank),
            on=ON, **world.signed("officer"),
        ).number  # fmt: skip

    opened = asked()
    with pytest.raises(Refusal) as refusal:
        cancel_draw(**act, **world.signed("national"))
    assert _rules(refusal) == ["question.rests"]
    withdraw_question(number=opened, reason="Tirage faux.", **world.signed("officer"))
    cancel_draw(**act, **world.signed("national"))
    found = draw(number)
    assert found is not None
    assert (found.cancelled_because, found.seed) == ("Graine mal recopiée.", "04 11 32")
    with pytest.raises(Refusal):
        asked()
    again = _announce(world)
    cancel_draw(number=again, reason="Part fausse.", **world.signed("national"))
    with pytest.raises(Refusal) as refusal:
        _draw(world, again)
    assert _rules(refusal) == ["control_draw.cancelled"]


def test_a_list_of_people_is_put_right_and_what_was_read_stays(world: World) -> None:
    number = world.question()
    world.answer(number)
    world.decide(number, "regularised")
    first, wrong, right = (fictitious_insured_number(rank) for rank in (1, 2, 3))
    given: dict[str, Any] = {"number": number, "first_month": date(2026, 4, 1)}
    with pytest.raises(Refusal) as refusal:
        correct_people(
            **given, numbers=[first], reason="Rien à corriger.", **world.signed("officer")
        )
    assert refusal.value.faults
    follow_people(**given, numbers=[first, wrong], **world.signed("officer"))
    record_follow_up(
        number=number, month=date(2026, 4, 1), states=[(1, "declared"), (2, "absent")],
        on=date(2026, 6, 1), **world.signed("officer"),
    )  # fmt: skip
    with pytest.raises(Refusal) as refusal:
        correct_people(**given, numbers=[first, right], reason="", **world.signed("officer"))
    assert _rules(refusal) == ["question.text"]
    correct_people(**given, numbers=[first, right], reason="Homonyme.", **world.signed("officer"))
    found = question(number)
    assert found is not None
    states = [str(person.months[0][1]) for person in found.followed]
    assert states == ["declared", "unknown"]
    line = AuditLine.objects.get(action="corridor.correct_people")
    assert line.reason == "Homonyme."


def test_the_journal_keeps_the_advice_that_another_replaces(world: World) -> None:
    number = world.question()
    world.call(number)
    for advice in ("Joignez les contrats.", "Joignez aussi le registre."):
        give_help(number=number, advice=advice, **world.signed("helper"))
    lines = AuditLine.objects.filter(action="corridor.give_help").order_by("pk")
    first, second = (line.after["advice"] for line in lines)
    assert (first, second) == ("Joignez les contrats.", "Joignez aussi le registre.")
    assert lines.last().before == {"advice": "Joignez les contrats."}
