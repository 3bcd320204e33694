"""The packaged exercise holds together: its amendments and its roadmap fit its convention."""

from __future__ import annotations

from datetime import date

import pytest

from mithaq.apps.conventions.queries import (
    Scope,
    convention_as_amended,
    evaluations_of,
    late_milestones,
    roadmap_of,
)
from mithaq.demo.loading import steps
from tests.conftest import AT

REFERENCE = "EXERCICE-HESPERIDES-2025"
WANTED = (
    "Territoires, calendriers et nomenclatures",
    "Organisations",
    "Convention 90-exercice-hesperides",
    "Avenants de l’exercice",
    "Feuille de route de l’exercice",
)


@pytest.mark.django_db
def test_the_exercise_is_amended_and_steered() -> None:
    todo = dict(steps())
    assert set(WANTED) <= set(todo)
    for label in WANTED:
        assert todo[label](AT)
    assert todo["Avenants de l’exercice"](AT) == 0
    assert todo["Feuille de route de l’exercice"](AT) == 0
    values = {on: _trained(on) for on in (date(2026, 2, 28), date(2026, 3, 1), date(2026, 11, 28))}
    assert list(values.values()) == [(320, "contractual"), (400, "revised"), (400, "revised")]
    now = convention_as_amended(REFERENCE, on=date(2026, 11, 28))
    assert now is not None
    assert "zone-hesperides" in {party.organisation_slug for party in now.parties}
    assert {item.amendment for item in now.traces} == {1, 2}
    assert roadmap_of(REFERENCE, on=date(2026, 11, 28)) is not None
    assert len(late_milestones(Scope(), on=date(2026, 11, 28))) == 1
    assert [item.is_published for item in evaluations_of(REFERENCE)] == [True, False]


def _trained(on: date) -> tuple[int, str]:
    found = convention_as_amended(REFERENCE, on=on)
    assert found is not None
    target = next(item for item in found.targets if item.indicator_code == "trained-people")
    return int(target.value), target.kind
