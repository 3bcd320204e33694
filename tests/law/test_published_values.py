"""Every value that was published stands in the law with its confidence, and nothing else does."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from mithaq.engines.rules import Law
from mithaq.engines.rules._binding import Bracket

LISTS = sorted((Path(__file__).parent / "published").glob("*.yaml"))


@pytest.fixture(scope="module")
def law() -> Law:
    return Law.load("mithaq.law.morocco")


def written(value: Any) -> Any:
    """A value as a list of the published ones writes it: a list, or rows of threshold and rate."""
    if isinstance(value, Bracket):
        return [value.threshold, value.rate]
    return [written(item) for item in value] if isinstance(value, tuple) else value


@pytest.mark.parametrize("path", LISTS, ids=lambda path: path.stem)
def test_published_values_stand_in_the_law(law: Law, path: Path) -> None:
    different = []
    for row in yaml.safe_load(path.read_text(encoding="utf-8"))["values"]:
        history = {dated.since: dated for dated in law.parameters[row["parameter"]].history}
        held = history.get(row["since"])
        said = None if held is None else (written(held.value), held.confidence)
        if said != (row["value"], row["confidence"]):
            different.append((row["published"], row["since"], said))
        elif not set(row["sources"]) <= set(held.sources):
            different.append((row["published"], row["since"], held.sources))
        elif not set(row.get("alternatives", ())) <= set(held.alternatives):
            different.append((row["published"], row["since"], held.alternatives))
    assert different == []


@pytest.mark.parametrize("path", LISTS, ids=lambda path: path.stem)
def test_the_law_holds_no_value_that_is_not_listed(law: Law, path: Path) -> None:
    listing = yaml.safe_load(path.read_text(encoding="utf-8"))
    listed = {(row["parameter"], row["since"]) for row in listing["values"]}
    held: set[tuple[str, date]] = {
        (parameter.path, dated.since)
        for parameter in law.parameters.values()
        if parameter.scheme in listing["schemes"]
        for dated in parameter.history
    }
    assert listed <= held
    assert {path for path, _ in held - listed} == set(listing["beyond"])
