"""The shape of a convention file, format 1: one document per convention."""

from __future__ import annotations

from mithaq.gateways.convention_file.schema._base import FORMAT, Proven, SourceText
from mithaq.gateways.convention_file.schema.bodies import (
    CadenceText,
    CommitteeText,
    DocumentText,
    LanguageText,
    LinkText,
    PreambleText,
    RemarkText,
)
from mithaq.gateways.convention_file.schema.convention import (
    ConventionText,
    CoversText,
    SetText,
    json_schema,
)
from mithaq.gateways.convention_file.schema.figures import ConflictText, FigureText, ReadingText
from mithaq.gateways.convention_file.schema.people import (
    ContributionText,
    PartyText,
    SignatoryText,
    WitnessText,
)
from mithaq.gateways.convention_file.schema.promises import (
    AxisText,
    BaselineText,
    BudgetLineText,
    BudgetText,
    CommitmentText,
    MeasureText,
    TargetText,
    TotalText,
)

__all__ = [
    "FORMAT",
    "AxisText",
    "BaselineText",
    "BudgetLineText",
    "BudgetText",
    "CadenceText",
    "CommitmentText",
    "CommitteeText",
    "ConflictText",
    "ContributionText",
    "ConventionText",
    "CoversText",
    "DocumentText",
    "FigureText",
    "LanguageText",
    "LinkText",
    "MeasureText",
    "PartyText",
    "PreambleText",
    "Proven",
    "ReadingText",
    "RemarkText",
    "SetText",
    "SignatoryText",
    "SourceText",
    "TargetText",
    "TotalText",
    "WitnessText",
    "json_schema",
]
