"""Schemes: the list, and all that surrounds the law of one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from mithaq.apps.conventions.models import Measure
from mithaq.apps.conventions.queries.sources import source_of, source_ref
from mithaq.apps.programmes.models import (
    ActClock,
    DocumentRequirement,
    MeasureName,
    Scheme,
    SchemeCounter,
    SchemeIndicator,
)
from mithaq.apps.programmes.queries.envelopes import body_ref, editions_of
from mithaq.apps.programmes.queries.scheme_law import LawSummary
from mithaq.apps.programmes.queries.views import (
    ActView,
    CounterView,
    DocumentView,
    EditionView,
    IndicatorRef,
    MeasureView,
    SchemeDetail,
    SchemeView,
)
from mithaq.base.dates import Precision, UncertainDate
from mithaq.base.text import Labels


@dataclass(frozen=True, slots=True, kw_only=True)
class SchemeLine:
    """A scheme in the list: its edition open on the day, and the conventions that name it.

    ``law`` is told where the list shows it.
    """

    scheme: SchemeView
    edition: EditionView | None
    has_editions: bool
    conventions: int
    law: LawSummary | None = None

    @property
    def share(self) -> float | None:
        """What is taken of the envelope that runs out first."""
        envelopes = self.edition.envelopes if self.edition else ()
        known = [item.share for item in envelopes if item.share is not None]
        return max(known) if known else None


def schemes(*, on: date) -> tuple[SchemeLine, ...]:
    """Every scheme with its open edition: real ones in the order of their families, then exercises.

    Five queries, whatever the number of schemes.
    """
    rows = list(Scheme.objects.order_by("is_exercise", "rank", "code"))
    editions = editions_of(row.code for row in rows)
    conventions = _conventions_by_scheme()
    return tuple(
        SchemeLine(
            scheme=scheme_view(row),
            edition=next((e for e in editions.get(row.code, ()) if e.is_in_force(on)), None),
            has_editions=bool(editions.get(row.code)),
            conventions=len(conventions[row.pk]),
        )
        for row in rows
    )


def scheme_list() -> tuple[SchemeView, ...]:
    """Every scheme as a list names it: real ones in the order of their families, then exercises."""
    rows = Scheme.objects.order_by("is_exercise", "rank", "code")
    return tuple(scheme_view(row) for row in rows)


def scheme_labels(codes: Iterable[str]) -> dict[str, Labels]:
    """The names of some schemes by their codes."""
    return {row.code: row.labels for row in Scheme.objects.filter(code__in=list(codes))}


def scheme_of_measure(code: str) -> str | None:
    """The scheme that a measure of a convention names, or nothing."""
    found = MeasureName.objects.filter(code=code).values_list("scheme__code", flat=True)
    return found.first() if code else None


def scheme(code: str) -> SchemeDetail | None:
    """All that surrounds the law of a scheme, or nothing."""
    row = Scheme.objects.select_related("source").filter(code=code).first()
    if row is None:
        return None
    return SchemeDetail(
        scheme=scheme_view(row),
        source=source_ref(row.source) if row.source else None,
        editions=editions_of([code]).get(code, ()),
        counters=_counters(row),
        documents=_documents(row),
        acts=_acts(row),
        measures=_measures(row),
        indicators=_indicators(row),
    )


def scheme_view(row: Scheme) -> SchemeView:
    """A scheme as a list names it."""
    return SchemeView(
        code=row.code,
        labels=row.labels,
        family=row.family,
        family_label=row.get_family_display(),
        law_name=row.law_name,
        summary=Labels.from_columns(row, "summary"),
        is_exercise=row.is_exercise,
    )


def _conventions_by_scheme() -> defaultdict[int, set[int]]:
    """The conventions whose measures name each scheme."""
    names = dict(MeasureName.objects.order_by("code").values_list("code", "scheme_id"))
    rows = Measure.objects.filter(scheme_code__in=list(names)).order_by("pk")
    found: defaultdict[int, set[int]] = defaultdict(set)
    for code, convention in rows.values_list("scheme_code", "axis__convention_id"):
        found[names[code]].add(convention)
    return found


def _counters(row: Scheme) -> tuple[CounterView, ...]:
    found = SchemeCounter.objects.filter(scheme=row).select_related("organisation", "source")
    return tuple(
        CounterView(
            body=body_ref(item.organisation),
            role=item.role,
            role_label=item.get_role_display(),
            note=Labels.from_columns(item, "note"),
            source=source_of(item),
        )
        for item in found.order_by("rank", "pk")
    )


def _documents(row: Scheme) -> tuple[DocumentView, ...]:
    found = DocumentRequirement.objects.filter(scheme=row).select_related("holder", "source")
    return tuple(
        DocumentView(
            number=item.number,
            labels=item.labels,
            origin=item.origin,
            origin_label=item.get_origin_display(),
            stage=item.stage,
            stage_label=item.get_stage_display(),
            holder=body_ref(item.holder) if item.holder else None,
            source=source_of(item),
        )
        for item in found.order_by("number")
    )


def _acts(row: Scheme) -> tuple[ActView, ...]:
    found = ActClock.objects.filter(scheme=row).select_related("body", "source")
    return tuple(
        ActView(
            number=item.number,
            labels=item.labels,
            body=body_ref(item.body),
            ceiling_label=item.get_ceiling_display(),
            norm_days=item.norm_days,
            silence=item.silence,
            silence_label=item.get_silence_display(),
            source=source_of(item),
        )
        for item in found.order_by("number")
    )


def _measures(row: Scheme) -> tuple[MeasureView, ...]:
    """The measures of conventions that put the scheme to work, real ones first, latest first."""
    names = MeasureName.objects.filter(scheme=row).values("code")
    found = Measure.objects.filter(scheme_code__in=names).select_related("axis__convention")
    ordered = found.order_by(
        "axis__convention__is_exercise", "-axis__convention__signed_on", "axis__number", "number"
    )
    return tuple(_measure(item) for item in ordered)


def _measure(item: Measure) -> MeasureView:
    convention = item.axis.convention
    return MeasureView(
        reference=convention.reference,
        convention=convention.labels,
        signed=UncertainDate(convention.signed_on, Precision(convention.signed_precision)),
        is_exercise=convention.is_exercise,
        axis_number=item.axis.number,
        axis=item.axis.labels,
        measure=item.labels,
        status_label=item.get_status_display(),
    )


def _indicators(row: Scheme) -> tuple[IndicatorRef, ...]:
    found = SchemeIndicator.objects.filter(scheme=row).select_related("indicator")
    return tuple(
        IndicatorRef(code=item.indicator.code, labels=item.indicator.labels)
        for item in found.order_by("rank", "pk")
    )
