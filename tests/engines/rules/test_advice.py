"""What would make it yes: applying it gives yes, and nothing in it is too much."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from mithaq.engines.rules import Law

LAW = Law.load("mithaq.law.hesperides")
TARGET = "post_relief_open"
HIRE: dict[str, Any] = {
    "gross": 3000, "hire_date": date(2020, 1, 15), "birth_date": date(1996, 5, 1),
    "is_graduate": False, "employer_form": "company",
}  # fmt: skip


def advised(month: str = "2020-10", **changes: Any) -> Any:
    case = LAW.on(month).explain(TARGET, **{**HIRE, **changes})
    return case.advice and case.advice.facts


def test_the_nearest_value_of_the_fact_that_stands_in_the_way() -> None:
    assert advised(gross=3612.40) == {"gross": 3500.0}
    assert advised(employer_form="household") == {"employer_form": "company"}
    assert advised(birth_date=date(1992, 1, 1)) == {"is_graduate": True}


def test_two_conditions_take_two_changes() -> None:
    assert advised(gross=9000, employer_form="household") == {
        "employer_form": "company", "gross": 3500.0,
    }  # fmt: skip


def test_a_day_that_brings_another_law() -> None:
    assert advised(hire_date=date(2014, 6, 1)) is not None


def test_nothing_to_advise() -> None:
    assert advised() is None
    assert advised(birth_date=date(1960, 1, 1)) is None
    assert LAW.on("2020-10").explain("net_wage", gross=1).advice is None


FACTS = st.fixed_dictionaries(
    {"hire_date": st.dates(date(2012, 1, 1), date(2026, 12, 31))},
    optional={
        "gross": st.integers(0, 9000),
        "birth_date": st.dates(date(1970, 1, 1), date(2008, 1, 1)),
        "is_graduate": st.booleans(),
        "employer_form": st.sampled_from(["company", "association", "household"]),
    },
)


@settings(max_examples=60, deadline=None, phases=[Phase.generate])
@given(FACTS, st.integers(2015, 2026), st.integers(1, 12))
def test_applying_the_advice_gives_yes(facts: dict[str, Any], year: int, month: int) -> None:
    plan = LAW.on(f"{year}-{month:02}", TARGET)
    advice = plan.explain(**facts).advice
    if advice is None:
        return

    changed = {**facts, **advice.facts}
    assert not LAW.check_facts(changed)
    assert plan.compute(**changed) == {TARGET: True}
    assert "birth_date" not in advice.facts
    for name in advice.facts:
        fewer = {**facts, **{n: v for n, v in advice.facts.items() if n != name}}
        assert plan.compute(**fewer) != {TARGET: True}


def test_a_number_that_was_not_said_is_advised_at_its_bound() -> None:
    plan = Law.load("mithaq.law.morocco").on("2026-11", "fce_length")
    advice = plan.explain().advice
    assert advice is not None
    assert advice.facts == {"training_months": 12.0}
    assert advised(gross=None) == {"gross": 3500.0}


def test_a_diploma_that_was_not_said_is_advised_but_never_another_one() -> None:
    plan = Law.load("mithaq.law.morocco").on("2026-12", "insertion_eligible")
    stage = {
        "stipend": 7000,
        "stage_signed_on": "2026-12-01",
        "employer_form": "company",
        "anapec_registered": True,
        "had_insertion_contract": False,
        "host_commits_to_hire": True,
    }

    unsaid = plan.explain(**stage).advice
    said = plan.explain(**stage, diploma="no_diploma").advice

    assert unsaid is not None
    assert unsaid.facts.keys() == {"stipend", "diploma"}
    assert said is None or "diploma" not in said.facts
