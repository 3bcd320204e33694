"""What each payer brings to a convention, summed line by line."""

from __future__ import annotations

from collections.abc import Iterable

from mithaq.apps.conventions.queries import views


def totals(lines: Iterable[views.BudgetLineView]) -> tuple[views.BudgetTotal, ...]:
    """Sum the lines of each payer, in the order payers first appear."""
    groups: dict[str, list[views.BudgetLineView]] = {}
    for line in lines:
        groups.setdefault(line.payer_slug, []).append(line)
    return tuple(
        views.BudgetTotal(
            payer=group[0].payer,
            payer_slug=slug,
            committed_centimes=sum(line.committed_centimes for line in group),
            line_count=len(group),
        )
        for slug, group in groups.items()
    )
