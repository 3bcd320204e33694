"""The clocks behind a page, whole: drawn as bars, where a view only tells their words."""

from __future__ import annotations

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
