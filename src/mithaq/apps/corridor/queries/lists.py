"""The cases behind a cause and those that no cause groups yet, as one reader is told of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db.models import QuerySet

from mithaq.apps.corridor.choices.cases import OPEN_CASES
from mithaq.apps.corridor.models import Case, CaseSubject
from mithaq.apps.corridor.queries.access import Reads, told_claims
from mithaq.base.text import Labels

# What a page lists and what a form offers to tick.
MOST: Final = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedCase:
    """A case in such a list, told without its company nor any person."""

    public_id: UUID
    number: str
    subject: Labels
    region: Labels
    status_label: str
    submitted_at: datetime


def cases_of_problem(public_id: str, *, reads: Reads) -> tuple[ListedCase, ...]:
    """The cases grouped under a cause, the newest first: to say that one about a person's right is
    among them would say what it is about."""
    return _listed(Case.objects.filter(systemic_problem__public_id=public_id), reads)


def cases_without_cause(corridors: Sequence[str], *, reads: Reads) -> tuple[ListedCase, ...]:
    """The open cases of some corridors that may be grouped, the newest first."""
    rows = Case.objects.filter(
        corridor__slug__in=corridors, systemic_problem__isnull=True, status__in=OPEN_CASES
    )
    return _listed(rows, reads)


def cases_of_cause(
    corridors: Sequence[str], cause: str, *, since: datetime, reads: Reads
) -> tuple[ListedCase, ...]:
    """The cases of a typical problem, open or ended, filed since a day, that no problem groups."""
    rows = Case.objects.filter(
        corridor__slug__in=corridors,
        subject__code=cause,
        submitted_at__gte=since,
        systemic_problem__isnull=True,
    )
    return _listed(rows, reads)


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedSubject:
    """A typical problem of the catalogue, and the code of its family."""

    labels: Labels
    family: str


def subject_named(code: str) -> NamedSubject | None:
    """A typical problem by its code, or nothing."""
    row = CaseSubject.objects.select_related("family").filter(code=code).first()
    return NamedSubject(labels=row.labels, family=row.family.code) if row else None


def _listed(rows: QuerySet[Case], reads: Reads) -> tuple[ListedCase, ...]:
    found = rows.select_related("company", "territory", "subject", "region")
    told = told_claims(found.order_by("-submitted_at", "-pk")[: 4 * MOST], reads=reads)
    return tuple(
        ListedCase(
            public_id=row.public_id,
            number=row.number,
            subject=row.subject.labels,
            region=row.region.labels,
            status_label=row.get_status_display(),
            submitted_at=row.submitted_at,
        )
        for row in told[:MOST]
    )
