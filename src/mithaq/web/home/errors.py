"""Reporting an error: what page, what is wrong, which source; no personal data is asked."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from django import forms
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from mithaq.apps.accounts.operations import record

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
    """Receive a report and give its receipt number."""
    if request.method != "POST":
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
    return render(request, "home/report_error.html", {"receipt": receipt})


def _page(request: HttpRequest, form: ErrorForm, status: int = 200) -> HttpResponse:
    return render(request, "home/report_error.html", {"form": form}, status=status)


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
            action="feedback.reported",
            object_type="page",
            object_ref=said["page"][:120],
            object_label=said["page"],
            before=None,
            after={"wrong": said["wrong"], "source": said["source"]},
            reason="",
            at=now,
        )
    return f"S-{line.pk:06d}"
