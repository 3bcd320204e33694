"""The chain of seals that needs no key, as it is read, given outside and verified."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any
from uuid import UUID

from django.db.models import Count, F, Max, Min, OuterRef, Q, Subquery

from mithaq.apps.accounts.models import AuditLine, OpenSeal, Seal, SealedLine
from mithaq.apps.accounts.queries.digests import (
    GENESIS,
    instant,
    key_fingerprint,
    mask_salt,
    masked_content,
    open_columns,
    open_line_digest,
    open_seal_hash,
    seal_key,
)
from mithaq.apps.accounts.queries.heads import AuditHead

_SLICE = 5_000


@dataclass(frozen=True, slots=True, kw_only=True)
class SealRow:
    """A seal as a table shows it: its lines, the days they bear, its digest and its signature.

    A line was written between the seal before (``after_at``) and this one, whatever day it bears;
    ``older_count`` lines bear an instant from before that seal. The first seal has none before it.
    """

    number: int
    line_count: int
    first_at: datetime | None
    last_at: datetime | None
    after_at: datetime | None
    sealed_at: datetime
    older_count: int
    digest: str
    signature: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenSealRow:
    """A seal as it is given outside."""

    number: int
    sealed_at: str
    line_count: int
    previous_digest: str
    digest: str
    signature: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenLineRow:
    """A line as it is given outside: the seal that holds it, its columns and its digest."""

    seal: int
    columns: tuple[str, ...]
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Unmasking:
    """What one line hides, with the salt: enough to recompute its mask."""

    line_id: int
    salt: str
    content: str
    columns: tuple[str, ...]
    digest: str


def last_seals(count: int) -> list[SealRow]:
    """The seals written last, newest first."""
    before = Seal.objects.filter(number=OuterRef("number") - 1).values("sealed_at")
    opened = OpenSeal.objects.filter(seal=OuterRef("pk")).values("digest")
    seals = Seal.objects.annotate(after_at=Subquery(before[:1]), opened=Subquery(opened[:1]))
    rows = list(seals.order_by("-number")[:count])
    bounds = _bounds([row.pk for row in rows])
    return [
        SealRow(
            number=row.number,
            line_count=row.line_count,
            first_at=bounds.get(row.pk, {}).get("first"),
            last_at=bounds.get(row.pk, {}).get("last"),
            after_at=row.after_at,
            sealed_at=row.sealed_at,
            older_count=bounds.get(row.pk, {}).get("older", 0),
            digest=row.opened or "",
            signature=row.digest,
        )
        for row in rows
    ]


def _bounds(seals: list[int]) -> dict[int, dict[str, Any]]:
    """The instants that the lines of some seals bear, and how many from before the last seal."""
    before = Seal.objects.filter(number=OuterRef("seal__number") - 1).values("sealed_at")
    at = AuditLine.objects.filter(pk=OuterRef("line_id")).values("at")
    held = SealedLine.objects.filter(seal__in=seals).annotate(
        at=Subquery(at[:1]), before=Subquery(before[:1])
    )
    found = held.values("seal").annotate(
        first=Min("at"), last=Max("at"), older=Count("pk", filter=Q(at__lt=F("before")))
    )
    return {row["seal"]: dict(row) for row in found.order_by("seal")}


def open_seals(*, since: int = 1) -> Iterator[OpenSealRow]:
    """The seals that anyone recomputes, oldest first, from a number on."""
    rows = OpenSeal.objects.select_related("seal").filter(seal__number__gte=since)
    for row in rows.order_by("seal__number").iterator(chunk_size=_SLICE):
        yield OpenSealRow(
            number=row.seal.number,
            sealed_at=instant(row.seal.sealed_at),
            line_count=row.seal.line_count,
            previous_digest=row.previous_digest,
            digest=row.digest,
            signature=row.seal.digest,
        )


def open_lines(*, since: int, through: int) -> Iterator[OpenLineRow]:
    """The lines of those seals in the order of the chain, without what they hide."""
    key = seal_key()
    held = SealedLine.objects.filter(seal__number__gte=since, seal__number__lte=through)
    rows = held.order_by("seal__number", "position").values_list("seal__number", "line_id")
    walked = rows.iterator(chunk_size=_SLICE)
    while part := list(islice(walked, _SLICE)):
        found = AuditLine.objects.in_bulk([line_id for _number, line_id in part])
        for number, line_id in part:
            if line := found.get(line_id):
                columns = open_columns(line, key=key)
                yield OpenLineRow(seal=number, columns=columns, digest=open_line_digest(columns))


def open_head() -> AuditHead | None:
    """The last seal that anyone recomputes, as it is published; None before the first."""
    row = OpenSeal.objects.select_related("seal").order_by("-seal__number").first()
    if row is None:
        return None
    through = SealedLine.objects.filter(seal__number__lte=row.seal.number)
    return AuditHead(
        number=row.seal.number,
        digest=row.seal.digest,
        sealed_line_count=through.count(),
        sealed_at=instant(row.seal.sealed_at),
        key_fingerprint=key_fingerprint(seal_key()),
        open_digest=row.digest,
    )


def unmasking(*, public_id: UUID) -> Unmasking | None:
    """What one line hides and its salt, for who reads the line whole."""
    line = AuditLine.objects.filter(public_id=public_id).first()
    if line is None:
        return None
    key = seal_key()
    columns = open_columns(line, key=key)
    return Unmasking(
        line_id=line.pk,
        salt=mask_salt(line, key=key),
        content=masked_content(line),
        columns=columns,
        digest=open_line_digest(columns),
    )


class OpenChain:
    """The open digests kept, and the same recomputed as the lines of each seal are read."""

    def __init__(self, kept: dict[int, OpenSeal], seals: dict[int, Seal]) -> None:
        """Start a hash for each seal that has an open digest."""
        self._kept = {pk: row for pk, row in kept.items() if pk in seals}
        self._seals = seals
        self._hashes: dict[int, hashlib._Hash] = {
            pk: open_seal_hash(
                number=seals[pk].number,
                previous_digest=row.previous_digest,
                sealed_at=seals[pk].sealed_at,
            )
            for pk, row in self._kept.items()
        }

    @classmethod
    def read(cls, seals: dict[int, Seal]) -> OpenChain:
        """Read what is kept for these seals."""
        return cls({row.seal_id: row for row in OpenSeal.objects.all()}, seals)

    def feed(self, seal_id: int, line: AuditLine, *, key: bytes) -> None:
        """Take the next line of a seal."""
        if whole := self._hashes.get(seal_id):
            whole.update(f"{open_line_digest(open_columns(line, key=key))}\n".encode())

    def broken(self) -> Iterator[int]:
        """The numbers of the seals whose open digest is not that of their lines and of the chain.

        A first seal taken away is told by its number; the chain is then followed from the next.
        """
        previous, expected = GENESIS, 1
        for pk, row in sorted(self._kept.items(), key=lambda item: self._seals[item[0]].number):
            number = self._seals[pk].number
            chained = expected != number or row.previous_digest == previous
            if not chained or self._hashes[pk].hexdigest() != row.digest:
                yield number
            previous, expected = row.digest, number + 1

    def digests(self) -> dict[int, str]:
        """The open digest of each seal, by its number."""
        return {self._seals[pk].number: row.digest for pk, row in self._kept.items()}
