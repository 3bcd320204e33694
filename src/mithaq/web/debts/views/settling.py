"""Ways to settle side by side, then one settlement: its steps, its plan, its alarms."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from mithaq.apps.corridor.choices.debts import SETTLEMENT_STEPS
from mithaq.apps.corridor.choices.problems import ReferralKind
from mithaq.apps.corridor.operations import debts
from mithaq.apps.corridor.policies import debts as rights
from mithaq.apps.corridor.queries import debts as queries
from mithaq.apps.corridor.queries.debts import Choices, SettlementView, StatementView
from mithaq.base.errors import Refusal
from mithaq.base.instalments import month_later
from mithaq.web.conventions.roadmaps.forms import RefusableForm
from mithaq.web.corridor.putting import put_of
from mithaq.web.debts import forms
from mithaq.web.debts.access import mandate_of, opened, page, read, who
from mithaq.web.debts.drawing import paid_bar
from mithaq.web.debts.timeline import instalment_tone, plan_drawing
from mithaq.web.debts.words import TURNS, WHY, alarm_words, is_in_danger, operation_words
from mithaq.web.shell.dates import month_words
from mithaq.web.shell.typography import language

USUAL_MONTHS: Final = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """An act open to the reader now: its form, its button, whether it is the main one."""

    code: str
    label: str
    form: RefusableForm | None


@page
def options(request: HttpRequest, number: str) -> HttpResponse:
    """Every way to settle, side by side; the company keeps the one it will ask for."""
    found = opened(request, number)
    today = timezone.localdate()
    first = month_later(today.replace(day=15), 1)
    usual = {"months": USUAL_MONTHS, "first_due_on": first}
    form = forms.FactsForm(request.POST or request.GET or usual)
    may_simulate = rights.can_request_settlement(mandate_of(request), found.access)
    ways = None
    if form.is_valid():
        ways, form = _ways(found, form, today=today)
        if request.method == "POST" and form.is_valid():
            if not may_simulate:
                raise PermissionDenied
            try:
                made = _made(request, found, form, today=today)
            except Refusal as refusal:
                form.refuse(refusal)
            else:
                return redirect("debt_settlement", made)
    running = next((head for head in found.settlements if head.status in queries.UNDER_WAY), None)
    words = {
        "found": found,
        "form": form,
        "running": running if may_simulate else None,
        "ways": ways,
        "columns": _columns(ways) if ways else [],
        "answered": [(fact.name, form.data.get(fact.name, "")) for fact in form.asked],
        "past": _past(ways) if ways else [],
        "may_simulate": may_simulate,
        "page_is_exercise": found.is_exercise,
    }
    return render(request, "debts/options.html", words, status=422 if form.errors else 200)


def _ways(
    found: StatementView, form: forms.FactsForm, *, today: date
) -> tuple[Choices | None, forms.FactsForm]:
    """The ways to settle; when an operation in force asks more, the form that asks it as well."""
    given = form.cleaned_data
    terms: dict[str, Any] = {
        "order": found.order,
        "months": given["months"],
        "asked_on": given["asked_on"] or today,
        "first_on": given["first_due_on"],
    }
    ways = queries.choices(found.entries, **terms)
    if ways is None or not ways.asked:
        return ways, form
    asking = forms.FactsForm(form.data, asked=ways.asked)
    if asking.is_valid() and asking.facts:
        ways = queries.choices(found.entries, facts=asking.facts, **terms)
    return ways, asking


def _made(request: HttpRequest, found: StatementView, form: forms.FactsForm, *, today: date) -> str:
    """A simulation kept, or a request handed to the fund at once; its number."""
    given = form.cleaned_data
    write = debts.ask_settlement if "ask" in request.POST else debts.simulate_settlement
    return write(
        draft=debts.SettlementDraft(
            statement=found.number,
            operation=request.POST.get("operation", ""),
            months=given["months"],
            asked_on=given["asked_on"] or today,
            first_due_on=given["first_due_on"],
            facts=form.facts,
        ),
        **who(request),
    )


def _columns(ways: Choices) -> list[dict[str, Any]]:
    """The ways that can be asked for, the least to pay marked."""
    rows = []
    for choice in (ways.plain, *ways.operations):
        if choice.terms is None:
            continue
        rows.append(
            {
                "code": choice.terms.operation,
                "label": operation_words(choice.terms.operation),
                "terms": choice.terms,
                "first": choice.terms.plan[0],
                "last": choice.terms.plan[-1],
                "plan": choice.terms.plan,
                "by_length": choice.by_length,
                "is_best": choice is ways.best and choice.option is not None,
            }
        )
    return rows


def _past(ways: Choices) -> list[tuple[str, date | None, bool]]:
    """The operations that cannot be asked for: their name, their last day, whether they ended."""
    return [
        (
            operation_words(choice.option.code),
            choice.option.closes_on,
            choice.option.state == "closed",
        )
        for choice in ways.operations
        if choice.terms is None and choice.option is not None
    ]


@page
def settlement(request: HttpRequest, number: str) -> HttpResponse:
    """Show a settlement and its plan; take the act that is the reader's turn."""
    found = read(request, debts.read_settlement, number)
    code = request.POST.get("act", "")
    acts = _acts(request, found, chosen=code)
    if request.method == "POST":
        act = next((item for item in acts if item.code == code), None)
        if act is None:
            raise PermissionDenied
        if act.form is None or act.form.is_valid():
            try:
                _DO[code](request, number, act.form.cleaned_data if act.form else {})
            except Refusal as refusal:
                if act.form is None:
                    return _shown(request, found, acts, refusal=refusal)
                act.form.refuse(refusal)
            else:
                return redirect("debt_settlement", number)
    return _shown(request, found, acts)


