"""The rules of alarms: days, thresholds, and what never raises one."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mithaq.signals.alarms import (
    Alarm,
    Cadence,
    CommitmentFact,
    CommitteeFact,
    ConventionFact,
    DecisionFact,
    Facts,
    MilestoneFact,
    Rule,
    Severity,
    next_sitting_due,
    raised,
)

ON = date(2026, 11, 28)
MONTHLY = Cadence(count=1, months=1)
DAYS = st.dates(date(2015, 1, 1), date(2035, 12, 31))


def commitment(**changes: Any) -> CommitmentFact:
    values: dict[str, Any] = {
        "key": "c", "due_on": None, "is_closed": False, "is_followed": True, "has_owner": True,
    }  # fmt: skip
    return CommitmentFact(**(values | changes))


def one(facts: Facts, on: date = ON) -> Alarm | None:
    found = raised(facts, on=on)
    assert len(found) < 2
    return found[0] if found else None


def test_a_commitment_is_late_from_the_day_after() -> None:
    due = commitment(due_on=date(2026, 6, 30))
    assert one(Facts(commitments=(due,)), date(2026, 6, 30)) is None
    first = one(Facts(commitments=(due,)), date(2026, 7, 1))
    assert first is not None
    assert (first.rule, first.days, first.since_on) == (
        Rule.COMMITMENT_LATE, 1, date(2026, 6, 30),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("days", "severity"),
    [(1, Severity.WARNING), (59, Severity.WARNING), (60, Severity.URGENT), (900, Severity.URGENT)],
)
def test_a_delay_grows_graver(days: int, severity: Severity) -> None:
    found = one(Facts(decisions=(DecisionFact(key="d", due_on=ON - timedelta(days=days)),)))
    assert found is not None
    assert found.severity is severity


def test_silence_is_told_and_never_urgent() -> None:
    found = one(Facts(commitments=(commitment(due_on=date(2019, 1, 1), is_followed=False),)))
    assert found is not None
    assert (found.rule, found.severity) == (Rule.COMMITMENT_SILENT, Severity.NOTICE)


def test_a_followed_commitment_without_owner_is_told_after_a_month() -> None:
    hole = commitment(has_owner=False, due_on=date(2030, 1, 1), starts_on=date(2026, 10, 1))
    assert one(Facts(commitments=(hole,)), date(2026, 10, 30)) is None
    found = one(Facts(commitments=(hole,)), date(2026, 10, 31))
    assert found is not None
    assert found.rule is Rule.COMMITMENT_UNOWNED
    assert one(Facts(commitments=(commitment(has_owner=False, is_followed=False),))) is None


@pytest.mark.parametrize(
    ("count", "months", "due"),
    [
        (2, 12, date(2026, 8, 28)),
        (1, 1, date(2026, 3, 28)),
        (1, 3, date(2026, 5, 28)),
        (4, 12, date(2026, 5, 28)),
        (2, 1, date(2026, 3, 15)),
        (5, 12, date(2026, 5, 11)),
    ],
)
def test_a_cadence_says_when_the_next_sitting_is_due(count: int, months: int, due: date) -> None:
    last = date(2026, 2, 28)
    fact = CommitteeFact(
        key="k",
        cadences=(Cadence(count=count, months=months),),
        counts_from_on=date(2020, 1, 1),
        last_held_on=last,
    )
    assert next_sitting_due(fact) == due


@pytest.mark.parametrize(
    ("last", "due"),
    [
        # Held in November, the yearly sitting was due in November 2026: the new promise counts.
        (date(2025, 11, 10), date(2026, 4, 1)),
        # Never held since 2024: the yearly sitting was overdue before the change, and still is.
        (date(2024, 11, 10), date(2025, 11, 10)),
        # Held since the change: a month after it.
        (date(2026, 3, 20), date(2026, 4, 20)),
    ],
)
def test_a_new_cadence_counts_from_the_day_it_was_promised(last: date, due: date) -> None:
    fact = CommitteeFact(
        key="k",
        cadences=(
            Cadence(count=1, months=12),
            Cadence(count=1, months=1, since_on=date(2026, 3, 1)),
        ),
        counts_from_on=date(2020, 1, 1),
        last_held_on=last,
    )
    assert next_sitting_due(fact) == due


def test_a_committee_is_overdue_after_its_slack() -> None:
    fact = CommitteeFact(
        key="k", cadences=(MONTHLY,), counts_from_on=date(2026, 1, 31), last_held_on=None
    )
    assert next_sitting_due(fact) == date(2026, 2, 28)
    assert one(Facts(committees=(fact,)), date(2026, 3, 7)) is None
    found = one(Facts(committees=(fact,)), date(2026, 3, 8))
    assert found is not None
    assert (found.rule, found.days) == (Rule.MEETING_OVERDUE, 8)
    unknown = CommitteeFact(key="k", cadences=(MONTHLY,), counts_from_on=None, last_held_on=None)
    assert one(Facts(committees=(unknown,))) is None


@pytest.mark.parametrize(
    ("left", "severity"),
    [(181, None), (180, 1), (91, 1), (90, 2), (31, 2), (30, 3), (0, 3)],
)
def test_an_end_is_announced_thrice(left: int, severity: int | None) -> None:
    fact = ConventionFact(
        key="v", ends_on=ON + timedelta(days=left), is_evaluated=False, is_running=True
    )
    found = one(Facts(conventions=(fact,)))
    assert (found and int(found.severity)) == severity
    assert found is None or found.days == -left


def test_a_period_over_asks_for_its_report_once() -> None:
    over = ConventionFact(key="v", ends_on=date(2022, 12, 31), is_evaluated=False, is_running=True)
    found = one(Facts(conventions=(over,)))
    assert found is not None
    assert (found.rule, found.since_on) == (Rule.CONVENTION_UNEVALUATED, date(2022, 12, 31))
    told = ConventionFact(key="v", ends_on=date(2022, 12, 31), is_evaluated=True, is_running=False)
    assert one(Facts(conventions=(told,))) is None


@given(DAYS, DAYS, st.booleans(), st.booleans())
def test_what_is_closed_or_to_come_never_alarms(
    due: date, on: date, is_followed: bool, is_closed: bool
) -> None:
    found = raised(
        Facts(commitments=(commitment(due_on=due, is_followed=is_followed, is_closed=is_closed),)),
        on=on,
    )
    assert bool(found) is (not is_closed and due < on)


@given(st.lists(DAYS, max_size=12), DAYS)
def test_every_late_thing_is_told_once_the_gravest_first(days: list[date], on: date) -> None:
    facts = Facts(
        decisions=tuple(DecisionFact(key=f"d{n}", due_on=day) for n, day in enumerate(days)),
        milestones=tuple(MilestoneFact(key=f"m{n}", due_on=day) for n, day in enumerate(days)),
    )
    found = raised(facts, on=on)
    assert len({item.id for item in found}) == len(found) == 2 * sum(day < on for day in days)
    assert [item.severity for item in found] == sorted(
        (item.severity for item in found), reverse=True
    )
    assert all(item.since_on < on and item.days == (on - item.since_on).days for item in found)
