"""What the simulator of a late payment asks: the sum, the delay, the instalments, the fines."""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Final

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mithaq.apps.programmes import queries
from mithaq.base.dates import is_of_our_time
from mithaq.base.months import Month
from mithaq.web.shell.dates import date_plain, month_words
from mithaq.web.simulators.forms import CountField, FactForm
from mithaq.web.simulators.typed import latin_digits

MONTH: Final = "mois"
MONTHS_LATE: Final = "retard"
FILED_LATE: Final = "declaration"
_FOLDED: Final = (
    MONTH,
    "instalment_count",
    "employees_concerned",
    "paid_on",
    "amo_owed",
    FILED_LATE,
    "filed_online",
    "paid_online",
    "recovery_costs_owed",
)
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
    required = ("contributions_owed",)
    labels = {
        "contributions_owed": gettext_lazy("Cotisations en retard, en dirhams"),
        "amo_owed": gettext_lazy("AMO du même mois, en plus du montant plus haut, en dirhams"),
        "paid_on": gettext_lazy("Quel jour payez-vous ?"),
        "instalment_count": gettext_lazy("En combien de mensualités voulez-vous payer ?"),
        "recovery_costs_owed": gettext_lazy("Frais de recouvrement réclamés, en dirhams"),
        "employees_concerned": gettext_lazy("Nombre de salariés"),
        "filed_online": gettext_lazy("La déclaration a-t-elle été faite en ligne ?"),
        "paid_online": gettext_lazy("Le paiement est-il fait en ligne ?"),
    }
    hints = {
        "contributions_owed": gettext_lazy("CNSS, AMO comprise."),
        "amo_owed": gettext_lazy(
            "Rien : nous la séparons du montant plus haut. 0 : il n’en contient pas."
        ),
        "paid_on": gettext_lazy("Si vous n’écrivez rien : aujourd’hui."),
        "instalment_count": gettext_lazy("Rien : un exemple sur 12 mois."),
        "employees_concerned": gettext_lazy("Rien : les amendes ne sont pas comptées."),
    }
    field_order = (
        "contributions_owed", MONTHS_LATE, FILED_LATE, "employees_concerned", MONTH, "paid_on",
        "instalment_count", "amo_owed", "filed_online", "paid_online", "recovery_costs_owed",
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Ask how many months late it is, or the month."""
        super().__init__(*args, **kwargs)
        self.fields[MONTH] = forms.CharField(
            label=_("De quel mois ?"),
            help_text=self._due_words(),
            max_length=10,
            required=False,
            widget=forms.TextInput({"type": "month", "placeholder": "2026-03", "dir": "ltr"}),
        )
        self.fields[MONTHS_LATE] = CountField(
            label=_("Combien de mois de retard ?"),
            help_text=_("Un mois commencé compte en entier."),
            required=False,
            min_value=1,
            max_value=queries.MOST_LATE_YEARS * 12,
            widget=forms.TextInput({"inputmode": "numeric", "dir": "auto", "autocomplete": "off"}),
            error_messages={"invalid": _("Écrivez un nombre de mois, par exemple 3.")},
        )
        self.fields[FILED_LATE] = forms.ChoiceField(
            label=_("La déclaration aussi est-elle en retard ?"),
            help_text=_("Ou oubliée, ou trop basse."),
            choices=[("oui", _("Oui")), ("non", _("Non")), ("", _("Je ne sais pas"))],
            required=False,
            widget=forms.RadioSelect({"class": "answers"}),
        )
        self.order_fields(self.field_order)

    def _due_words(self) -> str:
        """Which month is asked, and the last day to pay it: that of the month typed, if it is."""
        typed = str(self.data.get(MONTH) or self.initial.get(MONTH, ""))
        said = _("Le mois travaillé.")
        month = _month_typed(typed)
        if month is None or month < queries.late_since().first_day:
            return said
        due = _("Pour %(month)s : à payer au plus tard le %(day)s.")
        days = {"month": month_words(month), "day": date_plain(queries.due_day(month))}
        return f"{said} {due % days}"

    @property
    def unsaid(self) -> dict[str, str]:  # type: ignore[override]
        """A debt is paid today, where no day is said."""
        return {"paid_on": timezone.localdate().isoformat()}

    @property
    def is_filed_late(self) -> bool:
        """Whether the return is late too: said so, or for a number of employees."""
        said = self.cleaned_data[FILED_LATE]
        return said == "oui" or (said == "" and bool(self.facts.get("employees_concerned")))

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
        if not any(centimes_of(data.get(name)) for name in ("contributions_owed", "amo_owed")):
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
        """Take the month, or the day of payment, from the delay; False where neither can be."""
        month, months = data.get(MONTH), data.get(MONTHS_LATE)
        if month and months:
            self._pay_so_late(data, month, months)
        elif months:
            paid_on = date.fromisoformat(data["paid_on"])
            first = queries.late_since()
            if min(Month.of(paid_on), Month.of(paid_on) - months) < first:
                self.add_error(MONTHS_LATE, _too_old())
                return False
            data[MONTH] = month_late(months, paid_on)
            self.taken_words = {**self.taken_words, **_taken_month(data[MONTH], paid_on)}
            if data[MONTH] < first.first_day:
                self.add_error(MONTHS_LATE, _too_old())
        elif not month:
            self.add_error(MONTHS_LATE, _("Écrivez votre nombre de mois de retard."))
        return not self.errors

    def _pay_so_late(self, data: dict[str, Any], month: date, months: int) -> None:
        """Both the month and its delay were said: they give the day, unless another was typed."""
        first, last = days_so_late(Month.of(month), months)
        paid_on = date.fromisoformat(data["paid_on"])
        if first <= paid_on <= last:
            return
        if paid_on == timezone.localdate():
            # The day that the form proposes is nobody's word.
            data["paid_on"] = last.isoformat()
            says = _("Vous payez le %(day)s, dernier jour de ce retard")
            if last < timezone.localdate():
                says = _("Vous avez payé le %(day)s, dernier jour de ce retard")
            self.taken_words = {**self.taken_words, "paid_on": says % {"day": date_plain(last)}}
            return
        said = _(
            "Pour %(month)s, ce retard va du %(first)s au %(last)s : corrigez le mois, le retard "
            "ou le jour du paiement."
        )
        words = {
            "month": month_words(month),
            "first": date_plain(first),
            "last": date_plain(last),
        }
        self.add_error(MONTHS_LATE, said % words)

    @property
    def is_more_open(self) -> bool:
        """Whether something under the fold was said, or is wrong."""
        return any(
            bool(self[name].errors) or (name != "paid_on" and bool(self.data.get(name)))
            for name in _FOLDED
        )

    @property
    def is_day_taken(self) -> bool:
        """Whether the day of the payment follows from the month and its delay."""
        return "paid_on" in self.taken_words

    @property
    def filled(self) -> frozenset[str]:
        """The day that a delay gives, or the month, is nobody's word either."""
        return frozenset({*super().filled, *self.taken_words})


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


def centimes_of(typed: str | None) -> int:
    """An amount in dirhams as people type it, in centimes; nothing typed is none."""
    read = queries.fact_values({"amo_owed": typed or "0"})["amo_owed"]
    return int((Decimal(str(read)) * 100).quantize(Decimal(1), ROUND_HALF_UP))


def month_late(months: int, on: date) -> date:
    """The month of wages whose contributions are so many months late, begun or whole, on a day."""
    month = Month.of(on) - months
    while _is_later(month, months, on):
        month -= 1
    return month.first_day


def _is_later(month: Month, months: int, on: date) -> bool:
    """Whether the delay of a month, on a day, counts fewer months than said."""
    return days_so_late(month, months)[0] > on


def days_so_late(month: Month, months: int) -> tuple[date, date]:
    """The first and the last day on which a month of wages is so many months late."""
    due = queries.due_day(month.first_day)
    before = queries.months_later(due, months - 1)
    return before + timedelta(days=1), queries.months_later(due, months)


def _taken_month(month: date, paid_on: date) -> dict[str, str]:
    """Which month a delay alone means, in words."""
    said = _("Mois des cotisations : %(month)s, payé le %(day)s")
    return {MONTH: said % {"month": month_words(month), "day": date_plain(paid_on)}}
