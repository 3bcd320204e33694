"""What is asked to be written about schemes; organisations, places and sources are codes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from mithaq.apps.programmes.choices import EditionStatus
from mithaq.base.ports import JSON
from mithaq.base.text import Labels

NOTHING = Labels("")


@dataclass(frozen=True, slots=True, kw_only=True)
class CounterDraft:
    """A body to turn to."""

    organisation: str
    role: str
    note: Labels = NOTHING
    source: str
    locator: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentDraft:
    """A document of the file."""

    labels: Labels
    origin: str
    stage: str
    holder: str | None = None
    source: str
    locator: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ActDraft:
    """The delay of one act."""

    labels: Labels
    body: str
    ceiling: str
    norm_days: int
    silence: str
    source: str
    locator: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingDraft:
    """What is committed and used of an envelope on a day."""

    as_of: date
    committed_centimes: int | None = None
    used_centimes: int | None = None
    committed_count: int | None = None
    used_count: int | None = None
    grade: str
    basis: str
    source: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EnvelopeDraft:
    """Money or places that a payer puts into an edition."""

    payer: str
    territory: str
    year: int
    money_centimes: int | None = None
    headcount: int | None = None
    basis: str
    source: str | None = None
    readings: tuple[ReadingDraft, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionDraft:
    """The days of an edition and what opens it."""

    labels: Labels
    starts_on: date
    ends_on: date | None = None
    basis: str
    source: str | None = None
    number: int | None = None
    status: str = EditionStatus.PREPARED
    envelopes: tuple[EnvelopeDraft, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SchemeDraft:
    """A scheme with what surrounds its law."""

    code: str
    family: str
    labels: Labels
    law_name: str = ""
    summary: Labels = NOTHING
    source: str | None = None
    rank: int = 0
    is_exercise: bool = False
    measures: tuple[str, ...] = ()
    indicators: tuple[str, ...] = ()
    counters: tuple[CounterDraft, ...] = ()
    documents: tuple[DocumentDraft, ...] = ()
    acts: tuple[ActDraft, ...] = ()
    editions: tuple[EditionDraft, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class OverrideDraft:
    """A value of the law to replace from a day."""

    path: str
    since_on: date
    value: JSON
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeDraft:
    """A value that a reform gives to a parameter from a day, as it is typed."""

    path: str
    since: date
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReformDraft:
    """A reform to try, and on whom: months, people a month, seed of the exercise population."""

    name: str
    changes: tuple[ChangeDraft, ...]
    first_month: date
    month_count: int
    people_count: int
    seed: int
