"""Publishing a results report: a day, a reason, and from then on it only reads."""

from __future__ import annotations

from typing import Any

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
from mithaq.apps.organisations.policies import can_publish_report
from mithaq.base.errors import Refusal
from mithaq.flows.publish_results_report import publish_results_report
from mithaq.web.observatory.forms import DayForm, PublishForm


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def publish(request: HttpRequest, reference: str) -> HttpResponse:
    """Ask for the day and the reason, then freeze the report."""
    found = convention_title(reference)
    if found is None:
        raise Http404(_("Aucune convention du registre n’a la référence « %s ».") % reference)
    mandate: Any = getattr(request, "mandate", None)
    if not mandate or not can_publish_report(mandate, found.territory_code):
        raise PermissionDenied
    form = PublishForm(request.POST or None, initial={"as_of": _day(request)})
    if request.method == "POST" and form.is_valid():
        try:
            published = publish_results_report(
                reference=reference,
                as_of=form.cleaned_data["as_of"],
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


def _day(request: HttpRequest) -> Any:
    asked = DayForm(request.GET)
    return asked.cleaned_data["au"] if asked.is_valid() else timezone.localdate()


def _page(request: HttpRequest, found: ConventionTitle, form: PublishForm) -> HttpResponse:
    words = {"convention": found, "form": form, "page_is_exercise": found.is_exercise}
    return render(request, "observatory/publish.html", words)
