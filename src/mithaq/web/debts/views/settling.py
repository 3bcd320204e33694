"""Ways to settle side by side, then one settlement: its steps, its plan, its alarms."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from mithaq.apps.corridor.choices.debts import SETTLEMENT_STEPS, LineKind
from mithaq.apps.corridor.choices.problems import ReferralKind
from mithaq.apps.corridor.operations import debts
from mithaq.apps.corridor.policies import debts as rights
from mithaq.apps.corridor.queries import debts as queries
from mithaq.apps.corridor.queries.debts import Choices, SettlementView, StatementView
from mithaq.base.errors import Refusal
from mithaq.base.instalments import month_later
from mithaq.base.text import Labels
from mithaq.web.conventions.roadmaps.forms import RefusableForm
from mithaq.web.corridor.putting import put_of
from mithaq.web.corridor.saying_paid import told_paid
from mithaq.web.debts import forms
from mithaq.web.debts.access import mandate_of, opened, page, read, who
from mithaq.web.debts.defaulting import before_default, cancelled
from mithaq.web.debts.doing import DO
from mithaq.web.debts.drawing import paid_bar, since_said
from mithaq.web.debts.due_now import due_now, sent_words
from mithaq.web.debts.timeline import instalment_tone, plan_drawing
from mithaq.web.debts.told import DONE, approvers, default_told, sent_back
from mithaq.web.debts.ways import columns, defaults, past, way_gaps
from mithaq.web.debts.words import (
    WHY,
    carried_words,
    gap_words,
    is_in_danger,
    operation_words,
    payment_words,
    turn_words,
)
from mithaq.web.shell.dates import month_words
from mithaq.web.shell.typography import language
from mithaq.web.shell.words import local

USUAL_MONTHS: Final = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """An act open to the reader now: its form, its button, whether it is the main one."""

    code: str
    label: str
    form: RefusableForm | None
    ends: bool = False


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
            chosen = _chosen(request, ways)
            if "confirm" in request.POST and chosen is not None:
                gaps = way_gaps(chosen, found)
                said = {"found": found, "form": form, "way": chosen, "answered": _answered(form),
                        "gaps": gaps, "gaps_told": gap_words(gaps)}  # fmt: skip
                return render(request, "debts/confirm.html", said)
            try:
                made = _made(request, found, form, today=today)
            except Refusal as refusal:
                form.refuse(refusal)
            else:
                if "ask" in request.POST:
                    _tell_sent(request, made)
                return redirect("debt_settlement", made)
    running = next((head for head in found.settlements if head.status in queries.UNDER_WAY), None)
    words = {
        "found": found,
        "form": form,
        "running": running if may_simulate else None,
        "carried": carried_words(found.now.carried, later_on=found.as_of_on),
        "ways": ways,
        "columns": columns(ways) if ways else [],
        "answered": _answered(form),
        "others": _others(form),
        "past": past(ways) if ways else [],
        "moves": since_said(found),
        "brought_back": _brought_back(found, ways, form),
        "may_simulate": may_simulate,
        "surcharges_now": _surcharges_now(found, today=today) if ways else 0,
        "is_past": form.is_valid() and (form.cleaned_data["asked_on"] or today) < today,
        "page_is_exercise": found.is_exercise,
    }
    return render(request, "debts/options.html", words, status=422 if form.errors else 200)


def _surcharges_now(found: StatementView, *, today: date) -> int:
    """What is left today of the surcharges of a statement: no plain plan waives any of it."""
    left = queries.left_today(found, on=today)
    return left.by_kind.get(LineKind.SURCHARGE, 0) if left else 0


def _brought_back(
    found: StatementView, ways: Choices | None, form: forms.FactsForm
) -> dict[str, Any]:
    return defaults(ways, found, first_on=form.cleaned_data["first_due_on"]) if ways else {}


def _chosen(request: HttpRequest, ways: Choices | None) -> dict[str, Any] | None:
    """The way that is asked for, as the page shows it."""
    code = request.POST.get("operation", "")
    return next((item for item in columns(ways) if item["code"] == code), None) if ways else None


def _answered(form: forms.FactsForm) -> list[tuple[str, str]]:
    return [(fact.name, form.data.get(fact.name, "")) for fact in form.asked]


def _others(form: forms.FactsForm) -> str:
    """What was asked apart from the length, to ask the same for another one."""
    kept = {name: form.data.get(name, "") for name in form.fields if name != "months"}
    return urlencode({name: value for name, value in kept.items() if value})


def _tell_sent(request: HttpRequest, number: str) -> None:
    made = queries.settlement_rows().get(number=number)
    messages.success(request, sent_words(queries.head_of(made)))


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
    entries = queries.entries_of_now(found, on=today)
    ways = queries.choices(entries, **terms)
    if ways is None or not ways.asked:
        return ways, form
    asking = forms.FactsForm(form.data, asked=ways.asked)
    if asking.is_valid() and asking.facts:
        ways = queries.choices(entries, facts=asking.facts, **terms)
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
            if code == "default" and (asked := before_default(request, found, act.form)):
                return asked
            try:
                made = DO[code](request, number, act.form.cleaned_data if act.form else {})
            except Refusal as refusal:
                if act.form is None:
                    return _shown(request, found, acts, refusal=refusal)
                act.form.refuse(refusal)
            else:
                if code == "request":
                    _tell_sent(request, number)
                elif code in DONE:
                    messages.success(request, str(DONE[code]))
                if code == "drop":
                    return redirect("debt_options", found.head.statement)
                return redirect("debt_settlement", made or number)
    return _shown(request, found, acts)


def _shown(
    request: HttpRequest,
    found: SettlementView,
    acts: list[Act],
    *,
    refusal: Refusal | None = None,
) -> HttpResponse:
    on = timezone.localdate()
    lowered = 0 if found.default or found.replaced_by else found.lowered
    words = {
        "found": found,
        "lowered": lowered,
        "asked_now": found.paid + found.owed if lowered else found.head.to_pay,
        "operation": operation_words(found.head.operation),
        "plan_text": local(queries.plan_text()),
        "waiver_text": local(queries.waiver_text(found.head.operation) or Labels("")),
        "turn": turn_words(found),
        "approvers": approvers(request, found),
        "may_approve": any(act.code == "approve" for act in acts),
        "sent_back": sent_back(request, found),
        "bar": paid_bar(found),
        "due_now": due_now(found),
        "said_paid": told_paid(mandate_of(request), found.head.number) if found.is_followed else (),
        "since": queries.said_since(found) if found.default else None,
        "is_company": rights.is_company(mandate_of(request), found.access),
        "is_in_danger": is_in_danger(found),
        "default_told": default_told(request, found),
        "default_cancelled": cancelled(found),
        "drawing": None if found.replaced_by else plan_drawing(found, on=on),
        "instalments": [(item, instalment_tone(found, item, on)) for item in found.instalments],
        "contributions": [(item, item.is_late(on)) for item in found.contributions],
        "back": [(WHY[line["why"]], line) for line in found.default.lines] if found.default else [],
        "months_back": [
            (WHY[line.why], line) for line in (found.would_cost.lines if found.would_cost else ())
        ],
        "acts": acts,
        "may_see_lines": rights.can_read_statement(mandate_of(request), found.access),
        "gaps_told": gap_words(found.gaps),
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
    if found.redoes:
        open_now.discard("withdraw")
    open_now |= set(_beside(open_now, found))
    if not is_in_danger(found):
        open_now.discard("default")
    if not found.is_paid:
        open_now.discard("keep")
    elif not found.left:
        open_now.discard("pay")
    return [
        Act(
            code=code,
            label=label,
            form=_form(code, request, found, chosen=chosen),
            # What ends a request is not held out first.
            ends=code == "withdraw",
        )
        for code, label in _labels(found).items()
        if code in open_now
    ]


def _beside(open_now: set[str], found: SettlementView) -> Iterator[str]:
    """The acts that no step of the table names, for whom its steps are open to."""
    if "request" in open_now:
        yield "drop"
    if "pay" not in open_now:
        return
    if found.lowered and found.owed and not found.redone_by:
        yield "redo"
    if any(item.paid_on is None for item in found.contributions):
        yield "contribute"
    if any(item.paid_on is not None for item in found.contributions):
        yield "uncontribute"
    if any(not item.is_withdrawn for item in found.payments):
        yield "unpay"


def _labels(found: SettlementView) -> dict[str, str]:
    is_prepared = found.prepared_by_id is not None
    return {
        "redo": _("Proposer l’échéancier recalculé"),
        "request": _("Demander cet arrangement à la caisse"),
        "transmit": _("Transmettre à la caisse"),
        "prepare": _("Recalculer de nouveau")
        if found.redoes
        else _("Préparer de nouveau")
        if is_prepared
        else _("Préparer l’échéancier"),
        "approve": _("Approuver l’échéancier"),
        "return": _("Renvoyer à la préparation"),
        "pay": _("Inscrire un paiement reçu"),
        "contribute": _("Inscrire une cotisation courante payée"),
        "keep": _("Clore : tenu jusqu’au bout"),
        "unpay": _("Retirer un paiement inscrit par erreur"),
        "uncontribute": _("Dire un mois impayé après tout"),
        "refuse": _("Renoncer à ce recalcul") if found.redoes else _("Refuser"),
        "default": _("Déclarer le défaut"),
        "withdraw": _("Retirer cette demande"),
        "drop": _("Effacer cette simulation"),
    }


def _form(
    code: str, request: HttpRequest, found: SettlementView, *, chosen: str
) -> RefusableForm | None:
    data = request.POST if code == chosen else None
    today = timezone.localdate()
    if code == "prepare" and not found.redoes:
        said: dict[str, Any] = {"first_due_on": found.head.first_due_on}
        if found.prepared_by_id is not None:
            # Prepared again: what was chosen stays chosen.
            said |= {"odd_instalment": found.odd_instalment, "days_off": found.days_off}
        if found.gaps:
            return forms.GapPrepareForm(data, initial=said | {"gap_reason": found.gap_reason})
        return forms.PrepareForm(data, initial=said)
    if code == "prepare" and found.gaps:
        return forms.GapReasonForm(data, initial={"gap_reason": found.gap_reason})
    if code == "approve" and found.gaps:
        return forms.ApproveForm(data)
    if code == "pay":
        return forms.PaymentForm(data, initial={"paid_on": today})
    if code == "unpay":
        told = [(item.key, payment_words(item)) for item in found.payments if not item.is_withdrawn]
        return forms.PaymentBackForm(data, payments=told)
    if code == "contribute":
        months = _months(found, are_paid=False)
        return forms.ContributionForm(data, initial={"paid_on": today}, months=months)
    if code == "uncontribute":
        return forms.ContributionBackForm(data, months=_months(found, are_paid=True))
    if code == "withdraw":
        return forms.WithdrawalForm(data)
    if code == "default":
        return forms.DefaultForm(data, initial={"declared_on": today})
    return forms.ReasonForm(data) if code in {"refuse", "return"} else None


def _months(found: SettlementView, *, are_paid: bool) -> list[tuple[str, str]]:
    """The current months that are paid, or those that are not, to choose from."""
    return [
        (item.month.isoformat(), month_words(item.month))
        for item in found.contributions
        if (item.paid_on is not None) == are_paid
    ]
