"""What a convention says, before it is written: frozen, complete, every code resolved to an id.

Ids are primary keys of the rows named by the field; ``None`` means that no source says it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from mithaq.base.dates import UncertainDate
from mithaq.base.text import Labels

NOTHING = Labels("")
UNDATED = UncertainDate.unknown()


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Which document says it, and where in the document."""

    source_id: int
    locator: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonDraft:
    """A person named in a public document, in a capacity."""

    person: Labels
    capacity: Labels
    is_interim: bool
    origin: Origin
    organisation_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ContributionDraft:
    """What a party brings: money, things, data or people."""

    kind: str
    text: Labels
    origin: Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyDraft:
    """An organisation bound, those who sign for it, and what it brings."""

    organisation_id: int
    role: str
    origin: Origin
    signatories: tuple[PersonDraft, ...] = ()
    contributions: tuple[ContributionDraft, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureDraft:
    """A programme that an axis puts to work; ``key`` names it inside the file only."""

    key: str
    title: Labels
    description: Labels
    scheme_code: str
    status: str
    origin: Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitmentDraft:
    """What one party (or all together) promises, to whom, how much and proved by what."""

    text: Labels
    debtor_organisation_id: int | None
    beneficiary: Labels
    nature: str
    status: str
    due: UncertainDate
    grade: str
    origin: Origin
    creditor_organisation_id: int | None = None
    verb: str = ""
    quantity: Decimal | None = None
    unit: str = ""
    condition: Labels = NOTHING
    evidence: Labels = NOTHING


@dataclass(frozen=True, slots=True, kw_only=True)
class AxisDraft:
    """A chapter with its measures and commitments."""

    title: Labels
    origin: Origin
    measures: tuple[MeasureDraft, ...] = ()
    commitments: tuple[CommitmentDraft, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetDraft:
    """A promised quantity; ``is_pooled`` gives it to the set, undivided.

    ``key`` names it inside the file, for the targets that break it down (``part_of_key``).
    """

    title: Labels
    indicator_version_id: int
    territory_id: int | None
    value: Decimal
    qualifier: str
    horizon: UncertainDate
    kind: str
    grade: str
    wording: Labels
    is_pooled: bool
    origin: Origin
    key: str | None = None
    part_of_key: str | None = None
    sex: str = "all"
    diploma_id: int | None = None
    neet: str = "not_said"
    year: int | None = None
    baseline_value: Decimal | None = None
    baseline: UncertainDate = UNDATED


@dataclass(frozen=True, slots=True, kw_only=True)
class BudgetLineDraft:
    """Money of one payer for one measure, in centimes, by stage."""

    title: Labels
    payer_id: int
    measure_key: str | None
    year: int | None
    committed_centimes: int
    called_centimes: int | None
    disbursed_centimes: int | None
    justified_centimes: int | None
    grade: str
    origin: Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitteeDraft:
    """A body and the cadence it promised."""

    kind: str
    title: Labels
    cadence_count: int | None
    cadence_period: str
    chair: Labels
    quorum: int | None
    grade: str
    origin: Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentDraft:
    """A document known by address or fingerprint; ``is_part`` says whether it binds."""

    kind: str
    title: Labels
    language: str
    url: str
    sha256: str
    origin: Origin
    annex_number: str = ""
    is_part: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RemarkDraft:
    """A sourced sentence about the convention."""

    kind: str
    text: Labels
    origin: Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class PreambleDraft:
    """Something on which the preamble rests; ``code`` is the same wherever it is cited."""

    code: str
    kind: str
    title: Labels
    origin: Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class LanguageDraft:
    """A language of the signed text, and whether it prevails."""

    language: str
    prevails: bool | None
    origin: Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkDraft:
    """What the convention does to another, recorded before it."""

    kind: str
    reference: str
    note: Labels
    origin: Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class SetDraft:
    """The ceremony or package a convention belongs to; found again by its reference."""

    reference: str
    title: Labels
    announced_count: int | None
    origin: Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class ConventionDraft:
    """Everything a convention file says of one convention, figures apart."""

    reference: str
    kind: str
    level: str
    status: str
    title: Labels
    purpose: Labels
    origin: Origin
    signed: UncertainDate
    duration_kind: str
    signed_weekday: int | None = None
    parent_reference: str | None = None
    convention_set: SetDraft | None = None
    instrument_count: int = 1
    territory_id: int | None = None
    place: Labels = NOTHING
    in_force_on: date | None = None
    covers_from: date | None = None
    covers_to: date | None = None
    feature_rank: int | None = None
    is_exercise: bool = False
    content_sha256: str = ""
    parties: tuple[PartyDraft, ...] = ()
    witnesses: tuple[PersonDraft, ...] = ()
    axes: tuple[AxisDraft, ...] = ()
    commitments: tuple[CommitmentDraft, ...] = ()
    targets: tuple[TargetDraft, ...] = ()
    budget_lines: tuple[BudgetLineDraft, ...] = ()
    committees: tuple[CommitteeDraft, ...] = ()
    documents: tuple[DocumentDraft, ...] = ()
    remarks: tuple[RemarkDraft, ...] = ()
    notice_months: int | None = None
    renewal_months: int | None = None
    terms: Labels = NOTHING
    legal_basis: Labels = NOTHING
    preamble: tuple[PreambleDraft, ...] = ()
    languages: tuple[LanguageDraft, ...] = ()
    links: tuple[LinkDraft, ...] = ()

    @property
    def all_commitments(self) -> tuple[CommitmentDraft, ...]:
        """Every commitment, in the order in which they are numbered."""
        inside = (item for axis in self.axes for item in axis.commitments)
        return (*inside, *self.commitments)
