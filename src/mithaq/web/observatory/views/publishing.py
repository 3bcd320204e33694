"""Publishing a results report: two days, what it holds, a reason; and withdrawing one."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from mithaq.apps.conventions.queries import ConventionTitle, convention_title
from mithaq.apps.observatory.queries import (
    canonical,
    fingerprint,
    report_figures,
    results_content,
    results_report,
)
from mithaq.apps.organisations.policies import can_open_publishing, can_publish_report
from mithaq.base.errors import Refusal
from mithaq.flows.publish_results_report import publish_results_report, withdraw_results_report
from mithaq.web.observatory.forms import DayForm, PublishForm, WithdrawForm, refuse
from mithaq.web.shell.readers import out_of_reach


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def publish(request: HttpRequest, reference: str) -> HttpResponse:
    """Ask for the two days and the reason, show what would be frozen, then freeze it."""
    found = convention_title(reference)
    if found is None:
        raise Http404(_("Aucune convention du registre n’a la référence « %s ».") % reference)
    mandate: Any = getattr(request, "mandate", None)
    _refuse_out_of_reach(mandate, found)
    form = PublishForm(request.POST or None, initial=_days(request))
    if request.method == "POST" and form.is_valid() and _is_seen(form, reference):
        try:
            published = publish_results_report(
                reference=reference,
                as_of=form.cleaned_data["as_of"],
                known_on=form.cleaned_data["known_on"],
                issuer=mandate.organisation_labels,
                actor=request.user,
                mandate=mandate.text,
                reason=form.cleaned_data["reason"],
                at=timezone.now(),
            )
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("Le bilan est publié. Il ne changera plus."))
            return redirect("results_report", published.public_id)
    return _page(request, found, form)


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Ask why, then mark the report as withdrawn: it stays readable."""
    report = results_report(str(public_id))
    found = convention_title(report.reference) if report else None
    if report is None or found is None:
        raise Http404(_("Aucun bilan publié n’a cette adresse."))
    mandate: Any = getattr(request, "mandate", None)
    _refuse_out_of_reach(mandate, found)
    form = WithdrawForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            withdraw_results_report(
                public_id=str(public_id),
                actor=request.user,
                mandate=mandate.text,
                reason=form.cleaned_data["reason"],
                at=timezone.now(),
            )
        except Refusal as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("Le bilan est retiré. Il reste lisible, et le dit."))
            return redirect("results_report", public_id)
    words = {"found": report, "form": form, "page_is_exercise": report.is_exercise}
    return render(request, "observatory/withdraw.html", words)


def _refuse_out_of_reach(mandate: Any, found: ConventionTitle) -> None:
    """Refuse with what keeps this very mandate from this very convention."""
    where, is_exercise = found.territory_code, found.is_exercise
    if mandate and can_publish_report(mandate, where, is_exercise=is_exercise):
        return
    # A role that publishes no report is told which do.
    is_reader = can_open_publishing(mandate or None)
    why = out_of_reach(mandate or None, where, is_exercise=is_exercise) if is_reader else ""
    raise PermissionDenied(why)


def _days(request: HttpRequest) -> dict[str, date]:
    asked = DayForm(request.GET)
    today = timezone.localdate()
    if not asked.is_valid():
        return {"as_of": today, "known_on": today}
    return {"as_of": asked.cleaned_data["au"], "known_on": asked.cleaned_data["connu"]}


def _is_seen(form: PublishForm, reference: str) -> bool:
    """Tell whether what would be frozen is what the page counted."""
    days = form.cleaned_data
    is_seen = days["seen"] == _fingerprint(reference, days["as_of"], days["known_on"])
    return is_seen or not _are_possible(days["as_of"], days["known_on"])


def _are_possible(as_of: date, known_on: date) -> bool:
    """Days that the operation refuses are refused by it, with its own words."""
    return as_of <= known_on <= timezone.localdate()


def _fingerprint(reference: str, as_of: date, known_on: date) -> str:
    content = results_content(reference=reference, as_of=as_of, known_on=known_on)
    return fingerprint(canonical(content))


def _page(request: HttpRequest, found: ConventionTitle, form: PublishForm) -> HttpResponse:
    words: dict[str, Any] = {"convention": found, "page_is_exercise": found.is_exercise}
    days = form.cleaned_data if form.is_bound and hasattr(form, "cleaned_data") else form.initial
    as_of, known_on = days.get("as_of"), days.get("known_on")
    if as_of and known_on and _are_possible(as_of, known_on):
        words["counted"] = report_figures(found.reference, as_of=as_of, known_on=known_on)
        words["as_of"], words["known_on"] = as_of, known_on
        digest = _fingerprint(found.reference, as_of, known_on)
        words["is_recounted"] = form.is_bound and form.data.get("seen", "") != digest
        words["seen"] = digest
    return render(request, "observatory/publish.html", words | {"form": form})
