"""Facts about figures, in the past tense."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class FiguresRecorded:
    """Figures of a convention, and the conflicts between them, were written down."""

    statement_ids: tuple[int, ...]
    conflict_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultsReportPublished:
    """The state of a convention at a date was frozen and published."""

    report_id: int
    public_id: str
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ObservationsRecorded:
    """Figures were added one by one or from a file; each has its own address."""

    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureWithdrawn:
    """A figure no longer counts; its page says why."""

    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DatasetLoaded:
    """A table of figures was loaded; ``added`` is nought when its digest was known."""

    code: str
    sha256: str
    added: int
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ConflictsRecorded:
    """Figures were set against each other; only conflicts that were not there yet."""

    codes: tuple[str, ...]
