"""Reading what is said and known: figures, conflicts, the first screen, results reports."""

from __future__ import annotations

from mithaq.apps.observatory.queries.figures import (
    conflicts_of,
    figure,
    figures,
    figures_from_source,
    figures_holding,
    figures_matching,
    figures_of,
    figures_of_indicator,
    figures_worth,
    targets_worth,
)
from mithaq.apps.observatory.queries.home import promise_lines
from mithaq.apps.observatory.queries.indicators import (
    definitions_of,
    indicator_history,
    indicator_topics,
    measured_indicators,
)
from mithaq.apps.observatory.queries.proofs import figure_proof
from mithaq.apps.observatory.queries.report_content import (
    canonical,
    fingerprint,
    results_content,
)
from mithaq.apps.observatory.queries.reports import results_report, results_reports
from mithaq.apps.observatory.queries.state import convention_state
from mithaq.apps.observatory.queries.today import (
    TargetProgress,
    conflicts_within,
    conventions_without_report,
    figures_within,
    latest_figures,
    reports_of_person,
    targets_within,
)
from mithaq.apps.observatory.queries.views import (
    BudgetGap,
    ConflictView,
    ConventionState,
    FigureProof,
    FigureView,
    IndicatorHistory,
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
    "FigureProof",
    "FigureView",
    "IndicatorHistory",
    "PromiseLine",
    "Promises",
    "ReadingPart",
    "ReadingView",
    "ReportView",
    "TargetProgress",
    "canonical",
    "conflicts_of",
    "conflicts_within",
    "convention_state",
    "conventions_without_report",
    "definitions_of",
    "figure",
    "figure_proof",
    "figures",
    "figures_from_source",
    "figures_holding",
    "figures_matching",
    "figures_of",
    "figures_of_indicator",
    "figures_within",
    "figures_worth",
    "fingerprint",
    "indicator_history",
    "indicator_topics",
    "latest_figures",
    "measured_indicators",
    "promise_lines",
    "reports_of_person",
    "results_content",
    "results_report",
    "results_reports",
    "targets_within",
    "targets_worth",
]
