"""Alarms of conventions: pure rules on dated facts, each with its thresholds and its first day."""

from __future__ import annotations

from mithaq.signals.alarms._facts import (
    Cadence,
    CommitmentFact,
    CommitteeFact,
    ConventionFact,
    DecisionFact,
    EvaluationFact,
    Facts,
    MilestoneFact,
)
from mithaq.signals.alarms._result import Alarm, Rule, Severity
from mithaq.signals.alarms._rules import next_sitting_due, raised
from mithaq.signals.alarms._thresholds import THRESHOLDS, Thresholds, thresholds_on

__all__ = [
    "THRESHOLDS",
    "Alarm",
    "Cadence",
    "CommitmentFact",
    "CommitteeFact",
    "ConventionFact",
    "DecisionFact",
    "EvaluationFact",
    "Facts",
    "MilestoneFact",
    "Rule",
    "Severity",
    "Thresholds",
    "next_sitting_due",
    "raised",
    "thresholds_on",
]
