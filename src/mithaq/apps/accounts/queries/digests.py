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
        instant(line.at),
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
    mac = hmac.new(key, f"{number}\n{previous_digest}\n{instant(sealed_at)}\n".encode(), "sha256")
    for line_id, digest in lines:
        mac.update(f"{line_id}:{digest}\n".encode())
    return mac.hexdigest()


def mask_salt(line: AuditLine, *, key: bytes) -> str:
    """The salt of one line: without it, nobody tries guesses against what the line hides."""
    return hmac.new(key, f"mask {line.public_id}".encode(), hashlib.sha256).hexdigest()


def masked_content(line: AuditLine) -> str:
    """What a line given outside hides: who, for whom, on what, before, after and why."""
    content = [
        line.actor_id,
        line.actor_label,
        line.mandate,
        line.object_ref,
        line.object_label,
        line.before,
        line.after,
        line.reason,
    ]
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def mask_digest(*, salt: str, content: str) -> str:
    """The digest that stands for what is hidden: salt, end of line, content."""
    return hashlib.sha256(f"{salt}\n{content}".encode()).hexdigest()


def open_columns(line: AuditLine, *, key: bytes) -> tuple[str, ...]:
    """A line as it is given outside: its number, when, what kind of act, and the mask."""
    return (
        str(line.pk),
        str(line.public_id),
        instant(line.at),
        line.action,
        line.object_type,
        mask_digest(salt=mask_salt(line, key=key), content=masked_content(line)),
    )


def open_line_digest(columns: tuple[str, ...]) -> str:
    """The digest of a line given outside: its columns, one tabulation between two."""
    return hashlib.sha256("\t".join(columns).encode()).hexdigest()


def open_seal_hash(*, number: int, previous_digest: str, sealed_at: datetime) -> hashlib._Hash:
    """The hash of a seal given outside, to be fed the digest of each line and an end of line."""
    return hashlib.sha256(f"{number}\n{previous_digest}\n{instant(sealed_at)}\n".encode())


def instant(at: datetime) -> str:
    """An instant as digests spell it: universal time, to the microsecond."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")
