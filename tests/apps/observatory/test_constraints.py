"""Every rule of the tables of figures, broken once through the ORM and once by an operation."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, models, transaction

from mithaq.apps.observatory import models as tables
from mithaq.apps.observatory.models import ConflictSide, Reading, ResultsReport, Statement
from mithaq.apps.observatory.operations import record_figures, withdraw_figures
from mithaq.apps.observatory.operations.drafts import ConflictDraft, FigureDraft, ReadingDraft
from mithaq.base.dates import UncertainDate
from mithaq.base.errors import Refusal
from mithaq.base.text import Labels
from mithaq.flows.publish_results_report import publish_results_report
from tests.apps.conventions.drafts import draft, record
from tests.conftest import AT
from tests.web.conventions.story import record_story, source, version

Change = Callable[[Any], None]
WHO: dict[str, Any] = {"actor": None, "mandate": "", "reason": "", "at": AT}


def _set(**values: Any) -> Change:
    def change(row: Any) -> None:
        type(row).objects.filter(pk=row.pk).update(**values)

    return change


def _copy(row: Any) -> None:
    row.pk = None
    row._state.adding = True
    if isinstance(row, ResultsReport):
        row.public_id = "00000000-0000-4000-8000-000000000000"
    row.save()


BROKEN: list[tuple[str, type[models.Model], Change]] = [
    ("statement_date_and_precision_agree", Statement, _set(as_of=None)),
    ("statement_said_and_precision_agree", Statement, _set(said_precision="unknown")),
    (
        "statement_period_is_whole",
        Statement,
        _set(period_from="2026-02-01", period_to="2026-01-31"),
    ),
    ("statement_reason_goes_with_revision", Statement, _set(revision_reason="de rien")),
    ("statement_withdrawal_has_reason", Statement, _set(withdrawal_reason="sans date")),
    ("reading_letter_unique", Reading, _copy),
    ("conflict_side_unique", ConflictSide, _copy),
    ("results_report_number_unique", ResultsReport, _copy),
    ("results_report_withdrawal_is_whole", ResultsReport, _set(withdrawn_because="sans date")),
]


def test_no_constraint_is_left_out() -> None:
    declared = {
        constraint.name
        for name in tables.__all__
        for constraint in getattr(tables, name)._meta.constraints
    }

    assert declared == {name for name, _table, _change in BROKEN}


@pytest.mark.django_db
@pytest.mark.parametrize(("name", "table", "change"), BROKEN, ids=[row[0] for row in BROKEN])
def test_the_database_refuses(name: str, table: Any, change: Change) -> None:
    reference = record_story()
    publish_results_report(reference=reference, as_of=date(2020, 1, 1), **WHO)
    row = table.objects.order_by("pk").first()
    with pytest.raises(IntegrityError), transaction.atomic():
        change(row)


def figure(code: str, **changes: Any) -> FigureDraft:
    """One right figure."""
    right = FigureDraft(
        code=code, title=Labels(code), indicator_version_id=version("i-persons", "persons"),
        value=Decimal(5), qualifier="exactly", as_of=UncertainDate.parse("2017-05"),
        said=UncertainDate.parse("2017-06-13"), grade="announced", source_id=source().pk,
    )  # fmt: skip
    return replace(right, **changes)


def conflict(*sides: str, code: str = "essai") -> ConflictDraft:
    """One conflict between figures."""
    return ConflictDraft(
        code=code, title=Labels("t"), why=Labels("w"), settle=Labels("s"),
        settle_grade="recorded", side_codes=sides,
    )  # fmt: skip


def rules_broken(figures: list[FigureDraft], *conflicts: ConflictDraft) -> list[str]:
    """Name the rules for which figures are refused."""
    try:
        record_figures(reference="ESSAI-1", figures=figures, conflicts=conflicts, **WHO)
    except Refusal as refusal:
        return [fault.rule for fault in refusal.faults]
    return []


def readings(*letters: str) -> tuple[ReadingDraft, ...]:
    """Readings of one share."""
    return tuple(
        ReadingDraft(letter=letter, kind="points_of_whole", text=Labels(letter))
        for letter in letters
    )


@pytest.fixture
def essai(db: None) -> None:
    """A convention without figures."""
    record(draft())


def test_the_operation_refuses_figures(essai: None) -> None:
    whole = figure("tout")
    cases: dict[str, list[FigureDraft]] = {
        "figure.code.unique": [whole, whole],
        "figure.part_of.exists": [figure("part", part_of_code="nulle")],
        "figure.revises.exists": [figure("part", revises_code="nulle")],
        "reading.needs_whole": [figure("part", readings=readings("A"))],
        "reading.letter.unique": [
            whole, figure("part", part_of_code="tout", readings=readings("A", "A")),
        ],
        "figure.revises.once": [
            whole, figure("un", revises_code="tout"), figure("deux", revises_code="tout"),
        ],
        "figure.scope.set_exists": [figure("part", is_about_set=True)],
    }  # fmt: skip

    assert {rule: rules_broken(drafts) for rule, drafts in cases.items()} == {
        rule: [rule] for rule in cases
    }
    assert not Statement.objects.exists()


def test_the_operation_refuses_conflicts(essai: None) -> None:
    two = [figure("un"), figure("deux")]

    assert rules_broken(two, conflict("un")) == ["conflict.has_two_sides"]
    assert rules_broken(two, conflict("un", "deux", "un")) == ["conflict.has_two_sides"]
    assert rules_broken(two, conflict("un", "nulle")) == ["conflict.side.exists"]
    same = (conflict("un", "deux"), conflict("un", "deux"))
    assert rules_broken(two, *same) == ["conflict.code.unique"]
    assert rules_broken(two, conflict("un", "deux")) == []


def test_a_revision_is_a_new_figure_and_only_one(essai: None) -> None:
    assert rules_broken([figure("tout"), figure("neuf", revises_code="tout")]) == []
    assert rules_broken([figure("encore", revises_code="tout")]) == ["figure.revises.once"]
    assert rules_broken([figure("encore", revises_code="neuf")]) == []


def test_figures_that_a_report_does_not_need_can_be_withdrawn(essai: None) -> None:
    two = [figure("tout"), figure("part", part_of_code="tout", readings=readings("A", "B"))]
    assert rules_broken(two, conflict("tout", "part")) == []
    assert withdraw_figures(reference="ESSAI-1", **WHO) == ("tout", "part")
    assert not Statement.objects.exists()
