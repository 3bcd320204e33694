"""A hire under every measure of the law, side by side, over three years; amounts in centimes.

The law of each month is the one published for it; past the last published day it is taken as
unchanged. What no fact settles stays None, with the fact that is missing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from mithaq.apps.programmes.queries.ages import birth_from_age
from mithaq.apps.programmes.queries.answers import Answer, told_answer
from mithaq.apps.programmes.queries.hire_limits import HireLimits, hire_limits
from mithaq.apps.programmes.queries.law import law_in_force
from mithaq.apps.programmes.queries.reading import centimes_or_none
from mithaq.base.months import Month
from mithaq.base.text import Labels
from mithaq.engines.rules import Law

MONTHS: Final = 36
# Readings of the scope of the cover agree on every branch but these.
IN_DOUBT: Final = frozenset({"employer_amo", "employer_solidarity"})
_SCOPE: Final = "tahfiz.state_cover_scope"
_BARE: Final = ("employer_cost", "net_wage", "income_tax")
_LINES: Final = {
    "employer_short_term": "short_term",
    "employer_long_term": "long_term",
    "employer_family": "family",
    "employer_training_tax": "tfp",
    "employer_amo": "amo_base",
    "employer_solidarity": "amo_solidarity",
}


@dataclass(frozen=True, slots=True)
class _Measure:
    """A measure on a hire: its folder of the law and the rules that tell what it gives."""

    law_name: str
    eligible: str
    cover: str
    relief: str
    ends: str = ""


_MEASURES: Final = (
    _Measure(
        "tahfiz",
        "tahfiz_eligible",
        "tahfiz_state_cover",
        "tahfiz_income_tax_relief",
        "tahfiz_ends_on",
    ),
    _Measure(
        "first_hire",
        "first_hire_eligible",
        "",
        "first_hire_income_tax_relief",
        "first_hire_ends_on",
    ),
    _Measure(
        "conversion",
        "conversion_eligible",
        "conversion_state_cover",
        "conversion_income_tax_relief",
    ),
)
# An internship comes before a hire: it is told beside them, and its money is not that of a wage.
_INTERNSHIP: Final = _Measure("insertion_contract", "insertion_eligible", "", "")
_STACKED: Final = ("stacked_state_cover", "stacked_income_tax_relief")


@dataclass(frozen=True, slots=True, kw_only=True)
class HireMonth:
    """One month of the hire: what it costs and pays without and with every measure that may run.

    ``in_doubt`` is the part of ``cover`` on which readings of the law differ.
    """

    number: int
    month: Month
    bare_cost: int
    bare_net: int
    bare_tax: int
    cover: int
    in_doubt: int
    relief: int

    @property
    def cost(self) -> int:
        """What the employer spends."""
        return self.bare_cost - self.cover

    @property
    def net(self) -> int:
        """What the employee receives."""
        return self.bare_net + self.relief


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureResult:
    """What one measure alone gives: the answer, until when, and its money over the months shown."""

    law_name: str
    label: Labels
    summary: Labels
    answer: Answer
    ends_on: date | None
    cover: int | None
    relief: int | None
    cover_target: str
    relief_target: str
    is_internship: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ContributionLine:
    """One contribution of the employer in the first month, paid by the State or not."""

    rule: str
    label: Labels
    amount: int
    is_covered: bool
    in_doubt: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class HireSimulation:
    """A hire as an employer compares it. ``undecided`` measures count for nothing in the months.

    ``facts`` are those said, an age among them: never the day of birth that stands for it.
    """

    facts: Mapping[str, object]
    hired_on: date
    digest: str
    months: tuple[HireMonth, ...]
    measures: tuple[MeasureResult, ...]
    lines: tuple[ContributionLine, ...]
    limits: HireLimits

    @property
    def cover(self) -> int:
        """What the State pays in the employer's place over the months shown."""
        return sum(item.cover for item in self.months)

    @property
    def in_doubt(self) -> int:
        """The part of it on which readings differ."""
        return sum(item.in_doubt for item in self.months)

    @property
    def relief(self) -> int:
        """The tax that the employee does not pay over the months shown."""
        return sum(item.relief for item in self.months)

    @property
    def covered_months(self) -> int:
        """The months in which the State pays something."""
        return sum(item.cover > 0 for item in self.months)

    @property
    def undecided(self) -> tuple[MeasureResult, ...]:
        """The measures on a hire that facts do not settle."""
        return tuple(m for m in self.measures if m.answer.is_met is None and not m.is_internship)


