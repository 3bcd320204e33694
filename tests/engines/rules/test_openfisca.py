"""The law of the Hesperides as an OpenFisca package: its files, as OpenFisca's documents say."""

from __future__ import annotations

import ast
import sys
from functools import cache
from pathlib import Path

import numpy as np
import pytest
import yaml

from mithaq.engines.rules import Law
from mithaq.engines.rules._authoring import rule
from mithaq.engines.rules._expression import all_of, least, months_between
from mithaq.engines.rules._facts import EPOCH
from mithaq.engines.rules._openfisca_formula import WORDS, FormulaWriter, member


@cache
def law() -> Law:
    """The invented country."""
    return Law.load("mithaq.law.hesperides")


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """The package, written out."""
    return law().export_openfisca(tmp_path)


def test_each_file_of_the_package_is_python_or_yaml(package: Path) -> None:
    modules = sorted(path.relative_to(package).as_posix() for path in package.rglob("*.py"))

    assert modules == [
        "__init__.py",
        "entities.py",
        "variables/facts.py",
        "variables/first_post.py",
        "variables/levies.py",
        "words.py",
    ]
    for path in package.rglob("*.py"):
        ast.parse(path.read_text(encoding="utf-8"))
    assert len(list(package.rglob("*.yaml"))) == len(law().parameters)
    assert (package.parent / "pyproject.toml").exists()


def test_every_fact_and_rule_is_a_variable_with_its_dated_formulas(package: Path) -> None:
    found = {
        node.name: [item.name for item in node.body if isinstance(item, ast.FunctionDef)]
        for path in (package / "variables").glob("*.py")
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        if isinstance(node, ast.ClassDef) and ast.unparse(node.bases[0]) == "Variable"
    }

    assert found.keys() == law().facts.keys() | law().rules.keys()
    assert found["wage_tax"] == ["formula_2010_01_01", "formula_2020_01_01"]
    assert found["gross"] == []


def test_a_parameter_keeps_its_dates_and_references(package: Path) -> None:
    text = (package / "parameters" / "fund" / "employee_rate.yaml").read_text(encoding="utf-8")
    values = yaml.safe_load(text)["values"]

    assert {since: value["value"] for since, value in values.items()} == {
        "2010-01-01": 0.05,
        "2022-01-01": 0.055,
    }
    assert values["2022-01-01"]["metadata"] == {
        "reference": "Circulaire 3 de 2022",
        "confidence": "likely",
    }


def test_a_schedule_is_written_as_brackets(package: Path) -> None:
    text = (package / "parameters" / "wage_tax" / "brackets.yaml").read_text(encoding="utf-8")
    brackets = yaml.safe_load(text)["brackets"]

    assert [bracket["threshold"]["2020-01-01"]["value"] for bracket in brackets] == [
        0,
        15_000,
        36_000,
        72_000,
    ]
    assert brackets[-1]["rate"]["2020-01-01"]["value"] == 0.4


def test_a_formula_that_comes_twice_is_written_once() -> None:
    @rule(article="art. 1", since="2020-01-01")
    def young(birth_date, hire_date, p):
        """Twice the same age."""
        age = months_between(hire_date, birth_date)
        return all_of(age < 300, least(age, 12, 13) > 2)

    writer = FormulaWriter(law())
    writer.meet(young.formula)

    assert writer.write(young.formula) == (
        "((v1 < 300.0) & (np.minimum(np.minimum(v1, 12.0), 13.0) > 2.0))"
    )
    assert writer.lines == ["v1 = months_between(hire_date, birth_date)"]


@pytest.mark.parametrize(("code", "name"), [("a", "a"), ("2024-b", "_2024_b"), ("class", "_class")])
def test_a_code_becomes_a_name_of_python(code: str, name: str) -> None:
    assert member(code) == name


