"""The sealer: writers never queue; committed lines are chained afterwards, a batch at a time."""

from __future__ import annotations

import fcntl
import json
import logging
import os
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from io import FileIO
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Exists, OuterRef

from mithaq.apps.accounts.models import AuditLine, OpenSeal, Seal, SealedLine
from mithaq.apps.accounts.queries.digests import (
    GENESIS,
    key_fingerprint,
    line_digest,
    open_columns,
    open_line_digest,
    open_seal_hash,
    seal_digest,
    seal_key,
)
from mithaq.apps.accounts.queries.heads import HEAD_FILE, HISTORY_FILE, AuditHead

logger = logging.getLogger(__name__)
BATCH = 5_000
# Some thirty heads: enough to find the last readable one, however long the history.
TAIL = 8_192
_LOCK = 0x4D495448  # « MITH »: any number, the same for every sealer


@dataclass(frozen=True, slots=True)
class SealingReport:
    """What a sealing did: how many lines, in how many seals, and the head afterwards."""

    line_count: int
    seal_count: int
    head: AuditHead | None


def seal_lines(*, at: datetime, key: bytes | None = None, batch: int = BATCH) -> SealingReport:
    """Chain the committed lines that no seal holds yet, then export the head.

    Safe when several sealers run: each batch is taken under one lock. Never called inside
    another transaction, whose lines could still be rolled back.
    """
    used = key or seal_key()
    lines = seals = 0
    while count := _seal_batch(at=at, key=used, size=batch):
        lines += count
        seals += 1
    while _open_seal(key=used):
        pass
    return SealingReport(lines, seals, export_head(key=used))


def _seal_batch(*, at: datetime, key: bytes, size: int) -> int:
    with transaction.atomic(durable=True):
        _take_turn()
        last = Seal.objects.order_by("-number").first()
        # Not « id > last »: on PostgreSQL a slow transaction commits a lower id after a higher.
        held = SealedLine.objects.filter(line_id=OuterRef("pk"))
        lines = list(AuditLine.objects.filter(~Exists(held)).order_by("pk")[:size])
        if not lines:
            return 0
        number = last.number + 1 if last else 1
        previous = last.digest if last else GENESIS
        digests = [(line.pk, line_digest(line, key=key)) for line in lines]
        seal = Seal.objects.create(
            number=number,
            line_count=len(lines),
            previous_digest=previous,
            digest=seal_digest(
                number=number, previous_digest=previous, sealed_at=at, lines=digests, key=key
            ),
            sealed_at=at,
        )
        SealedLine.objects.bulk_create(
            (
                SealedLine(seal=seal, line_id=line_id, position=position, digest=digest)
                for position, (line_id, digest) in enumerate(digests, start=1)
            ),
            batch_size=1_000,
        )
        return len(lines)


def _open_seal(*, key: bytes) -> bool:
    """Chain without a key the oldest seal that is not yet: anyone may then recompute it."""
    with transaction.atomic(durable=True):
        _take_turn()
        last = OpenSeal.objects.select_related("seal").order_by("-seal__number").first()
        seal = Seal.objects.filter(number__gt=last.seal.number if last else 0)
        found = seal.order_by("number").first()
        if found is None:
            return False
        previous = last.digest if last else GENESIS
        whole = open_seal_hash(
            number=found.number, previous_digest=previous, sealed_at=found.sealed_at
        )
        held = SealedLine.objects.filter(seal=found).order_by("position")
        ids = held.values_list("line_id", flat=True)
        lines = {line.pk: line for line in AuditLine.objects.filter(pk__in=ids.order_by())}
        for line_id in ids:
            # A line that is gone leaves the chain without it: verifying reports the line.
            if line := lines.get(line_id):
                whole.update(f"{open_line_digest(open_columns(line, key=key))}\n".encode())
        OpenSeal.objects.create(seal=found, previous_digest=previous, digest=whole.hexdigest())
        return True


def _take_turn() -> None:
    """Let one sealer work at a time; on SQLite the transaction itself is the turn (IMMEDIATE)."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])


def export_head(*, key: bytes | None = None, directory: Path | None = None) -> AuditHead | None:
    """Write the last seal outside the database and add it to the history of heads.

    Copy the file to another machine: what it names can no longer be removed unseen. An older
    head never replaces a newer one: a shortened journal must not erase the proof against it.
    """
    folder = directory or Path(settings.HOME)
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / f".{HEAD_FILE}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        seal = Seal.objects.order_by("-number").first()
        if seal is None:
            return None
        head = AuditHead(
            number=seal.number,
            digest=seal.digest,
            sealed_line_count=SealedLine.objects.count(),
            sealed_at=seal.sealed_at.astimezone(UTC).isoformat(),
            key_fingerprint=key_fingerprint(key or seal_key()),
            open_digest=OpenSeal.objects.values_list("digest", flat=True).filter(seal=seal).first()
            or "",
        )
        _write_head(folder, head)
        return head


def _write_head(folder: Path, head: AuditHead) -> None:
    history = folder / HISTORY_FILE
    with history.open("a+b", buffering=0) as stream:
        if _last_number(stream) >= head.number:
            return
        stream.write(f"{head.as_json()}\n".encode())
        os.fsync(stream.fileno())
    draft = folder / f"{HEAD_FILE}.new"
    draft.write_text(f"{head.as_json()}\n", encoding="utf-8")
    os.replace(draft, folder / HEAD_FILE)  # noqa: PTH105 - atomic on the same volume


def _last_number(stream: FileIO) -> int:
    """The number of the last head of the history, read from its end.

    What a power cut left half written is taken off, or the next head would be glued to it.
    """
    size = stream.seek(0, os.SEEK_END)
    stream.seek(max(0, size - TAIL))
    *whole, rest = stream.read().split(b"\n")
    if rest:
        logger.warning("A half-written head was taken off the end of %s.", HISTORY_FILE)
        stream.truncate(size - len(rest))
    for line in reversed(whole):
        with suppress(ValueError, KeyError, TypeError):
            return int(json.loads(line)["number"])
        logger.warning("A line of %s is unreadable: it was passed over.", HISTORY_FILE)
    return 0
