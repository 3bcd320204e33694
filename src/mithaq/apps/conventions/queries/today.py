"""What conventions expect of an organisation or a territory, as of a day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q, QuerySet

from mithaq.apps.conventions.choices import CommitmentStatus, DocumentKind
from mithaq.apps.conventions.models import Commitment, Committee, Convention, Document, Party
from mithaq.base.dates import Precision, UncertainDate
from mithaq.base.text import Labels

NOTHING = Labels("")


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """What a person looks after: an organisation, a territory, both, or everything."""

    organisation: str = ""
    territory: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PromiseView:
    """One commitment with its convention, seen from a day."""

    reference: str
    convention: Labels
    labels: Labels
    debtor: Labels
    beneficiary: Labels
    due: UncertainDate
    is_late: bool
    grade: str
    is_exercise: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SilentCommittee:
    """A committee whose promised cadence has no minutes published."""

    reference: str
    convention: Labels
    labels: Labels
    cadence_count: int
    cadence_period_label: str
    is_exercise: bool


def conventions_within(scope: Scope) -> QuerySet[Convention]:
    """The conventions that bind an organisation, or apply in a territory; all without either."""
    rows = Convention.objects.all()
    wanted = Q()
    if scope.organisation:
        bound = Party.objects.filter(organisation__slug=scope.organisation).values("convention")
        wanted |= Q(pk__in=bound)
    if scope.territory:
        wanted |= Q(territory__code=scope.territory)
        wanted |= Q(territory__code__startswith=f"{scope.territory}.")
    return rows.filter(wanted)


def promises_due(scope: Scope, *, on: date, days: int) -> tuple[PromiseView, ...]:
    """The commitments not yet kept whose day has come or comes within some days, first due first.

    A commitment due « en 2022 » is late from the first day of 2023.
    """
    rows = _open(scope).filter(due_on__isnull=False, due_on__lte=on + timedelta(days=days))
    horizon = on + timedelta(days=days)
    found = [_view(row, on) for row in rows.order_by("due_on", "convention", "number")]
    return tuple(item for item in found if item.due.latest and item.due.latest <= horizon)


def promises_by(scope: Scope, *, on: date) -> tuple[PromiseView, ...]:
    """The open commitments of an organisation (its own, and those of all parties together)."""
    return tuple(_view(row, on) for row in _open(scope).order_by("convention", "number"))


def promises_to(words: Sequence[str], scope: Scope, *, on: date) -> tuple[PromiseView, ...]:
    """The open commitments whose beneficiaries are named by one of some words.

    A scope with a territory also keeps the conventions that apply to the whole country.
    """
    named = Q()
    for word in words:
        named |= Q(beneficiary_fr__icontains=word)
    rows = _commitments().filter(named).exclude(status=CommitmentStatus.DONE)
    if scope.territory:
        own = Q(convention__territory__code=scope.territory)
        own |= Q(convention__territory__code__startswith=f"{scope.territory}.")
        rows = rows.filter(own | Q(convention__territory__isnull=True))
    return tuple(_view(row, on) for row in rows.order_by("convention", "number"))


def silent_committees(scope: Scope) -> tuple[SilentCommittee, ...]:
    """The committees that promised a cadence and of which no minutes are published."""
    heard = Document.objects.filter(kind=DocumentKind.MINUTES).values("convention")
    rows = (
        Committee.objects.filter(convention__in=conventions_within(scope))
        .filter(cadence_count__isnull=False)
        .exclude(convention__in=heard)
        .select_related("convention")
        .order_by("convention__reference", "number")
    )
    return tuple(
        SilentCommittee(
            reference=row.convention.reference,
            convention=row.convention.labels,
            labels=row.labels,
            cadence_count=row.cadence_count or 0,
            cadence_period_label=row.get_cadence_period_display(),
            is_exercise=row.convention.is_exercise,
        )
        for row in rows
    )


def _commitments() -> QuerySet[Commitment]:
    return Commitment.objects.select_related("convention", "debtor__organisation")


def _open(scope: Scope) -> QuerySet[Commitment]:
    rows = _commitments().exclude(status=CommitmentStatus.DONE)
    if not scope.organisation:
        return rows.filter(convention__in=conventions_within(scope))
    bound = conventions_within(Scope(organisation=scope.organisation))
    own = Q(debtor__organisation__slug=scope.organisation)
    own |= Q(debtor__isnull=True, convention__in=bound)
    if scope.territory:
        own |= Q(convention__in=conventions_within(Scope(territory=scope.territory)))
    return rows.filter(own)


def _view(row: Commitment, on: date) -> PromiseView:
    due = UncertainDate(row.due_on, Precision(row.due_precision))
    return PromiseView(
        reference=row.convention.reference,
        convention=row.convention.labels,
        labels=row.labels,
        debtor=row.debtor.organisation.labels if row.debtor else NOTHING,
        beneficiary=Labels.from_columns(row, "beneficiary"),
        due=due,
        is_late=due.latest is not None and due.latest < on,
        grade=row.grade,
        is_exercise=row.convention.is_exercise,
    )
