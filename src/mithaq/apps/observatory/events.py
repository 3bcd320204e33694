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
