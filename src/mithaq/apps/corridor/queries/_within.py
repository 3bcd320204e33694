"""What lies in a place: the codes of territories are hierarchical (09, 09.001, 09.001.01.01.)."""

from __future__ import annotations

from django.db.models import Q


def within(place: str, *, of: str = "company") -> Q:
    """The rows whose ``of`` has its territory in a place; all of them when no place is named."""
    if not place:
        return Q()
    code = f"{of}__territory__code"
    return Q(**{code: place}) | Q(**{f"{code}__startswith": f"{place.rstrip('.')}."})
