"""What changes once Tahfiz runs, in figures: the boxes under the question, and their answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from django.http import QueryDict
from django.utils import timezone

from mithaq.apps.programmes.queries import TahfizLater, tahfiz_later
from mithaq.web.simulators.boxes import LEAVES, MONTHS, RAISED, month_of_leave, wage_typed
from mithaq.web.simulators.leaving import Leaving, leaving_after
from mithaq.web.simulators.values import value_names

GROSS: Final = "gross"


@dataclass(frozen=True, slots=True, kw_only=True)
class Further:
    """The boxes as they were typed, and their answer; ``rest`` is what the question itself asks.

    ``to_hire`` are the answers to take to the whole hire.
    """

    rest: QueryDict
    gross: str
    raised: str
    leaves: str
    found: TahfizLater | None
    leaving: Leaving | None
    doubtful: tuple[str, ...]
    to_hire: str
    most: int = MONTHS

    @property
    def is_gross_wrong(self) -> bool:
        """Whether the wage reads no way, or was left out beside a month."""
        return self.found is None and bool(self.gross or self.raised or self.leaves)

    @property
    def is_wrong(self) -> bool:
        """Whether any box reads no way."""
        return self.is_gross_wrong or self.is_raised_wrong or self.is_leave_wrong

    @property
    def is_raised_wrong(self) -> bool:
        """Whether the wage of later reads no way."""
        return bool(self.raised) and wage_typed(_only(RAISED, self.raised), RAISED) is None

    @property
    def stays_under(self) -> int:
        """The wage of later, in centimes, where it does not pass the ceiling."""
        wage = wage_typed(_only(RAISED, self.raised), RAISED) if self.found else None
        centimes = round((wage or 0) * 100)
        is_under = self.found and not self.found.is_over and centimes <= self.found.ceiling
        return centimes if is_under else 0

    @property
    def is_leave_wrong(self) -> bool:
        """Whether the month reads no way."""
        return bool(self.leaves) and month_of_leave(_only(LEAVES, self.leaves)) is None

    @property
    def paid(self) -> int:
        """What the State pays in the first month."""
        return self.found.by_month[0] if self.found else 0

    @property
    def in_doubt(self) -> int:
        """The part of it on which readings of the law differ."""
        return self.found.doubts[0] if self.found else 0


def further_of_tahfiz(given: QueryDict) -> Further:
    """Read the boxes, and answer them for a person who has Tahfiz already."""
    rest = given.copy()
    for name in (GROSS, RAISED, LEAVES):
        rest.pop(name, None)
    today = timezone.localdate()
    wage, months = wage_typed(given, GROSS), month_of_leave(given)
    raised = wage_typed(given, RAISED)
    found = tahfiz_later(wage, raised=raised, on=today) if wage is not None else None
    is_left = found is not None and months is not None and not found.is_over
    return Further(
        rest=rest,
        gross=given.get(GROSS, ""),
        raised=given.get(RAISED, ""),
        leaves=given.get(LEAVES, ""),
        found=found,
        leaving=leaving_after(months, found.by_month, doubts=found.doubts)
        if found and months and is_left
        else None,
        doubtful=value_names(found.doubtful) if found else (),
        to_hire=_to_hire(given, today, wage),
    )


def _to_hire(given: QueryDict, today: date, wage: float | None) -> str:
    """The same answers as the whole hire reads them."""
    asked = given.copy()
    asked.setdefault("hire_date", today.isoformat())
    asked.setdefault("contract_kind", "permanent")
    if wage is not None:
        asked[GROSS] = f"{wage:.2f}".removesuffix(".00")
    return asked.urlencode()


def _only(name: str, value: str) -> QueryDict:
    """One box alone."""
    given = QueryDict(mutable=True)
    given[name] = value
    return given
