"""Figures and conflicts before they are written; ids are primary keys, money is in centimes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from mithaq.base.dates import UncertainDate
from mithaq.base.text import Labels

NOTHING = Labels("")
UNDATED = UncertainDate.unknown()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingDraft:
    """One reading of a share whose denominator is not published."""

    letter: str
    kind: str
    text: Labels


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureDraft:
    """One figure somebody said; ``part_of_code`` and ``revises_code`` name other figures."""

    code: str
    title: Labels
    indicator_version_id: int
    value: Decimal
    qualifier: str
    as_of: UncertainDate
    said: UncertainDate
    grade: str
    source_id: int
    locator: str = ""
    period: Labels = NOTHING
    note: Labels = NOTHING
    organisation_id: int | None = None
    territory_id: int | None = None
    is_about_set: bool = False
    part_of_code: str | None = None
    revises_code: str | None = None
    headline_rank: int | None = None
    readings: tuple[ReadingDraft, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ConflictDraft:
    """Figures that disagree, in the order they are shown."""

    code: str
    title: Labels
    why: Labels
    settle: Labels
    settle_grade: str
    side_codes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ObservationDraft:
    """A figure added or corrected by a person or a file; everything is named by its code.

    ``category`` reads « nomenclature:term ». ``period`` bounds what was counted; ``as_of`` is the
    day that a stock describes. ``is_exercise`` says that whoever writes acts for an invented body.
    """

    indicator: str
    version: int
    value: Decimal
    source: str
    grade: str
    title: Labels = NOTHING
    territory: str = ""
    organisation: str = ""
    convention: str = ""
    category: str = ""
    sex: str = "all"
    milieu: str = "all"
    as_of: UncertainDate = UNDATED
    period: tuple[date, date] | None = None
    period_words: Labels = NOTHING
    said: UncertainDate = UNDATED
    qualifier: str = "exactly"
    standing: str = "published"
    locator: str = ""
    note: Labels = NOTHING
    revises: str = ""
    reason: str = ""
    is_exercise: bool = False
