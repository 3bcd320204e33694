"""The list of questions, one question as each reader sees it, and the papers of its answers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any, Final

from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mithaq.apps.corridor.choices.questions import (
    AGAINST_OUTCOMES,
    WINDOW_DAYS_LEAST,
    FollowedState,
    QuestionStatus,
)
from mithaq.apps.corridor.operations.question_drafts import QuestionDraft, SignalDraft
from mithaq.apps.corridor.operations.question_reading import read_evidence
from mithaq.apps.corridor.operations.questions import (
    enter_signal,
    open_question,
    read_score,
    try_signal,
)
from mithaq.apps.corridor.operations.striking import strike_signal
from mithaq.apps.corridor.policies.questions import (
    can_answer_question,
    can_lead_question,
    can_list_questions,
    can_read_drawn,
    can_read_score_log,
)
from mithaq.apps.corridor.queries.debts import affiliates
from mithaq.apps.corridor.queries.draws import draw as draw_view
from mithaq.apps.corridor.queries.draws import drawn_companies
from mithaq.apps.corridor.queries.question_facts import companies_like, company_named, corridors_of
from mithaq.apps.corridor.queries.question_views import QuestionDetail, ScoreReadingView
from mithaq.apps.corridor.queries.questions import (
    questions_for,
    score_knowers,
    score_readings,
    signal_entered,
    signals_without_question,
)
from mithaq.apps.organisations.choices import Role
from mithaq.apps.organisations.queries import MandateView
from mithaq.base.errors import Refusal
from mithaq.base.text import Labels
from mithaq.signals.underdeclaration import definition
from mithaq.web.corridor.purposes import OWN_VALUE, purpose_words, reading_purpose
from mithaq.web.questions import done_words
from mithaq.web.questions.access import acting, mandate_of, signed, whose, written
from mithaq.web.questions.act_pages import missing_decision, open_pages, unread_months
from mithaq.web.questions.forms import PurposeForm, QuestionForm, SignalForm, StrikeForm
from mithaq.web.questions.tables import QUESTIONS, QuestionFilter
from mithaq.web.questions.words import (
    decisions_possible,
    score_words,
    side_words,
    signal_name,
    standing_of,
    value_words,
    wrong_words,
)
from mithaq.web.shell.acts import of_company
from mithaq.web.shell.files import joined_file
from mithaq.web.shell.tables import TableView
from mithaq.web.shell.words import local

# Where a session keeps whose value was just asked and why, until the next page tells it.
VALUE_ASKED: Final = "question_value_asked"
# Which value whoever enters a signal has read back before it is kept.
SEEN: Final = "relu"


class Questions(LoginRequiredMixin, TableView):
    """Every question that the mandate may read."""

    table = QUESTIONS
    notes_exports = True
    filterset = QuestionFilter
    template_name = "questions/questions.html"
    title = gettext_lazy("Questions aux employeurs")
    lead = gettext_lazy(
        "Un signal ou un tirage au sort ouvre une question, jamais une sanction : l’entreprise "
        "répond, peut se faire aider, et une personne décide avec ses raisons."
    )

    def rows(self, text: str) -> QuerySet[Any]:
        """Those whose number or company holds the text."""
        mandate = mandate_of(self.request)
        if not can_list_questions(mandate):
            raise PermissionDenied
        found = questions_for(mandate)
        if not text:
            return found
        return found.filter(number__icontains=text) | found.filter(
            company__search_text__icontains=text
        )

    def purpose(self) -> str:
        """As for each of its questions."""
        return reading_purpose(mandate_of(self.request))

    def context(self) -> dict[str, Any]:
        """What an officer may open."""
        mandate = mandate_of(self.request)
        waiting = [
            {"pk": signal.pk, "name": signal_name(signal.code), "company": company.labels,
             "from": signal.period_from, "to": signal.period_to, "struck_at": signal.struck_at,
             "struck_because": signal.struck_because}
            for signal, company in signals_without_question(mandate)
        ]  # fmt: skip
        is_officer = mandate is not None and mandate.role == Role.FUND_OFFICER
        return {"waiting": waiting, "may_enter": is_officer}


@acting
def question_page(request: HttpRequest, number: str) -> HttpResponse:
    """Show a question to those whom it concerns; its value, to those who say why."""
    found, mandate = whose(request, number)
    is_own = can_answer_question(mandate, found.stake)
    # The page that tells the value is another than the one that asked: Back finds it again.
    purpose = "" if request.POST else _purpose_given(request, number)
    form = PurposeForm(request.POST or ({"purpose": purpose} if purpose else None))
    if request.method == "POST" and found.signal and (is_own or form.is_valid()):
        given = OWN_VALUE if is_own else form.cleaned_data["purpose"]
        request.session[VALUE_ASKED] = [number, given]
        return redirect(f"{reverse('question', args=[number])}#valeur")
    score = None
    if purpose and found.signal:
        try:
            score = read_score(number=number, purpose=purpose, **signed(request))
        except Refusal as refusal:
            form.refuse(refusal)
    on = timezone.localdate()
    words = {
        "question": found,
        "standing": standing_of(found, on, is_own=is_own),
        "possible": decisions_possible(found, on),
        "is_own": is_own,
        "signal": _signal(found),
        "score": score_words(score) if score else None,
        "form": PurposeForm() if is_own else form,
        "pages": open_pages(found, mandate, on),
        # A decision in favour of its company asks nothing of it: to contest stays open, lighter.
        "asks": not (is_own and _is_in_favour(found)),
        "missing": missing_decision(found, mandate, on),
        "months": unread_months(found, on) if can_lead_question(mandate, found.stake) else (),
        "followed": _followed(found),
        "readings": _read_by(number) if can_read_score_log(mandate, found.stake) else None,
        "knowers": score_knowers(number) if can_read_score_log(mandate, found.stake) else (),
        "of_company": of_company(mandate, local(found.company.labels)),
        "on": on,
        "page_is_exercise": found.is_exercise,
    }
    return render(request, "questions/question.html", words)


def _purpose_given(request: HttpRequest, number: str) -> str:
    """Why the value of a question was just asked to be read; told once, for one reading."""
    asked_of, purpose = request.session.pop(VALUE_ASKED, None) or ("", "")
    return str(purpose) if asked_of == number else ""


def _is_in_favour(found: QuestionDetail) -> bool:
    """Whether the last decision asks nothing more of the company."""
    is_decided = found.status is QuestionStatus.DECIDED and bool(found.decisions)
    return is_decided and found.decisions[-1].outcome not in AGAINST_OUTCOMES


def _read_by(number: str) -> list[tuple[ScoreReadingView, str]]:
    """Who read the value, each with why, in the reader's language."""
    return [(item, purpose_words(item.purpose)) for item in score_readings(number)]


