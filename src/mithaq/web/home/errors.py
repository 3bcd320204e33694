"""Reporting an error: what page, what is wrong, which source; no personal data is asked."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import Any, Final

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from mithaq.apps.accounts.choices import FeedbackStatus
from mithaq.apps.accounts.operations import (
    answer_error_report,
    erase_error_report,
    receive_error_report,
)
from mithaq.apps.accounts.queries import error_report
from mithaq.apps.organisations.policies import (
    can_answer_error_report,
    can_manage_people,
    can_read_audit,
)
from mithaq.base.errors import Refusal
from mithaq.web.shell.typography import language

RECEIPT_KEY: Final = "report_receipt"
SENT_KEY: Final = "reported_at"
BRING: Final = "source"
MOST: Final = 5
WINDOW: Final = timedelta(hours=1)


class ErrorForm(forms.Form):
    """A page, what is wrong on it, and the source that says otherwise."""

    page = forms.CharField(label=_("Adresse de la page"), max_length=300)
    wrong = forms.CharField(
        label=_("Ce qui est faux ou manque"),
        min_length=10,
        max_length=2000,
        widget=forms.Textarea,
        help_text=_("N’écrivez aucun nom ni numéro d’une personne privée."),
    )
    source = forms.CharField(
        label=_("La source qui le montre"),
        max_length=400,
        required=False,
        help_text=_("Titre, date, adresse : ce qu’il faut pour la retrouver."),
    )


class SourceForm(ErrorForm):
    """A source that the register does not know yet: what it is, and what it says of a page."""

    field_order = ("page", "source", "wrong")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Ask for the source first; nothing has to be wrong for one to be brought."""
        super().__init__(*args, **kwargs)
        self.fields["source"].required = True
        self.fields["source"].label = _("La source")
        self.fields["wrong"].label = _("Ce qu’elle dit")


def _form_asked(request: HttpRequest) -> type[ErrorForm]:
    return SourceForm if request.GET.get("quoi") == BRING else ErrorForm


@require_http_methods(["GET", "HEAD", "POST"])
def report_error(request: HttpRequest) -> HttpResponse:
    """Receive a report, then show its receipt; anyone who holds the number may read it again."""
    if request.method != "POST":
        if number := request.GET.get("recu", "").strip()[:20]:
            return _receipt(request, number)
        initial = {"page": request.GET.get("page", "")[:300]}
        return _page(request, _form_asked(request)(initial=initial))
    form = _form_asked(request)(request.POST)
    now = timezone.now()
    recent = _recent(request, now)
    if len(recent) >= MOST:
        form.add_error(
            None,
            _("Cinq signalements en une heure : attendez un peu, ou réunissez-les en un seul."),
        )
    if not form.is_valid():
        return _page(request, form, status=422)
    said = form.cleaned_data
    receipt = receive_error_report(
        page=said["page"], wrong=said["wrong"], evidence=said["source"], at=now
    )
    request.session[SENT_KEY] = [*recent, now.timestamp()]
    request.session[RECEIPT_KEY] = receipt
    # Reloading the receipt must not send the report again.
    return redirect(f"{reverse('report_error')}?recu={receipt}")


class AnswerForm(forms.Form):
    """What becomes of a report, in one sentence for whoever holds its number."""

    answer = forms.CharField(
        label=_("Réponse à la personne qui a signalé"),
        max_length=600,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Ce qui a été corrigé, ou pourquoi rien ne change. Elle la lira ici."),
    )


def _may_answer(mandate: Any, page: str) -> bool:
    return can_answer_error_report(mandate or None, page)


def _may_read(mandate: Any, page: str) -> bool:
    return can_read_audit(mandate or None) or _may_answer(mandate, page)


def _own_page(request: HttpRequest, page: str) -> str:
    """The reported address when it is one of ours: what anybody typed never becomes a way out."""
    hosts = {request.get_host()}
    is_ours = page.startswith(("/", "http")) and url_has_allowed_host_and_scheme(page, hosts)
    return page if is_ours else ""


