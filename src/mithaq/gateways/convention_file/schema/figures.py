"""Figures that sources print, and those that disagree."""

from __future__ import annotations

from pydantic import Field

from mithaq.apps.conventions.choices import Grade, Qualifier
from mithaq.apps.observatory.choices import ReadingKind
from mithaq.apps.reference.choices import Unit
from mithaq.gateways.convention_file.fields import (
    Code,
    Count,
    HalfKnown,
    Letter,
    Many,
    Number,
    Part,
    Place,
    Scope,
    Text,
    Text80,
)
from mithaq.gateways.convention_file.schema._base import UNKNOWN, Proven


class ReadingText(Part):
    """One way to read a share whose denominator is not published."""

    letter: Letter
    kind: ReadingKind
    text: Text


class FigureText(Proven):
    """A figure that a source prints about the convention or its set."""

    code: Code
    title: Text
    indicator: Code
    version: Count | None = None
    unit: Unit
    value: Number
    qualifier: Qualifier = Qualifier.EXACTLY
    as_of: HalfKnown = UNKNOWN
    period: Text80 | None = None
    said: HalfKnown = UNKNOWN
    grade: Grade
    organisation: Code | None = None
    territory: Place | None = None
    scope: Scope = Scope.CONVENTION
    part_of: Code | None = None
    revises: Code | None = None
    note: Text | None = None
    headline_rank: Count | None = None
    readings: Many[ReadingText] = Field(default_factory=list)


class ConflictText(Part):
    """Figures that disagree, why, and what would settle it."""

    code: Code
    title: Text
    sides: Many[Code] = Field(default_factory=list)
    why: Text
    settle: Text
    settle_grade: Grade
