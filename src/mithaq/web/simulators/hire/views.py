"""The form of a hire, its result, and the same result as a paper; nothing is kept."""

from __future__ import annotations

from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from mithaq.apps.programmes import queries
from mithaq.base.errors import Refusal
from mithaq.web.simulators.assumed import Hanging, hanging, unless_asked
from mithaq.web.simulators.boxes import LEAVES, MONTHS, RAISED, month_of_leave, wage_typed
from mithaq.web.simulators.hire.forms import HireForm, first_hire_form
from mithaq.web.simulators.hire.headline import changed_words
from mithaq.web.simulators.hire.page import HIRED, HirePage, asked_of, hire_page
from mithaq.web.simulators.hire.paper import paper_answer, print_hire
from mithaq.web.simulators.hire.words import said_back, supposed_of_internship, title_of
from mithaq.web.simulators.inside import inside

CHANGED: Final = "modifier"


@require_safe
def hire(request: HttpRequest) -> HttpResponse:
    """Ask about a hire, or answer; the address holds the question and no name."""
    form, page = _answered(request)
    if page is None:
        status = 422 if form.is_bound else 200
        return render(request, "simulators/hire_form.html", {"form": form}, status=status)
    raised = wage_typed(request.GET, RAISED)
    leaves_wrong = bool(request.GET.get(LEAVES)) and month_of_leave(request.GET) is None
    raised_wrong = bool(request.GET.get(RAISED)) and raised is None
    words: dict[str, Any] = {
        "form": form,
        "page": page,
        "title": title_of(page.found),
        "said": said_back(page.found, form.age_given, filled=form.filled),
        "unless": page.unless,
        "unless_words": inside(page.unless.sentence) if page.unless else "",
        "changed": changed_words(page.found),
        "query": form.query,
        "kept": list(form.kept.items()),
        "supposed": _supposed(form, page),
        "leaves": request.GET.get(LEAVES, ""),
        "leaves_wrong": leaves_wrong,
        "leaves_most": MONTHS,
        "raised": request.GET.get(RAISED, ""),
        "raised_centimes": None if raised is None else round(raised * 100),
        "raised_wrong": raised_wrong,
        "on": timezone.localdate(),
    }
    # The answer stands: only what a box under it says is a fault.
    status = 422 if leaves_wrong or raised_wrong else 200
    return render(request, "simulators/hire.html", words, status=status)


@require_safe
def hire_paper(request: HttpRequest) -> HttpResponse:
    """Print the same answer; a question that does not hold goes back to its form."""
    form, page = _answered(request)
    if page is None:
        return redirect(f"{reverse('simulate_hire')}?{request.GET.urlencode()}")
    return paper_answer(
        print_hire(
            page,
            age=form.age_given,
            on=timezone.localdate(),
            supposed=_supposed(form, page),
            filled=form.filled,
        ),
        name="simulation-embauche",
    )


def _supposed(form: HireForm, page: HirePage) -> list[Promise | str]:
    """What the answer takes for true without having been told, that of an internship included."""
    return [*form.supposed, *form.taken, *supposed_of_internship(page.found)]


def _answered(request: HttpRequest) -> tuple[HireForm, HirePage | None]:
    """The form, and the page when every answer holds and the law covers that day."""
    proposed = first_hire_form(timezone.localdate())
    if CHANGED in request.GET:
        # Nothing is sent yet: what the address holds is written in the form, and no fault told.
        return HireForm(initial={**proposed, **request.GET.dict()}), None
    form = HireForm(request.GET or None, initial=proposed)
    if not form.is_bound or not form.is_valid():
        return form, None
    raised = wage_typed(request.GET, RAISED)
    try:
        found = queries.hire_simulation(form.facts, age=form.age_given, raised=raised)
    except Refusal:
        form.add_error("hire_date", _("La loi chargée ne couvre pas ce jour : changez-le."))
        return form, None
    hung = _hanging(found, form)
    if hung is not None:
        form.left_open = hung.fact
        found = queries.hire_simulation(form.facts, age=form.age_given, raised=raised)
    papers = queries.measure_papers(item.law_name for item in found.measures)
    page = hire_page(
        found,
        papers,
        leaves_after=month_of_leave(request.GET),
        assumed=form.assumed,
        unless=unless_asked(form, hung),
    )
    return form, page


def _hanging(found: queries.HireSimulation, form: HireForm) -> Hanging | None:
    """The fact that nobody typed and on which a measure's no hangs."""
    refused = [m for m in found.measures if m.answer.is_met is False and not m.is_gone]
    asked = (
        hanging(m.measure.eligible, asked_of(m, form.age_given), form.filled, day=HIRED)
        for m in refused
    )
    return next((hung for hung in asked if hung is not None), None)
