"""A roadmap drawn in time: a bar a workstream, a mark a milestone; Arabic reads from the right."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from mithaq.apps.conventions.queries import MilestoneView, RoadmapView, WorkstreamView
from mithaq.web.shell.dates import month_words
from mithaq.web.shell.typography import language

MONTHS_BETWEEN_TICKS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One milestone on its line: « reached », « late » or « ahead »."""

    x: str
    shape: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One workstream with its bar; places are in percent of the width."""

    workstream: WorkstreamView
    x: str
    width: str
    marks: tuple[Mark, ...]
    late_count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """Everything the picture needs."""

    rows: tuple[Row, ...]
    ticks: tuple[tuple[str, str], ...]
    today_x: str


def drawing_of(roadmap: RoadmapView, on: date) -> Drawing | None:
    """Lay the workstreams on one scale, from the first day to the last."""
    days = [item.starts_on for item in roadmap.workstreams]
    days += [item.ends_on for item in roadmap.workstreams]
    days += [mark.due_on for item in roadmap.workstreams for mark in item.milestones]
    if not days:
        return None
    scale = Scale(first=min(days), last=max(days))
    return Drawing(
        rows=tuple(_row(item, scale) for item in roadmap.workstreams),
        ticks=tuple(scale.ticks()),
        today_x=scale.at(on) if scale.first <= on <= scale.last else "",
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """Days turned into places."""

    first: date
    last: date

    def share(self, day: date) -> float:
        """The place of a day, from 0 to 100."""
        return 100 * (day - self.first).days / max(1, (self.last - self.first).days)

    def at(self, day: date, width: float = 0.0) -> str:
        """The place of a day on the page, mirrored in Arabic."""
        share = self.share(day)
        return f"{100 - share - width if language() == 'ar' else share:.2f}%"

    def ticks(self) -> Iterator[tuple[str, str]]:
        """A tick at the first day of a half-year."""
        year, month = self.first.year, 1
        while (day := date(year, month, 1)) <= self.last:
            if day >= self.first:
                yield self.at(day), month_words(day)
            month += MONTHS_BETWEEN_TICKS
            if month > 12:
                year, month = year + 1, 1


def _row(item: WorkstreamView, scale: Scale) -> Row:
    width = scale.share(item.ends_on) - scale.share(item.starts_on)
    return Row(
        workstream=item,
        x=scale.at(item.starts_on, width),
        width=f"{width:.2f}%",
        marks=tuple(Mark(x=scale.at(mark.due_on), shape=_shape(mark)) for mark in item.milestones),
        late_count=sum(1 for mark in item.milestones if mark.is_late),
    )


def _shape(item: MilestoneView) -> str:
    if item.reached_on is not None:
        return "reached"
    return "late" if item.is_late else "ahead"
