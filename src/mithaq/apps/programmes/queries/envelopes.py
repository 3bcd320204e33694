"""Editions with their envelopes, and the readings of each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Q

from mithaq.apps.conventions.queries.sources import source_ref
from mithaq.apps.organisations.models import Organisation
from mithaq.apps.programmes.choices import EditionStatus
from mithaq.apps.programmes.models import Envelope, EnvelopeReading, SchemeEdition
from mithaq.apps.programmes.queries.views import (
    BodyRef,
    EditionView,
    EnvelopeView,
    ReadingView,
)


def body_ref(row: Organisation) -> BodyRef:
    """Name an organisation."""
    return BodyRef(row.slug, row.labels, row.is_exercise)


def editions_of(codes: Iterable[str]) -> dict[str, tuple[EditionView, ...]]:
    """The editions of some schemes with their envelopes, latest first: three queries."""
    rows = list(
        SchemeEdition.objects.filter(scheme__code__in=list(codes))
        .select_related("scheme", "source")
        .order_by("-starts_on", "-number")
    )
    envelopes = _envelopes(Q(edition__in=[row.pk for row in rows]))
    found: dict[str, list[EditionView]] = defaultdict(list)
    for row in rows:
        found[row.scheme.code].append(_edition(row, tuple(envelopes[row.pk])))
    return {code: tuple(items) for code, items in found.items()}


def _edition(row: SchemeEdition, envelopes: tuple[EnvelopeView, ...]) -> EditionView:
    return EditionView(
        pk=row.pk,
        scheme=row.scheme.code,
        number=row.number,
        labels=row.labels,
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        status=EditionStatus(row.status),
        status_label=row.get_status_display(),
        law_digest=row.law_digest,
        basis=row.basis,
        source=source_ref(row.source) if row.source else None,
        envelopes=envelopes,
    )


def _envelopes(which: Q) -> dict[int, list[EnvelopeView]]:
    rows = list(
        Envelope.objects.filter(which)
        .select_related("payer", "territory", "source")
        .order_by("-year", "territory__code", "payer__search_text", "pk")
    )
    readings = _readings(row.pk for row in rows)
    found: dict[int, list[EnvelopeView]] = defaultdict(list)
    for row in rows:
        found[row.edition_id].append(
            EnvelopeView(
                pk=row.pk,
                payer=body_ref(row.payer),
                territory=row.territory.code,
                territory_labels=row.territory.labels,
                year=row.year,
                money_centimes=row.money_centimes,
                headcount=row.headcount,
                basis=row.basis,
                source=source_ref(row.source) if row.source else None,
                readings=tuple(readings[row.pk]),
            )
        )
    return found


def _readings(envelopes: Iterable[int]) -> dict[int, list[ReadingView]]:
    """The readings by envelope, latest day first; recorded last stands for its day."""
    rows = (
        EnvelopeReading.objects.filter(envelope__in=list(envelopes))
        .select_related("source")
        .order_by("-as_of", "-recorded_at", "-pk")
    )
    found: dict[int, list[ReadingView]] = defaultdict(list)
    for row in rows:
        found[row.envelope_id].append(
            ReadingView(
                as_of=row.as_of,
                committed_centimes=row.committed_centimes,
                used_centimes=row.used_centimes,
                committed_count=row.committed_count,
                used_count=row.used_count,
                grade=row.grade,
                basis=row.basis,
                source=source_ref(row.source) if row.source else None,
                recorded_at=row.recorded_at,
            )
        )
    return found
