"""The pre-check of the job-loss indemnity: what lacks, until when, how much."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from mithaq.apps.programmes import queries

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 28)
CASE: dict[str, object] = {
    "job_lost_on": "2026-10-15",
    "leaving_reason": "dismissal",
    "declared_days_36_months": 812,
    "declared_days_12_months": 274,
    "average_wage_36_months": 4200,
    "fit_for_work": True,
    "anapec_registered": True,
    "has_pension": False,
    "employer_certificate": True,
}


@pytest.fixture(autouse=True)
def _morocco(settings: Any) -> None:
    settings.COUNTRY = "mithaq.law.morocco"


def checked(**changes: object) -> queries.JobLossCheck:
    """The case of a person dismissed, with some answers changed."""
    return queries.job_loss_check({**CASE, **changes}, on=TODAY)


def test_an_open_right_says_how_much_and_until_when() -> None:
    found = checked()
    assert found.entitled.is_met is True
    assert found.certified.is_met is True
    assert found.indemnity is not None
    # 70 % of 4,200 is 2,940: under the minimum wage.
    assert found.indemnity.monthly_centimes == 294_000
    assert found.indemnity.total_centimes == 6 * 294_000
    assert found.indemnity.is_capped is False
    assert found.last_day_to_claim == date(2026, 12, 14)
    assert found.days_left == 16
    assert found.paid_from == date(2026, 10, 16)
    assert found.paid_until == date(2027, 4, 15)


def test_the_minimum_wage_caps_a_high_wage() -> None:
    found = checked(average_wage_36_months=15_000)
    assert found.indemnity is not None
    assert found.indemnity.is_capped is True
    assert found.indemnity.monthly_centimes < 15_000 * 70


def test_missing_days_are_counted_over_both_periods() -> None:
    found = checked(declared_days_36_months=768, declared_days_12_months=250)
    assert [(item.months, item.needed, item.missing) for item in found.counts] == [
        (36, 780, 12),
        (12, 260, 10),
    ]
    assert found.missing_days == 12
    assert {item.name for item in found.entitled.unmet} == {
        "job_loss_days_36_months_reached",
        "job_loss_days_12_months_reached",
    }
    assert {change.fact for change in found.entitled.advice} == {
        "declared_days_36_months",
        "declared_days_12_months",
    }


@pytest.mark.parametrize(
    ("lost", "is_met"), [("2026-09-29", True), ("2026-09-28", False)], ids=["day 60", "day 61"]
)
def test_a_claim_is_late_after_sixty_days(lost: str, *, is_met: bool) -> None:
    found = checked(job_lost_on=lost, claimed_on=TODAY, force_majeure=False)
    assert found.entitled.is_met is is_met
    assert found.is_late is not is_met


@pytest.mark.parametrize("lost", ["2026-07-15", "2026-08-31", "2026-09-28"])
def test_nobody_is_late_before_saying_when_the_claim_was_filed(lost: str) -> None:
    found = checked(job_lost_on=lost)
    assert found.entitled.is_met is None
    assert {fact.name for fact in found.entitled.missing} == {"claimed_on", "force_majeure"}
    assert found.is_late
    in_time = checked(job_lost_on=lost, claimed_on=found.last_day_to_claim)
    assert in_time.entitled.is_met is True
    assert not in_time.is_late
    late = checked(job_lost_on=lost, claimed_on="2026-11-28")
    assert late.entitled.is_met is None
    assert {fact.name for fact in late.entitled.missing} == {"force_majeure"}
    assert checked(job_lost_on=lost, force_majeure=False).entitled.is_met is False


def test_force_majeure_excuses_a_late_claim() -> None:
    late = checked(job_lost_on="2026-08-01", force_majeure=True)
    assert late.entitled.is_met is True


def test_a_job_that_ends_later_is_claimed_on_that_day() -> None:
    found = checked(job_lost_on="2026-12-31")
    assert found.facts["claimed_on"] == date(2026, 12, 31)
    assert found.entitled.is_met is True


def test_the_end_of_a_fixed_term_is_not_decided_by_any_source() -> None:
    found = checked(leaving_reason="fixed_term_ended")
    assert found.entitled.is_met is None
    assert found.entitled.missing == ()
    assert found.entitled.silences


def test_what_is_not_said_is_asked_for() -> None:
    found = queries.job_loss_check({"job_lost_on": "2026-10-15"}, on=TODAY)
    assert found.entitled.is_met is None
    assert "declared_days_36_months" in {item.name for item in found.entitled.missing}
    assert found.indemnity is None
    assert found.missing_days is None


def test_a_resignation_opens_nothing() -> None:
    found = checked(leaving_reason="resignation")
    assert [item.name for item in found.entitled.unmet] == ["job_loss_involuntary"]


def test_the_indemnity_has_a_first_day() -> None:
    assert queries.job_loss_since() == date(2014, 12, 1)
