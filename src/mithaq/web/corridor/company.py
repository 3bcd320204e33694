"""The cases of a company: their list, the page of one, its acts, its files, its receipt."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from mithaq.apps.corridor.operations.reads import CaseReading, read_attachment, read_case
from mithaq.apps.corridor.queries.company_lists import own_cases, told_cases
from mithaq.apps.corridor.queries.done import done_on
from mithaq.apps.corridor.queries.readings import readings_of_case
from mithaq.apps.corridor.queries.views import CaseView
from mithaq.apps.organisations.choices import Role
from mithaq.base.errors import Refusal
from mithaq.flows.issue_case_receipt import issue_case_receipt
from mithaq.web.conventions.links import page_url
from mithaq.web.corridor.access import acting, mandate_of
from mithaq.web.corridor.acts import Posted
from mithaq.web.corridor.audience import done_words, tell_audience
from mithaq.web.corridor.company_acts import ACTS
from mithaq.web.corridor.company_page import first_words, page_words
from mithaq.web.corridor.company_preview import (
    CHANGE,
    NEXT,
    PREVIEWED,
    SEND,
    company_preview,
)
from mithaq.web.corridor.company_tables import COMPANY_CASES, OwnCaseFilter
from mithaq.web.corridor.company_words import names_of, side_told, turn_words
from mithaq.web.corridor.debt_links import statement_links
from mithaq.web.corridor.forms import ActForm
from mithaq.web.corridor.purposes import OWN_CASE, RECEIPT
from mithaq.web.corridor.receipt_paper import papers_filed, print_receipt, receipt_labels
from mithaq.web.shell.files import joined_file, printed_paper
from mithaq.web.shell.tables import TableView

PAPER_LANGUAGES = ("fr", "ar")


@method_decorator(never_cache, name="dispatch")
class CompanyCases(LoginRequiredMixin, TableView):
    """The cases of the reader's own company, filed by it or by its federation."""

    table = COMPANY_CASES
    filterset = OwnCaseFilter
    template_name = "corridor/company_cases.html"
    title = _("Mes dossiers de médiation")
    lead = _("À qui est le tour, et par quand, dossier par dossier.")

    def rows(self, text: str) -> QuerySet[Any]:
        """Those of the company of the mandate in force."""
        mandate = mandate_of(self.request)
        if mandate is None or mandate.role != Role.EMPLOYER:
            raise PermissionDenied
        return own_cases(mandate.organisation, text)

    def prepare(self, rows: list[Any]) -> Sequence[Any]:
        """Say whose turn it is in each."""
        return told_cases(rows, at=timezone.now())


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def case(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show a case to its company and take its acts; anyone else is told that there is none."""
    read = _own_reading(request, public_id)
    name = request.POST.get("act", "")
    forms = _forms(request, read.view, name)
    if request.method == "POST":
        if name not in ACTS:
            raise Http404
        form = forms[name.replace("-", "_")]
        then = request.POST.get(NEXT, "") if name in PREVIEWED else SEND
        if then not in (SEND, CHANGE) and (words := _previewed(request, read, form, name)):
            return render(request, "corridor/company_preview.html", words)
        # Terms come back to be changed; those that were refused say so beside their field.
        is_kept = name in PREVIEWED and (then == CHANGE or bool(form.errors))
        if not is_kept and _done(request, read.view, form, name):
            return redirect("company_case", public_id)
    shown = page_words(
        read.view, acts=read.acts, forms=forms, journal=done_on(public_id),
        clocks=readings_of_case(public_id, at=timezone.now()),
    )  # fmt: skip
    shown |= {
        "acted": name,
        "statements": statement_links(mandate_of(request), str(public_id)),
    }
    return render(request, "corridor/company_case.html", shown)


@login_required
@never_cache
@require_safe
def receipt(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Give the number of a case just filed, who handles it and by when."""
    read = _reading(request, public_id, purpose=RECEIPT)
    found = read.view
    clocks = readings_of_case(public_id, at=timezone.now())
    words = {
        "case": found,
        "turn": turn_words(found.turns, names_of(found), read.party),
        "sides": [
            side_told(side, clocks.get(side.institution), turns=found.turns) for side in found.sides
        ],
        "is_company": read.party == found.company,
        "papers": papers_filed(found),
        "officer_url": page_url("case", str(public_id)),
        "page_is_exercise": found.is_exercise,
    }
    return render(request, "corridor/submit_receipt.html", words)


@login_required
@never_cache
@require_safe
def receipt_paper(request: HttpRequest, public_id: UUID, language: str) -> HttpResponse:
    """Give the receipt as a paper with its code: the same bytes each time it is asked for."""
    if language not in PAPER_LANGUAGES:
        raise Http404
    read, mandate = _reading(request, public_id, purpose=RECEIPT), mandate_of(request)
    found = read.view
    if mandate is None or read.party not in (found.company, found.submitted_by):
        raise Http404
    content = issue_case_receipt(
        number=found.number,
        language=language,
        labels=receipt_labels(found),
        issuer=found.corridor_labels,
        is_exercise=found.is_exercise,
        printed=lambda code: print_receipt(found, code=code, language=language),
        actor=request.user,
        under=mandate,
        at=timezone.now(),
    )
    return printed_paper(content, name=f"accuse-{found.number}-{language}")


@login_required
@never_cache
@require_safe
def file(request: HttpRequest, public_id: UUID, attachment: int) -> HttpResponse:
    """Give a file of the shared thread to the company; a private note's file is never found."""
    _only_employers(request)
    try:
        joined, content = read_attachment(
            public_id=str(public_id),
            attachment_id=attachment,
            purpose=OWN_CASE,
            **acting(request),
        )
    except Refusal:
        raise Http404 from None
    return joined_file(content, name=joined.name)


def _own_reading(request: HttpRequest, public_id: UUID) -> CaseReading:
    """The case as its company reads it: nobody else learns here that it exists."""
    _only_employers(request)
    return _reading(request, public_id, purpose=OWN_CASE)


def _only_employers(request: HttpRequest) -> None:
    mandate = mandate_of(request)
    if mandate is None or mandate.role != Role.EMPLOYER:
        raise Http404


def _reading(request: HttpRequest, public_id: UUID, *, purpose: str) -> CaseReading:
    """Open a case; the reading is in the journal before anything is shown."""
    try:
        return read_case(public_id=str(public_id), purpose=purpose, **acting(request))
    except Refusal:
        raise Http404 from None


def _forms(request: HttpRequest, found: CaseView, name: str) -> Mapping[str, ActForm]:
    """Every form of the page; only the one that was sent holds what was typed."""
    # A template reads no key with a dash.
    return {key.replace("-", "_"): _form(request, found, key, is_sent=key == name) for key in ACTS}


def _form(request: HttpRequest, found: CaseView, key: str, *, is_sent: bool) -> ActForm:
    act = ACTS[key]
    data, files = (request.POST, request.FILES) if is_sent else (None, None)
    form = act.form(data, files, auto_id=f"{key}_%s", initial=first_words(key, found))
    if act.label and "text" in form.fields:
        form.fields["text"].label = str(act.label)
    if act.help and "text" in form.fields:
        form.fields["text"].help_text = str(act.help)
    tell_audience(form, key, found)
    return form


def _previewed(
    request: HttpRequest, read: CaseReading, form: ActForm, name: str
) -> dict[str, Any] | None:
    """What is read again before terms are sent; nothing when they would be refused."""
    if not form.is_valid():
        return None
    try:
        return company_preview(name, read, _posted(request, read.view, form))
    except Refusal as refusal:
        form.refuse(refusal)
        return None


def _posted(request: HttpRequest, found: CaseView, form: ActForm) -> Posted:
    bodies = {side.institution for side in found.sides}
    body = request.POST.get("cote", "")
    return Posted(
        public_id=str(found.public_id),
        number=found.number,
        institution=body if body in bodies else "",
        subject=request.POST.get("objet", ""),
        data=form.cleaned_data,
        form=form,
        who=acting(request),
    )


def _done(request: HttpRequest, found: CaseView, form: ActForm, name: str) -> bool:
    """Do one act; what the form or the domain refuses stays beside its field."""
    if not form.is_valid():
        form.remind_files()
        return False
    try:
        result = ACTS[name].run(_posted(request, found, form))
    except Refusal as refusal:
        form.refuse(refusal)
        form.remind_files()
        return False
    messages.success(
        request, done_words(ACTS[name], name, case=found, data=form.cleaned_data, result=result)
    )
    return True
