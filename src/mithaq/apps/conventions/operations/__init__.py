"""Writing conventions: one function, one transaction, one audit line."""

from __future__ import annotations

from mithaq.apps.conventions.operations._checks import convention_faults
from mithaq.apps.conventions.operations.recording import record_convention
from mithaq.apps.conventions.operations.withdrawing import withdraw_convention

__all__ = ["convention_faults", "record_convention", "withdraw_convention"]
