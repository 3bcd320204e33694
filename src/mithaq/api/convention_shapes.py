"""What programs receive of a convention: its line, its parts, its amendments.

Persons are not named here: a signature is given by its capacity.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, TypeAlias

from ninja import Query, Schema

from mithaq.api.paging import CODE, Day
from mithaq.api.shapes import Cited, Dated, Said
from mithaq.apps.conventions.choices import Kind, Level, Status

On: TypeAlias = Annotated[
    Day,
    Query(
        None,
        description="Read the text as amended on this day, such as 2026-03-31; without it, the "
        "text first signed.",
    ),
]


class ConventionFilter(Schema):
    """What conventions can be narrowed by."""

    kind: Kind | None = None
    level: Level | None = None
    status: Status | None = None
    territory: Annotated[str | None, Query(None, pattern=CODE)] = None
    is_exercise: bool | None = None
    signed_since: Day = None
    signed_until: Day = None


class NamedBody(Schema):
    """An organisation by its permanent name."""

    slug: str
    link: str
    label: Said
    acronym: str


class ConventionLine(Schema):
    """A convention as the register lists it."""

    reference: str
    link: str
    label: Said
    kind: str
    level: str
    status: str
    territory: str | None
    signed_on: Dated
    in_force_on: date | None
    covers_from: date | None
    covers_to: date | None
    is_exercise: bool
    parties: list[NamedBody]
    source: Cited


class PartyOut(NamedBody):
    """A party, its role and the capacities that signed for it."""

    role: str
    signed_as: list[Said]
    source: Cited


class CommitmentOut(Schema):
    """What is promised, by whom, to whom, by when."""

    number: int
    axis: int
    label: Said
    debtor: str | None
    debtor_label: Said
    beneficiary: Said
    nature: str
    status: str
    quantity: str | None
    unit: str | None
    due: Dated
    grade: str
    source: Cited


class TargetOut(Schema):
    """A promised quantity; `value` is exact, as text, money in centimes. A pooled one belongs to
    several conventions together, and the share of each is not published."""

    number: int
    label: Said
    indicator: str
    value: str
    unit: str
    qualifier: str
    horizon: Dated
    kind: str
    sex: str
    territory: str | None
    is_pooled: bool
    grade: str
    source: Cited


class BudgetOut(Schema):
    """Money of one payer, by stage, in centimes; null is not published, never nought."""

    label: Said
    payer: str
    measure: Said
    year: int | None
    committed_centimes: int
    called_centimes: int | None
    disbursed_centimes: int | None
    justified_centimes: int | None
    grade: str
    source: Cited


class CommitteeOut(Schema):
    """A body that follows the convention, and its promised cadence."""

    kind: str
    label: Said
    cadence_count: int | None
    cadence_period: str
    grade: str
    source: Cited


class AmendmentOut(Schema):
    """A signed change to a convention, and whether the text given reads it."""

    number: int
    label: Said
    signed_on: date
    effective_on: date
    reason: Said
    is_read: bool
    source: Cited


class ConventionOut(ConventionLine):
    """A convention whole: its first text, or the text as amended on `read_on`."""

    read_on: date | None
    amendments: list[AmendmentOut]
    purpose: Said
    convention_set: str | None
    parent: str | None
    instrument_count: int
    place: Said
    duration_kind: str
    commitments: list[CommitmentOut]
    targets: list[TargetOut]
    budget: list[BudgetOut]
    committees: list[CommitteeOut]


class SetOut(Schema):
    """Several conventions of one ceremony, with what they promise together."""

    reference: str
    label: Said
    announced_count: int | None
    is_exercise: bool
    conventions: list[str]
    source: Cited
