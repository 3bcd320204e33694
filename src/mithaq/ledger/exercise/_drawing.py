"""One block of employees, drawn from raw random bits by additions and comparisons alone.

A library may change how it draws a share or a normal number from one version to the next; it does
not change the bits of Philox. Every value here is a bit pattern turned into a number between 0 and
1, then placed on a straight line: the same seed gives the same bytes everywhere.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from mithaq.ledger.exercise._calibration import EPOCH, Calibration

BLOCK: Final = 10_000
YOUNG: Final = 30
YEAR_DAYS: Final = 365.25
RECENT_DAYS: Final = 1_095
STAGE_DAYS: Final = 540
# One column of random numbers each, in this order: a new name goes at the end, or every employee
# of every seed changes.
DRAWS: Final = (
    "region", "sex", "sector", "employer_form", "contract_kind", "diploma", "dependants",
    "anapec_registered", "is_first_job", "is_converted_intern", "host_commits_to_hire", "gross",
    "age", "tenure_days", "hire_rank", "start_delay_days", "founded",
    "registered_days",
)  # fmt: skip

Numbers = NDArray[np.float64]
Truths = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Block:
    """The random numbers of ten thousand employees, told apart by the seed and their rank."""

    calibration: Calibration
    draws: Mapping[str, Numbers]

    @classmethod
    def of(cls, calibration: Calibration, *, seed: int, rank: int) -> Block:
        """Draw a block: the same whatever the population is in all."""
        bits = np.random.Philox(key=np.array([seed, rank], dtype=np.uint64))
        raw = bits.random_raw(BLOCK * len(DRAWS)).reshape(len(DRAWS), BLOCK)
        numbers = (raw >> np.uint64(11)).astype(np.float64) * 2.0**-53
        return cls(calibration, dict(zip(DRAWS, numbers, strict=True)))

    def share(self, name: str) -> tuple[NDArray[np.int32], list[str]]:
        """Which value of a list of shares each employee has."""
        values = self.calibration.shares[name]
        edges = np.cumsum(list(values.values()))[:-1]
        places = np.searchsorted(edges, self.draws[name], side="right")
        return places.astype(np.int32), list(values)

    def words(self, name: str) -> pa.Array:
        """A column of codes in letters."""
        places, values = self.share(name)
        return pa.DictionaryArray.from_arrays(pa.array(places), pa.array(values))

    def is_code(self, name: str, code: str) -> Truths:
        """Who has a code."""
        places, values = self.share(name)
        found: Truths = places == values.index(code)
        return found

    def on_line(self, name: str, draw: str = "") -> Numbers:
        """Where each employee stands in a distribution."""
        shares, values = zip(*self.calibration.quantiles[name], strict=True)
        found: Numbers = np.interp(self.draws[draw or name], shares, values)
        return found


def draw(block: Block, *, month: date, count: int) -> pa.RecordBatch:
    """The first employees of a block as they are declared in a month."""
    columns = {**_who(block, month), **_work(block, month)}
    batch = pa.RecordBatch.from_pydict(columns)
    return batch.slice(0, count)


def _who(block: Block, month: date) -> dict[str, Any]:
    """Where and who: what does not depend on the employer."""
    age = block.on_line("age")
    born = _first_day(month) - np.floor(age * YEAR_DAYS)
    return {
        "region": block.words("region"),
        "sex": block.words("sex"),
        "sector": block.words("sector"),
        "diploma": block.words("diploma"),
        "dependants": pa.array(block.share("dependants")[0]),
        "birth_date": _days(born),
        "anapec_registered": pa.array(block.is_code("anapec_registered", "true")),
        "is_first_job": pa.array(block.is_code("is_first_job", "true") & (age < YOUNG)),
    }


def _work(block: Block, month: date) -> dict[str, Any]:
    """The employer, the contract and the wage of the month."""
    first = _first_day(month)
    created = _created(block, first)
    is_intern = block.is_code("contract_kind", "internship")
    tenure = np.where(is_intern, block.on_line("intern_days", "tenure_days"),
                      block.on_line("tenure_days"))  # fmt: skip
    hired = np.maximum(created, first - np.floor(tenure))
    starts = np.minimum(created + np.floor(block.on_line("start_delay_days")), hired)
    is_recent = block.is_code("contract_kind", "permanent") & (first - hired < RECENT_DAYS)
    is_converted = block.is_code("is_converted_intern", "true") & is_recent
    signed = np.where(is_converted, hired - STAGE_DAYS, hired)
    had_stage = is_intern | is_converted
    gross = _gross(block, is_intern)
    registered = block.is_code("anapec_registered", "true")
    since = signed - np.floor(block.on_line("registered_days"))
    return {
        "contract_kind": block.words("contract_kind"),
        "hire_date": _days(hired),
        "contract_signed_on": _days(hired),
        "employer_form": block.words("employer_form"),
        "employer_created_on": _days(created),
        "employer_operating_since": _days(starts),
        "hire_rank": pa.array(np.floor(block.on_line("hire_rank")).astype(np.int32)),
        "is_converted_intern": pa.array(is_converted),
        "stage_signed_on": _days(signed, known=had_stage),
        "host_commits_to_hire": pa.array(
            block.is_code("host_commits_to_hire", "true"), mask=~had_stage
        ),
        "had_insertion_contract": pa.array(np.zeros(len(gross), dtype=bool), mask=~had_stage),
        "stipend": pa.array(np.floor(block.on_line("stipend", "gross")), mask=~had_stage),
        "anapec_registered_since": _days(since, known=registered),
        "gross": pa.array(gross),
        "declared_days": pa.array(_declared_days(block.calibration, gross)),
        "wage_band": _bands(block.calibration, gross),
    }


def _created(block: Block, first: float) -> Numbers:
    """The day on which each employer was founded, none after the month asked."""
    days, counts = zip(*block.calibration.founded, strict=True)
    here = float(np.interp(first, days, counts))
    founded: Numbers = np.floor(np.interp(block.draws["founded"] * here, counts, days))
    return founded


def _gross(block: Block, is_intern: Truths) -> Numbers:
    """The wage of the month, or the allowance of an intern, in whole dirhams."""
    wage = np.where(is_intern, block.on_line("stipend", "gross"), block.on_line("gross"))
    found: Numbers = np.floor(wage)
    return found


def _declared_days(calibration: Calibration, gross: Numbers) -> NDArray[np.int32]:
    """A wage below the minimum is that of a part of the month."""
    most = calibration.full_month_days
    days = np.ceil(gross * most / calibration.full_month_gross)
    return np.clip(days, 1, most).astype(np.int32)


def _bands(calibration: Calibration, gross: Numbers) -> pa.Array:
    edges = calibration.wage_bands
    places = np.searchsorted(edges, gross, side="right").astype(np.int32) - 1
    names = [f"{edge:g}" for edge in edges]
    return pa.DictionaryArray.from_arrays(pa.array(places), pa.array(names))


def _first_day(month: date) -> float:
    return float((month.replace(day=1) - EPOCH).days)


def _days(values: Numbers, *, known: Truths | None = None) -> pa.Array:
    mask = None if known is None else ~known
    return pa.array(values.astype(np.int32), mask=mask).cast(pa.date32())
