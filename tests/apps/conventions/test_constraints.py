"""Every rule of the tables of conventions, broken once through the ORM and once by an operation."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, connection, models, transaction

from mithaq.apps.accounts.models import AuditLine
from mithaq.apps.conventions import models as tables
from mithaq.apps.conventions.models import (
    Axis,
    BudgetLine,
    Commitment,
    Committee,
    Convention,
    Document,
    Measure,
    Party,
    Remark,
    Signatory,
    Target,
)
from mithaq.apps.conventions.operations import withdraw_convention
from mithaq.base.dates import Precision, UncertainDate
from tests.apps.conventions.drafts import (
    axis,
    commitment,
    committee,
    draft,
    line,
    record,
    rules_broken,
    target,
)
from tests.conftest import AT
from tests.web.conventions.story import body, record_story

Change = Callable[[Any], None]


def _set(**values: Any) -> Change:
    def change(row: Any) -> None:
        type(row).objects.filter(pk=row.pk).update(**values)

    return change


def _copy(row: Any) -> None:
    row.pk = None
    row._state.adding = True
    row.save()


def _mother(row: Any) -> None:
    type(row).objects.filter(pk=row.pk).update(parent=row)


def _second(row: Any) -> None:
    """Write a document twice under one number: the story has none."""
    values = {
        "convention": Convention.objects.get(), "number": 1, "kind": "annex", "label_fr": "Annexe",
        "source_id": row.source_id,
    }  # fmt: skip
    Document.objects.create(**values)
    Document.objects.create(**values)


def _pooled_twice(row: Any) -> None:
    """Give a set two targets under one number."""
    pool = tables.ConventionSet.objects.create(
        reference="ENSEMBLE", label_fr="Ensemble", source_id=row.source_id
    )
    row.convention, row.convention_set = None, pool
    row.save()
    _copy(row)


# constraint, table of the row changed, the change that the database refuses
BROKEN: list[tuple[str, type[models.Model], Change]] = [
    ("convention_date_and_precision_agree", Convention, _set(signed_on=None)),
    ("convention_weekday_exists", Convention, _set(signed_weekday=8)),
    ("convention_end_follows_start", Convention,
     _set(covers_from=date(2020, 1, 2), covers_to=date(2020, 1, 1), duration_kind="fixed")),
    ("convention_open_ended_has_no_end", Convention, _set(covers_to=date(2020, 1, 1))),
    ("convention_counts_one_or_more", Convention, _set(instrument_count=0)),
    ("convention_not_its_own_parent", Convention, _mother),
    ("party_unique", Party, _copy),
    ("signatory_rank_unique", Signatory, _copy),
    ("axis_number_unique", Axis, _copy),
    ("measure_number_unique", Measure, _copy),
    ("commitment_number_unique", Commitment, _copy),
    ("commitment_date_and_precision_agree", Commitment, _set(due_precision="day")),
    ("target_belongs_to_one", Target, _set(convention=None, convention_set=None)),
    ("target_is_positive", Target, _set(value=0)),
    ("target_date_and_precision_agree", Target, _set(horizon_precision="month")),
    ("target_number_unique", Target, _copy),
    ("target_number_unique_in_set", Target, _pooled_twice),
    ("budget_line_number_unique", BudgetLine, _copy),
    ("budget_committed_is_positive", BudgetLine, _set(committed_centimes=0)),
    ("budget_called_within_committed", BudgetLine, _set(called_centimes=10**12)),
    ("budget_disbursed_within_called", BudgetLine, _set(disbursed_centimes=1)),
    ("budget_justified_within_disbursed", BudgetLine, _set(justified_centimes=1)),
    ("committee_number_unique", Committee, _copy),
    ("committee_cadence_is_whole", Committee, _set(cadence_period="")),
    ("document_number_unique", Remark, _second),
    ("remark_number_unique", Remark, _copy),
]  # fmt: skip


def test_no_constraint_is_left_out() -> None:
    """The list above names every constraint of the app."""
    declared = {
        constraint.name
        for name in tables.__all__
        if issubclass(getattr(tables, name), models.Model)
        for constraint in getattr(tables, name)._meta.constraints
    }

    assert declared == {name for name, _table, _change in BROKEN}


@pytest.mark.django_db
@pytest.mark.parametrize(("name", "table", "change"), BROKEN, ids=[row[0] for row in BROKEN])
def test_the_database_refuses(name: str, table: Any, change: Change) -> None:
    record_story()
    row = table.objects.order_by("pk").first()
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        change(row)

    if connection.vendor == "postgresql":
        assert name in str(refused.value)


def test_every_constraint_speaks_to_the_reader() -> None:
    silent = [
        constraint.name
        for name in tables.__all__
        if issubclass(getattr(tables, name), models.Model)
        for constraint in getattr(tables, name)._meta.constraints
        if not str(getattr(constraint, "violation_error_message", "")).endswith(".")
    ]

    assert silent == []


REFUSED: list[tuple[str, dict[str, Any]]] = [
    ("convention.weekday_exists", {"signed_weekday": 8}),
    ("convention.weekday_agrees", {"signed_weekday": 3}),
    ("convention.end_follows_start",
     {"covers_from": date(2020, 1, 2), "covers_to": date(2020, 1, 1)}),
    ("convention.open_ended_has_no_end",
     {"duration_kind": "open_ended", "covers_to": date(2020, 1, 1)}),
    ("convention.counts_one_or_more", {"instrument_count": 0}),
    ("convention.parent.exists", {"parent_reference": "ESSAI-1"}),
    ("convention.has_parties", {"parties": ()}),
]  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize(("rule", "changes"), REFUSED, ids=[row[0] for row in REFUSED])
def test_the_operation_refuses_a_convention(rule: str, changes: dict[str, Any]) -> None:
    assert rules_broken(draft(**changes)) == [rule]
    assert not Convention.objects.exists()
    assert not AuditLine.objects.exists()


@pytest.mark.django_db
def test_the_operation_refuses_its_parts() -> None:
    right = draft()
    stranger = commitment(debtor_organisation_id=body("tiers", "tiers"))
    cases: dict[str, dict[str, Any]] = {
        "party.unique": {"parties": (right.parties[0], right.parties[0])},
        "commitment.debtor_is_party": {"axes": (axis(commitments=(stranger,)),)},
        "target.pooled_needs_set": {"targets": (target(is_pooled=True),)},
        "target.is_positive": {"targets": (target(value=0),)},
        "budget.committed_is_positive": {"budget_lines": (line(committed_centimes=0),)},
        "budget.measure_exists": {"budget_lines": (line(measure_key="nulle"),)},
        "committee.cadence_is_whole": {"committees": (committee(cadence_period=""),)},
    }

    assert {rule: rules_broken(draft(**changes)) for rule, changes in cases.items()} == {
        rule: [rule] for rule in cases
    }


@pytest.mark.django_db
@pytest.mark.parametrize(
    "stages",
    [
        {"called_centimes": 101},
        {"disbursed_centimes": 1},
        {"called_centimes": 50, "disbursed_centimes": 51},
        {"called_centimes": 50, "disbursed_centimes": 50, "justified_centimes": 51},
        {"called_centimes": -1},
    ],
)
def test_money_never_grows_from_stage_to_stage(stages: dict[str, int]) -> None:
    assert "budget.stages_decrease" in rules_broken(draft(budget_lines=(line(**stages),)))


@pytest.mark.django_db
@pytest.mark.parametrize("count", [0, -1])
def test_a_cadence_counts_sittings(count: int) -> None:
    found = draft(committees=(committee(cadence_count=count),))

    assert rules_broken(found) == ["committee.cadence_is_whole"]


@pytest.mark.django_db
def test_a_reference_is_taken_once_and_a_rank_too() -> None:
    first = draft(feature_rank=1, content_sha256="a" * 64)
    record(first)
    record(first)
    assert Convention.objects.count() == 1

    other = draft(content_sha256="b" * 64)
    assert rules_broken(other) == ["convention.reference.unique"]
    assert rules_broken(draft(reference="ESSAI-2", feature_rank=1)) == [
        "convention.feature_rank.unique"
    ]


@pytest.mark.django_db
def test_all_faults_are_said_at_once() -> None:
    wrong = draft(instrument_count=0, signed_weekday=3, targets=(target(value=0),))

    assert rules_broken(wrong) == [
        "convention.counts_one_or_more", "convention.weekday_agrees", "target.is_positive",
    ]  # fmt: skip


def test_an_uncertain_date_cannot_contradict_its_precision() -> None:
    with pytest.raises(ValueError, match="precision day"):
        UncertainDate(None, Precision.DAY)
    with pytest.raises(ValueError, match="precision unknown"):
        UncertainDate(date(2020, 1, 1), Precision.UNKNOWN)


@pytest.mark.django_db
def test_a_withdrawn_convention_leaves_its_audit_line() -> None:
    record(draft())
    withdraw_convention(reference="ESSAI-1", actor=None, mandate="", reason="erreur", at=AT)

    assert not Convention.objects.exists()
    assert list(AuditLine.objects.order_by("pk").values_list("action", flat=True)) == [
        "conventions.record", "conventions.withdraw",
    ]  # fmt: skip
