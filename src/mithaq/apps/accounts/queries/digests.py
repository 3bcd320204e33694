"""The digest of an audit line, and the seal over a batch of them: HMAC-SHA256, one spelling."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Iterable
from datetime import UTC, datetime

from django.conf import settings

from mithaq.apps.accounts.models import AuditLine

GENESIS = "0" * 64
_SALT = b"mithaq audit seal 1"


def seal_key() -> bytes:
    """The key of this installation's seals, derived from its secret key and kept nowhere."""
    return hmac.new(settings.SECRET_KEY.encode(), _SALT, hashlib.sha256).digest()


def key_fingerprint(key: bytes) -> str:
    """Name a key without giving it: a head sealed under another key is recognised."""
    return hashlib.sha256(b"fingerprint " + key).hexdigest()[:16]


def line_digest(line: AuditLine, *, key: bytes) -> str:
    """Digest every column of a line; the same content gives the same digest on any database."""
    content = [
        line.pk,
        str(line.public_id),
        line.actor_id,
        line.actor_label,
        line.mandate,
        line.action,
        line.object_type,
        line.object_ref,
        line.object_label,
        line.before,
        line.after,
        line.reason,
        _instant(line.at),
    ]
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hmac.new(key, text.encode(), hashlib.sha256).hexdigest()


def seal_digest(
    *,
    number: int,
    previous_digest: str,
    sealed_at: datetime,
    lines: Iterable[tuple[int, str]],
    key: bytes,
) -> str:
    """Chain a batch of (line id, line digest) to the seal before it."""
    mac = hmac.new(key, f"{number}\n{previous_digest}\n{_instant(sealed_at)}\n".encode(), "sha256")
    for line_id, digest in lines:
        mac.update(f"{line_id}:{digest}\n".encode())
    return mac.hexdigest()


def _instant(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="microseconds")
