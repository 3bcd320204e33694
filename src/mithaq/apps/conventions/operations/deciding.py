"""A decision is taken in quorum, then executed, postponed or abandoned, each time with words."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from mithaq.apps.accounts.models import User
from mithaq.apps.conventions.choices.meetings import (
    DECISION_STEPS,
    EffectDirection,
    MeetingStatus,
)
from mithaq.apps.conventions.models import AgendaItem, Decision, DecisionStep, Meeting
from mithaq.apps.conventions.operations._sittings import (
    NO_QUORUM,
    Signed,
    locked_meeting,
    missing_texts,
    quorum_now,
    step_or_refuse,
    write_line,
)
from mithaq.apps.conventions.operations.sitting_drafts import DecisionDraft
from mithaq.apps.conventions.queries.effects import share_named
from mithaq.base.errors import Fault, Refusal, refuse_if_any
from mithaq.base.text import Labels

WHOLE = 100


@transaction.atomic
def take_decision(
    *, meeting_id: int, draft: DecisionDraft, actor: User | Any, mandate: str, at: datetime
) -> int:
    """Write a decision of a meeting that has its quorum; gives back its number."""
    meeting = locked_meeting(meeting_id)
    step_or_refuse(meeting, "hold")
    faults = _draft_faults(draft, meeting, today=timezone.localtime(at).date())
    if not quorum_now(meeting).is_met:
        faults.append(Fault(where="text", sentence=NO_QUORUM, rule="meeting.decides_in_quorum"))
    refuse_if_any(faults)
    last = Decision.objects.filter(meeting=meeting).order_by("-number").first()
    row = Decision.objects.create(
        meeting=meeting,
        item_id=draft.item_id,
        number=last.number + 1 if last else 1,
        label_fr=draft.text.fr.strip(),
        label_ar=draft.text.ar.strip(),
        label_en=draft.text.en.strip(),
        owner_id=draft.owner_id,
        owner_person=draft.owner_person.strip(),
        due_on=draft.due_on,
        effect_version_id=draft.effect_version_id,
        effect_direction=draft.effect_direction,
        effect_value=draft.effect_value,
        effect_by_on=draft.effect_by_on,
    )
    if draft.item_id is not None:
        AgendaItem.objects.filter(pk=draft.item_id).update(is_examined=False)
    signed = Signed(actor=actor, mandate=mandate, at=at)
    _step(row, "take", signed, note="")
    after = {"decision": row.number, "due_on": row.due_on}
    write_line("take_decision", meeting, signed, before=None, after=after)
    return row.number


@transaction.atomic
def withdraw_decision(
    *, decision_id: int, actor: User | Any, mandate: str, reason: str, at: datetime
) -> None:
    """Take back a decision written by mistake, while its meeting is still sitting."""
    row = _locked(decision_id)
    meeting = row.meeting
    step_or_refuse(meeting, "hold")
    DecisionStep.objects.filter(decision=row).delete()
    number, text = row.number, row.label_fr
    row.delete()
    signed = Signed(actor=actor, mandate=mandate, at=at, reason=reason)
    before = {"decision": number, "text": text}
    write_line("withdraw_decision", meeting, signed, before=before, after=None)


@transaction.atomic
def complete_decision(
    *, decision_id: int, on: date, evidence: str, actor: User | Any, mandate: str, at: datetime
) -> None:
    """Say that a decision is executed, and by what it is proved."""
    row = _step_or_refuse(_locked(decision_id), "complete")
    refuse_if_any(missing_texts({"evidence": evidence}))
    _move(row, "complete", Signed(actor=actor, mandate=mandate, at=at, reason=evidence), on=on)


@transaction.atomic
def postpone_decision(
    *,
    decision_id: int,
    due_on: date,
    reason: str,
    actor: User | Any,
    mandate: str,
    at: datetime,
) -> None:
    """Give a decision a later day, and say why."""
    row = _step_or_refuse(_locked(decision_id), "postpone")
    faults = missing_texts({"reason": reason})
    if due_on <= row.due_on:
        faults.append(Fault(where="due_on", sentence=_EARLIER, rule="decision.postponed_later"))
    elif due_on < timezone.localtime(at).date():
        faults.append(Fault(where="due_on", sentence=_PAST, rule="decision.postponed_to_come"))
    refuse_if_any(faults)
    signed = Signed(actor=actor, mandate=mandate, at=at, reason=reason)
    row.due_on = due_on
    _move(row, "postpone", signed, on=None)


@transaction.atomic
def keep_decision(
    *, decision_id: int, reason: str, actor: User | Any, mandate: str, at: datetime
) -> None:
    """Say that a committee looked at a decision and keeps it with the same day."""
    row = _step_or_refuse(_locked(decision_id), "postpone")
    signed = Signed(actor=actor, mandate=mandate, at=at, reason=reason)
    _step(row, "keep", signed, note=reason.strip())
    after = {"decision": row.number, "due_on": row.due_on}
    write_line("keep_decision", row.meeting, signed, before=None, after=after)


@transaction.atomic
def abandon_decision(
    *, decision_id: int, on: date, reason: str, actor: User | Any, mandate: str, at: datetime
) -> None:
    """Give a decision up, and say why."""
    row = _step_or_refuse(_locked(decision_id), "abandon")
    refuse_if_any(missing_texts({"reason": reason}))
    _move(row, "abandon", Signed(actor=actor, mandate=mandate, at=at, reason=reason), on=on)


@transaction.atomic
def reopen_decision(
    *, decision_id: int, reason: str, actor: User | Any, mandate: str, at: datetime
) -> None:
    """Open again a decision closed too soon, and say why."""
    row = _step_or_refuse(_locked(decision_id), "reopen")
    refuse_if_any(missing_texts({"reason": reason}))
    _move(row, "reopen", Signed(actor=actor, mandate=mandate, at=at, reason=reason), on=None)


def _locked(decision_id: int) -> Decision:
    return (
        Decision.objects.select_for_update(of=("self",))
        .select_related("meeting__committee__convention")
        .get(pk=decision_id)
    )


def _step_or_refuse(row: Decision, name: str) -> Decision:
    froms = next(step[1] for step in DECISION_STEPS if step[0] == name)
    if row.status not in froms:
        raise Refusal(Fault(where="status", sentence=_STATE, rule=f"decision.{name}.from_state"))
    if row.meeting.status != MeetingStatus.HELD:
        raise Refusal(Fault(where="status", sentence=_SITTING, rule="decision.meeting_is_held"))
    return row


def _move(row: Decision, name: str, signed: Signed, *, on: date | None) -> None:
    before = {"decision": row.number, "status": row.status}
    row.status = next(str(step[2]) for step in DECISION_STEPS if step[0] == name)
    row.closed_on = on
    if name == "complete":
        row.evidence = signed.reason.strip()
    else:
        row.reason = signed.reason.strip()[:300]
    row.save()
    _step(row, name, signed, note=signed.reason.strip())
    after = {"decision": row.number, "status": row.status, "due_on": row.due_on}
    write_line(f"{name}_decision", row.meeting, signed, before=before, after=after)


def _step(row: Decision, name: str, signed: Signed, *, note: str) -> None:
    DecisionStep.objects.create(
        decision=row, step=name, taken_on=signed.on, due_on=row.due_on, note=note, by=signed.actor
    )


def _draft_faults(draft: DecisionDraft, meeting: Meeting, *, today: date) -> list[Fault]:
    faults = missing_texts({"text": draft.text.fr})
    # An exercise may sit ahead of its day: its minutes carry the day of the act.
    if draft.due_on < min(meeting.held_on, today):
        faults.append(Fault(where="due_on", sentence=_BEFORE, rule="decision.due_after_meeting"))
    items = AgendaItem.objects.filter(meeting=meeting)
    if draft.item_id and not items.filter(pk=draft.item_id).exists():
        faults.append(Fault(where="item", sentence=_ITEM, rule="decision.item_of_meeting"))
    return [*faults, *_effect_faults(draft)]


def _effect_faults(draft: DecisionDraft) -> list[Fault]:
    faults = []
    told = {
        "effect_version": bool(draft.effect_version_id),
        "effect_direction": bool(draft.effect_direction),
        "effect_by_on": bool(draft.effect_by_on),
    }
    if any(told.values()) or draft.effect_value is not None:
        faults += [
            Fault(where=where, sentence=_EFFECT, rule="decision.effect_whole")
            for where, is_told in told.items()
            if not is_told
        ]
    if draft.effect_direction == EffectDirection.REACH and draft.effect_value is None:
        faults.append(Fault(where="effect_value", sentence=_VALUE, rule="decision.effect_value"))
    if draft.effect_version_id and draft.effect_value is not None:
        name = share_named(draft.effect_version_id)
        if name is not None and not 0 <= draft.effect_value <= WHOLE:
            faults.append(_beyond(name))
    return faults


def _beyond(name: Labels) -> Fault:
    return Fault(
        where="effect_value",
        sentence=Labels(
            f"« {name.of('fr')} » est un taux : il va de 0 à 100 %.",
            f"«{name.of('ar')}» نسبة: تتراوح بين 0 و100 %.",
            f"“{name.of('en')}” is a rate: it goes from 0 to 100 %.",
        ),
        rule="decision.effect_within_whole",
        remedy=Labels(
            "Écrivez la valeur en pour cent, 65 pour 65 %.",
            "اكتبوا القيمة بالمائة: 65 مقابل 65 %.",
            "Write the value in per cent, 65 for 65 %.",
        ),
    )


_EARLIER = Labels(
    "La nouvelle date vient après l’ancienne.",
    "التاريخ الجديد يأتي بعد القديم.",
    "The new date comes after the old one.",
)
_PAST = Labels(
    "La nouvelle date est déjà passée.",
    "التاريخ الجديد مضى.",
    "The new date is already past.",
)
_STATE = Labels(
    "Cette décision n’est plus dans un état qui le permet.",
    "حالة هذا القرار لا تسمح بذلك.",
    "This decision is not in a state that allows it.",
)
_SITTING = Labels(
    "La séance n’est pas levée : la décision s’y corrige encore.",
    "لم يُرفع الاجتماع بعد: ما زال القرار قابلا للتصحيح فيه.",
    "The meeting is not closed: the decision is still corrected there.",
)
_BEFORE = Labels(
    "L’échéance d’une décision vient après la séance.",
    "أجل القرار يأتي بعد الاجتماع.",
    "The due date of a decision comes after the meeting.",
)
_ITEM = Labels(
    "Ce point n’est pas de cette séance.",
    "هذه النقطة ليست من هذا الاجتماع.",
    "This item is not of this meeting.",
)
_EFFECT = Labels(
    "Un effet attendu dit sur quel indicateur, dans quel sens et pour quand.",
    "الأثر المنتظر يحدد المؤشر والاتجاه والأجل.",
    "An expected effect says on which indicator, in which direction and by when.",
)
_VALUE = Labels(
    "Un effet à atteindre dit quelle valeur.",
    "الأثر المراد بلوغه يحدد القيمة.",
    "An effect to reach says which value.",
)
