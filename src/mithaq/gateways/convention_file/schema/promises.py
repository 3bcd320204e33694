"""What a convention promises: axes, measures, commitments, targets, money."""

from __future__ import annotations

from pydantic import Field

from mithaq.apps.conventions.choices import (
    CommitmentStatus,
    DeliverableUnit,
    Grade,
    Nature,
    Neet,
    Qualifier,
    TargetKind,
    Verb,
)
from mithaq.apps.reference.choices import Sex, Unit
from mithaq.gateways.convention_file.fields import (
    Added,
    Code,
    Count,
    DiplomaCode,
    HalfKnown,
    Many,
    Money,
    Number,
    Part,
    Place,
    Quantity,
    Scheme,
    Text,
    Text200,
    Year,
)
from mithaq.gateways.convention_file.schema._base import UNKNOWN, Proven


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
    creditor: Added[Code | None] = None
    beneficiary: Text200 | None = None
    nature: Nature
    verb: Added[Verb | None] = None
    quantity: Added[Quantity | None] = None
    unit: Added[DeliverableUnit | None] = None
    condition: Added[Text | None] = None
    evidence: Added[Text | None] = None
    status: CommitmentStatus
    due: HalfKnown = UNKNOWN
    grade: Grade


class AxisText(Proven):
    """A chapter of the convention."""

    title: Text
    measures: Many[MeasureText] = Field(default_factory=list)
    commitments: Many[CommitmentText] = Field(default_factory=list)


class BaselineText(Part):
    """What was measured before, in the unit of the target."""

    value: Number
    date: HalfKnown = UNKNOWN


class TargetText(Proven):
    """A promised quantity, in the unit of its indicator; pooled, it belongs to the set.

    Its key serves inside the file only, for the targets that break it down.
    """

    key: Code | None = None
    part_of: Added[Code | None] = None
    title: Text
    indicator: Code
    version: Count | None = None
    unit: Unit
    value: Number
    qualifier: Qualifier = Qualifier.EXACTLY
    horizon: HalfKnown = UNKNOWN
    year: Added[Year | None] = None
    territory: Place | None = None
    sex: Added[Sex] = Sex.ALL
    diploma: Added[DiplomaCode | None] = None
    neet: Added[Neet] = Neet.NOT_SAID
    baseline: Added[BaselineText | None] = None
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