def _signal(found: QuestionDetail) -> dict[str, Any] | None:
    """What ratio asked, what it divides, and what may explain it honestly."""
    known = definition(found.signal.code) if found.signal else None
    if known is None:
        return None
    return {"definition": known, "side": side_words(known), "view": found.signal}


def _followed(found: QuestionDetail) -> dict[str, Any] | None:
    """The people followed, a row each, a cell a month."""
    if not found.followed:
        return None
    marks = {
        FollowedState.DECLARED: "✓", FollowedState.LEFT: "→", FollowedState.ABSENT: "✗",
        FollowedState.UNKNOWN: "·",
    }  # fmt: skip
    rows = [
        {"person": item.person, "masked": item.masked_number,
         "cells": [(month, marks[s], s.label, s.value) for month, s in item.months]}
        for item in found.followed
    ]  # fmt: skip
    return {"months": [month for month, _state in found.followed[0].months], "rows": rows}


@acting
def evidence(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """Give a paper of an answer to those whom the question concerns."""
    purpose = reading_purpose(mandate_of(request))
    try:
        found, content = read_evidence(
            number=number, evidence_id=pk, purpose=purpose, **signed(request)
        )
    except Refusal as refusal:
        raise Http404(_("Cette pièce n’est pas gardée ici.")) from refusal
    return joined_file(content, name=found.name)


@acting
def enter(request: HttpRequest) -> HttpResponse:
    """Enter the value of a ratio for a company."""
    mandate = _officer(request)
    sent, alike = request.POST.copy(), tuple[Labels, ...]()
    if "choose" in sent:
        # The name meant, pressed among those that come near the one typed.
        sent["company"] = str(sent["choose"])
    form, echo = SignalForm(sent or None), ""
    if request.method == "POST" and form.is_valid():
        data = dict(form.cleaned_data)
        slug = company_named(data["company"], is_exercise=mandate.is_exercise)
        if not slug:
            alike = companies_like(
                data["company"], is_exercise=mandate.is_exercise, within=mandate.territory_code
            )
            form.add_error("company", _not_found(alike))
        elif not (echo := _to_read_again(request, form, slug)) and form.is_valid() and written(
            request, form,
            lambda: enter_signal(draft=SignalDraft(**data | {"company": slug}), **signed(request)),
            done=lambda event: done_words.signal_entered(data["company"], event.signal_id),
        ):  # fmt: skip
            return redirect("questions")
    twin = _twin(form, mandate)
    words = {
        "form": form,
        "echo": echo,
        "seen": _entered_as(form) if echo else "",
        "companies": [
            local(item.labels)
            for item in affiliates(
                is_exercise=mandate.is_exercise, territory=mandate.territory_code
            )
        ],
        "alike": [local(labels) for labels in alike],
        "twin": twin,
        "page_is_exercise": mandate.is_exercise,
    }
    return render(request, "questions/signal.html", words, status=422 if form.errors else 200)


def _to_read_again(request: HttpRequest, form: SignalForm, company: str) -> str:
    """What a value is read as, until whoever enters it has seen that; a refusal comes first."""
    if request.POST.get(SEEN) == _entered_as(form):
        return ""
    data = form.cleaned_data | {"company": company}
    try:
        try_signal(draft=SignalDraft(**data), under=mandate_of(request))
    except Refusal as refusal:
        form.refuse(refusal)
        return ""
    said = _("Relisez avant d’enregistrer : %(name)s, %(value)s. Rien n’est encore inscrit.")
    return said % {
        "name": signal_name(data["code"]), "value": value_words(data["code"], data["value"]),
    }  # fmt: skip


def _entered_as(form: SignalForm) -> str:
    """The ratio and the values of a form: changed after they were read, they are read again."""
    return ":".join(str(form.cleaned_data[name]) for name in ("code", "value", "threshold"))


@acting
def strike(request: HttpRequest, pk: int) -> HttpResponse:
    """Strike a signal entered wrong, and say why; the right one is entered after."""
    mandate = _officer(request)
    found = next(
        (
            (view, company)
            for view, company in signals_without_question(mandate)
            if view.pk == pk and view.struck_at is None
        ),
        None,
    )
    if found is None:
        raise Http404
    form = StrikeForm(request.POST or None)
    is_sent = request.method == "POST" and form.is_valid()
    if is_sent and written(request, form, lambda: strike_signal(
        signal_id=pk, **form.cleaned_data, **signed(request)
    ) or True, done=done_words.signal_struck()):  # fmt: skip
        return redirect("signal_enter")
    view, company = found
    words = {
        "form": form,
        "name": signal_name(view.code),
        "company": company.labels,
        "view": view,
        "page_is_exercise": mandate.is_exercise,
    }
    return render(request, "questions/strike.html", words, status=422 if form.errors else 200)


def _twin(form: SignalForm, mandate: MandateView) -> str:
    """Where the signal is that makes this one a second: its question, or the list of those that
    have none; nothing when that is not why it is refused."""
    given = form.cleaned_data if form.is_bound and "code" in form.errors else {}
    if not {"company", "period_from", "period_to"} <= set(given):
        return ""
    found = signal_entered(
        mandate, company=company_named(given["company"], is_exercise=mandate.is_exercise),
        code=form.data.get("code", ""), first=given["period_from"], last=given["period_to"],
    )  # fmt: skip
    if found is None:
        return ""
    return reverse("question", args=[found]) if found else f"{reverse('questions')}#signals"


def _not_found(alike: Sequence[Labels]) -> str:
    """No company of that name: which ones of the officer's territory bear its words."""
    if not alike:
        return _("Aucune entreprise de votre territoire n’a ce nom ni cet ICE.")
    said = _("Aucune entreprise n’a exactement ce nom ni cet ICE. S’en approchent : %(names)s.")
    return said % {"names": _(", ").join(local(labels) for labels in alike)}


@acting
def ask(request: HttpRequest) -> HttpResponse:
    """Open a question from a signal, or for a company drawn."""
    mandate = _officer(request)
    signal = int(request.GET.get("signal", "0") or 0) if _digits(request, "signal") else 0
    draw, rank = request.GET.get("tirage", ""), 0
    if draw and _digits(request, "rang"):
        rank = int(request.GET["rang"])
    about = _about(mandate, signal, draw, rank=rank)
    if about is None:
        raise Http404
    held = corridors_of(mandate.organisation, on=timezone.localdate(), decides=True)
    corridors = [(slug, local(labels)) for slug, labels in held]
    first = timezone.localdate() + timedelta(days=WINDOW_DAYS_LEAST + 15)
    form = QuestionForm(
        request.POST or None, corridors=corridors, initial={"window_closes_on": first}
    )
    if request.method == "POST" and form.is_valid():
        draft = QuestionDraft(
            signal_id=signal or None, draw="" if signal else draw, rank=rank, **form.cleaned_data
        )
        event = written(request, form, lambda: open_question(
            draft=draft, on=timezone.localdate(), **signed(request)),
            done=lambda event: done_words.question_opened(local(about["company"]), event.due_on),
        )  # fmt: skip
        if event:
            return redirect("question", number=event.number)
    known = about.get("signal")
    words = {
        "form": form,
        "about": about,
        "wrong": wrong_words(known.code, is_exercise=mandate.is_exercise) if known else "",
        "page_is_exercise": mandate.is_exercise,
    }
    return render(request, "questions/ask.html", words, status=422 if form.errors else 200)


def _about(mandate: MandateView, signal: int, draw: str, *, rank: int) -> dict[str, Any] | None:
    """What the question will be about: a signal that waits, or a company drawn."""
    for view, company in signals_without_question(mandate) if signal else ():
        if view.pk == signal and view.struck_at is None:
            known = definition(view.code)
            return {"company": company.labels, "signal": known, "from": view.period_from,
                    "to": view.period_to}  # fmt: skip
    held = draw_view(draw) if draw and not signal else None
    may = held is not None and can_read_drawn(
        mandate, held.institution.slug, is_exercise=held.is_exercise
    )
    for item in drawn_companies(draw, place=mandate.territory_code) if may else ():
        if item.rank == rank and item.company and not item.question:
            return {"company": item.company.labels, "draw": draw, "rank": rank}
    return None


def _digits(request: HttpRequest, name: str) -> bool:
    return request.GET.get(name, "").isascii() and request.GET.get(name, "").isdecimal()


def _officer(request: HttpRequest) -> MandateView:
    mandate = mandate_of(request)
    if mandate is None or mandate.role != Role.FUND_OFFICER or not mandate.organisation:
        raise PermissionDenied
    return mandate
