"""A reform tried on the exercise population: what it refuses, what it compares, twice the same."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from mithaq.apps.accounts.models import AuditLine
from mithaq.apps.organisations.queries import mandate_in_force_for
from mithaq.apps.programmes import queries
from mithaq.apps.programmes.models import ReformScenario
from mithaq.apps.programmes.operations import (
    ChangeDraft,
    OverrideDraft,
    ReformDraft,
    keep_reform_result,
    override_value,
    write_reform,
)
from mithaq.apps.programmes.queries.reforms import digest_of_result
from mithaq.base.errors import Refusal
from mithaq.engines.rules import Law
from mithaq.flows.run_reform import run_reform_job
from mithaq.gateways.jobs import queue
from mithaq.gateways.jobs.handle import JobHandle, JobStopped
from mithaq.gateways.jobs.models import Job
from mithaq.ledger.exercise import employees
from tests.conftest import AT

if TYPE_CHECKING:
    from mithaq.apps.accounts.models import User

pytestmark = pytest.mark.django_db
CEILING = "tahfiz.gross_ceiling_monthly"
MONTH = date(2026, 1, 1)
PEOPLE = 2_000
# Enough that some of them stand between the two ceilings.
MANY = 10_000


@pytest.fixture(autouse=True)
def _morocco(settings: Any) -> None:
    settings.COUNTRY = "mithaq.law.morocco"


@pytest.fixture(autouse=True)
def _queue_left_closed() -> Iterator[None]:
    """A job asked for after a commit opens the queue: it is closed with the test."""
    yield
    queue.close_clients()


def _draft(*changes: tuple[str, str, str], **scope: Any) -> ReformDraft:
    # Tahfiz looks at the day of the hire: from that day on, not from the month computed.
    given = changes or ((CEILING, "2022-01-01", "15 000"),)
    drafts = tuple(ChangeDraft(path=p, since=date.fromisoformat(d), value=v) for p, d, v in given)
    asked = {"first_month": MONTH, "month_count": 1, "people_count": PEOPLE, "seed": 3}
    return ReformDraft(**({"name": "Plafond", "changes": drafts} | asked | scope))


def _write(draft: ReformDraft, user: User) -> queries.ReformView:
    under = mandate_in_force_for(user=user, chosen_id=None, on=date(2026, 3, 2))
    written = write_reform(draft=draft, actor=user, under=under, at=AT)
    found = queries.reform(written.public_id)
    assert found is not None
    return found


def _run(found: queries.ReformView) -> dict[str, Any]:
    """Do the work of the job in this process, through the real handle and its real step."""
    job = Job.objects.get(public_id=found.job)
    Job.objects.filter(pk=job.pk).update(status="running")
    return dict(run_reform_job(JobHandle(job=job), **job.arguments))


def _compared(found: queries.ReformView) -> dict[str, Any]:
    return queries.computed_reform(found.public_id, tell=lambda _done, _total: None)


@pytest.mark.django_db(transaction=True)
def test_the_job_keeps_what_the_two_laws_give(alice: User) -> None:
    found = _write(_draft(people_count=MANY), alice)
    report = _run(found)
    assert report["counts"][0]["value"] == MANY
    assert report["link"] == f"reformes/{found.public_id}/"
    result = queries.reform_result(found.public_id)
    assert result is not None
    law = Law.load("mithaq.law.morocco")
    reform = law.reform("plus haut", {CEILING: {"2022-01-01": 15000}})
    (line,) = result.of("tahfiz_public_cost")
    people = [
        {k: v for k, v in row.items() if v is not None and k in law.facts}
        for batch in employees(count=MANY, seed=3, month=MONTH)
        for row in batch.to_pylist()
    ]
    for whole, kept in ((law, line.before), (reform, line.after)):
        plan = whole.on("2026-01", "tahfiz_public_cost")
        costs = [plan.compute(**person)["tahfiz_public_cost"] for person in people]
        assert sum(round(100 * float(cost)) for cost in costs if cost is not None) == kept
    assert line.rows == MANY
    assert line.difference > 0
    assert line.more > 0
    assert not line.less


@pytest.mark.django_db(transaction=True)
def test_groups_and_pairs_add_up_to_the_whole(alice: User) -> None:
    found = _write(_draft(month_count=2), alice)
    _run(found)
    result = queries.reform_result(found.public_id)
    assert result is not None
    for measure in result.measures:
        (whole,) = result.of(measure.name)
        assert whole.rows == 2 * PEOPLE
        for groups in (("region",), ("sex",), ("wage_band",), ("sex", "sector")):
            parts = result.of(measure.name, *groups)
            for name in ("rows", "before", "after", "more", "less", "undecided"):
                assert sum(getattr(p, name) for p in parts) == getattr(whole, name), name
    bands = [line.wage_band for line in result.of("tahfiz_granted", "wage_band")]
    assert bands == sorted(bands, key=int)


@pytest.mark.django_db(transaction=True)
def test_the_same_scenario_gives_the_same_bytes(alice: User) -> None:
    found = _write(_draft(), alice)
    _run(found)
    kept = queries.reform(found.public_id)
    assert kept is not None
    twin = _write(_draft(), alice)
    again = _compared(twin)
    assert digest_of_result(again) == kept.result_digest
    # A result read back from the database has the digest under which it was kept.
    assert (
        digest_of_result(ReformScenario.objects.get(public_id=found.public_id).result or {})
        == kept.result_digest
    )
    _run(found)
    assert AuditLine.objects.filter(action="programmes.keep_reform_result").count() == 1
    other = _write(_draft(seed=4), alice)
    assert digest_of_result(_compared(other)) != kept.result_digest


@pytest.mark.django_db(transaction=True)
def test_other_numbers_never_replace_a_result(alice: User) -> None:
    found = _write(_draft(), alice)
    _run(found)
    with pytest.raises(Refusal, match="donne d’autres nombres"):
        keep_reform_result(
            public_id=found.public_id, result={"measures": [], "cells": []}, actor=alice,
            mandate="", at=AT,
        )  # fmt: skip


@pytest.mark.django_db(transaction=True)
def test_a_cancelled_trial_stops_and_keeps_nothing(alice: User) -> None:
    found = _write(_draft(), alice)
    job = Job.objects.get(public_id=found.job)
    Job.objects.filter(pk=job.pk).update(status="cancelled", finished_at=AT)
    with pytest.raises(JobStopped):
        run_reform_job(JobHandle(job=job), **job.arguments)
    assert queries.reform_result(found.public_id) is None


def test_a_law_that_changed_meanwhile_is_not_compared(alice: User, amina: User) -> None:
    found = _write(_draft(), alice)
    under = mandate_in_force_for(user=amina, chosen_id=None, on=date(2026, 3, 2))
    override_value(
        draft=OverrideDraft(path=CEILING, since_on=MONTH, value="9000", reason="Essai"),
        is_demo=False, actor=amina, under=under, at=AT,
    )  # fmt: skip
    with pytest.raises(Refusal, match="a changé depuis"):
        _compared(found)


def test_everything_wrong_is_said_at_once(alice: User) -> None:
    draft = _draft(
        (CEILING, "2026-01-01", "beaucoup"),
        ("tahfiz.max_employees", "1990-01-01", "12"),
        ("tahfiz.benefit_months", "2026-01-01", "24"),
        ("nothing.here", "2026-01-01", "1"),
        ("ir.brackets_annual", "2026-01-01", "1000 : 10 %"),
        name=" ", month_count=37, people_count=10,
    )  # fmt: skip
    with pytest.raises(Refusal) as refusal:
        _write(draft, alice)
    assert [fault.where for fault in refusal.value.faults] == [
        "name", "month_count", "people_count", f"{CEILING}.value", "tahfiz.max_employees.since_on",
        "tahfiz.benefit_months.value", "nothing.here.value", "ir.brackets_annual.value",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("0 : 0 %\n40000 : 120 %", "100 %"),
        ("0 : 0 %\n40000 : 0,1", "« 0,1 % » ou « 10 % »"),
        ("10 : 0 %\n40000 : 10 %", "commencent à 0"),
        ("0 : 0\n40000 dix", "40000 : 10 %"),
        ("0 : 0\n60000 : 10\n40000 : 20", "montent"),
        ("", "manque"),
    ],
)
def test_a_schedule_is_read_or_refused(alice: User, typed: str, said: str) -> None:
    with pytest.raises(Refusal, match=said):
        _write(_draft(("ir.brackets_annual", "2026-01-01", typed)), alice)


def test_a_schedule_of_taxes_is_tried(alice: User) -> None:
    typed = "0 : 0 %\n60 000 : 12,5 %\n180000:37"
    found = _write(_draft(("ir.brackets_annual", "2026-01-01", typed)), alice)
    assert found.changes[0].value == [[0, 0], [60000, 0.125], [180000, 0.37]]
    measures = {m["name"]: place for place, m in enumerate(_compared(found)["measures"])}
    assert "stacked_net_wage" in measures


def test_what_the_exercise_cannot_tell_is_refused(alice: User) -> None:
    with pytest.raises(Refusal, match="rien de ce que la population"):
        _write(_draft(("settlements.max_months", "2026-01-01", "12")), alice)
    assert "settlements.max_months" not in queries.reform_paths(on=MONTH)
    assert CEILING in queries.reform_paths(on=MONTH)


def test_the_same_value_twice_is_refused(alice: User) -> None:
    change = (CEILING, "2026-01-01", "15000")
    with pytest.raises(Refusal, match="deux fois"):
        _write(_draft(change, change), alice)
    with pytest.raises(Refusal, match="ne change rien"):
        _write(_draft(changes=()), alice)


def test_only_who_steers_tries(bob: User, charlie: User, dounia: User) -> None:
    for user in (bob, charlie):
        with pytest.raises(Refusal, match="Votre mandat"):
            _write(_draft(), user)
    assert _write(_draft(), dounia).author
