"""What the database refuses, whoever writes."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from mithaq.apps.corridor.models import (
    ControlDraw,
    FollowUp,
    HelpRequest,
    Question,
    QuestionDecision,
    ReformDrafter,
    ReformProposal,
    ScoreReading,
    Signal,
)
from tests.apps.corridor.questions.world import ON, World
from tests.conftest import AT

pytestmark = pytest.mark.django_db


def _refused(name: str, write: Any) -> None:
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        write()
    # SQLite names the columns of a unique constraint, not the constraint.
    assert name in str(refused.value) or "UNIQUE" in str(refused.value)


def test_what_a_question_cannot_be(world: World) -> None:
    number = world.question()
    rows = Question.objects.filter(number=number)
    row = rows.get()
    _refused("question_has_one_origin", lambda: rows.update(signal=None))
    _refused("question_leaves_time", lambda: rows.update(window_closes_on=ON))
    _refused("question_asks_something", lambda: rows.update(text=""))
    signals = Signal.objects.filter(pk=row.signal_id)
    _refused("signal_is_not_negative", lambda: signals.update(value=-1))
    _refused("signal_says_its_source", lambda: signals.update(basis=""))
    _refused("signal_period_is_ordered", lambda: signals.update(period_to="2020-01-01"))
    world.call(number)
    called = HelpRequest.objects.filter(question=row)
    _refused("help_request_advice_is_dated", lambda: called.update(advice="Texte"))


def test_what_a_decision_cannot_be(world: World) -> None:
    row = Question.objects.get(number=world.question())
    opener, other = world.people["officer"], world.people["second"]

    def decide(**changes: Any) -> Any:
        words = {
            "question": row, "outcome": "nothing", "ground": "answer", "reasons": "Parce que.",
            "decided_by": other, "opened_by": opener, "decided_at": AT,
        }  # fmt: skip
        return QuestionDecision.objects.create(**(words | changes))

    _refused("question_decision_not_by_opener", lambda: decide(decided_by=opener))
    _refused("question_decision_has_reasons", lambda: decide(reasons=""))
    _refused("question_decision_silence_only_controls", lambda: decide(ground="silence"))
    _refused("question_decision_contest_is_dated", lambda: decide(contest="Non"))
    decide()
    _refused("question_decision_by_another", lambda: decide(round=2))
    _refused("question_decision_round_unique", lambda: decide(decided_by=world.people["national"]))


def test_what_readings_and_follow_ups_cannot_be(world: World) -> None:
    row = Question.objects.get(number=world.question())
    reader = world.people["officer"]
    _refused("score_reading_says_why", lambda: ScoreReading.objects.create(
        question=row, reader=reader, mandate="m", purpose="", at=AT))  # fmt: skip

    def follow(**changes: Any) -> Any:
        words = {"question": row, "person": 1, "masked_number": "1", "month_rank": 1, "month": ON}
        return FollowUp.objects.create(**(words | changes))

    _refused("follow_up_lasts_a_year", lambda: follow(month_rank=13))
    _refused("follow_up_reading_is_dated", lambda: follow(state="declared"))
    follow()
    _refused("follow_up_once", follow)


def test_what_a_draw_cannot_be(world: World) -> None:
    def announce(**changes: Any) -> Any:
        words = {
            "number": "T-1", "corridor": world.corridor, "population_fr": "P",
            "institution_id": world.keys["caisse-hesperides"], "population_digest": "a" * 64,
            "population_count": 9, "share_basis_points": 50, "algorithm": "sha256-rank-1",
            "seed_origin": "Loterie", "announced_on": ON, "announced_at": AT,
            "seed_on": ON + timedelta(days=1),
        }  # fmt: skip
        return ControlDraw.objects.create(**(words | changes))

    _refused("control_draw_seed_comes_later", lambda: announce(seed_on=ON))
    early = ON - timedelta(days=1)
    _refused("control_draw_seed_comes_later", lambda: announce(seed_on=early, is_exercise=True))
    assert announce(seed_on=ON, is_exercise=True, number="T-9").is_exercise
    _refused("control_draw_share_is_a_share", lambda: announce(share_basis_points=10_001))
    _refused("control_draw_digest_is_whole", lambda: announce(population_digest="abc"))
    _refused("control_draw_has_its_seed", lambda: announce(seed="graine"))


def test_what_a_proposal_cannot_be(world: World) -> None:
    def write(**changes: Any) -> Any:
        words = {"number": "R-1", "corridor": world.corridor, "title_fr": "T", "text_fr": "T",
                 "written_at": AT}  # fmt: skip
        return ReformProposal.objects.create(**(words | changes))

    _refused("reform_proposal_rests_on_figures", lambda: write(status="submitted"))
    _refused("reform_proposal_adoption_is_dated", lambda: write(adopted_on=ON))
    row = write()
    _refused("reform_drafter_approval_is_signed", lambda: ReformDrafter.objects.create(
        proposal=row, organisation_id=world.keys["caisse-hesperides"], approved_at=AT))  # fmt: skip
    approved = {"proposal": row, "approved_by": world.signed("officer")["actor"], "approved_at": AT}
    _refused("reform_drafter_one_person", lambda: [
        ReformDrafter.objects.create(**approved, organisation_id=world.keys[slug])
        for slug in ("caisse-hesperides", "confederation-hesperides")])  # fmt: skip
