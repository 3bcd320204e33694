"""Public figures: rates are true, small counts are not said nor given away."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from mithaq.apps.corridor.models import FollowUp, Question, QuestionDecision, Signal
from mithaq.apps.corridor.queries.question_figures import question_figures
from mithaq.apps.corridor.queries.questions import questions_for
from mithaq.apps.organisations.queries import mandates_of
from tests.apps.corridor.questions.world import CLOSES, ON, World
from tests.conftest import AT

pytestmark = pytest.mark.django_db


def _decided(world: World, code: str, *, nothing: int, something: int) -> None:
    """Questions decided, written straight: their life is tested elsewhere."""
    for rank in range(nothing + something):
        signal = Signal.objects.create(
            institution_id=world.keys["caisse-hesperides"],
            company_id=world.keys["conserves-du-verger"], code=code, value=1,
            threshold_source="not_published", period_from=date(2000 + rank, 1, 1),
            period_to=date(2000 + rank, 12, 31), basis="Exercice", entered_at=AT,
            is_exercise=True,
        )  # fmt: skip
        number = f"Q-{code[:5]}-{rank}"
        row = Question.objects.create(
            number=number, corridor=world.corridor, signal=signal, text="?", status="decided",
            institution_id=world.keys["caisse-hesperides"],
            company_id=world.keys["conserves-du-verger"], opened_at=AT, opened_on=ON,
            window_closes_on=CLOSES, is_exercise=True,
        )  # fmt: skip
        QuestionDecision.objects.create(
            question=row, outcome="nothing" if rank < nothing else "regularised",
            ground="answer", reasons="Raisons.", decided_by=world.people["second"], decided_at=AT,
        )  # fmt: skip


def test_nothing_is_said_of_nothing(world: World, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(3):
        figures = question_figures(is_exercise=True)
    assert (figures.asked, figures.whole.decided, figures.by_signal) == (0, 0, ())
    assert figures.whole.nothing_rate is None
    assert len(figures.months) == 12


def test_how_often_a_signal_is_wrong(world: World) -> None:
    _decided(world, "median_days", nothing=12, something=28)
    _decided(world, "continuity", nothing=10, something=10)
    figures = question_figures(is_exercise=True)
    assert figures.whole.decided == 60
    assert figures.whole.nothing_rate == pytest.approx(22 / 60)
    assert {line.code: line.nothing_rate for line in figures.by_signal} == {
        "median_days": pytest.approx(0.3), "continuity": pytest.approx(0.5)}  # fmt: skip
    assert question_figures(is_exercise=False).whole.decided == 0


def test_a_small_count_is_neither_said_nor_given_away(world: World) -> None:
    _decided(world, "median_days", nothing=12, something=28)
    _decided(world, "continuity", nothing=2, something=10)
    figures = question_figures(is_exercise=True)
    lines = {line.code: line for line in figures.by_signal}
    assert lines["continuity"].nothing is None
    assert lines["continuity"].is_small
    # Twelve and fourteen together would say two.
    assert lines["median_days"].nothing is None or figures.whole.nothing is None


def test_what_was_asked_gives_no_masked_count_away(world: World) -> None:
    _decided(world, "median_days", nothing=1, something=2)
    rows = list(Question.objects.order_by("pk"))
    for rank in range(9):
        signal = Signal.objects.create(
            institution_id=world.keys["caisse-hesperides"],
            company_id=world.keys["conserves-du-verger"], code="continuity", value=1,
            threshold_source="not_published", period_from=date(1950 + rank, 1, 1),
            period_to=date(1950 + rank, 12, 31), basis="Exercice", entered_at=AT,
            is_exercise=True,
        )  # fmt: skip
        row = rows[0]
        row.pk, row.number, row.signal, row.status = None, f"W-{rank}", signal, "open"
        row.save()
    figures = question_figures(is_exercise=True)
    assert figures.whole.decided is None
    assert not figures.is_empty
    # Three are decided: asked, waiting and withdrawn together would say so.
    said = (figures.asked, figures.waiting, figures.withdrawn)
    assert None in said
    assert figures.asked is None or figures.waiting is None


def test_one_rule_holds_for_every_count(world: World) -> None:
    """One question that waits is under five too: it is not said, nor given away."""
    _decided(world, "median_days", nothing=6, something=6)
    row = Question.objects.order_by("pk").first()
    assert row is not None
    Question.objects.filter(pk=row.pk).update(status="open")
    figures = question_figures(is_exercise=True)
    assert figures.waiting is None
    assert figures.asked is None or figures.whole.decided is None


def test_a_list_says_the_outcome_that_stands(world: World) -> None:
    _decided(world, "median_days", nothing=1, something=1)
    officer = mandates_of(user=world.people["national"])[0]
    rows = questions_for(officer)
    assert sorted(row.outcome for row in rows) == ["nothing", "regularised"]
    assert rows.filter(outcome="nothing").count() == 1


def test_the_last_decision_counts(world: World) -> None:
    _decided(world, "median_days", nothing=6, something=6)
    row = Question.objects.order_by("pk").first()
    assert row is not None
    QuestionDecision.objects.create(
        question=row, round=2, outcome="control", ground="visit", reasons="Raisons.",
        decided_by=world.people["national"], decided_at=AT,
    )  # fmt: skip
    assert question_figures(is_exercise=True).whole.nothing == 5


def test_people_are_counted_month_by_month(world: World) -> None:
    _decided(world, "median_days", nothing=0, something=6)
    row = Question.objects.order_by("pk").first()
    for person in range(1, 31):
        for rank in (1, 2, 3):
            state = "declared" if rank == 1 or person <= 18 else "absent"
            state = "unknown" if rank == 3 else state
            FollowUp.objects.create(
                question=row, person=person, masked_number="1•••", month_rank=rank,
                month=date(2026, rank, 1), state=state,
                recorded_at=None if state == "unknown" else AT,
            )  # fmt: skip
    figures = question_figures(is_exercise=True)
    assert figures.people == 30
    assert figures.months[0].declared_rate == 1
    assert figures.months[1].declared_rate == pytest.approx(0.6)
    assert (figures.months[2].read, figures.months[2].declared_rate) == (0, None)
