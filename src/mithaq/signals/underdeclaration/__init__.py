"""Signs of under-declaration: named ratios, each with its dated thresholds and honest reasons.

A ratio far from the ordinary opens a question to the employer, never a sanction. Values are
entered today; the ledger computes them with the same functions once returns are received.
"""

from __future__ import annotations

from mithaq.signals.underdeclaration._catalogue import (
    Benchmark,
    Direction,
    Side,
    SignalDefinition,
    Threshold,
    Unit,
    catalogue,
    definition,
    read_catalogue,
)
from mithaq.signals.underdeclaration._days import (
    absent_regularised,
    at_minimum_wage,
    continuity,
    median_days,
    same_days,
    wage_jump,
    wage_to_minimum,
)
from mithaq.signals.underdeclaration._means import (
    contracts_undeclared,
    movement,
    not_converted,
    per_head,
    single_client,
    trainees,
)
from mithaq.signals.underdeclaration._ratio import PayLine, Ratio
from mithaq.signals.underdeclaration._reading import Reading, read_signal

__all__ = [
    "Benchmark",
    "Direction",
    "PayLine",
    "Ratio",
    "Reading",
    "Side",
    "SignalDefinition",
    "Threshold",
    "Unit",
    "absent_regularised",
    "at_minimum_wage",
    "catalogue",
    "continuity",
    "contracts_undeclared",
    "definition",
    "median_days",
    "movement",
    "not_converted",
    "per_head",
    "read_catalogue",
    "read_signal",
    "same_days",
    "single_client",
    "trainees",
    "wage_jump",
    "wage_to_minimum",
]
