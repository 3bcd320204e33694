"""A draw is announced, then made once with a later seed, and anyone makes it again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from mithaq.apps.corridor.models import Corridor, DrawnCompany, Question
from mithaq.apps.corridor.operations.drawing import announce_draw, draw_controls
from mithaq.apps.corridor.operations.question_drafts import DrawDraft, QuestionDraft
from mithaq.apps.corridor.operations.questions import open_question, read_score
from mithaq.apps.corridor.queries.draws import draw, draw_again, draw_of, drawn_companies, draws
from mithaq.apps.reference.models import Source
from mithaq.base.errors import Refusal
from mithaq.base.fictitious import fictitious_ice
from mithaq.base.text import Labels
from mithaq.signals.draw import draw_from, population_of
from tests.apps.corridor.questions.world import CLOSES, ON, World

pytestmark = pytest.mark.django_db
ICES = [fictitious_ice(rank) for rank in range(20)]
FILE = "ice\n" + "\n".join(ICES)
SEED_ON = ON + timedelta(days=3)
DRAFT: dict[str, Any] = {
    "corridor": "corridor-hesperides", "population": Labels("Entreprises d’exercice"),
    "file": FILE, "share_basis_points": 2_500, "seed_origin": "Loterie du 5 mars",
    "seed_on": SEED_ON,
}  # fmt: skip


def _announce(world: World, who: str = "national", **changes: Any) -> str:
    draft = DrawDraft(**(DRAFT | changes))
    return announce_draw(draft=draft, on=ON, **world.signed(who)).number


def _draw(
    world: World, number: str, *, on: date = SEED_ON, who: str = "national", **changes: Any
) -> int:
    words = {"seed": "04 11 23", "file": FILE} | changes
    return draw_controls(number=number, on=on, **words, **world.signed(who)).drawn_count


def test_a_draw_is_announced_then_made_and_made_again(world: World) -> None:
    number = _announce(world)
    before = draw(number)
    assert before is not None
    assert (before.is_drawn, before.seed, draw_of(number)) == (False, "", None)
    # The order of the file changes nothing.
    assert _draw(world, number, file="\n".join(reversed(ICES))) == 5
    kept = draw_of(number)
    assert kept == draw_from(population_of(ICES), "04 11 23", count=5)
    assert [item.number for item in draws()] == [number]
    known = {item.ice for item in drawn_companies(number) if item.company}
    assert known == {row.ice for row in kept.drawn} & set(ICES[:9])


def test_a_draw_is_made_once_later_and_on_what_was_announced(world: World) -> None:
    number = _announce(world)
    for changes, rule in (
        ({"on": ON}, "control_draw_seed_comes_later"),
        ({"file": "\n".join(ICES[:-1])}, "control_draw.population"),
        ({"file": population_of(ICES).text}, "control_draw.ice"),
        ({"seed": " "}, "question.text"),
    ):
        with pytest.raises(Refusal) as refusal:
            _draw(world, number, **changes)
        assert [fault.rule for fault in refusal.value.faults] == [rule]
    _draw(world, number)
    with pytest.raises(Refusal) as refusal:
        _draw(world, number, seed="une autre")
    assert [fault.rule for fault in refusal.value.faults] == ["control_draw.once"]
    assert DrawnCompany.objects.count() == 5


def test_an_announcement_says_all_its_faults(world: World) -> None:
    with pytest.raises(Refusal) as refusal:
        _announce(world, population=Labels(""), seed_origin="", seed_on=ON - timedelta(days=1),
                  share_basis_points=0, file="ice\n12")  # fmt: skip
    assert [fault.where for fault in refusal.value.faults] == [
        "population_fr", "seed_origin", "seed_on", "share", "ice"]  # fmt: skip


def _published() -> Source:
    """What a real corridor cites."""
    return Source.objects.create(
        code="bulletin", kind="institution", label_fr="Bulletin", published_precision="unknown"
    )


def test_an_exercise_is_played_in_one_day_and_a_real_draw_waits(world: World) -> None:
    number = _announce(world, seed_on=ON)
    assert _draw(world, number, on=ON) == 5
    Corridor.objects.update(is_exercise=False, source=_published())
    as_real = world.signed("national")
    as_real["under"] = replace(as_real["under"], is_exercise=False)
    draft = DrawDraft(**(DRAFT | {"seed_on": ON}))
    with pytest.raises(Refusal) as refusal:
        announce_draw(draft=draft, on=ON, **as_real)
    assert [fault.rule for fault in refusal.value.faults] == ["control_draw_seed_comes_later"]


def test_a_draw_made_again_says_what_differs(world: World) -> None:
    number = _announce(world)
    assert draw_again(number) is None
    _draw(world, number)
    again = draw_again(number)
    assert again is not None
    assert (again.is_same, again.population_count, again.drawn_count) == (True, 20, 5)
    row = DrawnCompany.objects.get(rank=3)
    DrawnCompany.objects.filter(pk=row.pk).update(key="0" * 64)
    other = draw_again(number)
    assert other is not None
    assert (other.is_same, other.first_difference) == (False, 3)


@pytest.mark.parametrize(
    "who", ["officer", "far_officer", "employer", "helper", "auditor", "manager", "nobody"]
)
def test_programming_is_central(world: World, who: str) -> None:
    with pytest.raises(Refusal):
        _announce(world, who)
    number = _announce(world)
    with pytest.raises(Refusal):
        _draw(world, number, who=who)


def test_another_fund_makes_no_draw_of_this_one(world: World) -> None:
    with pytest.raises(Refusal):
        _announce(world, "other_fund")
    number = _announce(world)
    with pytest.raises(Refusal):
        _draw(world, number, who="other_fund")


def test_chance_opens_a_question_without_a_score(world: World) -> None:
    number = _announce(world, share_basis_points=10_000)
    _draw(world, number)
    target = next(
        item for item in drawn_companies(number)
        if item.company and item.company.slug == "conserves-du-verger"
    )  # fmt: skip
    asked = open_question(
        draft=QuestionDraft(corridor="corridor-hesperides", text="Contrôle tiré au sort.",
                            window_closes_on=CLOSES, draw=number, rank=target.rank),
        on=ON, **world.signed("officer"),
    ).number  # fmt: skip
    assert Question.objects.get(number=asked).signal is None
    assert read_score(number=asked, purpose="Contrôle du test", **world.signed("officer")) is None
    found = next(item for item in drawn_companies(number) if item.rank == target.rank)
    assert found.question == asked
    stranger = next(item for item in drawn_companies(number) if item.company is None)
    with pytest.raises(Refusal):
        open_question(
            draft=QuestionDraft(corridor="corridor-hesperides", text="?", window_closes_on=CLOSES,
                                draw=number, rank=stranger.rank),
            on=ON, **world.signed("officer"),
        )  # fmt: skip
