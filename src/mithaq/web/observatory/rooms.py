"""Which labels of a drawing have room beside the others, wide and on a phone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

# Widths of the drawing in pixels, a digit of the label, the air around it, a line's height.
WIDE: Final = 640.0
PHONE: Final = 320.0
DIGIT: Final = 8.5
AIR: Final = 6.0
LINE: Final = 16.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A label to write: `x` in percent of the width, `y` in pixels."""

    x: float
    y: float
    text: str


def rooms(places: Sequence[Place]) -> list[str]:
    """Say of each label, in order, where it can be read: « all », « wide » or « none ».

    The last and the first are kept before the others, then from the newest to the oldest.
    """
    order = sorted(range(len(places)), key=lambda index: (index != 0, -index))
    order = [len(places) - 1, *(i for i in order if i != len(places) - 1)] if places else []
    on_phone = _kept(places, order, PHONE, set())
    # A label never leaves as the page widens: what a phone has room for comes first.
    on_wide = _kept(places, order, WIDE, on_phone)
    return [
        "all" if index in on_phone else "wide" if index in on_wide else "none"
        for index in range(len(places))
    ]


def _kept(
    places: Sequence[Place], order: Sequence[int], width: float, before: set[int]
) -> set[int]:
    kept = set(before)
    for index in order:
        if index not in kept and not any(
            _touch(places[index], places[other], width) for other in kept
        ):
            kept.add(index)
    return kept


def _touch(one: Place, other: Place, width: float) -> bool:
    gap = abs(one.x - other.x) * width / 100
    return gap < DIGIT * (len(one.text) + len(other.text)) / 2 + AIR and abs(one.y - other.y) < LINE
