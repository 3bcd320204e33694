"""The papers of a meeting and the workbook of decisions."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_safe

from mithaq.apps.conventions.queries.decisions import committee_decisions
from mithaq.apps.conventions.queries.sitting_views import MeetingDetail
from mithaq.apps.reference.queries import paper_content, papers_of
from mithaq.base.ports import port
from mithaq.base.text import LANGUAGES
from mithaq.flows.sign_minutes import OBJECT, reference_of
from mithaq.web.committees import letters, papers
from mithaq.web.committees.access import (
    committee_or_404,
    may_read,
    meeting_or_404,
    meeting_to_read,
)
from mithaq.web.committees.tables import DECISIONS
from mithaq.web.shell.exports import Sheet, as_xlsx

PAPERS: Final[dict[str, Callable[[MeetingDetail], dict[str, Any]]]] = {
    "convocation": letters.convening_paper,
    "ordre-du-jour": papers.agenda_paper,
    "presence": papers.attendance_paper,
    "proces-verbal": papers.minutes_paper,
}
TEMPLATES: Final = {
    "convocation": "convening",
    "ordre-du-jour": "agenda",
    "presence": "attendance",
    "proces-verbal": "minutes",
}

# The first bytes of the files that a signature takes.
SCANS: Final = {
    b"%PDF": "application/pdf",
    b"\x89PNG": "image/png",
    b"\xff\xd8\xff": "image/jpeg",
}


@require_safe
def paper(
    request: HttpRequest, reference: str, committee: int, number: int, paper: str, code: str
) -> HttpResponse:
    """Print one paper; a stranger has the minutes only once they are adopted and public."""
    found = meeting_or_404(reference, committee, number)
    if paper not in PAPERS or code not in LANGUAGES:
        raise Http404(_("Ce papier n’existe pas."))
    is_public = paper == "proces-verbal" and bool(found.minutes and found.minutes.is_public)
    if not is_public and not may_read(request, found.access):
        raise PermissionDenied
    if paper == "proces-verbal" and found.minutes is None:
        raise Http404(_("La séance n’est pas levée : il n’y a pas de procès-verbal."))
    printed = _issued(found, code) if paper == "proces-verbal" else None
    if printed is None:
        # Read again in the language of the paper: seats, rules and forms are named in it.
        with override(code):
            content = PAPERS[paper](meeting_or_404(reference, committee, number))
        printed = papers.print_sitting(template=TEMPLATES[paper], content=content, language=code)
    response = HttpResponse(printed, content_type="application/pdf")
    name = f"{reference}-comite-{committee}-seance-{number}-{paper}-{code}.pdf"
    response["Content-Disposition"] = f'inline; filename="{name}"'
    response["Cache-Control"] = "no-store"
    return response


def _issued(found: MeetingDetail, language: str) -> bytes | None:
    """The very bytes that were issued when the minutes got their last signature."""
    issued = papers_of(object_type=OBJECT, object_ref=reference_of(found))
    code = next((item.code for item in issued if item.language == language), "")
    return paper_content(code) if code else None


@login_required
@require_safe
def scan(
    request: HttpRequest, reference: str, committee: int, number: int, seat: str
) -> HttpResponse:
    """Give the scanned copy of a signature to the bodies that the committee concerns."""
    found = meeting_to_read(request, reference, committee, number)
    signature = found.minutes.signature_of(seat) if found.minutes else None
    content = port("files").read(signature.scan_sha256) if signature else None
    if content is None:
        raise Http404(_("Cet exemplaire n’est pas numérisé."))
    kind = next(kind for start, kind in SCANS.items() if content.startswith(start))
    response = HttpResponse(content, content_type=kind)
    name = f"{reference}-comite-{committee}-seance-{number}-{seat}.{kind.rpartition('/')[2]}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@login_required
@require_safe
def decisions_xlsx(request: HttpRequest, reference: str, committee: int) -> HttpResponseBase:
    """Write the decisions of a committee as a workbook."""
    found = committee_or_404(reference, committee)
    if not may_read(request, found.access):
        raise PermissionDenied
    sheet = Sheet(
        table=DECISIONS,
        columns=DECISIONS.leaving([]),
        rows=iter(committee_decisions(found.id)),
        filters=[(_("Comité"), f"{reference} / {committee}")],
        at=timezone.now(),
        is_exercise=found.is_exercise,
    )
    return as_xlsx(sheet)
