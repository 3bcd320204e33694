"""Who logs in, in which language, and what the installation is for."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator
from django.db import transaction

from mithaq.apps.accounts.choices import InstallationKind
from mithaq.apps.accounts.models import Installation, User
from mithaq.apps.accounts.operations.lines import record
from mithaq.apps.accounts.queries.people import is_demo
from mithaq.base.errors import Fault, Refusal, refuse_if_any
from mithaq.base.text import LANGUAGES, Labels


@transaction.atomic
def found_installation(*, kind: str, at: datetime) -> Installation:
    """Say once what this database is for; saying it again changes nothing, another is refused."""
    found = Installation.objects.first()
    if found is not None:
        if found.kind != kind:
            raise Refusal.because(where="kind", sentence=_other_kind(found.kind))
        return found
    born = Installation.objects.create(id=1, kind=InstallationKind(kind), created_at=at)
    record(
        actor=None,
        mandate="",
        action="found_installation",
        object_type="installation",
        object_ref="1",
        object_label=str(born.kind),
        before=None,
        after={"kind": str(born.kind)},
        reason="",
        at=at,
    )
    return born


@transaction.atomic
def create_user(
    *,
    username: str,
    full_name: str,
    full_name_ar: str = "",
    language: str = "fr",
    password: str | None = None,
    must_change_password: bool = False,
    is_fictitious: bool = False,
    actor: User | int | None,
    mandate: str,
    reason: str = "",
    at: datetime,
) -> User:
    """Open an account; without a password, nobody can sign in with one.

    ``must_change_password``: the password was drawn by somebody else and serves once.
    """
    refuse_if_any(_faults(username=username, full_name=full_name, language=language))
    user = User(
        username=username,
        full_name=full_name,
        full_name_ar=full_name_ar or None,
        language=language,
        is_fictitious=is_fictitious,
        must_change_password=must_change_password and password is not None,
        date_joined=at,
    )
    if password is None:
        user.set_unusable_password()
    else:
        user.set_password(password)
    user.save()
    after = _state(user)
    _line(user, "create_user", None, after, actor=actor, mandate=mandate, reason=reason, at=at)
    return user


@transaction.atomic
def change_user(
    *,
    user_id: int,
    full_name: str,
    is_active: bool,
    actor: User | int | None,
    mandate: str,
    reason: str,
    at: datetime,
) -> User:
    """Correct a person's name, or close and reopen the account; nothing is ever deleted."""
    user = User.objects.select_for_update().get(pk=user_id)
    refuse_if_any(_faults(username=None, full_name=full_name, language=user.language))
    before = _state(user)
    user.full_name = full_name
    was_active, user.is_active = user.is_active, is_active
    user.save(update_fields=["full_name", "is_active"])
    after = _state(user)
    who: dict[str, Any] = {"actor": actor, "mandate": mandate, "reason": reason, "at": at}
    # An account closed is not an account corrected.
    if was_active == is_active:
        _line(user, "change_user", before, after, **who)
    elif is_active:
        _line(user, "reopen_user", before, after, **who)
    else:
        _line(user, "close_user", before, after, **who)
    return user


@transaction.atomic
def give_password(
    *,
    user_id: int,
    password: str,
    actor: User | int | None,
    mandate: str,
    reason: str,
    at: datetime,
) -> User:
    """Give a person who lost theirs a new password to sign in with once; no secret is kept."""
    user = User.objects.select_for_update().get(pk=user_id)
    user.set_password(password)
    user.must_change_password = True
    user.save(update_fields=["password", "must_change_password"])
    _line(user, "give_password", None, {}, actor=actor, mandate=mandate, reason=reason, at=at)
    return user


@transaction.atomic
def set_language(*, user_id: int, language: str, mandate: str, at: datetime) -> bool:
    """Keep the language a person reads in; tell whether it changed (no line when it did not)."""
    refuse_if_any(_language_faults(language))
    user = User.objects.select_for_update().get(pk=user_id)
    if user.language == language:
        return False
    before = {"language": user.language}
    user.language = language
    user.save(update_fields=["language"])
    after = {"language": language}
    _line(user, "set_language", before, after, actor=user, mandate=mandate, reason="", at=at)
    return True


@transaction.atomic
def note_security_change(*, user_id: int, action: str, mandate: str, at: datetime) -> None:
    """Leave a line when a person changes a password or a second factor; no secret is kept."""
    user = User.objects.get(pk=user_id)
    if action == "change_password" and user.must_change_password:
        user.must_change_password = False
        user.save(update_fields=["must_change_password"])
    _line(user, action, None, {}, actor=user, mandate=mandate, reason="", at=at)


