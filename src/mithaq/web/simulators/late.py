"""What late contributions cost month by month, and every way to settle the debt on a day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from mithaq.apps.programmes import queries
from mithaq.base.money import centimes_to_dirhams
from mithaq.base.text import Labels
from mithaq.web.programmes.values import quantity_words
from mithaq.web.shell.dates import date_plain
from mithaq.web.shell.numbers import money
from mithaq.web.shell.openings import debts_url
from mithaq.web.simulators.bars import Bar, Column, cascade, columns
from mithaq.web.simulators.late_form import FILED_LATE, MONTH, LateForm, centimes_of
from mithaq.web.simulators.telling import (
    ToldAnswer,
    doubt_words,
    explanation_url,
    told_answer,
    used_words,
)

MOST_COLUMNS = 60
# Nobody publishes a number of instalments: one is shown as an example until another is said.
EXAMPLE_COUNT: Final = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class OptionLine:
    """An operation of waiver with why it can or cannot be asked for."""

    option: queries.Option
    told: ToldAnswer
    shares: list[tuple[Labels, str, bool]]
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """A way to settle the debt, beside the others: its whole and its month, or why it is none."""

    label: Labels | str
    payment: queries.Payment | None
    is_monthly: bool
    state: str = ""


@require_safe
def simulate(request: HttpRequest) -> HttpResponse:
    """Ask about a debt and tell what it costs and how it is settled; nothing is kept."""
    if not {"late_payment", "settlements"} <= queries.law_scheme_names():
        raise Http404
    today = timezone.localdate()
    proposed = {
        "paid_on": today.isoformat(),
    }
    form = LateForm(request.GET or None, initial=proposed)
    words: dict[str, Any] = {"form": form, "today": today}
    if form.is_bound and form.is_valid():
        words |= _page(form) | {
            # A stranger has no debt of his own to read.
            "debts_url": debts_url(request) if request.user.is_authenticated else ""
        }
    status = 422 if form.is_bound and "bill" not in words else 200
    return render(request, "simulators/late.html", words, status=status)


def _page(form: LateForm) -> dict[str, Any]:
    month, paid_on = form.cleaned_data[MONTH], form.paid_on
    owed, supposed = _owed(form)
    bill = queries.late_bill(month=month, owed=owed, paid_on=paid_on)
    penalties = queries.penalties(
        {n: form.facts.get(n) for n in ("employees_concerned", "filed_online", "paid_online")},
        months_late=len(bill.months),
        filed_late=form.is_filed_late,
        on=paid_on,
    )
    debt = {
        **owed,
        "debt_month": month,
        "surcharges_owed": bill.total_centimes / 100,
        "recovery_costs_owed": form.facts.get("recovery_costs_owed"),
        "penalties_owed": penalties.total_centimes / 100,
    }
    count = form.facts.get("instalment_count")
    settled = queries.settlement({**debt, "instalment_count": count or "1"}, asked_on=paid_on)
    example = None if count else _example(debt, asked_on=paid_on)
    return {
        **_days(form),
        "parts": _parts(bill, penalties),
        "example": example,
        "month": month,
        "bill": bill,
        "whole_centimes": bill.to_pay_centimes + penalties.total_centimes,
        "penalties": penalties,
        "columns": _columns(bill),
        "supposed": [*form.taken, *_law_to_come(form), *supposed] if bill.is_late else [],
        "fines": _fines_left_out(form, penalties),
        "kept": _kept(form),
        "bill_url": explanation_url("late_amount_to_pay", bill.facts, on=paid_on),
        "total_url": explanation_url("late_total", bill.facts, on=paid_on),
        "penalty_url": explanation_url("filing_penalty", penalties.facts, on=paid_on),
        "online_url": explanation_url("online_penalties", penalties.facts, on=paid_on),
        "doubts": [(item, used_words(item), doubt_words(item)) for item in bill.doubtful],
        "papers": queries.measure_papers(["settlements"]).get("settlements"),
        **(_settled(settled, example) if settled else {"settled": None}),
    }


def _days(form: LateForm) -> dict[str, Any]:
    """Whether the day of payment is gone or to come; the way to today's sum for a debt unpaid."""
    today = timezone.localdate()
    kept = {name: form.facts.get(name, "") for name in form.names if name != "paid_on"}
    kept = {name: value for name, value in kept.items() if value}
    asked = {**kept, MONTH: form.cleaned_data[MONTH].strftime("%Y-%m")}
    is_gone = form.is_day_taken and form.paid_on < today
    return {
        "is_gone": is_gone,
        "is_to_come": form.paid_on > today,
        "today_url": f"{reverse('late_simulation')}?{urlencode(asked)}" if is_gone else "",
    }


def _kept(form: LateForm) -> list[tuple[str, str]]:
    """The answers as they were typed, to be sent again with the number of employees."""
    names = {*form.fields} - {"employees_concerned", FILED_LATE}
    return [(n, form.data[n]) for n in form.fields if n in names and form.data.get(n)]


def _law_to_come(form: LateForm) -> list[str]:
    """That the law stays as it is until a day to come."""
    return [_("Les taux ne changent pas d’ici là")] if form.paid_on > timezone.localdate() else []


