"""The house's sentences in place of the library's: what is wrong, and what to write instead.

Set once when the product starts, for every form; a field that has its own sentence keeps it.
"""

from __future__ import annotations

from typing import Any, Final

from django import forms
from django.core import validators
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

DAY: Final = _("Ce jour n’existe pas : choisissez-le au calendrier, ou écrivez-le 29/05/2026.")
CHOICE: Final = _("Ce choix n’est pas dans la liste : choisissez-en un autre.")
FIELDS: Final[dict[type[forms.Field], dict[str, Any]]] = {
    forms.Field: {"required": _("Remplissez ce champ.")},
    forms.IntegerField: {"invalid": _("Écrivez un nombre entier, en chiffres.")},
    forms.FloatField: {"invalid": _("Écrivez un nombre, en chiffres.")},
    forms.DecimalField: {"invalid": _("Écrivez un nombre, en chiffres.")},
    forms.DateField: {"invalid": DAY},
    forms.TimeField: {"invalid": _("Cette heure n’existe pas : écrivez-la 14:30.")},
    forms.DateTimeField: {
        "invalid": _("Ce jour ou cette heure n’existe pas : écrivez-les 2026-05-29 14:30.")
    },
    forms.ChoiceField: {"invalid_choice": CHOICE},
    forms.MultipleChoiceField: {
        "invalid_choice": CHOICE,
        "invalid_list": _("Choisissez dans la liste, une ligne ou plusieurs."),
    },
    forms.FileField: {
        "required": _("Choisissez un fichier."),
        "empty": _("Ce fichier est vide : choisissez-en un autre."),
        "missing": _("Choisissez un fichier."),
        "invalid": _("Le fichier n’est pas arrivé : choisissez-le de nouveau, puis renvoyez."),
    },
    forms.URLField: {"invalid": _("Écrivez une adresse complète, comme https://exemple.ma/page.")},
    forms.UUIDField: {"invalid": _("Cet identifiant est mal recopié : reprenez-le en entier.")},
}
ADDRESS: Final = _("Ce n’est pas une adresse électronique : écrivez-la comme nom@exemple.ma.")
SLUG: Final = _(
    "Écrivez sans espace ni accent : lettres de a à z, chiffres, tirets ( - ou _ ), "
    "par exemple amina-alaoui."
)


def say_in_our_words() -> None:
    """Replace the sentences of the library's fields and validators."""
    for field, sentences in FIELDS.items():
        field.default_error_messages = {**field.default_error_messages, **sentences}
    for kind, sentence in _VALIDATORS.items():
        kind.message = sentence
    validators.validate_email.message = ADDRESS
    validators.validate_slug.message = SLUG
    validators.validate_unicode_slug.message = SLUG


_VALIDATORS: Final[dict[Any, str | Promise]] = {
    validators.MinValueValidator: _(
        "Écrivez %(limit_value)s ou plus (%(show_value)s est trop peu)."
    ),
    validators.MaxValueValidator: _("Écrivez %(limit_value)s ou moins (%(show_value)s est trop)."),
    validators.MinLengthValidator: ngettext_lazy(
        "Trop court : écrivez au moins %(limit_value)d signe (il y en a %(show_value)d).",
        "Trop court : écrivez au moins %(limit_value)d signes (il y en a %(show_value)d).",
        "limit_value",
    ),
    validators.MaxLengthValidator: ngettext_lazy(
        "Trop long : %(limit_value)d signe au plus (il y en a %(show_value)d).",
        "Trop long : %(limit_value)d signes au plus (il y en a %(show_value)d).",
        "limit_value",
    ),
    validators.EmailValidator: ADDRESS,
    validators.ProhibitNullCharactersValidator: _(
        "Un signe invisible s’est glissé dans ce texte : écrivez-le de nouveau."
    ),
    validators.URLValidator: _("Écrivez une adresse complète, comme https://exemple.ma/page."),
}
