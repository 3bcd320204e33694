"""The acts on a question: each its form, its operation, and the states that the tables give it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mithaq.apps.accounts.queries import name_here
from mithaq.apps.corridor.choices.questions import (
    FOLLOWED_OUTCOMES,
    QUESTION_ACTS,
    QUESTION_STEPS,
    FollowedState,
    QuestionAct,
    QuestionStatus,
    QuestionStep,
)
from mithaq.apps.corridor.operations.question_answers import (
    answer_question,
    ask_help,
    contest_decision,
    give_help,
)
from mithaq.apps.corridor.operations.question_decisions import (
    decide_question,
    follow_people,
    record_follow_up,
)
from mithaq.apps.corridor.operations.question_drafts import AnswerDraft, DecisionDraft
from mithaq.apps.corridor.operations.questions import extend_window, withdraw_question
from mithaq.apps.corridor.operations.striking import correct_people
from mithaq.apps.corridor.policies.questions import (
    QUESTION_POLICIES,
    can_decide_question,
    is_new_to_question,
    may_decide_value,
)
from mithaq.apps.corridor.queries.question_deciders import deciders_left
from mithaq.apps.corridor.queries.question_views import QuestionDetail
from mithaq.apps.corridor.queries.questions import possible_helpers
from mithaq.apps.organisations.queries import MandateView
from mithaq.base.months import Month
from mithaq.web.conventions.roadmaps.forms import RefusableForm
from mithaq.web.questions import done_words
from mithaq.web.questions.access import acting, signed, whose, written
from mithaq.web.questions.forms import (
    AdviceForm,
    AnswerForm,
    ContestForm,
    CorrectPeopleForm,
    DecideForm,
    ExtendForm,
    FollowForm,
    FollowUpForm,
    HelpForm,
    ReasonForm,
    early_words,
)
from mithaq.web.shell.articles import called_after
from mithaq.web.shell.dates import date_plain, month_words
from mithaq.web.shell.typography import comma
from mithaq.web.shell.words import local

SEND: Final = _("Envoyer")
SAVE: Final = _("Enregistrer")
Write = Callable[[str, Any, dict[str, Any]], Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class ActPage:
    """The page of one act: its address, its words, its form, what it writes."""

    slug: str
    name: QuestionStep | QuestionAct
    title: Promise
    lead: Promise
    form: type[RefusableForm]
    write: Write
    takes_files: bool = False
    word: Promise = SAVE
    done: Callable[[QuestionDetail, Mapping[str, Any]], str] | None = None


def _answered(found: QuestionDetail, given: Mapping[str, Any]) -> str:
    fund = called_after(found.institution.labels)
    said = {"body": fund, "day": date_plain(found.window_closes_on)}
    if given.get("is_complete"):
        words = gettext(
            "Votre réponse, dite complète, est envoyée à %(body)s : une personne peut décider "
            "dès maintenant."
        )
    else:
        words = gettext(
            "Votre réponse est envoyée à %(body)s. Vous pouvez la compléter jusqu’au %(day)s : "
            "rien ne se décide contre vous avant."
        )
    return words % said


def _help_asked(found: QuestionDetail, given: Mapping[str, Any]) -> str:
    helpers = {item.slug: local(item.labels) for item in possible_helpers(
        found.number, on=timezone.localdate()
    )}  # fmt: skip
    who = helpers.get(str(given.get("helper", "")), "")
    return gettext("Votre demande d’aide est envoyée : %(who)s.") % {"who": who}


def _advised(found: QuestionDetail, given: Mapping[str, Any]) -> str:
    del given
    return gettext("Votre conseil est envoyé : %(who)s.") % {"who": local(found.company.labels)}


def _contested(found: QuestionDetail, given: Mapping[str, Any]) -> str:
    del given
    return gettext(
        "Votre contestation est envoyée à %(body)s : une autre personne décidera, avec ses raisons."
    ) % {"body": called_after(found.institution.labels)}


PAGES: Final = (
    ActPage(
        slug="repondre", word=SEND, done=_answered,
        name=QuestionStep.ANSWER, title=_("Répondre à la question"),
        lead=_("Rectifiez, expliquez ou contestez. Vous pourrez compléter jusqu’au dernier jour."),
        form=AnswerForm, takes_files=True,
        write=lambda n, f, s: answer_question(
            number=n, on=timezone.localdate(), **s,
            draft=AnswerDraft(kind=f.cleaned_data["kind"], text=f.cleaned_data["text"],
                              is_complete=f.cleaned_data["is_complete"], papers=f.papers),
        ),
    ),
    ActPage(
        slug="aide", word=SEND, done=_help_asked,
        name=QuestionAct.ASK_HELP, title=_("Demander l’aide d’une fédération"),
        lead=_("Elle vous conseille ; vous seul répondez."),
        form=HelpForm,
        write=lambda n, f, s: ask_help(number=n, on=timezone.localdate(), **f.cleaned_data, **s),
    ),
    ActPage(
        slug="conseil", word=SEND, done=_advised,
        name=QuestionAct.GIVE_HELP, title=_("Aider l’entreprise"),
        lead=_("L’entreprise vous a appelé : dites-lui quoi vérifier et quoi joindre."),
        form=AdviceForm, write=lambda n, f, s: give_help(number=n, **f.cleaned_data, **s),
    ),
    ActPage(
        slug="decider", name=QuestionStep.DECIDE, title=_("Décider, avec ses raisons"),
        lead=_("Aucune sanction ne se décide ici : un contrôle suit ses propres règles."),
        form=DecideForm,
        done=done_words.decided,
        write=lambda n, f, s: decide_question(
            number=n, draft=DecisionDraft(**f.cleaned_data), on=timezone.localdate(), **s
        ),
    ),
    ActPage(
        slug="contester", word=SEND, done=_contested,
        name=QuestionStep.CONTEST, title=_("Contester la décision"),
        lead=_("Une autre personne décidera à nouveau. Les recours de la loi restent ouverts."),
        form=ContestForm, write=lambda n, f, s: contest_decision(number=n, **f.cleaned_data, **s),
    ),
    ActPage(
        slug="allonger", name=QuestionAct.EXTEND, title=_("Allonger le délai"),
        lead=_("Un délai s’allonge, il ne se raccourcit pas."), form=ExtendForm,
        done=done_words.extended,
        write=lambda n, f, s: extend_window(
            number=n, on=timezone.localdate(), **f.cleaned_data, **s
        ),
    ),
    ActPage(
        slug="retirer", name=QuestionStep.WITHDRAW, title=_("Retirer la question"),
        lead=_("Elle n’aurait pas dû être posée : dites pourquoi."),
        done=done_words.withdrawn, form=ReasonForm,
        write=lambda n, f, s: withdraw_question(number=n, **f.cleaned_data, **s),
    ),
    ActPage(
        slug="suivre", name=QuestionAct.FOLLOW, title=_("Suivre les personnes régularisées"),
        lead=_("Douze déclarations. En 2005, 54 % des régularisés de 2004 manquaient."),
        done=done_words.followed, form=FollowForm,
        write=lambda n, f, s: follow_people(number=n, **f.cleaned_data, **s),
    ),
    ActPage(
        slug="corriger-les-personnes", name=QuestionAct.FOLLOW,
        title=_("Corriger la liste des personnes suivies"),
        lead=_("La liste entière, dans son ordre : ce qui a été lu reste pour qui n’a pas changé."),
        form=CorrectPeopleForm,
        done=done_words.corrected,
        write=lambda n, f, s: correct_people(number=n, **f.cleaned_data, **s),
    ),
)  # fmt: skip
BY_SLUG: Final[Mapping[str, ActPage]] = {page.slug: page for page in PAGES}
_TABLE: Final = {name: (sources, who) for name, sources, _to, who in QUESTION_STEPS} | {
    name: (sources, who) for name, sources, who in QUESTION_ACTS
}


def open_pages(found: QuestionDetail, mandate: MandateView, on: date) -> tuple[ActPage, ...]:
    """The acts that a mandate may do now, in the order of a question's life."""
    return tuple(_titled(page, found) for page in PAGES if _is_open(page, found, mandate, on=on))


