"""The law of the invented country, asked as any page would."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from mithaq.engines.rules import Law, LawError

LAW = Law.load("mithaq.law.hesperides")
HIRE: dict[str, Any] = {
    "gross": 3000,
    "children": 2,
    "hire_date": date(2020, 1, 15),
    "birth_date": date(1996, 5, 1),
    "is_graduate": False,
    "employer_form": "company",
}


def test_a_wage_is_computed_to_the_centime() -> None:
    """3,000 less 5 % is 2,850, less 80 for two children: 2,770 × 12 = 33,240 a year."""
    found = LAW.on("2020-10", "employee_share", "wage_tax", "net_wage").compute(
        gross=3000, children=2
    )

    assert found == {"employee_share": 150.0, "wage_tax": 152.0, "net_wage": 2698.0}


def test_the_month_chooses_the_version_and_the_values() -> None:
    before, after = (
        LAW.on(m, "wage_tax").compute(gross=3000, children=0) for m in ("2019-12", "2020-01")
    )

    assert before == {"wage_tax": 237.5}
    assert after == {"wage_tax": 160.0}


def test_the_day_of_hire_chooses_the_length() -> None:
    plan = LAW.on("2020-10", "post_end")

    assert plan.compute(hire_date=date(2017, 12, 31)) == {"post_end": date(2018, 12, 31)}
    assert plan.compute(hire_date=date(2018, 1, 31)) == {"post_end": date(2020, 1, 31)}


def test_a_missing_fact_is_unknown_and_a_false_condition_settles_the_rest() -> None:
    plan = LAW.on("2020-10", "post_relief")

    assert plan.compute(gross=3000) == {"post_relief": None}
    case = LAW.on("2020-10").explain("post_relief_open", gross=4000, hire_date=date(2020, 1, 15))
    assert case.value is False
    assert LAW.on("2020-10").explain("post_relief_open", gross=3000).missing == (
        "hire_date", "employer_form", "birth_date", "is_graduate",
    )  # fmt: skip


def test_a_refusal_names_the_leaf_and_the_distance() -> None:
    case = LAW.on("2020-10").explain("post_relief_open", **{**HIRE, "gross": 3600})

    assert case.value is False
    (reason,) = case.because
    assert reason.rule == "post_wage_within_ceiling"
    assert reason.comparison is not None
    assert reason.comparison.distance == 100
    assert "à confirmer" in case.text("fr")
    assert "في انتظار التأكيد" in case.text("ar")


def test_a_day_outside_the_law_is_a_sentence() -> None:
    with pytest.raises(LawError, match="la règle vaut à partir du 2010-01-01"):
        LAW.on("2009-12", "net_wage").compute(gross=3000, children=0)


def test_wrong_facts_are_answered_field_by_field() -> None:
    faults = LAW.check_facts(
        {
            "gross": -1,
            "children": "deux",
            "employer_form": "bank",
            "hire_date": "1520-01-01",
            "x": 1,
        }
    )

    assert [f.where for f in faults] == ["gross", "children", "employer_form", "hire_date", "x"]
    assert all(f.sentence.ar and f.sentence.en for f in faults)


def test_the_law_as_known_before_a_retroactive_circular() -> None:
    asked = {"gross": 1000, "children": 0}

    assert LAW.on("2022-02", "employee_share").compute(**asked) == {"employee_share": 55.0}
    then = LAW.on("2022-02", "employee_share", known="2022-02-28")
    assert then.compute(**asked) == {"employee_share": 50.0}
    assert then.law.digest != LAW.digest


def test_what_cannot_be_decided_has_missing_facts_and_no_reason() -> None:
    case = LAW.on("2020-10").explain("post_relief_open", gross=100, hire_date="2020-01-15")

    assert case.value is None
    assert "employer_form" in case.missing
    assert case.because == ()
