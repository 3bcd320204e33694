"""What conventions promise in their first texts."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q

from mithaq.apps.conventions.models import Convention, Target
from mithaq.apps.conventions.queries.sources import source_of
from mithaq.apps.conventions.queries.views import TargetView
from mithaq.base.dates import Precision, UncertainDate
from mithaq.base.text import Labels

NOTHING = Labels("")
WITH_TARGET = ("source", "territory", "diploma", "indicator_version__indicator")


def targets_of(row: Convention) -> tuple[TargetView, ...]:
    """The targets of a convention, pooled ones included."""
    own = Target.objects.filter(convention=row)
    if row.convention_set_id:
        own = own | Target.objects.filter(convention_set=row.convention_set_id)
    return tuple(
        target_view(target)
        for target in own.select_related(*WITH_TARGET).order_by("convention_id", "number")
    )


def targets_by_convention(
    conventions: Iterable[Convention],
) -> dict[int, tuple[TargetView, ...]]:
    """The targets of several conventions, pooled ones included, in one query."""
    listed = list(conventions)
    sets = {row.convention_set_id for row in listed if row.convention_set_id}
    rows = list(
        Target.objects.filter(Q(convention__in=listed) | Q(convention_set_id__in=sets))
        .select_related(*WITH_TARGET)
        .order_by("number")
    )
    return {
        row.pk: tuple(
            target_view(target)
            for target in rows
            if target.convention_id == row.pk
            or (target.convention_set_id and target.convention_set_id == row.convention_set_id)
        )
        for row in listed
    }


def target_view(row: Target) -> TargetView:
    """Read one target with its indicator's definition."""
    version = row.indicator_version
    return TargetView(
        labels=row.labels,
        wording=Labels.from_columns(row, "wording"),
        indicator_code=version.indicator.code,
        indicator=version.indicator.labels,
        definition=Labels.from_columns(version, "definition"),
        unit=version.unit,
        unit_label=version.get_unit_display(),
        value=row.value,
        qualifier=row.qualifier,
        qualifier_label=row.get_qualifier_display(),
        horizon=UncertainDate(row.horizon_on, Precision(row.horizon_precision)),
        kind=row.kind,
        grade=row.grade,
        is_pooled=row.convention_set_id is not None,
        territory=row.territory.labels if row.territory else NOTHING,
        source=source_of(row),
        number=row.number,
        version_number=version.number,
        territory_code=row.territory.code if row.territory else "",
        id=row.pk,
        parent_id=row.parent_id,
        sex=row.sex,
        sex_label=row.get_sex_display(),
        diploma=row.diploma.labels if row.diploma else NOTHING,
        diploma_code=row.diploma.code if row.diploma else "",
        neet=row.neet,
        neet_label=row.get_neet_display(),
        year=row.year,
        baseline_value=row.baseline_value,
        baseline=UncertainDate(row.baseline_on, Precision(row.baseline_precision)),
    )
