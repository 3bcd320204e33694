"""Indicators with what is said of them: how many figures, under which definitions."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final

from django.db.models import Count, Exists, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from mithaq.apps.conventions.queries import targets_of_indicator
from mithaq.apps.observatory.models import Statement
from mithaq.apps.observatory.queries.disclosure import published
from mithaq.apps.observatory.queries.figures import (
    conflicts_of,
    figures,
    figures_of_indicator,
    views_of,
)
from mithaq.apps.observatory.queries.views import FigureView, IndicatorHistory
from mithaq.apps.reference.choices import Milieu, Sex, TerritoryLevel
from mithaq.apps.reference.models import Indicator, IndicatorVersion
from mithaq.apps.reference.queries import indicator, indicators
from mithaq.base.text import LANGUAGES, Labels, fold, search_words


def measured_indicators(text: str = "") -> QuerySet[Indicator]:
    """The indicators with their counts, by topic then name; ``text`` keeps those that hold it.

    Adds ``unit`` (of the latest version), ``version_count``, ``is_defined``, ``figure_count``
    (real figures only), ``exercise_count`` and ``last_on``, the latest day a real figure shows.
    """
    versions = IndicatorVersion.objects.filter(indicator=OuterRef("pk"))
    said = Statement.objects.filter(
        indicator_version__indicator=OuterRef("pk"), withdrawn_at__isnull=True
    )
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


def indicator_history(code: str, *, on: date) -> IndicatorHistory | None:
    """An indicator, what is said of it, what is promised on a day, and the conflicts."""
    detail = indicator(code)
    if detail is None:
        return None
    said = views_of(figures_of_indicator(code).filter(_NATIONAL)[:SERIES_LENGTH])
    return IndicatorHistory(
        detail=detail,
        figures=said,
        conflicts=conflicts_of((view.id for view in said), known=said),
        targets=targets_of_indicator(code, on=on),
    )


def latest_of_indicators(codes: Iterable[str]) -> dict[str, FigureView]:
    """The latest real figure of each of some indicators, of everybody together: one that its
    source does not let be shown is left out."""
    rows = figures().filter(
        _NATIONAL,
        indicator_version__indicator__code__in=list(codes),
        category__isnull=True,
        sex=Sex.ALL,
        milieu=Milieu.ALL,
        is_exercise=False,
    )
    latest: dict[str, Statement] = {}
    for row in rows:
        latest.setdefault(row.indicator_version.indicator.code, row)
    return {view.indicator_code: view for view in published(views_of(latest.values()))}


# A census says thousands of figures: its page draws the country's and the conventions' in time,
# the territories' on the map.
SERIES_LENGTH: Final = 120
_NATIONAL: Final = (
    Q(territory__isnull=True)
    | Q(territory__level=TerritoryLevel.COUNTRY)
    | Q(convention__isnull=False)
)


def _number(rows: QuerySet[IndicatorVersion] | QuerySet[Statement], owner: str) -> Coalesce:
    counted = rows.order_by().values(owner).annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


def _folded(row: Indicator) -> str:
    names = (row.code, row.label_fr, row.label_ar, row.label_en)
    return fold(" ".join((*names, row.topic_fr, row.topic_ar, row.topic_en)))
