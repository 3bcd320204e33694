"""Holding a meeting: who came, what was said, and whether it could decide."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from mithaq.apps.accounts.models import User
from mithaq.apps.conventions.choices.meetings import MeetingStatus, Presence
from mithaq.apps.conventions.events import MeetingClosed
from mithaq.apps.conventions.models import AgendaItem, Attendance, Decision, Meeting, Minutes
from mithaq.apps.conventions.operations._sittings import (
    NO_QUORUM,
    Signed,
    closing_faults,
    known_ids,
    locked_meeting,
    members_on,
    quorum_now,
    step_or_refuse,
    write_line,
)
from mithaq.apps.conventions.operations.sitting_drafts import MarkDraft
from mithaq.apps.conventions.queries.meetings import meeting_of
from mithaq.apps.conventions.queries.quorum import closing_of
from mithaq.apps.conventions.queries.saying import day as words_of
from mithaq.apps.conventions.queries.saying import said
from mithaq.base.errors import Fault, Refusal, refuse_if_any
from mithaq.base.text import Labels


@transaction.atomic
def record_attendance(
    *,
    meeting_id: int,
    marks: Sequence[MarkDraft],
    is_ahead: bool = False,
    actor: User | Any,
    mandate: str,
    at: datetime,
) -> None:
    """Write who came to a convened meeting; a member marked again is corrected.

    A meeting is not held before its day; an exercise may be, once somebody says so.
    """
    meeting = locked_meeting(meeting_id)
    step_or_refuse(meeting, "hold")
    on = timezone.localtime(meeting.starts_at).date()
    members = members_on(meeting.committee, on)
    names = {row.pk: row.substitute_fr for row in members}
    faults = _mark_faults(marks, known_ids(members), names)
    if timezone.localtime(at).date() < on and not Attendance.objects.filter(meeting=meeting):
        faults += _ahead_faults(meeting, on, is_ahead=is_ahead)
    refuse_if_any(faults)
    for mark in marks:
        by = mark.by_name.strip() or names[mark.member_id]
        Attendance.objects.update_or_create(
            meeting=meeting,
            member_id=mark.member_id,
            defaults={
                "presence": mark.presence,
                "by_name": by if mark.presence == Presence.REPRESENTED else "",
            },
        )
    quorum = quorum_now(meeting)
    signed = Signed(actor=actor, mandate=mandate, at=at)
    after = {"present": quorum.present, "voting": quorum.voting, "required": quorum.required}
    write_line("record_attendance", meeting, signed, before=None, after=after)


@transaction.atomic
def note_items(
    *,
    meeting_id: int,
    notes: Mapping[int, Labels],
    actor: User | Any,
    mandate: str,
    at: datetime,
) -> None:
    """Write what was said under some items, in short, as the sitting goes."""
    meeting = locked_meeting(meeting_id)
    step_or_refuse(meeting, "hold")
    rows = list(AgendaItem.objects.filter(meeting=meeting, pk__in=notes))
    changed = [row for row in rows if (row.notes, row.notes_ar) != _texts(notes[row.pk])]
    for row in changed:
        row.notes, row.notes_ar = _texts(notes[row.pk])
    AgendaItem.objects.bulk_update(changed, ["notes", "notes_ar"])
    if changed:
        signed = Signed(actor=actor, mandate=mandate, at=at)
        after = {"items": [row.rank for row in changed]}
        write_line("note_items", meeting, signed, before=None, after=after)


@transaction.atomic
def write_outcome(
    *, item_id: int, sentence: Labels, actor: User | Any, mandate: str, at: datetime
) -> None:
    """Write under an item what became of it; only a meeting with its quorum settles anything."""
    # The meeting first, as whoever takes its notes does: the other order would wait for ever.
    meeting = locked_meeting(AgendaItem.objects.values_list("meeting", flat=True).get(pk=item_id))
    row = AgendaItem.objects.get(pk=item_id)
    step_or_refuse(meeting, "hold")
    if not quorum_now(meeting).is_met:
        raise Refusal(Fault(where="act", sentence=NO_QUORUM, rule="meeting.decides_in_quorum"))
    # Apart from the notes: what a person types in one language never takes its place.
    row.outcome_fr, row.outcome_ar, row.outcome_en = (
        "\n".join(filter(None, (kept, told.strip())))
        for kept, told in (
            (row.outcome_fr, sentence.fr),
            (row.outcome_ar, sentence.ar),
            (row.outcome_en, sentence.en),
        )
    )
    row.save(update_fields=["outcome_fr", "outcome_ar", "outcome_en"])
    signed = Signed(actor=actor, mandate=mandate, at=at)
    write_line("write_outcome", meeting, signed, before=None, after={"items": [row.rank]})


@transaction.atomic
def examine_item(
    *, item_id: int, is_examined: bool, actor: User | Any, mandate: str, at: datetime
) -> None:
    """Say that a point was examined and nothing decided, or take that back, while it sits."""
    meeting = locked_meeting(AgendaItem.objects.values_list("meeting", flat=True).get(pk=item_id))
    step_or_refuse(meeting, "hold")
    row = AgendaItem.objects.get(pk=item_id)
    if not quorum_now(meeting).is_met:
        raise Refusal(Fault(where="act", sentence=NO_QUORUM, rule="meeting.decides_in_quorum"))
    if is_examined and Decision.objects.filter(item=row).exists():
        raise Refusal(Fault(where="act", sentence=_DECIDED_HERE, rule="item.examined_or_decided"))
    row.is_examined = is_examined
    row.save(update_fields=["is_examined"])
    signed = Signed(actor=actor, mandate=mandate, at=at)
    after = {"items": [row.rank], "examined": is_examined}
    write_line("examine_item", meeting, signed, before=None, after=after)


@transaction.atomic
def close_meeting(
    *,
    meeting_id: int,
    closed_at: datetime | None = None,
    actor: User | Any,
    mandate: str,
    reason: str = "",
    at: datetime,
) -> MeetingClosed:
    """Close a meeting: held when its quorum was there, adjourned when it was not.

    Held, its minutes start as a draft; adjourned, nothing was decided and a second convening may
    follow. Unless an hour is said, it closes now, or at the end of its slot when it is closed on
    another day. An exercise held before its day keeps the day of the act, and no hour.
    """
    meeting = locked_meeting(meeting_id)
    step_or_refuse(meeting, "hold")
    quorum = quorum_now(meeting)
    faults = []
    if quorum.unmarked:
        faults.append(_unmarked(quorum.unmarked))
    if not quorum.is_met and Decision.objects.filter(meeting=meeting).exists():
        faults.append(Fault(where="decisions", sentence=_DECIDED, rule="meeting.decides_in_quorum"))
    if not quorum.unmarked and meeting_of(meeting.pk).presiding is None:
        faults.append(Fault(where="presided_by", sentence=_PRESIDED, rule="meeting.presided"))
    signed = Signed(actor=actor, mandate=mandate, at=at, reason=reason)
    if signed.on < timezone.localtime(meeting.starts_at).date():
        # An exercise held ahead: its day is the one of the act, and nobody noted its hours.
        meeting.sat_on, ended = signed.on, at
    else:
        ended = closed_at or closing_of(meeting.starts_at, meeting.slot_minutes, at=at)
        faults += closing_faults(meeting, ended)
    refuse_if_any(faults)
    meeting.status = MeetingStatus.HELD if quorum.is_met else MeetingStatus.ADJOURNED
    meeting.closed_at, meeting.required_count = ended, quorum.required
    meeting.voting_count, meeting.present_count = quorum.voting, quorum.present
    meeting.save()
    Minutes.objects.create(meeting=meeting)
    write_line(
        "close_meeting",
        meeting,
        signed,
        before={"status": str(MeetingStatus.CONVENED)},
        after={"status": meeting.status, "present": quorum.present, "required": quorum.required},
    )
    return MeetingClosed(
        meeting_id=meeting.pk, number=meeting.number, is_held=quorum.is_met, present=quorum.present
    )


def _ahead_faults(meeting: Meeting, on: date, *, is_ahead: bool) -> list[Fault]:
    if meeting.committee.convention.is_exercise:
        return [] if is_ahead else [Fault(where="is_ahead", sentence=_AHEAD, rule="meeting.day")]
    day = said(lambda: words_of(on))
    return [
        Fault(
            where="starts_at",
            sentence=Labels(
                f"Cette séance se tient le {day.fr} : rien ne s’y note avant.",
                f"ينعقد هذا الاجتماع يوم {day.ar}: لا يسجَّل فيه شيء قبل ذلك.",
                f"This meeting is held on {day.en}: nothing is written of it before.",
            ),
            rule="meeting.day",
            remedy=_ITS_DAY,
        )
    ]


def _texts(told: Labels) -> tuple[str, str]:
    return told.fr.strip(), told.ar.strip()


def _mark_faults(
    marks: Sequence[MarkDraft], members: set[int], names: Mapping[int, str]
) -> list[Fault]:
    faults = []
    for mark in marks:
        where = f"presence_{mark.member_id}"
        if mark.member_id not in members:
            faults.append(Fault(where=where, sentence=_STRANGER, rule="attendance.is_member"))
        elif mark.presence not in Presence.values:
            faults.append(Fault(where=where, sentence=_PRESENCE, rule="attendance.is_known"))
        elif mark.presence == Presence.REPRESENTED and not (
            mark.by_name.strip() or names[mark.member_id]
        ):
            faults.append(
                Fault(where=f"by_{mark.member_id}", sentence=_NAMELESS, rule="attendance.by_whom")
            )
    return faults


def _unmarked(count: int) -> Fault:
    return Fault(
        where="attendance",
        sentence=Labels(
            f"La présence de {count} membre(s) n’est pas notée.",
            f"لم يُسجَّل حضور {count} من الأعضاء.",
            f"The attendance of {count} member(s) is not recorded.",
        ),
        rule="attendance.is_whole",
        remedy=Labels(
            "Notez chacun : présent, représenté, excusé ou absent.",
            "سجّلوا كل عضو: حاضر أو ممثَّل أو معتذر أو غائب.",
            "Mark each one: present, represented, excused or absent.",
        ),
    )


_AHEAD = Labels(
    "Le jour de cette séance n’est pas venu : dites que l’exercice se tient sans l’attendre.",
    "لم يحن يوم هذا الاجتماع بعد: اذكروا أن التمرين ينعقد دون انتظاره.",
    "The day of this meeting has not come: say that the exercise does not wait for it.",
)
_ITS_DAY = Labels(
    "Si elle s’est tenue un autre jour, annulez-la et prévoyez ce jour-là.",
    "إذا انعقد في يوم آخر، فألغوه وبرمجوه في ذلك اليوم.",
    "If it was held on another day, cancel it and plan that day.",
)
_STRANGER = Labels(
    "Cette personne ne siège pas à ce comité.",
    "هذا الشخص ليس عضوا في هذه اللجنة.",
    "This person does not sit on this committee.",
)
_PRESENCE = Labels(
    "Cette présence n’existe pas.", "حالة الحضور هذه غير موجودة.", "There is no such presence."
)
_NAMELESS = Labels(
    "Dites qui représente ce membre.", "اذكروا من ينوب عن هذا العضو.", "Say who represents it."
)
_PRESIDED = Labels(
    "La présidence n’est pas là : dites qui a présidé.",
    "الرئيس غير حاضر: اذكروا من ترأس الاجتماع.",
    "The chair is not there: say who presided.",
)
_DECIDED_HERE = Labels(
    "Ce point a une décision : retirez-la d’abord.",
    "لهذه النقطة قرار: اسحبوه أولا.",
    "This item has a decision: take it back first.",
)
_DECIDED = Labels(
    "Des décisions sont écrites alors que le quorum n’est pas réuni : corrigez la présence, ou "
    "retirez-les.",
    "دُوّنت قرارات والنصاب غير مكتمل: صحّحوا الحضور أو اسحبوها.",
    "Decisions are written although there is no quorum: correct the attendance, or withdraw them.",
)
