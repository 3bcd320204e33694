"""What happened to schemes, editions, envelopes and values of the law."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID


@dataclass(frozen=True, slots=True)
class SchemesLoaded:
    """A list of schemes was read: which were added, changed, left alone."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    unchanged: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EditionPrepared:
    """An edition of a scheme has its days; it is not open yet."""

    edition_id: int
    scheme: str
    number: int


@dataclass(frozen=True, slots=True)
class EditionMoved:
    """An edition was opened, suspended, resumed or closed."""

    edition_id: int
    scheme: str
    status: str


@dataclass(frozen=True, slots=True)
class EnvelopeAdded:
    """A payer put money or places into an edition, for a territory and a year."""

    envelope_id: int
    scheme: str


@dataclass(frozen=True, slots=True)
class EnvelopeRead:
    """What is committed and used of an envelope on a day was recorded."""

    reading_id: int
    envelope_id: int
    as_of: date


@dataclass(frozen=True, slots=True)
class ValueOverridden:
    """A value of the law is replaced from a day, for a reason."""

    override_id: int
    path: str
    since_on: date


@dataclass(frozen=True, slots=True)
class OverrideWithdrawn:
    """A replaced value is the law's own again."""

    override_id: int
    path: str


@dataclass(frozen=True, slots=True)
class ReformWritten:
    """A reform is to be tried on the exercise population; the job that does it is started."""

    public_id: UUID
    job: str


@dataclass(frozen=True, slots=True)
class ReformComputed:
    """What came of a reform is kept, with the digest that proves it."""

    public_id: UUID
    result_digest: str