def test_the_words_of_the_package_count_days_and_months_as_this_engine() -> None:
    words: dict[str, object] = {}
    exec(WORDS, words)  # noqa: S102 - the text of the package, as it will be imported
    month_end = np.array(["2024-01-31", "2023-01-31", "2024-03-15"], dtype="datetime64[D]")

    after = words["months_after"](month_end, np.array([1, 1, -1]))

    assert after.astype(str).tolist() == ["2024-02-29", "2023-02-28", "2024-02-15"]
    assert words["months_between"](after, month_end).tolist() == [0, 0, -1]
    assert words["days_between"](after, np.datetime64(EPOCH)).tolist() == [19782, 19416, 19768]
    assert words["month_of"](np.datetime64("2025-10-01")) == 12 * 2025 + 9
    assert words["rounded"](np.array([0.125, 2.675, -0.5]), 0.01, "half_up").tolist() == [
        0.13,
        2.68,
        -0.5,
    ]
    assert words["rounded"](np.array([14.0, 15.0]), 10, "up").tolist() == [20.0, 20.0]


class Node:
    """A parameter of OpenFisca on a date: what the words of the package read."""

    def __init__(self, **values: object) -> None:
        self.__dict__.update(values)


def test_where_the_law_says_nothing_the_package_says_no_number() -> None:
    """Before the first day of a rate, and from the day on which the law says nothing more."""
    words: dict[str, object] = {}
    exec(WORDS, words)  # noqa: S102 - the text of the package, as it will be imported
    days = np.array(["2014-12-31", "2015-01-01", "2019-06-01", "2023-01-01"], dtype="datetime64[D]")
    dates = (("2015-01-01", True), ("2018-01-01", True), ("2020-01-01", False))

    def at(value: object, later: object) -> object:
        return lambda date: Node(fund=Node(rate=value if date < "2018" else later))

    def read(word: str, *values: object) -> list[object]:
        return words[word](at(*values), "fund.rate", days, dates).tolist()

    assert str(read("in_force", 0.04, 0.05)) == "[nan, 0.04, 0.05, nan]"
    assert read("in_force", "a", "b") == ["", "a", "b", ""]
    assert read("truth_in_force", True, True) == [False, True, True, False]
    assert [str(day) for day in read("day_in_force", "2015-06-01", "2018-06-01")] == [
        "None", "2015-06-01", "2018-06-01", "None",
    ]  # fmt: skip


def test_a_day_after_no_number_of_months_is_no_day() -> None:
    words: dict[str, object] = {}
    exec(WORDS, words)  # noqa: S102 - the text of the package, as it will be imported
    day = np.array(["2024-01-31", "2024-01-31"], dtype="datetime64[D]")

    for word in ("months_after", "days_after"):
        found = words[word](day, np.array([1.0, np.nan]))
        assert np.isnat(found).tolist() == [False, True]


def test_a_rule_that_a_day_rules_says_nothing_outside_of_its_days(package: Path) -> None:
    words: dict[str, object] = {}
    exec(WORDS, words)  # noqa: S102 - the text of the package, as it will be imported
    days = np.array(["2014-12-31", "2015-01-01", "2019-01-01"], dtype="datetime64[D]")
    amounts = np.array([1.0, 2.0, 3.0])

    found = words["within"](days, "2015-01-01", "2018-12-31", amounts, np.nan)
    assert str(found.tolist()) == "[nan, 2.0, nan]"
    assert words["within"](days, "2010-01-01", None, amounts, np.nan) is amounts
    anchored = [concept for concept in law().rules.values() if concept.on]
    texts = "".join(p.read_text(encoding="utf-8") for p in (package / "variables").glob("*.py"))
    assert anchored
    for concept in anchored:
        assert f'return within({concept.on}, "{concept.versions[0].since}"' in texts


def test_nothing_of_openfisca_is_imported_here(package: Path) -> None:
    assert package.exists()
    assert not [name for name in sys.modules if name.startswith("openfisca")]
