"""The page of a convention."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from mithaq.apps.observatory.queries import convention_state, results_reports
from mithaq.apps.organisations.policies import can_import_conventions, can_publish_report
from mithaq.apps.reference.queries import file_that_wrote
from mithaq.flows.import_conventions import KIND
from mithaq.web.conventions.links import page_url
from mithaq.web.conventions.page import page_of
from mithaq.web.shell.public_pages import public_page
from mithaq.web.shell.typography import language


@require_safe
@public_page
def convention(request: HttpRequest, reference: str) -> HttpResponse:
    """Show one convention whole: what it is, where it stands, who moves next, and every proof."""
    state = convention_state(reference)
    if state is None:
        raise Http404(_("Aucune convention du registre n’a la référence « %s ».") % reference)
    report = results_reports().filter(convention__reference=reference).first()
    public_id = str(report.public_id) if report is not None else ""
    label, url = _action(request, reference, state.detail.territory_code, public_id)
    return render(
        request,
        "conventions/convention.html",
        {
            "page": page_of(state, timezone.localdate()),
            "convention": state.detail,
            "page_is_exercise": state.detail.is_exercise,
            "action_label": label,
            "action_url": url,
            "import_url": _import(request, reference, state.detail.territory_code),
            "pdf_url": _pdf(reference, public_id),
            "report_error_url": f"{page_url('report_error')}?page={request.path}",
        },
    )


def _action(
    request: HttpRequest, reference: str, territory_code: str, public_id: str
) -> tuple[str, str]:
    """One main action: publish for whoever may, read the report for everyone else."""
    mandate = getattr(request, "mandate", None) if request.user.is_authenticated else None
    if mandate and can_publish_report(mandate, territory_code):
        address = page_url("results_report_publish", reference)
        if address:
            return _("Publier le bilan"), address
    address = page_url("results_report", public_id) if public_id else ""
    address = address or page_url("results_preview", reference)
    return (_("Lire le bilan"), address) if address else ("", "")


def _import(request: HttpRequest, reference: str, territory_code: str) -> str:
    """The import that brought the convention, for whoever may undo it."""
    mandate = getattr(request, "mandate", None) if request.user.is_authenticated else None
    if not mandate or not can_import_conventions(mandate, territory_code or None):
        return ""
    public_id = file_that_wrote(reference, kind=KIND)
    return page_url("convention_import_staged", public_id) if public_id else ""


def _pdf(reference: str, public_id: str) -> str:
    """The report on paper: the one published, else what it would say today."""
    if public_id:
        return page_url("results_report_pdf", public_id, language())
    return page_url("results_preview_pdf", reference, language())
