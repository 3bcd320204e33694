"""Pages of long work; a stranger's work does not exist for the reader."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from mithaq.apps.organisations.queries import MandateView
from mithaq.base.errors import Refusal
from mithaq.gateways.jobs import operations
from mithaq.gateways.jobs.queries import JobDetail, job_detail, visible_jobs
from mithaq.web.jobs.filters import JobFilter
from mithaq.web.jobs.tables import JOBS
from mithaq.web.jobs.words import kind_of, progress_sentence, status_label, turn, undo_of
from mithaq.web.shell.dates import moment_words
from mithaq.web.shell.numbers import number
from mithaq.web.shell.tables import TableView
from mithaq.web.shell.typography import language


class JobsView(LoginRequiredMixin, TableView):
    """The work that the reader asked for, or everyone's for a mandate that oversees."""

    table = JOBS
    filterset = JobFilter
    title = gettext_lazy("Traitements")
    lead = gettext_lazy(
        "Ce qui dure plus longtemps qu’une page : l’import de plus de 20 conventions. "
        "Un traitement continue sans vous et laisse un compte rendu."
    )

    def rows(self, text: str) -> QuerySet[Any]:
        """Give the jobs in sight, newest first."""
        return visible_jobs(user=self.request.user, mandate=_mandate(self.request), text=text)


@login_required
@require_safe
def job(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show one job: where it stands, what it said, what it refused and why."""
    return render(request, "jobs/job.html", _words(_found(request, public_id)))


@login_required
@require_safe
def job_progress(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Answer the live part alone; the page asks again until the work is over."""
    found = _found(request, public_id)
    response = render(request, "jobs/_live.html", _words(found))
    if not found.progress.is_open:
        # The report, the dates and the buttons outside the live part have changed too.
        response.headers["HX-Refresh"] = "true"
    return response


@login_required
@require_POST
def cancel(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Cancel a job that waits or runs."""
    done = gettext("Traitement annulé. Les étapes déjà faites sont gardées.")
    return _steer(request, public_id, operation=operations.cancel_job, done=done)


@login_required
@require_POST
def retry(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Start again a job that failed or was cancelled."""
    done = gettext("Traitement relancé : il reprend à la première étape qui n’est pas faite.")
    return _steer(request, public_id, operation=operations.retry_job, done=done)


def _steer(
    request: HttpRequest, public_id: UUID, *, operation: Callable[..., None], done: str
) -> HttpResponse:
    found = _found(request, public_id)
    if not found.may_steer:
        raise PermissionDenied
    mandate = _mandate(request)
    try:
        operation(
            public_id=found.public_id,
            actor=request.user.pk,
            mandate=mandate.text if mandate else "",
            at=timezone.now(),
        )
    except Refusal as refusal:
        for sentence in refusal.of(language()):
            messages.error(request, sentence)
    else:
        messages.success(request, done)
    return redirect("job", public_id=public_id)


def _found(request: HttpRequest, public_id: UUID) -> JobDetail:
    found = job_detail(
        public_id=str(public_id),
        user=request.user,
        mandate=_mandate(request),
        has_whole_log="journal" in request.GET,
    )
    if found is None:
        raise Http404
    return found


def _mandate(request: HttpRequest) -> MandateView | None:
    # The middleware's promise is never None itself: only its truth says whether there is one.
    promised = getattr(request, "mandate", None)
    return promised or None


def _words(found: JobDetail) -> dict[str, Any]:
    return {
        "job": found,
        "kind": kind_of(found.name),
        "status": status_label(found.progress.status),
        "turn": turn(found.progress.status),
        "bar": {
            "done": found.progress.done,
            "total": found.progress.total,
            "sentence": progress_sentence(found.progress),
            "is_over": not found.progress.is_open,
            "id": "job-bar",
        },
        "facts": _facts(found),
        "result_url": f"/{language()}{found.link}" if found.link.startswith("/") else "",
        "undo_words": undo_of(found.name, found.progress.status),
        "page_is_exercise": found.is_exercise,
    }


def _facts(found: JobDetail) -> list[tuple[str, object]]:
    facts: list[tuple[str, object]] = [
        (gettext("Demandé par"), found.requested_by or gettext("Mithaq")),
        (gettext("Demandé le"), moment_words(found.requested_at)),
    ]
    if found.started_at:
        facts.append((gettext("Commencé le"), moment_words(found.started_at)))
    if found.finished_at:
        facts.append((gettext("Fini le"), moment_words(found.finished_at)))
    if found.attempts > 1:
        facts.append((gettext("Prises en charge"), number(found.attempts)))
    return facts