@transaction.atomic
def set_address(*, user_id: int, email: str, mandate: str, at: datetime) -> bool:
    """Keep the e-mail address that a person gives, or forget it; tell whether it changed.

    The journal, which nobody can erase, says that there is one and never which. In a demonstration
    an invented person is played by one visitor after another: no address of theirs is kept.
    """
    given = email.strip()
    refuse_if_any(_address_faults(given))
    user = User.objects.select_for_update().get(pk=user_id)
    if given and user.is_fictitious and is_demo():
        raise Refusal.because(where="email", sentence=_PLAYED_BY_MANY)
    if user.email == given:
        return False
    before, after = {"has_address": bool(user.email)}, {"has_address": bool(given)}
    user.email = given
    user.save(update_fields=["email"])
    _line(user, "set_address", before, after, actor=user, mandate=mandate, reason="", at=at)
    return True


def _address_faults(email: str) -> list[Fault]:
    if not email:
        return []
    try:
        EmailValidator()(email)
    except ValidationError:
        return [Fault("email", _NO_ADDRESS, "user.email_is_an_address")]
    return []


def _line(
    user: User,
    action: str,
    before: Mapping[str, object] | None,
    after: Mapping[str, object],
    *,
    actor: User | int | None,
    mandate: str,
    reason: str,
    at: datetime,
) -> None:
    record(
        actor=actor,
        mandate=mandate,
        action=action,
        object_type="user",
        object_ref=str(user.public_id),
        object_label=str(user),
        before=before,
        after=after,
        reason=reason,
        at=at,
    )


def _state(user: User) -> dict[str, object]:
    return {
        "username": user.username,
        "full_name": user.full_name,
        "full_name_ar": user.full_name_ar or "",
        "language": user.language,
        "is_active": user.is_active,
        "is_fictitious": user.is_fictitious,
    }


def _faults(*, username: str | None, full_name: str, language: str) -> list[Fault]:
    faults = _language_faults(language)
    if username is not None and not username.strip():
        faults.append(Fault("username", _NO_USERNAME))
    elif username is not None and User.objects.filter(username__iexact=username).exists():
        faults.append(Fault("username", _taken(username)))
    if not full_name.strip():
        faults.append(Fault("full_name", _NO_NAME))
    return faults


def _language_faults(language: str) -> list[Fault]:
    return [] if language in LANGUAGES else [Fault("language", _unknown_language(language))]


_NO_ADDRESS = Labels(
    "Ce n’est pas une adresse électronique : écrivez-la comme nom@exemple.ma.",
    "هذا ليس عنوانا إلكترونيا: اكتبوه مثل nom@exemple.ma.",
    "This is not an e-mail address: write it like nom@exemple.ma.",
)
_PLAYED_BY_MANY = Labels(
    "Cette personne est inventée, et le visiteur suivant lirait votre adresse : la démonstration "
    "n’en garde aucune. Les résumés se lisent dans la page des avis.",
    "هذا الشخص متخيَّل، والزائر الموالي سيقرأ عنوانكم: العرض التجريبي لا يحتفظ بأي عنوان. "
    "تُقرأ الملخصات في صفحة الإشعارات.",
    "This person is invented, and the next visitor would read your address: the demonstration "
    "keeps none. Summaries are read on the page of notices.",
)
_NO_USERNAME = Labels(
    "Écrivez l’identifiant de connexion.", "اكتبوا اسم المستعمل.", "Write the sign-in name."
)
_NO_NAME = Labels(
    "Écrivez le nom complet de la personne.",
    "اكتبوا الاسم الكامل للشخص.",
    "Write the person’s full name.",
)


def _taken(username: str) -> Labels:
    return Labels(
        f"L’identifiant « {username} » est déjà pris : choisissez-en un autre.",
        f"اسم المستعمل «{username}» مستعمل من قبل: اختاروا غيره.",
        f"The sign-in name “{username}” is taken: choose another.",
    )


def _unknown_language(language: str) -> Labels:
    return Labels(
        f"La langue « {language} » n’est pas servie : choisissez fr, ar ou en.",
        f"اللغة «{language}» غير متاحة: اختاروا fr أو ar أو en.",
        f"The language “{language}” is not served: choose fr, ar or en.",
    )


def _other_kind(kind: str) -> Labels:
    return Labels(
        f"Cette base de données est déjà une installation « {kind} ». "
        "Choisissez un autre dossier MITHAQ_HOME ou une autre base.",
        f"قاعدة البيانات هذه تنصيب من نوع «{kind}» من قبل. "
        "اختاروا مجلد MITHAQ_HOME آخر أو قاعدة أخرى.",
        f"This database already is a “{kind}” installation. "
        "Choose another MITHAQ_HOME folder or another database.",
    )