def _titled(page: ActPage, found: QuestionDetail) -> ActPage:
    """The same act by the name that it has now: who answered once completes."""
    if page.name == QuestionStep.ANSWER and found.status is QuestionStatus.ANSWERED:
        return replace(page, title=_("Compléter votre réponse"))
    return page


def _is_open(page: ActPage, found: QuestionDetail, mandate: MandateView, *, on: date) -> bool:
    sources, who = _TABLE[page.name]
    if found.status not in sources or not QUESTION_POLICIES[who](mandate, found.stake):
        return False
    if page.name == QuestionStep.ANSWER:
        return found.is_window_open(on)
    if page.name == QuestionStep.CONTEST:
        return len(found.decisions) == 1
    if page.name == QuestionAct.FOLLOW:
        is_right = bool(found.decisions) and found.decisions[-1].outcome in FOLLOWED_OUTCOMES
        return is_right and bool(found.followed) == (page.form is CorrectPeopleForm)
    if page.name == QuestionStep.DECIDE:
        return not found.is_unanswered(on) and _is_new(mandate.user_id, found)
    return True


def _is_new(person: int, found: QuestionDetail) -> bool:
    """Whether a person did not open the question, nor decide it before a contest."""
    deciders = [item.decided_by_id for item in found.decisions]
    if not is_new_to_question(person, opened_by=found.opened_by_id, decided_by=deciders):
        return False
    entered = found.signal.entered_by_id if found.signal else None
    others = set(_able(found)) - {entered} if person == entered else set[int]()
    return may_decide_value(person, entered_by=entered, others=others)


