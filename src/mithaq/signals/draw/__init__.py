"""Random controls that anyone can draw again: the lowest SHA-256 of a published seed and a code.

A code is the SHA-256 of an ICE. The codes of the population are published with their digest before
the seed is known; the seed comes from outside (a public event of a later day). Then nobody chooses
who is drawn, and a few lines of Python on the published file say so:
``sorted(codes, key=lambda code: sha256(f"{seed}|{code}".encode()).hexdigest())[:count]``.
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
from mithaq.signals.draw._population import Population, code_of, population_of

__all__ = [
    "ALGORITHM",
    "Draw",
    "Drawn",
    "Population",
    "code_of",
    "count_of_share",
    "draw_from",
    "draw_key",
    "drawn_csv",
    "population_of",
    "public_csv",
    "read_drawn",
    "read_population",
]
