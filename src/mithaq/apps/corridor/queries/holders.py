"""Which institution holds a case: what a committee decides of it is first its own to do."""

from __future__ import annotations

from dataclasses import dataclass

from mithaq.apps.corridor.choices import Part
from mithaq.apps.corridor.choices.problems import ReferralKind
from mithaq.apps.corridor.models import Side
from mithaq.base.text import Labels


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """The institution that holds a case."""

    organisation_id: int
    labels: Labels


def holder_of(key: str) -> Holder | None:
    """Who decides on the case that the key of a point names: the one awaited, else the first.

    None for a point that is about something else.
    """
    kind, _sep, number = key.partition(":")
    if kind != ReferralKind.CASE:
        return None
    rows = Side.objects.filter(case__number=number, part=Part.DECIDES)
    row = rows.select_related("institution").order_by("-is_awaited", "rank", "pk").first()
    if row is None:
        return None
    return Holder(organisation_id=row.institution_id, labels=row.institution.labels)
