"""An amendment while it is written: what it would do, and what it can name."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from mithaq.apps.conventions.queries import views
from mithaq.apps.conventions.queries._words import NOTHING, Names
from mithaq.apps.conventions.queries.amending import Misfit, as_amended
from mithaq.apps.conventions.queries.amendments import amendments_by_convention, names_of
from mithaq.apps.conventions.queries.details import convention_detail
from mithaq.apps.reference.models import IndicatorVersion, Territory
from mithaq.base.dates import UncertainDate
from mithaq.base.text import Labels

# A draft takes effect after every amendment of its day: its number may still change.
LAST: Final = 32_000
UNSOURCED: Final = views.SourceRef(
    code="", labels=NOTHING, kind="", publisher="", url="", published=UncertainDate.unknown(),
    locator="",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Drafted:
    """A convention as some articles would leave it; ``traces`` are theirs, by rank."""

    detail: views.ConventionDetail
    traces: tuple[tuple[int, views.Trace], ...]
    misfits: tuple[Misfit, ...]
    names: Names


def drafted_reading(reference: str, *, changes: tuple[views.ChangeView, ...], on: date) -> Drafted:
    """Read a convention on a day with articles that are not recorded yet.

    Raises ``LookupError`` when the register has no such convention.
    """
    detail = convention_detail(reference)
    if detail is None:
        raise LookupError(reference)
    draft = views.AmendmentView(
        number=LAST,
        labels=NOTHING,
        signed_on=on,
        effective_on=on,
        reason=NOTHING,
        retroactive_reason=NOTHING,
        source=UNSOURCED,
        document_sha256="",
        changes=changes,
    )
    told = (*amendments_by_convention([detail.id]).get(detail.id, ()), draft)
    names = names_of(told, detail)
    found = as_amended(detail, told, names=names, on=on)
    return Drafted(
        detail=found.detail,
        traces=tuple(
            (trace.rank, trace) for trace in found.detail.traces if trace.amendment == LAST
        ),
        misfits=tuple(item for item in found.misfits if item.amendment == LAST),
        names=names,
    )


def namable_places() -> tuple[tuple[str, Labels], ...]:
    """The country, its regions and provinces: where a target can be promised."""
    rows = Territory.objects.exclude(level__in=("commune", "arrondissement")).order_by("code")
    return tuple((row.code, row.labels) for row in rows)


def namable_indicators() -> tuple[tuple[str, int, Labels, str], ...]:
    """Every definition that a target can count: code, version, name, unit."""
    rows = IndicatorVersion.objects.select_related("indicator").order_by(
        "indicator__label_fr", "number"
    )
    return tuple(
        (row.indicator.code, row.number, row.indicator.labels, row.get_unit_display())
        for row in rows
    )
