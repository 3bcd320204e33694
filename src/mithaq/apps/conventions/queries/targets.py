"""What is promised of an indicator, whoever promises it."""

from __future__ import annotations

from dataclasses import dataclass

from mithaq.apps.conventions.models import Convention, Target
from mithaq.apps.conventions.queries.details import target_view
from mithaq.apps.conventions.queries.views import TargetView
from mithaq.base.text import Labels


@dataclass(frozen=True, slots=True, kw_only=True)
class PromisedTarget:
    """A target and the convention that carries it; a pooled one names the first of its set."""

    target: TargetView
    reference: str
    convention: Labels
    is_exercise: bool


def targets_of_indicator(code: str) -> tuple[PromisedTarget, ...]:
    """The promised quantities of an indicator, in the order of the register, in two queries."""
    rows = list(
        Target.objects.filter(indicator_version__indicator__code=code)
        .select_related("source", "territory", "indicator_version__indicator", "convention")
        .order_by("convention__reference", "number", "pk")
    )
    sets = {row.convention_set_id for row in rows if row.convention_set_id}
    pooled: dict[int | None, Convention] = {}
    if sets:
        for convention in Convention.objects.filter(convention_set__in=sets).order_by("reference"):
            pooled.setdefault(convention.convention_set_id, convention)
    found = []
    for row in rows:
        bearer = row.convention or pooled.get(row.convention_set_id)
        if bearer is not None:
            found.append(
                PromisedTarget(
                    target=target_view(row),
                    reference=bearer.reference,
                    convention=bearer.labels,
                    is_exercise=bearer.is_exercise,
                )
            )
    return tuple(found)
