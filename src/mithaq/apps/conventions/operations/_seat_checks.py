"""What a composition and a rule may not say: meetings that were held keep the table they had."""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from mithaq.apps.conventions.choices import CadencePeriod, CommitteeKind
from mithaq.apps.conventions.choices.meetings import MeetingStatus, Seat
from mithaq.apps.conventions.models import (
    Committee,
    CommitteeMember,
    CommitteeRule,
    Convention,
    Meeting,
)
from mithaq.apps.conventions.operations import _seat_words as words
from mithaq.apps.conventions.operations._sittings import members_on
from mithaq.apps.conventions.operations.sitting_drafts import (
    FoundingDraft,
    MemberDraft,
    RuleDraft,
)
from mithaq.base.errors import Fault

CLOSED = (MeetingStatus.HELD, MeetingStatus.ADJOURNED)
OPEN = (MeetingStatus.PLANNED, MeetingStatus.CONVENED)


def founding_faults(convention: Convention, draft: FoundingDraft) -> list[Fault]:
    """Everything wrong with a committee about to be founded."""
    faults = []
    if draft.kind not in CommitteeKind.values:
        faults.append(Fault(where="kind", sentence=words.KIND, rule="committee.kind_is_known"))
    if not draft.title.fr.strip():
        faults.append(Fault(where="title_fr", sentence=words.NAMELESS, rule="committee.is_named"))
    elif Committee.every.filter(convention=convention, label_fr=draft.title.fr).exists():
        faults.append(Fault(where="title_fr", sentence=words.NAMED, rule="committee.name_is_new"))
    return faults + _cadence_faults(draft.cadence_count, draft.cadence_period)


def rule_faults(committee: Committee, draft: RuleDraft, *, is_first: bool) -> list[Fault]:
    """Everything wrong with a rule about to be written."""
    faults = []
    if draft.quorum is not None and draft.quorum_percent is not None:
        sentence, rule = words.TWICE, "committee.quorum.once"
        faults.append(Fault(where="quorum_percent", sentence=sentence, rule=rule))
    if draft.quorum_percent is not None and not 1 <= draft.quorum_percent <= 100:
        sentence, rule = words.SHARE, "committee.quorum.share"
        faults.append(Fault(where="quorum_percent", sentence=sentence, rule=rule))
    if draft.quorum == 0:
        faults.append(Fault(where="quorum", sentence=words.ZERO, rule="committee.quorum.some"))
    if not 15 <= draft.slot_minutes <= 600:
        sentence, rule = words.SLOT, "meeting.slot_is_sensible"
        faults.append(Fault(where="slot_minutes", sentence=sentence, rule=rule))
    if draft.cadence is not None:
        faults += _cadence_faults(*draft.cadence)
    convened = Meeting.objects.filter(committee=committee, status=MeetingStatus.CONVENED).first()
    if convened is not None and not is_first:
        faults.append(
            Fault(
                where="in_force_on",
                sentence=words.convened(convened.number),
                rule="committee.rule.not_while_convened",
                remedy=words.AFTERWARDS,
            )
        )
    return faults


def member_faults(
    committee: Committee, draft: MemberDraft, *, instead_of: CommitteeMember | None = None
) -> list[Fault]:
    """Everything wrong with a seat about to be given."""
    faults = []
    if draft.seat not in Seat.values:
        faults.append(Fault(where="seat", sentence=words.SEAT, rule="seat.is_known"))
    if draft.ends_on and draft.ends_on < draft.starts_on:
        sentence, rule = words.REVERSED, "seat.end_follows_start"
        faults.append(Fault(where="ends_on", sentence=sentence, rule=rule))
    faults += _after_last(committee, draft.starts_on)
    if draft.seat == Seat.CHAIR and _has_chair(committee, draft.starts_on, instead_of):
        faults.append(
            Fault(
                where="seat", sentence=words.CHAIRED, rule="seat.one_chair",
                remedy=words.ROTATE,
            )
        )  # fmt: skip
    return faults


def ending_faults(
    row: CommitteeMember, on: date, *, where: str, is_replaced: bool = False
) -> list[Fault]:
    """Everything wrong with the last day of a seat."""
    if row.ends_on is not None:
        return [Fault(where=where, sentence=words.ENDED, rule="seat.ends_once")]
    if on < row.starts_on:
        return [Fault(where=where, sentence=words.REVERSED, rule="seat.end_follows_start")]
    if is_replaced:
        return []
    faults = _before_closed(row.committee, on, where)
    presided = Meeting.objects.filter(chair=row, status__in=OPEN).order_by("number").first()
    if presided is not None and timezone.localtime(presided.starts_at).date() > on:
        faults.append(
            Fault(
                where=where, sentence=words.presides(presided.number), rule="seat.does_not_preside",
                remedy=words.REPLACE,
            )
        )  # fmt: skip
    return faults


def _cadence_faults(count: int | None, period: str) -> list[Fault]:
    if count is None and not period:
        return []
    if count is None or count < 1 or period not in CadencePeriod.values:
        sentence, rule = words.CADENCE, "committee.cadence_is_whole"
        return [Fault(where="cadence_count", sentence=sentence, rule=rule)]
    return []


def _has_chair(committee: Committee, on: date, instead_of: CommitteeMember | None) -> bool:
    rule = CommitteeRule.objects.filter(committee=committee).first()
    if rule is not None and rule.is_chair_rotating:
        return False
    return any(
        row.seat == Seat.CHAIR and (instead_of is None or row.pk != instead_of.pk)
        for row in members_on(committee, on)
    )


def _last_closed(committee: Committee) -> Meeting | None:
    closed = Meeting.objects.filter(committee=committee, status__in=CLOSED)
    return closed.order_by("-starts_at").first()


def _after_last(committee: Committee, starts_on: date) -> list[Fault]:
    last = _last_closed(committee)
    if last is None or starts_on > timezone.localtime(last.starts_at).date():
        return []
    sentence = words.already_closed(last.number, timezone.localtime(last.starts_at).date())
    return [Fault(where="starts_on", sentence=sentence, rule="seat.starts_after_last_meeting")]


def _before_closed(committee: Committee, on: date, where: str) -> list[Fault]:
    last = _last_closed(committee)
    if last is None or on >= timezone.localtime(last.starts_at).date():
        return []
    sentence = words.already_closed(last.number, timezone.localtime(last.starts_at).date())
    return [Fault(where=where, sentence=sentence, rule="seat.ends_after_last_meeting")]
