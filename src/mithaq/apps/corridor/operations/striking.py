"""What is taken back of questions, with a reason: a signal, a draw, a list of people followed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction

from mithaq.apps.accounts.operations import record
from mithaq.apps.corridor.choices.questions import FollowedState, QuestionAct, QuestionStatus
from mithaq.apps.corridor.events import PeopleFollowed
from mithaq.apps.corridor.models import ControlDraw, FollowUp, Question, Signal
from mithaq.apps.corridor.operations import _drawing_words as drawing
from mithaq.apps.corridor.operations import _question_words as words
from mithaq.apps.corridor.operations._question_rows import (
    act_faults,
    held,
    line,
    person_key,
)
from mithaq.apps.corridor.operations.question_decisions import people_faults, people_rows
from mithaq.apps.corridor.policies.questions import can_draw_controls, can_enter_signal
from mithaq.apps.organisations.queries import MandateView
from mithaq.base.errors import Fault, Refusal, refuse_if_any
from mithaq.base.months import Month


@transaction.atomic
def strike_signal(
    *, signal_id: int, reason: str, actor: Any, under: MandateView | None, at: datetime
) -> None:
    """Strike a signal entered wrong, and say why: it stays, opens nothing, and leaves its place.

    The right one is then entered. Refused while a question rests on it, unless it was withdrawn.
    """
    rows = Signal.objects.select_for_update(of=("self",)).select_related(
        "company__territory", "institution"
    )
    row = rows.filter(pk=signal_id, struck_at__isnull=True).first()
    if row is None:
        raise Refusal(words.unknown("signal_id"))
    place = row.company.territory.code if row.company.territory else ""
    is_own = under is not None and under.organisation == row.institution.slug
    if not is_own or not can_enter_signal(under, place, is_exercise=row.is_exercise):
        raise Refusal(words.not_yours("question.can_enter_signal"))
    faults: list[Fault] = []
    asked = Question.objects.filter(signal=row).exclude(status=QuestionStatus.WITHDRAWN)
    if asked.exists():
        faults.append(drawing.question_rests(list(asked.values_list("number", flat=True))))
    if not reason.strip():
        faults.append(words.missing("reason"))
    refuse_if_any(faults)
    row.struck_at, row.struck_by_id, row.struck_because = at, person_key(actor), reason.strip()
    row.save(update_fields=["struck_at", "struck_by", "struck_because"])
    _record(
        "strike_signal", "signal", str(row.pk), f"{row.company.slug} : {row.code}",
        after={"code": row.code, "period": [row.period_from, row.period_to]},
        reason=reason, actor=actor, under=under, at=at,
    )  # fmt: skip


@transaction.atomic
def cancel_draw(
    *, number: str, reason: str, actor: Any, under: MandateView | None, at: datetime
) -> None:
    """Cancel a draw announced or made with a mistake: everyone reads that, and why.

    Refused while a question rests on it: those are withdrawn first, each with its reason.
    """
    rows = ControlDraw.objects.select_for_update(of=("self",)).select_related("institution")
    row = rows.filter(number=number).first()
    if row is None:
        raise Refusal(words.unknown("number"))
    is_own = under is not None and under.organisation == row.institution.slug
    if not is_own or not can_draw_controls(under, is_exercise=row.is_exercise):
        raise Refusal(words.not_yours("question.can_draw_controls"))
    faults: list[Fault] = []
    if row.cancelled_at is not None:
        faults.append(drawing.cancelled())
    asked = Question.objects.filter(drawn__draw=row).exclude(status=QuestionStatus.WITHDRAWN)
    if asked.exists():
        faults.append(drawing.question_rests(list(asked.values_list("number", flat=True))))
    if not reason.strip():
        faults.append(words.missing("reason"))
    refuse_if_any(faults)
    row.cancelled_at, row.cancelled_by_id = at, person_key(actor)
    row.cancelled_because = reason.strip()
    row.save(update_fields=["cancelled_at", "cancelled_by", "cancelled_because"])
    _record(
        "cancel_draw", "control_draw", row.number, row.population_fr,
        after={"seed": row.seed}, reason=reason, actor=actor, under=under, at=at,
    )  # fmt: skip


@transaction.atomic
def correct_people(
    *,
    number: str,
    numbers: Sequence[str],
    first_month: date,
    reason: str,
    actor: Any,
    under: MandateView | None,
    at: datetime,
) -> PeopleFollowed:
    """Put right the list of people followed, and say why.

    What was read of a month stays for whoever keeps rank, mask and month; the rest is read again.
    """
    row, stake = held(number, under)
    faults = act_faults(row, stake, QuestionAct.FOLLOW, under)
    old = list(FollowUp.objects.filter(question=row).order_by("person", "month_rank"))
    if not old:
        faults.append(words.not_followed())
    faults += people_faults(numbers)
    if not reason.strip():
        faults.append(words.missing("reason"))
    refuse_if_any(faults)
    read = {
        (item.person, item.masked_number, item.month): item
        for item in old
        if item.state != FollowedState.UNKNOWN
    }
    FollowUp.objects.filter(question=row).delete()
    rows = people_rows(row, numbers, first_month)
    for item in rows:
        if known := read.get((item.person, item.masked_number, item.month)):
            item.state, item.recorded_at = known.state, known.recorded_at
    FollowUp.objects.bulk_create(rows)
    line(
        row, "correct_people", actor=actor, under=under, at=at, reason=reason,
        before={"people": len({item.person for item in old}), "first_month": old[0].month},
        after={"people": len(numbers), "first_month": Month.of(first_month).first_day},
    )  # fmt: skip
    return PeopleFollowed(number=row.number, company=stake.company, people_count=len(numbers))


def _record(
    action: str,
    kind: str,
    key: str,
    label: str,
    *,
    after: Mapping[str, object],
    reason: str,
    actor: Any,
    under: MandateView | None,
    at: datetime,
) -> None:
    record(
        actor=actor,
        mandate=under.text if under else "",
        action=f"corridor.{action}",
        object_type=kind,
        object_ref=key,
        object_label=label,
        before=None,
        after=dict(after),
        reason=reason.strip(),
        at=at,
    )
