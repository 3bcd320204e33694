"""Writing what is said and known: one function, one transaction, one audit line."""

from __future__ import annotations

from mithaq.apps.observatory.operations.figures import (
    figure_faults,
    record_figures,
    withdraw_figures,
)
from mithaq.apps.observatory.operations.reports import publish_results_report

__all__ = ["figure_faults", "publish_results_report", "record_figures", "withdraw_figures"]
