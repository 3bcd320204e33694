"""What pages receive: plain frozen values, never rows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from mithaq.base.dates import UncertainDate
from mithaq.base.text import Labels


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRef:
    """A document and the place in it."""

    code: str
    labels: Labels
    kind: str
    publisher: str
    url: str
    published: UncertainDate
    locator: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonView:
    """A person as a public document names them; no name means that none is printed."""

    person: Labels
    capacity: Labels
    is_interim: bool
    source: SourceRef
    organisation_slug: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyView:
    """An organisation, its role, and who signed for it."""

    organisation_slug: str
    organisation: Labels
    acronym: str
    organisation_kind: str
    role: str
    role_label: str
    signatories: tuple[PersonView, ...]
    source: SourceRef


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
    """What is promised, by whom, to whom, by when."""

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


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentView:
    """A document attached to a convention."""

    labels: Labels
    kind: str
    kind_label: str
    language: str
    url: str
    sha256: str
    source: SourceRef


@dataclass(frozen=True, slots=True, kw_only=True)
class RemarkView:
    """A sourced sentence."""

    kind: str
    kind_label: str
    labels: Labels
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
    """One convention, whole, as its sources describe it."""

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

    @property
    def commitments(self) -> tuple[CommitmentView, ...]:
        """Every commitment, in the order of the convention."""
        return tuple(item for axis in self.axes for item in axis.commitments)

    @property
    def measures(self) -> tuple[MeasureView, ...]:
        """Every measure, in the order of the axes."""
        return tuple(item for axis in self.axes for item in axis.measures)
