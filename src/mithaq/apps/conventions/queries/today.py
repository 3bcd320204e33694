"""What conventions expect of an organisation or a territory, as of a day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import F, Q, QuerySet

from mithaq.apps.conventions.choices import CommitmentStatus, DocumentKind
from mithaq.apps.conventions.models import Commitment, Committee, Convention, Document, Party
from mithaq.apps.conventions.queries.register import register
from mithaq.base.dates import Precision, UncertainDate
from mithaq.base.text import Labels

NOTHING = Labels("")


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """What a person looks after: an organisation, a territory, both, or everything.

    An organisation answers for what its seat signed (``seats``); what its federations signed
    concerns it (``federations``) without binding it.
    """

    organisation: str = ""
    seats: tuple[str, ...] = ()
    federations: tuple[str, ...] = ()
    territory: str = ""

    @property
    def bound(self) -> tuple[str, ...]:
        """The bodies whose promises are the organisation's own."""
        return (self.organisation, *self.seats) if self.organisation else ()


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
    is_done: bool
    territory: Labels
    grade: str
    is_exercise: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PartIn:
    """The part a body takes in a convention."""

    slug: str
    role_label: str


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
    """The conventions that concern an organisation, or apply in a territory; all without either.

    Whatever its part — party, payer, operator, partner, beneficiary — a body is concerned.
    """
    rows = Convention.objects.all()
    wanted = Q()
    if scope.organisation:
        slugs = (*scope.bound, *scope.federations)
        bound = Party.objects.filter(organisation__slug__in=slugs).values("convention")
        wanted |= Q(pk__in=bound)
    if scope.territory:
        wanted |= Q(territory__code=scope.territory)
        wanted |= Q(territory__code__startswith=f"{scope.territory}.")
    return rows.filter(wanted)


def promises_due(scope: Scope, *, on: date, days: int) -> tuple[PromiseView, ...]:
    """The commitments not yet kept whose day has come or comes within some days, first due first.

    They are the promises of every party of the conventions concerned: what another owes us is
    awaited as much as what we owe. « En 2022 » is late from the first day of 2023.
    """
    horizon = on + timedelta(days=days)
    rows = (
        _commitments()
        .exclude(status=CommitmentStatus.DONE)
        .filter(convention__in=conventions_within(scope))
        .filter(due_on__isnull=False, due_on__lte=horizon)
    )
    found = [_view(row, on) for row in rows.order_by("due_on", "convention", "number")]
    return tuple(item for item in found if item.due.latest and item.due.latest <= horizon)


def promises_by(scope: Scope, *, on: date) -> tuple[PromiseView, ...]:
    """What an organisation or its seat promised, alone or with all the parties: kept ones last."""
    if not scope.organisation:
        return ()
    binding = Party.objects.filter(organisation__slug__in=scope.bound).values("convention")
    own = Q(debtor__organisation__slug__in=scope.bound)
    own |= Q(debtor__isnull=True, convention__in=binding)
    rows = _commitments().filter(own).order_by(F("due_on").asc(nulls_last=True), "number")
    found = [_view(row, on) for row in rows]
    return tuple(sorted(found, key=lambda item: (item.is_done, item.reference)))


def promises_to(words: Sequence[str], scope: Scope, *, on: date) -> tuple[PromiseView, ...]:
    """The commitments whose beneficiaries are named by one of some words, kept ones included.

    In a territory count the conventions of the whole country, those of the territory, of what
    lies in it, and of what it lies in: a region's convention is also for its communes.
    """
    named = Q()
    for word in words:
        named |= Q(beneficiary_fr__icontains=word)
    rows = _commitments().filter(named)
    if scope.territory:
        rows = rows.filter(convention__in=_reaching(scope.territory))
    ordered = rows.order_by("convention__territory", "convention", "number")
    found = [_view(row, on) for row in ordered]
    return tuple(sorted(found, key=lambda item: not item.territory))


def conventions_reaching(code: str) -> QuerySet[Convention]:
    """The conventions for the people of a territory: its own first, then the country's."""
    rows = register().filter(pk__in=_reaching(code).values("pk"))
    return rows.order_by(
        F("territory").asc(nulls_last=True), F("signed_on").desc(nulls_last=True), "reference"
    )


def _reaching(code: str) -> QuerySet[Convention]:
    parts = code.rstrip(".").split(".")
    around = [".".join(parts[:size]) for size in range(1, len(parts) + 1)]
    near = Q(territory__code__in=[code, *around])
    near |= Q(territory__code__startswith=f"{code.rstrip('.')}.")
    near |= Q(territory__isnull=True) | Q(territory__level="country")
    return Convention.objects.filter(near)


def parts_in(scope: Scope, ids: Iterable[int]) -> dict[int, tuple[PartIn, ...]]:
    """By which bodies some conventions concern an organisation, its own part first."""
    order = (*scope.bound, *scope.federations)
    rows = (
        Party.objects.filter(convention__in=list(ids), organisation__slug__in=order)
        .select_related("organisation")
        .order_by("convention", "rank")
    )
    found: dict[int, list[PartIn]] = {}
    for row in rows:
        part = PartIn(slug=row.organisation.slug, role_label=row.get_role_display())
        found.setdefault(row.convention_id, []).append(part)
    return {
        key: tuple(sorted(parts, key=lambda part: order.index(part.slug)))
        for key, parts in found.items()
    }


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
    return Commitment.objects.select_related("convention__territory", "debtor__organisation")


def _view(row: Commitment, on: date) -> PromiseView:
    due = UncertainDate(row.due_on, Precision(row.due_precision))
    is_done = row.status == CommitmentStatus.DONE
    return PromiseView(
        reference=row.convention.reference,
        convention=row.convention.labels,
        labels=row.labels,
        debtor=row.debtor.organisation.labels if row.debtor else NOTHING,
        beneficiary=Labels.from_columns(row, "beneficiary"),
        due=due,
        is_late=not is_done and due.latest is not None and due.latest < on,
        is_done=is_done,
        territory=row.convention.territory.labels if row.convention.territory else NOTHING,
        grade=row.grade,
        is_exercise=row.convention.is_exercise,
    )
