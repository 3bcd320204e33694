"""Who can be drawn: enterprises by their ICE, once each, whatever the order of the file."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from typing import Final

from mithaq.base.errors import Fault, refuse_if_any
from mithaq.base.identifiers import compact
from mithaq.base.text import Labels

ICE_DIGITS: Final = 15


@dataclass(frozen=True)
class Population:
    """The ICE of those who can be drawn, sorted, each once."""

    ices: tuple[str, ...]

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the sorted ICE, one a line, each line ended by a line feed."""
        return sha256("".join(f"{ice}\n" for ice in self.ices).encode()).hexdigest()

    def __len__(self) -> int:
        """How many can be drawn."""
        return len(self.ices)


def population_of(values: Iterable[str]) -> Population:
    """Read the ICE of a list; ``Refusal`` with every line that is none, or that comes twice."""
    faults: list[Fault] = []
    seen: dict[str, int] = {}
    for line, value in enumerate(values, start=1):
        ice = compact(value)
        if len(ice) != ICE_DIGITS or not (ice.isascii() and ice.isdigit()):
            faults.append(Fault("ice", _not_ice(value), "draw.ice", line=line))
        elif ice in seen:
            faults.append(Fault("ice", _twice(seen[ice]), "draw.once", line=line))
        else:
            seen[ice] = line
    if not seen and not faults:
        faults.append(Fault("population", _EMPTY, "draw.population"))
    refuse_if_any(faults)
    return Population(tuple(sorted(seen)))


_EMPTY = Labels(
    "La population est vide : une ligne par ICE.",
    "اللائحة فارغة: سطر لكل معرف موحد للمقاولة.",
    "The population is empty: one line for each ICE.",
)


def _not_ice(value: str) -> Labels:
    shown = value.strip()[:20]
    return Labels(
        f"« {shown} » n’est pas un ICE : quinze chiffres.",
        f"«{shown}» ليس معرفا موحدا للمقاولة: خمسة عشر رقما.",
        f"“{shown}” is no ICE: fifteen digits.",
    )


def _twice(first: int) -> Labels:
    return Labels(
        f"Cet ICE est déjà à la ligne {first} : personne n’a deux chances.",
        f"هذا المعرف وارد في السطر {first}: لا أحد له فرصتان.",
        f"This ICE is already on line {first}: nobody has two chances.",
    )