@require_POST
def answer(request: HttpRequest) -> HttpResponse:
    """Take a report under examination, or close it with a sentence."""
    mandate = request.mandate  # type: ignore[attr-defined]
    wanted = re.fullmatch(r"S-0*(\d{1,9})", request.POST.get("number", ""))
    found = error_report(int(wanted[1])) if wanted else None
    if found is None:
        raise Http404
    if not _may_answer(mandate, found.page):
        raise PermissionDenied
    form = AnswerForm(request.POST)
    if form.is_valid():
        try:
            answer_error_report(
                number=found.pk,
                step=request.POST.get("step", ""),
                answer=form.cleaned_data["answer"],
                actor=request.user,
                mandate=mandate.text,
                at=timezone.now(),
            )
        except Refusal as refusal:
            form.add_error("answer", refusal.faults[0].of(language()))
        else:
            messages.success(request, _("C’est noté : la personne le lira avec son numéro."))
            return redirect(f"{reverse('report_error')}?recu={found}")
    return _receipt(request, str(found), form)


def _receipt(request: HttpRequest, number: str, form: AnswerForm | None = None) -> HttpResponse:
    """Say what became of a report; what it says is read by those who examine it, nobody else."""
    wanted = re.fullmatch(r"[Ss]?-?0*(\d{1,9})", number)
    found = error_report(int(wanted[1])) if wanted else None
    mandate = request.mandate  # type: ignore[attr-defined]
    words = {
        "number": number,
        "receipt": str(found) if found else "",
        "received_at": found.received_at if found else None,
        "is_new": found is not None and _is_just_sent(request, found.pk),
        "is_erased": found is not None and found.erased_at is not None,
        "said": found if found and (_may_read(mandate, found.page)) else None,
        "page_url": _own_page(request, found.page) if found else "",
        "status": found.get_status_display() if found else "",
        "is_closed": found is not None and found.status == FeedbackStatus.CLOSED,
        "is_examined": found is not None and found.status == FeedbackStatus.EXAMINED,
        "answer": found.answer if found else "",
        "answered_at": found.answered_at if found else None,
        "form": form or (AnswerForm() if found and _may_answer(mandate, found.page) else None),
        "can_erase": found is not None and can_manage_people(mandate or None),
    }
    status = 404 if not found else 422 if form else 200
    return render(request, "home/report_receipt.html", words, status=status)


def _is_just_sent(request: HttpRequest, number: int) -> bool:
    """Tell once that the report left this browser: its draft can be forgotten."""
    return bool(request.session.pop(RECEIPT_KEY, "") == f"S-{number:06d}")


def _page(request: HttpRequest, form: ErrorForm, status: int = 200) -> HttpResponse:
    example = f"/{language()}/conventions/ANAPEC-CNSS-2017/"
    words = {"form": form, "example": example, "brings": isinstance(form, SourceForm)}
    return render(request, "home/report_error.html", words, status=status)


def _recent(request: HttpRequest, now: datetime) -> list[float]:
    since = (now - WINDOW).timestamp()
    return [sent for sent in request.session.get(SENT_KEY, []) if sent > since]


@require_POST
def erase(request: HttpRequest) -> HttpResponse:
    """Erase the text of a report that holds what it should not; an administrator may."""
    mandate = request.mandate  # type: ignore[attr-defined]
    if not can_manage_people(mandate or None):
        raise PermissionDenied
    wanted = re.fullmatch(r"S-0*(\d{1,9})", request.POST.get("number", ""))
    if wanted is None or error_report(int(wanted[1])) is None:
        raise Http404
    erase_error_report(
        number=int(wanted[1]),
        actor=request.user,
        mandate=mandate.text,
        reason="Effacement demandé par un administrateur",
        at=timezone.now(),
    )
    return redirect(f"{reverse('report_error')}?recu={wanted[0]}")
