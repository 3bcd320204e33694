"""The days that an agreement or a decision gave and that passed, in the whole past of a case: made
good, ended or not, each stays told. What is late in a turn now is ``missed_in_turn``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime

from django.utils import timezone

from mithaq.apps.corridor.choices import Part
from mithaq.apps.corridor.models import Agreement, Side
from mithaq.apps.corridor.queries.done import Done
from mithaq.apps.corridor.queries.turns import GivenDay, missed
from mithaq.apps.corridor.queries.views import AgreementView, CaseView, ReferralView, SideView


def missed_days(
    case: CaseView, journal: Sequence[Done] = (), *, at: datetime
) -> tuple[GivenDay, ...]:
    """Every day given in a case that passed before it was kept, the oldest first."""
    found = [*_of_agreements(case, at), *_of_decisions(case, journal, at)]
    return tuple(sorted(found, key=lambda item: item.due_on))


def missed_by_side(sides: Iterable[Side]) -> dict[int, GivenDay]:
    """The sides of some cases that carried an agreement out after its day: one query, none when no
    institution that decides has answered."""
    answered = [row for row in sides if row.part == Part.DECIDES and row.answered_at]
    if not answered:
        return {}
    rows = Agreement.objects.filter(
        case__in={row.case_id for row in answered},
        concluded_at__isnull=False,
        dropped_at__isnull=True,
        due_on__isnull=False,
    )
    given = {
        case: (signed, due)
        for case, signed, due in rows.order_by("drawn_at", "pk").values_list(
            "case", "concluded_at", "due_on"
        )
    }
    found = {}
    for row in answered:
        signed, due = given.get(row.case_id, (None, None))
        if row.answered_at and signed and due and row.answered_at >= signed:
            day = _missed(row.institution.slug, due, done_at=row.answered_at, at=row.answered_at)
            if day is not None:
                found[row.pk] = day
    return found


def _of_agreements(case: CaseView, at: datetime) -> Iterator[GivenDay]:
    signed = [item for item in case.agreements if item.concluded_at is not None]
    for rank, item in enumerate(signed):
        since = item.concluded_at
        if item.due_on is None or since is None:
            continue
        ends = _ends(case, item, since, [later.concluded_at for later in signed[rank + 1 :]])
        for side in case.sides:
            if side.part != Part.DECIDES or _is_aside(side, since):
                continue
            done = min((day for day in _answers(side) if day >= since), default=None)
            day = _missed(side.institution, item.due_on, done_at=done, ended_at=ends, at=at)
            if day is not None:
                yield day


def _ends(
    case: CaseView, item: AgreementView, since: datetime, later: Iterable[datetime | None]
) -> datetime | None:
    """When an agreement bound nobody any more: dropped, replaced, or the case at its end."""
    days = [item.dropped_at, *later, *(outcome.decided_at for outcome in case.outcomes)]
    return min((day for day in days if day is not None and day >= since), default=None)


def _is_aside(side: SideView, since: datetime) -> bool:
    """Whether a side had answered for good before all signed: it has nothing to carry out."""
    return side.answered_at is not None and max(_answers(side)) < since


def _answers(side: SideView) -> list[datetime]:
    given = [past.answered_at for past in side.past_answers]
    return [*given, side.answered_at] if side.answered_at else given


def _of_decisions(case: CaseView, journal: Sequence[Done], at: datetime) -> Iterator[GivenDay]:
    sides = {side.institution: side for side in case.sides}
    decided = [row for row in case.referrals if row.decided_at and row.decision_due_on]
    for rank, row in enumerate(decided):
        owner, since, due = row.decision_owner, row.decided_at, row.decision_due_on
        if since is None or due is None or owner not in {case.company, *sides}:
            continue
        said = [act.at for act in journal if _hands_back(act, owner)]
        answers = _answers(sides[owner]) if owner in sides else []
        done = min((day for day in (*said, *answers) if day >= since), default=None)
        ends = _decision_ends(case, since, decided[rank + 1 :])
        if done is None and ends is None and case.decided != owner:
            continue
        day = _missed(owner, due, by_committee=True, done_at=done, ended_at=ends, at=at)
        if day is not None:
            yield day


def _decision_ends(
    case: CaseView, since: datetime, later: Iterable[ReferralView]
) -> datetime | None:
    days = [row.decided_at for row in later] + [item.decided_at for item in case.outcomes]
    return min((day for day in days if day is not None and day >= since), default=None)


def _hands_back(act: Done, owner: str) -> bool:
    return act.action == "hand_back" and act.after.get("party") == owner


def _missed(
    organisation: str,
    due_on: date,
    *,
    at: datetime,
    done_at: datetime | None = None,
    ended_at: datetime | None = None,
    by_committee: bool = False,
) -> GivenDay | None:
    """The lateness on a day, counted until it was made good, ended, or is read; none in time."""
    is_over = ended_at is not None and (done_at is None or ended_at < done_at)
    last = ended_at if is_over else done_at or at
    return missed(
        organisation,
        due_on,
        until=timezone.localtime(last).date(),
        by_committee=by_committee,
        done_at=None if is_over else done_at,
        is_over=is_over,
    )
