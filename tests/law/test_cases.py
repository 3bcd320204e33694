"""Every case of every country holds, and every rule has cases on both sides."""

from __future__ import annotations

from pathlib import Path

import pytest

from mithaq.engines.rules import Law, run_cases
from mithaq.engines.rules._loading import read_yaml

HERE = Path(__file__).parent
FILES = sorted(HERE.glob("*/*/*/*.yaml"))


def country(path: Path) -> Law:
    return Law.load(f"mithaq.law.{path.relative_to(HERE).parts[0]}")


@pytest.mark.parametrize("path", FILES, ids=lambda path: "/".join(path.parts[-3:]))
def test_cases_hold(path: Path) -> None:
    results = run_cases(path, country(path))
    assert [str(result) for result in results if not result.holds] == []
    assert [result.name for result in results if not result.source] == []


def sides_of_conditions(name: str) -> dict[str, set[object]]:
    seen: dict[str, set[object]] = {}
    for path in sorted((HERE / name).glob("*/*/*.yaml")):
        for case in read_yaml(path):
            if case["status"] != "refused":
                for name, value in case["output"].items():
                    seen.setdefault(name, set()).add(value)
    return seen


@pytest.mark.parametrize("name", ["hesperides", "morocco"])
def test_every_rule_has_a_case_and_every_condition_one_on_each_side(name: str) -> None:
    seen, law = sides_of_conditions(name), Law.load(f"mithaq.law.{name}")
    without = {name for name in law.rules if name not in seen}
    one_sided = {
        name
        for name, concept in law.rules.items()
        if concept.unit is None and name in seen and not {True, False} <= seen[name]
    }
    assert (sorted(without), sorted(one_sided)) == ([], [])
