"""One convention whole, in a fixed number of queries."""

from __future__ import annotations

from mithaq.apps.conventions.models import Convention
from mithaq.apps.conventions.queries import views
from mithaq.apps.conventions.queries._bodies import (
    committees,
    daughters,
    documents,
    languages,
    links,
    preamble,
    remarks,
)
from mithaq.apps.conventions.queries._people import parties, witnesses
from mithaq.apps.conventions.queries._promises import axes, budget_lines
from mithaq.apps.conventions.queries.sources import source_of
from mithaq.apps.conventions.queries.targets import targets_of
from mithaq.apps.conventions.queries.totals import totals
from mithaq.base.dates import Precision, UncertainDate
from mithaq.base.text import Labels

NOTHING = Labels("")


def convention_detail(reference: str) -> views.ConventionDetail | None:
    """Read one convention with all its parts, or nothing when the register has no such one."""
    row = (
        Convention.objects.select_related("source", "territory", "parent", "convention_set__source")
        .filter(reference=reference)
        .first()
    )
    return _detail(row) if row else None


def _detail(row: Convention) -> views.ConventionDetail:
    lines = budget_lines(row)
    return views.ConventionDetail(
        id=row.pk,
        reference=row.reference,
        kind=row.kind,
        kind_label=row.get_kind_display(),
        level=row.level,
        level_label=row.get_level_display(),
        status=row.status,
        status_label=row.get_status_display(),
        labels=row.labels,
        purpose=Labels.from_columns(row, "purpose"),
        convention_set=_set(row),
        convention_set_id=row.convention_set_id,
        parent_reference=row.parent.reference if row.parent else None,
        instrument_count=row.instrument_count,
        territory_code=row.territory.code if row.territory else "",
        territory=row.territory.labels if row.territory else NOTHING,
        place=Labels.from_columns(row, "place"),
        signed=UncertainDate(row.signed_on, Precision(row.signed_precision)),
        signed_weekday=row.signed_weekday,
        in_force_on=row.in_force_on,
        covers_from=row.covers_from,
        covers_to=row.covers_to,
        duration_kind=row.duration_kind,
        duration_label=row.get_duration_kind_display(),
        feature_rank=row.feature_rank,
        is_exercise=row.is_exercise,
        content_sha256=row.content_sha256,
        recorded_at=row.recorded_at,
        source=source_of(row),
        parties=parties(row),
        witnesses=witnesses(row),
        axes=axes(row),
        targets=targets_of(row),
        budget_lines=lines,
        budget_totals=totals(lines),
        committees=committees(row),
        documents=documents(row),
        remarks=remarks(row),
        notice_months=row.notice_months,
        renewal_months=row.renewal_months,
        terms=Labels.from_columns(row, "terms"),
        legal_basis=Labels.from_columns(row, "legal_basis"),
        preamble=preamble(row),
        languages=languages(row),
        links=links(row),
        parent=row.parent.labels if row.parent else NOTHING,
        daughters=daughters(row),
    )


def _set(row: Convention) -> views.SetView | None:
    found = row.convention_set
    if found is None:
        return None
    return views.SetView(
        reference=found.reference,
        labels=found.labels,
        announced_count=found.announced_count,
        source=source_of(found),
    )
