"""The page of a convention."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from mithaq.apps.observatory.queries import convention_state, results_reports
from mithaq.apps.organisations.policies import can_publish_report
from mithaq.web.conventions.links import page_url
from mithaq.web.conventions.page import page_of
from mithaq.web.shell.public_pages import public_page


@require_safe
@public_page
def convention(request: HttpRequest, reference: str) -> HttpResponse:
    """Show one convention whole: what it is, where it stands, who moves next, and every proof."""
    state = convention_state(reference)
    if state is None:
        raise Http404(_("Aucune convention du registre n’a la référence « %s ».") % reference)
    label, url = _action(request, reference, state.detail.territory_code)
    return render(
        request,
        "conventions/convention.html",
        {
            "page": page_of(state),
            "convention": state.detail,
            "page_is_exercise": state.detail.is_exercise,
            "action_label": label,
            "action_url": url,
        },
    )


def _action(request: HttpRequest, reference: str, territory_code: str) -> tuple[str, str]:
    """One main action: publish for whoever may, read the latest report for everyone else."""
    mandate = getattr(request, "mandate", None) if request.user.is_authenticated else None
    if mandate and can_publish_report(mandate, territory_code):
        address = page_url("results_report_publish", reference)
        if address:
            return _("Publier le bilan"), address
    latest = results_reports().filter(convention__reference=reference).first()
    if latest is not None:
        return _("Lire le bilan"), page_url("results_report", str(latest.public_id))
    return _("Apporter une source"), f"{page_url('report_error')}?page={request.path}"
