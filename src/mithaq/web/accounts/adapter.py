"""How people sign in: accounts are opened by an administrator, never by the visitor."""

from __future__ import annotations

from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SILENT = frozenset({"account/messages/logged_in.txt"})


class MithaqAccountAdapter(DefaultAccountAdapter):
    """Our sentences in place of the library's, and no door for new accounts."""

    error_messages: ClassVar[dict[str, str | Promise]] = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": _(
            "Ce compte est fermé. Demandez à votre administrateur de le rouvrir."
        ),
        "enter_current_password": _("Ce n’est pas votre mot de passe actuel. Tapez-le de nouveau."),
        "incorrect_password": _("Ce mot de passe n’est pas le bon. Tapez-le de nouveau."),
        "incorrect_code": _("Ce code n’est pas le bon, ou il a expiré. Tapez le suivant."),
        "invalid_login": _("Cet identifiant ou ce mot de passe n’est pas le bon."),
        "rate_limited": _("Trop d’essais en peu de temps. Attendez une minute, puis réessayez."),
        "too_many_login_attempts": _(
            "Trop d’essais manqués. Attendez un quart d’heure, puis réessayez."
        ),
        "username_password_mismatch": _(
            "L’identifiant et le mot de passe ne vont pas ensemble. Vérifiez les deux, "
            "majuscules comprises."
        ),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Tell that nobody opens an account alone: an account comes with a mandate."""
        return False

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        *others: Any,
        **named: Any,
    ) -> None:
        """Say what the page does not show already; « Today » is greeting enough."""
        if message_template not in SILENT:
            super().add_message(request, level, message_template, *others, **named)


class MithaqMFAAdapter(DefaultMFAAdapter):
    """Our sentences for the second factor."""

    error_messages: ClassVar[dict[str, str | Promise]] = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _(
            "Ce code n’est pas le bon, ou il a expiré. Vérifiez l’heure du téléphone, puis tapez "
            "le code affiché maintenant."
        ),
        "cannot_delete_authenticator": _("La double vérification ne peut pas être retirée ici."),
        "cannot_generate_recovery_codes": _(
            "Activez d’abord la double vérification : les codes de secours vont avec elle."
        ),
    }
