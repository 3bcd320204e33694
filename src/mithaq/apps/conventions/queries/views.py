"""What pages receive: plain frozen values, never rows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from mithaq.apps.conventions.queries.amendment_views import (
    AmendmentView,
    ChangeView,
    DurationView,
    TextView,
    Trace,
)
from mithaq.apps.conventions.queries.source_views import SourceRef
from mithaq.base.dates import UncertainDate
from mithaq.base.text import Labels

__all__ = [
    "AmendmentView",
    "AxisView",
    "BudgetLineView",
    "BudgetTotal",
    "ChangeView",
    "CommitmentView",
    "CommitteeView",
    "ContributionView",
    "ConventionDetail",
    "DocumentView",
    "DurationView",
    "LanguageView",
    "LinkView",
    "MeasureView",
    "PartyView",
    "PersonView",
    "PreambleView",
    "RemarkView",
    "SetView",
    "SourceRef",
    "TargetView",
    "TextView",
    "Trace",
]

NOTHING = Labels("")
UNDATED = UncertainDate.unknown()


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonView:
    """A person as a public document names them; no name means that none is printed."""

    person: Labels
    capacity: Labels
    is_interim: bool
    source: SourceRef
    organisation_slug: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ContributionView:
    """What a party brings."""

    kind: str
    kind_label: str
    labels: Labels
    source: SourceRef


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyView:
    """An organisation, its role, who signed for it, and what it brings."""

    organisation_slug: str
    organisation: Labels
    acronym: str
    organisation_kind: str
    role: str
    role_label: str
    signatories: tuple[PersonView, ...]
    source: SourceRef
    contributions: tuple[ContributionView, ...] = ()
    number: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureView:
    """A programme put to work by an axis."""

    labels: Labels
    description: Labels
    scheme_code: str
    status: str
    status_label: str
    source: SourceRef
    id: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitmentView:
    """What is promised, by whom, to whom, how much, by when, and proved by what."""

    number: int
    labels: Labels
    debtor: Labels
    beneficiary: Labels
    nature: str
    nature_label: str
    status: str
    status_label: str
    due: UncertainDate
    grade: str
    source: SourceRef
    debtor_slug: str = ""
    creditor: Labels = NOTHING
    creditor_slug: str = ""
    verb: str = ""
    verb_label: str = ""
    quantity: Decimal | None = None
    unit: str = ""
    unit_label: str = ""
    condition: Labels = NOTHING
    evidence: Labels = NOTHING
    axis_number: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class AxisView:
    """A chapter; number 0 gathers commitments that stand under no axis."""

    number: int
    labels: Labels
    measures: tuple[MeasureView, ...]
    commitments: tuple[CommitmentView, ...]
    source: SourceRef | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetView:
    """A promised quantity, in the unit of its indicator (money in centimes)."""

    labels: Labels
    wording: Labels
    indicator_code: str
    indicator: Labels
    definition: Labels
    unit: str
    unit_label: str
    value: Decimal
    qualifier: str
    qualifier_label: str
    horizon: UncertainDate
    kind: str
    grade: str
    is_pooled: bool
    territory: Labels
    source: SourceRef
    number: int = 0
    version_number: int = 1
    territory_code: str = ""
    id: int = 0
    parent_id: int | None = None
    sex: str = "all"
    sex_label: str = ""
    diploma: Labels = NOTHING
    diploma_code: str = ""
    neet: str = "not_said"
    neet_label: str = ""
    year: int | None = None
    baseline_value: Decimal | None = None
    baseline: UncertainDate = UNDATED


@dataclass(frozen=True, slots=True, kw_only=True)
class BudgetLineView:
    """Money of one payer for one measure, by stage, in centimes."""

    labels: Labels
    payer: Labels
    payer_slug: str
    measure: Labels
    year: int | None
    committed_centimes: int
    called_centimes: int | None
    disbursed_centimes: int | None
    justified_centimes: int | None
    grade: str
    source: SourceRef
    measure_id: int | None = None
    number: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class BudgetTotal:
    """The computed sum of one payer's lines, in centimes."""

    payer: Labels
    payer_slug: str
    committed_centimes: int
    line_count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitteeView:
    """A body and its promised cadence."""

    kind: str
    kind_label: str
    labels: Labels
    cadence_count: int | None
    cadence_period: str
    cadence_period_label: str
    chair: Labels
    quorum: int | None
    grade: str
    source: SourceRef
    number: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentView:
    """A document attached to a convention; an annex may bind as the contract does."""

    labels: Labels
    kind: str
    kind_label: str
    language: str
    url: str
    sha256: str
    source: SourceRef
    annex_number: str = ""
    is_part: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RemarkView:
    """A sourced sentence."""

    kind: str
    kind_label: str
    labels: Labels
    source: SourceRef


