"""A whole file against itself and against the register: what becomes of every row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Final

from mithaq.apps.observatory.operations import ObservationDraft, cell_of, observation_faults
from mithaq.apps.observatory.queries import (
    Candidate,
    KnownFigure,
    doubts_of,
    figure_code,
    known_by_cell,
    known_figures,
)
from mithaq.apps.observatory.queries.doubts import plain
from mithaq.base.errors import Fault
from mithaq.gateways.observation_file import words
from mithaq.gateways.observation_file.decoding import Row
from mithaq.gateways.observation_file.reading import RowReading, read_row
from mithaq.gateways.observation_file.world import Rights, World

REFUSED_SHARE: Final = Decimal("0.2")
DOUBT_SHARE: Final = Decimal("0.1")
LARGE_CHANGE: Final = Decimal("0.5")
FEW: Final = 5
_KNOWN: Final = "observation.known"
_REPEATED: Final = "observation.repeated"
# These explain why nothing is written; they refuse nothing.
_TELLING: Final = frozenset({_KNOWN, _REPEATED})


class Outcome(StrEnum):
    """What becomes of one row."""

    ACCEPTED = "accepted"
    CORRECTED = "corrected"
    DOUBT = "doubt"
    REFUSED = "refused"
    KNOWN = "known"


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """One row with its outcome and everything said of it; ``change`` is that of a correction."""

    reading: RowReading
    outcome: Outcome
    code: str = ""
    said: tuple[Fault, ...] = ()
    change: Decimal | None = None
    is_twin: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FileReading:
    """Every row judged, and what asks for a second look at the whole."""

    rows: tuple[Judged, ...]
    alerts: tuple[Fault, ...]

    def count(self, outcome: Outcome) -> int:
        """How many rows came to an outcome."""
        return sum(row.outcome == outcome for row in self.rows)


def judge(rows: Sequence[Row], *, rights: Rights, today: date) -> FileReading:
    """Read and judge every row of a file."""
    world = World()
    readings = [read_row(row.line, row.cells, world, rights=rights) for row in rows]
    good = [reading for reading in readings if reading.draft is not None]
    judged = {row.reading.line: row for row in _judge_good(good, today=today, rights=rights)}
    for reading in readings:
        if reading.draft is None:
            judged[reading.line] = Judged(
                reading=reading,
                outcome=Outcome.REFUSED,
                said=(*reading.faults, *reading.corrections),
            )
    ordered = tuple(judged[reading.line] for reading in readings)
    return FileReading(rows=ordered, alerts=tuple(_alerts(ordered)))


def _judge_good(readings: Sequence[RowReading], *, today: date, rights: Rights) -> Iterator[Judged]:
    """Judge the rows that could be read: rules, twins in the register and in the file, doubts."""
    drafts = [reading.draft for reading in readings if reading.draft]
    faults = _faults_by_line(readings, drafts, today)
    indicators = {draft.indicator for draft in drafts}
    twins = known_by_cell(indicators, sources={draft.source for draft in drafts})
    candidates = [_candidate(reading, draft) for reading, draft in _pairs(readings)]
    around = known_figures(indicators, is_exercise=rights.is_exercise)
    changed = _values({draft.revises for draft in drafts} - {""}, indicators, rights)
    first: dict[str, RowReading] = {}
    for (reading, draft), doubts in zip(
        _pairs(readings), doubts_of(candidates, around), strict=True
    ):
        key = figure_code(cell_of(draft), draft.source, salt=draft.revises)
        own = faults.get(reading.line, [])
        twin = None if draft.revises else twins.get(key)
        before = first.setdefault(key, reading)
        yield _judged(
            reading,
            draft,
            [*own, *_twin_faults(draft, twin), *_repeats(reading, before)],
            doubts=doubts,
            is_known=_is_same(draft, twin) or before is not reading,
            change=_change(draft, changed),
            code=twin.code if twin else key,
            is_twin=twin is not None,
        )


def _judged(
    reading: RowReading,
    draft: ObservationDraft,
    faults: Sequence[Fault],
    *,
    doubts: Sequence[Fault],
    is_known: bool,
    change: Decimal | None,
    code: str,
    is_twin: bool,
) -> Judged:
    refusing = [fault for fault in faults if fault.rule not in _TELLING]
    if refusing:
        outcome = Outcome.REFUSED
    elif is_known:
        outcome = Outcome.KNOWN
    elif doubts:
        outcome = Outcome.DOUBT
    else:
        outcome = Outcome.CORRECTED if reading.corrections else Outcome.ACCEPTED
    shown = (*faults, *doubts) if outcome is Outcome.DOUBT else tuple(faults)
    return Judged(
        reading=reading,
        outcome=outcome,
        code=code,
        said=(*shown, *reading.corrections),
        change=change,
        is_twin=is_twin,
    )


def _pairs(readings: Sequence[RowReading]) -> Iterator[tuple[RowReading, ObservationDraft]]:
    return ((reading, reading.draft) for reading in readings if reading.draft)


def _faults_by_line(
    readings: Sequence[RowReading], drafts: Sequence[ObservationDraft], today: date
) -> dict[int, list[Fault]]:
    """The faults of the rules; twins are told apart here, sources of the file are to come."""
    lines = [reading.line for reading in readings]
    to_come = {reading.line for reading in readings if reading.source}
    brought = {str(reading.source["code"]) for reading in readings if reading.source}
    to_come |= {line for line, draft in zip(lines, drafts, strict=True) if draft.source in brought}
    found: dict[int, list[Fault]] = {}
    for fault in observation_faults(drafts, today=today, lines=lines):
        is_awaited = fault.rule == "figure.source" and fault.line in to_come
        if fault.line is not None and fault.rule != "figure.duplicate" and not is_awaited:
            found.setdefault(fault.line, []).append(fault)
    return found


def _candidate(reading: RowReading, draft: ObservationDraft) -> Candidate:
    version = reading.version
    return Candidate(
        cell=cell_of(draft),
        value=draft.value,
        unit=version.unit if version else "",
        aggregation=version.aggregation if version else "",
        grain=version.grain if version else "",
        on=draft.period[1] if draft.period else draft.as_of.on,
        revises=draft.revises,
    )


def _is_same(draft: ObservationDraft, twin: KnownFigure | None) -> bool:
    return twin is not None and twin.value == draft.value


def _twin_faults(draft: ObservationDraft, twin: KnownFigure | None) -> Iterator[Fault]:
    if twin is None:
        return
    if twin.value == draft.value:
        yield words.said("source", _KNOWN, words.KNOWN, twin.code)
    else:
        yield words.said(
            "value", "observation.other_value", words.OTHER_VALUE, plain(twin.value), twin.code,
            plain(draft.value), remedy=words.CORRECT_IT,
        )  # fmt: skip


def _repeats(reading: RowReading, before: RowReading) -> Iterator[Fault]:
    if before is reading or before.draft is None or reading.draft is None:
        return
    if before.draft.value == reading.draft.value:
        yield words.said("value", _REPEATED, words.REPEATED, before.line)
    else:
        rule = "observation.disputed"
        yield words.said("value", rule, words.DISPUTED, before.line, remedy=words.KEEP_ONE)


def _values(codes: set[str], indicators: set[str], rights: Rights) -> dict[str, Decimal]:
    """The values of the figures that the file corrects."""
    if not codes:
        return {}
    rows = known_figures(indicators, is_exercise=rights.is_exercise)
    return {row.code: row.value for row in rows if row.code in codes}


def _change(draft: ObservationDraft, known: Mapping[str, Decimal]) -> Decimal | None:
    """By how much a correction moves its figure: 0.5 is half of it."""
    before = known.get(draft.revises)
    return abs(draft.value - before) / abs(before) if before else None


def _alerts(rows: Sequence[Judged]) -> Iterator[Fault]:
    """What must be confirmed for the file as a whole, before any row is written."""
    total = len(rows)
    refused = sum(row.outcome is Outcome.REFUSED for row in rows)
    doubted = sum(row.outcome is Outcome.DOUBT for row in rows)
    moved = sum(row.change is not None and row.change > LARGE_CHANGE for row in rows)
    if refused >= FEW and refused > total * REFUSED_SHARE:
        yield words.said("file", "observation.alert.refused", words.MANY_REFUSED, refused, total)
    if doubted >= FEW and doubted > total * DOUBT_SHARE:
        yield words.said("file", "observation.alert.doubts", words.MANY_DOUBTS, doubted, total)
    if moved:
        yield words.said("file", "observation.alert.change", words.LARGE_CHANGE, moved)
