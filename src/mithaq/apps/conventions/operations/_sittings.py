"""What the operations of committees share: locked rows, one audit line, and known refusals."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from django.utils import timezone

from mithaq.apps.accounts import operations as accounts
from mithaq.apps.accounts.models import User
from mithaq.apps.conventions.choices.meetings import MEETING_STEPS, MeetingStatus
from mithaq.apps.conventions.models import (
    Attendance,
    Committee,
    CommitteeMember,
    CommitteeRule,
    Meeting,
)
from mithaq.apps.conventions.queries.quorum import Quorum, count_quorum, required_voices
from mithaq.base.errors import Fault, Refusal
from mithaq.base.text import Labels


@dataclass(frozen=True, slots=True, kw_only=True)
class Signed:
    """Who writes, under which mandate, why and when."""

    actor: User | Any
    mandate: str
    at: datetime
    reason: str = ""

    @property
    def on(self) -> date:
        """The local day of the act."""
        return timezone.localtime(self.at).date()


def locked_meeting(meeting_id: int) -> Meeting:
    """A meeting held until the transaction ends."""
    return (
        Meeting.objects.select_for_update(of=("self",))
        .select_related("committee__convention")
        .get(pk=meeting_id)
    )


def meeting_ref(meeting: Meeting) -> str:
    """How the journal names a meeting: convention / committee / number."""
    return f"{committee_ref(meeting.committee)}/{meeting.number}"


def committee_ref(committee: Committee) -> str:
    """How the journal names a committee."""
    return f"{committee.convention.reference}/{committee.number}"


def write_line(
    action: str,
    row: Meeting | Committee,
    signed: Signed,
    *,
    before: Mapping[str, object] | None,
    after: Mapping[str, object] | None,
) -> None:
    """Leave the one audit line of an operation on a committee or on one of its meetings."""
    committee = row.committee if isinstance(row, Meeting) else row
    is_meeting = isinstance(row, Meeting)
    accounts.record(
        actor=signed.actor,
        mandate=signed.mandate,
        action=f"conventions.{action}",
        object_type="meeting" if is_meeting else "committee",
        object_ref=meeting_ref(row) if isinstance(row, Meeting) else committee_ref(committee),
        object_label=f"{committee.label_fr}, séance {row.number}"
        if isinstance(row, Meeting)
        else committee.label_fr,
        before=before,
        after=after,
        reason=signed.reason,
        at=signed.at,
    )


def step_or_refuse(meeting: Meeting, name: str) -> str:
    """The state that a step leads to, or a refusal naming the states it starts from."""
    _, froms, to, _who = next(step for step in MEETING_STEPS if step[0] == name)
    if meeting.status in froms:
        return str(to)
    raise Refusal.because(
        where="status",
        sentence=Labels(
            f"La séance est {MeetingStatus(meeting.status).label} : cet acte n’est plus possible.",
            "حالة الاجتماع لا تسمح بهذا الإجراء.",
            f"The meeting is {meeting.status}: this act is not possible any more.",
        ),
        rule=f"meeting.{name}.from_state",
    )


def rule_of(committee: Committee) -> CommitteeRule:
    """The rule of a committee; without one it cannot convene."""
    found = CommitteeRule.objects.filter(committee=committee).first()
    if found is None:
        raise Refusal.because(
            where="committee",
            sentence=Labels(
                "Ce comité n’a pas encore de secrétariat ni de règle de séance.",
                "ليست لهذه اللجنة بعد كتابة ولا قاعدة لسير اجتماعاتها.",
                "This committee has no secretariat nor meeting rule yet.",
            ),
            rule="committee.rule.exists",
            remedy=Labels(
                "Écrivez d’abord sa composition et sa règle.",
                "اكتبوا أولا تشكيلتها وقاعدتها.",
                "Write its composition and its rule first.",
            ),
        )
    return found


def members_on(committee: Committee, on: date) -> list[CommitteeMember]:
    """Who sits on a committee on a day, in the order of the table."""
    rows = CommitteeMember.objects.filter(committee=committee, starts_on__lte=on)
    found = rows.select_related("organisation").order_by("rank", "pk")
    return [row for row in found if row.ends_on is None or row.ends_on >= on]


def required_of(meeting: Meeting, voting: int) -> int | None:
    """The voices that a meeting needs under its committee's rule."""
    rule = rule_of(meeting.committee)
    return required_voices(
        voting=voting,
        number=meeting.committee.quorum,
        percent=rule.quorum_percent,
        is_asked=rule.second_needs_quorum or meeting.follows_id is None,
    )


def quorum_now(meeting: Meeting) -> Quorum:
    """Count the voices there from the attendance written so far."""
    on = timezone.localtime(meeting.starts_at).date()
    members = members_on(meeting.committee, on)
    marks = dict(Attendance.objects.filter(meeting=meeting).values_list("member_id", "presence"))
    voting = sum(member.is_voting for member in members)
    return count_quorum(
        ((member.is_voting, marks.get(member.pk)) for member in members),
        required=required_of(meeting, voting),
    )


def missing_texts(values: Mapping[str, str]) -> list[Fault]:
    """A fault for each text that a person must write and left empty, named in its sentence."""
    return [
        Fault(where=name, sentence=EMPTY[name], rule="text.is_written")
        for name, value in values.items()
        if not value.strip()
    ]


def closing_faults(meeting: Meeting, closed_at: datetime) -> list[Fault]:
    """A meeting closes after it starts, on its own day."""
    starts, ends = timezone.localtime(meeting.starts_at), timezone.localtime(closed_at)
    if starts < ends and starts.date() == ends.date():
        return []
    return [Fault(where="closed_at", sentence=_BACKWARDS, rule="meeting.closes_after_start")]


def known_ids(rows: Iterable[Any]) -> set[int]:
    """The keys of some rows."""
    return {row.pk for row in rows}


EMPTY: Final = {
    "reason": Labels(
        "Le motif manque : dites pourquoi.",
        "السبب ناقص: اذكروا لماذا.",
        "The reason is missing: say why.",
    ),
    "evidence": Labels(
        "La preuve manque : dites par quoi l’exécution se prouve.",
        "الإثبات ناقص: اذكروا ما يثبت التنفيذ.",
        "The evidence is missing: say what proves the execution.",
    ),
    "title": Labels(
        "L’intitulé du point manque.", "عنوان النقطة ناقص.", "The title of the item is missing."
    ),
    "text": Labels(
        "Le texte de la décision manque.", "نص القرار ناقص.", "The text of the decision is missing."
    ),
}
_BACKWARDS: Final = Labels(
    "Une séance se lève après avoir commencé, le même jour.",
    "يُرفع الاجتماع بعد بدايته، في اليوم نفسه.",
    "A meeting closes after it starts, on the same day.",
)
NO_QUORUM: Final = Labels(
    "Le quorum n’est pas réuni : la séance ne peut rien décider.",
    "النصاب غير مكتمل: لا يمكن للاجتماع اتخاذ أي قرار.",
    "There is no quorum: the meeting cannot decide anything.",
)