def hire_simulation(facts: Mapping[str, object], *, age: int | None = None) -> HireSimulation:
    """A hire simulated from its facts; the wage, the dependants and the day of hire are required.

    Raises LawError when the law has no wage rules on that day.
    """
    law = law_in_force()
    hired_on = law.read_facts({"hire_date": facts["hire_date"]})["hire_date"]
    if not isinstance(hired_on, date):
        raise TypeError("The day of hire is a day.")
    given: dict[str, Any] = law.read_facts({**facts, "contract_signed_on": hired_on})
    told = given if age is None else given | {"age": age}
    given = given | birth_from_age(law, age, hired_on)
    months = tuple(_month(law, given, hired_on, number) for number in range(1, MONTHS + 1))
    return HireSimulation(
        facts=told,
        hired_on=hired_on,
        digest=law.digest,
        months=months,
        measures=tuple(_measure(law, given, hired_on, m) for m in (*_MEASURES, _INTERNSHIP)),
        lines=_lines(law, given, hired_on),
        limits=hire_limits(law, given, hired_on),
    )


def _month(law: Law, given: dict[str, Any], hired_on: date, number: int) -> HireMonth:
    month = Month.of(hired_on) + (number - 1)
    day = max(hired_on, month.first_day)
    targets = [*_BARE, *_STACKED]
    targets += [name for m in _MEASURES for name in (m.cover, m.relief) if name]
    found = law.on(day, *targets, *_LINES).compute(**given)
    cover, relief = _together(found)
    in_doubt = _doubt(law, found, hired_on) if cover else 0
    return HireMonth(
        number=number,
        month=month,
        bare_cost=centimes_or_none(found["employer_cost"]) or 0,
        bare_net=centimes_or_none(found["net_wage"]) or 0,
        bare_tax=centimes_or_none(found["income_tax"]) or 0,
        cover=cover,
        in_doubt=min(cover, in_doubt),
        relief=relief,
    )


def _together(found: Mapping[str, Any]) -> tuple[int, int]:
    """What the measures give together; while one is undecided, the most that another gives."""
    cover, relief = (centimes_or_none(found[name]) for name in _STACKED)
    if cover is None:
        cover = max(centimes_or_none(found[m.cover]) or 0 for m in _MEASURES if m.cover)
    if relief is None:
        relief = max(centimes_or_none(found[m.relief]) or 0 for m in _MEASURES)
    return cover, relief


def _doubt(law: Law, found: Mapping[str, Any], on: date) -> int:
    """What the branches in doubt amount to, while the scope of the cover is not confirmed."""
    if law.parameters[_SCOPE].on(on).is_confirmed or not found["tahfiz_state_cover"]:
        return 0
    return sum(centimes_or_none(found[name]) or 0 for name in IN_DOUBT)


def _measure(law: Law, given: dict[str, Any], hired_on: date, measure: _Measure) -> MeasureResult:
    asked = _as_intern(given, hired_on) if measure is _INTERNSHIP else given
    answer = told_answer(law, law.on(hired_on).explain(measure.eligible, **asked))
    scheme = law.schemes[measure.law_name]
    return MeasureResult(
        law_name=measure.law_name,
        label=scheme.label,
        summary=scheme.summary,
        answer=answer,
        ends_on=_ends(law, asked, hired_on, measure),
        cover=_sum(law, given, hired_on, measure.cover),
        relief=_sum(law, given, hired_on, measure.relief),
        cover_target=measure.cover,
        relief_target=measure.relief,
        is_internship=measure is _INTERNSHIP,
    )


def _as_intern(given: dict[str, Any], hired_on: date) -> dict[str, Any]:
    """The same person and wage, taken on as an intern on the day of the hire."""
    asked = dict(given)
    if "is_converted_intern" in given:
        asked["had_insertion_contract"] = given["is_converted_intern"]
    return asked | {"stipend": given["gross"], "stage_signed_on": hired_on}


def _ends(law: Law, given: dict[str, Any], hired_on: date, measure: _Measure) -> date | None:
    if not measure.ends:
        return None
    found = law.on(hired_on, measure.ends).compute(**given)[measure.ends]
    return found if isinstance(found, date) else None


def _sum(law: Law, given: dict[str, Any], hired_on: date, target: str) -> int | None:
    """A measure's amount over the months shown, None while one of them is undecided."""
    if not target:
        return None
    first = Month.of(hired_on)
    total = 0
    for number in range(MONTHS):
        day = max(hired_on, (first + number).first_day)
        amount = centimes_or_none(law.on(day, target).compute(**given)[target])
        if amount is None:
            return None
        total += amount
    return total


def _lines(law: Law, given: dict[str, Any], hired_on: date) -> tuple[ContributionLine, ...]:
    """The employer's contributions of the first month, one by one."""
    found = law.on(hired_on, *_LINES, "tahfiz_granted").compute(**given)
    scope: Any = law.parameters[_SCOPE].on(hired_on)
    covered = scope.value if found["tahfiz_granted"] else ()
    return tuple(
        ContributionLine(
            rule=name,
            label=law.rules[name].label,
            amount=centimes_or_none(found[name]) or 0,
            is_covered=code in covered,
            in_doubt=code in covered and name in IN_DOUBT and not scope.is_confirmed,
        )
        for name, code in _LINES.items()
    )
