"""Rows of figures as they may be shown: small counts of people unsaid."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from mithaq.apps.observatory.queries import (
    FigureProof,
    IndicatorHistory,
    is_sensitive,
    published,
    published_conflicts,
    withheld_among,
    withheld_figures,
)


def with_showing(rows: list[Any]) -> list[Any]:
    """Note on each row that is not simply shown whether it is small or masked."""
    doubtful = [
        row.code
        for row in rows
        if is_sensitive(row.grade, row.source.kind, row.indicator_version.unit)
    ]
    told = withheld_figures(doubtful) if doubtful else {}
    for row in rows:
        if row.code in told:
            row.showing = told[row.code]
    return rows


def shown_history(history: IndicatorHistory) -> IndicatorHistory:
    """What may be read of an indicator: published figures, conflicts without a hidden side."""
    return replace(
        history,
        figures=published(history.figures),
        conflicts=published_conflicts(history.conflicts),
    )


def shown_proof(proof: FigureProof) -> tuple[FigureProof, str]:
    """What may be opened of a figure, and whether the figure itself is small or masked."""
    around = [item for item in (proof.whole, proof.revised, proof.revision) if item]
    told = withheld_among((proof.figure, *around, *proof.details))
    seen = {item.code: None if item.code in told else item for item in around}
    return (
        replace(
            proof,
            whole=seen.get(proof.whole.code) if proof.whole else None,
            revised=seen.get(proof.revised.code) if proof.revised else None,
            revision=seen.get(proof.revision.code) if proof.revision else None,
            details=tuple(item for item in proof.details if item.code not in told),
            conflicts=published_conflicts(proof.conflicts),
        ),
        told.get(proof.figure.code, ""),
    )
