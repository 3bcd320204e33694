"""The texts of the law behind a plan and behind what it waives."""

from __future__ import annotations

from mithaq.apps.corridor.queries.debts.waivers import PLAIN
from mithaq.apps.programmes.queries import law_in_force
from mithaq.base.text import Labels


def plan_text() -> Labels:
    """The text that lets a fund settle a debt in instalments."""
    return _text("settlement_to_pay")


def waiver_text(operation: str) -> Labels | None:
    """The text of an operation of waiver; nothing for a plan that follows none."""
    if operation == PLAIN:
        return None
    return _text(f"waiver_{operation.removeprefix('of_')}_possible")


def _text(rule: str) -> Labels:
    law = law_in_force()
    return law.cited(law.rules[rule].versions[-1].article)
