"""The fields of sign-in, in our words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from allauth.account.forms import ChangePasswordForm, LoginForm, ReauthenticateForm
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as CodeForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from django import forms
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

LANGUAGES = (("fr", "Français"), ("ar", "العربية"), ("en", "English"))


def _say(field: forms.Field, label: _StrPromise, help_text: _StrPromise | str = "") -> None:
    """Give a field of the library our words; a placeholder is not a label."""
    field.label = label
    field.help_text = help_text
    field.widget.attrs.pop("placeholder", None)
    field.error_messages["required"] = _("Remplissez ce champ.")


class SignInForm(LoginForm):
    """Name, password, and whether this device stays signed in."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Put our words on the library's fields."""
        super().__init__(*args, **kwargs)
        _say(self.fields["login"], _("Identifiant"))
        self.fields["login"].widget.attrs |= {"autocapitalize": "none", "spellcheck": "false"}
        _say(self.fields["password"], _("Mot de passe"))
        self.fields["remember"].label = _("Rester connecté sur cet appareil")


class PasswordForm(ChangePasswordForm):
    """The current password, then the new one twice."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Put our words on the library's fields."""
        super().__init__(*args, **kwargs)
        _say(self.fields["oldpassword"], _("Mot de passe actuel"))
        _say(
            self.fields["password1"],
            _("Nouveau mot de passe"),
            _("Au moins huit caractères, pas seulement des chiffres : une phrase convient."),
        )
        _say(self.fields["password2"], _("Nouveau mot de passe, encore une fois"))

    def clean(self) -> dict[str, Any]:
        """Say in our words that the two do not match."""
        cleaned: dict[str, Any] = super(ChangePasswordForm, self).clean()
        self.errors.pop("password2", None)
        first, second = cleaned.get("password1"), cleaned.get("password2")
        if first and second != first:
            self.add_error("password2", _("Les deux nouveaux mots de passe diffèrent."))
        return cleaned


class ConfirmPasswordForm(ReauthenticateForm):
    """The password again, before a change that protects the account."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Put our words on the library's fields."""
        super().__init__(*args, **kwargs)
        _say(self.fields["password"], _("Mot de passe"))


class SecondFactorForm(AuthenticateForm):
    """The code of the telephone, or a recovery code."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Put our words on the library's fields."""
        super().__init__(*args, **kwargs)
        _say_code(self.fields["code"])


class ConfirmCodeForm(CodeForm):
    """The code again, before a change that protects the account."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Put our words on the library's fields."""
        super().__init__(*args, **kwargs)
        _say_code(self.fields["code"])


class ActivateForm(ActivateTOTPForm):
    """The first code, which proves that the telephone is set."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Put our words on the library's fields."""
        super().__init__(*args, **kwargs)
        _say(self.fields["code"], _("Code affiché par l’application"), _("Six chiffres."))
        self.fields["code"].widget.attrs |= {"inputmode": "numeric"}


def _say_code(field: forms.Field) -> None:
    _say(
        field,
        _("Code"),
        _("Les six chiffres de l’application, ou l’un de vos codes de secours."),
    )


class LanguageForm(forms.Form):
    """The language one reads in."""

    language = forms.ChoiceField(
        label=_("Langue des pages"), choices=LANGUAGES, widget=forms.RadioSelect
    )


class AddressForm(forms.Form):
    """Where a person is written to; nothing to be written to no more."""

    email = forms.CharField(
        label=_("Adresse électronique"),
        max_length=254,
        required=False,
        help_text=_("Pour les résumés que vous demandez. Vide : rien ne vous est envoyé."),
        widget=forms.EmailInput(attrs={"autocomplete": "email", "dir": "ltr"}),
    )
