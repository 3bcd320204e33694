"""The turn is written down, and the clocks follow it: one day due and one lateness for a case."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time
from typing import Final

from django.db.models import Max
from django.utils import timezone

from mithaq.apps.corridor.choices.cases import SideEventKind, SideStatus
from mithaq.apps.corridor.models import Case, Side, SideEvent
from mithaq.apps.corridor.models.cases import NEVER
from mithaq.apps.corridor.queries._lists import sides_by_case, terms_by_case, turns_of
from mithaq.apps.corridor.queries.access import state_of
from mithaq.apps.corridor.queries.apart import is_apart, is_blind
from mithaq.apps.corridor.queries.clocks import clocks_of
from mithaq.apps.corridor.queries.turns import Turn, waited_for
from mithaq.base.text import Labels, in_every_language
from mithaq.engines.clocks import ClockReading, Wait

KEPT: Final = ("is_awaited", "due_at", "sorted_at", "elsewhere_due_at", "bound_at")
LAST_SECOND: Final = time(23, 59, 59)
OTHER_TURN: Final = Labels(
    "le tour est à une autre partie", "الدور على طرف آخر", "another party has the turn"
)
OTHER_DAY: Final = Labels(
    "l’accord ou la décision remplace ce délai",
    "حل الاتفاق أو القرار محل هذا الأجل",
    "the agreement or the decision replaces this delay",
)


def keep_turns(case: Case, *, at: datetime) -> None:
    """Write whose turn it is on a case and its sides, and let each clock run with the turn."""
    by_case = sides_by_case([case])
    sides = by_case[case.pk]
    turns = turns_of(case, by_case, terms_by_case([case], by_case))
    # An act told late comes after what is already written: the story of a clock has one order.
    last = SideEvent.objects.filter(side__in=sides).aggregate(last=Max("happened_at"))["last"]
    now = max(at, last) if last else at
    readings = _followed(case, sides, turns, at=now)
    keep_days(sides, turns, readings, is_personal=case.subject.is_personal)
    is_awaited = case.company.slug in {turn.organisation for turn in turns}
    if case.is_awaited != is_awaited:
        case.is_awaited = is_awaited
        Case.objects.filter(pk=case.pk).update(is_awaited=is_awaited)


def keep_days(
    sides: Iterable[Side],
    turns: Sequence[Turn],
    readings: Mapping[int, ClockReading],
    *,
    is_personal: bool,
) -> int:
    """Write the turn and the days of the sides of one case; gives how many of them changed.

    A side is due while its turn lasts only: by the day that an agreement or a decision gives it,
    else by its clock. Out of turn, or without a day of its own, it stands in its queue at the day
    of whoever has the turn, or at that of its own delay where that one runs on and comes first.
    """
    rows = [side for side in sides if side.is_open]
    given = {turn.organisation: turn.due_on for turn in turns}
    clocked = {turn.organisation for turn in turns if turn.is_clocked}
    before = {side.pk: [getattr(side, name) for name in KEPT] for side in rows}
    for side in rows:
        side.is_awaited = side.institution.slug in given
        side.due_at = None
        if side.is_awaited:
            day, reading = given[side.institution.slug], readings[side.pk]
            is_own = side.institution.slug in clocked and reading.closed_at is None
            own = reading.due_at if is_own else None
            side.due_at = _end_of(day) if day else own
    days = [side.due_at for side in rows if side.due_at]
    # A company has no clock: only an agreement, or a decision, gives it a day.
    bodies = {side.institution.slug for side in rows}
    days += [_end_of(day) for name, day in given.items() if day and name not in bodies]
    first = min(days, default=NEVER)
    _keep_lateness(rows, readings if turns else {}, is_personal=is_personal)
    for side in rows:
        side.sorted_at = side.due_at or min(side.bound_at or NEVER, first)
    changed = [side for side in rows if before[side.pk] != [getattr(side, n) for n in KEPT]]
    if changed:
        Side.objects.bulk_update(changed, KEPT)
    ended = [side for side in sides if not side.is_open and side.is_awaited]
    if ended:
        Side.objects.filter(pk__in=[side.pk for side in ended]).update(is_awaited=False)
    return len(changed)


def _keep_lateness(
    rows: Sequence[Side], readings: Mapping[int, ClockReading], *, is_personal: bool
) -> None:
    """Set the day after which each open side of a case is late, and the first after which another
    of which its owner is told makes the case late; none of either without readings, as once the
    case waits for nobody. The turn of each side is already set."""
    bound = {
        side.pk: day
        for side in rows
        if side.pk in readings and (day := _binding(side, readings[side.pk]))
    }
    for side in rows:
        for_blind = is_blind(side.part, is_personal=is_personal)
        others = [
            bound[one.pk]
            for one in rows
            if one.pk in bound
            and one.pk != side.pk
            and not is_apart(for_blind=for_blind, is_called=one.is_called, is_own=False)
        ]
        side.elsewhere_due_at = min(others, default=None)
        side.bound_at = bound.get(side.pk)


def _binding(side: Side, reading: ClockReading) -> datetime | None:
    """The day that a side is late after: that of its turn or, once it gave the hand, that of its
    delay, which runs on."""
    if side.is_awaited or reading.closed_at is not None or reading.is_paused:
        return side.due_at
    return reading.due_at


def _followed(
    case: Case, sides: Sequence[Side], turns: Sequence[Turn], *, at: datetime
) -> Mapping[int, ClockReading]:
    """Stop the clocks of those whose turn it is not, or who carry out what was signed or decided,
    and start those that the turn comes back to. Where silence is an answer, no turn stops it."""
    given = {turn.organisation for turn in turns}
    counted = {turn.organisation for turn in turns if turn.is_clocked}
    states = waited_for([state_of(side) for side in sides], status=case.status)
    waited = {state.organisation for state in states}
    readings = clocks_of(sides, at=at)
    new = []
    for side in sides:
        reading = readings[side.pk]
        norm = reading.norm
        if norm is None or norm.silence or reading.closed_at is not None:
            continue
        if side.status == SideStatus.WAITING_COMPANY:
            # The completion request stopped it: what it brings back is read then.
            continue
        name = side.institution.slug
        # A hand given stops nothing, the delay promised would be put off at will; the day of an
        # agreement or of a decision replaces that delay all the same.
        has_given = side.status == SideStatus.WAITING_OTHER and name not in given
        has_given = has_given and name in waited
        runs = name in counted or has_given
        is_stopped = reading.waits_for is Wait.OTHER_SIDE
        if runs == is_stopped:
            kind = SideEventKind.RESUMED if runs else SideEventKind.PAUSED
            why = "" if runs else in_every_language(OTHER_DAY if name in given else OTHER_TURN)
            new.append(SideEvent(side=side, kind=kind, happened_at=at, reason=why))
    if not new:
        return readings
    SideEvent.objects.bulk_create(new)
    return clocks_of(sides, at=at)


def _end_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, LAST_SECOND))
