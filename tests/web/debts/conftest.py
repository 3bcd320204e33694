"""The cast of debts, for its pages."""

from __future__ import annotations

from tests.apps.corridor.debts.conftest import _morocco, cast, entered

__all__ = ["_morocco", "cast", "entered"]
