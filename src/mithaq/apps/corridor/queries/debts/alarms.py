"""What endangers a plan on a day: an instalment or a current contribution, soon or late."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final

from mithaq.apps.corridor.choices.debts import PlanAlarm
from mithaq.apps.corridor.queries.debts.plan_views import (
    Alarm,
    ContributionView,
    InstalmentView,
)

# An alarm sounds before it is too late: ten days, the delay of the fund's own first reminders.
SOON_DAYS: Final = 10


def plan_alarms(
    instalments: Iterable[InstalmentView],
    contributions: Iterable[ContributionView],
    *,
    on: date,
    soon_days: int = SOON_DAYS,
) -> tuple[Alarm, ...]:
    """What endangers a plan on a day, the oldest due day first."""
    found = []
    for item in instalments:
        days = (item.due_on - on).days
        if item.left and days <= soon_days:
            kind = PlanAlarm.INSTALMENT_LATE if days < 0 else PlanAlarm.INSTALMENT_SOON
            found.append(
                Alarm(kind=kind, due_on=item.due_on, days=abs(days), number=item.number,
                      amount=item.left)
            )  # fmt: skip
    for due in contributions:
        days = (due.due_on - on).days
        if due.is_late(on):
            found.append(
                Alarm(kind=PlanAlarm.CONTRIBUTION_LATE, due_on=due.due_on, days=abs(days),
                      month=due.month)
            )  # fmt: skip
        elif due.paid_on is None and days <= soon_days:
            found.append(
                Alarm(kind=PlanAlarm.CONTRIBUTION_SOON, due_on=due.due_on, days=days,
                      month=due.month)
            )  # fmt: skip
    return tuple(sorted(found, key=lambda item: (item.due_on, item.kind)))
