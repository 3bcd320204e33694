"""Where a commitment may go from where it stands, and what its source said of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from mithaq.apps.conventions.choices import PROGRESS_TRANSITIONS, UNREPORTED, ProgressState
from mithaq.apps.conventions.models import Commitment, CommitmentProgress
from mithaq.apps.conventions.queries.progress import standing_reports
from mithaq.base.dates import Precision, UncertainDate


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidState:
    """The state that the source of a convention gives a commitment, and the day it was said."""

    status: str
    on: UncertainDate


def said_states(references: Iterable[str]) -> dict[str, SaidState]:
    """What sources said of the commitments of some conventions, by « REFERENCE/number »."""
    rows = Commitment.objects.filter(convention__reference__in=set(references)).values_list(
        "convention__reference", "number", "status", "source__published_on",
        "source__published_precision",
    )  # fmt: skip
    return {
        f"{reference}/{number}": SaidState(
            status=status, on=UncertainDate(day, Precision(precision))
        )
        for reference, number, status, day, precision in rows
    }


def is_step(before: str, after: str) -> bool:
    """Tell whether the life cycle of a commitment knows the passage from one state to another."""
    return any(before in sources and after == to for _n, sources, to, _w in PROGRESS_TRANSITIONS)


def possible_states(reference: str, number: int, *, corrects: int | None = None) -> tuple[str, ...]:
    """The states that a new report may say, or a correction of an earlier one; none once closed."""
    rows = CommitmentProgress.objects.filter(
        commitment__convention__reference=reference, commitment__number=number
    )
    told = standing_reports(list(rows.order_by("number")))
    return tuple(
        state for state in ProgressState.values if _is_history(_told(told, state, corrects))
    )


def _told(
    told: tuple[CommitmentProgress, ...], state: str, corrects: int | None
) -> tuple[str, ...]:
    kept = [state if row.number == corrects else row.state for row in told]
    return (UNREPORTED, *kept) if corrects is not None else (UNREPORTED, *kept, state)


def _is_history(states: tuple[str, ...]) -> bool:
    return all(is_step(before, after) for before, after in pairwise(states))
