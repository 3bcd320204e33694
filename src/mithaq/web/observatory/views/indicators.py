"""The list of indicators, and one indicator: its definitions, its figures, its promises."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mithaq.apps.observatory.queries import (
    IndicatorHistory,
    definitions_of,
    figures_of_indicator,
    indicator_history,
    measured_indicators,
)
from mithaq.web.conventions.links import page_url, source_link
from mithaq.web.observatory.filters import IndicatorFilters
from mithaq.web.observatory.series import families_of
from mithaq.web.observatory.tables import FIGURES, INDICATORS
from mithaq.web.observatory.words import AGGREGATIONS, UNITS, words_of
from mithaq.web.shell.dates import uncertain_date
from mithaq.web.shell.tables import TableView
from mithaq.web.shell.values import display_of


class Indicators(TableView):
    """What is counted, and under which definition."""

    table = INDICATORS
    filterset = IndicatorFilters
    template_name = "observatory/indicators.html"
    title = gettext_lazy("Indicateurs")
    lead = gettext_lazy("Ce que chaque chiffre compte, et ce que personne n’a défini.")
    page_size = 50

    def rows(self, text: str) -> QuerySet[Any]:
        """The indicators that hold the words, with their counts."""
        return measured_indicators(text)

    def prepare(self, rows: list[Any]) -> Sequence[Any]:
        """Add the definitions of every version, in one query."""
        if {"format", "colonnes"} & self.request.GET.keys():
            told = definitions_of(row.pk for row in rows)
            for row in rows:
                row.definitions = told.get(row.pk, {})
        return rows


class IndicatorPage(TableView):
    """One indicator; its table of figures leaves as a file like any list."""

    table = FIGURES
    template_name = "observatory/indicator.html"
    searches = False

    def get(self, request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        """Answer with the page or with a file of its figures."""
        self.history = _history(kwargs["code"])
        return super().get(request, **kwargs)

    def rows(self, text: str) -> QuerySet[Any]:
        """The figures of the indicator."""
        return figures_of_indicator(self.kwargs["code"])

    def context(self) -> dict[str, Any]:
        """The definitions, the drawings and the promises around the table."""
        history = self.history
        latest = history.detail.versions[0] if history.detail.versions else None
        return {
            "indicator": history.detail,
            "latest": latest,
            "aggregation": words_of(AGGREGATIONS, latest.aggregation) if latest else "",
            "unit": words_of(UNITS, latest.unit) if latest else "",
            "families": families_of(history),
            "conflicts": history.conflicts,
            "targets": [_target(item) for item in history.targets],
            "sources": _sources(history),
        }


def _history(code: str) -> IndicatorHistory:
    found = indicator_history(code)
    if found is None:
        raise Http404(_("Aucun indicateur n’a le code « %s ».") % code)
    return found


def _target(item: Any) -> dict[str, Any]:
    target = item.target
    return {
        "label": target.labels,
        "value": display_of(target),
        "grade": target.grade,
        "horizon": uncertain_date(target.horizon) if target.horizon.is_known else "",
        "convention": item.convention,
        "url": page_url("convention", item.reference),
        "is_pooled": target.is_pooled,
        "is_exercise": item.is_exercise,
        "source": source_link(target.source),
    }


def _sources(history: IndicatorHistory) -> list[Any]:
    cited = {item.source.code: item.source for item in history.figures}
    return [source_link(source) for source in cited.values()]
