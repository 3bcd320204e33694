"""The form of a hire, its result, and the same result as a paper; nothing is kept."""

from __future__ import annotations

from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from mithaq.apps.programmes import queries
from mithaq.base.errors import Refusal
from mithaq.web.simulators.hire.forms import AGE, HireForm, first_hire_form
from mithaq.web.simulators.hire.page import HirePage, headline, hire_page
from mithaq.web.simulators.hire.paper import paper_answer, print_hire
from mithaq.web.simulators.hire.words import said_back, title_of
from mithaq.web.simulators.typed import amount_typed, number_typed

LEAVES: Final = "depart"
RAISED: Final = "hausse"
MONTHS: Final = queries.MONTHS
# More than any wage: what is typed beyond is a slip.
MOST_WAGE: Final = 10_000_000


@require_safe
def hire(request: HttpRequest) -> HttpResponse:
    """Ask about a hire, or answer; the address holds the question and no name."""
    form, page = _answered(request)
    if page is None:
        status = 422 if form.is_bound else 200
        return render(request, "simulators/hire_form.html", {"form": form}, status=status)
    label, amount, sentence = headline(page.found)
    raised = _raised(request)
    words: dict[str, Any] = {
        "form": form,
        "page": page,
        "title": title_of(page.found),
        "said": said_back(page.found, form.age_given),
        "headline": {"label": label, "amount": amount, "sentence": sentence},
        "query": form.query,
        "kept": [*form.facts.items(), *([(AGE, form.age_given)] if form.age_given else [])],
        "leaves": request.GET.get(LEAVES, ""),
        "leaves_wrong": bool(request.GET.get(LEAVES)) and _leaves_after(request) is None,
        "leaves_most": MONTHS,
        "raised": request.GET.get(RAISED, ""),
        "raised_centimes": None if raised is None else round(raised * 100),
        "raised_wrong": bool(request.GET.get(RAISED)) and raised is None,
        "on": timezone.localdate(),
    }
    return render(request, "simulators/hire.html", words)


@require_safe
def hire_paper(request: HttpRequest) -> HttpResponse:
    """Print the same answer; a question that does not hold goes back to its form."""
    form, page = _answered(request)
    if page is None:
        return redirect(f"{reverse('simulate_hire')}?{request.GET.urlencode()}")
    return paper_answer(
        print_hire(page, age=form.age_given, on=timezone.localdate()), name="simulation-embauche"
    )


def _answered(request: HttpRequest) -> tuple[HireForm, HirePage | None]:
    """The form, and the page when every answer holds and the law covers that day."""
    form = HireForm(request.GET or None, initial=first_hire_form(timezone.localdate()))
    if not form.is_bound or "modifier" in request.GET or not form.is_valid():
        return form, None
    try:
        found = queries.hire_simulation(form.facts, age=form.age_given, raised=_raised(request))
    except Refusal:
        form.add_error("hire_date", _("La loi chargée ne couvre pas ce jour : changez-le."))
        return form, None
    papers = queries.measure_papers(item.law_name for item in found.measures)
    return form, hire_page(found, papers, leaves_after=_leaves_after(request))


def _leaves_after(request: HttpRequest) -> int | None:
    """The month at whose end the person leaves, when one of those shown is typed."""
    typed = number_typed(request.GET.get(LEAVES, ""))
    is_number = typed.isascii() and typed.isdecimal() and len(typed) <= len(str(MONTHS))
    return int(typed) if is_number and 1 <= int(typed) <= MONTHS else None


def _raised(request: HttpRequest) -> float | None:
    """The wage that the reader wonders about, when an amount that reads one way is typed."""
    amount = amount_typed(request.GET.get(RAISED, ""))
    if not isinstance(amount, str):
        return None
    try:
        wage = float(amount.replace(",", "."))
    except ValueError:
        return None
    return round(wage, 2) if 0 < wage <= MOST_WAGE else None
