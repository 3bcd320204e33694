"""What moved the balance of a statement since its day, each amount added up from its own rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from mithaq.apps.corridor.choices.debts import FOLLOWED, SettlementStatus
from mithaq.apps.corridor.models import Settlement
from mithaq.apps.corridor.queries.debts.balances import Entry, imputed
from mithaq.apps.corridor.queries.debts.carried import Carried
from mithaq.apps.corridor.queries.debts.lowered import debt_now, grown_under, paid_under
from mithaq.apps.corridor.queries.debts.settled import settled_of
from mithaq.apps.corridor.queries.debts.views import Moves
from mithaq.apps.corridor.queries.debts.waivers import SettledLine
from mithaq.base.money import Centimes


def moves_of(
    entries: Sequence[Entry], issued: Sequence[Entry], *, order: str, plans: Iterable[Settlement]
) -> Moves:
    """What moved since a statement was issued: its lines as they stand and as ``issued``, its
    plans that the fund approved, the first approved first, each with its statement."""
    left = imputed(entries, order=order)
    found = Moves(unused=left.unused_in_all - imputed(issued, order=order).unused_in_all)
    lines: Sequence[Entry] = entries
    for plan in plans:
        now = imputed(lines, order=order).left
        debt, paid = debt_now(plan, entries), tuple(paid_under(plan))
        found = replace(
            found,
            paid=found.paid + sum(payment.amount for payment in paid),
            not_asked=found.not_asked + _beyond(now, settled_of(plan)),
        )
        if plan.status != SettlementStatus.DEFAULTED:
            asked = sum(line.to_pay for line in debt)
            return replace(
                found,
                waived=sum(line.waived for line in debt),
                over_paid=found.over_paid + max(0, sum(payment.amount for payment in paid) - asked),
                is_kept=plan.status not in FOLLOWED,
            )
        whole = [_at_what_is_owed(line) for line in debt]
        grown = tuple(grown_under(plan, whole))
        lines = (*whole, *grown, *paid)
        found = replace(
            found,
            grown=found.grown + sum(line.amount for line in grown),
            over_paid=found.over_paid + imputed(lines, order=order).unused_in_all,
        )
    return found


def with_carried(found: Moves, carried: Iterable[Carried]) -> Moves:
    """The same with what the plans of earlier statements took since the day of this one."""
    kept = [item for item in carried if item.is_over]
    running = [item for item in carried if not item.is_over]
    return replace(
        found,
        covered=sum(item.covered for item in kept),
        earlier=sum(item.paid_since for item in running),
    )


def _beyond(now: Mapping[int, Centimes], settled: Iterable[SettledLine]) -> Centimes:
    """What lines owe beyond what a plan settled of each."""
    owed = {line.number: line.owed for line in settled}
    return sum(max(0, amount - owed.get(number, 0)) for number, amount in now.items())


def _at_what_is_owed(line: SettledLine) -> Entry:
    return Entry(number=line.number, kind=line.kind, branch=line.branch, month=line.month,
                 amount=line.owed)  # fmt: skip


def issued_entries(lines: Iterable[Entry], amounts: Mapping[int, Centimes]) -> tuple[Entry, ...]:
    """Lines at the amounts at which they were issued."""
    return tuple(replace(line, amount=amounts[line.number]) for line in lines)
