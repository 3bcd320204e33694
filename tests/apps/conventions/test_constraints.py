"""Every rule of the tables of conventions, broken once through the ORM and once by an operation."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, models, transaction

from mithaq.apps.accounts.models import AuditLine, User
from mithaq.apps.conventions import models as tables
from mithaq.apps.conventions.models import (
    AlarmPause,
    Axis,
    BudgetLine,
    CalendarFeed,
    Commitment,
    CommitmentOwner,
    CommitmentProgress,
    Committee,
    Contribution,
    Convention,
    ConventionLink,
    Document,
    LanguageVersion,
    Measure,
    Party,
    PreambleReference,
    Remark,
    Signatory,
    Target,
)
from mithaq.apps.conventions.operations import withdraw_convention
from mithaq.base.dates import Precision, UncertainDate
from mithaq.base.errors import Refusal
from mithaq.base.text import Labels
from tests.apps.conventions.drafts import (
    axis,
    cited,
    commitment,
    committee,
    document,
    draft,
    language,
    line,
    link,
    record,
    rules_broken,
    target,
)
from tests.apps.conventions.test_life_and_drafting_constraints import BROKEN as LATER
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


def _cited_again(row: Any) -> None:
    """Cite the same thing under the next number."""
    row.number += 1
    _copy(row)


def _own_creditor(row: Any) -> None:
    type(row).objects.filter(pk=row.pk).update(creditor_id=row.debtor_id)


def _part_of_itself(row: Any) -> None:
    type(row).objects.filter(pk=row.pk).update(parent_id=row.pk)


def _linked_twice(row: Any) -> None:
    """Say one link between two conventions twice."""
    other = Convention.objects.get()
    other.pk, other.reference, other.feature_rank = None, "AUTRE", None
    other._state.adding = True
    other.save()
    values = {"convention": row, "other": other, "kind": "funds", "source_id": row.source_id}
    ConventionLink.objects.create(**values)
    ConventionLink.objects.create(**values)


def _linked_to_itself(row: Any) -> None:
    ConventionLink.objects.create(
        convention=row, other=row, kind="follows", source_id=row.source_id
    )


def _pooled_twice(row: Any) -> None:
    """Give a set two targets under one number."""
    pool = tables.ConventionSet.objects.create(
        reference="ENSEMBLE", label_fr="Ensemble", source_id=row.source_id
    )
    row.convention, row.convention_set = None, pool
    row.save()
    _copy(row)


def _owner(row: Any, **values: Any) -> None:
    """Make the story's body answer for a commitment since 2020."""
    organisation = Party.objects.order_by("pk").values_list("organisation", flat=True)[0]
    right = {"organisation_id": organisation, "since_on": date(2020, 1, 1), "recorded_at": AT}
    CommitmentOwner.objects.create(commitment=row, **(right | values))


def _two_owners(row: Any) -> None:
    _owner(row, until_on=date(2020, 12, 31))
    _owner(row, since_on=date(2021, 1, 1))
    _owner(row, since_on=date(2022, 1, 1))


def _owner_reversed(row: Any) -> None:
    _owner(row, until_on=date(2019, 1, 1))


def _report(row: Any, **values: Any) -> CommitmentProgress:
    """Report once on a commitment."""
    right = {
        "number": 1, "stated_on": date(2021, 1, 1), "state": "running", "done_fr": "Fait",
        "grade": "recorded", "recorded_at": AT,
    }  # fmt: skip
    return CommitmentProgress.objects.create(commitment=row, **(right | values))


def _reports(*several: dict[str, Any]) -> Change:
    def change(row: Any) -> None:
        first = _report(row)
        for values in several:
            corrects = {"corrects": first} if values.pop("is_correction", False) else {}
            _report(row, **corrects, **values)

    return change


def _feeds(*several: dict[str, Any]) -> None:
    """Open calendar feeds for one person."""
    user = User.objects.create(username="abonnée")
    for values in several:
        right = {"user": user, "token_sha256": "a" * 64, "opened_at": AT}
        CalendarFeed.objects.create(**(right | values))


def _pause(row: Any, **values: Any) -> None:
    """Set an alarm of the story aside."""
    right = {
        "key": "commitment_late:x", "paused_on": date(2021, 1, 1), "until_on": date(2021, 1, 9),
        "reason": "essai", "recorded_at": AT,
    }  # fmt: skip
    AlarmPause.objects.create(convention=row, **(right | values))


