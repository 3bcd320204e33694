"""A case read and acted on by the officers of its institutions, its auditor, its committee."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from mithaq.apps.corridor import operations
from mithaq.apps.corridor.operations import CaseReading
from mithaq.apps.corridor.queries.done import done_on
from mithaq.apps.corridor.queries.readings import readings_of_case
from mithaq.apps.organisations.choices import Role
from mithaq.base.errors import Refusal
from mithaq.web.corridor.access import (
    acting,
    keep_purpose,
    mandate_of,
    purpose_of_visit,
)
from mithaq.web.corridor.acts import ACTS, Posted
from mithaq.web.corridor.audience import done_words
from mithaq.web.corridor.case_page import form_of, page_words
from mithaq.web.corridor.debt_links import enter_url, statement_links
from mithaq.web.corridor.forms import ActForm, PurposeForm
from mithaq.web.corridor.previewing import (
    CHANGE,
    NEXT,
    PREVIEWED,
    SEND,
    preview_words,
    try_posted,
)
from mithaq.web.corridor.purposes import case_purpose
from mithaq.web.corridor.readers import readers_url
from mithaq.web.corridor.rungs import committee_ahead, national_lines
from mithaq.web.shell.files import joined_file
from mithaq.web.shell.typography import language
from mithaq.web.shell.unfound import NotFoundTold


@login_required
@never_cache
@require_safe
def case(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Show a case; the journal knows who read it, under which mandate and what for."""
    mandate = mandate_of(request)
    if mandate is not None and mandate.role == Role.EMPLOYER:
        return redirect("company_case", public_id)
    return _page(request, _opened(request, public_id))


@login_required
@never_cache
@require_POST
def act(request: HttpRequest, public_id: UUID, key: str) -> HttpResponse:
    """Do one act on a case; what is refused comes back beside its field.

    Terms are read again first, with who will read them: nothing is written before they are sent.
    """
    if key not in ACTS:
        raise Http404
    reading = _opened(request, public_id)
    form = form_of(key, reading, data=request.POST, files=request.FILES)
    then = request.POST.get(NEXT, "") if key in PREVIEWED else SEND
    if then == CHANGE:
        return _page(request, reading, bound={key: form}, status=200)
    if form.is_valid():
        posted = _posted(request, reading, form)
        try:
            if then != SEND:
                try_posted(key, posted)
                words = preview_words(key, reading, posted)
                return render(request, "corridor/preview.html", words)
            result = ACTS[key].run(posted)
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            done = done_words(
                ACTS[key],
                key,
                case=reading.view,
                data=form.cleaned_data,
                result=result,
                party=reading.party,
            )
            messages.success(request, done)
            return redirect("case", public_id)
    form.remind_files()
    return _page(request, reading, bound={key: form})


@login_required
@never_cache
@require_POST
def person(request: HttpRequest, public_id: UUID, pk: int) -> HttpResponse:
    """Say who a consenting person is; the purpose is asked once a visit, each reading is logged."""
    key = str(public_id)
    reading = _opened(request, public_id)
    form = PurposeForm(
        {"purpose": request.POST.get("purpose") or purpose_of_visit(request, key)},
        auto_id="motif_%s",
    )
    words: dict[str, Any] = {
        "case": reading.view,
        "form": form,
        "page_is_exercise": reading.view.is_exercise,
        "person": next((item for item in reading.view.people if item.id == pk), None),
    }
    if words["person"] is None:
        raise Http404
    if form.is_valid():
        purpose = form.cleaned_data["purpose"]
        try:
            words["revealed"] = operations.reveal_concerned_person(
                public_id=key, person_id=pk, purpose=purpose, **acting(request)
            )
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            keep_purpose(request, key, purpose)
    status = 200 if "revealed" in words else 422
    return render(request, "corridor/person.html", words, status=status)


@login_required
@never_cache
@require_safe
def file(request: HttpRequest, public_id: UUID, attachment: int) -> HttpResponse:
    """Give a joined file to whoever may read the message that carries it."""
    try:
        found, content = operations.read_attachment(
            public_id=str(public_id),
            attachment_id=attachment,
            purpose=_purpose(request, public_id),
            **acting(request),
        )
    except Refusal as refusal:
        raise Http404 from refusal
    return joined_file(content, name=found.name)


def _purpose(request: HttpRequest, public_id: UUID) -> str:
    """The purpose given in this visit, else that of the role."""
    return purpose_of_visit(request, str(public_id)) or case_purpose(mandate_of(request))


def _opened(request: HttpRequest, public_id: UUID) -> CaseReading:
    """The case, as far as the mandate sees it; whom it does not concern learns nothing."""
    purpose = _purpose(request, public_id)
    try:
        return operations.read_case(public_id=str(public_id), purpose=purpose, **acting(request))
    except Refusal as refusal:
        under = mandate_of(request)
        if under is not None and under.role == Role.COMMITTEE_SECRETARY:
            # The same words whether there is such a case or not: nothing is learnt from them.
            raise NotFoundTold(
                _(
                    "Un dossier s’ouvre au secrétariat du comité une fois qu’il y est renvoyé. "
                    "Ceux qui peuvent l’être sont à la page « Ce qui attend le comité permanent »."
                )
            ) from refusal
        raise Http404(refusal.of(language())[0]) from refusal


def _posted(request: HttpRequest, reading: CaseReading, form: ActForm) -> Posted:
    view = reading.view
    return Posted(
        public_id=str(view.public_id),
        number=view.number,
        institution=reading.side,
        subject=request.POST.get("sujet", ""),
        data=form.cleaned_data,
        form=form,
        who=acting(request),
    )


def _page(
    request: HttpRequest,
    reading: CaseReading,
    *,
    bound: Mapping[str, ActForm] | None = None,
    status: int = 422,
) -> HttpResponse:
    key = str(reading.view.public_id)
    shown = {side.institution for side in reading.view.sides}
    clocks = readings_of_case(key, at=timezone.now())
    words = page_words(
        reading,
        {name: clock for name, clock in clocks.items() if name in shown},
        bound=bound or {},
        purpose=purpose_of_visit(request, key),
        journal=done_on(key),
    )
    words["national"] = national_lines(reading.view, words["cards"], on=timezone.localdate())
    words["committee"] = committee_ahead(reading.view, on=timezone.localdate())
    words["readers_url"] = readers_url(reading, mandate_of(request))
    words["statements"] = statement_links(mandate_of(request), key)
    words["enter_url"] = enter_url(mandate_of(request), reading)
    return render(request, "corridor/case.html", words, status=status if bound else 200)
