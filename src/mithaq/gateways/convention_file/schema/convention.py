"""One document of a file: a whole convention."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from mithaq.apps.conventions.choices import DurationKind, Kind, Level, Status
from mithaq.gateways.convention_file.fields import (
    Added,
    Code,
    Count,
    Day,
    HalfKnown,
    Many,
    Part,
    Place,
    Reference,
    Text,
    Text120,
    Title,
    Weekday,
)
from mithaq.gateways.convention_file.schema._base import Proven, SourceText
from mithaq.gateways.convention_file.schema.bodies import (
    CommitteeText,
    DocumentText,
    LanguageText,
    LinkText,
    PreambleText,
    RemarkText,
)
from mithaq.gateways.convention_file.schema.figures import ConflictText, FigureText
from mithaq.gateways.convention_file.schema.people import PartyText, WitnessText
from mithaq.gateways.convention_file.schema.promises import (
    AxisText,
    BudgetText,
    CommitmentText,
    TargetText,
)


class SetText(Proven):
    """The ceremony or package that joins several conventions."""

    reference: Reference
    title: Text
    announced_count: Count | None = None


class CoversText(Part):
    """The period that a convention covers, apart from its signature."""

    starts: Day | None = Field(default=None, alias="from")
    ends: Day | None = Field(default=None, alias="to")


class ConventionText(Proven):
    """One convention with everything its sources say of it."""

    mithaq: Literal["convention/1"]
    reference: Reference
    kind: Kind
    level: Level
    status: Status
    title: Title
    purpose: Text
    source: Code
    sources: Many[SourceText] = Field(default_factory=list)
    parent: Reference | None = None
    set: SetText | None = None
    instrument_count: Count = 1
    territory: Place | None = None
    place: Text120 | None = None
    signed: HalfKnown
    weekday: Weekday | None = None
    in_force: Day | None = None
    covers: CoversText | None = None
    duration: DurationKind
    notice_months: Added[Count | None] = None
    renewal_months: Added[Count | None] = None
    terms: Added[Text | None] = None
    legal_basis: Added[Text | None] = None
    languages: Added[Many[LanguageText]] = Field(default_factory=list)
    preamble: Added[Many[PreambleText]] = Field(default_factory=list)
    links: Added[Many[LinkText]] = Field(default_factory=list)
    feature_rank: Count | None = None
    exercise: bool = False
    parties: Many[PartyText]
    witnesses: Many[WitnessText] = Field(default_factory=list)
    axes: Many[AxisText] = Field(default_factory=list)
    commitments: Many[CommitmentText] = Field(default_factory=list)
    targets: Many[TargetText] = Field(default_factory=list)
    budget: BudgetText | None = None
    committees: Many[CommitteeText] = Field(default_factory=list)
    documents: Many[DocumentText] = Field(default_factory=list)
    remarks: Many[RemarkText] = Field(default_factory=list)
    figures: Many[FigureText] = Field(default_factory=list)
    conflicts: Many[ConflictText] = Field(default_factory=list)


def json_schema() -> dict[str, Any]:
    """The shape as JSON Schema, for editors that check a file while it is typed."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **ConventionText.model_json_schema(mode="validation"),
        "title": "Mithaq convention file, format 1",
    }
