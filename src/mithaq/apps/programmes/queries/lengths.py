"""How long a benefit of so many months runs from a hire: by months of wages, and day for day.

Returns and payslips count whole months, that of the hire included. No text read says whether a
length « from the hire » ends with a month or on a day: the other reading is told beside.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from mithaq.apps.programmes.queries.law import law_in_force
from mithaq.base.months import Month
from mithaq.engines.rules import Law

_LENGTHS: Final = {
    "tahfiz_ends_on": "tahfiz.benefit_months",
    "first_hire_ends_on": "first_job.ir_exemption_months",
}
_START: Final = "hire_date"


@dataclass(frozen=True, slots=True, kw_only=True)
class BenefitLength:
    """So many months from a day: the first and last months of wages, and the day for day end."""

    months: int
    first: Month
    last: Month
    by_day: date

    @property
    def ends_on(self) -> date:
        """The last day of the last month."""
        return self.last.last_day

    @property
    def agrees(self) -> bool:
        """Whether both readings end on the same day: the hire falls on the first of a month."""
        return self.by_day == self.ends_on


def length_from(started_on: date, months: int) -> BenefitLength:
    """A length of months from a day, read both ways."""
    first = Month.of(started_on)
    return BenefitLength(
        months=months,
        first=first,
        last=first + (months - 1),
        by_day=months_later(started_on, months) - timedelta(days=1),
    )


def benefit_length(target: str, facts: Mapping[str, object]) -> BenefitLength | None:
    """The length behind the last day that a rule gives; nothing for any other rule."""
    return length_behind(law_in_force(), target, facts) if target in _LENGTHS else None


def length_behind(law: Law, target: str, facts: Mapping[str, object]) -> BenefitLength | None:
    """The same, in a law that is already read."""
    path, started = _LENGTHS.get(target), facts.get(_START)
    if path is None or started is None or path not in law.parameters:
        return None
    day = law.read_facts({_START: started})[_START]
    dated = law.parameters[path].at(day) if isinstance(day, date) else None
    if not isinstance(day, date) or dated is None or not isinstance(dated.value, int | float):
        return None
    return length_from(day, int(dated.value))


def months_later(day: date, months: int) -> date:
    """The same day so many months later, or the last of that month."""
    month = Month.of(day) + months
    return min(month.last_day, month.first_day.replace(day=min(day.day, month.last_day.day)))
