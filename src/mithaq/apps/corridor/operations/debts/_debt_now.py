"""Whether a debt is still what a settlement was asked for: lines, later statements, other plans."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from mithaq.apps.corridor.choices.debts import PENDING, UNDER_WAY
from mithaq.apps.corridor.models import DebtStatement, Settlement
from mithaq.apps.corridor.operations.debts import _words as words
from mithaq.apps.corridor.queries.debts.balances import imputed
from mithaq.apps.corridor.queries.debts.carried import still_covering
from mithaq.apps.corridor.queries.debts.in_force import (
    holding,
    left_in_force,
    replacing,
    statements_on,
)
from mithaq.apps.corridor.queries.debts.settled import settled_of
from mithaq.apps.corridor.queries.debts.to_settle import own_entries
from mithaq.base.errors import Fault
from mithaq.base.money import centimes_to_dirhams


def moved_faults(row: Settlement, *, today: date) -> Iterator[Fault]:
    """Whether the debt moved since the company asked: a line corrected, or a newer statement."""
    if _is_corrected(row) or _is_restated(row.statement, today):
        yield words.fault(
            "settlement", "sums_as_asked", words.SUMS_MOVED, remedy=words.REFUSE_AND_ASK
        )
    yield from _paid_since_faults(row.statement, today)


def open_faults(statement: DebtStatement, *, today: date) -> Iterator[Fault]:
    """Whether a settlement of a statement may be asked for: it holds, and no other waits."""
    said = _said(statement, today)
    now = {item.pk for item in holding(said)}
    if statement.pk not in now:
        yield words.fault(
            "statement", "statement_holds", words.NOT_IN_FORCE, remedy=words.SIMULATE_ON_LATER
        )
    if Settlement.objects.filter(statement=statement, status__in=UNDER_WAY).exists():
        yield words.fault("settlement", "one_at_a_time", words.UNDER_WAY)
    earlier = [item.pk for item in said if item.pk not in now and item.pk != statement.pk]
    waiting = Settlement.objects.filter(statement__in=earlier, status__in=PENDING)
    for number in waiting.order_by("pk").values_list("number", flat=True):
        said_ = words.number(words.WAITS_ALREADY, number)
        yield words.fault("settlement", "one_at_a_time", said_, remedy=words.WITHDRAW_FIRST)
    yield from _paid_since_faults(statement, today)


def _said(statement: DebtStatement, today: date) -> list[DebtStatement]:
    return statements_on(company=statement.company.slug, issuer=statement.issuer.slug, on=today)


def _is_corrected(row: Settlement) -> bool:
    """Whether a line owes another sum than when the company asked, whatever the law is now."""
    statement = row.statement
    left = imputed(own_entries(statement), order=statement.imputation_order).left
    return left != {line.number: line.owed for line in settled_of(row)}


def _is_restated(statement: DebtStatement, today: date) -> bool:
    """Whether the fund says since that another sum is owed, of a later day or of the same one."""
    said = _said(statement, today)
    now = holding(said)
    if statement.pk in {row.pk for row in now}:
        return False
    then = [row for row in said if row.as_of_on <= statement.as_of_on]
    again = replacing(statement, then)
    if again is not None and left_in_force([again]) != left_in_force([statement]):
        return True
    return left_in_force(now) != left_in_force(holding(then))


def _paid_since_faults(statement: DebtStatement, today: date) -> Iterator[Fault]:
    """Whether the plan of an earlier statement was paid since: the statement does not count it."""
    for item in still_covering(statement, on=today):
        if item.taken:
            said = words.number(words.PAID_SINCE, item.settlement, centimes_to_dirhams(item.taken))
            yield words.fault(
                "statement", "counts_what_is_paid", said, remedy=words.STATEMENT_TO_DATE
            )
