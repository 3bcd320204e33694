"""Which statements of a company to a fund hold on a day, and which later one replaces another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date

from mithaq.apps.corridor.models import DebtStatement
from mithaq.apps.corridor.queries.debts.balances import imputed
from mithaq.apps.corridor.queries.debts.entries import statement_entries
from mithaq.base.money import Centimes


def holding(rows: Iterable[DebtStatement]) -> tuple[DebtStatement, ...]:
    """Those that hold, among all the statements of one company to one fund.

    The latest day counts, one statement for each reference: a file writes several of one day, each
    of a part of what is owed. Entered twice without a reference, the last replaces the first.
    """
    ranked = sorted(rows, key=lambda row: (row.as_of_on, row.pk))
    by_reference = {row.reference: row for row in ranked if row.as_of_on == ranked[-1].as_of_on}
    return tuple(sorted(by_reference.values(), key=lambda row: row.pk))


def statements_on(*, company: str, issuer: str, on: date) -> list[DebtStatement]:
    """Every statement of a company to a fund as of a day or before, those replaced as well."""
    rows = DebtStatement.objects.filter(
        company__slug=company, issuer__slug=issuer, as_of_on__lte=on
    )
    return list(rows.order_by("as_of_on", "pk"))


def in_force(*, company: str, issuer: str, on: date) -> tuple[DebtStatement, ...]:
    """The statements that hold on a day."""
    return holding(statements_on(company=company, issuer=issuer, on=on))


def beside(rows: Collection[DebtStatement]) -> tuple[Sequence[DebtStatement], ...]:
    """All the statements between the same companies and funds, one list a pair; one query."""
    said: dict[tuple[int, int], list[DebtStatement]] = defaultdict(list)
    for item in DebtStatement.objects.filter(
        company__in={row.company_id for row in rows}, issuer__in={row.issuer_id for row in rows}
    ).order_by("as_of_on", "pk"):
        said[item.company_id, item.issuer_id].append(item)
    return tuple(said.values())


def replaced(rows: Sequence[DebtStatement]) -> Iterator[tuple[DebtStatement, DebtStatement]]:
    """Those of one company to one fund that hold no more, each with the one that replaces it.

    It is that of the same day and reference where there is one, else the last of the latest day.
    """
    now = holding(rows)
    keys = {row.pk for row in now}
    again = {(row.as_of_on, row.reference): row for row in now}
    for row in rows:
        if row.pk not in keys:
            yield row, again.get((row.as_of_on, row.reference), now[-1])


def replacing(row: DebtStatement, rows: Sequence[DebtStatement]) -> DebtStatement | None:
    """The one of ``rows`` that replaces a statement, or nothing while it holds among them."""
    return next((later for earlier, later in replaced(rows) if earlier.pk == row.pk), None)


def left_in_force(statements: Iterable[DebtStatement]) -> Centimes:
    """What is left to pay on some statements, payments and contests upheld counted."""
    return sum(
        imputed(statement_entries(row.pk), order=row.imputation_order).left_in_all
        for row in statements
    )
