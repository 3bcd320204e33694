"""The forms of a results report: which day it is about, and why it is published."""

from __future__ import annotations

from datetime import date

from django import forms
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from mithaq.base.errors import Refusal

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class DayForm(forms.Form):
    """The day a preview is about; today when none is asked for."""

    au = forms.DateField(label=_("État au"), required=False, widget=DAY)

    def clean_au(self) -> date:
        """Refuse a day to come: nothing can be known of it."""
        day: date = self.cleaned_data["au"] or timezone.localdate()
        if day > timezone.localdate():
            raise forms.ValidationError(
                _("Un bilan porte sur une date passée ou sur aujourd’hui. Choisissez ce jour.")
            )
        return day


class PublishForm(forms.Form):
    """What is asked before a report is frozen for ever."""

    as_of = forms.DateField(label=_("État au"), widget=DAY)
    reason = forms.CharField(
        label=_("Motif"),
        help_text=_("Pourquoi ce bilan, pour qui. Il reste dans le journal."),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def refuse(self, refusal: Refusal) -> None:
        """Put each fault beside its field; what has no field stands on top."""
        for fault in refusal.faults:
            where = fault.where if fault.where in self.fields else None
            self.add_error(where, fault.of(get_language() or "fr"))
