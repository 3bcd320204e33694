"""What pages read of a scheme: frozen values, no row."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from mithaq.apps.conventions.queries.source_views import SourceRef
from mithaq.apps.programmes.choices import EditionStatus
from mithaq.base.dates import UncertainDate
from mithaq.base.ports import JSON
from mithaq.base.text import Labels


@dataclass(frozen=True, slots=True)
class BodyRef:
    """An organisation as a line names it."""

    slug: str
    labels: Labels
    is_exercise: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CounterView:
    """A body to turn to, and for what."""

    body: BodyRef
    role: str
    role_label: str
    note: Labels
    source: SourceRef


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentView:
    """A document of the file; ``holder`` says which administration has it already."""

    number: int
    labels: Labels
    origin: str
    origin_label: str
    stage: str
    stage_label: str
    holder: BodyRef | None
    source: SourceRef


@dataclass(frozen=True, slots=True, kw_only=True)
class ActView:
    """One act asked of an administration, and the delay in which it must answer."""

    number: int
    labels: Labels
    body: BodyRef
    ceiling_label: str
    norm_days: int
    silence: str
    silence_label: str
    source: SourceRef


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingView:
    """What was committed and used of an envelope on a day."""

    as_of: date
    committed_centimes: int | None
    used_centimes: int | None
    committed_count: int | None
    used_count: int | None
    grade: str
    basis: str
    source: SourceRef | None
    recorded_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class EnvelopeView:
    """Money or places of one payer for a territory and a year, with the readings, latest first."""

    pk: int
    payer: BodyRef
    territory: str
    territory_labels: Labels
    year: int
    money_centimes: int | None
    headcount: int | None
    basis: str
    source: SourceRef | None
    readings: tuple[ReadingView, ...] = ()

    @property
    def latest(self) -> ReadingView | None:
        """The reading of the latest day."""
        return self.readings[0] if self.readings else None

    @property
    def money_share(self) -> float | None:
        """The part of the money that is committed; above 1, the envelope is exceeded."""
        taken = self.latest.committed_centimes if self.latest else None
        return share_of(taken, self.money_centimes)

    @property
    def place_share(self) -> float | None:
        """The part of the places that is taken."""
        taken = self.latest.committed_count if self.latest else None
        return share_of(taken, self.headcount)

    @property
    def share(self) -> float | None:
        """The greater of both parts: what runs out first."""
        known = [part for part in (self.money_share, self.place_share) if part is not None]
        return max(known) if known else None


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionView:
    """The rules of a scheme over a period, and the envelopes opened for it."""

    pk: int
    scheme: str
    number: int
    labels: Labels
    starts_on: date
    ends_on: date | None
    status: EditionStatus
    status_label: str
    law_digest: str
    basis: str
    source: SourceRef | None
    envelopes: tuple[EnvelopeView, ...] = ()

    def is_in_force(self, on: date) -> bool:
        """Tell whether the edition is open on a day."""
        is_within = self.starts_on <= on and (self.ends_on is None or on <= self.ends_on)
        return is_within and self.status == EditionStatus.OPEN


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureView:
    """A measure of a convention that puts the scheme to work, and the axis it stands in."""

    reference: str
    convention: Labels
    signed: UncertainDate
    is_exercise: bool
    axis_number: int
    axis: Labels
    measure: Labels
    status_label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorRef:
    """An indicator that tells how the scheme fares."""

    code: str
    labels: Labels


@dataclass(frozen=True, slots=True, kw_only=True)
class OverrideView:
    """A value of the law replaced by an operator."""

    pk: int
    path: str
    since_on: date
    value: JSON
    reason: str
    author: str
    is_exercise: bool
    recorded_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class SchemeView:
    """A scheme as a list names it."""

    code: str
    labels: Labels
    family: str
    family_label: str
    law_name: str
    summary: Labels
    is_exercise: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SchemeDetail:
    """All that surrounds the law of a scheme."""

    scheme: SchemeView
    source: SourceRef | None
    editions: tuple[EditionView, ...]
    counters: tuple[CounterView, ...]
    documents: tuple[DocumentView, ...]
    acts: tuple[ActView, ...]
    measures: tuple[MeasureView, ...]
    indicators: tuple[IndicatorRef, ...]

    def edition_on(self, on: date) -> EditionView | None:
        """The edition open on a day."""
        return next((item for item in self.editions if item.is_in_force(on)), None)


def share_of(part: int | None, whole: int | None) -> float | None:
    """A part of a whole, when both are known."""
    return part / whole if part is not None and whole else None
