"""What is asked to try a reform: new values, from which day, and on whom."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from mithaq.apps.programmes.operations import ChangeDraft, ReformDraft
from mithaq.apps.programmes.queries import LawValue
from mithaq.base.dates import is_of_our_time
from mithaq.base.errors import Refusal
from mithaq.base.months import Month
from mithaq.web.conventions.roadmaps.forms import DAY, RefusableForm
from mithaq.web.programmes.values import typed
from mithaq.web.shell.days import DayField
from mithaq.web.shell.typography import comma, language
from mithaq.web.shell.words import local
from mithaq.web.simulators.typed import amount_typed

SEED: Final = 2026
PEOPLE: Final[list[tuple[str, str | Promise]]] = [
    ("10000", _("10 000 salariés : quelques secondes")),
    ("100000", _("100 000 salariés : environ une seconde par mois")),
    ("1000000", _("1 000 000 de salariés : environ dix secondes par mois")),
]


class ReformForm(RefusableForm):
    """A name, the months and the people; a value and a day for each parameter chosen."""

    name = forms.CharField(label=_("Nom de l’essai"), max_length=120)
    first_month = forms.CharField(
        label=_("Premier mois"),
        max_length=7,
        widget=forms.TextInput({"dir": "ltr"}),
        help_text=_("Par exemple 2026-01."),
    )
    month_count = forms.IntegerField(
        label=_("Nombre de mois"), min_value=1, max_value=36, initial=1
    )
    people_count = forms.TypedChoiceField(
        label=_("Salariés par mois"), choices=PEOPLE, coerce=int, initial="10000"
    )
    seed = forms.IntegerField(
        label=_("Graine"),
        min_value=0,
        max_value=2_000_000_000,
        initial=SEED,
        help_text=_(
            "La même graine donne les mêmes salariés : gardez-la pour comparer deux essais."
        ),
    )

    def __init__(self, *args: Any, values: tuple[LawValue, ...], on: date, **kwargs: Any) -> None:
        """Ask for each parameter its new value and its day."""
        super().__init__(*args, **kwargs)
        self.values = values
        # A trial is named by what it changes until its author says better.
        self.fields["name"].initial = comma().join(local(value.label) for value in values)[:120]
        self.fields["first_month"].initial = str(Month.of(on))
        for place, value in enumerate(values):
            self.fields[f"value_{place}"] = _value_field(value)
            self.fields[f"since_{place}"] = DayField(
                label=_("À partir du"), widget=DAY, initial=date(on.year, 1, 1)
            )

    def clean_first_month(self) -> date:
        """Read a month typed by hand."""
        try:
            month = Month.parse(self.cleaned_data["first_month"])
        except ValueError:
            raise forms.ValidationError(_("Écrivez un mois, par exemple 2026-01.")) from None
        if not is_of_our_time(month.first_day.year):
            raise forms.ValidationError(_("Écrivez un jour entre 1900 et 2199."))
        return month.first_day

    def clean(self) -> dict[str, Any]:
        """Read an amount as people type it: « 12 000 DH »."""
        data: dict[str, Any] = super().clean() or {}
        for place, value in enumerate(self.values):
            given = data.get(f"value_{place}")
            if given and value.unit.startswith("MAD") and not value.is_schedule:
                amount = amount_typed(given)
                data[f"value_{place}"] = amount if isinstance(amount, str) else given
        return data

    def refuse(self, refusal: Refusal) -> None:
        """Show each fault beside the value or the day that it is about."""
        fields = {value.path: place for place, value in enumerate(self.values)}
        for fault in refusal.faults:
            path, _dot, what = fault.where.rpartition(".")
            name = f"{what.removesuffix('_on')}_{fields[path]}" if path in fields else fault.where
            self.add_error(name if name in self.fields else None, fault.of(language()))

    @property
    def draft(self) -> ReformDraft:
        """What is asked."""
        data = self.cleaned_data
        return ReformDraft(
            name=data["name"],
            changes=tuple(
                ChangeDraft(path=v.path, since=data[f"since_{i}"], value=data[f"value_{i}"])
                for i, v in enumerate(self.values)
            ),
            first_month=data["first_month"],
            month_count=data["month_count"],
            people_count=data["people_count"],
            seed=data["seed"],
        )


def _value_field(value: LawValue) -> forms.CharField:
    """A line to type in; for a schedule, a line a bracket."""
    if not value.is_schedule:
        return forms.CharField(
            label=_("Nouvelle valeur"),
            max_length=200,
            initial=typed(value),
            widget=forms.TextInput({"dir": "ltr"}),
        )
    text = typed(value)
    return forms.CharField(
        label=_("Nouveau barème"),
        initial=text,
        widget=forms.Textarea({"rows": len(text.splitlines()) + 2, "dir": "ltr"}),
        help_text=_("Une ligne par tranche : à partir de quel montant, à quel taux."),
    )
