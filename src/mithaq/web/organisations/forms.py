"""Why someone needs to reach a person."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class PurposeForm(forms.Form):
    """The purpose of a read, kept in the journal."""

    purpose = forms.CharField(
        label=_("Pourquoi en avez-vous besoin ?"),
        min_length=8,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={
            "required": _("Dites pourquoi : le journal le garde."),
            "min_length": _("Dites-le en huit caractères au moins."),
        },
    )
