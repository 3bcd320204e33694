"""Owners and reports of commitments: one owner at a time, reports that nothing rewrites."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mithaq.apps.accounts.models import AuditLine
from mithaq.apps.conventions.choices import PROGRESS_TRANSITIONS, UNREPORTED, ProgressState
from mithaq.apps.conventions.models import Commitment, CommitmentOwner, CommitmentProgress
from mithaq.apps.conventions.operations import (
    Evidence,
    OwnerDraft,
    ProgressDraft,
    name_owner,
    record_progress,
)
from mithaq.apps.conventions.policies import (
    Stake,
    can_name_owner,
    can_read_follow_up,
    can_release_commitment,
    can_report_progress,
)
from mithaq.apps.conventions.queries import (
    commitments_without_owner,
    latest_progress,
    owners_of,
    owners_on,
    progress_of,
)
from mithaq.apps.organisations.choices import Role
from mithaq.apps.organisations.queries import MandateView
from mithaq.base.errors import Refusal
from mithaq.base.text import Labels
from tests.apps.conventions.drafts import axis, commitment, draft, record
from tests.conftest import AT
from tests.web.conventions.story import body

pytestmark = pytest.mark.django_db
REFERENCE = "ESSAI-1"
DAY = date(2021, 1, 1)


@pytest.fixture
def promise() -> Commitment:
    """One commitment of two parties, of which nobody said anything yet."""
    record(draft(axes=(axis(commitments=(commitment(),)),)))
    return Commitment.objects.get()


def name(organisation: str, since: date, **changes: Any) -> None:
    name_owner(
        reference=REFERENCE, number=1,
        draft=OwnerDraft(organisation=organisation, since_on=since, **changes),
        actor=None, mandate="", reason="", at=AT,
    )  # fmt: skip


def report(state: str, **changes: Any) -> int:
    values: dict[str, Any] = {"stated_on": DAY, "state": state, "done": Labels("Fait")}
    return record_progress(
        reference=REFERENCE, number=1, draft=ProgressDraft(**(values | changes)),
        actor=None, mandate="", at=AT,
    ).report  # fmt: skip


def rules(state: str = "running", **changes: Any) -> list[str]:
    try:
        report(state, **changes)
    except Refusal as refusal:
        return [fault.rule for fault in refusal.faults]
    return []


def test_a_handover_keeps_the_history(promise: Commitment) -> None:
    name("premier", DAY)
    name("second", date(2022, 6, 1), capacity=Labels("cheffe de service"))

    assert [owner.organisation for owner in owners_of(REFERENCE, 1)] == ["second", "premier"]
    assert owners_on(on=date(2022, 5, 31), commitments=[promise.pk])[promise.pk].labels.fr == (
        "premier"
    )
    assert owners_on(on=date(2022, 6, 1), commitments=[promise.pk])[promise.pk].capacity.fr == (
        "cheffe de service"
    )
    assert owners_on(on=date(2020, 12, 31), commitments=[promise.pk]) == {}
    assert AuditLine.objects.filter(action="conventions.name_owner").count() == 2


def test_a_hole_in_the_matrix_is_found(promise: Commitment) -> None:
    assert [number for number, _ in commitments_without_owner(REFERENCE, on=DAY)] == [1]
    name("premier", DAY)
    assert commitments_without_owner(REFERENCE, on=DAY) == ()
    assert len(commitments_without_owner(REFERENCE, on=DAY - timedelta(days=1))) == 1


def test_an_owner_that_cannot_be_is_refused(promise: Commitment) -> None:
    name("premier", DAY)
    with pytest.raises(Refusal) as refused:
        name("inconnu", DAY, user_id=987654)

    assert [fault.rule for fault in refused.value.faults] == [
        "owner.organisation.exists", "owner.person.exists", "owner.one_at_a_time",
    ]  # fmt: skip
    with pytest.raises(Refusal):
        name_owner(
            reference=REFERENCE, number=9, draft=OwnerDraft(organisation="premier", since_on=DAY),
            actor=None, mandate="", reason="", at=AT,
        )  # fmt: skip


def test_the_database_refuses_two_owners_on_one_day(promise: Commitment) -> None:
    name("premier", DAY)
    CommitmentOwner.objects.update(until_on=date(2021, 12, 31))
    with pytest.raises(IntegrityError, match="owner_no_overlap"), transaction.atomic():
        CommitmentOwner.objects.create(
            commitment=promise, organisation_id=body("second", "second"),
            since_on=date(2021, 12, 31), recorded_at=AT,
        )  # fmt: skip


def test_reports_are_never_rewritten(promise: Commitment) -> None:
    report("running")
    for change in (
        lambda: CommitmentProgress.objects.update(state="kept"),
        lambda: CommitmentProgress.objects.all().delete(),
    ):
        with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
            change()


def test_a_correction_is_a_new_row(promise: Commitment) -> None:
    report("running", quantity=Decimal(10))
    report("kept", stated_on=date(2021, 6, 1))
    report("running", quantity=Decimal(12), corrects=1, reason="faute de frappe")

    assert latest_progress([promise.pk])[promise.pk].state == "kept"
    found = progress_of(REFERENCE, 1)
    assert [(item.number, item.corrects, item.corrected_by) for item in found] == [
        (3, 1, None), (2, None, None), (1, None, 3),
    ]  # fmt: skip
    report("partly_kept", stated_on=date(2021, 6, 1), corrects=2, reason="compté trop tôt")
    assert latest_progress([promise.pk])[promise.pk].state == "partly_kept"


def test_what_cannot_be_reported_is_refused_at_once(promise: Commitment) -> None:
    assert rules("walking", done=Labels(" "), grade="sure", quantity=Decimal(-1),
                 stated_on=date(2026, 3, 3), evidence=Evidence(name="a.pdf", source="nulle")) == [
        "progress.state.exists", "progress.grade.exists", "progress.says_what",
        "progress.not_in_the_future", "progress.quantity_not_negative",
        "progress.evidence_is_whole", "progress.source.exists",
    ]  # fmt: skip
    assert rules(grade="verified") == ["progress.proof_for_its_grade"]
    assert rules(corrects=4) == ["progress.corrected.exists"]
    report("kept")
    assert rules(corrects=1) == ["progress.correction_has_reason"]
    assert rules("running") == ["progress.step_exists"]
    assert rules("partly_kept", corrects=1, reason="faux", stated_on=DAY) == []
    assert rules("kept", corrects=1, reason="encore") == ["progress.corrected_once"]
    assert rules("kept", stated_on=DAY - timedelta(days=1)) == ["progress.in_order"]


STEPS = {(before, to) for _n, sources, to, _w in PROGRESS_TRANSITIONS for before in sources}


@pytest.mark.parametrize("after", ProgressState.values)
@pytest.mark.parametrize("before", [UNREPORTED, *ProgressState.values])
def test_every_step_of_the_life_cycle(promise: Commitment, before: str, after: str) -> None:
    if before:
        report(before)

    assert rules(after) == ([] if (before, after) in STEPS else ["progress.step_exists"])


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(ProgressState.values),
            st.integers(0, 400),
            st.none() | st.integers(1, 6),
        ),
        max_size=12,
    )
)
def test_what_stands_is_always_a_path_of_the_life_cycle(
    promise: Commitment, asked: list[tuple[str, int, int | None]]
) -> None:
    """Whatever is asked, the reports that stand follow the table, in the order of their days."""
    with transaction.atomic():
        for state, days, corrects in asked:
            rules(state, stated_on=DAY + timedelta(days=days), corrects=corrects, reason="essai")
        found = [item for item in progress_of(REFERENCE, 1) if item.corrected_by is None]
        by_number = {item.number: item for item in progress_of(REFERENCE, 1)}

        def place(number: int) -> int:
            first = by_number[number].corrects
            return place(first) if first else number

        told = sorted(found, key=lambda item: place(item.number))
        states = (UNREPORTED, *(item.state for item in told))
        assert all(step in STEPS for step in pairwise(states))
        assert all(one.stated_on <= two.stated_on for one, two in pairwise(told))
        if told:
            assert latest_progress([promise.pk])[promise.pk].state == told[-1].state
        transaction.set_rollback(True)


def mandate(role: Role, organisation: str, *, is_exercise: bool = False) -> MandateView:
    nothing = Labels("")
    return MandateView(
        pk=1, user_id=1, role=role, organisation=organisation, organisation_labels=nothing,
        territory_code="", territory_labels=nothing, capacity=nothing, is_interim=False,
        starts_on=DAY, ends_on=None, is_exercise=is_exercise,
    )  # fmt: skip


STAKE = Stake(debtors=frozenset({"d"}), parties=frozenset({"d", "c"}), owner="o")


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("organisation", ["d", "c", "o", "stranger"])
def test_who_reports_releases_and_reads(role: Role, organisation: str) -> None:
    """Every role in every body, against the sentence of the house."""
    held = mandate(role, organisation)
    personal = role in {Role.JOB_SEEKER, Role.INSURED_PERSON}
    acts = not personal and role != Role.AUDITOR
    steers = role in {Role.COMMITTEE_SECRETARY, Role.PROGRAMME_MANAGER}
    admin = role == Role.ADMINISTRATOR
    reports = admin or (acts and organisation in {"d", "o"}) or (steers and organisation == "c")

    assert can_report_progress(held, STAKE) is reports
    assert can_name_owner(held, STAKE) is reports
    assert can_release_commitment(held, STAKE) is (admin or (steers and organisation == "c"))
    assert can_read_follow_up(held, STAKE) is (
        admin or role == Role.AUDITOR or (not personal and organisation != "stranger")
    )


def test_exercises_and_facts_do_not_speak_of_each_other() -> None:
    real = mandate(Role.PROGRAMME_MANAGER, "d")
    fictitious = mandate(Role.PROGRAMME_MANAGER, "d", is_exercise=True)
    exercise = Stake(debtors=STAKE.debtors, parties=STAKE.parties, is_exercise=True)

    assert not can_report_progress(fictitious, STAKE)
    assert not can_report_progress(real, exercise)
    assert can_report_progress(fictitious, exercise)
    assert not can_report_progress(None, STAKE)
    assert not can_read_follow_up(None, STAKE)