def _parts(bill: queries.LateBill, penalties: queries.Penalties) -> list[tuple[str, Bar]]:
    """What is owed, what the delay added, the fines: one bar."""
    amounts = (bill.owed_centimes, bill.total_centimes, penalties.total_centimes)
    drawn = cascade(amounts, sum(amounts))
    return list(zip(("done", "late", "part"), drawn, strict=True))


def _example(debt: dict[str, Any], *, asked_on: date) -> queries.Payment | None:
    """The debt by so many instalments, for those who have not said how many."""
    found = queries.settlement({**debt, "instalment_count": EXAMPLE_COUNT}, asked_on=asked_on)
    return found.plain if found else None


def _owed(form: LateForm) -> tuple[dict[str, str | None], list[str]]:
    """What is owed, health insurance apart; and what splitting a single amount supposes."""
    owed = {name: form.facts.get(name) for name in ("contributions_owed", "amo_owed")}
    share = queries.health_share(form.cleaned_data[MONTH])
    if owed["amo_owed"] is not None or share is None:
        return owed, []
    whole = centimes_of(owed["contributions_owed"])
    health = share.of(whole)
    said = _(
        "AMO comprise, à part au taux de l’AMO : %(health)s des %(total)s de cotisations, pour des "
        "salaires jusqu’à %(ceiling)s, soit %(amount)s"
    ) % {
        "health": quantity_words(share.health, "ratio"),
        "total": quantity_words(share.total, "ratio"),
        "ceiling": quantity_words(share.ceiling_centimes / 100, "MAD"),
        "amount": money(health),
    }
    apart = {"contributions_owed": whole - health, "amo_owed": health}
    return {name: str(centimes_to_dirhams(amount)) for name, amount in apart.items()}, [said]


def _fines_left_out(form: LateForm, penalties: queries.Penalties) -> str:
    """Which fines the amount does not hold, for want of an answer."""
    filed, online = form.cleaned_data[FILED_LATE], form.facts.get("filed_online")
    if filed == "oui" and not form.facts.get("employees_concerned"):
        return _("hors amendes : dites le nombre de salariés")
    if penalties.total_centimes or (filed == "non" and online):
        return ""
    return _("hors amendes de télédéclaration") if filed == "non" else _("hors amendes")


def _settled(settled: queries.Settlement, example: queries.Payment | None) -> dict[str, Any]:
    waiver = settled.plan_waiver
    best = settled.best
    return {
        "settled": settled,
        "ways": list(_ways(settled, example)),
        "best": _option(best, settled.asked_on) if best else None,
        "plain_url": explanation_url("settlement_to_pay", settled.plain_facts, on=settled.asked_on),
        "open_options": [_option(item, settled.asked_on) for item in settled.open],
        "past_options": [_option(item, settled.asked_on) for item in settled.past],
        "plan_waiver": waiver,
        "plan_waiver_words": used_words(waiver) if waiver else "",
        "plan_is_free": waiver is not None and waiver.version.value == 1,
    }


def _ways(settled: queries.Settlement, example: queries.Payment | None) -> Iterator[Way]:
    """Paying at once, in instalments, and by each operation in force that day."""
    yield Way(label=_("Payer en une fois"), payment=settled.plain, is_monthly=False)
    if settled.plain.count > 1:
        said = ngettext("Échéancier de %(n)s mois", "Échéancier de %(n)s mois", settled.plain.count)
        label = said % {"n": settled.plain.count}
        yield Way(label=label, payment=settled.plain, is_monthly=True)
    elif example is not None:
        label = _("Exemple : %(n)s mensualités") % {"n": example.count}
        yield Way(label=label, payment=example, is_monthly=True)
    for item in settled.open:
        is_no = item.possible.is_met is False
        yield Way(
            label=item.label,
            payment=item.payment,
            is_monthly=item.payment is not None and item.payment.count > 1,
            state=_("ne couvre pas cette dette") if is_no else _("à vérifier"),
        )


def _option(option: queries.Option, on: date) -> OptionLine:
    return OptionLine(
        option=option,
        told=told_answer(option.possible, option.facts, said=_dates_said(option)),
        shares=[
            (item.value.label, used_words(item), item.version.is_confirmed)
            for item in option.shares
        ],
        url=explanation_url("settlement_to_pay", option.facts, on=on),
    )


def _dates_said(option: queries.Option) -> dict[str, str]:
    """The days of an operation, for the condition that it is open."""
    opens, closes = option.opens_on, option.closes_on
    if opens is None or closes is None:
        return {}
    name = f"{option.possible.target.removesuffix('_possible')}_open"
    said = _("Du %(first)s au %(last)s.")
    return {name: said % {"first": date_plain(opens), "last": date_plain(closes)}}


def _columns(bill: queries.LateBill) -> list[Column]:
    """What the surcharges have grown to, month by month, or year by year when it is long."""
    every = 1 if len(bill.months) <= MOST_COLUMNS else 12
    grown = 0
    steps: list[tuple[float, bool]] = []
    for start in range(0, len(bill.months), every):
        chunk = bill.months[start : start + every]
        grown += sum(month.added_centimes for month in chunk)
        steps.append((grown, all(month.is_confirmed for month in chunk)))
    return columns(steps)
