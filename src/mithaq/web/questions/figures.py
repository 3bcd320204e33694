"""The public figures: how often a signal is wrong, what becomes of people put right."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from mithaq.apps.corridor.queries.question_figures import (
    SMALL_CELL,
    FollowedMonth,
    OutcomeLine,
    QuestionFigures,
    question_figures,
)
from mithaq.signals.underdeclaration import catalogue
from mithaq.web.questions.words import side_words, signal_name
from mithaq.web.shell.numbers import number, rate_plain
from mithaq.web.shell.typography import language, set_text


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A share as a bar; places are in percent of the picture. Nothing is drawn when not said."""

    label: str
    value: str
    note: str
    x: str
    width: str


@require_safe
def figures(request: HttpRequest) -> HttpResponse:
    """Show what is published of questions, real ones and exercises apart, and the catalogue."""
    real, exercise = question_figures(is_exercise=False), question_figures(is_exercise=True)
    words = {
        "real": _words(real),
        "exercise": _words(exercise) if exercise.asked else None,
        "small": SMALL_CELL,
        "catalogue": [
            {"definition": item, "side": side_words(item),
             "published": [mark for mark in item.thresholds if mark.is_published]}
            for item in catalogue()
        ],
    }  # fmt: skip
    return render(request, "questions/figures.html", words)


def _words(found: QuestionFigures) -> dict[str, Any]:
    return {
        "asked": found.asked,
        "waiting": found.waiting,
        "withdrawn": found.withdrawn,
        "bars": _outcomes([found.whole, *found.by_origin, *found.by_signal])
        if found.whole.decided != 0
        else (),
        "people": found.people,
        "has_people": found.people != 0,
        "months": tuple(_month(item) for item in found.months),
    }


def _outcomes(lines: Iterable[OutcomeLine]) -> tuple[Bar, ...]:
    return tuple(_outcome(line) for line in lines)


def _outcome(line: OutcomeLine) -> Bar:
    names = {"all": _("Toutes les questions"), "signal": _("Ouvertes par un signal"),
             "draw": _("Tirées au sort")}  # fmt: skip
    if line.decided is None:
        note = _("moins de %(n)s, ou masqué") % {"n": SMALL_CELL}
    else:
        said = ngettext("%(n)s décidée", "%(n)s décidées", line.decided)
        note = said % {"n": number(line.decided)}
    return _bar(names.get(line.code) or signal_name(line.code), line.nothing_rate, note)


def _month(item: FollowedMonth) -> Bar:
    label = _("Déclaration n° %(n)s") % {"n": item.rank}
    if item.read is None:
        note = _("moins de %(n)s, ou masqué") % {"n": SMALL_CELL}
    else:
        said = ngettext("%(n)s personne lue", "%(n)s personnes lues", item.read)
        note = said % {"n": number(item.read)}
    return _bar(label, item.declared_rate, note)


def _bar(label: str, rate: float | None, note: str) -> Bar:
    width = rate or 0.0
    left = 1 - width if language() == "ar" else 0
    return Bar(
        label=label,
        value="" if rate is None else rate_plain(rate),
        note=set_text(note),
        x=f"{100 * left:.2f}%",
        width=f"{100 * width:.2f}%",
    )
