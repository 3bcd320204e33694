"""The forms of the reference pages."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from mithaq.apps.reference.choices import HolidayKind
from mithaq.base.errors import Refusal
from mithaq.base.text import Labels


class ReasonForm(forms.Form):
    """Why a day is corrected: it stays in the journal."""

    reason = forms.CharField(
        label=_("Motif"),
        help_text=_("D’où vient la correction : communiqué, décret, journal et date."),
        max_length=300,
        error_messages={"required": _("Dites d’où vient la correction.")},
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def refuse(self, refusal: Refusal) -> None:
        """Put each fault beside its field; what has no field stands on top."""
        for fault in refusal.faults:
            where = fault.where if fault.where in self.fields else None
            self.add_error(where, fault.of(get_language() or "fr"))


class HolidayForm(ReasonForm):
    """One day off: its day, its names, its nature."""

    field_order: tuple[str, ...] = ("on", "label_fr", "label_ar", "label_en", "kind", "reason")

    on = forms.DateField(
        label=_("Jour"),
        error_messages={
            "required": _("Choisissez le jour."),
            "invalid": _("Écrivez un jour du calendrier, par exemple 29/05/2026."),
        },
        widget=forms.DateInput(attrs={"type": "date"}),
    )
    label_fr = forms.CharField(
        label=_("Nom en français"),
        max_length=120,
        error_messages={"required": _("Écrivez le nom du jour férié en français.")},
    )
    label_ar = forms.CharField(
        label=_("Nom en arabe"),
        max_length=120,
        required=False,
        widget=forms.TextInput(attrs={"lang": "ar", "dir": "rtl"}),
    )
    label_en = forms.CharField(label=_("Nom en anglais"), max_length=120, required=False)
    kind = forms.ChoiceField(label=_("Nature"), choices=HolidayKind.choices)

    def values(self) -> dict[str, Any]:
        """What the operation takes."""
        data = self.cleaned_data
        return {
            "on": data["on"],
            "labels": Labels(data["label_fr"], data["label_ar"], data["label_en"]),
            "kind": data["kind"],
            "reason": data["reason"],
        }


class AddedHolidayForm(HolidayForm):
    """A day added, which may be off for another reason already."""

    field_order = ("on", "label_fr", "label_ar", "label_en", "kind", "is_second", "reason")

    is_second = forms.BooleanField(
        label=_("Férié à un second titre"),
        help_text=_("À cocher seulement quand ce jour est déjà férié pour une autre raison."),
        required=False,
    )

    def values(self) -> dict[str, Any]:
        """What the operation takes."""
        return super().values() | {"is_second": self.cleaned_data["is_second"]}


class IdentifierForm(forms.Form):
    """A number to check; nothing of it is kept."""

    kind = forms.ChoiceField(label=_("Quel numéro ?"), widget=forms.RadioSelect)
    value = forms.CharField(
        label=_("Numéro"),
        max_length=60,
        error_messages={"required": _("Écrivez le numéro à vérifier.")},
        help_text=_("Espaces, points et tirets sont acceptés."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false", "dir": "ltr"}),
    )