def _able(found: QuestionDetail) -> dict[int, Any]:
    """Who of the institution may decide it and neither opened nor decided it."""
    known = {found.opened_by_id, *(item.decided_by_id for item in found.decisions)}
    return deciders_left(found.stake, known, decides=can_decide_question, on=timezone.localdate())


def missing_decision(found: QuestionDetail, mandate: MandateView, on: date) -> str:
    """Why whoever could decide a question may not now: not heard yet, or opened or decided before
    by oneself; or that only a decision in favour of the company may be taken yet."""
    page = next(page for page in PAGES if page.name == QuestionStep.DECIDE)
    sources, who = _TABLE[page.name]
    if not QUESTION_POLICIES[who](mandate, found.stake):
        return ""
    if _is_open(page, found, mandate, on=on):
        return early_words(found) if found.is_still_heard(on) else ""
    if found.status in sources and not _is_new(mandate.user_id, found):
        return _by_others(found, mandate)
    if found.status is QuestionStatus.OPEN:
        return gettext("Décider : après la réponse de l’entreprise, ou une fois son délai passé.")
    return ""


def _by_others(found: QuestionDetail, mandate: MandateView) -> str:
    """Who of the institution may decide a question that the reader opened or decided, by name."""
    able = _able(found)
    entered = found.signal.entered_by_id if found.signal else None
    others = [row for person, row in able.items() if person != entered]
    names = comma().join(name_here(row) for row in others or able.values())
    if mandate.user_id != found.opened_by_id:
        deciders = {item.decided_by_id for item in found.decisions}
        return _after_oneself(names) if mandate.user_id in deciders else _of_own_value(names)
    if not names:
        return gettext(
            "Décider : vous avez ouvert cette question, et personne d’autre de l’institution n’a "
            "de mandat sur ce territoire ; demandez-en un à votre institution."
        )
    return gettext(
        "Décider : vous avez ouvert cette question ; une autre personne de l’institution en "
        "décide : %(names)s."
    ) % {"names": names}


