"""The shares and distributions of the exercise, each with its source or said to be assumed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Any, Final, Literal

from mithaq.base.documents import read_yaml

TOLERANCE: Final = 1e-9
EPOCH: Final = date(1970, 1, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Basis:
    """What a column rests on: a published source, or a choice because nobody publishes it."""

    column: str
    basis: Literal["published", "assumed"]
    note: str
    source: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibration:
    """Everything that the exercise is drawn from.

    ``founded`` gives days since 1970 and how many employers existed by each, the last period going
    on at its pace.
    """

    digest: str
    bases: tuple[Basis, ...]
    shares: Mapping[str, Mapping[str, float]]
    quantiles: Mapping[str, tuple[tuple[float, float], ...]]
    founded: tuple[tuple[float, float], ...]
    wage_bands: tuple[float, ...]
    full_month_gross: float
    full_month_days: int


@cache
def calibration() -> Calibration:
    """Read the packaged calibration; ValueError for one that does not add up."""
    written = files(__package__).joinpath("calibration.yaml").read_bytes()
    return _read(read_yaml(written), sha256(written).hexdigest())


def _read(content: Mapping[str, Any], digest: str) -> Calibration:
    sources = content["sources"]
    told = {**content["shares"], **content["quantiles"], "founded": content["founded"]}
    shares = {name: _shares(name, item["values"]) for name, item in content["shares"].items()}
    return Calibration(
        digest=digest,
        bases=tuple(_basis(name, item, sources) for name, item in told.items()),
        shares=shares,
        quantiles={name: _points(name, item) for name, item in content["quantiles"].items()},
        founded=_founded(content["founded"]),
        wage_bands=tuple(float(edge) for edge in content["wage_bands"]),
        full_month_gross=float(content["full_month"]["gross"]),
        full_month_days=int(content["full_month"]["days"]),
    )


def _basis(column: str, item: Mapping[str, Any], sources: Mapping[str, Any]) -> Basis:
    source = sources[item["source"]] if "source" in item else {"title": "", "url": ""}
    if item["basis"] == "published" and not source["title"]:
        raise ValueError(f"{column}: a published distribution names its source.")
    return Basis(
        column=column,
        basis=item["basis"],
        note=item["note"],
        source=source["title"],
        url=source["url"],
    )


def _shares(name: str, values: Mapping[str, Any]) -> Mapping[str, float]:
    shares = {str(key): float(value) / 100 for key, value in values.items()}
    if abs(sum(shares.values()) - 1) > TOLERANCE:
        raise ValueError(f"{name}: the shares add up to {100 * sum(shares.values()):g} %.")
    return shares


def _points(name: str, item: Mapping[str, Any]) -> tuple[tuple[float, float], ...]:
    points = tuple((float(share), float(value)) for share, value in item["points"])
    if list(points) != sorted(points) or points[0][0] != 0 or points[-1][0] != 1:
        raise ValueError(f"{name}: the points rise from the share 0 to the share 1.")
    return points


def _founded(item: Mapping[str, Any]) -> tuple[tuple[float, float], ...]:
    days = [(date.fromisoformat(day) - EPOCH).days for day, _count in item["periods"]]
    last = (date.fromisoformat(item["until"]) - EPOCH).days
    points, total = [(float(days[0]), 0.0)], 0.0
    for end, (_day, count) in zip([*days[1:], last], item["periods"], strict=True):
        total += count
        points.append((float(end), total))
    (before, low), (after, high) = points[-2:]
    far = float((date(2100, 1, 1) - EPOCH).days)
    return (*points, (far, high + (high - low) / (after - before) * (far - after)))
