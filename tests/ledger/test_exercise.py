"""The exercise population: the same for a seed, shaped on what is published, never impossible."""

from __future__ import annotations

from datetime import date
from hashlib import sha256

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pytest

from mithaq.ledger.exercise import calibration, employees
from mithaq.ledger.exercise._calibration import _read

MONTH = date(2026, 1, 1)
COUNT = 20_000


def _table(*, count: int = COUNT, seed: int = 7, month: date = MONTH) -> pa.Table:
    return pa.Table.from_batches(employees(count=count, seed=seed, month=month))


def _digest(table: pa.Table) -> str:
    said = sha256()
    for name in table.schema.names:
        said.update(f"{name}{table[name].to_pylist()}".encode())
    return said.hexdigest()


def test_a_seed_gives_the_same_people() -> None:
    first = _digest(_table(count=1_000))
    assert first == _digest(_table(count=1_000))
    assert first != _digest(_table(count=1_000, seed=8))
    # What one machine draws, every machine draws: a change here changes every kept result.
    assert first.startswith("b4fdb268c205af118da6")


def test_a_smaller_population_begins_a_larger_one() -> None:
    assert _table(count=12_000).slice(0, 3_000).equals(_table(count=3_000))


@pytest.mark.parametrize("name", ["region", "sex", "sector", "contract_kind", "dependants"])
def test_shares_are_those_of_the_calibration(name: str) -> None:
    counts = {str(c["values"]): c["counts"] for c in pc.value_counts(_table()[name]).to_pylist()}
    for value, share in calibration().shares[name].items():
        spread = 4 * np.sqrt(share * (1 - share) / COUNT)
        assert counts[value] / COUNT == pytest.approx(share, abs=spread)


def test_wages_are_those_published() -> None:
    gross = _table(count=100_000)["gross"].to_numpy()
    assert gross.mean() == pytest.approx(5_255, rel=0.02)
    assert np.median(gross) == pytest.approx(2_787, rel=0.02)
    assert (gross < 2_571).mean() == pytest.approx(0.45, abs=0.01)
    assert (gross > 6_000).mean() == pytest.approx(0.16, abs=0.01)


@pytest.mark.parametrize("month", [date(2010, 6, 1), MONTH])
def test_nobody_is_impossible(month: date) -> None:
    table = _table(month=month)
    created, began, hired, born = (
        table[name].cast(pa.int32()).to_numpy()
        for name in ("employer_created_on", "employer_operating_since", "hire_date", "birth_date")
    )
    first = (month - date(1970, 1, 1)).days
    assert (created <= began).all()
    assert (began <= hired).all()
    assert (hired <= first).all()
    assert (first - born >= 18 * 365).all()
    assert table["declared_days"].to_numpy().min() >= 1
    assert table["declared_days"].to_numpy().max() == 26
    is_intern = pc.equal(table["contract_kind"], "internship")
    interns = table.filter(is_intern)
    assert interns.num_rows
    assert interns["stage_signed_on"].null_count == 0
    assert pc.max(interns["gross"]).as_py() <= 6_000
    assert interns["stipend"].to_pylist() == interns["gross"].to_pylist()
    assert pc.all(pc.less_equal(table["anapec_registered_since"], table["hire_date"])).as_py()
    assert not any(table["is_converted_intern"].filter(is_intern).to_pylist())


def test_every_published_shape_names_its_source() -> None:
    bases = {basis.column: basis for basis in calibration().bases}
    assert bases["region"].url.startswith("https://")
    assert bases["founded"].basis == "published"
    assert {basis.basis for basis in bases.values()} == {"published", "assumed"}
    assert all(basis.source for basis in bases.values() if basis.basis == "published")


@pytest.mark.parametrize(
    ("shares", "points", "said"),
    [
        ({"values": {"men": 60, "women": 30}}, [[0, 1], [1, 2]], "add up to 90"),
        ({"values": {"men": 60, "women": 40}}, [[0, 1], [0.5, 2]], "from the share 0"),
        ({"values": {"men": 100}, "basis": "published"}, [[0, 1], [1, 2]], "names its source"),
    ],
)
def test_a_calibration_that_does_not_hold_is_refused(
    shares: dict[str, object], points: list[list[float]], said: str
) -> None:
    content = {
        "sources": {},
        "shares": {"sex": {"basis": "assumed", "note": ""} | shares},
        "quantiles": {"age": {"basis": "assumed", "note": "", "points": points}},
        "founded": {"basis": "assumed", "note": "", "until": "2024-09-01",
                    "periods": [["2000-01-01", 3]]},
        "wage_bands": [0],
        "full_month": {"gross": 2571, "days": 26},
    }  # fmt: skip
    with pytest.raises(ValueError, match=said):
        _read(content, "")


@pytest.mark.parametrize(("count", "seed"), [(0, 1), (5, -1)])
def test_no_population_of_nobody(count: int, seed: int) -> None:
    with pytest.raises(ValueError, match="at least one"):
        next(employees(count=count, seed=seed, month=MONTH))
