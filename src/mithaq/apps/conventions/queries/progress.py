"""Who answers for commitments, and where they stand: read from the rows, never typed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import Q, QuerySet

from mithaq.apps.conventions.models import Commitment, CommitmentOwner, CommitmentProgress
from mithaq.base.text import Labels


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnerView:
    """Who answers for a commitment between two days.

    ``person`` is a name that only the people of the convention read; the capacity is public.
    """

    organisation: str
    labels: Labels
    capacity: Labels
    user_id: int | None
    person: str
    since_on: date
    until_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgressView:
    """One report on a commitment; a corrected one stays readable."""

    number: int
    stated_on: date
    state: str
    state_label: str
    quantity: Decimal | None
    done: Labels
    grade: str
    evidence_name: str
    evidence_sha256: str
    evidence_url: str
    source_code: str
    source: Labels
    corrects: int | None
    corrected_by: int | None
    reason: str
    mandate: str
    recorded_at: datetime

    @property
    def has_evidence(self) -> bool:
        """Tell whether a document, an address or a source proves it."""
        return bool(self.evidence_sha256 or self.evidence_url or self.source_code)


def standing_reports(rows: Sequence[CommitmentProgress]) -> tuple[CommitmentProgress, ...]:
    """The reports that no later one corrects, each at the place of the first it corrects."""
    corrected = {row.corrects_id for row in rows if row.corrects_id}
    places: dict[int, int] = {}
    for row in sorted(rows, key=lambda item: item.number):
        places[row.pk] = places.get(row.corrects_id or 0, row.number)
    kept = [row for row in rows if row.pk not in corrected]
    return tuple(sorted(kept, key=lambda row: places[row.pk]))


def owners_on(
    *, on: date, commitments: Iterable[int] | QuerySet[Commitment]
) -> dict[int, OwnerView]:
    """Who answers for some commitments on a day, by the key of the commitment."""
    held = Q(since_on__lte=on) & (Q(until_on__isnull=True) | Q(until_on__gte=on))
    rows = _owners().filter(held, commitment__in=_asked(commitments))
    return {row.commitment_id: _owner(row) for row in rows}


def owners_of(reference: str, number: int) -> tuple[OwnerView, ...]:
    """Everyone who answered for a commitment, the newest first."""
    rows = _owners().filter(commitment__convention__reference=reference, commitment__number=number)
    return tuple(_owner(row) for row in rows.order_by("-since_on"))


def commitments_without_owner(reference: str, *, on: date) -> tuple[tuple[int, Labels], ...]:
    """The commitments of a convention, by number, for which nobody answers on a day."""
    held = Q(since_on__lte=on) & (Q(until_on__isnull=True) | Q(until_on__gte=on))
    owned = CommitmentOwner.objects.filter(held).values("commitment")
    rows = Commitment.objects.filter(convention__reference=reference).exclude(pk__in=owned)
    return tuple((row.number, row.labels) for row in rows.order_by("number"))


def progress_of(reference: str, number: int) -> tuple[ProgressView, ...]:
    """Every report on a commitment, corrected ones included, the newest first."""
    rows = list(
        CommitmentProgress.objects.select_related("source")
        .filter(commitment__convention__reference=reference, commitment__number=number)
        .order_by("-number")
    )
    numbers = {row.pk: row.number for row in rows}
    later = {row.corrects_id: row.number for row in rows if row.corrects_id}
    return tuple(
        progress_view(row, corrects=numbers.get(row.corrects_id or 0), by=later.get(row.pk))
        for row in rows
    )


def latest_progress(
    commitments: Iterable[int] | QuerySet[Commitment],
) -> dict[int, CommitmentProgress]:
    """The report that says where each of some commitments stands, in one query."""
    grouped: dict[int, list[CommitmentProgress]] = {}
    rows = CommitmentProgress.objects.select_related("source").filter(
        commitment__in=_asked(commitments)
    )
    for row in rows.order_by("commitment", "number"):
        grouped.setdefault(row.commitment_id, []).append(row)
    return {key: standing_reports(found)[-1] for key, found in grouped.items()}


def progress_view(
    row: CommitmentProgress, *, corrects: int | None = None, by: int | None = None
) -> ProgressView:
    """One report as pages read it."""
    return ProgressView(
        number=row.number,
        stated_on=row.stated_on,
        state=row.state,
        state_label=row.get_state_display(),
        quantity=row.quantity,
        done=Labels.from_columns(row, "done"),
        grade=row.grade,
        evidence_name=row.evidence_name,
        evidence_sha256=row.evidence_sha256,
        evidence_url=row.evidence_url,
        source_code=row.source.code if row.source else "",
        source=row.source.labels if row.source else Labels(""),
        corrects=corrects,
        corrected_by=by,
        reason=row.reason,
        mandate=row.mandate,
        recorded_at=row.recorded_at,
    )


def _owners() -> QuerySet[CommitmentOwner]:
    return CommitmentOwner.objects.select_related("organisation", "user")


def _owner(row: CommitmentOwner) -> OwnerView:
    return OwnerView(
        organisation=row.organisation.slug,
        labels=row.organisation.labels,
        capacity=Labels.from_columns(row, "capacity"),
        user_id=row.user_id,
        person=str(row.user) if row.user else "",
        since_on=row.since_on,
        until_on=row.until_on,
    )


def _asked(commitments: Iterable[int] | QuerySet[Commitment]) -> Any:
    """Many commitments are asked by a query: databases count the values that one may hold."""
    if isinstance(commitments, QuerySet):
        return commitments.order_by().values("pk")
    return list(commitments)
