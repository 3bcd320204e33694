"""The two clocks of a report: the day a state is of, and the day by which it was known."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from mithaq.apps.observatory.queries.figures import figures_of
from mithaq.apps.observatory.queries.views import FigureView


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownFigures:
    """The figures of a convention that a report holds, and those it leaves out, by reason.

    ``said_later`` were said after the day of knowledge; ``state_later`` tell a state that comes
    after the day of the report.
    """

    kept: tuple[FigureView, ...]
    said_later: tuple[FigureView, ...]
    state_later: tuple[FigureView, ...]


def known_figures(
    figures: Iterable[FigureView], *, as_of: date | None, known_on: date | None
) -> KnownFigures:
    """Part figures by the two clocks; a day that no source gives keeps its figure.

    What was told before its own date is a promise: it belongs to any report made after it was
    told, whatever the day it is promised for.
    """
    kept, said_later, state_later = [], [], []
    for item in figures:
        if not _is_by(item.said.earliest, known_on):
            said_later.append(item)
        elif _is_by(item.as_of.earliest, as_of) or _is_promise(item, as_of):
            kept.append(item)
        else:
            state_later.append(item)
    return KnownFigures(
        kept=tuple(kept), said_later=tuple(said_later), state_later=tuple(state_later)
    )


def report_figures(reference: str, *, as_of: date, known_on: date) -> KnownFigures:
    """What a report of a convention would hold, and what it would leave out and why."""
    return known_figures(figures_of(reference), as_of=as_of, known_on=known_on)


def _is_by(day: date | None, last: date | None) -> bool:
    return day is None or last is None or day <= last


def _is_promise(item: FigureView, as_of: date | None) -> bool:
    said, state = item.said.latest, item.as_of.earliest
    told_ahead = said is not None and state is not None and said < state
    return told_ahead and _is_by(item.said.earliest, as_of)
