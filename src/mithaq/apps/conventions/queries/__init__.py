"""Reading conventions: the register, one convention whole, and look-ups for upper apps."""

from __future__ import annotations

from mithaq.apps.conventions.queries.details import convention_detail
from mithaq.apps.conventions.queries.register import (
    PartyName,
    RegisterCounts,
    conventions_from_source,
    conventions_in,
    conventions_of,
    parties_by_convention,
    register,
    register_counts,
)
from mithaq.apps.conventions.queries.views import (
    AxisView,
    BudgetLineView,
    BudgetTotal,
    CommitmentView,
    CommitteeView,
    ConventionDetail,
    DocumentView,
    MeasureView,
    PartyView,
    PersonView,
    RemarkView,
    SetView,
    SourceRef,
    TargetView,
)

__all__ = [
    "AxisView",
    "BudgetLineView",
    "BudgetTotal",
    "CommitmentView",
    "CommitteeView",
    "ConventionDetail",
    "DocumentView",
    "MeasureView",
    "PartyName",
    "PartyView",
    "PersonView",
    "RegisterCounts",
    "RemarkView",
    "SetView",
    "SourceRef",
    "TargetView",
    "convention_detail",
    "conventions_from_source",
    "conventions_in",
    "conventions_of",
    "parties_by_convention",
    "register",
    "register_counts",
]
