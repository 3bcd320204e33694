"""What is needed to found a committee on a convention: whom it concerns, and its bodies."""

from __future__ import annotations

from dataclasses import dataclass

from mithaq.apps.conventions.models import Convention, Party
from mithaq.apps.conventions.queries.sitting_views import Access
from mithaq.apps.organisations.models import Organisation
from mithaq.base.text import Labels


@dataclass(frozen=True, slots=True, kw_only=True)
class Founding:
    """A convention on which a committee may be founded."""

    id: int
    reference: str
    labels: Labels
    is_exercise: bool
    access: Access


def founding_of(reference: str) -> Founding | None:
    """Read a convention and its parties, or nothing."""
    row = Convention.objects.filter(reference=reference).first()
    if row is None:
        return None
    slugs = Party.objects.filter(convention=row).values_list("organisation__slug", flat=True)
    return Founding(
        id=row.pk,
        reference=row.reference,
        labels=row.labels,
        is_exercise=row.is_exercise,
        access=Access(bodies=frozenset(slugs), chairs=frozenset(), secretariat=""),
    )


def bodies_to_seat(*, is_exercise: bool) -> tuple[tuple[int, Labels], ...]:
    """The organisations that may sit: fictitious ones on an exercise, real ones elsewhere."""
    rows = Organisation.objects.filter(is_exercise=is_exercise).order_by("search_text", "pk")
    return tuple((row.pk, row.labels) for row in rows)
