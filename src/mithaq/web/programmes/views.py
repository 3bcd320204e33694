"""The list of schemes, and the page of one: its law in plain words, and what surrounds it."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby
from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from mithaq.apps.observatory.queries import latest_of_indicators
from mithaq.apps.programmes import queries
from mithaq.apps.programmes.policies import can_read_reforms
from mithaq.base.errors import Refusal
from mithaq.base.text import fold, is_said, search_words
from mithaq.web.programmes.access import mandate_of, may_override, may_steer
from mithaq.web.programmes.forms import DelayForm
from mithaq.web.programmes.page import page_of
from mithaq.web.programmes.words import simulator_url
from mithaq.web.shell.dates import date_day
from mithaq.web.shell.values import display_of


@require_safe
def schemes(request: HttpRequest) -> HttpResponse:
    """Show every scheme by what it brings, or those that words name; exercises apart."""
    on = timezone.localdate()
    words = request.GET.get("q", "").strip()[:LONGEST]
    laws = queries.law_summaries(on=on)
    lines = [replace(line, law=laws.get(line.scheme.law_name)) for line in queries.schemes(on=on)]
    every = len([line for line in lines if not line.scheme.is_exercise])
    lines = [line for line in lines if _is_named(line, words)]
    real = [line for line in lines if not line.scheme.is_exercise]
    ordered = sorted(real, key=lambda line: _FAMILIES.index(line.scheme.family))
    groups = [
        (label, list(found))
        for label, found in groupby(ordered, key=lambda line: line.scheme.family_label)
    ]
    shown = {
        "on": on,
        "groups": groups,
        "exercises": [line for line in lines if line.scheme.is_exercise],
        "total": every,
        "words": words,
        "found": len(lines),
        "may_try": can_read_reforms(mandate_of(request)),
    }
    return render(request, "programmes/schemes.html", shown)


def _is_named(line: queries.SchemeLine, words: str) -> bool:
    """Whether a scheme's names or sentences, in any language, say every word that was typed."""
    told = [line.scheme.labels, line.scheme.summary, *([line.law.summary] if line.law else [])]
    spelt = fold(" ".join(f"{text.fr} {text.ar} {text.en}" for text in told))
    return all(is_said(word, spelt) for word in search_words(words))


LONGEST: Final = 100
_FAMILIES = ("hiring", "insertion", "training", "income", "self_employment", "common_law")


@require_safe
def scheme(request: HttpRequest, code: str) -> HttpResponse:
    """Show a scheme: where it stands, who has a right to what, by which text, since when."""
    on = timezone.localdate()
    detail = queries.scheme(code)
    if detail is None:
        raise Http404
    law = queries.scheme_law(detail.scheme.law_name, on=on) if detail.scheme.law_name else None
    words = {
        "on": on,
        "detail": detail,
        "scheme": detail.scheme,
        "summary": law.summary if law else detail.scheme.summary,
        "simulator": simulator_url(detail.scheme.law_name) if law else None,
        "page": page_of(detail, law, on=on),
        "figures": _figures(detail),
        "may_steer": may_steer(request, is_exercise=detail.scheme.is_exercise),
        "may_override": may_override(request),
        "page_is_exercise": detail.scheme.is_exercise,
    }
    return render(request, "programmes/scheme.html", words)


def _figures(detail: queries.SchemeDetail) -> list[dict[str, Any]]:
    """The latest figure of each indicator of the scheme; none is said to be none."""
    found = latest_of_indicators([item.code for item in detail.indicators])
    return [
        {"indicator": item, "figure": view, "value": display_of(view) if view else None}
        for item in detail.indicators
        for view in [found.get(item.code)]
    ]


@require_safe
def delays(request: HttpRequest, code: str) -> HttpResponse:
    """Count the days of a file for each act of a scheme; nothing is kept."""
    detail = queries.scheme(code)
    if detail is None or not detail.acts:
        raise Http404
    form = DelayForm(request.GET if "received_on" in request.GET else None)
    rows: list[dict[str, Any]] = []
    if form.is_bound and form.is_valid():
        try:
            rows = [_counted(act, form.cleaned_data) for act in detail.acts]
        except Refusal as refusal:
            form.refuse(refusal)
    words = {
        "scheme": detail.scheme,
        "form": form,
        "rows": rows,
        "page_is_exercise": detail.scheme.is_exercise,
    }
    return render(request, "programmes/delays.html", words)


def _counted(act: queries.ActView, asked: dict[str, Any]) -> dict[str, Any]:
    days = queries.act_days(norm_days=act.norm_days, **asked)
    on = timezone.localdate()
    return {
        "act": act,
        "due": date_day(days.due_on) if days.due_on else "",
        "silence": date_day(days.silence_on) if days.silence_on else "",
        "stopped": days.stopped_days,
        "is_late": days.due_on is not None and on > days.due_on,
        "waits": days.due_on is None,
    }
