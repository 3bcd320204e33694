"""The clocks behind a page, whole: drawn as bars, where a view only tells their words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from mithaq.apps.corridor.models import Side
from mithaq.apps.corridor.queries.clocks import clocks_of
from mithaq.engines.clocks import ClockReading


def readings_of_case(public_id: object, *, at: datetime) -> dict[str, ClockReading]:
    """The clock of each side of a case, by institution; for who was given the case to read."""
    rows = list(
        Side.objects.filter(case__public_id=str(public_id)).select_related(
            "institution", "norm", "case"
        )
    )
    found = clocks_of(rows, at=at)
    return {row.institution.slug: found[row.pk] for row in rows}


def readings_beside(side_ids: Iterable[int], *, at: datetime) -> dict[int, dict[str, ClockReading]]:
    """The clocks of all the sides of the cases of one page of a queue, by side of the page and by
    institution, in a fixed number of queries."""
    cases = dict(Side.objects.filter(pk__in=list(side_ids)).values_list("case", "pk"))
    rows = list(
        Side.objects.filter(case__in=cases)
        .select_related("institution", "norm", "case")
        .order_by("case", "rank", "pk")
    )
    read = clocks_of(rows, at=at)
    found: dict[int, dict[str, ClockReading]] = defaultdict(dict)
    for row in rows:
        found[cases[row.case_id]][row.institution.slug] = read[row.pk]
    return found
