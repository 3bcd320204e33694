"""A hire simulated under every measure: the sheet of reference, limits, unknown facts."""

from __future__ import annotations

from typing import Any

import pytest

from mithaq.apps.programmes.queries import HireSimulation, hire_simulation

pytestmark = pytest.mark.django_db
# A firm opened on 2 March 2026 hires at 10,000 MAD on 1 December: the worked case D-1.
CASE = {
    "gross": "10000",
    "dependants": "0",
    "hire_date": "2026-12-01",
    "contract_kind": "permanent",
    "employer_form": "company",
    "employer_created_on": "2026-03-02",
    "employer_operating_since": "2026-03-02",
    "hire_rank": "1",
    "anapec_registered": "oui",
    "is_first_job": "non",
    "is_converted_intern": "non",
    "diploma": "higher_education",
}


@pytest.fixture(autouse=True)
def _morocco(settings: Any) -> None:
    settings.COUNTRY = "mithaq.law.morocco"


def _simulated(age: int | None = 27, **changes: str) -> HireSimulation:
    facts = {name: value for name, value in (CASE | changes).items() if value}
    return hire_simulation(facts, age=age)


def _answers(found: HireSimulation) -> dict[str, bool | None]:
    return {item.law_name: item.answer.is_met for item in found.measures}


def test_the_worked_case_to_the_centime() -> None:
    found = _simulated()
    assert len(found.months) == 36
    assert found.cover == 4_199_520
    assert found.in_doubt == 24 * 41_100
    assert found.covered_months == 24
    first, last = found.months[0], found.months[-1]
    assert (first.bare_cost, first.cost, first.bare_tax) == (1_174_980, 1_000_000, 60_156)
    assert (first.bare_net, first.net) == (890_364, 950_520)
    assert last.cost == last.bare_cost
    assert sum(item.cost for item in found.months) == 38_099_760
    assert sum(line.amount for line in found.lines) == first.cover


def test_each_measure_has_its_answer_and_its_advice() -> None:
    found = _simulated()
    assert _answers(found) == {
        "tahfiz": True,
        "first_hire": False,
        "conversion": False,
        "insertion_contract": False,
    }
    internship = found.measures[-1].answer
    assert internship.unmet[0].name == "insertion_stipend_within_ceiling"


def test_one_dirham_above_the_ceiling_loses_everything_by_the_reading_in_force() -> None:
    found = _simulated()
    at, over = found.limits.steps
    assert (at.gross, over.gross) == (1_000_000, 1_000_100)
    assert at.cost == 1_000_000
    assert over.cost > 1_170_000
    assert over.other_cost == over.gross
    assert not found.limits.is_over_confirmed


def test_places_and_the_last_day_to_hire() -> None:
    limits = _simulated(hire_rank="8").limits
    assert (limits.places, limits.places_left) == (10, 3)
    assert str(limits.hire_before) == "2028-03-02"
    assert str(limits.created_before) == "2026-12-31"


def test_what_is_not_known_stays_open_and_is_named() -> None:
    found = _simulated(age=None, employer_form="", is_converted_intern="", is_first_job="")
    assert _answers(found)["tahfiz"] is None
    tahfiz = found.measures[0].answer
    assert [fact.name for fact in tahfiz.missing] == ["employer_form"]
    assert found.cover == 0
    assert len(found.undecided) == 3


def test_at_the_very_age_of_the_limit_the_day_of_birth_decides() -> None:
    for age, expected in ((34, True), (35, None), (36, False)):
        found = _simulated(age=age, is_first_job="oui", anapec_registered="non")
        assert _answers(found)["first_hire"] is expected


def test_the_exemption_of_the_first_job_lowers_the_tax_and_not_the_cost() -> None:
    found = _simulated(is_first_job="oui", anapec_registered="non")
    assert found.cover == 0
    assert found.relief == sum(month.bare_tax for month in found.months)
