"""Writing what is said and known: one function, one transaction, one audit line."""

from __future__ import annotations

from mithaq.apps.observatory.operations._observation_checks import cell_of
from mithaq.apps.observatory.operations.datasets import load_batch, record_conflicts
from mithaq.apps.observatory.operations.drafts import ObservationDraft
from mithaq.apps.observatory.operations.figures import (
    figure_faults,
    record_figures,
    withdraw_figures,
)
from mithaq.apps.observatory.operations.observations import (
    erase_observations,
    observation_faults,
    record_observations,
    withdraw_figure,
)
from mithaq.apps.observatory.operations.reports import (
    publish_results_report,
    withdraw_results_report,
)

__all__ = [
    "ObservationDraft",
    "cell_of",
    "erase_observations",
    "figure_faults",
    "load_batch",
    "observation_faults",
    "publish_results_report",
    "record_conflicts",
    "record_figures",
    "record_observations",
    "withdraw_figure",
    "withdraw_figures",
    "withdraw_results_report",
]
