"""What late contributions cost month by month, and every way to settle the debt on a day."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from mithaq.apps.programmes import queries
from mithaq.base.dates import is_of_our_time
from mithaq.base.months import Month
from mithaq.base.text import Labels
from mithaq.web.shell.dates import date_plain, month_words
from mithaq.web.shell.openings import debts_url
from mithaq.web.simulators.bars import Column, columns
from mithaq.web.simulators.forms import CountField, FactForm
from mithaq.web.simulators.telling import (
    ToldAnswer,
    doubt_words,
    explanation_url,
    told_answer,
    used_words,
)
from mithaq.web.simulators.typed import latin_digits

MONTH = "mois"
MONTHS_LATE = "retard"
FILED_LATE = "declaration"
MOST_COLUMNS = 60
_MONTH: Final = re.compile(
    r"(?P<year>\d{4})-(?P<month>\d{1,2})(-\d{1,2})?|(?P<early>\d{1,2})/(?P<late>\d{4})"
)


class LateForm(FactForm):
    """The month owed, what is owed, and the day of payment or of the request."""

    names = (
        "contributions_owed",
        "amo_owed",
        "paid_on",
        "instalment_count",
        "recovery_costs_owed",
        "employees_concerned",
        "filed_online",
        "paid_online",
    )
    required = ("contributions_owed", "paid_on")
    labels = {
        "contributions_owed": gettext_lazy("Cotisations dues pour ce mois, en dirhams"),
        "amo_owed": gettext_lazy(
            "Cotisations AMO du même mois, si vous les comptez à part, en dirhams"
        ),
        "paid_on": gettext_lazy("Quel jour paierez-vous, ou demanderez-vous un échéancier ?"),
        "instalment_count": gettext_lazy("En combien de mensualités ?"),
        "recovery_costs_owed": gettext_lazy("Frais de recouvrement réclamés, en dirhams"),
        "employees_concerned": gettext_lazy("Combien de salariés sur la déclaration ?"),
        "filed_online": gettext_lazy("La déclaration a-t-elle été faite en ligne ?"),
        "paid_online": gettext_lazy("Le paiement est-il fait en ligne ?"),
    }
    hints = {
        "contributions_owed": gettext_lazy(
            "Sans l’AMO si vous la comptez à part ; sinon, écrivez le total."
        ),
        "amo_owed": gettext_lazy("Son taux de majoration est à part."),
        "instalment_count": gettext_lazy("1 : tout en une fois."),
        "employees_concerned": gettext_lazy("Pour les astreintes, qui comptent par salarié."),
    }
    field_order = [MONTH, MONTHS_LATE, *names[:6], FILED_LATE, *names[6:]]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Ask the month first, or how many months late it is."""
        super().__init__(*args, **kwargs)
        self.fields[MONTH] = forms.CharField(
            label=_("Les cotisations de quel mois ?"),
            help_text=self._due_words(),
            max_length=10,
            required=False,
            widget=forms.TextInput({"type": "month", "placeholder": "2026-03", "dir": "ltr"}),
        )
        self.fields[MONTHS_LATE] = CountField(
            label=_("Ou combien de mois de retard, le jour du paiement ?"),
            help_text=_("Si vous ne connaissez pas le mois. Un mois commencé compte."),
            required=False,
            min_value=1,
            max_value=queries.MOST_LATE_YEARS * 12,
            widget=forms.TextInput({"inputmode": "numeric", "dir": "auto", "autocomplete": "off"}),
            error_messages={"invalid": _("Écrivez un nombre de mois, par exemple 3.")},
        )
        self.fields[FILED_LATE] = forms.ChoiceField(
            label=_("La déclaration aussi est-elle en retard, omise ou trop basse ?"),
            choices=[("oui", _("Oui")), ("non", _("Non")), ("", _("Je ne sais pas"))],
            required=False,
            widget=forms.RadioSelect({"class": "answers"}),
        )
        self.order_fields(self.field_order)

    def _due_words(self) -> str:
        """Which month is asked, and the last day to pay it: that of the month typed, if it is."""
        typed = str(self.data.get(MONTH) or self.initial.get(MONTH, ""))
        said = _("Le mois travaillé, pas celui du paiement.")
        month = _month_typed(typed)
        if month is None or month < queries.late_since().first_day:
            return said
        due = _("Pour %(month)s : à payer au plus tard le %(day)s.")
        days = {"month": month_words(month), "day": date_plain(queries.due_day(month))}
        return f"{said} {due % days}"

    @property
    def paid_on(self) -> date:
        """The day of the payment."""
        return date.fromisoformat(self.facts["paid_on"])

    def clean_mois(self) -> date | None:
        """A month that the law covers, if one is said."""
        if not self.cleaned_data[MONTH].strip():
            return None
        month = _month_typed(self.cleaned_data[MONTH])
        if month is None:
            raise forms.ValidationError(_("Écrivez le mois comme 2026-03."))
        if month < queries.late_since().first_day:
            raise forms.ValidationError(_too_old())
        return month

    def clean(self) -> dict[str, Any]:
        """Refuse a debt of nothing, a payment before the month owed, a delay too long to list."""
        data = super().clean()
        if self.errors:
            return data
        if not self._read_delay(data):
            return data
        if not any(_amount(data.get(name)) for name in ("contributions_owed", "amo_owed")):
            self.add_error(
                "contributions_owed", _("Écrivez ce qui est dû : CNSS, AMO, ou les deux.")
            )
        if date.fromisoformat(data["paid_on"]) < data[MONTH]:
            said = _("Ce jour vient avant le mois travaillé : corrigez l’un des deux.")
            self.add_error("paid_on", said)
            return data
        years = date.fromisoformat(data["paid_on"]).year - data[MONTH].year
        if years > queries.MOST_LATE_YEARS:
            said = _("Le paiement est trop loin du mois dû : %(years)s ans au plus.")
            self.add_error("paid_on", said % {"years": queries.MOST_LATE_YEARS})
        return data

    def _read_delay(self, data: dict[str, Any]) -> bool:
        """Take the month from the delay where it is not said; False where they cannot be read."""
        month, months = data.get(MONTH), data.get(MONTHS_LATE)
        if months:
            paid_on = date.fromisoformat(data["paid_on"])
            first = queries.late_since()
            if min(Month.of(paid_on), Month.of(paid_on) - months) < first:
                self.add_error(MONTHS_LATE, _too_old())
                return False
            found = month_late(months, paid_on)
            if month and month != found:
                said = _("Ce retard est celui de %(month)s : laissez l’une des deux cases vide.")
                self.add_error(MONTHS_LATE, said % {"month": month_words(found)})
            elif found < first.first_day:
                self.add_error(MONTHS_LATE, _too_old())
            data[MONTH] = found
        elif not month:
            self.add_error(MONTH, _("Dites de quel mois sont les cotisations, ou le retard."))
        return not self.errors


