"""By what a population is grouped: the words of a column, or bands of its numbers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Band:
    """A grouping by bands of a number: under the first edge, between two edges, from the last."""

    column: str
    edges: tuple[float, ...]

    def label(self, number: int) -> str:
        """How a band reads: « < 3000 », « 3000-6000 », « ≥ 6000 »."""
        if number == 0:
            return f"< {self.edges[0]:g}"
        if number == len(self.edges):
            return f"≥ {self.edges[-1]:g}"
        return f"{self.edges[number - 1]:g}-{self.edges[number]:g}"


By: TypeAlias = str | Band
