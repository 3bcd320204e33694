"""What a submission reads first: the explanation shown, and for whom one may file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from django.db.models import Q, QuerySet

from mithaq.apps.corridor.choices import Part
from mithaq.apps.corridor.choices.cases import OPEN_CASES
from mithaq.apps.corridor.models import Case, CorridorInstitution, Explanation
from mithaq.apps.organisations.models import Membership, Organisation
from mithaq.apps.organisations.queries.dates import in_force
from mithaq.base.text import search_words

MOST_TWINS: Final = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A first-step answer that was shown: of which problem, in which corridor, and if it helped."""

    public_id: str
    corridor: str
    subject: str
    is_solved: bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Twin:
    """A case of the same company about the same problem, still open."""

    public_id: UUID
    number: str
    title: str
    status_label: str
    submitted_at: datetime


def open_twins(company: str, subject: str) -> tuple[Twin, ...]:
    """The open cases of a company about a problem, the newest first: before it files another."""
    rows = Case.objects.filter(
        company__slug=company, subject__code=subject, status__in=OPEN_CASES
    ).order_by("-submitted_at", "-pk")
    return tuple(
        Twin(
            public_id=row.public_id,
            number=row.number,
            title=row.title,
            status_label=row.get_status_display(),
            submitted_at=row.submitted_at,
        )
        for row in rows[:MOST_TWINS]
    )


def explanation_shown(public_id: str) -> Shown | None:
    """An explanation already shown, or nothing."""
    rows = Explanation.objects.select_related("corridor", "subject")
    row = rows.filter(public_id=public_id).first()
    if row is None:
        return None
    return Shown(
        public_id=str(row.public_id),
        corridor=row.corridor.slug,
        subject=row.subject.code,
        is_solved=row.is_solved,
    )


def relayed_corridors(organisation: str, *, on: date) -> tuple[str, ...]:
    """The corridors in which a body relays its members on a day, by slug."""
    rows = CorridorInstitution.objects.filter(organisation__slug=organisation, part=Part.RELAYS)
    rows = rows.filter(in_force(on)).order_by("corridor__slug")
    return tuple(rows.values_list("corridor__slug", flat=True))


def members_to_file_for(
    federation: str, *, on: date, text: str = "", territory: str = ""
) -> QuerySet[Organisation]:
    """The members of a federation on a day, by name, cut to a region when one is given."""
    held = Membership.objects.filter(federation__slug=federation).filter(in_force(on))
    rows = Organisation.objects.filter(pk__in=held.values("member"))
    if territory:
        within = Q(territory__code=territory) | Q(territory__code__startswith=f"{territory}.")
        rows = rows.filter(within | Q(territory__isnull=True))
    for word in search_words(text):
        rows = rows.filter(search_text__contains=word)
    return rows.select_related("territory").order_by("label_fr", "pk")
