"""Who handles cases for an institution on a day, with the load of each."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from mithaq.apps.accounts.queries import name_here, users
from mithaq.apps.corridor.choices import OFFICERS
from mithaq.apps.corridor.models import Case, CaseFamily, CaseOfficer
from mithaq.apps.corridor.queries.routing import officers_of
from mithaq.apps.organisations.models import Organisation
from mithaq.apps.organisations.policies import is_within
from mithaq.apps.organisations.queries import mandates_for_organisation
from mithaq.base.text import Labels


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficerView:
    """A post: who holds it, where, for which families, whether there, and how many open sides.

    ``user_id`` is its holder, even away; nobody when they have no mandate for it.
    """

    id: int
    user_id: int | None
    person: str
    capacity: Labels
    territory: str
    territory_labels: Labels
    families: tuple[Labels, ...]
    is_there: bool
    substitute_for: int | None
    load: int


def officers(institution: str, *, on: date) -> tuple[OfficerView, ...]:
    """The posts of an institution on a day, the nearest territory first."""
    body = Organisation.objects.filter(slug=institution).values_list("pk", flat=True).first()
    facts = officers_of([body] if body else [], on=on).get(body or 0, ())
    rows = {
        row.pk: row
        for row in CaseOfficer.objects.filter(pk__in=[item.pk for item in facts]).select_related(
            "user", "territory"
        )
    }
    names = {row.pk: row.labels for row in CaseFamily.objects.order_by("rank", "pk")}
    found = []
    for item in sorted(facts, key=lambda fact: (not fact.territory_code, fact.territory_code)):
        row = rows[item.pk]
        found.append(
            OfficerView(
                id=item.pk,
                user_id=item.holder_id,
                person=name_here(row.user),
                capacity=Labels.from_columns(row, "capacity"),
                territory=item.territory_code,
                territory_labels=row.territory.labels if row.territory else Labels(""),
                families=tuple(name for key, name in names.items() if key in item.families),
                is_there=item.is_there,
                substitute_for=item.substitute_for,
                load=item.load,
            )
        )
    return tuple(found)


def colleagues_without_post(
    institution: str, *, case: object, posted: Collection[int], on: date
) -> tuple[tuple[int, str, Labels], ...]:
    """Who has a mandate of an institution that handles a case where it is, and none of the posts
    given: key, name and capacity, by name."""
    held = [
        item
        for item in mandates_for_organisation(slug=institution, on=on)
        if item.role in OFFICERS and item.user_id not in posted
    ]
    if not held:
        return ()
    place = Case.objects.values_list("territory__code", flat=True).get(public_id=str(case))
    found = {
        item.user_id: item.capacity
        for item in held
        if not item.territory_code or is_within(place, item.territory_code)
    }
    people = users().filter(pk__in=list(found), is_active=True)
    told = ((one.pk, name_here(one), found[one.pk]) for one in people)
    return tuple(sorted(told, key=lambda item: (item[1], item[0])))