# constraint, table of the row changed, the change that the database refuses
BROKEN: list[tuple[str, type[models.Model], Change]] = [
    ("convention_date_and_precision_agree", Convention, _set(signed_on=None)),
    ("convention_weekday_exists", Convention, _set(signed_weekday=8)),
    ("convention_end_follows_start", Convention,
     _set(covers_from=date(2020, 1, 2), covers_to=date(2020, 1, 1), duration_kind="fixed")),
    ("convention_open_ended_has_no_end", Convention, _set(covers_to=date(2020, 1, 1))),
    ("convention_counts_one_or_more", Convention, _set(instrument_count=0)),
    ("convention_not_its_own_parent", Convention, _mother),
    ("convention_renewal_is_tacit", Convention, _set(renewal_months=12)),
    ("convention_notice_is_a_month_or_more", Convention, _set(notice_months=0)),
    ("convention_link_unique", Convention, _linked_twice),
    ("convention_link_joins_two", Convention, _linked_to_itself),
    ("language_version_unique", LanguageVersion, _copy),
    ("preamble_reference_number_unique", PreambleReference, _copy),
    ("preamble_reference_cited_once", PreambleReference, _cited_again),
    ("contribution_rank_unique", Contribution, _copy),
    ("party_unique", Party, _copy),
    ("signatory_rank_unique", Signatory, _copy),
    ("axis_number_unique", Axis, _copy),
    ("measure_number_unique", Measure, _copy),
    ("commitment_number_unique", Commitment, _copy),
    ("commitment_date_and_precision_agree", Commitment, _set(due_precision="day")),
    ("owner_end_follows_start", Commitment, _owner_reversed),
    ("owner_one_at_a_time", Commitment, _two_owners),
    ("progress_number_unique", Commitment, _reports({})),
    ("progress_corrected_once", Commitment,
     _reports({"number": 2, "is_correction": True, "reason": "faux"},
              {"number": 3, "is_correction": True, "reason": "faux"})),
    ("progress_correction_has_reason", Commitment, _reports({"number": 2, "is_correction": True})),
    ("progress_quantity_not_negative", Commitment, _reports({"number": 2, "quantity": -1})),
    ("progress_evidence_is_whole", Commitment, _reports({"number": 2, "evidence_name": "a.pdf"})),
    ("progress_proof_for_its_grade", Commitment, _reports({"number": 2, "grade": "measured"})),
    ("commitment_quantity_and_unit_agree", Commitment, _set(unit="")),
    ("commitment_creditor_is_another", Commitment, _own_creditor),
    ("target_baseline_is_whole", Target, _set(baseline_on=date(2020, 1, 1))),
    ("target_not_its_own_part", Target, _part_of_itself),
    ("calendar_feed_one_each", Convention, lambda _row: _feeds({}, {"token_sha256": "b" * 64})),
    ("calendar_feed_revoked_after_opening", Convention,
     lambda _row: _feeds({"revoked_at": AT - timedelta(days=1)})),
    ("alarm_pause_ends_after_start", Convention,
     lambda row: _pause(row, until_on=date(2020, 1, 1))),
    ("alarm_pause_says_why", Convention, lambda row: _pause(row, reason="")),
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
    ("document_number_unique", Document, _copy),
    ("document_annex_number_is_an_annexs", Document, _set(kind="minutes")),
    ("remark_number_unique", Remark, _copy),
]  # fmt: skip


def test_no_constraint_is_left_out() -> None:
    """The list above, and that of committees at work, name every constraint of the app."""
    from tests.apps.conventions.test_amendments import AMENDMENT_BROKEN
    from tests.apps.conventions.test_meeting_constraints import MEETING_BROKEN
    from tests.apps.conventions.test_roadmaps import ROADMAP_BROKEN

    declared = {
        constraint.name
        for name in tables.__all__
        if issubclass(getattr(tables, name), models.Model)
        for constraint in getattr(tables, name)._meta.constraints
    }

    assert declared == {
        name
        for name, _table, _change in (
            *BROKEN,
            *AMENDMENT_BROKEN,
            *ROADMAP_BROKEN,
            *MEETING_BROKEN,
            *LATER,
        )
    }


