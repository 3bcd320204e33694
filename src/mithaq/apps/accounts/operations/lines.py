"""Every write leaves one audit line, in the transaction of the write itself."""

from __future__ import annotations

import json
from datetime import datetime
from typing import TYPE_CHECKING, Any, TypeAlias

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection

from mithaq.apps.accounts.models import AuditLine, User

if TYPE_CHECKING:
    from django.contrib.auth.base_user import AbstractBaseUser
    from django.contrib.auth.models import AnonymousUser

    Actor: TypeAlias = User | AbstractBaseUser | AnonymousUser | int | None

SYSTEM = "Mithaq"


def record(
    *,
    actor: Actor,
    mandate: str,
    action: str,
    object_type: str,
    object_ref: str,
    object_label: str,
    before: Any,
    after: Any,
    reason: str,
    at: datetime,
) -> AuditLine:
    """Write who did what to which object, when and why.

    `actor` is a person, their key, or None when the installation itself acts. `before` and
    `after` are JSON values (dates and lazy texts are written as text). Outside a transaction
    this raises RuntimeError: a line could then survive a write that did not happen.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("An audit line is written inside the transaction of its operation.")
    person = _person(actor)
    return AuditLine.objects.create(
        actor=person,
        actor_label=str(person)[:160] if person else SYSTEM,
        mandate=_cut(mandate, 300),
        action=action,
        object_type=object_type,
        object_ref=_cut(object_ref, 120),
        object_label=_cut(object_label, 300),
        before=_plain(before),
        after=_plain(after),
        reason=reason,
        at=at,
    )


def _person(actor: Actor) -> User | None:
    if actor is None or isinstance(actor, User):
        return actor
    key = actor if isinstance(actor, int) else actor.pk
    return User.objects.filter(pk=key).first() if key else None


def _plain(value: Any) -> Any:
    return json.loads(json.dumps(value, cls=DjangoJSONEncoder))


def _cut(text: str, length: int) -> str:
    return text if len(text) <= length else f"{text[: length - 1]}…"
