"""Who logs in, and what the installation is for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import get_language

from mithaq.apps.accounts.choices import InstallationKind
from mithaq.apps.accounts.models import Installation, User
from mithaq.base.text import alike_pattern


@dataclass(frozen=True, slots=True)
class Person:
    """A person as pages and operations name one."""

    pk: int
    public_id: UUID
    username: str
    full_name: str
    language: str
    is_active: bool
    is_fictitious: bool


def installation_kind() -> str | None:
    """What this database is for, or None before it was said."""
    return Installation.objects.values_list("kind", flat=True).first()


def is_demo() -> bool:
    """Tell whether this database is a demonstration."""
    return installation_kind() == InstallationKind.DEMO


def name_here(user: User | None) -> str:
    """A person's name in the letters of the language of the moment; nobody has no name."""
    if user is None:
        return ""
    is_arabic = (get_language() or "").partition("-")[0] == "ar"
    return (user.full_name_ar if is_arabic else "") or str(user)


def users() -> QuerySet[User]:
    """Every account, in the order of names."""
    return User.objects.order_by("full_name", "username")


def user_by_username(username: str) -> Person | None:
    """The person of a sign-in name."""
    return _person(User.objects.filter(username=username).first())


def people_by_key(keys: Iterable[int]) -> dict[int, Person]:
    """The people of some keys, in one query."""
    rows = User.objects.filter(pk__in=list(keys))
    return {row.pk: found for row in rows if (found := _person(row)) is not None}


def users_matching(words: str) -> QuerySet[User]:
    """The accounts whose name or sign-in name holds every word, accents and hamza aside."""
    found = users()
    for word in words.split():
        pattern = alike_pattern(word)
        found = found.filter(
            Q(full_name__iregex=pattern)
            | Q(full_name_ar__iregex=pattern)
            | Q(username__icontains=word)
        )
    return found


def person_of_public_id(public_id: UUID) -> Person | None:
    """The person of a public identifier."""
    return _person(User.objects.filter(public_id=public_id).first())


def person_of_key(pk: int) -> Person | None:
    """The person of a key."""
    return _person(User.objects.filter(pk=pk).first())


def _person(user: User | None) -> Person | None:
    if user is None:
        return None
    return Person(
        pk=user.pk,
        public_id=user.public_id,
        username=user.username,
        full_name=user.full_name,
        language=user.language,
        is_active=user.is_active,
        is_fictitious=user.is_fictitious,
    )


def fictitious_usernames() -> frozenset[str]:
    """The sign-in names of the invented people whose account is open."""
    found = User.objects.filter(is_fictitious=True, is_active=True)
    return frozenset(found.values_list("username", flat=True))


def fictitious_user(*, username: str) -> User | None:
    """The account of an invented person, only in a demonstration: one who needs no password."""
    if not is_demo():
        return None
    return User.objects.filter(username=username, is_fictitious=True, is_active=True).first()
