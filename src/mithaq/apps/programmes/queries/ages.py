"""An age in the place of a day of birth: what is asked, what is shown, what the limit says."""

from __future__ import annotations

from datetime import date
from typing import Final

from mithaq.base.months import Month
from mithaq.base.text import Labels
from mithaq.engines.rules import Finding, Law

BORN: Final = "birth_date"
AGE: Final = Labels("Âge de la personne", "سن الشخص", "Age of the person")


def birth_from_age(law: Law, age: int | None, on: date) -> dict[str, date]:
    """A day of birth that stands for an age: any of that age is answered alike.

    At the very age of the limit the day decides: nothing is given, and the answer stays open.
    """
    if age is None or age_at_limit(law, age, on) is not None:
        return {}
    return {BORN: Month(on.year - age, on.month).first_day}


def age_at_limit(law: Law, age: int | None, on: date) -> int | None:
    """The age said, where it is the very age of the limit on a day: only the birthday decides."""
    limit = law.parameters.get("first_job.max_age")
    limit_age = limit.on(on).value if limit and limit.history[0].since <= on else None
    return age if age == limit_age else None


def age_on(born: date, day: date) -> int:
    """The whole years between a birth and a day."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def age_and_limit(finding: Finding) -> tuple[int, int] | None:
    """The age that a condition holds against a limit in years.

    Nothing at the very age of the limit: only the days tell on which side a person stands.
    """
    born = finding.facts.get(BORN)
    days = [v for name, v in finding.facts.items() if name != BORN and isinstance(v, date)]
    limits = [use.dated.value for use in finding.parameters]
    if not isinstance(born, date) or len(days) != 1 or len(limits) != 1:
        return None
    (day,), (limit,) = days, limits
    if not isinstance(limit, int | float) or age_on(born, day) == limit:
        return None
    return age_on(born, day), int(limit)
