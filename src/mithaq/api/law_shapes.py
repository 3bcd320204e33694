"""What answers on the law hold: schemes, facts, rules, parameters, an explained case."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from ninja import Field, Schema

from mithaq.api.shapes import Said

DAY: Final = r"^\d{4}-\d{2}(-\d{2})?$"
NAME: Final = r"^[A-Za-z][A-Za-z0-9_.]{0,119}$"


class SchemeOut(Schema):
    """One legal instrument: its rules, the facts they read, its parameters."""

    name: str
    label: Said
    summary: Said
    is_exercise: bool = Field(description="The law of an invented country.")
    rules: list[str]
    facts: list[str]
    parameters: list[str]
    since: date


class ChoiceOut(Schema):
    """One code that a fact may hold."""

    code: str
    label: Said


class FactOut(Schema):
    """What may be known of a case. One that is not given is unknown, never false."""

    name: str
    scheme: str
    kind: str
    unit: str | None
    label: Said
    hint: Said | None
    is_exercise: bool
    minimum: float | None
    maximum: float | None
    choices: list[ChoiceOut]


class RuleVersionOut(Schema):
    """A rule as it stands from a day, its formula in words."""

    since: date
    until: date | None
    known: date | None = Field(description="The day from which its text was known.")
    article: str
    citation: Said = Field(description="The same in each language; or that none is published.")
    sentence: Said


class RuleOut(Schema):
    """A condition (no unit) or an amount, with every version."""

    name: str
    scheme: str
    label: Said
    is_exercise: bool
    unit: str | None
    on: str | None = Field(description="The fact whose day chooses the version.")
    reads: list[str]
    parameters: list[str]
    versions: list[RuleVersionOut]


class CitedOut(Schema):
    """A document by its code, and what it is."""

    code: str
    text: str


class OverrideOut(Schema):
    """Who replaced a value of the law, and why."""

    reason: str
    by: str


class ValueOut(Schema):
    """A value from a day. A schedule is a list of thresholds and rates."""

    since: date
    value: Any
    reference: str
    citation: Said = Field(description="The same in each language; or that none is published.")
    confidence: str = Field(description="sure, likely, conflicting or unknown")
    sources: list[CitedOut]
    note: str
    note_words: Said | None = Field(description="The note in each language.")
    alternatives: list[str]
    known: date | None
    override: OverrideOut | None


class ParameterOut(Schema):
    """A value of the law with its whole history."""

    path: str
    scheme: str
    label: Said
    description: str
    is_exercise: bool
    unit: str
    period: str
    used_by: list[str]
    history: list[ValueOut]
