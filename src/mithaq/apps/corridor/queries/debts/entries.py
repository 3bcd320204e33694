"""The lines of statements as the arithmetic needs them, contests upheld counted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from mithaq.apps.corridor.choices.debts import ContestStatus
from mithaq.apps.corridor.models import Contest, DebtLine
from mithaq.apps.corridor.queries.debts.balances import Entry
from mithaq.base.money import Centimes


def entries_of(keys: Iterable[int]) -> Mapping[int, list[Entry]]:
    """The lines of some statements as they stand, by statement, in two queries."""
    wanted = list(keys)
    upheld = Contest.objects.filter(line__statement__in=wanted, status=ContestStatus.UPHELD)
    corrected = dict(upheld.values_list("line_id", "corrected_centimes"))
    found: dict[int, list[Entry]] = defaultdict(list)
    for line in DebtLine.objects.filter(statement__in=wanted).order_by("number"):
        stands = corrected.get(line.pk)
        found[line.statement_id].append(entry_of(line, corrected=stands))
    return found


def statement_entries(statement_id: int) -> tuple[Entry, ...]:
    """The lines of one statement as they stand."""
    return tuple(entries_of([statement_id])[statement_id])


def entry_of(line: DebtLine, *, corrected: Centimes | None) -> Entry:
    """A line at its amount as issued, or at the one that an upheld contest gave it."""
    return Entry(
        number=line.number,
        kind=line.kind,
        branch=line.branch,
        month=line.month,
        amount=line.amount_centimes if corrected is None else corrected,
        on=line.paid_on,
    )