def _too_old() -> str:
    first = month_words(queries.late_since().first_day)
    return _("Mithaq calcule les retards depuis %(month)s.") % {"month": first}


def _month_typed(text: str) -> date | None:
    """The first day of a month written 2026-03 or 03/2026, or nothing."""
    found = _MONTH.fullmatch(latin_digits(text))
    if found is None:
        return None
    year, month = int(found["year"] or found["late"]), int(found["month"] or found["early"])
    return date(year, month, 1) if 1 <= month <= 12 and is_of_our_time(year) else None


def _amount(typed: str | None) -> float:
    return float(str(queries.fact_values({"amo_owed": typed or "0"})["amo_owed"]))


def month_late(months: int, on: date) -> date:
    """The month of wages whose contributions are so many months late, begun or whole, on a day."""
    month = Month.of(on) - months
    while _is_later(month, months, on):
        month -= 1
    return month.first_day


def _is_later(month: Month, months: int, on: date) -> bool:
    """Whether the delay of a month, on a day, counts fewer months than said."""
    due = queries.due_day(month.first_day)
    return queries.months_later(due, months - 1) >= on


@dataclass(frozen=True, slots=True, kw_only=True)
class OptionLine:
    """An operation of waiver with why it can or cannot be asked for."""

    option: queries.Option
    told: ToldAnswer
    shares: list[tuple[Labels, str, bool]]
    url: str


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
        words |= _page(form) | {"debts_url": debts_url(request)}
    status = 422 if form.is_bound and "bill" not in words else 200
    return render(request, "simulators/late.html", words, status=status)


def _page(form: LateForm) -> dict[str, Any]:
    month, paid_on = form.cleaned_data[MONTH], form.paid_on
    owed = {name: form.facts.get(name) for name in ("contributions_owed", "amo_owed")}
    bill = queries.late_bill(month=month, owed=owed, paid_on=paid_on)
    penalties = queries.penalties(
        {n: form.facts.get(n) for n in ("employees_concerned", "filed_online", "paid_online")},
        months_late=len(bill.months),
        filed_late=form.cleaned_data[FILED_LATE] == "oui",
        on=paid_on,
    )
    settled = queries.settlement(
        {
            **owed,
            "debt_month": month,
            "instalment_count": form.facts.get("instalment_count", "1"),
            "surcharges_owed": bill.total_centimes / 100,
            "recovery_costs_owed": form.facts.get("recovery_costs_owed"),
            "penalties_owed": penalties.total_centimes / 100,
        },
        asked_on=paid_on,
    )
    return {
        "month": month,
        "bill": bill,
        "whole_centimes": bill.to_pay_centimes + penalties.total_centimes,
        "penalties": penalties,
        "columns": _columns(bill),
        "bill_url": explanation_url("late_amount_to_pay", bill.facts, on=paid_on),
        "total_url": explanation_url("late_total", bill.facts, on=paid_on),
        "penalty_url": explanation_url("filing_penalty", penalties.facts, on=paid_on),
        "online_url": explanation_url("online_penalties", penalties.facts, on=paid_on),
        "doubts": [(item, used_words(item), doubt_words(item)) for item in bill.doubtful],
        "papers": queries.measure_papers(["settlements"]).get("settlements"),
        **(_settled(settled) if settled else {"settled": None}),
    }


def _settled(settled: queries.Settlement) -> dict[str, Any]:
    waiver = settled.plan_waiver
    best = settled.best
    return {
        "settled": settled,
        "best": _option(best, settled.asked_on) if best else None,
        "plain_url": explanation_url("settlement_to_pay", settled.plain_facts, on=settled.asked_on),
        "open_options": [_option(item, settled.asked_on) for item in settled.open],
        "past_options": [_option(item, settled.asked_on) for item in settled.past],
        "plan_waiver": waiver,
        "plan_waiver_words": used_words(waiver) if waiver else "",
    }


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
