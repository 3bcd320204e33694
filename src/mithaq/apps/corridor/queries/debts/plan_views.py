"""The shapes of a settlement that is followed: instalments, contributions, alarms, a default."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from mithaq.apps.corridor.choices.debts import PlanAlarm, SettlementStatus
from mithaq.apps.corridor.queries.debts.access import DebtAccess
from mithaq.apps.corridor.queries.debts.defaults import DefaultBill
from mithaq.apps.corridor.queries.debts.views import SettlementHead
from mithaq.apps.corridor.queries.debts.waivers import SettledLine
from mithaq.base.instalments import Due
from mithaq.base.money import Centimes
from mithaq.base.text import Labels
from mithaq.engines.rules import Value

FOLLOWED: Final = (SettlementStatus.APPROVED, SettlementStatus.RUNNING)
# Those that the fund approved, whatever became of them.
APPROVED: Final = (*FOLLOWED, SettlementStatus.KEPT, SettlementStatus.DEFAULTED)
# While one is under way, no other is asked for the same statement.
UNDER_WAY: Final = (
    SettlementStatus.REQUESTED,
    SettlementStatus.TRANSMITTED,
    SettlementStatus.PREPARED,
    *FOLLOWED,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class InstalmentView:
    """An instalment and what was paid of it, with the days of its payments."""

    number: int
    planned_on: date
    due_on: date
    amount: Centimes
    paid: Centimes
    payments: tuple[tuple[date, Centimes], ...]

    @property
    def left(self) -> Centimes:
        """What is still to pay of it."""
        return self.amount - self.paid

    def is_late(self, on: date) -> bool:
        """Whether its day passed before it was paid whole."""
        return self.left > 0 and on > self.due_on


@dataclass(frozen=True, slots=True, kw_only=True)
class ContributionView:
    """A month of the plan and whether its own contributions are paid."""

    month: date
    due_on: date
    paid_on: date | None

    def is_late(self, on: date) -> bool:
        """Whether its day passed and nothing is paid; paid late, it is paid."""
        return self.paid_on is None and on > self.due_on


@dataclass(frozen=True, slots=True, kw_only=True)
class Alarm:
    """Something that endangers a plan: which, of what instalment or month, since or until when."""

    kind: PlanAlarm
    due_on: date
    days: int
    number: int = 0
    month: date | None = None
    amount: Centimes = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class DefaultView:
    """A plan that was not kept, as it was declared."""

    declared_on: date
    reason: str
    missed_count: int
    unpaid_months_count: int
    waived_back: Centimes
    grown: Centimes
    reinstated: Centimes
    paid: Centimes
    owed: Centimes
    lines: tuple[Mapping[str, Any], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SettlementView:
    """A settlement: its terms, its steps, its plan, its alarms, and what a default would cost.

    ``would_cost`` is None unless a plan is followed and some text says what a default brings back.
    """

    head: SettlementHead
    access: DebtAccess
    order: str
    odd_instalment: str
    days_off: str
    law_digest: str
    lines: tuple[SettledLine, ...]
    facts: Mapping[str, Value]
    requested_at: datetime | None
    transmitted_at: datetime | None
    prepared_at: datetime | None
    approved_at: datetime | None
    ended_at: datetime | None
    prepared_by_id: int | None
    prepared_by: Labels
    approved_by: Labels
    # What would be written if it were approved as it stands; empty once it is.
    planned: tuple[Due, ...]
    refusal: str
    instalments: tuple[InstalmentView, ...]
    contributions: tuple[ContributionView, ...]
    alarms: tuple[Alarm, ...]
    default: DefaultView | None
    would_cost: DefaultBill | None

    @property
    def paid(self) -> Centimes:
        """What was paid under the plan."""
        return sum(item.paid for item in self.instalments)

    @property
    def left(self) -> Centimes:
        """What the plan still asks."""
        return self.head.to_pay - self.paid

    def followed_on(self, on: date) -> date:
        """The last day on which it is followed, seen from a day: a default ends what it asks."""
        return min(on, self.default.declared_on) if self.default else on

    def has_fallen(self, item: InstalmentView) -> bool:
        """Whether the default came before the day of an instalment, which nobody waits for now."""
        return self.default is not None and item.left > 0 and item.due_on > self.default.declared_on

    @property
    def is_followed(self) -> bool:
        """Whether the fund approved it and it has not ended."""
        return self.head.status in FOLLOWED
