"""What pages receive about figures: plain frozen values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from mithaq.apps.conventions.queries import (
    BudgetLineView,
    ConventionDetail,
    PartyName,
    PromisedTarget,
    SourceRef,
    TargetView,
)
from mithaq.apps.reference.queries import IndicatorDetail
from mithaq.base.dates import UncertainDate
from mithaq.base.text import Labels

NOTHING = Labels("")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingPart:
    """One segment of a reading: a share of one hundred beneficiaries."""

    key: str
    value: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingView:
    """One reading of a share; ``parts`` always sum to one hundred.

    ``share_of_whole`` is the share on the whole, ``share_of_parent`` on the first figure, in %.
    """

    letter: str
    kind: str
    labels: Labels
    parts: tuple[ReadingPart, ...]
    share_of_whole: Decimal
    share_of_parent: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureView:
    """One figure with its proof: value (money in centimes), grade, source, date, definition."""

    id: int
    code: str
    labels: Labels
    indicator_code: str
    indicator: Labels
    version_number: int
    definition: Labels
    formula: str
    unit: str
    unit_label: str
    aggregation: str
    value: Decimal
    qualifier: str
    qualifier_label: str
    as_of: UncertainDate
    period: Labels
    said: UncertainDate
    grade: str
    note: Labels
    part_of_code: str | None
    revises_code: str | None
    revised_by_code: str | None
    is_about_set: bool
    is_exercise: bool
    convention_reference: str
    convention: Labels
    territory: Labels
    organisation: Labels
    source: SourceRef
    recorded_at: datetime
    implied_before: Decimal | None = None
    organisation_slug: str = ""
    territory_code: str = ""
    headline_rank: int | None = None
    sex: str = "all"
    milieu: str = "all"
    category: Labels = NOTHING
    category_code: str = ""
    period_from: date | None = None
    period_to: date | None = None
    standing: str = "published"
    revision_reason: str = ""
    withdrawn_at: datetime | None = None
    withdrawal_reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConflictView:
    """Figures that disagree, side by side."""

    code: str
    labels: Labels
    why: Labels
    settle: Labels
    settle_grade: str
    sides: tuple[FigureView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureProof:
    """A figure opened: what it details, what details it, what it revises, who contradicts it."""

    figure: FigureView
    whole: FigureView | None
    details: tuple[FigureView, ...]
    revised: FigureView | None
    revision: FigureView | None
    readings: Mapping[str, tuple[ReadingView, ...]]
    conflicts: tuple[ConflictView, ...]
    budget_lines: tuple[BudgetLineView, ...] = ()
    # The body under whose mandate somebody wrote this figure as a correction of another.
    corrected_by: Labels | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorHistory:
    """An indicator with everything said and promised of it, newest state first."""

    detail: IndicatorDetail
    figures: tuple[FigureView, ...]
    conflicts: tuple[ConflictView, ...]
    targets: tuple[PromisedTarget, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BudgetGap:
    """An announced total that differs from the sum of its printed lines, in centimes."""

    payer: Labels
    announced_centimes: int
    sum_centimes: int
    line_count: int
    figure: FigureView

    @property
    def gap_centimes(self) -> int:
        """The sum less the announced total."""
        return self.sum_centimes - self.announced_centimes


@dataclass(frozen=True, slots=True, kw_only=True)
class ConventionState:
    """A convention, what is said of its results, and what stays unpublished.

    ``achieved`` holds, target by target, the figure that answers it; ``withheld`` names the counts
    of few people whose number is not given, and why; ``known_on`` is the day by which the figures
    were said.
    """

    detail: ConventionDetail
    as_of: date | None
    figures: tuple[FigureView, ...]
    readings: Mapping[str, tuple[ReadingView, ...]]
    conflicts: tuple[ConflictView, ...]
    budget_gaps: tuple[BudgetGap, ...]
    result_count: int
    has_later_result: bool
    achieved: tuple[FigureView | None, ...] = ()
    withheld: tuple[tuple[Labels, str], ...] = ()
    known_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PromiseLine:
    """One line of the first screen: who promised what, and where it stands.

    ``result_count`` counts every figure said of it, ``figures`` only those chosen for the line,
    ``targets`` those that no chosen figure already says.
    """

    reference: str
    labels: Labels
    kind_label: str
    purpose: Labels
    parties: tuple[PartyName, ...]
    place: Labels
    signed: UncertainDate
    signed_weekday: int | None
    instrument_count: int
    is_exercise: bool
    figures: tuple[FigureView, ...]
    targets: tuple[TargetView, ...]
    result_count: int
    has_later_result: bool
    conflict_count: int
    reading_count: int
    committee_count: int
    covers_from: date | None
    source: SourceRef
    other_sources: tuple[SourceRef, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Promises:
    """The first screen: its lines, and how many figures of each grade stand on it.

    ``registered_count`` counts every real convention of the register, shown here or not;
    ``press_only`` tells whether every line comes from the press.
    """

    lines: tuple[PromiseLine, ...]
    grade_counts: Mapping[str, int]
    figure_count: int
    convention_count: int
    source_count: int
    registered_count: int
    press_only: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportView:
    """A published results report: its frozen content and its fingerprint.

    ``text`` is the content as it is stored; ``said_since`` are the figures of the convention that
    the report does not hold, said or recorded after it was frozen.
    """

    public_id: str
    reference: str
    convention: Labels
    number: int
    as_of: date
    known_on: date
    status: str
    withdrawn_at: datetime | None
    withdrawn_because: str
    territory_code: str
    text: str
    content: Mapping[str, Any]
    sha256: str
    published_at: datetime
    published_by: str
    is_exercise: bool
    is_intact: bool
    is_current: bool
    said_since: tuple[FigureView, ...]