def _shown(
    request: HttpRequest,
    found: SettlementView,
    acts: list[Act],
    *,
    refusal: Refusal | None = None,
) -> HttpResponse:
    on = timezone.localdate()
    words = {
        "found": found,
        "operation": operation_words(found.head.operation),
        "turn": TURNS[found.head.status],
        "bar": paid_bar(found),
        "alarms": [alarm_words(alarm) for alarm in found.alarms],
        "is_in_danger": is_in_danger(found),
        "drawing": plan_drawing(found, on=on),
        "instalments": [(item, instalment_tone(found, item, on)) for item in found.instalments],
        "contributions": [(item, item.is_late(on)) for item in found.contributions],
        "back": [(WHY[line["why"]], line) for line in found.default.lines] if found.default else [],
        "months_back": [
            (WHY[line.why], line) for line in (found.would_cost.lines if found.would_cost else ())
        ],
        "acts": acts,
        "may_see_lines": rights.can_read_statement(mandate_of(request), found.access),
        "refusals": refusal.of(language()) if refusal else (),
        "put": put_of(request, ReferralKind.SETTLEMENT, found.head.number),
        "page_is_exercise": found.head.is_exercise,
    }
    has_errors = refusal or any(act.form and act.form.errors for act in acts)
    status = 422 if request.method == "POST" and has_errors else 200
    return render(request, "debts/settlement.html", words, status=status)


def _acts(request: HttpRequest, found: SettlementView, *, chosen: str) -> list[Act]:
    """The steps that the table opens from this state, to this mandate."""
    mandate = mandate_of(request)
    open_now = {
        name
        for name, starts, _target, right in SETTLEMENT_STEPS
        if found.head.status in starts and getattr(rights, right)(mandate, found.access)
    }
    if found.prepared_by_id == request.user.pk:
        open_now.discard("approve")
    if "pay" in open_now and any(item.paid_on is None for item in found.contributions):
        open_now.add("contribute")
    return [
        Act(code=code, label=label, form=_form(code, request, found, chosen=chosen))
        for code, label in _labels().items()
        if code in open_now
    ]


def _labels() -> dict[str, str]:
    return {
        "request": _("Demander cet arrangement à la caisse"),
        "transmit": _("Transmettre à la caisse"),
        "prepare": _("Préparer l’échéancier"),
        "approve": _("Approuver l’échéancier"),
        "pay": _("Inscrire un paiement reçu"),
        "contribute": _("Inscrire une cotisation courante payée"),
        "keep": _("Clore : tenu jusqu’au bout"),
        "refuse": _("Refuser"),
        "default": _("Déclarer le défaut"),
    }


def _form(
    code: str, request: HttpRequest, found: SettlementView, *, chosen: str
) -> RefusableForm | None:
    data = request.POST if code == chosen else None
    today = timezone.localdate()
    if code == "prepare":
        return forms.PrepareForm(data, initial={"first_due_on": found.head.first_due_on})
    if code == "pay":
        return forms.PaymentForm(data, initial={"paid_on": today})
    if code == "contribute":
        months = [
            (item.month.isoformat(), month_words(item.month))
            for item in found.contributions
            if item.paid_on is None
        ]
        return forms.ContributionForm(data, initial={"paid_on": today}, months=months)
    if code == "default":
        return forms.DefaultForm(data, initial={"declared_on": today})
    return forms.ReasonForm(data) if code == "refuse" else None


def _do_prepare(request: HttpRequest, number: str, given: dict[str, Any]) -> None:
    debts.prepare_settlement(number=number, **given, **who(request))


def _do_pay(request: HttpRequest, number: str, given: dict[str, Any]) -> None:
    debts.record_payment(
        number=number, paid_on=given["paid_on"], amount=forms.centimes(given["amount"]) or 0,
        reference=given["reference"], **who(request),
    )  # fmt: skip


def _do_contribute(request: HttpRequest, number: str, given: dict[str, Any]) -> None:
    debts.record_contribution(
        number=number, month=date.fromisoformat(given["month"]), paid_on=given["paid_on"],
        **who(request),
    )  # fmt: skip


def _do_default(request: HttpRequest, number: str, given: dict[str, Any]) -> None:
    debts.declare_default(number=number, **given, **who(request))


def _do_refuse(request: HttpRequest, number: str, given: dict[str, Any]) -> None:
    debts.refuse_settlement(number=number, **given, **who(request))


def _do_request(request: HttpRequest, number: str, _given: dict[str, Any]) -> None:
    debts.hand_settlement(number=number, **who(request))


def _do_transmit(request: HttpRequest, number: str, _given: dict[str, Any]) -> None:
    debts.transmit_settlement(number=number, **who(request))


def _do_approve(request: HttpRequest, number: str, _given: dict[str, Any]) -> None:
    debts.approve_settlement(number=number, **who(request))


def _do_keep(request: HttpRequest, number: str, _given: dict[str, Any]) -> None:
    debts.keep_settlement(number=number, **who(request))


_DO: Final[dict[str, Callable[[HttpRequest, str, dict[str, Any]], None]]] = {
    "request": _do_request,
    "transmit": _do_transmit,
    "prepare": _do_prepare,
    "approve": _do_approve,
    "pay": _do_pay,
    "contribute": _do_contribute,
    "keep": _do_keep,
    "refuse": _do_refuse,
    "default": _do_default,
}
