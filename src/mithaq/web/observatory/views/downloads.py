"""The files of a report: papers and workbooks in three languages, and the frozen content itself."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from mithaq.apps.observatory.queries import (
    ReportView,
    report_paper,
    results_content,
    results_report,
)
from mithaq.apps.reference.queries import paper_content
from mithaq.base.text import LANGUAGES
from mithaq.web.observatory.forms import DayForm
from mithaq.web.observatory.frozen import Content
from mithaq.web.observatory.papers import Published, print_report, write_report
from mithaq.web.shell.exports import XLSX

PDF: Final = "application/pdf"
JSON: Final = "application/json; charset=utf-8"
TYPES: Final = {"pdf": PDF, "xlsx": XLSX}


@require_safe
def report_pdf(request: HttpRequest, public_id: UUID, code: str) -> HttpResponse:
    """Give a published report as a paper."""
    return _frozen(request, public_id, code, kind="pdf")


@require_safe
def report_xlsx(request: HttpRequest, public_id: UUID, code: str) -> HttpResponse:
    """Give a published report as a workbook."""
    return _frozen(request, public_id, code, kind="xlsx")


@require_safe
def report_json(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Give the content as it is stored, byte for byte: its SHA-256 is the fingerprint."""
    found = _found(public_id)
    return _file(found.text.encode(), JSON, name=f"{_name(found)}.json")


@require_safe
def preview_pdf(request: HttpRequest, reference: str, code: str) -> HttpResponse:
    """Give the preview of a report as a paper that says it is one."""
    return _previewed(request, reference, code, kind="pdf")


@require_safe
def preview_xlsx(request: HttpRequest, reference: str, code: str) -> HttpResponse:
    """Give the preview of a report as a workbook that says it is one."""
    return _previewed(request, reference, code, kind="xlsx")


def _frozen(request: HttpRequest, public_id: UUID, code: str, *, kind: str) -> HttpResponse:
    found = _found(public_id)
    if not found.is_intact:
        # A paper would carry the fingerprint of another text.
        return render(request, "observatory/tampered.html", {"found": found}, status=409)
    issued = report_paper(str(public_id), kind=kind, language=code)
    # A withdrawn report is printed again: the file itself then says that it no longer stands.
    kept = paper_content(issued.code) if issued and found.withdrawn_at is None else None
    stem = _name(found)
    if kept is not None:
        return _file(kept, TYPES[kind], name=f"{stem}-{code}.{kind}")
    published = Published(
        number=found.number,
        at=found.published_at,
        digest=found.sha256,
        withdrawn_because=found.withdrawn_because,
        code=issued.printed_code if issued else "",
    )
    return _made(content=found.content, published=published, code=code, kind=kind, stem=stem)


def _previewed(request: HttpRequest, reference: str, code: str, *, kind: str) -> HttpResponse:
    form = DayForm(request.GET)
    if not form.is_valid():
        raise Http404(_("Ce jour n’a pas de bilan : choisissez une date passée."))
    day, known_on = form.cleaned_data["au"], form.cleaned_data["connu"]
    try:
        content = results_content(reference=reference, as_of=day, known_on=known_on)
    except LookupError as absent:
        raise Http404(
            _("Aucune convention du registre n’a la référence « %s ».") % reference
        ) from absent
    stem = f"apercu-{reference}-{day}"
    return _made(content=content, published=None, code=code, kind=kind, stem=stem)


def _made(
    *, content: Content, published: Published | None, code: str, kind: str, stem: str
) -> HttpResponse:
    if code not in LANGUAGES:
        raise Http404(_("Un bilan sort en français, en arabe ou en anglais."))
    make = {"pdf": print_report, "xlsx": write_report}[kind]
    file = make(content=content, published=published, language=code)
    return _file(file, TYPES[kind], name=f"{stem}-{code}.{kind}")


def _found(public_id: UUID) -> ReportView:
    found = results_report(str(public_id))
    if found is None:
        raise Http404(_("Aucun bilan publié n’a cette adresse."))
    return found


def _name(found: ReportView) -> str:
    return f"bilan-{found.reference}-{found.as_of}-n{found.number}"


def _file(content: bytes, content_type: str, *, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=content_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
