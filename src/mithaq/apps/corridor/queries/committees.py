"""What a corridor knows of its standing committee and institutions, for operations."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from mithaq.apps.conventions.models import Committee, Decision
from mithaq.apps.conventions.queries.committee_access import accesses_of
from mithaq.apps.conventions.queries.sitting_views import Access
from mithaq.apps.corridor.models import CorridorInstitution
from mithaq.apps.organisations.models import Organisation
from mithaq.apps.organisations.queries.dates import in_force

NOBODY: Final = Access(bodies=frozenset(), chairs=frozenset(), secretariat="")


@dataclass(frozen=True, slots=True)
class DecisionFacts:
    """A decision of a committee, as far as a referral reads it."""

    pk: int
    committee_id: int
    title: str
    owner_id: int
    due_on: date


def decision_facts(decision_id: int) -> DecisionFacts | None:
    """A decision and the committee that took it."""
    row = Decision.objects.select_related("meeting").filter(pk=decision_id).first()
    if row is None:
        return None
    return DecisionFacts(
        row.pk, row.meeting.committee_id, row.label_fr, row.owner_id, row.due_on
    )  # fmt: skip


def members_of(corridor_id: int, *, on: date) -> frozenset[str]:
    """The institutions that have a part in a corridor on a day, by slug."""
    return frozenset(body for body, _part in parts_of(corridor_id, on=on))


def parts_of(corridor_id: int, *, on: date) -> list[tuple[str, str]]:
    """Those institutions, each with its part."""
    rows = CorridorInstitution.objects.filter(in_force(on), corridor=corridor_id)
    return list(rows.values_list("organisation__slug", "part"))


def body_id_of(slug: str) -> int | None:
    """The key of a body by its slug."""
    rows = Organisation.objects.filter(slug=slug) if slug else Organisation.objects.none()
    return rows.values_list("pk", flat=True).first()


def committee_access(committee_id: int | None, *, on: date) -> Access:
    """Whom a standing committee concerns on a day; nobody when there is none."""
    rows = Committee.every.filter(pk=committee_id or 0)
    found = rows.values_list("convention__reference", "number").first()
    return accesses_of(found[0], on=on).get(found[1], NOBODY) if found else NOBODY