@pytest.mark.django_db
@pytest.mark.parametrize(("name", "table", "change"), BROKEN, ids=[row[0] for row in BROKEN])
def test_the_database_refuses(name: str, table: Any, change: Change) -> None:
    record_story()
    row = table.objects.order_by("pk").first()
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        change(row)

    if connection.vendor == "postgresql":
        # Two rules forbid two owners at once: the one on overlaps may answer first.
        answers = {name, "owner_no_overlap"} if name == "owner_one_at_a_time" else {name}
        assert any(answer in str(refused.value) for answer in answers)


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
    ("convention.renewal_is_tacit", {"renewal_months": 12}),
    ("convention.renewal_is_tacit", {"renewal_months": 0, "duration_kind": "tacit_renewal"}),
    ("convention.notice_is_a_month_or_more", {"notice_months": 0}),
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
    unowed = commitment(creditor_organisation_id=body("tiers", "tiers"))
    first = body("premier", "premier")
    to_itself = commitment(debtor_organisation_id=first, creditor_organisation_id=first)
    dated_only = target(baseline=UncertainDate.parse("2016-12"))
    whole = target(key="tout")
    cases: dict[str, dict[str, Any]] = {
        "party.unique": {"parties": (right.parties[0], right.parties[0])},
        "commitment.debtor_is_party": {"axes": (axis(commitments=(stranger,)),)},
        "commitment.creditor_is_party": {"commitments": (unowed,)},
        "commitment.creditor_is_another": {"commitments": (to_itself,)},
        "commitment.quantity_and_unit_agree": {"commitments": (commitment(unit="jobs"),)},
        "target.baseline_is_whole": {"targets": (dated_only,)},
        "target.part_of.exists": {"targets": (target(part_of_key="tout"), whole)},
        "target.part_counts_the_same": {
            "targets": (whole, target(part_of_key="tout", indicator_version_id=0))
        },
        "target.key.unique": {"targets": (whole, target(key="tout", title=Labels("Autre")))},
        "document.annex_number_is_an_annexs": {
            "documents": (document(kind="minutes", annex_number="1"),)
        },
        "preamble.cited_once": {"preamble": (cited(), cited())},
        "language.unique": {"languages": (language("ar"), language("ar"))},
        "link.convention.exists": {"links": (link("AILLEURS"),)},
        "link.joins_two": {"links": (link("ESSAI-1"),)},
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
@pytest.mark.parametrize("quantity", [0, -3])
def test_a_promised_quantity_is_above_zero(quantity: int) -> None:
    promise = commitment(quantity=quantity, unit="jobs")

    assert rules_broken(draft(commitments=(promise,))) == ["commitment.quantity_and_unit_agree"]


@pytest.mark.django_db
def test_a_code_of_a_preamble_means_one_thing_in_every_convention() -> None:
    record(draft(preamble=(cited(),)))
    same, other = cited(), cited(title=Labels("Autre chose"))

    assert rules_broken(draft(reference="ESSAI-2", preamble=(other,))) == [
        "preamble.code_means_one_thing"
    ]
    assert rules_broken(draft(reference="ESSAI-2", preamble=(same,))) == []


@pytest.mark.django_db
def test_an_exercise_is_not_linked_to_a_real_convention() -> None:
    record(draft())
    exercise = draft(reference="ESSAI-2", is_exercise=True, links=(link("ESSAI-1"),))

    assert rules_broken(exercise) == ["convention.exercise_apart"]


@pytest.mark.django_db
def test_a_link_is_said_once_and_holds_its_other_end() -> None:
    record(draft())
    twice = (link("ESSAI-1"), link("ESSAI-1"))
    assert rules_broken(draft(reference="ESSAI-2", links=twice)) == ["link.unique"]
    record(draft(reference="ESSAI-2", links=(link("ESSAI-1"), link("ESSAI-1", "follows"))))

    who: dict[str, Any] = {"actor": None, "mandate": "", "reason": "erreur", "at": AT}
    with pytest.raises(Refusal, match="repose sur elle"):
        withdraw_convention(reference="ESSAI-1", **who)
    withdraw_convention(reference="ESSAI-2", **who)
    withdraw_convention(reference="ESSAI-1", **who)
    assert not ConventionLink.objects.exists()


@pytest.mark.django_db
def test_the_parts_of_a_target_leave_before_their_whole() -> None:
    country = target(key="pays")
    region = target(key="region", part_of_key="pays", title=Labels("Région"))
    women = target(part_of_key="region", title=Labels("Femmes"), sex="women")
    record(draft(targets=(country, region, women)))
    parents = Target.objects.order_by("number").values_list("parent__number", flat=True)
    assert list(parents) == [None, 1, 2]

    withdraw_convention(reference="ESSAI-1", actor=None, mandate="", reason="erreur", at=AT)
    assert not Target.objects.exists()


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
