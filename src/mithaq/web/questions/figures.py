"""The public figures: how often a signal is wrong, what becomes of people put right."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from mithaq.apps.corridor.choices.questions import QuestionOrigin, QuestionStatus
from mithaq.apps.corridor.policies.questions import can_list_questions
from mithaq.apps.corridor.queries.question_figures import (
    DRAWN,
    SMALL_CELL,
    FollowedMonth,
    OutcomeLine,
    QuestionFigures,
    question_figures,
)
from mithaq.signals.underdeclaration import catalogue
from mithaq.web.questions.access import mandate_of
from mithaq.web.questions.words import side_words, signal_name
from mithaq.web.shell.numbers import number, percent_plain
from mithaq.web.shell.typography import language, set_text


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A share as a bar; places are in percent of the picture. Nothing is drawn when not said."""

    label: str
    value: str
    note: str
    x: str
    width: str
    url: str = ""


@require_safe
def figures(request: HttpRequest) -> HttpResponse:
    """Show what is published of questions, real ones and exercises apart, and the catalogue."""
    real, exercise = question_figures(is_exercise=False), question_figures(is_exercise=True)
    mandate = mandate_of(request)
    # Whoever lists questions reads those of its own world behind each rate.
    opens = mandate.is_exercise if mandate and can_list_questions(mandate) else None
    words = {
        "real": _words(real, opens=opens is False),
        "exercise": _words(exercise, opens=opens is True) if not exercise.is_empty else None,
        "small": SMALL_CELL,
        "opens": opens is not None,
        "catalogue": [
            {"definition": item, "side": side_words(item),
             "published": [mark for mark in item.thresholds if mark.is_published]}
            for item in catalogue()
        ],
    }  # fmt: skip
    return render(request, "questions/figures.html", words)


def _words(found: QuestionFigures, *, opens: bool = False) -> dict[str, Any]:
    return {
        "is_empty": found.is_empty,
        "asked": _asked(found),
        "waiting": _count(found.waiting),
        "withdrawn": _count(found.withdrawn),
        "bars": _outcomes([found.whole, *found.by_origin, *found.by_signal], opens=opens)
        if found.whole.decided != 0
        else (),
        "people": found.people,
        "has_people": found.people != 0,
        "months": tuple(_month(item) for item in found.months if item.read != 0),
        "unread": sum(item.read == 0 for item in found.months),
    }


def _asked(found: QuestionFigures) -> str:
    """A whole that stays unsaid is no smaller than the part of it that is said."""
    told = sum(part or 0 for part in (found.whole.decided, found.waiting, found.withdrawn))
    if found.asked is None and told:
        return _("%(n)s ou plus, nombre exact masqué") % {"n": number(told)}
    return _count(found.asked)


def _count(value: int | None) -> str:
    """A count in figures; in words, one that is small or would give another away."""
    if value is None:
        return _("moins de %(n)s, ou masqué") % {"n": SMALL_CELL}
    return number(value)


def _outcomes(lines: Iterable[OutcomeLine], *, opens: bool) -> tuple[Bar, ...]:
    return tuple(_outcome(line, opens=opens) for line in lines)


def _outcome(line: OutcomeLine, *, opens: bool) -> Bar:
    names = {"all": _("Toutes les questions"), "signal": _("Ouvertes par un signal"),
             "draw": _("Tirées au sort")}  # fmt: skip
    if line.decided is None:
        note = _("moins de %(n)s, ou masqué") % {"n": SMALL_CELL}
    else:
        said = ngettext("%(n)s décidée", "%(n)s décidées", line.decided)
        note = said % {"n": number(line.decided)}
        if line.nothing is not None:
            note = _of(line.nothing, line.decided)
    bar = _bar(names.get(line.code) or signal_name(line.code), line.nothing_rate, note)
    return replace(bar, url=_questions_url(line.code)) if opens else bar


def _of(part: int, whole: int) -> str:
    said = ngettext("%(part)s sur %(n)s décidée", "%(part)s sur %(n)s décidées", whole)
    return said % {"part": number(part), "n": number(whole)}


def _questions_url(code: str) -> str:
    """The questions decided that a rate counts, those that the reader may read; of what chance or
    any signal opened, no list is kept apart."""
    if code in {DRAWN, str(QuestionOrigin.SIGNAL)}:
        return ""
    chosen = {"status": str(QuestionStatus.DECIDED)} | ({} if code == "all" else {"signal": code})
    return f"{reverse('questions')}?{urlencode(chosen)}"


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
        value="" if rate is None else percent_plain(rate, 0),
        note=set_text(note),
        x=f"{100 * left:.2f}%",
        width=f"{100 * width:.2f}%",
    )