@dataclass(frozen=True, slots=True, kw_only=True)
class PreambleView:
    """Something on which the preamble rests."""

    code: str
    kind: str
    kind_label: str
    labels: Labels
    source: SourceRef


@dataclass(frozen=True, slots=True, kw_only=True)
class LanguageView:
    """A language of the signed text; whether it prevails is often not said."""

    language: str
    language_label: str
    prevails: bool | None
    source: SourceRef


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkView:
    """A tie to another convention; ``is_said_here`` when this convention is the one that acts."""

    kind: str
    is_said_here: bool
    reference: str
    labels: Labels
    note: Labels
    source: SourceRef


@dataclass(frozen=True, slots=True, kw_only=True)
class SetView:
    """The ceremony or package that joins several conventions."""

    reference: str
    labels: Labels
    announced_count: int | None
    source: SourceRef


@dataclass(frozen=True, slots=True, kw_only=True)
class ConventionDetail:
    """One convention, whole, as its sources describe it.

    ``read_on`` is the day as of which its amendments are read into it, nothing for the text first
    signed; ``amendments`` are all of them, ``traces`` what those in effect that day changed.
    """

    id: int
    reference: str
    kind: str
    kind_label: str
    level: str
    level_label: str
    status: str
    status_label: str
    labels: Labels
    purpose: Labels
    convention_set: SetView | None
    convention_set_id: int | None
    parent_reference: str | None
    instrument_count: int
    territory_code: str
    territory: Labels
    place: Labels
    signed: UncertainDate
    signed_weekday: int | None
    in_force_on: date | None
    covers_from: date | None
    covers_to: date | None
    duration_kind: str
    duration_label: str
    feature_rank: int | None
    is_exercise: bool
    content_sha256: str
    recorded_at: datetime
    source: SourceRef
    parties: tuple[PartyView, ...]
    witnesses: tuple[PersonView, ...]
    axes: tuple[AxisView, ...]
    targets: tuple[TargetView, ...]
    budget_lines: tuple[BudgetLineView, ...]
    budget_totals: tuple[BudgetTotal, ...]
    committees: tuple[CommitteeView, ...]
    documents: tuple[DocumentView, ...]
    remarks: tuple[RemarkView, ...]
    notice_months: int | None = None
    renewal_months: int | None = None
    terms: Labels = NOTHING
    legal_basis: Labels = NOTHING
    preamble: tuple[PreambleView, ...] = ()
    languages: tuple[LanguageView, ...] = ()
    links: tuple[LinkView, ...] = ()
    parent: Labels = NOTHING
    daughters: tuple[tuple[str, Labels], ...] = ()
    read_on: date | None = None
    amendments: tuple[AmendmentView, ...] = ()
    traces: tuple[Trace, ...] = ()

    @property
    def commitments(self) -> tuple[CommitmentView, ...]:
        """Every commitment, in the order of the convention."""
        return tuple(item for axis in self.axes for item in axis.commitments)

    @property
    def measures(self) -> tuple[MeasureView, ...]:
        """Every measure, in the order of the axes."""
        return tuple(item for axis in self.axes for item in axis.measures)
