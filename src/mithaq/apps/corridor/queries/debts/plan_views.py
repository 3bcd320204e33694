"""The shapes of a settlement that is followed: instalments, contributions, alarms, a default."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from mithaq.apps.corridor.choices.debts import FOLLOWED, Branch, PlanAlarm
from mithaq.apps.corridor.queries.debts.access import DebtAccess
from mithaq.apps.corridor.queries.debts.defaults import DefaultBill
from mithaq.apps.corridor.queries.debts.views import SettlementHead
from mithaq.apps.corridor.queries.debts.waivers import SettledLine
from mithaq.base.instalments import Due
from mithaq.base.money import Centimes
from mithaq.base.text import Labels
from mithaq.engines.rules import Value


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentPart:
    """The part of a payment that went to an instalment, whether it stands or was withdrawn."""

    key: int
    paid_on: date
    amount: Centimes
    reference: str
    recorded_at: datetime
    withdrawn_at: datetime | None
    withdrawal: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentView:
    """A payment as it was recorded, whole: ``rows`` are its parts, ``key`` the first of them."""

    key: int
    rows: tuple[int, ...]
    paid_on: date
    amount: Centimes
    reference: str
    withdrawn_at: datetime | None
    withdrawal: str

    @property
    def is_withdrawn(self) -> bool:
        """Whether it was recorded by mistake, and counts no more."""
        return self.withdrawn_at is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class InstalmentView:
    """An instalment and what was paid of it, with the days of its payments.

    ``parts`` are all that was ever recorded of it, withdrawn ones as well.
    """

    number: int
    planned_on: date
    due_on: date
    amount: Centimes
    paid: Centimes
    payments: tuple[tuple[date, Centimes], ...]
    parts: tuple[PaymentPart, ...] = ()
    # Its part of what contests upheld since took off the debt.
    lowered: Centimes = 0

    @property
    def asked(self) -> Centimes:
        """What is asked of it today, paid or not."""
        return self.amount - self.lowered

    @property
    def left(self) -> Centimes:
        """What is still to pay of it."""
        return self.asked - self.paid

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
class PlanGap:
    """A month of a scheme for which a plan asks another surcharge than the law gives; both are what
    is to pay, once what was paid before and what an operation waives are off."""

    month: date
    branch: Branch
    asked: Centimes
    by_law: Centimes
    is_confirmed: bool

    @property
    def gap(self) -> Centimes:
        """What the plan asks beyond the law; below zero when it asks less."""
        return self.asked - self.by_law


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanGaps:
    """Every such month, the oldest first; nothing where the plan asks what the law gives."""

    lines: tuple[PlanGap, ...] = ()

    def __bool__(self) -> bool:
        """Whether the plan asks anything else than the law gives."""
        return bool(self.lines)

    @property
    def above(self) -> Centimes:
        """What it asks beyond the law, where it does; what it leaves elsewhere is not taken off."""
        return sum(max(0, item.gap) for item in self.lines)

    @property
    def below(self) -> Centimes:
        """What it leaves of what the law gives, where it does."""
        return sum(max(0, -item.gap) for item in self.lines)


NO_GAP: Final = PlanGaps()


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
    # The day of its statement, the day to which its debt counts what delay added, and the day of
    # the later statement which replaces it.
    as_of_on: date
    arrested_on: date
    replaced_on: date | None
    # The payments in the order in which they were recorded, struck ones as well.
    payments: tuple[PaymentView, ...] = ()
    withdrawal: str = ""
    # Another plan ended it; or those that approving it would end.
    replaced_by: str = ""
    would_replace: tuple[str, ...] = ()
    replaces: tuple[str, ...] = ()
    # Certificates of good standing that hold still though it was not kept.
    certificates: tuple[str, ...] = ()
    # What contests upheld since took off the debt: the plan asks for it still, nobody owes it.
    lowered: Centimes = 0
    # The plan that this one does again after a contest; and the one that waits to do it again.
    redoes: str = ""
    redone_by: str = ""
    # Not approved yet, it asks what a statement says that this later one replaced.
    outdated_by: str = ""
    # What it asks beside the law while nobody approved it, and why, as who prepared it said.
    gaps: PlanGaps = NO_GAP
    gap_reason: str = ""

    @property
    def owed(self) -> Centimes:
        """What is owed under it today, what contests took off since not counted."""
        return max(0, self.left - self.lowered)

    @property
    def paid(self) -> Centimes:
        """What was paid under the plan."""
        return sum(item.paid for item in self.instalments)

    @property
    def left(self) -> Centimes:
        """What the plan still asks."""
        return self.head.to_pay - self.paid

    @property
    def is_paid(self) -> bool:
        """Whether every instalment is paid, and every current contribution of its months."""
        return not self.owed and all(item.paid_on for item in self.contributions)

    def followed_on(self, on: date) -> date:
        """The last day on which it is followed, seen from a day: a default ends what it asks."""
        return min(on, self.default.declared_on) if self.default else on

    def has_fallen(self, item: InstalmentView) -> bool:
        """Whether nobody waits for an instalment now: the default came before its day, or another
        plan replaced the whole."""
        if self.replaced_by:
            return item.left > 0
        return self.default is not None and item.left > 0 and item.due_on > self.default.declared_on

    @property
    def is_followed(self) -> bool:
        """Whether the fund approved it and it has not ended."""
        return self.head.status in FOLLOWED
