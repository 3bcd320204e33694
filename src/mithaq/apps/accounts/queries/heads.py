"""The exported head: the last seal as a file outside the database, so that truncation shows."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings

from mithaq.apps.accounts.models import Seal
from mithaq.base.errors import Refusal
from mithaq.base.text import Labels

HEAD_FILE = "audit-head.json"
HISTORY_FILE = "audit-heads.jsonl"


@dataclass(frozen=True, slots=True)
class AuditHead:
    """A seal as it is exported: its number, its digest and how many lines stand under it."""

    number: int
    digest: str
    sealed_line_count: int
    sealed_at: str
    key_fingerprint: str
    # Of the chain that needs no key; empty in a head exported before there was one.
    open_digest: str = ""

    def as_json(self) -> str:
        """Write it on one line."""
        return json.dumps(asdict(self), sort_keys=True)


def head_file() -> Path:
    """Where the last exported head is kept."""
    return Path(settings.HOME) / HEAD_FILE


def exported_head(file: Path | None = None) -> AuditHead | None:
    """Read the head exported last, or None when none ever was; an unreadable file is refused."""
    path = file or head_file()
    if not path.exists():
        return None
    try:
        return _head(path.read_text(encoding="utf-8"))
    except (ValueError, KeyError, TypeError, OSError) as error:
        raise Refusal.because(where=str(path), sentence=_UNREADABLE) from error


def exported_heads() -> tuple[AuditHead, ...]:
    """Every head this installation exported, oldest first.

    The history counts, not the last head alone: lines removed then sealed anew would give a
    newer head, which only the older ones contradict.
    """
    path = Path(settings.HOME) / HISTORY_FILE
    if not path.exists():
        last = exported_head()
        return (last,) if last else ()
    try:
        # What follows the last end of line was cut while it was written: it says nothing yet.
        *whole, _rest = path.read_bytes().split(b"\n")
        return tuple(_head(line.decode()) for line in whole)
    except (ValueError, KeyError, TypeError, OSError) as error:
        raise Refusal.because(where=str(path), sentence=_UNREADABLE) from error


def _head(text: str) -> AuditHead:
    content = json.loads(text)
    return AuditHead(
        number=int(content["number"]),
        digest=str(content["digest"]),
        sealed_line_count=int(content["sealed_line_count"]),
        sealed_at=str(content["sealed_at"]),
        key_fingerprint=str(content["key_fingerprint"]),
        open_digest=str(content.get("open_digest", "")),
    )


@dataclass(frozen=True, slots=True)
class LastSeal:
    """The seal written last."""

    number: int
    line_count: int
    digest: str
    sealed_at: datetime


def last_seal() -> LastSeal | None:
    """The seal written last, or None before the first."""
    seal = Seal.objects.order_by("-number").first()
    if seal is None:
        return None
    return LastSeal(seal.number, seal.line_count, seal.digest, seal.sealed_at)


_UNREADABLE = Labels(
    "Ce fichier n’est pas une tête de journal exportée par Mithaq : "
    "il doit contenir number, digest, sealed_line_count, sealed_at et key_fingerprint.",
    "هذا الملف ليس رأس سجل صدّره ميثاق: "
    "يجب أن يحتوي على number وdigest وsealed_line_count وsealed_at وkey_fingerprint.",
    "This file is not an audit head exported by Mithaq: "
    "it must hold number, digest, sealed_line_count, sealed_at and key_fingerprint.",
)
