"""A settlement as the secretary of a committee knows it: amounts in all, no company, no line."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from mithaq.apps.corridor.choices.debts import PlanAlarm
from mithaq.apps.corridor.queries.debts.plan_views import Alarm, SettlementView
from mithaq.apps.corridor.queries.debts.plans import endangered, settlement_view
from mithaq.apps.corridor.queries.placed import corridors_of_object, settlements_in
from mithaq.apps.corridor.queries.steering import Steered
from mithaq.base.money import Centimes
from mithaq.base.text import Labels

LATE: Final = (PlanAlarm.INSTALMENT_LATE, PlanAlarm.CONTRIBUTION_LATE)


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitteeReading:
    """What is owed late and since when, what a default would bring back, and how many other plans
    of the same corridors something late endangers."""

    number: str
    status_label: str
    issuer: Labels
    late: tuple[Alarm, ...]
    owed: Centimes
    brought_back: Centimes | None
    owed_after: Centimes | None
    others_count: int
    services: tuple[Steered, ...]
    is_exercise: bool

    @property
    def late_amount(self) -> Centimes:
        """What the instalments whose day passed still ask, in all."""
        return sum(alarm.amount for alarm in self.late)

    @property
    def late_months(self) -> int:
        """How many months of current contributions are not paid; nobody wrote their amount."""
        return sum(alarm.kind == PlanAlarm.CONTRIBUTION_LATE for alarm in self.late)

    @property
    def late_since(self) -> date | None:
        """The oldest day that passed unpaid."""
        return min((alarm.due_on for alarm in self.late), default=None)


def read_before_committee(number: str, *, on: date) -> CommitteeReading | None:
    """A settlement that some standing committee may hear of; None for any other."""
    services = corridors_of_object("settlement", number, on=on)
    found = settlement_view(number, on=on) if services else None
    if found is None:
        return None
    cost = found.would_cost
    return CommitteeReading(
        number=number,
        status_label=str(found.head.status.label),
        issuer=found.head.issuer.labels,
        late=_late(found),
        owed=found.owed,
        brought_back=cost.reinstated if cost else None,
        owed_after=cost.owed_after if cost else None,
        others_count=_others(services, number, on=on),
        services=services,
        is_exercise=found.access.is_exercise,
    )


def _late(found: SettlementView) -> tuple[Alarm, ...]:
    return tuple(alarm for alarm in found.alarms if alarm.kind in LATE)


def _others(services: tuple[Steered, ...], number: str, *, on: date) -> int:
    """The other plans of these corridors that something late endangers."""
    numbers = {
        head.number
        for service in services
        for head, alarms in endangered(settlements_in(service.corridor_id, on=on), on=on)
        if any(alarm.kind in LATE for alarm in alarms)
    }
    return len(numbers - {number})
