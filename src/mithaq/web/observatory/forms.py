"""The forms of a results report: its two days, and why it is published or withdrawn."""

from __future__ import annotations

from datetime import date

from django import forms
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from mithaq.base.errors import Refusal

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


STATE = _("Situation au")
STATE_HELP = _("Le jour que les chiffres décrivent : ceux d’un état postérieur restent dehors.")
KNOWN = _("Telle que connue le")
KNOWN_HELP = _(
    "Le jour où l’on regarde : ce qui a été dit après reste dehors. Aujourd’hui, sauf pour "
    "refaire un bilan d’autrefois."
)


class DayForm(forms.Form):
    """The two days of a preview; today when none is asked for."""

    au = forms.DateField(label=STATE, required=False, widget=DAY, help_text=STATE_HELP)
    connu = forms.DateField(label=KNOWN, required=False, widget=DAY, help_text=KNOWN_HELP)

    def clean_au(self) -> date:
        """Refuse a day to come: nothing can be known of it."""
        return _past(self.cleaned_data["au"])

    def clean_connu(self) -> date:
        """Refuse a day to come, and a state known before its own day."""
        day = _past(self.cleaned_data["connu"])
        state = self.cleaned_data.get("au")
        if state and day < state:
            raise forms.ValidationError(
                _("Une situation n’est pas connue avant son jour. Choisissez le même, ou après.")
            )
        return day


def _past(asked: date | None) -> date:
    day = asked or timezone.localdate()
    if day > timezone.localdate():
        raise forms.ValidationError(
            _("Un bilan porte sur une date passée ou sur aujourd’hui. Choisissez ce jour.")
        )
    return day


class WithdrawForm(forms.Form):
    """Why a published report no longer stands."""

    reason = forms.CharField(
        label=_("Motif du retrait"),
        help_text=_("Il est montré sur le bilan, à tous ceux qui le lisent."),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class PublishForm(forms.Form):
    """What is asked before a report is frozen for ever."""

    as_of = forms.DateField(label=STATE, widget=DAY, help_text=STATE_HELP)
    known_on = forms.DateField(label=KNOWN, widget=DAY, help_text=KNOWN_HELP)
    reason = forms.CharField(
        label=_("Motif"),
        help_text=_("Pourquoi ce bilan, pour qui. Il reste dans le journal."),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    # The fingerprint of what was counted on the page: nothing unseen is ever frozen.
    seen = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)

    def refuse(self, refusal: Refusal) -> None:
        """Put each fault beside its field; what has no field stands on top."""
        refuse(self, refusal)


def refuse(form: forms.Form, refusal: Refusal) -> None:
    """Put each fault beside its field; what has no field stands on top."""
    for fault in refusal.faults:
        where = fault.where if fault.where in form.fields else None
        form.add_error(where, fault.of(get_language() or "fr"))
