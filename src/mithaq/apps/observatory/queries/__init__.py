"""Reading what is said and known: figures, conflicts, the first screen, results reports."""

from __future__ import annotations

from mithaq.apps.observatory.queries.figures import (
    conflicts_of,
    figure,
    figures,
    figures_from_source,
    figures_matching,
    figures_of,
    figures_of_indicator,
)
from mithaq.apps.observatory.queries.home import promise_lines
from mithaq.apps.observatory.queries.report_content import (
    canonical,
    fingerprint,
    results_content,
)
from mithaq.apps.observatory.queries.reports import results_report, results_reports
from mithaq.apps.observatory.queries.state import convention_state
from mithaq.apps.observatory.queries.views import (
    BudgetGap,
    ConflictView,
    ConventionState,
    FigureView,
    PromiseLine,
    Promises,
    ReadingPart,
    ReadingView,
    ReportView,
)

__all__ = [
    "BudgetGap",
    "ConflictView",
    "ConventionState",
    "FigureView",
    "PromiseLine",
    "Promises",
    "ReadingPart",
    "ReadingView",
    "ReportView",
    "canonical",
    "conflicts_of",
    "convention_state",
    "figure",
    "figures",
    "figures_from_source",
    "figures_matching",
    "figures_of",
    "figures_of_indicator",
    "fingerprint",
    "promise_lines",
    "results_content",
    "results_report",
    "results_reports",
]
