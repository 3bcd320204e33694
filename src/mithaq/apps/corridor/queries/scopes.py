"""The sides that the queue of a person holds, found by keys, so that an index alone answers.

Every read of them follows an index of ``Side`` and stops at a page or at a ceiling: a queue of
200,000 cases costs what one of 200 does.
"""

from __future__ import annotations

from datetime import date
from typing import Final

from django.db.models import Q, QuerySet, Subquery

from mithaq.apps.corridor.models import CaseOfficer, Side
from mithaq.apps.corridor.queries.absences import stood_in_posts
from mithaq.apps.corridor.queries.views import QueueScope
from mithaq.apps.organisations.models import Organisation
from mithaq.apps.reference.models import Territory

CEILING: Final = 100
ORDER: Final = ("sorted_at", "pk")


def sides_within(scope: QueueScope, *, on: date, is_open: bool = True) -> QuerySet[Side]:
    """The open sides that a scope holds on a day, or those that its institution has closed."""
    # Not « is_open=True », which is written as a bare column: SQLite then leaves the index at it,
    # sorts all the sides of a region and reads them all. A list of one is an equality for both.
    state = (is_open,)
    body = Organisation.objects.filter(slug=scope.institution).values_list("pk", flat=True).first()
    rows = Side.objects.filter(institution=body or 0, is_open__in=state)
    if scope.user_id is not None:
        posts = CaseOfficer.objects.filter(institution=body or 0, user=scope.user_id)
        keys = list(posts.values_list("pk", flat=True))
        # Whoever stands in for a colleague finds that colleague's cases among their own.
        keys += stood_in_posts(body or 0, scope.user_id, on=on)
        # One post is the rule: equality lets the index give the order.
        own = Q(case_officer=keys[0]) if len(keys) == 1 else Q(case_officer__in=keys)
        return Side.objects.filter(own, is_open__in=state)
    if not scope.territory_code:
        return rows
    region = _regions(scope).values_list("pk", flat=True).first()
    return _in_place(rows, scope, region or 0)


def sides_at_once(scope: QueueScope) -> QuerySet[Side]:
    """The sides of an institution in a place, open or closed, whose keys are read in the very
    query: for a page of many lists, such as « Aujourd’hui », which has only so many queries."""
    body = Organisation.objects.filter(slug=scope.institution).values("pk")[:1]
    rows = Side.objects.filter(institution=Subquery(body))
    if not scope.territory_code:
        return rows
    return _in_place(rows, scope, Subquery(_regions(scope).values("pk")[:1]))


def _regions(scope: QueueScope) -> QuerySet[Territory]:
    """The region of the place of a scope."""
    return Territory.objects.filter(code=scope.territory_code.partition(".")[0])


def _in_place(rows: QuerySet[Side], scope: QueueScope, region: int | Subquery) -> QuerySet[Side]:
    """The sides of a region, or of the place inside it that a scope names."""
    code = scope.territory_code.rstrip(".")
    rows = rows.filter(region=region)
    if "." not in code:
        return rows
    inside = Q(case__territory__code=scope.territory_code)
    return rows.filter(inside | Q(case__territory__code__startswith=f"{code}."))
