"""What a company is asked for each act on its case."""

from __future__ import annotations

from typing import Any, ClassVar, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from mithaq.web.corridor.forms import ACCEPTED, ActForm, FilesField, ManyFiles, TextForm

AREA: Final = {"rows": 3}
LONG: Final = 4000
SCORES: Final = [
    ("5", _("5, très satisfaits")),
    ("4", _("4")),
    ("3", _("3")),
    ("2", _("2")),
    ("1", _("1, pas du tout")),
]


class CompletionForm(TextForm):
    """What an institution asked for, with its files."""

    renamed: ClassVar[dict[str, str]] = {"body": "text", "files": "pieces"}
    # One of the two is enough, none is too few: neither is said optional.
    is_one_of = ("text", "pieces")
    text = forms.CharField(
        label=_("Votre complément"),
        help_text=_("Un texte, des pièces, ou les deux."),
        max_length=LONG,
        required=False,
        widget=forms.Textarea({"rows": 4}),
    )
    pieces = FilesField(
        label=_("Pièces jointes"), required=False, widget=ManyFiles(attrs={"accept": ACCEPTED}),
        help_text=_("PDF, JPEG ou PNG, 10 Mo chacune, cinq au plus."),
    )  # fmt: skip


class OwnSignForm(ActForm):
    """Whoever signs for the company says that they read."""

    has_read = forms.BooleanField(
        label=_("J’ai lu le texte de l’accord et je signe pour mon entreprise."),
        error_messages={"required": _("Cochez la case pour confirmer que vous avez lu le texte.")},
    )


class RatingForm(ActForm):
    """What the company thinks of the way its case ended."""

    score = forms.ChoiceField(
        label=_("Êtes-vous satisfaits de la façon dont le dossier a été traité ?"),
        choices=SCORES,
        widget=forms.RadioSelect({"class": "answers"}),
    )
    comment = forms.CharField(
        label=_("Commentaire"), max_length=LONG, required=False, widget=forms.Textarea(AREA),
        help_text=_("Les institutions qui lisent la décision lisent aussi votre note et ceci."),
    )  # fmt: skip


class WithdrawForm(TextForm):
    """Why a company takes its case back."""

    text = forms.CharField(label=_("Motif"), max_length=300, widget=forms.Textarea(AREA))
    is_explained = forms.BooleanField(
        label=_("Une explication a réglé le problème."), required=False
    )


class ConsentForm(ActForm):
    """The consent of a concerned person, and who they are, for who decides alone."""

    renamed: ClassVar[dict[str, str]] = {
        "person.consent_words": "has_consent",
        "person.insured_number": "insured_number",
    }
    has_consent = forms.BooleanField(required=False)
    display_name = forms.CharField(
        label=_("Son nom, pour la caisse seule"), max_length=120, required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip
    insured_number = forms.CharField(
        label=_("Son numéro d’immatriculation"), max_length=11, required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "dir": "ltr", "autocomplete": "off"}),
        help_text=_("Neuf chiffres ; seuls les trois derniers sont gardés."),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Show the very words that are kept with the consent."""
        super().__init__(*args, **kwargs)
        self.fields["has_consent"].label = consent_words()


def consent_words() -> str:
    """The words of a consent, kept with the case as they were read."""
    return str(
        _(
            "La personne concernée accepte que son nom et son numéro soient lus par la caisse "
            "seule, pour ce dossier ; elle peut retirer cet accord à tout moment."
        )
    )
