"""The page of a convention."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from mithaq.apps.conventions.queries import ConventionDetail, evaluations_of, has_roadmap
from mithaq.apps.observatory.queries import ConventionState, convention_state, standing_reports
from mithaq.apps.organisations.policies import (
    can_import_conventions,
    can_issue_note,
    can_publish_report,
    can_steer_roadmap,
)
from mithaq.apps.reference.queries import file_that_wrote
from mithaq.flows.import_conventions import KIND
from mithaq.web.conventions.amendments.reading import (
    Asked,
    asked_reading,
    is_before_signature,
    reading_of,
)
from mithaq.web.conventions.amendments.rights import mandate_of, may_amend, may_found
from mithaq.web.conventions.links import bring_source_url, page_url
from mithaq.web.conventions.page import page_of
from mithaq.web.shell.public_pages import kept_until_write, public_page
from mithaq.web.shell.typography import language


@require_safe
@public_page
def convention(request: HttpRequest, reference: str) -> HttpResponse:
    """Show one convention whole: what it is, where it stands, who moves next, and every proof."""
    asked = asked_reading(request)
    state = _state(reference, asked)
    refused_on = None
    if is_before_signature(asked, state.detail):
        refused_on, asked = asked.as_of, Asked(text_on=timezone.localdate(), as_of=None)
        state = _state(reference, asked)
    report = standing_reports().filter(convention__reference=reference).first()
    public_id = str(report.public_id) if report is not None else ""
    label, url = _action(request, state.detail, public_id)
    return render(
        request,
        "conventions/convention.html",
        {
            "page": page_of(state, asked.as_of or timezone.localdate()),
            "convention": state.detail,
            "reading": reading_of(
                state.detail,
                asked,
                may_record=may_amend(request, state.detail),
                refused_on=refused_on,
            ),
            "page_is_exercise": state.detail.is_exercise,
            "roadmap_url": page_url("roadmap", reference) if has_roadmap(reference) else "",
            "evaluations": evaluations_of(reference),
            **_steering(request, state.detail),
            "note_url": page_url("convention_note", reference, language()),
            "issue_note_url": page_url("note_issue", reference, language())
            if can_issue_note(mandate_of(request), is_exercise=state.detail.is_exercise)
            else "",
            "found_url": page_url("found_committee", reference)
            if may_found(mandate_of(request), state.detail)
            else "",
            "action_label": label,
            "action_url": url,
            "import_url": _import(request, state.detail),
            "pdf_url": _pdf(reference, public_id),
            "has_report": bool(public_id),
            "report_error_url": bring_source_url(request.path),
        },
    )


def _state(reference: str, asked: Asked) -> ConventionState:
    """The convention as asked for, kept until something is written."""
    state = kept_until_write(
        "convention",
        reference,
        asked.key,
        compute=lambda: convention_state(reference, as_of=asked.as_of, text_on=asked.text_on),
    )
    if state is None:
        raise Http404(_("Aucune convention du registre n’a la référence « %s ».") % reference)
    return state


def _action(request: HttpRequest, detail: ConventionDetail, public_id: str) -> tuple[str, str]:
    """One main action: publish for whoever may, read the report for everyone else."""
    reference = detail.reference
    mandate = getattr(request, "mandate", None) if request.user.is_authenticated else None
    if mandate and can_publish_report(
        mandate, detail.territory_code, is_exercise=detail.is_exercise
    ):
        address = page_url("results_report_publish", reference)
        if address:
            return _("Publier le bilan"), address
    if public_id:
        return _("Lire le bilan"), page_url("results_report", public_id)
    address = page_url("results_preview", reference)
    return (_("Aperçu du bilan, non publié"), address) if address else ("", "")


def _steering(request: HttpRequest, detail: ConventionDetail) -> dict[str, object]:
    """Whether the reader steers the roadmap, and where it begins when there is none."""
    mandate = mandate_of(request)
    may = can_steer_roadmap(mandate, detail.territory_code, is_exercise=detail.is_exercise)
    return {
        "may_steer": may,
        "begin_roadmap_url": page_url("roadmap_begin", detail.reference) if may else "",
    }


def _import(request: HttpRequest, detail: ConventionDetail) -> str:
    """The import that brought the convention, for whoever may undo it."""
    mandate = getattr(request, "mandate", None) if request.user.is_authenticated else None
    if not mandate or not can_import_conventions(
        mandate, detail.territory_code or None, is_exercise=detail.is_exercise
    ):
        return ""
    public_id = file_that_wrote(detail.reference, kind=KIND)
    return page_url("convention_import_staged", public_id) if public_id else ""


def _pdf(reference: str, public_id: str) -> str:
    """The report on paper: the one published, else what it would say today."""
    if public_id:
        return page_url("results_report_pdf", public_id, language())
    return page_url("results_preview_pdf", reference, language())
