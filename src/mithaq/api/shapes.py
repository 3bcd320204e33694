"""What the answers hold: labels in three languages, dates with their precision, proofs."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Generic, TypeVar

from ninja import Field, Schema

from mithaq.apps.conventions.queries import SourceRef
from mithaq.base.dates import UncertainDate
from mithaq.base.errors import Fault
from mithaq.base.text import Labels

T = TypeVar("T")


class Said(Schema):
    """One text in French, Arabic and English; an empty one is not translated yet."""

    fr: str
    ar: str
    en: str


class Dated(Schema):
    """A date as finely as it is known: 2024-12-31, 2024-12, 2024, or null when no source says."""

    value: str | None
    precision: str


class Cited(Schema):
    """A document, and the place in it where the thing is read."""

    code: str
    link: str
    title: Said
    kind: str
    publisher: str
    published: Dated
    url: str
    locator: str


class Wrong(Schema):
    """One thing wrong in what was asked."""

    where: str
    sentence: Said
    rule: str


class Refused(Schema):
    """Everything wrong in what was asked, said at once."""

    errors: list[Wrong]


class Page(Schema, Generic[T]):
    """One page of a list, in the order of a permanent key."""

    items: list[T]
    next: str | None = Field(None, description="Address of the next page; null on the last one.")


class Counted(Schema):
    """A figure with its proof. `value` is exact, as text; money is in centimes.

    It is null when `withheld` says why: `small`, a count of too few people, or `masked`, a count
    that would give a small one away.
    """

    code: str
    link: str
    label: Said
    indicator: str
    indicator_version: int
    indicator_label: Said
    definition: Said
    unit: str
    aggregation: str
    value: str | None
    withheld: str | None
    qualifier: str
    territory: str | None
    territory_label: Said | None
    sex: str
    milieu: str
    category: str | None
    category_label: Said | None
    as_of: Dated
    period_from: date | None
    period_to: date | None
    said_on: Dated
    grade: str
    standing: str
    note: Said
    organisation: str | None
    convention: str | None
    is_about_set: bool
    part_of: str | None
    revises: str | None
    revised_by: str | None
    revision_reason: str
    withdrawn_at: datetime | None
    withdrawal_reason: str
    is_exercise: bool
    recorded_at: datetime
    source: Cited


def said(labels: Labels) -> Said:
    """A text as answers give it."""
    return Said(fr=labels.fr, ar=labels.ar, en=labels.en)


def said_or_none(labels: Labels) -> Said | None:
    """A text, or null when nothing is said."""
    return said(labels) if labels else None


def dated(day: UncertainDate) -> Dated:
    """A date and its precision."""
    return Dated(value=str(day) if day.is_known else None, precision=str(day.precision))


def exact(value: Decimal) -> str:
    """A number as text, without exponent or idle noughts."""
    return f"{value.normalize():f}"


def cited(source: SourceRef) -> Cited:
    """A document as answers cite it."""
    return Cited(
        code=source.code,
        link=link("source", source.code),
        title=said(source.labels),
        kind=source.kind,
        publisher=source.publisher,
        published=dated(source.published),
        url=source.url,
        locator=source.locator,
    )


def wrong(fault: Fault) -> Wrong:
    """A fault as answers say it."""
    return Wrong(where=fault.where, sentence=said(fault.sentence), rule=fault.rule)


def link(kind: str, code: str) -> str:
    """The permanent address of a thing, whatever the page that shows it becomes."""
    return f"/id/{kind}/{code}"
