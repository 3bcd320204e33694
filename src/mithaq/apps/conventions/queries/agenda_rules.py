"""The rules that call an item to the agenda: code, threshold, day since when, usual minutes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from mithaq.apps.conventions.choices.meetings import AgendaRule
from mithaq.base.text import Labels

NOTHING: Final = Labels("")
SINCE: Final = date(2026, 11, 1)
SHORTEST: Final = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class CallingRule:
    """One rule: its short code, its threshold with the unit, and the time an item usually takes."""

    code: str
    minutes: int
    threshold: int | None = None
    unit: str = ""
    since: date = SINCE


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaCall:
    """A point that a rule calls, or that the secretariat adds; `reason` says why it stays out.

    `owner_id`, known by its `owner_slug` when it is read from the text as amended, owes what the
    point is about; `version_id` is the indicator it is about: a decision starts from them.
    """

    key: str
    rule: str
    title: Labels
    detail: Labels = NOTHING
    why: Labels = NOTHING
    expected: Labels = NOTHING
    who: Labels = NOTHING
    minutes: int = 10
    grade: str = ""
    url: str = ""
    reason: str = ""
    owner_id: int | None = None
    owner_slug: str = ""
    version_id: int | None = None

    def below(self, why: Labels) -> AgendaCall:
        """The same point left out because its rule's threshold is not reached, and why."""
        return replace(self, why=why, reason=why.fr)


RULES: Final[dict[str, CallingRule]] = {
    AgendaRule.LAST_MINUTES: CallingRule(code="C-1", minutes=5),
    AgendaRule.DECISION_DUE: CallingRule(code="D-2", minutes=10, threshold=0, unit="days"),
    AgendaRule.COMMITMENT_LATE: CallingRule(code="E-1", minutes=10, threshold=0, unit="days"),
    AgendaRule.MILESTONE_LATE: CallingRule(code="J-1", minutes=10, threshold=0, unit="days"),
    AgendaRule.FIGURES_CONFLICT: CallingRule(code="F-1", minutes=10),
    AgendaRule.DISPARITY: CallingRule(code="F-2", minutes=10, threshold=10, unit="points"),
    AgendaRule.TARGET_BEHIND: CallingRule(code="O-1", minutes=10, threshold=10, unit="points"),
    AgendaRule.ENVELOPE_USED: CallingRule(code="B-2", minutes=10, threshold=90, unit="percent"),
    AgendaRule.CASE_BLOCKED: CallingRule(code="M-1", minutes=10),
    AgendaRule.CAUSE_RECURS: CallingRule(code="M-2", minutes=10, threshold=0, unit="days"),
    AgendaRule.SETTLEMENT_AT_RISK: CallingRule(code="M-3", minutes=10, threshold=0, unit="days"),
    AgendaRule.REFORM_PROPOSED: CallingRule(code="M-4", minutes=10),
    AgendaRule.CONVENTION_ENDING: CallingRule(code="T-1", minutes=10, threshold=180, unit="days"),
    AgendaRule.COMMITMENT_NEAR: CallingRule(code="E-2", minutes=5, threshold=30, unit="days"),
    AgendaRule.ADDED: CallingRule(code="S-1", minutes=10),
    AgendaRule.NEXT_DATE: CallingRule(code="C-4", minutes=5),
}
ORDER: Final = tuple(RULES)


def fitted(minutes: Sequence[int], slot: int) -> list[int]:
    """Shorten every item alike so that all fit in the slot, none below two minutes.

    What rounding leaves goes to the items cut most; when even two minutes each do not fit, the
    page says by how much.
    """
    asked = sum(minutes)
    if asked <= slot:
        return list(minutes)
    cut = [max(SHORTEST, value * slot // asked) for value in minutes]
    while sum(cut) > slot and max(cut) > SHORTEST:
        cut[cut.index(max(cut))] -= 1
    rest = slot - sum(cut)
    for index in sorted(range(len(cut)), key=lambda place: cut[place] - minutes[place]):
        if rest > 0 and cut[index] < minutes[index]:
            cut[index] += 1
            rest -= 1
    return cut


def in_order(calls: Sequence[AgendaCall]) -> list[AgendaCall]:
    """Put calls in the order of the rules: the last minutes first, the next date last."""
    return sorted(calls, key=lambda call: ORDER.index(AgendaRule(call.rule)))
