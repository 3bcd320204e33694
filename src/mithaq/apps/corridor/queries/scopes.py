"""The sides that the queue of a person holds, found by keys, so that an index alone answers.

Every read of them follows an index of ``Side`` and stops at a page or at a ceiling: a queue of
200,000 cases costs what one of 200 does.
"""

from __future__ import annotations

from typing import Final

from django.db.models import Q, QuerySet

from mithaq.apps.corridor.models import CaseOfficer, Side
from mithaq.apps.corridor.queries.views import QueueScope
from mithaq.apps.organisations.models import Organisation
from mithaq.apps.reference.models import Territory

CEILING: Final = 100
ORDER: Final = ("sorted_at", "pk")


def sides_within(scope: QueueScope, *, is_open: bool = True) -> QuerySet[Side]:
    """The open sides that a scope holds, or those that its institution has closed."""
    # Not « is_open=True », which is written as a bare column: SQLite then leaves the index at it,
    # sorts all the sides of a region and reads them all. A list of one is an equality for both.
    state = (is_open,)
    body = Organisation.objects.filter(slug=scope.institution).values_list("pk", flat=True).first()
    rows = Side.objects.filter(institution=body or 0, is_open__in=state)
    if scope.user_id is not None:
        posts = CaseOfficer.objects.filter(institution=body or 0, user=scope.user_id)
        keys = list(posts.values_list("pk", flat=True))
        # One post is the rule: equality lets the index give the order.
        own = Q(case_officer=keys[0]) if len(keys) == 1 else Q(case_officer__in=keys)
        return Side.objects.filter(own, is_open__in=state)
    if not scope.territory_code:
        return rows
    code = scope.territory_code.rstrip(".")
    region = Territory.objects.filter(code=code.partition(".")[0]).values_list("pk", flat=True)
    rows = rows.filter(region=region.first() or 0)
    if "." not in code:
        return rows
    inside = Q(case__territory__code=scope.territory_code)
    return rows.filter(inside | Q(case__territory__code__startswith=f"{code}."))
