"""Numbers of the law's answers as pages hold them: whole centimes, whole counts, days."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from mithaq.apps.programmes.queries.law import written_law
from mithaq.engines.rules import Law, Value


def centimes(value: Value | None) -> int:
    """An amount that a rule rounded to the centime; nothing owed where it is unknown."""
    return round(float(value) * 100) if isinstance(value, int | float) else 0


def centimes_or_none(value: Value | None) -> int | None:
    """An amount, or None where it is unknown."""
    return None if value is None else centimes(value)


def whole(value: Value | None) -> int | None:
    """A count, or None where it is unknown."""
    return round(value) if isinstance(value, int | float) else None


def day_or_none(value: object) -> date | None:
    """A day, or None where it is unknown."""
    return value if isinstance(value, date) else None


def whole_setting(law: Law, path: str, on: date) -> int:
    """A whole number that the law fixes; that of its first day for a day before it."""
    parameter = law.parameters[path]
    value = parameter.on(max(on, parameter.history[0].since)).value
    if not isinstance(value, int | float):
        raise TypeError(f"{path} is no number on {on}.")
    return int(value)


def fact_values(given: Mapping[str, object]) -> dict[str, Value]:
    """The facts of a form as the law reads them; LawError for wrong ones."""
    return written_law().read_facts(given)
