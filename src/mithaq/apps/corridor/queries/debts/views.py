"""A statement of debts and its lines as pages read them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Literal, TypeAlias

from mithaq.apps.corridor.choices.debts import (
    Branch,
    ContestStatus,
    ImputationOrder,
    LineKind,
    SettlementStatus,
)
from mithaq.apps.corridor.queries.debts.access import Body, DebtAccess
from mithaq.apps.corridor.queries.debts.balances import Entry
from mithaq.apps.corridor.queries.debts.carried import Carried
from mithaq.apps.corridor.queries.debts.growth import Growth
from mithaq.base.imputation import Imputation
from mithaq.base.money import Centimes, centimes_to_dirhams

Basis: TypeAlias = Literal["statement", "plan", "kept", "default"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ContestPaper:
    """A paper joined to a contest, without its content."""

    pk: int
    name: str
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ContestView:
    """A contested line: what the company says, what the fund answered."""

    pk: int
    status: ContestStatus
    reason: str
    evidence: str
    contested_at: datetime
    answer: str
    corrected: Centimes | None
    answered_at: datetime | None
    papers: tuple[ContestPaper, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PaidPart:
    """The part of a payment, by the number of its line, that went to a line."""

    payment: int
    on: date
    amount: Centimes

    @property
    def dirhams(self) -> Decimal:
        """It, in dirhams."""
        return centimes_to_dirhams(self.amount)


@dataclass(frozen=True, slots=True, kw_only=True)
class LineView:
    """A line: its amount as issued, what stands of it, what payments took, what is left.

    ``growth`` explains a contribution month by month, by the law of each.
    """

    number: int
    kind: LineKind
    branch: Branch | None
    month: date | None
    paid_on: date | None
    amount: Centimes
    stands: Centimes
    left: Centimes
    parts: tuple[PaidPart, ...]
    source: str
    law_reference: str
    growth: Growth | None
    contests: tuple[ContestView, ...]

    @property
    def contest(self) -> ContestView | None:
        """The contest that is open or was upheld, else the latest."""
        standing = (ContestStatus.OPEN, ContestStatus.UPHELD)
        chosen = (item for item in self.contests if item.status in standing)
        return next(chosen, self.contests[0] if self.contests else None)

    @property
    def left_dirhams(self) -> Decimal:
        """What is left of it, in dirhams."""
        return centimes_to_dirhams(self.left)

    @property
    def paid_late(self) -> tuple[PaidPart, ...]:
        """The parts that grew before they were paid: each by itself, until its own day."""
        due_on = self.growth.due_on if self.growth else None
        return tuple(part for part in self.parts if due_on and part.on > due_on)

    @property
    def is_payment(self) -> bool:
        """Whether it takes from the debt."""
        return self.kind == LineKind.PAYMENT


@dataclass(frozen=True, slots=True, kw_only=True)
class SurchargeCheck:
    """What the fund asks for the delay of a month under a scheme, beside what the law gives."""

    month: date
    branch: Branch
    asked: Centimes
    by_law: Centimes
    is_confirmed: bool
    growths: tuple[Growth, ...]

    @property
    def gap(self) -> Centimes:
        """What the fund asks beyond the law's sum; below zero when it asks less."""
        return self.asked - self.by_law


@dataclass(frozen=True, slots=True, kw_only=True)
class SettlementHead:
    """A settlement as lists name it."""

    number: str
    statement: str
    company: Body
    issuer: Body
    operation: str
    months: int
    asked_on: date
    first_due_on: date
    status: SettlementStatus
    debt: Centimes
    waived_surcharges: Centimes
    waived_penalties: Centimes
    to_pay: Centimes
    is_exercise: bool

    @property
    def waived(self) -> Centimes:
        """Everything that the operation takes off."""
        return self.waived_surcharges + self.waived_penalties


@dataclass(frozen=True, slots=True, kw_only=True)
class OwedNow:
    """What is left of a statement, in centimes, and what says so.

    ``basis`` is the statement itself, a plan followed (``paid`` under it), one kept, one in
    default; ``settlement`` is the number of that plan. ``replaced_by`` is the later statement of
    the same fund that says anew what is owed, with its day: this one is no longer asked for.
    ``carried`` are the plans of earlier statements that cover a part of this one.
    """

    left: Centimes
    basis: Basis = "statement"
    paid: Centimes = 0
    settlement: str = ""
    replaced_by: str = ""
    replaced_on: date | None = None
    carried: tuple[Carried, ...] = ()

    @property
    def counts(self) -> bool:
        """Whether the fund asks for it today."""
        return not self.replaced_by


@dataclass(frozen=True, slots=True, kw_only=True)
class Moves:
    """What took from the balance that a statement said, or added to it, since its day.

    ``unused`` is what payments of the statement lost of their use when lines were corrected;
    ``paid`` every payment under its plans; ``grown`` what defaults said that delay added;
    ``waived`` what the last plan waives, nothing once it is in default; ``not_asked`` what contests
    added that no plan asks for; ``over_paid`` what was paid under a plan beyond its debt.
    ``earlier`` was paid under the plans of earlier statements, ``covered`` by those kept to the
    end. What the statement said, less what contests took off, and these, is what is left.
    """

    unused: Centimes = 0
    paid: Centimes = 0
    grown: Centimes = 0
    waived: Centimes = 0
    not_asked: Centimes = 0
    over_paid: Centimes = 0
    earlier: Centimes = 0
    covered: Centimes = 0
    # Whether the plan that waives was kept to the end.
    is_kept: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementView:
    """A statement line by line. What is owed less what was paid is what is left, less unused."""

    number: str
    company: Body
    issuer: Body
    access: DebtAccess
    case: str
    as_of_on: date
    received_how: str
    reference: str
    order: ImputationOrder
    order_source: str
    law_digest: str
    is_exercise: bool
    lines: tuple[LineView, ...]
    entries: tuple[Entry, ...]
    imputation: Imputation
    now: OwedNow
    left_by_kind: Mapping[str, Centimes]
    checks: tuple[SurchargeCheck, ...]
    settlements: tuple[SettlementHead, ...]
    moves: Moves = Moves()

    @property
    def left(self) -> Centimes:
        """What is left to pay in all."""
        return self.imputation.left_in_all

    @property
    def left_now(self) -> Centimes:
        """What is left today; of a statement that a later one replaces, what it said itself."""
        return self.now.left if self.now.counts else self.left

    @property
    def unused(self) -> Centimes:
        """Paid beyond everything owed."""
        return self.imputation.unused_in_all

    @property
    def corrected(self) -> Centimes:
        """What upheld contests took off (below zero when they added)."""
        return sum(line.amount - line.stands for line in self.lines)

    def issued(self, kinds: Sequence[LineKind]) -> Centimes:
        """The sum of the lines of some kinds, as issued."""
        return sum(line.amount for line in self.lines if line.kind in kinds)
