"""A hire simulated under every measure: the sheet of reference, limits, unknown facts."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from mithaq.apps.programmes.models import ParameterOverride
from mithaq.apps.programmes.queries import HireSimulation, MeasureResult, hire_simulation
from mithaq.apps.programmes.queries.law import law_in_force
from tests.conftest import AT

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
    return {item.code: item.answer.is_met for item in found.measures}


def _measure(found: HireSimulation, code: str) -> MeasureResult:
    return next(item for item in found.measures if item.code == code)


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
        "fce": None,
        "fqr": None,
        "tadarroj": False,
        "hiring_bonus": None,
        "cip": False,
        "first_job_contract": False,
    }
    internship = _measure(found, "insertion_contract").answer
    assert internship.unmet[0].name == "insertion_stipend_within_ceiling"


def test_one_dirham_above_the_ceiling_loses_everything_by_the_reading_in_force() -> None:
    found = _simulated()
    at, over = found.limits.steps
    assert (at.gross, over.gross) == (1_000_000, 1_000_100)
    assert at.cost == 1_000_000
    assert over.cost > 1_170_000
    assert over.other_cost == over.gross
    assert not found.limits.is_over_confirmed


def test_a_wage_above_the_ceiling_keeps_the_exemption_of_the_first_job() -> None:
    found = _simulated(is_first_job="oui", gross="12000")
    assert _answers(found)["first_hire"] is True
    *_under, _one_more, typed = found.limits.steps
    assert typed.net == found.months[0].net > found.months[0].bare_net
    assert typed.cost == found.months[0].cost


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
        answer = _measure(found, "first_hire").answer
        assert answer.age_limit == (35 if expected is None else None)
        assert answer.missing == ()


def test_the_exemption_of_the_first_job_lowers_the_tax_and_not_the_cost() -> None:
    found = _simulated(is_first_job="oui", anapec_registered="non")
    assert found.cover == 0
    assert found.relief == sum(month.bare_tax for month in found.months)


def test_past_measures_stay_in_sight_with_their_day() -> None:
    found = _simulated()
    told = {m.code: (m.standing.state, str(m.standing.since)) for m in found.measures if m.is_gone}
    assert told == {
        "hiring_bonus": ("silent", "2024-01-01"),
        "cip": ("closed", "2018-01-01"),
        "first_job_contract": ("closed", "2011-01-01"),
    }
    assert not _measure(found, "cip").standing.is_confirmed
    later = _simulated(hire_date="2027-01-04")
    assert _measure(later, "first_hire").standing.state == "closed"


def test_a_measure_that_is_not_open_says_what_it_would_give() -> None:
    found = _simulated(gross="12000", anapec_registered="non")
    tahfiz = _measure(found, "tahfiz")
    assert tahfiz.answer.is_met is False
    assert {change.fact for change in tahfiz.answer.advice} == {"gross", "anapec_registered"}
    assert tahfiz.if_open is not None
    assert (tahfiz.if_open.before, tahfiz.if_open.after) == (1_174_980, 1_000_000)
    assert tahfiz.if_open.saved == 4_199_520
    bonus, cip = (_measure(found, code).if_open for code in ("hiring_bonus", "cip"))
    assert bonus is not None
    assert (bonus.saved, bonus.saved_months) == (1_350_000, 9)
    assert cip is not None
    assert cip.once == 2_500_000
    first_hire = _measure(found, "first_hire").if_open
    assert first_hire is not None
    assert first_hire.relief == 36 * found.months[0].bare_tax


def test_an_intern_who_is_hired_is_decided_once_the_internship_is_told() -> None:
    told = {
        "is_converted_intern": "oui",
        "stage_signed_on": "2026-01-05",
        "stipend": "3000",
        "had_insertion_contract": "non",
        "host_commits_to_hire": "oui",
    }
    found = _simulated(**told, employer_created_on="2010-01-04", employer_operating_since="")
    hired = _measure(found, "conversion")
    assert hired.answer.is_met is True
    assert (hired.gain.saved, hired.gain.saved_months) == (12 * 158_980, 12)
    assert found.cover == hired.gain.saved
    untold = _simulated(is_converted_intern="oui", employer_created_on="2010-01-04")
    missing = {fact.name for fact in _measure(untold, "conversion").answer.missing}
    assert "host_commits_to_hire" in missing


def test_the_bonus_of_2023_is_in_the_sums_of_a_hire_of_its_time() -> None:
    asked = {
        "hire_date": "2023-10-02",
        "employer_created_on": "2023-01-05",
        "employer_operating_since": "2023-02-01",
        "highest_turnover_3_years": "4000000",
        "signed_recruiter_convention": "non",
        "months_without_declaration": "7",
    }
    found = _simulated(**asked)
    assert _measure(found, "hiring_bonus").answer.is_met is True
    assert found.bonus == 9 * 150_000
    assert found.saved == found.cover + found.bonus
    first = found.months[0]
    assert first.cost == first.bare_cost - first.cover - 150_000


def test_a_training_paid_for_is_in_the_sum_and_its_most_is_known_before() -> None:
    open_ended = _measure(_simulated(), "fce")
    assert open_ended.gain.most == 1_000_000
    found = _simulated(
        trained_by_employer="non", training_months="3", training_hours="100", training_cost="9000"
    )
    assert _measure(found, "fce").gain.once == 400_000
    assert found.once == 400_000 + 900_000


def test_the_branches_in_doubt_are_those_on_which_readings_of_the_law_differ() -> None:
    law = law_in_force()
    scope = law.parameters["tahfiz.state_cover_scope"].on("2026-12-01")
    assert scope.disputed == {"amo_base", "amo_solidarity"}
    doubted = {line.rule for line in _simulated().lines if line.in_doubt}
    assert doubted == {"employer_amo", "employer_solidarity"}
    sure = law.override(
        "tahfiz.state_cover_scope", since="2015-01-01", value=list(scope.value),
        reason="confirmé", by="x",
    )  # fmt: skip
    assert sure.parameters["tahfiz.state_cover_scope"].on("2026-12-01").disputed == frozenset()


INTERN = {
    "is_converted_intern": "oui",
    "stipend": "3000",
    "had_insertion_contract": "non",
    "host_commits_to_hire": "oui",
    "employer_created_on": "2001-01-01",
    "employer_operating_since": "2001-01-01",
}
FROM_2014 = INTERN | {"gross": "4000", "hire_date": "2015-06-01", "stage_signed_on": "2014-06-01"}
FROM_2024 = INTERN | {"gross": "8000", "hire_date": "2025-06-01", "stage_signed_on": "2024-06-01"}
BOTH_IN_2023 = {
    "gross": "8000",
    "hire_date": "2023-09-01",
    "employer_created_on": "2022-03-02",
    "employer_operating_since": "2022-03-02",
    "highest_turnover_3_years": "1000000",
    "months_without_declaration": "8",
    "contract_months": "24",
}


@pytest.mark.parametrize("changes", [FROM_2014, FROM_2024, BOTH_IN_2023, {}])
def test_a_month_costs_and_pays_what_the_law_adds_up(changes: dict[str, str]) -> None:
    found = _simulated(**changes)
    law = law_in_force()
    facts = law.read_facts({**CASE, **changes, "birth_date": "1995-01-01"})
    facts["contract_signed_on"] = facts["hire_date"]
    names = ("stacked_employer_cost", "stacked_net_wage", "stacked_state_cover")
    for month in found.months:
        day = max(found.hired_on, month.month.first_day)
        told = law.on(day, *names).compute(**facts)
        got = (month.cost, month.net, month.cover)
        assert got == tuple(round(float(str(told[name])) * 100) for name in names), day


def test_an_internship_of_before_2016_leaves_a_year_without_contributions() -> None:
    found = _simulated(**FROM_2014)
    first, after = found.months[0], found.months[12]
    assert (first.bare_cost, first.cost, first.net) == (481_920, 400_000, 400_000)
    assert (first.cover, first.saved, first.tax) == (0, 81_920, 0)
    assert (after.cost, after.net) == (after.bare_cost, after.bare_net)
    assert found.covered_months == 12
    conversion = _measure(found, "conversion")
    assert conversion.gain.relieved == first.gained == 400_000 - first.bare_net
    assert (
        conversion.gain.saved
        == found.saved
        == sum(m.bare_cost - 400_000 for m in found.months[:12])
    )


def test_a_hire_before_tahfiz_is_simulated_and_has_no_limits_of_it() -> None:
    early = FROM_2014 | {"hire_date": "2009-06-01", "stage_signed_on": "2008-06-01"}
    found = _simulated(**early)
    assert found.limits is None
    assert [month.cost for month in found.months[11:13]] == [400_000, found.months[12].bare_cost]
    plain = {"gross": "1800", "hire_date": "2009-06-01", "is_first_job": "oui"}
    opened = _simulated(**plain, employer_created_on="", employer_operating_since="")
    assert _answers(opened)["first_job_contract"] is True
    gain = _measure(opened, "first_job_contract").gain
    assert (gain.after, gain.before) == (180_000, opened.months[0].bare_cost)


def test_the_bonus_is_in_the_cost_that_the_law_adds_up() -> None:
    first = _simulated(**BOTH_IN_2023).months[0]
    assert (first.cost, first.bonus, first.cover) == (650_000, 150_000, 150_760)
    assert first.bare_cost - first.cost == first.paid_by_state


@pytest.mark.parametrize("is_read", [False, True])
def test_lines_add_up_to_the_cover_after_an_internship(is_read: bool) -> None:
    if is_read:
        ParameterOverride.objects.create(
            path="idmaj.pcs_includes_tfp", since_on=date(2015, 3, 19), value=True, reason="Lecture",
            author="A", recorded_at=AT,
        )  # fmt: skip
    found = _simulated(**FROM_2024)
    first = found.months[0]
    assert found.covered_by == "conversion_state_cover"
    assert sum(line.amount for line in found.lines if line.is_covered) == first.cover
    assert first.cover == (150_760 if is_read else 137_960)
    doubtful = [line.rule for line in found.lines if line.in_doubt]
    assert doubtful == ([] if is_read else ["employer_training_tax"])
    assert (first.in_doubt, first.left_out) == (0, 0 if is_read else 12_800)
