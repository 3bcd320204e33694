"""Whose turn it is on one case once an act is done: for who just acted on it."""

from __future__ import annotations

from mithaq.apps.corridor.models import Case
from mithaq.apps.corridor.queries._lists import sides_by_case, terms_by_case, turns_of
from mithaq.apps.corridor.queries.turns import Turn


def turns_now(public_id: object) -> tuple[Turn, ...]:
    """Every party waited for at this moment."""
    case = Case.objects.select_related("company").get(public_id=str(public_id))
    sides = sides_by_case([case])
    return turns_of(case, sides, terms_by_case([case], sides))
