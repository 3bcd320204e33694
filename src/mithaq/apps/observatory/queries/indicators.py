"""Indicators with what is said of them: how many figures, under which definitions."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Count, Exists, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from mithaq.apps.conventions.queries import targets_of_indicator
from mithaq.apps.observatory.models import Statement
from mithaq.apps.observatory.queries.figures import conflicts_of, figures_of_indicator, views_of
from mithaq.apps.observatory.queries.views import IndicatorHistory
from mithaq.apps.reference.models import Indicator, IndicatorVersion
from mithaq.apps.reference.queries import indicator, indicators
from mithaq.base.text import LANGUAGES, Labels, fold, search_words


def measured_indicators(text: str = "") -> QuerySet[Indicator]:
    """The indicators with their counts, by topic then name; ``text`` keeps those that hold it.

    Adds ``unit`` (of the latest version), ``version_count``, ``is_defined``, ``figure_count``
    (real figures only), ``exercise_count`` and ``last_on``, the latest day a real figure shows.
    """
    versions = IndicatorVersion.objects.filter(indicator=OuterRef("pk"))
    said = Statement.objects.filter(indicator_version__indicator=OuterRef("pk"))
    real = said.filter(is_exercise=False)
    rows = indicators().annotate(
        unit=Subquery(versions.order_by("-number").values("unit")[:1]),
        version_count=_number(versions, "indicator"),
        is_defined=Exists(versions.exclude(definition_fr="")),
        figure_count=_number(real, "indicator_version__indicator"),
        exercise_count=_number(said.filter(is_exercise=True), "indicator_version__indicator"),
        last_on=Subquery(real.filter(as_of__isnull=False).order_by("-as_of").values("as_of")[:1]),
    )
    words = search_words(text)
    if not words:
        return rows
    # The list of indicators is closed and short: it is folded here.
    kept = [row.pk for row in indicators() if all(word in _folded(row) for word in words)]
    return rows.filter(pk__in=kept)


def definitions_of(ids: Iterable[int]) -> dict[int, dict[str, str]]:
    """What each version of some indicators counts, by language, version by version."""
    found: dict[int, dict[str, list[str]]] = {}
    rows = IndicatorVersion.objects.filter(indicator__in=list(ids)).order_by("number")
    for row in rows:
        told = found.setdefault(row.indicator_id, {name: [] for name in LANGUAGES})
        for name in LANGUAGES:
            text = getattr(row, f"definition_{name}")
            if text:
                told[name].append(f"{row.number}. {text}")
    return {
        key: {name: "\n".join(texts) for name, texts in told.items()} for key, told in found.items()
    }


def indicator_topics() -> tuple[tuple[str, Labels], ...]:
    """The topics that indicators stand under, in alphabetical order of their French names."""
    found = {row.topic_fr: Labels.from_columns(row, "topic") for row in indicators()}
    return tuple(sorted(found.items()))


def indicator_history(code: str) -> IndicatorHistory | None:
    """An indicator, all that is said and promised of it, and the conflicts between figures."""
    detail = indicator(code)
    if detail is None:
        return None
    said = views_of(figures_of_indicator(code))
    return IndicatorHistory(
        detail=detail,
        figures=said,
        conflicts=conflicts_of(view.id for view in said),
        targets=targets_of_indicator(code),
    )


def _number(rows: QuerySet[IndicatorVersion] | QuerySet[Statement], owner: str) -> Coalesce:
    counted = rows.order_by().values(owner).annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


def _folded(row: Indicator) -> str:
    names = (row.code, row.label_fr, row.label_ar, row.label_en)
    return fold(" ".join((*names, row.topic_fr, row.topic_ar, row.topic_en)))
