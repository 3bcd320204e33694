"""The rules: each reads one kind of fact and answers with an alarm, or with nothing."""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from datetime import date, timedelta

from mithaq.signals.alarms._facts import (
    Cadence,
    CommitmentFact,
    CommitteeFact,
    ConventionFact,
    Facts,
)
from mithaq.signals.alarms._result import Alarm, Rule, Severity
from mithaq.signals.alarms._thresholds import Thresholds, thresholds_on

DAYS_A_MONTH = 30


def raised(facts: Facts, *, on: date) -> tuple[Alarm, ...]:
    """Every alarm of a day: the gravest first, then the oldest."""
    limits = thresholds_on(on)
    found = [
        *_all(_commitment(fact, on, limits) for fact in facts.commitments),
        *_all(_committee(fact, on, limits) for fact in facts.committees),
        *(
            _late(Rule.DECISION_LATE, item.key, item.due_on, on=on, limits=limits)
            for item in facts.decisions
            if item.due_on < on
        ),
        *(
            _late(Rule.MILESTONE_LATE, item.key, item.due_on, on=on, limits=limits)
            for item in facts.milestones
            if item.due_on < on
        ),
        *(
            _late(Rule.EVALUATION_LATE, item.key, item.planned_on, on=on, limits=limits)
            for item in facts.evaluations
            if item.planned_on < on
        ),
        *_all(_convention(fact, on, limits) for fact in facts.conventions),
    ]
    return tuple(sorted(found, key=lambda item: (-item.severity, item.since_on, item.id)))


def next_sitting_due(fact: CommitteeFact) -> date | None:
    """The last day of the promised cadence for the sitting that follows the last one held.

    A new cadence counts from the day it was promised, unless a sitting was already overdue.
    """
    start = fact.last_held_on or fact.counts_from_on
    due = None
    for cadence in fact.cadences:
        if start is None or cadence.count < 1 or (due is not None and due < cadence.since_on):
            break
        due = _sitting_after(max(start, cadence.since_on), cadence)
    return due


def _sitting_after(start: date, cadence: Cadence) -> date:
    if cadence.months % cadence.count == 0:
        return _months_after(start, cadence.months // cadence.count)
    return start + timedelta(days=cadence.months * DAYS_A_MONTH // cadence.count)


def _all(found: Iterator[Alarm | None]) -> list[Alarm]:
    return [item for item in found if item is not None]


def _late(rule: Rule, key: str, due_on: date, *, on: date, limits: Thresholds) -> Alarm:
    """A day that passed: days are counted from it, as everywhere else."""
    days = (on - due_on).days
    if days >= limits.urgent_days:
        severity = Severity.URGENT
    else:
        severity = Severity.WARNING if days >= limits.warning_days else Severity.NOTICE
    return Alarm(rule=rule, key=key, since_on=due_on, days=days, severity=severity)


def _commitment(fact: CommitmentFact, on: date, limits: Thresholds) -> Alarm | None:
    """Late when followed; when nobody publishes the sequel, silence is told, not blamed."""
    if fact.is_closed:
        return None
    if fact.due_on is not None and fact.due_on < on:
        if fact.is_followed:
            return _late(Rule.COMMITMENT_LATE, fact.key, fact.due_on, on=on, limits=limits)
        return Alarm(
            rule=Rule.COMMITMENT_SILENT,
            key=fact.key,
            since_on=fact.due_on,
            days=(on - fact.due_on).days,
            severity=Severity.NOTICE,
        )
    if fact.has_owner or not fact.is_followed or fact.starts_on is None:
        return None
    if fact.starts_on + timedelta(days=limits.unowned_days) > on:
        return None
    return Alarm(
        rule=Rule.COMMITMENT_UNOWNED,
        key=fact.key,
        since_on=fact.starts_on,
        days=(on - fact.starts_on).days,
        severity=Severity.WARNING,
    )


def _committee(fact: CommitteeFact, on: date, limits: Thresholds) -> Alarm | None:
    due = next_sitting_due(fact) if fact.counts_from_on else None
    if due is None or due + timedelta(days=limits.sitting_slack_days) >= on:
        return None
    return _late(Rule.MEETING_OVERDUE, fact.key, due, on=on, limits=limits)


def _convention(fact: ConventionFact, on: date, limits: Thresholds) -> Alarm | None:
    left = (fact.ends_on - on).days
    if left < 0:
        if fact.is_evaluated:
            return None
        return Alarm(
            rule=Rule.CONVENTION_UNEVALUATED,
            key=fact.key,
            since_on=fact.ends_on,
            days=-left,
            severity=Severity.WARNING,
        )
    first, second, last = limits.ending_days
    if left > first or not fact.is_running:
        return None
    severity = Severity.NOTICE if left > second else Severity.WARNING
    return Alarm(
        rule=Rule.CONVENTION_ENDING,
        key=fact.key,
        since_on=fact.ends_on - timedelta(days=first),
        days=-left,
        severity=Severity.URGENT if left <= last else severity,
    )


def _months_after(day: date, months: int) -> date:
    """The same day some months later, or the last of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
