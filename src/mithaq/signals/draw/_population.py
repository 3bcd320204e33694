"""Who can be drawn: enterprises by their ICE, or by its digest, once each, in any order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from typing import Final

from mithaq.base.errors import Fault, refuse_if_any
from mithaq.base.identifiers import compact
from mithaq.base.text import Labels

ICE_DIGITS: Final = 15
CODE_DIGITS: Final = 64


@dataclass(frozen=True)
class Population:
    """The codes of those who can be drawn, sorted, each once; their ICE where they are known.

    A code is the SHA-256 of an ICE: it is published, the ICE is not.
    """

    codes: tuple[str, ...]
    ices: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def text(self) -> str:
        """The codes as they are published, one a line, each line ended by a line feed."""
        return "".join(f"{code}\n" for code in self.codes)

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the published text: nobody needs an ICE to compute it again."""
        return sha256(self.text.encode()).hexdigest()

    def __len__(self) -> int:
        """How many can be drawn."""
        return len(self.codes)


def code_of(ice: str) -> str:
    """SHA-256 of the fifteen digits of an ICE, as 64 hexadecimal characters."""
    return sha256(ice.encode()).hexdigest()


def population_of(values: Iterable[str]) -> Population:
    """Read the ICE or the codes of a list; ``Refusal`` with every line that is neither, or that
    comes twice."""
    faults: list[Fault] = []
    seen: dict[str, int] = {}
    ices: dict[str, str] = {}
    for line, value in enumerate(values, start=1):
        code, ice = _read(value)
        if not code:
            faults.append(Fault("ice", _not_ice(value), "draw.ice", line=line))
        elif code in seen:
            faults.append(Fault("ice", _twice(seen[code]), "draw.once", line=line))
        else:
            seen[code] = line
            if ice:
                ices[code] = ice
    if not seen and not faults:
        faults.append(Fault("population", _EMPTY, "draw.population"))
    refuse_if_any(faults)
    return Population(tuple(sorted(seen)), ices)


def _read(value: str) -> tuple[str, str]:
    """The code and, where it is known, the ICE of a line; both empty for anything else."""
    said = compact(value)
    if len(said) == ICE_DIGITS and said.isascii() and said.isdigit():
        return code_of(said), said
    low = said.lower()
    is_code = len(low) == CODE_DIGITS and set(low) <= set("0123456789abcdef")
    return (low, "") if is_code else ("", "")


_EMPTY = Labels(
    "La population est vide : une ligne par ICE.",
    "اللائحة فارغة: سطر لكل معرف موحد للمقاولة.",
    "The population is empty: one line for each ICE.",
)


def _not_ice(value: str) -> Labels:
    shown = value.strip()[:20]
    return Labels(
        f"« {shown} » n’est ni un ICE (quinze chiffres) ni son empreinte.",
        f"«{shown}» ليس معرفا موحدا للمقاولة (خمسة عشر رقما) ولا بصمته.",
        f"“{shown}” is neither an ICE (fifteen digits) nor its digest.",
    )


def _twice(first: int) -> Labels:
    return Labels(
        f"Cet ICE est déjà à la ligne {first} : personne n’a deux chances.",
        f"هذا المعرف وارد في السطر {first}: لا أحد له فرصتان.",
        f"This ICE is already on line {first}: nobody has two chances.",
    )
