"""The days due are copies that sort the queue: they are written again when a calendar moves."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from django.db import transaction

from mithaq.apps.corridor.events import ClocksRefreshed
from mithaq.apps.corridor.models import Case, Side
from mithaq.apps.corridor.operations._turns import keep_days
from mithaq.apps.corridor.queries._lists import sides_by_case, terms_by_case, turns_of
from mithaq.apps.corridor.queries.clocks import clocks_of

BATCH: Final = 500


@transaction.atomic
def refresh_clocks(*, after: int = 0, at: datetime) -> ClocksRefreshed:
    """Read again the clocks of the next open sides that promised a delay, and keep what they say.

    No act of anyone: the journal tells of what moved the calendar. The cases are held first, so
    that an act under way is not undone. ``after`` is the last side already read, by its key.
    """
    found = Side.objects.filter(pk__gt=after, is_open=True, norm__isnull=False).order_by("pk")
    keys = list(found.values_list("pk", flat=True)[:BATCH])
    if not keys:
        return ClocksRefreshed(read=0, changed=0, last=None)
    cases = Side.objects.filter(pk__in=keys).values("case")
    list(Case.objects.select_for_update().filter(pk__in=cases).order_by("pk").values("pk"))
    held = list(
        Case.objects.filter(pk__in=cases)
        .select_related("company", "subject", "waits_for")
        .order_by("pk")
    )
    # A side out of turn stands at the day of another: all those of a case are written together.
    by_case = sides_by_case(held)
    terms = terms_by_case(held, by_case)
    readings = clocks_of([side for sides in by_case.values() for side in sides], at=at)
    changed = sum(
        keep_days(
            by_case[case.pk],
            turns_of(case, by_case, terms),
            readings,
            is_personal=case.subject.is_personal,
        )
        for case in held
    )
    return ClocksRefreshed(read=len(keys), changed=changed, last=keys[-1])
