"""Reporting an error: what page, what is wrong, which source; no personal data is asked."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import Final

from django import forms
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from mithaq.apps.accounts.operations import record
from mithaq.apps.accounts.queries import FEEDBACK, feedback_line
from mithaq.web.shell.typography import language

RECEIPT_KEY: Final = "report_receipt"
SENT_KEY: Final = "reported_at"
MOST: Final = 5
WINDOW: Final = timedelta(hours=1)


class ErrorForm(forms.Form):
    """A page, what is wrong on it, and the source that says otherwise."""

    page = forms.CharField(label=_("Adresse de la page"), max_length=300)
    wrong = forms.CharField(
        label=_("Ce qui est faux ou manque"),
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


@require_http_methods(["GET", "HEAD", "POST"])
def report_error(request: HttpRequest) -> HttpResponse:
    """Receive a report, then show its receipt; anyone who holds the number may read it again."""
    if request.method != "POST":
        if number := request.GET.get("recu", "").strip()[:20]:
            return _receipt(request, number)
        return _page(request, ErrorForm(initial={"page": request.GET.get("page", "")[:300]}))
    form = ErrorForm(request.POST)
    now = timezone.now()
    recent = _recent(request, now)
    if len(recent) >= MOST:
        form.add_error(
            None,
            _("Cinq signalements en une heure : attendez un peu, ou réunissez-les en un seul."),
        )
    if not form.is_valid():
        return _page(request, form, status=422)
    receipt = _keep(request, form.cleaned_data, now)
    request.session[SENT_KEY] = [*recent, now.timestamp()]
    request.session[RECEIPT_KEY] = receipt
    # Reloading the receipt must not send the report again.
    return redirect(f"{reverse('report_error')}?recu={receipt}")


def _receipt(request: HttpRequest, number: str) -> HttpResponse:
    """Say what became of a report; what it says is read by those who examine it, nobody else."""
    wanted = re.fullmatch(r"[Ss]?-?0*(\d{1,9})", number)
    line = feedback_line(int(wanted[1])) if wanted else None
    words = {
        "number": number,
        "receipt": f"S-{line.pk:06d}" if line else "",
        "received_at": line.at if line else None,
        "is_new": line is not None and _is_just_sent(request, line.pk),
    }
    status = 200 if line else 404
    return render(request, "home/report_receipt.html", words, status=status)


def _is_just_sent(request: HttpRequest, number: int) -> bool:
    """Tell once that the report left this browser: its draft can be forgotten."""
    return bool(request.session.pop(RECEIPT_KEY, "") == f"S-{number:06d}")


def _page(request: HttpRequest, form: ErrorForm, status: int = 200) -> HttpResponse:
    example = f"/{language()}/conventions/ANAPEC-CNSS-2017/"
    words = {"form": form, "example": example}
    return render(request, "home/report_error.html", words, status=status)


def _recent(request: HttpRequest, now: datetime) -> list[float]:
    since = (now - WINDOW).timestamp()
    return [sent for sent in request.session.get(SENT_KEY, []) if sent > since]


def _keep(request: HttpRequest, said: dict[str, str], now: datetime) -> str:
    """Write the report in the journal, where nobody can change or delete it."""
    user = request.user if request.user.is_authenticated else None
    mandate = getattr(request, "mandate", None)
    with transaction.atomic():
        line = record(
            actor=user,
            mandate=mandate.text if user and mandate else "",
            action=FEEDBACK,
            object_type="page",
            object_ref=said["page"][:120],
            object_label=said["page"],
            before=None,
            after={"wrong": said["wrong"], "source": said["source"]},
            reason="",
            at=now,
        )
    return f"S-{line.pk:06d}"
