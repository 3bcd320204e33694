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
from mithaq.apps.programmes.queries.hire_limits import HireLimits, hire_limits
from mithaq.apps.programmes.queries.hire_measures import (
    MONTHS,
    MeasureResult,
    in_force,
    measure_result,
)
from mithaq.apps.programmes.queries.hire_schemes import MEASURES
from mithaq.apps.programmes.queries.hire_together import measures_together
from mithaq.apps.programmes.queries.law import law_in_force
from mithaq.apps.programmes.queries.reading import centimes_or_none
from mithaq.base.months import Month
from mithaq.base.text import Labels
from mithaq.engines.rules import Law

_SCOPE: Final = "tahfiz.state_cover_scope"
_LINES: Final = {
    "employer_short_term": "short_term",
    "employer_long_term": "long_term",
    "employer_family": "family",
    "employer_training_tax": "tfp",
    "employer_amo": "amo_base",
    "employer_solidarity": "amo_solidarity",
}


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
    bonus: int = 0

    @property
    def cost(self) -> int:
        """What the employer spends."""
        return self.bare_cost - self.cover - self.bonus

    @property
    def paid_by_state(self) -> int:
        """What the State pays, in the employer's place or to it."""
        return self.cover + self.bonus

    @property
    def net(self) -> int:
        """What the employee receives."""
        return self.bare_net + self.relief


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

    ``least_wage`` is that of a full month outside agriculture. ``facts`` are those said, an age
    among them: never the day of birth that stands for it.
    """

    facts: Mapping[str, object]
    hired_on: date
    digest: str
    months: tuple[HireMonth, ...]
    measures: tuple[MeasureResult, ...]
    lines: tuple[ContributionLine, ...]
    limits: HireLimits
    least_wage: int | None

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
        return self.cover + self.bonus + self.once

    @property
    def covered_months(self) -> int:
        """The months in which the State pays something."""
        return sum(item.paid_by_state > 0 for item in self.months)

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
    return HireSimulation(
        facts=told,
        hired_on=hired_on,
        digest=law.digest,
        months=months,
        measures=tuple(
            found
            for item in MEASURES
            if (found := measure_result(law, given, hired_on, item)) is not None
        ),
        lines=_lines(law, given, hired_on),
        limits=hire_limits(law, given, hired_on, raised=raised),
        least_wage=_least_wage(law, hired_on),
    )


def _least_wage(law: Law, on: date) -> int | None:
    """The least wage of a full month on a day, in centimes."""
    names = in_force(law, ["smig_monthly"], on)
    return centimes_or_none(law.on(on, *names).compute()["smig_monthly"]) if names else None


def _month(law: Law, given: dict[str, Any], hired_on: date, number: int) -> HireMonth:
    month = Month.of(hired_on) + (number - 1)
    day = max(hired_on, month.first_day)
    found, cover, relief, bonus = measures_together(law, given, day, also=tuple(_LINES))
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
        bonus=bonus,
    )


def _doubt(law: Law, found: Mapping[str, Any], on: date) -> int:
    """What the branches on which readings of the cover differ amount to."""
    if not found.get("tahfiz_state_cover"):
        return 0
    disputed = law.parameters[_SCOPE].on(on).disputed
    named = [name for name, code in _LINES.items() if code in disputed]
    return sum(centimes_or_none(found[name]) or 0 for name in named)


def _lines(law: Law, given: dict[str, Any], hired_on: date) -> tuple[ContributionLine, ...]:
    """The employer's contributions of the first month, one by one."""
    targets = in_force(law, [*_LINES, "tahfiz_granted"], hired_on)
    found = law.on(hired_on, *targets).compute(**given)
    is_granted = found.get("tahfiz_granted") is True
    scope: Any = law.parameters[_SCOPE].on(hired_on) if is_granted else None
    covered, disputed = (scope.value, scope.disputed) if scope else ((), frozenset())
    return tuple(
        ContributionLine(
            rule=name,
            label=law.rules[name].label,
            amount=centimes_or_none(found[name]) or 0,
            is_covered=code in covered,
            in_doubt=code in disputed,
        )
        for name, code in _LINES.items()
        if name in found
    )
