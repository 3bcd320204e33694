"""The little that other pages need to name a convention."""

from __future__ import annotations

from dataclasses import dataclass

from mithaq.apps.conventions.models import Convention
from mithaq.base.text import Labels


@dataclass(frozen=True, slots=True, kw_only=True)
class ConventionTitle:
    """A convention by its name, its territory (empty when national) and its exercise flag."""

    reference: str
    labels: Labels
    territory_code: str
    is_exercise: bool


def references() -> tuple[str, ...]:
    """The references of the register, that a file may name."""
    return tuple(Convention.objects.order_by("reference").values_list("reference", flat=True))


def convention_title(reference: str) -> ConventionTitle | None:
    """Name one convention, in one query, or give nothing."""
    row = Convention.objects.select_related("territory").filter(reference=reference).first()
    if row is None:
        return None
    return ConventionTitle(
        reference=row.reference,
        labels=row.labels,
        territory_code=row.territory.code if row.territory else "",
        is_exercise=row.is_exercise,
    )
