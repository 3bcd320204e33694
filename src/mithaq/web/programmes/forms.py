"""What is asked to steer a scheme: editions, envelopes, readings, values, delays."""

from __future__ import annotations

from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from mithaq.apps.conventions.choices import Grade
from mithaq.base.money import dirhams_to_centimes
from mithaq.base.text import Labels
from mithaq.web.conventions.roadmaps.forms import DAY, RefusableForm
from mithaq.web.shell.days import DayField

# « Verified » is what a match with the returns gives: no hand writes it.
GRADES: Final = [(g.value, g.label) for g in Grade if g is not Grade.VERIFIED]


def _reason() -> forms.CharField:
    return forms.CharField(
        label=_("Motif"), max_length=300, help_text=_("Il reste dans le journal.")
    )


def _amount(label: Any) -> forms.DecimalField:
    return forms.DecimalField(
        label=label,
        required=False,
        min_value=0,
        max_digits=15,
        decimal_places=2,
        localize=False,
        widget=forms.TextInput({"inputmode": "decimal", "dir": "ltr"}),
        error_messages={"invalid": _("Écrivez un montant en dirhams, par exemple 120000.")},
    )


def _count(label: Any) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        required=False,
        min_value=0,
        error_messages={"invalid": _("Écrivez un nombre entier, par exemple 120.")},
    )


class EditionForm(RefusableForm):
    """The days of an edition and what founds it."""

    label_fr = forms.CharField(label=_("Nom, en français"), max_length=200)
    label_ar = forms.CharField(
        label=_("Nom, en arabe"), max_length=200, required=False,
        widget=forms.TextInput({"dir": "rtl", "lang": "ar"}),
    )  # fmt: skip
    starts_on = DayField(label=_("Premier jour"), widget=DAY)
    ends_on = DayField(
        label=_("Dernier jour"), widget=DAY, required=False,
        help_text=_("Vide : sans fin connue."),
    )  # fmt: skip
    basis = forms.CharField(label=_("Décision ou texte qui l’ouvre"), max_length=200)
    reason = _reason()

    @property
    def labels(self) -> Labels:
        """The name typed."""
        return Labels(self.cleaned_data["label_fr"], self.cleaned_data["label_ar"])


class StepForm(RefusableForm):
    """Why an edition takes a step, and from which day it closes."""

    on = DayField(label=_("Jour"), widget=DAY)
    reason = _reason()


class EnvelopeForm(RefusableForm):
    """Money or places that a payer puts into an edition."""

    payer = forms.ChoiceField(label=_("Payeur"))
    territory = forms.ChoiceField(label=_("Territoire"))
    year = forms.IntegerField(label=_("Année"), min_value=1990, max_value=2100)
    money = _amount(_("Montant, en dirhams"))
    headcount = _count(_("Contingent, en places"))
    basis = forms.CharField(label=_("Décision qui l’ouvre"), max_length=200)
    reason = _reason()

    def __init__(
        self,
        *args: Any,
        payers: list[tuple[str, str]],
        territories: list[tuple[str, str]],
        **kwargs: Any,
    ) -> None:
        """Offer the bodies and the places on record."""
        super().__init__(*args, **kwargs)
        payer: Any = self.fields["payer"]
        territory: Any = self.fields["territory"]
        payer.choices, territory.choices = payers, territories

    @property
    def money_centimes(self) -> int | None:
        """The amount typed, in centimes."""
        return _centimes(self.cleaned_data["money"])


class ReadingForm(RefusableForm):
    """What is committed and used of an envelope on a day."""

    as_of = DayField(label=_("État au"), widget=DAY)
    committed = _amount(_("Engagé, en dirhams"))
    used = _amount(_("Payé, en dirhams"))
    committed_count = _count(_("Places prises"))
    used_count = _count(_("Bénéficiaires servis"))
    grade = forms.ChoiceField(label=_("Degré"), choices=GRADES, initial=Grade.RECORDED)
    basis = forms.CharField(label=_("D’où vient le relevé"), max_length=200)

    def centimes(self, name: str) -> int | None:
        """An amount typed, in centimes."""
        return _centimes(self.cleaned_data[name])


class OverrideForm(RefusableForm):
    """A value of the law to replace from a day, and why: every explanation will say it."""

    value = forms.CharField(label=_("Nouvelle valeur"), max_length=200)
    since_on = DayField(label=_("À partir du"), widget=DAY)
    reason = forms.CharField(
        label=_("Motif"),
        max_length=300,
        help_text=_("Il est montré partout où la valeur compte, et reste dans le journal."),
        widget=forms.Textarea({"rows": 3}),
    )


class WithdrawForm(RefusableForm):
    """Why a replaced value is given back to the law."""

    reason = _reason()


class DelayForm(RefusableForm):
    """The days of a file: when it was received, and the one stop for completion."""

    received_on = DayField(label=_("Déposé le"), widget=DAY)
    asked_on = DayField(
        label=_("Complément demandé le"), widget=DAY, required=False,
        help_text=_("Un complément ne se demande qu’une fois."),
    )  # fmt: skip
    completed_on = DayField(label=_("Complément remis le"), widget=DAY, required=False)


def _centimes(amount: Any) -> int | None:
    return None if amount is None else dirhams_to_centimes(amount)
