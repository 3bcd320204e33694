"""The blocked cases of a corridor that its committee has not: no company, no person is named."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import Case as When
from django.db.models import Exists, IntegerField, OuterRef, Q, Subquery, Value
from django.db.models import When as If

from mithaq.apps.corridor.choices import CaseLevel
from mithaq.apps.corridor.choices.cases import OPEN_CASES
from mithaq.apps.corridor.choices.problems import ReferralStatus
from mithaq.apps.corridor.models import Case, CommitteeReferral, Side
from mithaq.apps.corridor.queries._lists import sides_by_case, terms_by_case, turns_of
from mithaq.apps.corridor.queries.turns import Turn
from mithaq.base.text import Labels

MOST: Final = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Referable:
    """A case as the secretary of the committee may know it before it is referred: its number, its
    subject, where it stands, who is late. One about a person's right is named to nobody else."""

    number: str
    subject: Labels
    region: Labels
    level: str
    level_label: str
    submitted_at: datetime
    company: str
    turns: tuple[Turn, ...]
    late: tuple[Labels, ...]
    names: tuple[tuple[str, Labels], ...]


def referable_cases(corridor: str, *, at: datetime) -> tuple[Referable, ...]:
    """The open cases that the national level has, and those of a region whose delay is past; the
    national ones first, then the oldest."""
    late = Side.objects.filter(case=OuterRef("pk"), is_open=True, due_at__lt=at)
    # A decision answers the case: it is offered again once a delay that ends after it has passed.
    decided = CommitteeReferral.objects.filter(case=OuterRef("pk"), status=ReferralStatus.DECIDED)
    last = (
        CommitteeReferral.objects.filter(case=OuterRef("case"), status=ReferralStatus.DECIDED)
        .order_by("-decided_at")
        .values("decided_at")[:1]
    )
    rows = (
        Case.objects.filter(
            corridor__slug=corridor, status__in=OPEN_CASES, subject__is_personal=False
        )
        .filter(Q(level=CaseLevel.NATIONAL) | (Q(level=CaseLevel.REGION) & Exists(late)))
        .exclude(Exists(decided) & ~Exists(late.filter(due_at__gt=Subquery(last))))
        .annotate(
            rung=When(
                If(level=CaseLevel.NATIONAL, then=Value(0)), default=Value(1),
                output_field=IntegerField(),
            )
        )
        .select_related("company", "subject", "region", "waits_for")
        .order_by("rung", "submitted_at", "pk")
    )  # fmt: skip
    cases = list(rows[:MOST])
    sides = sides_by_case(cases)
    terms = terms_by_case(cases, sides)
    return tuple(
        Referable(
            number=row.number,
            subject=row.subject.labels,
            region=row.region.labels,
            level=row.level,
            level_label=row.get_level_display(),
            submitted_at=row.submitted_at,
            company=row.company.slug,
            turns=turns_of(row, sides, terms),
            late=tuple(
                side.institution.labels
                for side in sides.get(row.pk, ())
                if side.is_open and side.due_at is not None and side.due_at < at
            ),
            names=tuple(
                (side.institution.slug, side.institution.labels) for side in sides.get(row.pk, ())
            ),
        )
        for row in cases
    )
