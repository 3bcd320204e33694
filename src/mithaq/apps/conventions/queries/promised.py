"""The quantities that conventions promise, each as amended on a day, whoever asks for them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from mithaq.apps.conventions.choices.amending import AmendedKind
from mithaq.apps.conventions.models import Convention, Target
from mithaq.apps.conventions.queries.reading import amended_texts
from mithaq.apps.conventions.queries.targets import WITH_TARGET, target_view
from mithaq.apps.conventions.queries.views import TargetView
from mithaq.base.text import Labels


@dataclass(frozen=True, slots=True, kw_only=True)
class PromisedTarget:
    """A target and the convention that carries it; a pooled one names the first of its set."""

    target: TargetView
    reference: str
    convention: Labels
    is_exercise: bool


def targets_of_indicator(code: str, *, on: date) -> tuple[PromisedTarget, ...]:
    """The promised quantities of an indicator, in the order of the register."""

    def is_of_indicator(view: TargetView) -> bool:
        return view.indicator_code == code

    asked = Q(indicator_version__indicator__code=code)
    return promised_targets(asked, keeps=is_of_indicator, on=on)


def promised_targets(
    asked: Q, *, keeps: Callable[[TargetView], bool], on: date
) -> tuple[PromisedTarget, ...]:
    """The targets asked for: as the first texts say them, or as amendments in effect leave them.

    ``asked`` and ``keeps`` are the same question, put to a row and to a target as amended.
    """
    texts = amended_texts(None, on=on, kinds={AmendedKind.TITLE, AmendedKind.TARGET})
    found = list(_first(asked & ~Q(convention__in=list(texts))))
    for text in texts.values():
        found += [
            PromisedTarget(
                target=view,
                reference=text.row.reference,
                convention=text.labels,
                is_exercise=text.row.is_exercise,
            )
            for view in text.targets
            if keeps(view)
        ]
    return tuple(sorted(found, key=lambda item: (item.reference, item.target.number)))


def _first(asked: Q) -> Iterator[PromisedTarget]:
    rows = list(
        Target.objects.filter(asked)
        .select_related(*WITH_TARGET, "convention")
        .order_by("convention__reference", "number", "pk")
    )
    sets = {row.convention_set_id for row in rows if row.convention_set_id}
    pooled: dict[int | None, Convention] = {}
    if sets:
        for convention in Convention.objects.filter(convention_set__in=sets).order_by("reference"):
            pooled.setdefault(convention.convention_set_id, convention)
    for row in rows:
        bearer = row.convention or pooled.get(row.convention_set_id)
        if bearer is not None:
            yield PromisedTarget(
                target=target_view(row),
                reference=bearer.reference,
                convention=bearer.labels,
                is_exercise=bearer.is_exercise,
            )
