"""The list of questions that the law answers, and the whole calculation of any answer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from mithaq.apps.programmes import queries
from mithaq.base.dates import is_of_our_time
from mithaq.web.programmes.asides import aside_lines
from mithaq.web.shell.context import url_or_none
from mithaq.web.simulators.aged import AGE
from mithaq.web.simulators.job_loss import DAYS_ONLY
from mithaq.web.simulators.lengths import length_words
from mithaq.web.simulators.questions.tahfiz import TAHFIZ
from mithaq.web.simulators.questions.views import ranges_of, references_of
from mithaq.web.simulators.telling import DAY, age_words, used_words
from mithaq.web.simulators.values import told_words


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question that a page answers: where, by which schemes of the law.

    ``also`` are other words by which people look for it.
    """

    page: str
    asks: Promise
    gives: Promise
    schemes: tuple[str, ...] = ()
    also: Promise | str = ""

    @property
    def url(self) -> str | None:
        """Where it is answered; nothing where the law of the country has no such scheme."""
        if not queries.law_scheme_names().issuperset(self.schemes):
            return None
        return url_or_none(self.page)


QUESTIONS: tuple[Question, ...] = (
    Question(
        page="simulate_hire",
        asks=_("Combien coûte une embauche, avec et sans les mesures ?"),
        gives=_("Tahfiz, premier recrutement, stage d’insertion : côte à côte, sur 36 mois."),
    ),
    Question(
        page="simulate_tahfiz",
        asks=_(
            "Tahfiz : combien de salariés, jusqu’à quand, et si le salaire monte ou si la "
            "personne part ?"
        ),
        gives=_("Le nombre de places, le dernier jour pour embaucher, ce qui change, l’article."),
        schemes=("tahfiz",),
    ),
    Question(
        page="simulate_internship",
        asks=_("Puis-je prendre un stagiaire, combien de temps, et que devrai-je à la fin ?"),
        gives=_("Indemnité, cotisations, durée, stagiaires à embaucher."),
    ),
    Question(
        page="simulate_cover",
        asks=_("Suis-je couvert en cas de maladie pendant mon stage ?"),
        gives=_("Qui paie l’assurance maladie, et à quelles conditions."),
    ),
    Question(
        page="simulate_first_job",
        asks=_("Est-ce que je paie l’impôt sur le revenu de mon premier emploi ?"),
        gives=_("L’exonération du premier recrutement, jusqu’à quel jour, et le net."),
    ),
    Question(
        page="job_loss_check",
        asks=_("Ai-je droit à l’indemnité pour perte d’emploi ?"),
        gives=_("Jours qui manquent, délais, montant, pièces : avant de déposer."),
        schemes=("job_loss",),
    ),
    Question(
        page="self_employed_simulation",
        asks=_("Auto-entrepreneur avec un seul client : combien d’impôt ?"),
        gives=_("L’impôt de l’année, ce que le client retient, ce qui reste."),
        schemes=("self_employment",),
        also=_("Auto-entrepreneur : impôt, plafond, retenue du client, cotisations."),
    ),
    Question(
        page="late_simulation",
        asks=_("Que coûte mon retard, et comment régler la dette ?"),
        gives=_("Majorations mois par mois, remises en vigueur, mensualités au centime."),
        schemes=("late_payment", "settlements"),
        also=_("Retard de paiement des cotisations CNSS : pénalités, dette, échéancier, remise."),
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefQuestion:
    """A question in a few words of those who ask it, and the part of a page that answers."""

    asks: Promise
    page: str
    part: str = ""
    who: Promise | str = ""

    @property
    def url(self) -> str:
        """Straight to its form, or to the part that tells it."""
        return f"{url_or_none(self.page)}{self.part}"


_EMPLOYER: Final = _("Employeur")
_PERSON: Final = _("Salarié ou stagiaire")
_ALONE: Final = _("Auto-entrepreneur")

BRIEF: tuple[BriefQuestion, ...] = (
    BriefQuestion(asks=_("Combien me coûte une embauche ?"), page="simulate_hire", who=_EMPLOYER),
    BriefQuestion(
        asks=_("Tahfiz : combien, jusqu’à quand ?"), page="simulate_tahfiz", who=_EMPLOYER
    ),
    BriefQuestion(
        asks=_("Tahfiz : salaire en hausse, départ ?"),
        page="simulate_tahfiz",
        part="#t-ensuite",
        who=_EMPLOYER,
    ),
    BriefQuestion(
        asks=_("Puis-je prendre un stagiaire ?"), page="simulate_internship", who=_EMPLOYER
    ),
    BriefQuestion(
        asks=_("Retard ou dette CNSS : combien ?"),
        page="late_simulation",
        who=_EMPLOYER,
    ),
    BriefQuestion(asks=_("Perte d’emploi : ai-je droit ?"), page="job_loss_check", who=_PERSON),
    BriefQuestion(
        asks=_("Perte d’emploi : jours qui manquent ?"),
        page="job_loss_check",
        part=f"?{DAYS_ONLY}=1",
        who=_PERSON,
    ),
    BriefQuestion(asks=_("Malade pendant mon stage ?"), page="simulate_cover", who=_PERSON),
    BriefQuestion(asks=_("Premier emploi : de l’impôt ?"), page="simulate_first_job", who=_PERSON),
    BriefQuestion(
        asks=_("Un seul client : que payer ?"),
        page="self_employed_simulation",
        who=_ALONE,
    ),
)

BESIDE: tuple[BriefQuestion, ...] = (
    BriefQuestion(asks=_("Tous les programmes et mesures"), page="schemes"),
)


def brief_questions() -> list[BriefQuestion]:
    """The questions that the law of the country answers, each in a few words."""
    open_pages = {item.page for item in QUESTIONS if item.url}
    return [item for item in BRIEF if item.page in open_pages]


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Show every question once, then the programmes."""
    open_pages = {item.page for item in QUESTIONS if item.url} | {"schemes"}
    words: dict[str, Any] = {
        "brief": brief_questions(),
        "beside": [item for item in BESIDE if item.page in open_pages],
    }
    if TAHFIZ.law_name in queries.law_scheme_names():
        ranges = list(ranges_of(TAHFIZ))
        words |= {"tahfiz": TAHFIZ, "form": TAHFIZ.form(), "ranges": ranges}
        words["references"] = references_of(item for item, _words in ranges)
    return render(request, "simulators/index.html", words)


@require_safe
def explanation(request: HttpRequest, target: str) -> HttpResponse:
    """Show every step of an answer: sentence, article, values of the law, facts given."""
    given = {name: value for name, value in request.GET.items() if name not in {DAY, AGE} and value}
    on, age = _day(request.GET.get(DAY, "")), _age(request.GET.get(AGE, ""))
    found = None if queries.fact_faults(given) else queries.explained(target, given, on=on, age=age)
    if found is None:
        raise Http404
    length = queries.benefit_length(target, given) if found.step.told.value else None
    words = {
        "found": found,
        "length": length_words(length) if length else "",
        "steps": list(_lines(found.step, depth=0, seen=set())),
        "facts": [(label, told_words(told)) for label, told in found.facts],
        "set_aside": aside_lines(found.set_aside),
        "age_said": age_words(found.age_limit) if found.age_limit else "",
        "today": timezone.localdate(),
    }
    return render(request, "simulators/explained.html", words)


def _day(text: str) -> date:
    try:
        day = date.fromisoformat(text) if text else timezone.localdate()
    except ValueError:
        raise Http404 from None
    if not is_of_our_time(day.year):
        raise Http404
    return day


def _age(text: str) -> int | None:
    if text and not (text.isascii() and text.isdecimal() and len(text) <= 2):
        raise Http404
    return int(text) if text else None


def _lines(step: queries.Step, *, depth: int, seen: set[str]) -> Iterator[dict[str, Any]]:
    """The steps from the answer down; a rule read twice is told once."""
    is_again = step.name in seen
    yield {
        "step": step,
        "id": "" if is_again else f"r-{step.name}",
        "depth": min(depth, 5),
        "words": told_words(step.told),
        "truth": step.told.value if isinstance(step.told.value, bool) else None,
        "is_again": is_again,
        "facts": [(label, told_words(told)) for label, told in step.facts],
        "used": [{"used": item, "words": used_words(item)} for item in step.used],
    }
    if is_again:
        return
    seen.add(step.name)
    for part in step.parts:
        yield from _lines(part, depth=depth + 1, seen=seen)
