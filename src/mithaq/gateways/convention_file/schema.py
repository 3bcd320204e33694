"""The shape of a convention file, format 1: one document per convention."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field

from mithaq.apps.conventions.choices import (
    CadencePeriod,
    CommitmentStatus,
    CommitteeKind,
    DocumentKind,
    DurationKind,
    Grade,
    Kind,
    Level,
    Nature,
    PartyRole,
    Qualifier,
    RemarkKind,
    Status,
    TargetKind,
)
from mithaq.apps.observatory.choices import ReadingKind
from mithaq.apps.reference.choices import SourceKind, Unit
from mithaq.base.dates import UncertainDate
from mithaq.gateways.convention_file.fields import (
    Address,
    Code,
    Count,
    Day,
    Digest,
    HalfKnown,
    Language,
    Letter,
    Line120,
    Line200,
    Many,
    Money,
    Number,
    Part,
    Place,
    Reference,
    Scheme,
    Scope,
    SourceCode,
    Text,
    Text80,
    Text120,
    Text200,
    Weekday,
    Year,
)

FORMAT = "convention/1"
_UNKNOWN = UncertainDate.unknown()


class SourceText(Part):
    """A document that the file brings: it is added to the sources when its code is new."""

    code: SourceCode
    kind: SourceKind
    title: Text
    publisher: Line120 = ""
    published: HalfKnown = _UNKNOWN
    url: Address = ""
    licence: Line200 = ""


class Proven(Part):
    """What a source says: its code (the convention's own when left out) and the place in it."""

    source: Code | None = None
    locator: Line120 = ""


class SetText(Proven):
    """The ceremony or package that joins several conventions."""

    reference: Reference
    title: Text
    announced_count: Count | None = None


class CoversText(Part):
    """The period that a convention covers, apart from its signature."""

    starts: Day | None = Field(default=None, alias="from")
    ends: Day | None = Field(default=None, alias="to")


class SignatoryText(Proven):
    """Who signs, in which capacity; no name when none is printed."""

    person: Text120 | None = None
    capacity: Text200 | None = None
    interim: bool = False


class WitnessText(SignatoryText):
    """Who was present and binds nobody."""

    organisation: Code | None = None


class PartyText(Proven):
    """An organisation bound by the convention."""

    organisation: Code
    role: PartyRole = PartyRole.PARTY
    signatories: Many[SignatoryText] = Field(default_factory=list)


class MeasureText(Proven):
    """A programme that an axis puts to work; its key serves inside the file only."""

    key: Code
    title: Text
    description: Text | None = None
    scheme: Scheme = ""
    status: CommitmentStatus


class CommitmentText(Proven):
    """What is promised; without a debtor, the parties promise together."""

    text: Text
    debtor: Code | None = None
    beneficiary: Text200 | None = None
    nature: Nature
    status: CommitmentStatus
    due: HalfKnown = _UNKNOWN
    grade: Grade


class AxisText(Proven):
    """A chapter of the convention."""

    title: Text
    measures: Many[MeasureText] = Field(default_factory=list)
    commitments: Many[CommitmentText] = Field(default_factory=list)


class TargetText(Proven):
    """A promised quantity, in the unit of its indicator; pooled, it belongs to the set."""

    key: Code | None = None
    title: Text
    indicator: Code
    version: Count | None = None
    unit: Unit
    value: Number
    qualifier: Qualifier = Qualifier.EXACTLY
    horizon: HalfKnown = _UNKNOWN
    territory: Place | None = None
    kind: TargetKind
    grade: Grade
    pooled: bool = False
    wording: Text | None = None


class BudgetLineText(Proven):
    """Money of one payer, by stage: committed, called, disbursed, justified."""

    title: Text
    payer: Code
    measure: Code | None = None
    year: Year | None = None
    committed: Money
    called: Money | None = None
    disbursed: Money | None = None
    justified: Money | None = None
    grade: Grade


class TotalText(Part):
    """The total a source prints for one payer; a gap with its lines must be accepted in words."""

    payer: Code
    amount: Money
    gap_accepted: Text | None = None


class BudgetText(Part):
    """The money of the convention."""

    lines: Many[BudgetLineText] = Field(default_factory=list)
    totals: Many[TotalText] = Field(default_factory=list)


class CadenceText(Part):
    """How often a committee promised to meet."""

    count: Count
    per: CadencePeriod


class CommitteeText(Proven):
    """A body that follows the convention."""

    kind: CommitteeKind
    title: Text
    cadence: CadenceText | None = None
    chair: Text200 | None = None
    quorum: Count | None = None
    grade: Grade


class DocumentText(Proven):
    """A document known by its address or its fingerprint."""

    kind: DocumentKind
    title: Text
    language: Language = ""
    url: Address = ""
    sha256: Digest = ""


class RemarkText(Proven):
    """A sourced sentence about the convention."""

    kind: RemarkKind
    text: Text


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
    as_of: HalfKnown = _UNKNOWN
    period: Text80 | None = None
    said: HalfKnown = _UNKNOWN
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


class ConventionText(Proven):
    """One convention with everything its sources say of it."""

    mithaq: Literal["convention/1"]
    reference: Reference
    kind: Kind
    level: Level
    status: Status
    title: Text
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
