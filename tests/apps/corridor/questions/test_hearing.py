"""One rule says whether an employer is still heard: for a page, for who waits, for a decision."""

from __future__ import annotations

import random
from datetime import date, timedelta

import pytest
from django.db import transaction

from mithaq.apps.corridor.operations.question_decisions import decide_question
from mithaq.apps.corridor.operations.question_drafts import DecisionDraft
from mithaq.apps.corridor.queries.questions import question
from mithaq.apps.corridor.queries.questions_waiting import questions_waiting
from mithaq.base.errors import Refusal
from tests.apps.corridor.questions.world import AFTER, CLOSES, ON, REASONS, World

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("seed", range(6))
def test_whoever_asks_whether_an_employer_is_still_heard_hears_the_same(
    world: World, seed: int
) -> None:
    """Whatever was answered, on any day: the page, the lists of who waits and the refusal of a
    decision speak of one rule."""
    chance = random.Random(seed)  # noqa: S311 - histories, not secrets
    number = world.question()
    for _turn in range(chance.randrange(4)):
        world.answer(number, is_complete=chance.random() < 0.5)
    found = question(number)
    assert found is not None
    for on in (ON, CLOSES - timedelta(days=1), CLOSES, AFTER):
        refused = _refused(world, number, on=on, is_answered=bool(found.answers))
        assert found.is_unanswered(on) is ("question.heard" in refused)
        assert found.is_still_heard(on) is ("question.window_is_its" in refused)
        turns = {
            name: {item.number for item in questions_waiting([held], on=on)}
            for name in ("employer", "second")
            if (held := world.under(name))
        }
        answers, decides = number in turns["employer"], number in turns["second"]
        assert (answers, decides) == (found.is_unanswered(on), not found.is_unanswered(on))


def _refused(world: World, number: str, *, on: date, is_answered: bool) -> list[str]:
    """Why a decision against the employer is refused on a day; what it wrote is taken back."""
    ground = "answer" if is_answered else "silence"
    try:
        with transaction.atomic():
            decide_question(
                number=number,
                draft=DecisionDraft(outcome="control", ground=ground, reasons=REASONS),
                on=on,
                **world.signed("second"),
            )
            transaction.set_rollback(True)
    except Refusal as refusal:
        return [fault.rule for fault in refusal.faults]
    return []
