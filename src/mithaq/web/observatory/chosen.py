"""What an address may choose of a map: what is drawn is kept under nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from mithaq.apps.observatory.queries import Category, Period, atlas_choices, atlas_indicators
from mithaq.apps.reference.choices import Milieu, Sex
from mithaq.base.text import Labels
from mithaq.web.shell.public_pages import kept_until_write

CHOICES: Final = ("niveau", "sexe", "milieu", "periode", "categorie")
# What is shown of each when the address says nothing.
USUAL: Final = frozenset({("niveau", "region"), ("sexe", "all"), ("milieu", "all")})


def mapped_indicators() -> tuple[tuple[str, Labels, Labels], ...]:
    """The indicators known over territories, asked once until a write."""
    return kept_until_write("atlas-indicators", compute=atlas_indicators)


def times_and_terms(code: str) -> tuple[tuple[Period, ...], tuple[Category, ...]]:
    """The periods and the categories of an indicator of the register over territories."""
    return kept_until_write("atlas-choices", code, compute=lambda: atlas_choices(code))


def known_choices(code: str, asked: Mapping[str, Any]) -> dict[str, str]:
    """What an address chooses of this indicator, the usual left out; the unknown chooses nothing.

    Two addresses which draw the same map give the same choices.
    """
    wanted = {name: str(asked[name]) for name in CHOICES if asked.get(name)}
    # Whatever stands in an address is not a code: nothing is kept under it.
    if not wanted or all(code != mapped for mapped, _label, _topic in mapped_indicators()):
        return {}
    periods, categories = times_and_terms(code)
    known = {
        "niveau": ("province",),
        "sexe": Sex.values,
        "milieu": Milieu.values,
        "periode": [item.key for item in periods[1:]],
        "categorie": [item.key for item in categories],
    }
    return {
        name: value
        for name, value in wanted.items()
        if value in known[name] and (name, value) not in USUAL
    }
