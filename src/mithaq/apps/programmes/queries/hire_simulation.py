"""A hire under every measure of the law, side by side, over three years; amounts in centimes.

The law of each month is the one published for it; past the last published day it is taken as
unchanged. What no fact settles stays None, with the fact that is missing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from mithaq.apps.programmes.queries.ages import birth_from_age
from mithaq.apps.programmes.queries.answers import UsedValue
from mithaq.apps.programmes.queries.hire_doubts import in_force, values_in_doubt
from mithaq.apps.programmes.queries.hire_limits import HireLimits, hire_limits
from mithaq.apps.programmes.queries.hire_lines import (
    LINES,
    ContributionLine,
    Scope,
    contribution_lines,
    scope_of,
)
from mithaq.apps.programmes.queries.hire_measures import (
    MONTHS,
    NET,
    SPENT,
    MeasureResult,
    measure_result,
)
from mithaq.apps.programmes.queries.hire_schemes import MEASURES
from mithaq.apps.programmes.queries.hire_together import (
    Running,
    Together,
    measures_together,
    together,
)
from mithaq.apps.programmes.queries.law import law_in_force
from mithaq.apps.programmes.queries.reading import centimes_or_none
from mithaq.base.months import Month
from mithaq.engines.rules import Law


@dataclass(frozen=True, slots=True, kw_only=True)
class HireMonth:
    """One month of the hire: what it costs and pays without and with every measure that may run.

    ``cost``, ``net`` and ``tax`` are those of the law with its measures; ``cover`` and ``bonus``
    are what the State pays. ``in_doubt`` is the part of ``cover`` on which readings of the law
    differ, ``left_out`` what another reading would add to it.
    """

    number: int
    month: Month
    bare_cost: int
    bare_net: int
    bare_tax: int
    cost: int
    net: int
    tax: int
    cover: int
    in_doubt: int
    left_out: int
    relief: int
    bonus: int = 0

    @property
    def saved(self) -> int:
        """What the employer spends less: paid by the State, or not due at all."""
        return self.bare_cost - self.cost

    @property
    def paid_by_state(self) -> int:
        """What the State pays, in the employer's place or to it."""
        return self.cover + self.bonus

    @property
    def gained(self) -> int:
        """What the employee receives more: tax not paid, contributions not withheld."""
        return self.net - self.bare_net


@dataclass(frozen=True, slots=True, kw_only=True)
class HireSimulation:
    """A hire as an employer compares it. ``undecided`` measures count for nothing in the months.

    ``least_wage`` is that of a full month outside agriculture; ``limits`` are None before Tahfiz.
    ``bare_doubtful`` and ``net_doubtful`` are the values that no source confirms behind what it
    costs and pays without any measure.
    ``covered_by`` is the rule of the cover that runs in the first month, if one does. ``facts``
    are those said, an age among them: never the day of birth that stands for it.
    """

    facts: Mapping[str, object]
    hired_on: date
    digest: str
    months: tuple[HireMonth, ...]
    measures: tuple[MeasureResult, ...]
    lines: tuple[ContributionLine, ...]
    covered_by: str
    limits: HireLimits | None
    least_wage: int | None
    together: Together
    bare_doubtful: tuple[UsedValue, ...] = ()
    net_doubtful: tuple[UsedValue, ...] = ()

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
    def bonus(self) -> int:
        """What is paid to the employer month by month, contributions apart."""
        return sum(item.bonus for item in self.months)

    @property
    def once(self) -> int:
        """What is paid to the employer one time, over all the measures that are open."""
        paid = [m for m in self.measures if m.answer.is_met and m.is_counted and m.measure.once]
        return sum(m.gain.once or 0 for m in paid)

    @property
    def saved(self) -> int:
        """What the employer spends less over the months shown, all measures together."""
        return sum(item.saved for item in self.months) + self.once

    @property
    def covered_months(self) -> int:
        """The months in which the employer spends less."""
        return sum(item.saved > 0 for item in self.months)

    @property
    def closed_by_wage(self) -> tuple[MeasureResult, ...]:
        """The measures on a wage that the wage alone closes."""
        listed = [m for m in self.measures if not (m.is_internship or m.is_gone)]
        return tuple(m for m in listed if m.open_wage is not None and len(m.answer.unmet) == 1)

    @property
    def undecided(self) -> tuple[MeasureResult, ...]:
        """The measures on a wage that facts do not settle, those that are gone left out."""
        left = [m for m in self.measures if not (m.is_internship or m.is_gone or m.measure.once)]
        return tuple(m for m in left if m.answer.is_met is None)


def hire_simulation(
    facts: Mapping[str, object], *, age: int | None = None, raised: float | None = None
) -> HireSimulation:
    """A hire simulated from its facts; the wage, the dependants and the day of hire are required.

    ``raised`` is another wage that the reader wonders about. Raises LawError when the law has no
    wage rules on that day.
    """
    law = law_in_force()
    hired_on = law.read_facts({"hire_date": facts["hire_date"]})["hire_date"]
    if not isinstance(hired_on, date):
        raise TypeError("The day of hire is a day.")
    given: dict[str, Any] = law.read_facts({**facts, "contract_signed_on": hired_on})
    told = given if age is None else given | {"age": age}
    given = given | birth_from_age(law, age, hired_on)
    months = tuple(_month(law, given, hired_on, number) for number in range(1, MONTHS + 1))
    found, scope = _computed(law, given, hired_on, hired_on)
    results = (measure_result(law, given, hired_on, item, age=age) for item in MEASURES)
    measures = tuple(found for found in results if found is not None)
    return HireSimulation(
        facts=told,
        hired_on=hired_on,
        digest=law.digest,
        months=months,
        measures=measures,
        together=together(law, given, hired_on, measures),
        lines=contribution_lines(law, found.found, scope),
        covered_by=scope.rule,
        limits=hire_limits(law, given, hired_on, raised=raised),
        least_wage=_least_wage(law, hired_on),
        bare_doubtful=values_in_doubt(law, given, hired_on, (SPENT,)),
        net_doubtful=values_in_doubt(law, given, hired_on, (NET,)),
    )


def _least_wage(law: Law, on: date) -> int | None:
    """The least wage of a full month on a day, in centimes."""
    names = in_force(law, ["smig_monthly"], on)
    return centimes_or_none(law.on(on, *names).compute()["smig_monthly"]) if names else None


def _month(law: Law, given: dict[str, Any], hired_on: date, number: int) -> HireMonth:
    month = Month.of(hired_on) + (number - 1)
    day = max(hired_on, month.first_day)
    running, scope = _computed(law, given, hired_on, day)
    found = running.found
    return HireMonth(
        number=number,
        month=month,
        bare_cost=centimes_or_none(found["employer_cost"]) or 0,
        bare_net=centimes_or_none(found["net_wage"]) or 0,
        bare_tax=centimes_or_none(found["income_tax"]) or 0,
        cost=running.cost,
        net=running.net,
        tax=running.tax,
        cover=running.cover,
        in_doubt=min(running.cover, scope.counted(found)),
        left_out=scope.left_out(found),
        relief=running.relief,
        bonus=running.bonus,
    )


def _computed(law: Law, given: dict[str, Any], hired_on: date, day: date) -> tuple[Running, Scope]:
    """A month with the measures, and what the cover of it pays for."""
    running = measures_together(law, given, day, also=tuple(LINES))
    return running, scope_of(law, running.found, hired_on, cover=running.cover)
