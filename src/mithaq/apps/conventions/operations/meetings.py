"""A meeting is planned, convened, and may be convened again or cancelled."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from mithaq.apps.accounts.models import User
from mithaq.apps.conventions.choices.meetings import MeetingMode, MeetingStatus, Seat
from mithaq.apps.conventions.models import (
    AgendaItem,
    Attendance,
    Committee,
    CommitteeMember,
    CommitteeRule,
    Meeting,
)
from mithaq.apps.conventions.operations._sittings import (
    Signed,
    locked_meeting,
    members_on,
    missing_texts,
    rule_of,
    step_or_refuse,
    write_line,
)
from mithaq.apps.conventions.operations.sitting_drafts import MeetingDraft
from mithaq.apps.reference.queries import is_working_day
from mithaq.base.errors import Fault, refuse_if_any
from mithaq.base.text import Labels


@transaction.atomic
def plan_meeting(
    *,
    committee_id: int,
    draft: MeetingDraft,
    actor: User | Any,
    mandate: str,
    reason: str = "",
    at: datetime,
) -> int:
    """Plan the next meeting of a committee; gives back its number.

    Raises ``Refusal``: closed day, slot too short, form unknown, another meeting still open.
    """
    committee = _locked(committee_id)
    rule = rule_of(committee)
    slot = draft.slot_minutes if draft.slot_minutes is not None else rule.slot_minutes
    faults = [*_day_faults(draft.starts_at), *_form_faults(draft, slot)]
    if _open_meetings(committee):
        faults.append(Fault(where="starts_at", sentence=_STILL_OPEN, rule="meeting.one_open"))
    refuse_if_any(faults)
    number = _next_number(committee)
    meeting = _write(committee, rule, draft, number=number, slot=slot)
    signed = Signed(actor=actor, mandate=mandate, at=at, reason=reason)
    after = {"starts_at": draft.starts_at, "slot_minutes": slot}
    write_line("plan_meeting", meeting, signed, before=None, after=after)
    return number


@transaction.atomic
def plan_second_meeting(
    *, meeting_id: int, starts_at: datetime, actor: User | Any, mandate: str, at: datetime
) -> int:
    """Plan the second convening of a meeting adjourned for lack of quorum: the same agenda."""
    first = locked_meeting(meeting_id)
    rule = rule_of(first.committee)
    faults = _day_faults(starts_at)
    if first.status != MeetingStatus.ADJOURNED:
        faults.append(
            Fault(where="status", sentence=_NOT_ADJOURNED, rule="meeting.second.adjourned")
        )
    if Meeting.objects.filter(follows=first).exists() or _open_meetings(first.committee):
        faults.append(Fault(where="starts_at", sentence=_STILL_OPEN, rule="meeting.one_open"))
    earliest = first.held_on + timedelta(days=rule.second_after_days)
    if _local(starts_at) < earliest:
        faults.append(_too_soon(earliest))
    refuse_if_any(faults)
    draft = MeetingDraft(
        starts_at=starts_at,
        slot_minutes=first.slot_minutes,
        mode=first.mode,
        place=Labels.from_columns(first, "place"),
        chair_id=first.chair_id,
    )
    second = _write(
        first.committee, rule, draft, number=_next_number(first.committee), slot=first.slot_minutes
    )
    second.follows = first
    _copy_agenda(first, second)
    second.save()
    signed = Signed(actor=actor, mandate=mandate, at=at)
    after = {"starts_at": starts_at, "follows": first.number}
    write_line("plan_second_meeting", second, signed, before=None, after=after)
    return second.number


@transaction.atomic
def move_meeting(
    *,
    meeting_id: int,
    draft: MeetingDraft,
    actor: User | Any,
    mandate: str,
    at: datetime,
) -> None:
    """Change the day, the slot, the place or the chair of a meeting not yet convened."""
    meeting = locked_meeting(meeting_id)
    step_or_refuse(meeting, "convene")
    slot = draft.slot_minutes if draft.slot_minutes is not None else meeting.slot_minutes
    refuse_if_any([*_day_faults(draft.starts_at), *_form_faults(draft, slot)])
    before = {"starts_at": meeting.starts_at, "slot_minutes": meeting.slot_minutes}
    meeting.starts_at, meeting.slot_minutes, meeting.mode = draft.starts_at, slot, draft.mode
    if draft.place:
        meeting.place_fr, meeting.place_ar = draft.place.fr, draft.place.ar
        meeting.place_en = draft.place.en
    if draft.chair_id:
        meeting.chair_id = draft.chair_id
    meeting.save()
    signed = Signed(actor=actor, mandate=mandate, at=at)
    after = {"starts_at": draft.starts_at, "slot_minutes": slot}
    write_line("move_meeting", meeting, signed, before=before, after=after)


@transaction.atomic
def convene_meeting(
    *, meeting_id: int, on: date, actor: User | Any, mandate: str, reason: str = "", at: datetime
) -> None:
    """Convene the members: the agenda is drawn up, someone has a vote, the notice is kept.

    A shorter notice needs a reason.
    """
    meeting = locked_meeting(meeting_id)
    to = step_or_refuse(meeting, "convene")
    rule, day = rule_of(meeting.committee), _local(meeting.starts_at)
    faults = []
    if not meeting.agenda_version:
        faults.append(Fault(where="agenda", sentence=_NO_AGENDA, rule="meeting.has_agenda"))
    voting = [row for row in members_on(meeting.committee, day) if row.is_voting]
    if not voting:
        faults.append(Fault(where="members", sentence=_NO_VOTE, rule="meeting.has_voters"))
    if day < on:
        faults.append(Fault(where="starts_at", sentence=_PAST, rule="meeting.convened_before"))
    elif (day - on).days < rule.notice_days and not reason.strip():
        faults.append(_short_notice(rule.notice_days))
    refuse_if_any(faults)
    meeting.status, meeting.convened_on = to, on
    meeting.save(update_fields=["status", "convened_on"])
    signed = Signed(actor=actor, mandate=mandate, at=at, reason=reason)
    before = {"status": str(MeetingStatus.PLANNED)}
    write_line("convene_meeting", meeting, signed, before=before, after={"status": to, "on": on})


@transaction.atomic
def cancel_meeting(
    *, meeting_id: int, actor: User | Any, mandate: str, reason: str, at: datetime
) -> None:
    """Cancel a meeting not yet held, and say why."""
    meeting = locked_meeting(meeting_id)
    to = step_or_refuse(meeting, "cancel")
    refuse_if_any(missing_texts({"reason": reason}))
    before = {"status": meeting.status}
    meeting.status, meeting.reason = to, reason.strip()[:300]
    meeting.save(update_fields=["status", "reason"])
    signed = Signed(actor=actor, mandate=mandate, at=at, reason=reason)
    write_line("cancel_meeting", meeting, signed, before=before, after={"status": to})


def _locked(committee_id: int) -> Committee:
    return (
        Committee.every.select_for_update(of=("self",))
        .select_related("convention")
        .get(pk=committee_id)
    )


def _next_number(committee: Committee) -> int:
    last = Meeting.objects.filter(committee=committee).order_by("-number").first()
    return last.number + 1 if last else 1


def _open_meetings(committee: Committee) -> bool:
    """One meeting waits at a time; one that is sitting already fixes the day of the next."""
    still = (MeetingStatus.PLANNED, MeetingStatus.CONVENED)
    sitting = Attendance.objects.filter(meeting__status=MeetingStatus.CONVENED).values("meeting")
    rows = Meeting.objects.filter(committee=committee, status__in=still)
    return rows.exclude(pk__in=sitting).exists()


def _write(
    committee: Committee, rule: CommitteeRule, draft: MeetingDraft, *, number: int, slot: int
) -> Meeting:
    place = draft.place or Labels.from_columns(rule, "place")
    return Meeting.objects.create(
        committee=committee,
        number=number,
        starts_at=draft.starts_at,
        slot_minutes=slot,
        mode=draft.mode,
        place_fr=place.fr,
        place_ar=place.ar,
        place_en=place.en,
        chair_id=draft.chair_id or _chair_in_turn(committee, rule, _local(draft.starts_at)),
    )


def _chair_in_turn(committee: Committee, rule: CommitteeRule, on: date) -> int | None:
    """The chair of the day: the only one, or each in turn at every meeting held."""
    chairs = [row for row in members_on(committee, on) if row.seat == Seat.CHAIR]
    if not chairs:
        return None
    sat = (MeetingStatus.HELD, MeetingStatus.CONVENED)
    held = Meeting.objects.filter(committee=committee, status__in=sat).count()
    return chairs[held % len(chairs) if rule.is_chair_rotating else 0].pk


def _copy_agenda(first: Meeting, second: Meeting) -> None:
    rows = list(AgendaItem.objects.filter(meeting=first).order_by("rank"))
    for row in rows:
        row.pk, row.meeting, row.notes, row.notes_ar = None, second, "", ""
        row.outcome_fr = row.outcome_ar = row.outcome_en = ""
        row._state.adding = True  # noqa: SLF001 - the documented way to copy a row
    AgendaItem.objects.bulk_create(rows)
    second.agenda_version, second.agenda_built_at = 1, first.agenda_built_at


def _local(at: datetime) -> date:
    return timezone.localtime(at).date()


def _day_faults(starts_at: datetime) -> list[Fault]:
    if is_working_day(_local(starts_at)):
        return []
    return [Fault(where="starts_at", sentence=_CLOSED, rule="meeting.day_is_open", remedy=_OTHER)]


def _form_faults(draft: MeetingDraft, slot: int) -> list[Fault]:
    faults = []
    if not 15 <= slot <= 600:
        faults.append(Fault(where="slot_minutes", sentence=_SLOT, rule="meeting.slot_is_sensible"))
    if draft.mode not in MeetingMode.values:
        faults.append(Fault(where="mode", sentence=_MODE, rule="meeting.mode_is_known"))
    if draft.chair_id and not CommitteeMember.objects.filter(pk=draft.chair_id).exists():
        faults.append(Fault(where="chair", sentence=_CHAIR, rule="meeting.chair_sits"))
    return faults


def _too_soon(earliest: date) -> Fault:
    return Fault(
        where="starts_at",
        sentence=Labels(
            f"La deuxième séance ne peut se tenir avant le {earliest:%d/%m/%Y}.",
            f"لا يمكن عقد الاجتماع الثاني قبل {earliest:%d/%m/%Y}.",
            f"The second meeting cannot be held before {earliest:%d/%m/%Y}.",
        ),
        rule="meeting.second.after_days",
    )


def _short_notice(days: int) -> Fault:
    return Fault(
        where="reason",
        sentence=Labels(
            f"Le préavis de {days} jours n’est pas tenu : dites pourquoi.",
            f"لم تُحترم مهلة الإشعار المحددة في {days} من الأيام: اذكروا السبب.",
            f"The notice of {days} days is not kept: say why.",
        ),
        rule="meeting.notice",
    )


_CLOSED = Labels(
    "Les bureaux sont fermés ce jour-là : fin de semaine ou jour férié.",
    "الإدارات مغلقة في هذا اليوم: عطلة نهاية الأسبوع أو يوم عطلة.",
    "Offices are closed on that day: week-end or public holiday.",
)
_OTHER = Labels("Choisissez un jour ouvré.", "اختاروا يوم عمل.", "Choose a working day.")
_STILL_OPEN = Labels(
    "Une séance de ce comité est déjà prévue ou convoquée.",
    "هناك اجتماع لهذه اللجنة مقرر أو مستدعى له.",
    "A meeting of this committee is already planned or convened.",
)
_NOT_ADJOURNED = Labels(
    "Une deuxième convocation suit une séance reportée faute de quorum.",
    "يأتي الاستدعاء الثاني بعد اجتماع مؤجَّل لعدم اكتمال النصاب.",
    "A second convening follows a meeting adjourned for lack of quorum.",
)
_NO_AGENDA = Labels(
    "L’ordre du jour n’est pas établi.",
    "لم يُعدّ جدول الأعمال بعد.",
    "The agenda is not drawn up.",
)
_NO_VOTE = Labels(
    "Aucun membre n’a de voix ce jour-là.",
    "لا عضو له صوت في ذلك اليوم.",
    "No member has a vote on that day.",
)
_PAST = Labels(
    "La séance est déjà passée : changez sa date.",
    "مضى تاريخ الاجتماع: غيّروا التاريخ.",
    "The meeting is already past: change its date.",
)
_SLOT = Labels(
    "Une séance dure de quinze minutes à dix heures.",
    "مدة الاجتماع من خمس عشرة دقيقة إلى عشر ساعات.",
    "A meeting lasts from fifteen minutes to ten hours.",
)
_MODE = Labels("Cette forme n’existe pas.", "هذا الشكل غير موجود.", "There is no such form.")
_CHAIR = Labels(
    "La présidence du jour est un membre du comité.",
    "رئيس اليوم عضو في اللجنة.",
    "The chair of the day is a member of the committee.",
)
