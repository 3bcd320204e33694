"""Random controls that anyone can draw again: the lowest SHA-256 of a published seed and an ICE.

The population is announced by its digest before the seed is known; the seed comes from outside
(a public event of a later day). Then nobody chooses who is drawn, and a few lines of Python say
so: ``sorted(population, key=lambda ice: sha256(f"{seed}|{ice}".encode()).hexdigest())[:count]``.
"""

from __future__ import annotations

from mithaq.signals.draw._draw import (
    ALGORITHM,
    Draw,
    Drawn,
    count_of_share,
    draw_from,
    draw_key,
)
from mithaq.signals.draw._files import drawn_csv, public_csv, read_drawn, read_population
from mithaq.signals.draw._population import Population, population_of

__all__ = [
    "ALGORITHM",
    "Draw",
    "Drawn",
    "Population",
    "count_of_share",
    "draw_from",
    "draw_key",
    "drawn_csv",
    "population_of",
    "public_csv",
    "read_drawn",
    "read_population",
]
