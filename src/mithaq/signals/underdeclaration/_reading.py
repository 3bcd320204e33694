"""A value read beside the threshold of its day: past it, within it, or no threshold to judge by."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from mithaq.signals.underdeclaration._catalogue import Side, SignalDefinition, Threshold


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a value says on a day; it says it of a ratio, never of an intention."""

    definition: SignalDefinition
    value: Decimal
    threshold: Threshold | None

    @property
    def is_past(self) -> bool | None:
        """Whether the value is past the threshold; nothing when none is published."""
        if self.threshold is None or self.threshold.value is None:
            return None
        if self.definition.side is Side.BELOW:
            return self.value < self.threshold.value
        return self.value > self.threshold.value

    def explain(self) -> dict[str, object]:
        """The reading in plain data: what was compared, with what, from where."""
        held = self.threshold
        return {
            "code": self.definition.code,
            "formula": self.definition.formula.fr,
            "value": self.value,
            "side": self.definition.side.value,
            "threshold": held.value if held else None,
            "since": held.since if held else None,
            "sector": held.sector if held else "",
            "source": held.source if held else "",
            "is_past": self.is_past,
        }


def read_signal(found: SignalDefinition, value: Decimal, *, on: date, sector: str = "") -> Reading:
    """Set a value beside the threshold of its sector on a day, or of every sector."""
    return Reading(definition=found, value=value, threshold=found.threshold_on(on, sector=sector))
