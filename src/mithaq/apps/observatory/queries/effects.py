"""What became of the effect that a decision expected: a figure of its indicator, or none yet."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from mithaq.apps.conventions.choices.meetings import EffectDirection
from mithaq.apps.conventions.queries.sitting_views import DecisionView
from mithaq.apps.observatory.queries.achieved import SOLID
from mithaq.apps.observatory.queries.figures import figures_of
from mithaq.apps.observatory.queries.views import FigureView


@dataclass(frozen=True, slots=True, kw_only=True)
class EffectReading:
    """The last figure known before the decision, the last one after it, and whether it went there.

    ``is_reached`` is None while nothing is measured after the decision.
    """

    before: FigureView | None
    after: FigureView | None
    change: Decimal | None
    is_reached: bool | None


def effect_of(decision: DecisionView) -> EffectReading:
    """Read the effect of a decision in the figures of its convention, never in words.

    Only recorded, measured or verified figures of the same indicator and unit count; of two
    states of one day, the one that revises the other.
    """
    told = figures_of(decision.reference)
    revised = {item.revises_code for item in told}
    known = sorted(
        (
            item
            for item in told
            if item.indicator_code == decision.effect_indicator_code
            and item.unit == decision.effect_unit
            and item.grade in SOLID
            and item.code not in revised
            and item.as_of.latest is not None
        ),
        key=lambda item: (item.as_of.latest, SOLID.index(item.grade), item.code),
    )
    day = decision.meeting_on
    before = [item for item in known if item.as_of.latest and item.as_of.latest <= day]
    after = [item for item in known if item.as_of.latest and item.as_of.latest > day]
    first = before[-1] if before else None
    last = after[-1] if after else None
    change = last.value - first.value if first and last else None
    return EffectReading(
        before=first, after=last, change=change, is_reached=_reached(decision, last, change)
    )


def _reached(
    decision: DecisionView, last: FigureView | None, change: Decimal | None
) -> bool | None:
    """A value is reached at or beyond it; a direction needs a figure on each side."""
    if last is None:
        return None
    wanted = decision.effect_value
    if decision.effect_direction == EffectDirection.FALL:
        if wanted is not None:
            return last.value <= wanted
        return None if change is None else change < 0
    if wanted is not None:
        return last.value >= wanted
    return None if change is None else change > 0
