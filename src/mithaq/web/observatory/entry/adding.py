"""Adding, correcting and withdrawing one figure; adding a source."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from mithaq.apps.observatory.operations import withdraw_figure
from mithaq.apps.observatory.queries import FigureView, figure
from mithaq.apps.organisations.queries import organisation_names
from mithaq.apps.reference.queries import large_territories
from mithaq.base.errors import Fault, Refusal
from mithaq.flows.add_figure import Reading, add_source, read_figure, write_figure
from mithaq.web.observatory.entry.forms import FigureForm, ReasonForm, SourceForm
from mithaq.web.observatory.entry.rights import (
    can_change,
    for_writers,
    mandate_of,
    mandate_text,
    rights_of,
)
from mithaq.web.observatory.words import grade_word
from mithaq.web.shell.typography import language
from mithaq.web.shell.values import display_of, plain_number

METHODS = ["GET", "HEAD", "POST"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What the page of a figure's form shows beside the form."""

    corrects: FigureView | None = None
    doubts: tuple[Fault, ...] = ()
    twin: str = ""


@for_writers
@require_http_methods(METHODS)
def add(request: HttpRequest) -> HttpResponse:
    """Ask for a figure and its proof; a doubt is confirmed with a reason first."""
    initial = {
        name: request.GET[name] for name in ("territory", "convention") if name in request.GET
    }
    if "indicator" in request.GET:
        initial["indicator"] = f"{request.GET['indicator']}|1"
    form = FigureForm(request.POST or None, mandate=mandate_of(request), initial=initial)
    if request.method == "POST":
        return _sent(request, form)
    return _show(request, form, Page())


@for_writers
@require_http_methods(METHODS)
def correct(request: HttpRequest, code: str) -> HttpResponse:
    """Ask for the right figure and why; the wrong one stays readable beside it."""
    old = _changeable(request, code)
    form = FigureForm(
        request.POST or None, mandate=mandate_of(request), corrects=old, initial=_initial(old)
    )
    if request.method == "POST":
        return _sent(request, form, corrects=old)
    return _show(request, form, Page(corrects=old))


@for_writers
@require_http_methods(METHODS)
def withdraw(request: HttpRequest, code: str) -> HttpResponse:
    """Ask why a figure must no longer count."""
    old = _changeable(request, code)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            withdraw_figure(
                code=code,
                actor=request.user,
                mandate=mandate_text(request),
                reason=form.cleaned_data["reason"],
                at=timezone.now(),
            )
        except Refusal as refusal:
            form.refuse(refusal.faults)
        else:
            messages.success(request, _("Le chiffre est retiré. Sa page reste, avec le motif."))
            return redirect("figure", code)
    words = {"form": form, "figure": old, "page_is_exercise": old.is_exercise}
    status = 422 if form.errors else 200
    return render(request, "observatory/entry/withdraw.html", words, status=status)


@for_writers
@require_http_methods(METHODS)
def source(request: HttpRequest) -> HttpResponse:
    """Ask for a document that figures can cite."""
    form = SourceForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            code = add_source(
                given=form.cleaned_data,
                rights=rights_of(request),
                actor=request.user,
                mandate=mandate_text(request),
                at=timezone.now(),
            )
        except Refusal as refusal:
            form.refuse(refusal.faults)
        else:
            messages.success(request, _("La source est au registre."))
            return redirect("source", code)
    status = 422 if form.errors else 200
    return render(request, "observatory/entry/source.html", {"form": form}, status=status)


def _sent(
    request: HttpRequest, form: FigureForm, corrects: FigureView | None = None
) -> HttpResponse:
    """Read what was sent; write it, or show everything wrong or doubtful in it."""
    page = Page(corrects=corrects)
    if not form.is_valid():
        return _show(request, form, page, status=422)
    given = form.cleaned_data
    reading = read_figure(cells=form.cells(), rights=rights_of(request), at=timezone.now())
    page = Page(corrects=corrects, doubts=reading.doubts, twin=reading.twin)
    if reading.faults:
        form.refuse(reading.faults)
        return _show(request, form, page, status=422)
    if reading.doubts and not (given["is_confirmed"] and given["reason"].strip()):
        form.add_error("is_confirmed", _("Confirmez, et dites ce que vous avez vérifié."))
        return _show(request, form, page, status=422)
    try:
        code = _write(request, reading, reason=given["reason"])
    except Refusal as refusal:
        form.refuse(refusal.faults)
        return _show(request, form, page, status=422)
    said = _("La correction est au registre.") if corrects else _("Le chiffre est au registre.")
    messages.success(request, said)
    return redirect("figure", code)


def _write(request: HttpRequest, reading: Reading, *, reason: str) -> str:
    return write_figure(
        reading=reading,
        actor=request.user,
        mandate=mandate_text(request),
        reason=reason,
        at=timezone.now(),
    )


def _changeable(request: HttpRequest, code: str) -> FigureView:
    found = figure(code)
    if found is None:
        raise Http404(_("Aucun chiffre du registre n’a le code « %s ».") % code)
    if not can_change(request, found) or found.withdrawn_at is not None:
        raise PermissionDenied
    return found


def _initial(old: FigureView) -> dict[str, Any]:
    """The figure as it stands, to be corrected where it is wrong."""
    period = ""
    if old.period_from and old.period_to:
        period = f"du {old.period_from.isoformat()} au {old.period_to.isoformat()}"
    return {
        "indicator": f"{old.indicator_code}|{old.version_number}",
        # A name made of the scope is made again: the scope may be what is corrected.
        "title": "" if old.labels.fr.startswith(old.indicator.fr) else old.labels.fr,
        "territory": old.territory_code,
        "organisation": old.organisation_slug,
        "convention": old.convention_reference,
        "sex": old.sex,
        "milieu": old.milieu,
        "category": old.category_code,
        "value": str(plain_number(old.value, old.unit)).replace(".", ","),
        "qualifier": old.qualifier,
        "as_of": "" if period else str(old.as_of) if old.as_of.is_known else "",
        "period": period,
        "grade": old.grade,
        "source": old.source.code,
        "locator": old.source.locator,
        "source_date": str(old.said) if old.said.is_known else "",
        "note": old.note.fr,
    }


def _show(request: HttpRequest, form: FigureForm, page: Page, *, status: int = 200) -> HttpResponse:
    words = {
        "form": form,
        "page": page,
        "old_value": display_of(page.corrects) if page.corrects else None,
        "old_grade": grade_word(page.corrects.grade) if page.corrects else "",
        "territories": large_territories(language()),
        "organisations": organisation_names(language()),
        "page_is_exercise": rights_of(request).is_exercise,
        "asks_reason": bool(page.doubts or page.corrects),
    }
    return render(request, "observatory/entry/figure.html", words, status=status)
