"""Opening and revoking the secret address of a person's calendar."""

from __future__ import annotations

import secrets
from datetime import datetime
from hashlib import sha256

from django.db import transaction

from mithaq.apps.accounts import operations as accounts
from mithaq.apps.conventions.models import CalendarFeed

TOKEN_BYTES = 32


@transaction.atomic
def open_calendar_feed(*, user_id: int, language: str, mandate: str, at: datetime) -> str:
    """Give a new secret, shown once; the one before it stops working."""
    _revoke(user_id, at)
    token = secrets.token_urlsafe(TOKEN_BYTES)
    CalendarFeed.objects.create(
        user_id=user_id, token_sha256=fingerprint(token), language=language, opened_at=at
    )
    _line("open_calendar_feed", user_id, mandate, at)
    return token


@transaction.atomic
def revoke_calendar_feed(*, user_id: int, mandate: str, at: datetime) -> bool:
    """Stop the address of a person; tell whether there was one."""
    if not _revoke(user_id, at):
        return False
    _line("revoke_calendar_feed", user_id, mandate, at)
    return True


def fingerprint(token: str) -> str:
    """What is kept of a secret."""
    return sha256(token.encode()).hexdigest()


def _revoke(user_id: int, at: datetime) -> int:
    return CalendarFeed.objects.filter(user_id=user_id, revoked_at__isnull=True).update(
        revoked_at=at
    )


def _line(action: str, user_id: int, mandate: str, at: datetime) -> None:
    accounts.record(
        actor=user_id,
        mandate=mandate,
        action=f"conventions.{action}",
        object_type="calendar_feed",
        object_ref=str(user_id),
        object_label="",
        before=None,
        after=None,
        reason="",
        at=at,
    )
