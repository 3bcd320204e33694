"""What the register says of one body: its part in conventions, its dues, its figures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db.models import F

from mithaq.apps.conventions.models import Committee, Convention, Party, Target
from mithaq.apps.conventions.queries import DutyView, conventions_of, duties_of
from mithaq.apps.observatory.queries.disclosure import published
from mithaq.apps.observatory.queries.figures import views_of
from mithaq.apps.observatory.queries.today import latest_figures
from mithaq.apps.observatory.queries.views import FigureView
from mithaq.base.dates import Precision, UncertainDate
from mithaq.base.text import Labels


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyPart:
    """A convention that binds a body, and every part that the body takes in it."""

    reference: str
    labels: Labels
    signed: UncertainDate
    roles: tuple[str, ...]
    is_exercise: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyCommittee:
    """A committee of a convention that binds a body, with the cadence it promised."""

    reference: str
    number: int
    labels: Labels
    convention: Labels
    kind_label: str
    cadence_count: int | None
    cadence_period: str
    is_exercise: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyProfile:
    """Everything that binds a body: ``owed`` and ``awaited`` are what it owes and is owed.

    ``pooled`` counts, for a convention whose set promises quantities together, the set's texts.
    """

    parts: tuple[BodyPart, ...]
    owed: tuple[DutyView, ...]
    awaited: tuple[DutyView, ...]
    pooled: Mapping[str, int]
    committees: tuple[BodyCommittee, ...]
    figures: tuple[FigureView, ...]
    figure_count: int


SHOWN_FIGURES: Final = 8


def body_profile(slug: str, *, on: date) -> BodyProfile:
    """Read what binds a body on a day, in a fixed number of queries.

    What it owes is what a source makes it owe, alone or with every party; what it is owed is what
    a commitment names it creditor of. Figures are those counted of the body or said by it.
    """
    duties = duties_of([slug], on=on)
    parts = _parts(slug)
    rows = latest_figures().filter(organisation__slug=slug)
    return BodyProfile(
        parts=parts,
        owed=tuple(item for item in duties if slug in item.debtor_slugs),
        awaited=tuple(item for item in duties if item.creditor and item.creditor.slug == slug),
        pooled=_pooled({item.reference for item in duties}),
        committees=_committees([part.reference for part in parts]),
        figures=published(views_of(rows[:SHOWN_FIGURES])),
        figure_count=rows.count(),
    )


def _parts(slug: str) -> tuple[BodyPart, ...]:
    rows = (
        Party.objects.filter(
            organisation__slug=slug, convention__in=conventions_of(slug).order_by().values("pk")
        )
        .select_related("convention")
        .order_by(
            "convention__is_exercise",
            F("convention__signed_on").desc(nulls_last=True),
            "convention__reference",
            "rank",
        )
    )
    roles: dict[str, list[str]] = {}
    found = {}
    for row in rows:
        told = roles.setdefault(row.convention.reference, [])
        if row.get_role_display() not in told:
            told.append(str(row.get_role_display()))
        found[row.convention.reference] = row.convention
    return tuple(
        BodyPart(
            reference=reference,
            labels=row.labels,
            signed=UncertainDate(row.signed_on, Precision(row.signed_precision)),
            roles=tuple(roles[reference]),
            is_exercise=row.is_exercise,
        )
        for reference, row in found.items()
    )


def _pooled(references: set[str]) -> dict[str, int]:
    """How many texts share the quantities of a set, by convention of that set."""
    sharing = Target.objects.filter(convention_set__isnull=False).values("convention_set")
    rows = Convention.objects.filter(
        reference__in=references, convention_set__in=sharing
    ).select_related("convention_set")
    return {
        row.reference: (row.convention_set and row.convention_set.announced_count)
        or row.instrument_count
        for row in rows
    }


def _committees(references: list[str]) -> tuple[BodyCommittee, ...]:
    rows = (
        Committee.objects.filter(convention__reference__in=references)
        .select_related("convention")
        .order_by("convention__is_exercise", "convention__reference", "number")
    )
    return tuple(
        BodyCommittee(
            reference=row.convention.reference,
            number=row.number,
            labels=row.labels,
            convention=row.convention.labels,
            kind_label=str(row.get_kind_display()),
            cadence_count=row.cadence_count,
            cadence_period=row.cadence_period,
            is_exercise=row.convention.is_exercise,
        )
        for row in rows
    )
