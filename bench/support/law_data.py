"""A generated nation of employees, and what is asked of it: shared by the programs timed."""

from __future__ import annotations

import json
import resource
import time
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

COUNTRY = "mithaq.law.morocco"
MONTH = "2025-10"
TARGETS = ("net_wage", "income_tax", "employer_cost", "tahfiz_granted", "tahfiz_public_cost")
BY = ("region", "sex", "sector")
CODES = {
    "employer_form": ("company", "association", "cooperative", "individual", "public_body"),
    "contract_kind": ("permanent", "fixed_term", "internship", "apprenticeship"),
}
FACTS = (
    "gross",
    "dependants",
    "employer_created_on",
    "employer_operating_since",
    "hire_date",
    "hire_rank",
    "anapec_registered",
    *CODES,
)


def write_nation(path: Path, rows: int) -> Path:
    """Write the employees of a month, the same for the same number of rows."""
    dice = np.random.default_rng(2026)
    created = dice.integers(14_600, 20_300, rows, dtype=np.int32)
    begun = created + dice.integers(0, 400, rows, dtype=np.int32)
    hired = np.minimum(begun + dice.integers(0, 1500, rows, dtype=np.int32), 20_361)

    def words(listed: list[str]) -> pa.Array:
        places = dice.integers(0, len(listed), rows, dtype=np.int32)
        return pa.DictionaryArray.from_arrays(pa.array(places), listed)

    columns = {
        "gross": pa.array(np.round(dice.gamma(2.0, 3000.0, rows), 2)),
        "dependants": pa.array(dice.integers(0, 8, rows, dtype=np.int32)),
        "employer_created_on": pa.array(created).cast(pa.date32()),
        "employer_operating_since": pa.array(begun).cast(pa.date32()),
        "hire_date": pa.array(hired).cast(pa.date32()),
        "hire_rank": pa.array(dice.integers(1, 25, rows, dtype=np.int32)),
        "anapec_registered": pa.array(dice.random(rows) < 0.7),
        **{name: words(list(codes)) for name, codes in CODES.items()},
        "region": words([f"region {number}" for number in range(12)]),
        "sex": words(["woman", "man"]),
        "sector": words([f"sector {number}" for number in range(20)]),
    }
    pq.write_table(pa.table(columns), path)
    return path


def say(seconds: float, **more: object) -> None:
    """Print what a program took: seconds, those of its processor, and the peak of its memory."""
    taken = {"seconds": seconds, "processor": time.process_time(), "megabytes": peak_megabytes()}
    print(json.dumps({**taken, **more}))


def peak_megabytes() -> float:
    """The most that this very program held.

    Linux counts what the parent held at the moment of the fork in ``ru_maxrss``, not in VmHWM.
    """
    status = Path("/proc/self/status")
    if status.exists():
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 * 1024)
