"""The indicators on which a decision may expect an effect, the nearest to its point first."""

from __future__ import annotations

from dataclasses import dataclass

from mithaq.apps.conventions.models import Decision, Target
from mithaq.apps.reference.choices import Unit
from mithaq.apps.reference.models import IndicatorVersion
from mithaq.base.text import Labels

# A change and an attainment may pass 100 %; a rate and a share may not.
UNBOUNDED = ("-growth", "-change", "-attainment")


@dataclass(frozen=True, slots=True, kw_only=True)
class EffectChoice:
    """An indicator in its latest version; `is_near` when the convention promises or follows it."""

    version_id: int
    code: str
    labels: Labels
    unit: str
    is_near: bool


def effect_choices(reference: str) -> tuple[EffectChoice, ...]:
    """Every indicator, those that the convention promises or already follows first."""
    near = set(
        Target.objects.filter(convention__reference=reference)
        .order_by()
        .values_list("indicator_version__indicator_id", flat=True)
        .union(
            Decision.objects.filter(
                meeting__committee__convention__reference=reference, effect_version__isnull=False
            )
            .order_by()
            .values_list("effect_version__indicator_id", flat=True)
        )
    )
    rows = IndicatorVersion.objects.select_related("indicator").order_by("indicator", "number")
    latest = {row.indicator_id: row for row in rows}
    found = (
        EffectChoice(
            version_id=row.pk,
            code=row.indicator.code,
            labels=row.indicator.labels,
            unit=row.unit,
            is_near=row.indicator_id in near,
        )
        for row in latest.values()
    )
    return tuple(sorted(found, key=lambda item: (not item.is_near, item.labels.fr)))


def share_named(version_id: int) -> Labels | None:
    """The name of an indicator that is a part of a whole, between 0 and 100 %; None for others."""
    row = IndicatorVersion.objects.select_related("indicator").get(pk=version_id)
    if row.unit != Unit.PERCENT or row.indicator.code.endswith(UNBOUNDED):
        return None
    return row.indicator.labels
