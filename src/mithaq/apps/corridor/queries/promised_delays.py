"""The delays that the institutions of a corridor promise for each family of cases."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from mithaq.apps.corridor.models import CorridorInstitution, SideNorm
from mithaq.apps.organisations.queries.dates import in_force
from mithaq.base.text import Labels


@dataclass(frozen=True, slots=True, kw_only=True)
class PromisedDelay:
    """How long an institution gives itself to answer a family of cases, in its own unit."""

    labels: Labels
    amount: int
    unit: str


def promised_delays(corridor: str, *, on: date) -> Mapping[str, tuple[PromisedDelay, ...]]:
    """The delays promised to a case filed that day, by family in their order: those of the
    institutions that the family calls, in theirs. A family without any is absent."""
    called = CorridorInstitution.objects.filter(in_force(on), corridor__slug=corridor)
    parts = {row.organisation_id: row for row in called.order_by("-rank", "-pk")}
    norms = SideNorm.objects.filter(corridor__slug=corridor, replaced_at__isnull=True)
    found: dict[str, list[tuple[int, PromisedDelay]]] = defaultdict(list)
    for norm in norms.select_related("family", "organisation").order_by("family__rank", "pk"):
        part = parts.get(norm.organisation_id)
        if part is not None and part.is_called_for(norm.family.code):
            told = PromisedDelay(
                labels=norm.organisation.labels, amount=norm.amount, unit=norm.unit
            )
            found[norm.family.code].append((part.rank, told))
    return {
        family: tuple(told for _rank, told in sorted(rows, key=lambda row: row[0]))
        for family, rows in found.items()
    }
