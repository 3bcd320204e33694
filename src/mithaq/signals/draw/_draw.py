"""The draw itself: rank everyone by the digest of the seed and their code, keep the first."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import Final

from mithaq.base.errors import Fault, refuse_if_any
from mithaq.base.text import Labels
from mithaq.signals.draw._population import Population

ALGORITHM: Final = "sha256-rank-2"
WHOLE: Final = 10_000


@dataclass(frozen=True, slots=True)
class Drawn:
    """One enterprise drawn: its rank from 1, its ICE (empty where only codes are known), the digest
    that ranks it."""

    rank: int
    ice: str
    key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Draw:
    """A draw: the same seed, population and count give the same enterprises."""

    seed: str
    population_digest: str
    population_count: int
    algorithm: str
    drawn: tuple[Drawn, ...]


def draw_key(seed: str, code: str) -> str:
    """SHA-256 of ``seed|code`` in UTF-8, as 64 hexadecimal characters."""
    return sha256(f"{seed}|{code}".encode()).hexdigest()


def count_of_share(population_count: int, share_basis_points: int) -> int:
    """How many a share draws: rounded up, so that a share above nothing draws someone."""
    return -(-population_count * share_basis_points // WHOLE)


def draw_from(population: Population, seed: str, *, count: int) -> Draw:
    """Draw some enterprises; ``Refusal`` for an empty seed or a count that is out of bounds."""
    faults = []
    if not seed.strip():
        faults.append(Fault("seed", _NO_SEED, "draw.seed"))
    if not 1 <= count <= len(population):
        faults.append(Fault("count", _count(len(population)), "draw.count"))
    refuse_if_any(faults)
    ranked = sorted((draw_key(seed, code), code) for code in population.codes)
    return Draw(
        seed=seed,
        population_digest=population.digest,
        population_count=len(population),
        algorithm=ALGORITHM,
        drawn=tuple(
            Drawn(rank, population.ices.get(code, ""), key)
            for rank, (key, code) in enumerate(ranked[:count], start=1)
        ),
    )


_NO_SEED = Labels(
    "Donnez la graine publiée.", "أدخلوا البذرة المنشورة.", "Give the published seed."
)


def _count(most: int) -> Labels:
    return Labels(
        f"On tire de 1 à {most} entreprises de cette population.",
        f"يُسحب ما بين مقاولة واحدة و{most} من هذه اللائحة.",
        f"From 1 to {most} enterprises of this population can be drawn.",
    )
