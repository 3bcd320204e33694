"""The questions of exercise: three companies, one answered question waits for nobody twice."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from importlib.resources import files
from typing import Any

import pytest
import yaml

from mithaq.apps.accounts.queries import user_by_username
from mithaq.apps.corridor.choices.questions import QuestionStatus
from mithaq.apps.corridor.models import Corridor, FollowUp, Question
from mithaq.apps.corridor.queries.agenda_dangers import proposals_called
from mithaq.apps.corridor.queries.draws import draw_of, draws
from mithaq.apps.corridor.queries.question_figures import question_figures
from mithaq.apps.corridor.queries.reforms import proposals_in_drafting, reform_proposals
from mithaq.apps.organisations.models import Organisation
from mithaq.apps.organisations.queries import mandate_in_force_for
from mithaq.apps.programmes.queries import reform_result
from mithaq.base.text import labels_spoken
from mithaq.demo.beside import both
from mithaq.demo.loading import steps

WANTED = (
    "Territoires, calendriers et nomenclatures",
    "Organisations",
    "Comptes de démonstration",
    "Questions aux employeurs (exercice)",
)


@pytest.mark.django_db
@pytest.mark.parametrize("day", [date(2026, 3, 2), date(2026, 11, 29), date(2027, 1, 31)])
def test_questions_are_asked_once_and_of_nobody_real(day: date) -> None:
    at = datetime(day.year, day.month, day.day, 9, tzinfo=UTC)
    todo = dict(steps())
    for label in WANTED:
        assert todo[label](at)
    assert todo["Questions aux employeurs (exercice)"](at) == 0
    rows = Question.objects.order_by("pk")
    assert [row.status for row in rows] == [
        QuestionStatus.OPEN, *[QuestionStatus.DECIDED] * 2, QuestionStatus.ANSWERED,
        *[QuestionStatus.DECIDED] * 8,
    ]  # fmt: skip
    assert all(row.is_exercise and row.window_closes_on > row.opened_on for row in rows)
    asked = Organisation.objects.filter(pk__in=rows.values("company"))
    assert not asked.filter(is_exercise=False).exists()
    assert FollowUp.objects.count() == 72
    assert FollowUp.objects.exclude(state="unknown").count() >= 6
    (drawn,) = draws()
    made = draw_of(drawn.number)
    assert made is not None
    assert all(row.ice.startswith("9") for row in made.drawn)
    # Ten decided questions, five of each of two signals: enough for rates to be read.
    figures = question_figures(is_exercise=True)
    assert (figures.whole.decided, figures.whole.nothing_rate) == (10, 0.5)
    rates = {line.code: line.nothing_rate for line in figures.by_signal}
    assert rates == {"median_days": 1.0, "contracts_undeclared": 0.0}


# What fictitious people type about questions and debts, by the key that holds it.
TYPED = {
    "basis", "text", "answer", "reasons", "reason", "words", "seed_origin", "evidence", "purpose",
    "source", "law",
}  # fmt: skip


def _typed(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for key, item in value.items():
            if key in TYPED and isinstance(item, str):
                yield item
            else:
                yield from _typed(item)
    elif isinstance(value, list):
        for item in value:
            yield from _typed(item)


@pytest.mark.parametrize("name", ["questions", "debts"])
def test_what_they_type_reads_in_each_language(name: str) -> None:
    path = files("mithaq.demo") / "content" / f"{name}.yaml"
    texts = set(_typed(yaml.safe_load(path.read_text(encoding="utf-8"))))
    assert len(texts) > 10
    said = {text: labels_spoken(both(text)) for text in texts}
    assert [text for text, kept in said.items() if not (kept.ar and kept.en)] == []


@pytest.mark.django_db
def test_one_proposal_reaches_the_secretary_with_its_figures() -> None:
    at = datetime(2026, 11, 29, 9, tzinfo=UTC)
    todo = dict(steps())
    for label in (*WANTED[:2], "Convention 05-corridor-2020",
                  "Convention 92-exercice-comite-permanent", WANTED[2],
                  "Corridors : le réel, et celui de l’exercice", WANTED[3]):  # fmt: skip
        todo[label](at)
    person = user_by_username("secretaire")
    assert person is not None
    under = mandate_in_force_for(user=person.pk, chosen_id=None, on=at.date())
    (found,) = reform_proposals(under)
    assert found.scenario is not None
    result = reform_result(found.scenario)
    assert result is not None
    assert any(line.is_changed for line in result.lines)
    assert len(proposals_in_drafting(under, on=at.date())) == 1
    called = Corridor.objects.get(is_exercise=True).standing_committee_id
    assert called is not None
    assert [call.key for call in proposals_called(called)] == [f"proposal:{found.number}"]
