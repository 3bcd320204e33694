"""What a way to settle a statement is computed on: its lines at what is owed of each now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from mithaq.apps.corridor.choices.debts import LineKind, SettlementStatus
from mithaq.apps.corridor.models import DebtStatement
from mithaq.apps.corridor.queries.debts.balances import Entry, imputed, totals
from mithaq.apps.corridor.queries.debts.carried import Carried, still_covering
from mithaq.apps.corridor.queries.debts.entries import statement_entries
from mithaq.apps.corridor.queries.debts.lowered import after_plan
from mithaq.apps.corridor.queries.debts.settled import last_plans
from mithaq.apps.corridor.queries.debts.views import StatementView
from mithaq.base.money import Centimes


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftToday:
    """What is left today of a statement, by kind of line and by number of line, in its order.

    ``by_line`` is empty after a default: what grew meanwhile is in no line of the statement.
    """

    by_kind: Mapping[str, Centimes]
    by_line: Mapping[int, Centimes] = field(default_factory=dict)


def left_today(found: StatementView, *, on: date) -> LeftToday | None:
    """How what is left today is split; nothing where no split adds up to it."""
    if found.left == found.left_now:
        return LeftToday(by_kind=found.left_by_kind)
    entries = entries_of_now(found, on=on)
    rest = imputed(entries, order=found.order)
    if rest.left_in_all != found.left_now:
        return None
    by_line = {} if found.now.basis == "default" else dict(rest.left)
    return LeftToday(by_kind=totals(entries, rest), by_line=by_line)


def entries_to_settle(statement: DebtStatement, *, on: date) -> tuple[Entry, ...]:
    """The lines of a statement as payments, contests and plans leave them on a day.

    Without a plan they are those of the statement; what the plans of earlier ones took is off.
    """
    entries = own_entries(statement)
    taken = [item for item in still_covering(statement, on=on) if item.taken]
    return _less(entries, taken, order=statement.imputation_order) if taken else entries


def entries_of_now(found: StatementView, *, on: date) -> tuple[Entry, ...]:
    """The same for a statement already read: its own lines while no plan says more."""
    if found.now.basis == "statement" and not any(item.taken for item in found.now.carried):
        return found.entries
    rows = DebtStatement.objects.select_related("company", "issuer")
    return entries_to_settle(rows.get(number=found.number), on=on)


def own_entries(statement: DebtStatement) -> tuple[Entry, ...]:
    """The same, what the plans of earlier statements took not counted."""
    entries = statement_entries(statement.pk)
    plan = last_plans([statement.pk]).get(statement.pk)
    if plan is None:
        return entries
    if plan.status == SettlementStatus.KEPT:
        return ()
    return after_plan(plan, entries)


def _less(entries: Sequence[Entry], taken: Iterable[Carried], *, order: str) -> tuple[Entry, ...]:
    """Lines at what is left of each, less what plans of earlier statements took of them."""
    left = dict(imputed(entries, order=order).left)
    for item in taken:
        rest = item.taken
        for number, covered in item.by_line.items():
            part = min(rest, covered, left[number])
            left[number] -= part
            rest -= part
    return tuple(
        Entry(number=line.number, kind=line.kind, branch=line.branch, month=line.month,
              amount=left[line.number])
        for line in entries
        if line.kind != LineKind.PAYMENT
    )  # fmt: skip