def _of_own_value(names: str) -> str:
    """Who decides, by name, when the reader entered the value that opened the question."""
    return gettext(
        "Décider : vous avez inscrit la valeur qui a ouvert cette question ; une autre personne de "
        "l’institution en décide : %(names)s."
    ) % {"names": names}


def _after_oneself(names: str) -> str:
    """Who decides, by name, once the decision of the reader was contested."""
    if not names:
        return gettext(
            "Décider : votre décision est contestée, et personne d’autre de l’institution n’a de "
            "mandat sur ce territoire ; demandez-en un à votre institution."
        )
    return gettext(
        "Décider : votre décision est contestée ; une autre personne de l’institution en décide : "
        "%(names)s."
    ) % {"names": names}


@acting
def act(request: HttpRequest, number: str, slug: str) -> HttpResponse:
    """Do something on a question, if the table and the mandate have it now."""
    found, mandate = whose(request, number)
    page = BY_SLUG.get(slug)
    if page is None:
        raise Http404
    if not _is_open(page, found, mandate, on=timezone.localdate()):
        raise PermissionDenied
    more: dict[str, Any] = {}
    if page.form is HelpForm:
        helpers = possible_helpers(number, on=timezone.localdate())
        more["helpers"] = [(item.slug, local(item.labels)) for item in helpers]
    if page.form is DecideForm:
        more["found"] = found
    form = page.form(request.POST or None, request.FILES or None, **more)
    is_sent = request.method == "POST" and form.is_valid()
    done = page.done(found, form.cleaned_data) if is_sent and page.done else ""
    if is_sent and written(
        request, form, lambda: page.write(number, form, signed(request)), done=done
    ):
        return redirect("question", number=number)
    words = {
        "question": found, "page": _titled(page, found), "form": form,
        "page_is_exercise": found.is_exercise,
    }  # fmt: skip
    return render(request, "questions/act.html", words, status=422 if form.errors else 200)


@acting
def read_return(request: HttpRequest, number: str, year: int, month: int) -> HttpResponse:
    """Record what the return of a month says of each person followed."""
    found, mandate = whose(request, number)
    if not 1 <= month <= 12:
        raise Http404
    day = Month(year, month).first_day
    if day not in due_months(found, timezone.localdate()):
        raise Http404
    _sources, who = _TABLE[QuestionAct.FOLLOW]
    if not QUESTION_POLICIES[who](mandate, found.stake):
        raise PermissionDenied
    form = FollowUpForm(request.POST or None, found=found, month=day)
    if request.method == "POST" and form.is_valid():
        done = written(
            request,
            form,
            lambda: record_follow_up(
                number=number, month=day, states=form.states, on=timezone.localdate(),
                **signed(request),
            ),
            done=_read_words(found, day),
        )  # fmt: skip
        if done:
            return redirect("question", number=number)
    words = {"question": found, "month": day, "form": form, "page_is_exercise": found.is_exercise}
    return render(request, "questions/return.html", words, status=422 if form.errors else 200)


def _read_words(found: QuestionDetail, day: date) -> str:
    """Which month was read, and how many are left to read."""
    left = [month for month in unread_months(found, timezone.localdate()) if month != day]
    words = gettext("La déclaration de %(month)s est lue.") % {"month": month_words(day)}
    if not left:
        return words
    url = reverse("question_return", args=[found.number, left[0].year, left[0].month])
    label = gettext("Lire celle de %(month)s") % {"month": month_words(left[0])}
    return done_words.leading(words, url, label)


def due_months(found: QuestionDetail, on: date) -> tuple[date, ...]:
    """The months followed whose return is over."""
    if not found.followed:
        return ()
    first = Month.of(on).first_day
    return tuple(month for month, _state in found.followed[0].months if month < first)


def unread_months(found: QuestionDetail, on: date) -> tuple[date, ...]:
    """Of those, the months that nobody read yet."""
    read = {
        month
        for person in found.followed
        for month, state in person.months
        if state is not FollowedState.UNKNOWN
    }
    return tuple(month for month in due_months(found, on) if month not in read)
