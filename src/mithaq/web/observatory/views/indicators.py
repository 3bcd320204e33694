"""The list of indicators, and one indicator: its definitions, its figures, its promises."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mithaq.apps.observatory.queries import (
    OTHER_FAMILY,
    IndicatorHistory,
    definitions_of,
    figures_by_place,
    figures_of_indicator,
    indicator_history,
    measured_indicators,
)
from mithaq.apps.reference.queries import IndicatorDetail, indicator
from mithaq.base.dates import Precision, UncertainDate
from mithaq.base.text import LANGUAGES, Labels
from mithaq.web.conventions.links import page_url, source_link
from mithaq.web.observatory.chosen import known_choices
from mithaq.web.observatory.filters import IndicatorFilters
from mithaq.web.observatory.regional import regional
from mithaq.web.observatory.series import families_of
from mithaq.web.observatory.showing import shown_history, with_showing
from mithaq.web.observatory.tables import FIGURES, INDICATORS
from mithaq.web.observatory.words import AGGREGATIONS, UNITS, words_of
from mithaq.web.shell.addresses import Address
from mithaq.web.shell.dates import uncertain_date
from mithaq.web.shell.public_pages import kept_until_write
from mithaq.web.shell.tables import TableView
from mithaq.web.shell.values import display_of, display_value


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
        words = drawn(kwargs["code"], request.GET, request.path)
        if "format" in request.GET:
            return super().get(request, **kwargs)
        at = Address.of(request.path, request.GET)
        files = {f"{kind}_url": at.with_(format=kind) for kind in ("csv", "xlsx")}
        return render(request, self.template_name, {**words, **files})

    def rows(self, text: str) -> QuerySet[Any]:
        """The figures of the indicator, for its files: the page itself draws them otherwise."""
        return figures_of_indicator(self.kwargs["code"])

    def prepare(self, rows: list[Any]) -> Sequence[Any]:
        """Say of each count of people whether it is published."""
        return with_showing(rows)


def drawn(code: str, asked: Mapping[str, Any], path: str) -> dict[str, Any]:
    """Draw an indicator once for every reader until a write: it shows hundreds of figures."""
    chosen, today = known_choices(code, asked), timezone.localdate()

    def draw() -> dict[str, Any]:
        words = _context(code, chosen, today=today)
        body = render_to_string("observatory/indicator_body.html", {**words, "path": path})
        return {
            "indicator": words["indicator"],
            "has_figures": bool(words["families"]),
            "body": mark_safe(body),  # noqa: S308 - a template that escapes
        }

    return kept_until_write("indicator", code, today, sorted(chosen.items()), compute=draw)


def _context(code: str, chosen: Mapping[str, str], *, today: date) -> dict[str, Any]:
    """The definitions, the drawings and the promises of an indicator."""
    history = _history(code, today)
    latest = history.detail.versions[0] if history.detail.versions else None
    return {
        "indicator": history.detail,
        "regional": _regional(history, latest, chosen),
        "other": _other(history.detail),
        "latest": latest,
        "aggregation": words_of(AGGREGATIONS, latest.aggregation) if latest else "",
        "unit": words_of(UNITS, latest.unit) if latest else "",
        "families": families_of(history),
        "conflicts": history.conflicts,
        "targets": [_target(item) for item in history.targets],
    }


def _history(code: str, today: date) -> IndicatorHistory:
    found = indicator_history(code, on=today)
    if found is None:
        raise Http404(_("Aucun indicateur n’a le code « %s ».") % code)
    return shown_history(found)


def _regional(history: IndicatorHistory, latest: Any, chosen: Any) -> dict[str, Any] | None:
    if latest is None:
        return None
    return regional(history.detail.code, history.detail.labels, latest.unit, chosen)


def _other(detail: IndicatorDetail) -> dict[str, Any] | None:
    """The other family of sources beside this one: what each counts, of when, and who says it."""
    code, other = detail.code, OTHER_FAMILY.get(detail.code)
    beside = indicator(other) if other else None
    if other is None or beside is None:
        return None
    latest: dict[str, Mapping[str, Any]] = {}
    for row in figures_by_place([], [code, other]):
        if row["sex"] == "all" and row["as_of_precision"] != Precision.MONTH:
            # Rows come by day, a statistic before its reports: the first of the last day stands.
            named = row["indicator_version__indicator__code"]
            if named not in latest or row["as_of"] > latest[named]["as_of"]:
                latest[named] = row
    if len(latest) < len((code, other)):
        return None
    return {"here": _family(latest[code], detail), "there": _family(latest[other], beside)}


def _family(row: Mapping[str, Any], detail: IndicatorDetail) -> dict[str, Any]:
    stem = "indicator_version__indicator__label"
    return {
        "value": display_value(row["value"], row["indicator_version__unit"]),
        "label": Labels(row[f"{stem}_fr"], row[f"{stem}_ar"], row[f"{stem}_en"]),
        "when": uncertain_date(UncertainDate(row["as_of"], Precision(row["as_of_precision"]))),
        "url": page_url("indicator", row["indicator_version__indicator__code"]),
        "definition": detail.versions[0].definition if detail.versions else Labels(""),
        "source": Labels(*(row[f"source__label_{name}"] for name in LANGUAGES)),
        "source_url": page_url("source", row["source__code"]),
        "grade": row["grade"],
        "figure_url": page_url("figure", row["code"]),
    }


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
