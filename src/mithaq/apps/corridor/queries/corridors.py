"""Corridors: who joins them, what they promise, and the catalogue of problems."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from mithaq.apps.corridor.choices import NeedsCase, Part
from mithaq.apps.corridor.models import (
    CaseFamily,
    CaseSubject,
    Corridor,
    CorridorInstitution,
    SideNorm,
)
from mithaq.apps.corridor.queries.apart import is_blind
from mithaq.apps.organisations.queries.dates import in_force
from mithaq.base.text import Labels


@dataclass(frozen=True, slots=True, kw_only=True)
class NormView:
    """A delay that an institution promised for a family, and which source says so."""

    family: str
    amount: int
    unit: str
    unit_label: str
    silence: str
    silence_label: str
    source: Labels
    locator: str
    is_exercise: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class InstitutionView:
    """An institution of a corridor, its part, its hours and its delays by family."""

    slug: str
    labels: Labels
    part: str
    part_label: str
    hours: dict[str, list[list[int]]]
    norms: tuple[NormView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CorridorView:
    """A corridor; what nobody published (a day, a scope, a delay) is empty."""

    slug: str
    labels: Labels
    scope: Labels
    convention: str
    committee_id: int | None
    committee: Labels
    opened_on: date | None
    source: Labels
    locator: str
    is_exercise: bool
    institutions: tuple[InstitutionView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SubjectView:
    """A typical problem: the question that finds it, the rule, what to do, the published norm."""

    code: str
    labels: Labels
    family: str
    family_labels: Labels
    hint: Labels
    explanation: Labels
    fix: Labels
    norm: Labels
    source: Labels
    source_url: str
    source_kind: str
    locator: str
    simulator: str
    is_personal: bool
    needs_case: NeedsCase


@dataclass(frozen=True, slots=True, kw_only=True)
class FamilyView:
    """A family of problems with its subjects, in order."""

    code: str
    labels: Labels
    subjects: tuple[SubjectView, ...]


def corridors() -> QuerySet[Corridor]:
    """Every corridor, the real ones first."""
    return Corridor.objects.select_related("convention", "source").order_by("is_exercise", "slug")


def corridors_of(organisation: str, *, on: date) -> tuple[str, ...]:
    """The corridors in which an institution has a part on a day."""
    rows = CorridorInstitution.objects.filter(in_force(on), organisation__slug=organisation)
    return tuple(rows.order_by("corridor__slug").values_list("corridor__slug", flat=True))


def corridors_open_to(*, is_exercise: bool) -> QuerySet[Corridor]:
    """The corridors in which a company of one world may file."""
    return corridors().filter(is_exercise=is_exercise)


def deciding_bodies(family: str, *, is_exercise: bool, on: date) -> tuple[Labels, ...]:
    """The institutions that decide the cases of a family on a day, in the corridors of a world."""
    rows = CorridorInstitution.objects.filter(
        in_force(on), part=Part.DECIDES, corridor__is_exercise=is_exercise
    ).select_related("organisation")
    found = {
        row.organisation_id: row.organisation.labels
        for row in rows.order_by("corridor__slug", "rank", "pk")
        if row.is_called_for(family)
    }
    return tuple(found.values())


def called_bodies(slug: str, *, family: str, is_personal: bool, on: date) -> tuple[Labels, ...]:
    """Who reads a case of a family filed in a corridor on a day; a relay reads none about the right
    of a person."""
    rows = CorridorInstitution.objects.filter(in_force(on), corridor__slug=slug)
    return tuple(
        row.organisation.labels
        for row in rows.select_related("organisation").order_by("rank", "pk")
        if row.is_called_for(family) and not is_blind(row.part, is_personal=is_personal)
    )


def partners_of(organisation: str, *, on: date) -> dict[str, Labels]:
    """The other institutions of the corridors in which one has a part on a day, by slug."""
    rows = CorridorInstitution.objects.filter(in_force(on))
    mine = rows.filter(organisation__slug=organisation).values("corridor")
    others = rows.filter(corridor__in=mine).exclude(organisation__slug=organisation)
    found = others.select_related("organisation").order_by("rank", "pk")
    return {row.organisation.slug: row.organisation.labels for row in found}


def institutions_on(corridor: Corridor, *, on: date) -> list[CorridorInstitution]:
    """Who has a part in a corridor on a day, in order."""
    rows = CorridorInstitution.objects.filter(in_force(on), corridor=corridor)
    return list(rows.select_related("organisation").order_by("rank", "pk"))


def corridor(slug: str, *, on: date) -> CorridorView | None:
    """A corridor as it is on a day, or nothing."""
    rows = Corridor.objects.select_related("convention", "source", "standing_committee")
    row = rows.filter(slug=slug).first()
    if row is None:
        return None
    norms: dict[int, list[NormView]] = defaultdict(list)
    found = SideNorm.objects.filter(corridor=row, replaced_at__isnull=True).select_related(
        "family", "source"
    )
    for item in found.order_by("family__rank", "pk"):
        norms[item.organisation_id].append(_norm(item))
    return CorridorView(
        slug=row.slug,
        labels=row.labels,
        scope=Labels.from_columns(row, "scope"),
        convention=row.convention.reference if row.convention else "",
        committee_id=row.standing_committee_id,
        committee=row.standing_committee.labels if row.standing_committee else Labels(""),
        opened_on=row.opened_on,
        source=row.source.labels if row.source else Labels(""),
        locator=row.locator,
        is_exercise=row.is_exercise,
        institutions=tuple(
            InstitutionView(
                slug=item.organisation.slug,
                labels=item.organisation.labels,
                part=item.part,
                part_label=item.get_part_display(),
                hours=item.hours,
                norms=tuple(norms[item.organisation_id]),
            )
            for item in institutions_on(row, on=on)
        ),
    )


def _norm(item: SideNorm) -> NormView:
    return NormView(
        family=item.family.code,
        amount=item.amount,
        unit=item.unit,
        unit_label=item.get_unit_display(),
        silence=item.silence,
        silence_label=item.get_silence_display(),
        source=item.source.labels if item.source else Labels(""),
        locator=item.locator,
        is_exercise=item.is_exercise,
    )


def catalogue() -> tuple[FamilyView, ...]:
    """Every family with the subjects on offer, in order, in two queries."""
    subjects: dict[int, list[SubjectView]] = defaultdict(list)
    for row in _subjects().filter(is_active=True):
        subjects[row.family_id].append(_subject(row))
    return tuple(
        FamilyView(code=row.code, labels=row.labels, subjects=tuple(subjects[row.pk]))
        for row in CaseFamily.objects.order_by("rank", "pk")
    )


def subject(code: str) -> SubjectView | None:
    """One typical problem, or nothing."""
    row = _subjects().filter(code=code).first()
    return _subject(row) if row else None


def _subjects() -> QuerySet[CaseSubject]:
    rows = CaseSubject.objects.select_related("family", "source")
    return rows.order_by("family__rank", "rank", "pk")


def _subject(row: CaseSubject) -> SubjectView:
    return SubjectView(
        code=row.code,
        labels=row.labels,
        family=row.family.code,
        family_labels=row.family.labels,
        hint=Labels.from_columns(row, "hint"),
        explanation=Labels.from_columns(row, "explanation"),
        fix=Labels.from_columns(row, "fix"),
        norm=Labels.from_columns(row, "norm"),
        source=row.source.labels if row.source else Labels(""),
        source_url=row.source.url if row.source else "",
        source_kind=row.source.kind if row.source else "",
        locator=row.locator,
        simulator=row.simulator,
        is_personal=row.is_personal,
        needs_case=NeedsCase(row.needs_case),
    )
