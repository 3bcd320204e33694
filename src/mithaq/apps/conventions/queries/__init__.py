"""Reading conventions: the register, one convention whole, and look-ups for upper apps."""

from __future__ import annotations

from mithaq.apps.conventions.queries.details import convention_detail
from mithaq.apps.conventions.queries.outline import Counted, RegisterOutline, register_outline
from mithaq.apps.conventions.queries.register import (
    PartyName,
    RegisterCounts,
    conventions_from_source,
    conventions_in,
    conventions_of,
    in_region,
    parties_by_convention,
    register,
    register_counts,
    signed_by,
    signed_in,
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
    "Counted",
    "DocumentView",
    "MeasureView",
    "PartyName",
    "PartyView",
    "PersonView",
    "RegisterCounts",
    "RegisterOutline",
    "RemarkView",
    "SetView",
    "SourceRef",
    "TargetView",
    "convention_detail",
    "conventions_from_source",
    "conventions_in",
    "conventions_of",
    "in_region",
    "parties_by_convention",
    "register",
    "register_counts",
    "register_outline",
    "signed_by",
    "signed_in",
]
