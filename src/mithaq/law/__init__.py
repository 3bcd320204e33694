"""The law: dated functions and dated numbers, one folder per country and scheme."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from mithaq.base.errors import Refusal
from mithaq.base.text import Labels
from mithaq.engines.rules import Law

__all__ = ["INVENTED", "countries", "law_of"]

#: Countries that do not exist: their law is an exercise.
INVENTED: Final = frozenset({"hesperides"})


def countries() -> tuple[str, ...]:
    """The countries whose law is at hand, invented ones included."""
    return tuple(sorted({file.parts[-3] for file in Path(__file__).parent.glob("*/*/rules.py")}))


def law_of(country: str) -> Law:
    """The law of a country as its files have it. Raises Refusal when there is no such folder."""
    known = countries()
    if country not in known:
        listed = ", ".join(known)
        raise Refusal.because(
            where="country",
            sentence=Labels(
                f"aucune loi de « {country} » n’est disponible. Pays : {listed}.",
                f"لا يتوفر قانون «{country}». البلدان: {listed}.",
                f"no law of “{country}” is at hand. Countries: {listed}.",
            ),
        )
    return Law.load(f"{__name__}.{country}")
