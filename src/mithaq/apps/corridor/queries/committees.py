"""What a corridor knows of its standing committee and institutions, for operations."""

from __future__ import annotations

from dataclasses import dataclass

from mithaq.apps.conventions.models import Decision
from mithaq.apps.corridor.models import CorridorInstitution
from mithaq.apps.organisations.models import Organisation


@dataclass(frozen=True, slots=True)
class DecisionFacts:
    """A decision of a committee, as far as a referral reads it."""

    pk: int
    committee_id: int
    title: str


def decision_facts(decision_id: int) -> DecisionFacts | None:
    """A decision and the committee that took it."""
    row = Decision.objects.select_related("meeting").filter(pk=decision_id).first()
    return DecisionFacts(row.pk, row.meeting.committee_id, row.label_fr) if row else None


def members_of(corridor_id: int) -> frozenset[str]:
    """The institutions that have or had a part in a corridor, by slug."""
    rows = CorridorInstitution.objects.filter(corridor=corridor_id)
    return frozenset(rows.values_list("organisation__slug", flat=True))


def body_id_of(slug: str) -> int | None:
    """The key of a body by its slug."""
    rows = Organisation.objects.filter(slug=slug) if slug else Organisation.objects.none()
    return rows.values_list("pk", flat=True).first()
