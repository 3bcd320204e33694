"""The forms by which an administrator opens accounts, grants mandates and ends them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from mithaq.apps.organisations.choices import Role
from mithaq.apps.organisations.queries import organisations
from mithaq.apps.reference.queries import large_territories
from mithaq.base.errors import Refusal
from mithaq.web.accounts.forms import LANGUAGES
from mithaq.web.shell.typography import language
from mithaq.web.shell.words import local

COUNTRY = "MA"
DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class ReasonForm(forms.Form):
    """Why: it stays in the journal."""

    reason = forms.CharField(
        label=_("Motif"),
        help_text=_("Qui le demande, et par quelle décision. Il reste dans le journal."),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def refuse(self, refusal: Refusal) -> None:
        """Put each fault beside its field; what has no field stands on top."""
        for fault in refusal.faults:
            where = fault.where if fault.where in self.fields else None
            self.add_error(where, fault.of(get_language() or "fr"))


class AccountForm(ReasonForm):
    """Who the person is; the password is drawn by the platform."""

    field_order = ("full_name", "full_name_ar", "username", "language", "reason")

    full_name = forms.CharField(label=_("Nom complet"), max_length=150)
    full_name_ar = forms.CharField(
        label=_("Nom complet en arabe"),
        max_length=150,
        required=False,
        widget=forms.TextInput(attrs={"lang": "ar", "dir": "rtl"}),
    )
    username = forms.SlugField(
        label=_("Identifiant"),
        max_length=60,
        help_text=_("Ce que la personne écrit pour se connecter."),
        widget=forms.TextInput(attrs={"autocapitalize": "none", "spellcheck": "false"}),
    )
    language = forms.ChoiceField(label=_("Langue"), choices=LANGUAGES)


class MandateForm(ReasonForm):
    """A role, for an organisation, in a territory, between two dates."""

    field_order = (
        "role", "organisation", "territory", "capacity_fr", "capacity_ar", "is_interim",
        "starts_on", "ends_on", "reason",
    )  # fmt: skip

    role = forms.ChoiceField(label=_("Rôle"), choices=Role.choices)
    organisation = forms.ChoiceField(
        label=_("Organisation"),
        required=False,
        help_text=_("Aucune seulement pour qui agit en son nom : chercheur d’emploi, assuré."),
    )
    territory = forms.ChoiceField(
        label=_("Territoire"), required=False, help_text=_("Rien pour tout le pays.")
    )
    capacity_fr = forms.CharField(label=_("Qualité en français"), max_length=120, required=False)
    capacity_ar = forms.CharField(
        label=_("Qualité en arabe"),
        max_length=120,
        required=False,
        widget=forms.TextInput(attrs={"lang": "ar", "dir": "rtl"}),
    )
    is_interim = forms.BooleanField(label=_("Par intérim"), required=False)
    starts_on = forms.DateField(label=_("Depuis le"), widget=DAY)
    ends_on = forms.DateField(label=_("Jusqu’au"), required=False, widget=DAY)

    def __init__(self, *args: Any, only_exercises: bool, **kwargs: Any) -> None:
        """Offer the organisations that this administrator may name."""
        super().__init__(*args, **kwargs)
        rows = organisations()
        if only_exercises:
            rows = rows.filter(is_exercise=True)
        none = [("", _("aucune"))]
        bodies = [(row.slug, local(row.labels)) for row in rows]
        # Mandates are held in regions, prefectures and provinces, not in communes.
        places = [
            (code, f"{name} ({code})")
            for code, name in large_territories(language())
            if code != COUNTRY
        ]
        self.fields["organisation"].choices = none + bodies  # type: ignore[attr-defined]
        self.fields["territory"].choices = [("", _("tout le pays")), *places]  # type: ignore[attr-defined]
        self.fields["starts_on"].initial = timezone.localdate()

    def clean(self) -> dict[str, Any]:
        """An interim has an end: nobody stands in for ever."""
        given = super().clean() or {}
        if given.get("is_interim") and not given.get("ends_on") and "ends_on" not in self.errors:
            self.add_error("ends_on", _("Un intérim est daté : dites son dernier jour."))
        return given


class EndForm(ReasonForm):
    """The last day of a mandate."""

    field_order = ("ends_on", "reason")

    ends_on = forms.DateField(label=_("Dernier jour du mandat"), widget=DAY)
