"""Steering a scheme: its editions, its envelopes, and the values replaced in its law."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from mithaq.apps.accounts.queries import is_demo
from mithaq.apps.organisations.queries import organisations_in_order
from mithaq.apps.programmes import queries
from mithaq.apps.programmes.choices import EditionStep
from mithaq.apps.programmes.operations import (
    EditionDraft,
    EnvelopeDraft,
    OverrideDraft,
    ReadingDraft,
    add_envelope,
    move_edition,
    override_value,
    prepare_edition,
    record_envelope_reading,
    withdraw_override,
)
from mithaq.apps.reference.queries import large_territories
from mithaq.base.errors import Refusal
from mithaq.web.conventions.roadmaps.forms import RefusableForm
from mithaq.web.programmes.access import may_override, may_steer, signed, steering
from mithaq.web.programmes.forms import (
    EditionForm,
    EnvelopeForm,
    OverrideForm,
    ReadingForm,
    StepForm,
    WithdrawForm,
)
from mithaq.web.programmes.page import value_line
from mithaq.web.programmes.values import stored_lines, typed
from mithaq.web.shell.typography import language
from mithaq.web.shell.words import local


def _scheme(request: HttpRequest, code: str) -> queries.SchemeDetail:
    """The scheme, for whoever may steer it."""
    detail = queries.scheme(code)
    if detail is None:
        raise Http404
    if not may_steer(request, is_exercise=detail.scheme.is_exercise):
        raise PermissionDenied
    return detail


def _written(request: HttpRequest, form: RefusableForm, write: Callable[[], Any]) -> bool:
    try:
        write()
    except Refusal as refusal:
        form.refuse(refusal)
        return False
    messages.success(request, _("C’est enregistré. Le journal en garde la trace."))
    return True


def _form(
    request: HttpRequest, detail: queries.SchemeDetail, form: Any, title: str, **more: Any
) -> HttpResponse:
    words = {
        "scheme": detail.scheme,
        "form": form,
        "title": title,
        "page_is_exercise": detail.scheme.is_exercise,
        **more,
    }
    return render(request, "programmes/form.html", words)


@steering
def prepare(request: HttpRequest, code: str) -> HttpResponse:
    """Prepare an edition of a scheme."""
    detail = _scheme(request, code)
    form = EditionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        draft = EditionDraft(
            labels=form.labels,
            starts_on=data["starts_on"],
            ends_on=data["ends_on"],
            basis=data["basis"],
        )
        if _written(
            request,
            form,
            lambda: prepare_edition(
                scheme=code, draft=draft, reason=data["reason"], **signed(request)
            ),
        ):
            return redirect(_at(code, "editions"))
    return _form(request, detail, form, _("Préparer une édition"))


@steering
def move(request: HttpRequest, code: str, number: int, step: str) -> HttpResponse:
    """Open, suspend, resume or close an edition."""
    detail = _scheme(request, code)
    edition = _edition(detail, number)
    if step not in EditionStep.values:
        raise Http404
    form = StepForm(request.POST or None, initial={"on": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        if _written(
            request,
            form,
            lambda: move_edition(
                edition_id=edition.pk,
                step=step,
                on=data["on"],
                reason=data["reason"],
                **signed(request),
            ),
        ):
            return redirect(_at(code, "editions"))
    title = str(EditionStep(step).label).capitalize()
    return _form(request, detail, form, title, lead=edition.labels)


@steering
def envelope(request: HttpRequest, code: str, number: int) -> HttpResponse:
    """Put money or places into an edition."""
    detail = _scheme(request, code)
    edition = _edition(detail, number)
    form = EnvelopeForm(
        request.POST or None,
        initial={"year": max(edition.starts_on.year, min(timezone.localdate().year, 2100))},
        payers=_payers(is_exercise=detail.scheme.is_exercise),
        territories=_territories(),
    )
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        draft = EnvelopeDraft(
            payer=data["payer"],
            territory=data["territory"],
            year=data["year"],
            money_centimes=form.money_centimes,
            headcount=data["headcount"],
            basis=data["basis"],
        )
        if _written(
            request,
            form,
            lambda: add_envelope(
                edition_id=edition.pk, draft=draft, reason=data["reason"], **signed(request)
            ),
        ):
            return redirect(_at(code, "enveloppes"))
    return _form(request, detail, form, _("Ajouter une enveloppe"), lead=edition.labels)


@steering
def reading(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Record what is committed and used of an envelope."""
    detail = _scheme(request, code)
    found = next((e for ed in detail.editions for e in ed.envelopes if e.pk == pk), None)
    if found is None:
        raise Http404
    form = ReadingForm(request.POST or None, initial={"as_of": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        draft = ReadingDraft(
            as_of=data["as_of"],
            committed_centimes=form.centimes("committed"),
            used_centimes=form.centimes("used"),
            committed_count=data["committed_count"],
            used_count=data["used_count"],
            grade=data["grade"],
            basis=data["basis"],
        )
        if _written(
            request,
            form,
            lambda: record_envelope_reading(envelope_id=pk, draft=draft, **signed(request)),
        ):
            return redirect(_at(code, "enveloppes"))
    return _form(request, detail, form, _("Inscrire un relevé"), lead=found.payer.labels)


@steering
def replace(request: HttpRequest, path: str) -> HttpResponse:
    """Replace a value of the law from a day, or give it back to the law."""
    on = timezone.localdate()
    value = queries.law_value(path, on=on)
    if value is None:
        raise Http404
    if not may_override(request):
        raise PermissionDenied
    form = OverrideForm(request.POST or None, initial={"since_on": on, "value": typed(value)})
    if request.method == "POST" and form.is_valid():
        draft = OverrideDraft(path=path, **form.cleaned_data)
        if _written(
            request,
            form,
            lambda: override_value(draft=draft, is_demo=is_demo(), **signed(request)),
        ):
            return redirect("law_value", path=path)
    words = {
        "form": form,
        "value": value_line(value, value.current),
        "history": [value_line(value, version) for version in reversed(value.history)],
        "standing": [(held, stored_lines(value, held.value)) for held in queries.overrides(path)],
    }
    return render(request, "programmes/value.html", words)


@steering
def give_back(request: HttpRequest, path: str, pk: int) -> HttpResponse:
    """Give a replaced value back to the law."""
    value, held = queries.law_value(path, on=timezone.localdate()), queries.override(pk)
    if value is None or held is None or held.path != path:
        raise Http404
    if not may_override(request):
        raise PermissionDenied
    form = WithdrawForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        if _written(
            request,
            form,
            lambda: withdraw_override(
                override_id=pk, is_demo=is_demo(), reason=reason, **signed(request)
            ),
        ):
            return redirect("law_value", path=path)
    words = {"form": form, "value": value_line(value, value.current), "held": held,
             "words": stored_lines(value, held.value).words}  # fmt: skip
    return render(request, "programmes/give_back.html", words)


def _edition(detail: queries.SchemeDetail, number: int) -> queries.EditionView:
    found = next((item for item in detail.editions if item.number == number), None)
    if found is None:
        raise Http404
    return found


def _payers(*, is_exercise: bool) -> list[tuple[str, str]]:
    """The bodies that may pay, in the world of the scheme."""
    rows = organisations_in_order(language()).filter(is_exercise=is_exercise)
    return [(row.slug, local(row.labels)) for row in rows]


def _territories() -> list[tuple[str, str]]:
    """The country, its regions and their provinces."""
    return list(large_territories(language()))


def _at(code: str, anchor: str) -> str:
    return f"{reverse('scheme', args=[code])}#{anchor}"
