"""Public figures of questions: how often signals are wrong, what becomes of people regularised.

Counts under five are not said, and others are masked where a sum would give them away.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from mithaq.apps.corridor.choices.questions import (
    FOLLOWED_MONTHS,
    FollowedState,
    QuestionOrigin,
    QuestionOutcome,
    QuestionStatus,
)
from mithaq.apps.corridor.models import FollowUp, Question, QuestionDecision
from mithaq.engines.disclosure import Count, Showing, Sum, protect

SMALL_CELL: Final = 5
DRAWN: Final = "draw"


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeLine:
    """The questions decided that one signal opened, or chance, or all: none is said when small.

    ``nothing_rate`` is the share where nothing was to correct: for a signal, how often it is
    wrong; for the random draw, how often companies declare as they should.
    """

    code: str
    decided: int | None
    nothing: int | None
    is_small: bool

    @property
    def nothing_rate(self) -> float | None:
        """The share with nothing to correct; nothing when a count is not said."""
        if not self.decided or self.nothing is None:
            return None
        return self.nothing / self.decided


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowedMonth:
    """What the n-th return after a regularisation says of the people read by then."""

    rank: int
    read: int | None
    declared: int | None
    left: int | None
    absent: int | None

    @property
    def declared_rate(self) -> float | None:
        """The share still declared; nothing when a count is not said."""
        if not self.read or self.declared is None:
            return None
        return self.declared / self.read


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionFigures:
    """What the public page says; a count is None where it is small or would give one away."""

    is_empty: bool
    asked: int | None
    waiting: int | None
    withdrawn: int | None
    whole: OutcomeLine
    by_origin: tuple[OutcomeLine, ...]
    by_signal: tuple[OutcomeLine, ...]
    people: int | None
    months: tuple[FollowedMonth, ...]


def question_figures(*, is_exercise: bool) -> QuestionFigures:
    """Count questions and people followed, in one world, in four queries."""
    states = Counter(
        Question.objects.filter(is_exercise=is_exercise).values_list("status", flat=True)
    )
    people, months = _months(is_exercise=is_exercise)
    waiting = sum(
        states[str(name)]
        for name in (QuestionStatus.OPEN, QuestionStatus.ANSWERED, QuestionStatus.CONTESTED)
    )
    outcomes = _outcomes(is_exercise=is_exercise)
    beside = {"waiting": waiting, "withdrawn": states[str(QuestionStatus.WITHDRAWN)]}
    shown, (whole, origins, signals) = _lines(outcomes, beside)
    return QuestionFigures(
        is_empty=not states,
        asked=shown["asked"],
        waiting=shown["waiting"],
        withdrawn=shown["withdrawn"],
        whole=whole,
        by_origin=origins,
        by_signal=signals,
        people=people,
        months=months,
    )


def _outcomes(*, is_exercise: bool) -> dict[str, Counter[str]]:
    """The last decision of each question that stands, by what opened it."""
    rows = (
        QuestionDecision.objects.filter(
            question__is_exercise=is_exercise, question__status=QuestionStatus.DECIDED
        )
        .order_by("question", "round")
        .values_list("question", "question__signal__code", "outcome")
    )
    last = {key: (code or DRAWN, outcome) for key, code, outcome in rows}
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for code, outcome in last.values():
        found[code]["nothing" if outcome == QuestionOutcome.NOTHING else "something"] += 1
    return found


def _lines(
    outcomes: Mapping[str, Counter[str]], beside: Mapping[str, int]
) -> tuple[
    Mapping[str, int | None], tuple[OutcomeLine, tuple[OutcomeLine, ...], tuple[OutcomeLine, ...]]
]:
    """The lines of the table, with what may be said of each count.

    Those that wait and those withdrawn follow the same rule as every count; all that were asked
    are said only where each part of them is, so that no subtraction gives one away.
    """
    groups = {code: [code] for code in sorted(outcomes)}
    signals = [code for code in groups if code != DRAWN]
    named: dict[str, list[str]] = {"all": list(groups), QuestionOrigin.SIGNAL: signals}
    named |= groups
    parts = ("nothing", "something")
    values = {
        f"{name}.{part}": sum(outcomes[code][part] for code in codes)
        for name, codes in named.items()
        for part in parts
    }
    values |= {
        f"{name}.decided": values[f"{name}.nothing"] + values[f"{name}.something"] for name in named
    }
    sums = [Sum(f"{n}.decided", (f"{n}.nothing", f"{n}.something")) for n in named]
    for part in (*parts, "decided"):
        if signals:
            sums.append(Sum(f"signal.{part}", tuple(f"{code}.{part}" for code in signals)))
        halves = [f"{name}.{part}" for name in ("signal", DRAWN) if f"{name}.{part}" in values]
        if halves:
            sums.append(Sum(f"all.{part}", tuple(halves)))
    shown = _shown(values, sums) | _shown(beside, ())
    is_whole = all(shown[name] is not None for name in ("all.decided", *beside))
    shown["asked"] = values["all.decided"] + sum(beside.values()) if is_whole else None
    lines = {name: _line(name, shown) for name in named}
    origins = tuple(lines[name] for name in ("signal", DRAWN) if name in lines)
    return shown, (lines["all"], origins, tuple(lines[code] for code in signals))


def _line(name: str, shown: Mapping[str, int | None]) -> OutcomeLine:
    decided, nothing = shown[f"{name}.decided"], shown[f"{name}.nothing"]
    hidden = decided is None or nothing is None or shown[f"{name}.something"] is None
    return OutcomeLine(
        code=name, decided=decided, nothing=None if hidden else nothing, is_small=hidden
    )


def _months(*, is_exercise: bool) -> tuple[int | None, tuple[FollowedMonth, ...]]:
    """What each of the twelve returns says, over all the people followed."""
    rows = FollowUp.objects.filter(question__is_exercise=is_exercise)
    found: dict[int, Counter[str]] = defaultdict(Counter)
    for rank, state in rows.values_list("month_rank", "state"):
        found[rank][state] += 1
    people = found[1].total()
    told = (FollowedState.DECLARED, FollowedState.LEFT, FollowedState.ABSENT)
    values = {"people": people}
    sums: list[Sum] = []
    for rank in range(1, FOLLOWED_MONTHS + 1):
        values |= {f"{rank}.{state}": found[rank][str(state)] for state in told}
        values[f"{rank}.read"] = sum(found[rank][str(state)] for state in told)
        sums.append(Sum(f"{rank}.read", tuple(f"{rank}.{state}" for state in told)))
    shown = _shown(values, sums)
    months = tuple(
        FollowedMonth(
            rank=rank,
            read=shown[f"{rank}.read"],
            declared=shown[f"{rank}.declared"],
            left=shown[f"{rank}.left"],
            absent=shown[f"{rank}.absent"],
        )
        for rank in range(1, FOLLOWED_MONTHS + 1)
    )
    return shown["people"], months


def _shown(values: Mapping[str, int], sums: Sequence[Sum]) -> dict[str, int | None]:
    """Each count that may be said; nothing for those that are small or would give one away."""
    told = protect(
        [Count(name, value) for name, value in values.items()], sums, threshold=SMALL_CELL
    )
    return {
        name: value if told.showings[name] is Showing.SHOWN else None
        for name, value in values.items()
    }
