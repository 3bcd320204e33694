"""The parts of a results report, as its readers see them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from mithaq.base.dates import UncertainDate
from mithaq.base.text import Labels
from mithaq.web.conventions.links import SourceLink
from mithaq.web.observatory.readings import Share
from mithaq.web.shell.attainment import Achieved
from mithaq.web.shell.charts import Reading
from mithaq.web.shell.values import Display


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One figure of a report."""

    code: str
    url: str
    label: Labels
    value: Display
    raw: str
    unit: str
    when: str
    as_of: UncertainDate
    said: UncertainDate
    grade: str
    definition: Labels
    version: int
    note: Labels
    source: SourceLink
    is_part: bool
    has_readings: bool
    is_revision: bool
    computed: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Readings:
    """The readings of one share, on one scale."""

    title: str
    shares: tuple[Share, ...]
    drawn: tuple[Reading, ...]
    sentences: tuple[str, ...]
    source: SourceLink


@dataclass(frozen=True, slots=True, kw_only=True)
class Disagreement:
    """Figures that contradict each other, why, and what would settle it."""

    title: Labels
    sides: tuple[Line, ...]
    why: Labels
    settle: Labels
    settle_grade: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """One commitment or one target, with its words."""

    axis: Labels
    text: Labels
    detail: str
    value: Display | None
    due: UncertainDate
    grade: str
    source: SourceLink
    achieved: Achieved | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyLine:
    """One party, and one of those who signed for it."""

    name: Labels
    acronym: str
    role: str
    person: Labels
    capacity: str
    source: SourceLink


@dataclass(frozen=True, slots=True, kw_only=True)
class Money:
    """What one payer brings: the computed sum of its lines, and the total printed elsewhere."""

    payer: Labels
    total: Display
    total_centimes: int
    line_count: int
    announced: Display | None = None
    announced_centimes: int | None = None
    figure_url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One source of the report."""

    link: SourceLink
    title: str
    publisher: str
    published: UncertainDate
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A results report, in the order it is read."""

    reference: str
    title: Labels
    purpose: Labels
    kind: str
    as_of: date
    known_on: date
    signed: UncertainDate
    place: Labels
    is_exercise: bool
    groups: tuple[tuple[SourceLink, tuple[Line, ...]], ...]
    readings: tuple[Readings, ...]
    conflicts: tuple[Disagreement, ...]
    promises: tuple[Promise, ...]
    targets: tuple[Promise, ...]
    money: tuple[Money, ...]
    parties: tuple[PartyLine, ...]
    missing: tuple[str, ...]
    sources: tuple[Document, ...]

    @property
    def lines(self) -> tuple[Line, ...]:
        """Every figure, by source."""
        return tuple(line for _source, lines in self.groups for line in lines)
