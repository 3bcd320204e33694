"""An exercise never touches what somebody really said, and an undo takes nobody else's conflict."""

from __future__ import annotations

import pytest

from mithaq.apps.conventions.operations.drafts import Origin, SetDraft
from mithaq.apps.observatory.models import Conflict, Statement
from mithaq.apps.observatory.operations import record_figures, withdraw_figures
from mithaq.apps.observatory.operations.drafts import ConflictDraft, FigureDraft
from mithaq.base.errors import Refusal
from mithaq.base.text import Labels
from tests.apps.conventions.drafts import draft, record
from tests.apps.conventions.drafts import rules_broken as convention_rules
from tests.apps.observatory.test_constraints import WHO, conflict, figure
from tests.web.conventions.story import source

pytestmark = pytest.mark.django_db


@pytest.fixture
def two() -> None:
    """A real convention with one figure, and an exercise."""
    record(draft(reference="REELLE"))
    record(draft(reference="EXERCICE", is_exercise=True))
    record_figures(reference="REELLE", figures=[figure("dit")], conflicts=[], **WHO)


def _rules(reference: str, figures: list[FigureDraft], *conflicts: ConflictDraft) -> list[str]:
    try:
        record_figures(reference=reference, figures=figures, conflicts=conflicts, **WHO)
    except Refusal as refusal:
        return [fault.rule for fault in refusal.faults]
    return []


def test_an_exercise_neither_details_revises_nor_contradicts_a_real_figure(two: None) -> None:
    rule = ["figure.exercise_apart"]

    assert _rules("EXERCICE", [figure("a", part_of_code="dit")]) == rule
    assert _rules("EXERCICE", [figure("a", revises_code="dit")]) == rule
    assert _rules("EXERCICE", [figure("a")], conflict("a", "dit")) == rule
    assert list(Statement.objects.values_list("code", flat=True)) == ["dit"]


def test_a_real_figure_leans_on_no_exercise(two: None) -> None:
    assert _rules("EXERCICE", [figure("inventé")]) == []
    assert _rules("REELLE", [figure("a", part_of_code="inventé")]) == ["figure.exercise_apart"]


def test_an_exercise_has_neither_real_parent_nor_real_set() -> None:
    package = SetDraft(
        reference="ENSEMBLE", title=Labels("Ensemble"), origin=Origin(source_id=source().pk),
        announced_count=None,
    )  # fmt: skip
    record(draft(reference="MERE", convention_set=package))
    rule = "convention.exercise_apart"

    child = draft(reference="FILLE", parent_reference="MERE", is_exercise=True)
    assert convention_rules(child) == [rule]
    twin = draft(reference="FILLE", convention_set=package, is_exercise=True)
    assert convention_rules(twin) == [rule]
    assert convention_rules(draft(reference="SOEUR", convention_set=package)) == []


def test_a_conflict_brought_by_a_later_file_survives_an_undo(two: None) -> None:
    record(draft(reference="SUIVANTE"))
    assert _rules("SUIVANTE", [figure("redit")], conflict("dit", "redit")) == []

    with pytest.raises(Refusal) as refused:
        withdraw_figures(reference="REELLE", **WHO)
    assert [fault.rule for fault in refused.value.faults] == ["figure.withdraw.nothing_rests"]
    assert Conflict.objects.count() == 1

    withdraw_figures(reference="SUIVANTE", **WHO)
    assert not Conflict.objects.exists()
    assert withdraw_figures(reference="REELLE", **WHO) == ("dit",)
