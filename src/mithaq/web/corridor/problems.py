"""Problems that recur: the causes behind several cases, who mends them, and with what effect."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from mithaq.apps.corridor import operations
from mithaq.apps.corridor.choices.problems import PROBLEM_STEPS, ProblemStatus
from mithaq.apps.corridor.operations import ProblemDraft
from mithaq.apps.corridor.policies import (
    can_count_claims,
    can_fix_problem,
    can_steer_problem,
    reads_claims,
)
from mithaq.apps.corridor.queries.corridors import catalogue
from mithaq.apps.corridor.queries.discussed import sittings_of_problem
from mithaq.apps.corridor.queries.listed import names_of
from mithaq.apps.corridor.queries.lists import (
    cases_of_cause,
    cases_of_problem,
    cases_without_cause,
    subject_named,
)
from mithaq.apps.corridor.queries.problems import problem as problem_view
from mithaq.apps.corridor.queries.problems import problems_of
from mithaq.apps.corridor.queries.steering import (
    Asked,
    Steered,
    corridor_of_problem,
    every_corridor_steered,
    referrals_of_problem,
    steered_by,
)
from mithaq.apps.corridor.queries.views import ProblemView
from mithaq.apps.organisations.choices import Role
from mithaq.apps.organisations.queries import MandateView
from mithaq.base.errors import Refusal
from mithaq.base.months import Month
from mithaq.base.text import Labels
from mithaq.web.corridor.access import acting, mandate_of
from mithaq.web.corridor.forms import ActForm, ProblemForm, StepForm, TextForm
from mithaq.web.corridor.periods import LAST_YEAR, period_of
from mithaq.web.shell.dates import month_words
from mithaq.web.shell.typography import language
from mithaq.web.shell.words import local

CLOSED: Final = (ProblemStatus.MEASURED, ProblemStatus.DROPPED)
REFER: Final = "refer"
STEPS: Final[dict[str, tuple[Promise, Promise]]] = {
    "fix": (gettext_lazy("Commencer la correction"), gettext_lazy("Ce qui change")),
    "fixed": (gettext_lazy("Dire la correction faite"), gettext_lazy("Ce qui a changé")),
    "measure": (gettext_lazy("Écrire l’effet mesuré"), gettext_lazy("Ce qui a été mesuré")),
    "drop": (gettext_lazy("Abandonner"), gettext_lazy("Motif")),
    "reopen": (gettext_lazy("Rouvrir"), gettext_lazy("Motif")),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthBar:
    """The cases of one month, before or after the fix."""

    month: str
    count: int
    start: str
    width: str
    is_after: bool


@login_required
@never_cache
@require_safe
def problems(request: HttpRequest) -> HttpResponse:
    """Show the problems of the corridors that the mandate concerns."""
    services = corridors_read(request)
    mandate = mandate_of(request)
    found = [
        (item, problems_of(item.slug, counts_claims=can_count_claims(mandate, item.examiners)))
        for item in services
    ]
    words = {
        "corridors": found,
        "today": timezone.localdate(),
        "closed": CLOSED,
        "may_open": any(
            can_steer_problem(mandate, item.bodies, is_exercise=item.is_exercise)
            for item in services
        ),
        "page_is_exercise": bool(services) and all(item.is_exercise for item in services),
    }
    return render(request, "corridor/problems.html", words)


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Write down a cause behind several cases."""
    mandate = mandate_of(request)
    services = [
        item
        for item in corridors_read(request)
        if can_steer_problem(mandate, item.bodies, is_exercise=item.is_exercise)
    ]
    if not services:
        raise PermissionDenied
    form = ProblemForm(
        request.POST or None,
        corridors=[(item.slug, local(item.labels)) for item in services],
        families=[(item.code, local(item.labels)) for item in catalogue()],
        owners=_owners(services),
        cases=(choices := _choices(services, mandate, cause=_asked_cause(request))),
        initial={"cases": request.GET.getlist("dossiers")} | _prefilled(request, choices),
    )
    if request.method == "POST" and form.is_valid():
        try:
            opened = operations.open_problem(
                draft=_draft(form), case_numbers=form.numbers, **acting(request)
            )
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Le problème est ouvert."))
            return redirect("corridor_problem", opened.public_id)
    words = {"form": form, "page_is_exercise": all(item.is_exercise for item in services)}
    status = 422 if form.errors else 200
    return render(request, "corridor/problem_new.html", words, status=status)


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def problem(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show a problem, its cases by month around its fix, and take the next step of its life."""
    key, mandate = str(public_id), mandate_of(request)
    service = corridor_of_problem(key, on=timezone.localdate())
    if service is None or not _reads(request, service):
        raise Http404
    is_whole = can_count_claims(mandate, service.examiners)
    found = problem_view(key, counts_claims=is_whole)
    if found is None:
        raise Http404
    may = can_steer_problem(mandate, service.bodies, is_exercise=service.is_exercise)
    act = request.POST.get("act", "")
    referrals, sent = referrals_of_problem(key), request.POST if request.method == "POST" else None
    waits = any(row.is_waiting for row in referrals)
    forms = _forms(found, act, sent, is_referred=waits) if may else {}
    bodies, owner = service.bodies, found.owner
    if not can_fix_problem(mandate, bodies, owner, is_exercise=service.is_exercise):
        forms.pop("fixed", None)
    if request.method == "POST":
        if not may or act not in forms:
            raise PermissionDenied
        if _write(request, key, act, forms[act]):
            return redirect("corridor_problem", public_id)
    words = {
        "problem": found,
        "service": service,
        "bars": _bars(found),
        "is_whole": is_whole,
        "cases": cases_of_problem(key, reads=reads_claims(mandate)) if may else (),
        "referrals": referrals,
        **_sittings(key, referrals),
        "steps": [(name, STEPS[name][0] if name in STEPS else None, form)
                  for name, form in forms.items()],
        "is_late": found.due_on is not None and found.due_on < timezone.localdate()
        and found.status in (ProblemStatus.OPEN, ProblemStatus.FIXING),
        "may": may,
        "page_is_exercise": found.is_exercise,
    }  # fmt: skip
    is_refused = any(form.errors for form in forms.values())
    return render(request, "corridor/problem.html", words, status=422 if is_refused else 200)


def corridors_read(request: HttpRequest) -> tuple[Steered, ...]:
    """The corridors of the reader's institution; an auditor reads all of its world."""
    mandate, on = mandate_of(request), timezone.localdate()
    if mandate is None:
        raise PermissionDenied
    if mandate.role == Role.AUDITOR:
        rows = every_corridor_steered(on=on)
        return tuple(item for item in rows if item.is_exercise or not mandate.is_exercise)
    found = steered_by(mandate.organisation, on=on)
    if not found:
        raise PermissionDenied(_("Cette page est celle des institutions d’un corridor."))
    return found


def _reads(request: HttpRequest, service: Steered) -> bool:
    mandate = mandate_of(request)
    if mandate is None:
        return False
    is_own_world = service.is_exercise or not mandate.is_exercise
    is_auditor = mandate.role == Role.AUDITOR and is_own_world
    return is_auditor or mandate.organisation in service.bodies


def _owners(services: list[Steered]) -> list[tuple[str, str]]:
    names = names_of(sorted({body for item in services for body in item.bodies}))
    return [(slug, local(labels)) for slug, labels in sorted(names.items())]


def _asked_cause(request: HttpRequest) -> str:
    """The typical problem whose cases are to be grouped, when the address names one."""
    return request.GET.get("cause", "")


def _prefilled(request: HttpRequest, choices: list[tuple[str, str]]) -> dict[str, Any]:
    """What a cause chosen in the list of causes fills: its corridor, its family, its words in both
    languages, and all its cases that no problem groups."""
    found = subject_named(_asked_cause(request))
    if found is None:
        return {}
    return {
        "corridor": request.GET.get("corridor", ""),
        "family": found.family,
        "title_fr": found.labels.fr,
        "title_ar": found.labels.ar,
        "cases": [key for key, _words in choices],
    }


def _choices(
    services: list[Steered], mandate: MandateView | None, *, cause: str = ""
) -> list[tuple[str, str]]:
    """The open cases that no problem groups yet, the newest first: number, subject, place; of a
    cause, those of the last twelve months, closed or not."""
    slugs, reads = [item.slug for item in services], reads_claims(mandate)
    since = period_of(LAST_YEAR)[0]
    found = (
        cases_of_cause(slugs, cause, since=since, reads=reads)
        if cause
        else cases_without_cause(slugs, reads=reads)
    )
    return [
        (row.number, " · ".join((row.number, local(row.subject), local(row.region))))
        for row in found
    ]


def _draft(form: ProblemForm) -> ProblemDraft:
    data = form.cleaned_data
    return ProblemDraft(
        corridor=data["corridor"],
        family=data["family"],
        # Typed in Arabic alone, it is told as typed everywhere.
        labels=Labels(data["title_fr"] or data["title_ar"], data["title_ar"]),
        owner=data["owner"],
        fix=data["fix"],
        due_on=data["due_on"],
        effect_expected=data["effect_expected"],
    )


def _forms(found: ProblemView, act: str, data: Any, *, is_referred: bool) -> dict[str, ActForm]:
    """The steps that the state allows, each with its form; it is referred once at a time."""
    forms: dict[str, ActForm] = {}
    for name, starts, _to, _who in PROBLEM_STEPS:
        if found.status in starts:
            given = data if act == name else None
            form = StepForm(given, auto_id=f"{name}_%s", initial=_initial(found, name))
            form.fields["text"].label = str(STEPS[name][1])
            if name not in ("fix", "fixed"):
                del form.fields["due_on"]
            forms[name] = form
    if found.status not in CLOSED and not is_referred:
        asked = TextForm(data if act == REFER else None, auto_id=f"{REFER}_%s")
        asked.fields["text"].label = _("Ce que le comité doit trancher")
        forms[REFER] = asked
    return forms


def _initial(found: ProblemView, name: str) -> dict[str, Any]:
    return {"text": found.fix, "due_on": found.due_on} if name in ("fix", "fixed") else {}


def _sittings(key: str, referrals: tuple[Asked, ...]) -> dict[str, Any]:
    """The sittings that no decision brought back tells of, and whether one has, or had, what is
    waiting on its agenda: it is then no more to be put there."""
    told = {row.decision for row in referrals if row.decision}
    found = [
        row for row in sittings_of_problem(key) if not told & {item.id for item in row.decisions}
    ]
    last = max((timezone.localdate(row.at) for row in referrals if row.is_waiting), default=None)
    return {
        "sittings": found,
        "is_on_agenda": last is not None and any(row.on >= last for row in found),
    }


def _write(request: HttpRequest, key: str, act: str, form: ActForm) -> bool:
    if not form.is_valid():
        return False
    data = form.cleaned_data
    try:
        if act == REFER:
            operations.refer_problem(public_id=key, reason=data["text"], **acting(request))
        else:
            operations.move_problem(
                public_id=key, step=act, note=data["text"], due_on=data.get("due_on"),
                **acting(request),
            )  # fmt: skip
    except Refusal as refusal:
        form.refuse(refusal)
        return False
    messages.success(request, _("C’est inscrit."))
    return True


def _bars(found: ProblemView) -> list[MonthBar]:
    """Cases by month, from the first month with one: a month without any is drawn too, since it is
    the effect awaited. Those after the month of the fix are told apart."""
    counts = dict(found.by_month)
    top = max(counts.values(), default=1)
    fixed = Month.of(found.fixed_on) if found.fixed_on else None
    is_mirrored = language() == "ar"
    return [
        MonthBar(
            month=month_words(month.first_day),
            count=(count := counts.get(str(month), 0)),
            start=f"{100 - 100 * count / top:.1f}%" if is_mirrored else "0",
            width=f"{100 * count / top:.1f}%",
            is_after=fixed is not None and month > fixed,
        )
        for month in _months(found, fixed)
    ]


def _months(found: ProblemView, fixed: Month | None) -> Iterator[Month]:
    """Every month from that of the first case to the one under way; of a problem that is closed,
    which groups no case any more, to that of the last case or of the fix."""
    if not found.by_month:
        return iter(())
    first, last = (Month.parse(found.by_month[place][0]) for place in (0, -1))
    end = (fixed or last) if found.status in CLOSED else Month.of(timezone.localdate())
    return first.until(max(last, end))
