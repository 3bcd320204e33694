"""Minutes are adopted, which freezes them, then signed by the chair and the secretary."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from mithaq.apps.accounts.models import User
from mithaq.apps.conventions.choices.meetings import (
    Adoption,
    MeetingStatus,
    MinutesStatus,
    SignatureMode,
)
from mithaq.apps.conventions.events import MinutesAdopted
from mithaq.apps.conventions.models import Meeting, Minutes, MinutesSignature
from mithaq.apps.conventions.operations._minutes_signing import (
    SIGNERS,
    claim_faults,
    paper_faults,
    screen_signatory,
)
from mithaq.apps.conventions.operations._sittings import (
    Signed,
    closing_faults,
    locked_meeting,
    write_line,
)
from mithaq.apps.conventions.operations.signing import Scan
from mithaq.apps.conventions.queries.meetings import meeting_of
from mithaq.apps.conventions.queries.minutes import canonical, fingerprint, minutes_content
from mithaq.apps.conventions.queries.sitting_views import MeetingDetail
from mithaq.apps.organisations.queries import MandateView
from mithaq.base.errors import Fault, Refusal, refuse_if_any
from mithaq.base.ports import port
from mithaq.base.text import Labels


@dataclass(frozen=True, slots=True, kw_only=True)
class SignatureDraft:
    """Who signs, in the capacity held that day; a paper copy is kept, or said why it is not."""

    seat: str
    person: Labels
    capacity: Labels
    is_interim: bool = False
    mode: str = SignatureMode.ON_SCREEN
    scan: Scan | None = None
    unscanned_reason: str = ""


@transaction.atomic
def write_remarks(
    *, meeting_id: int, remarks: str, actor: User | Any, mandate: str, at: datetime
) -> None:
    """Write the observations of members on minutes that are not adopted yet."""
    meeting, row = _locked(meeting_id)
    _must_be(row, MinutesStatus.DRAFT)
    row.remarks = remarks.strip()
    row.save(update_fields=["remarks"])
    signed = Signed(actor=actor, mandate=mandate, at=at)
    write_line("write_remarks", meeting, signed, before=None, after={"length": len(row.remarks)})


@transaction.atomic
def correct_closing(
    *, meeting_id: int, closed_at: datetime, actor: User | Any, mandate: str, at: datetime
) -> None:
    """Correct the hour at which a meeting was closed, while its minutes are a draft."""
    meeting, row = _locked(meeting_id)
    _must_be(row, MinutesStatus.DRAFT)
    refuse_if_any(closing_faults(meeting, closed_at))
    before, meeting.closed_at = meeting.closed_at, closed_at
    meeting.save(update_fields=["closed_at"])
    signed = Signed(actor=actor, mandate=mandate, at=at)
    write_line(
        "correct_closing", meeting, signed,
        before={"closed_at": before}, after={"closed_at": closed_at},
    )  # fmt: skip


@transaction.atomic
def adopt_minutes(
    *,
    meeting_id: int,
    adoption: str,
    on: date,
    actor: User | Any,
    mandate: str,
    reason: str = "",
    at: datetime,
) -> MinutesAdopted:
    """Adopt the minutes of a closed meeting: from now on their content does not change."""
    meeting, row = _locked(meeting_id)
    _must_be(row, MinutesStatus.DRAFT)
    refuse_if_any(_adoption_faults(meeting, adoption, on, at=at))
    content = canonical(
        minutes_content(meeting_of(meeting.pk), remarks=row.remarks, remarks_ar=row.remarks_ar)
    )
    row.status, row.adopted_on, row.adoption = MinutesStatus.ADOPTED, on, adoption
    row.content, row.sha256 = content, fingerprint(content)
    row.save()
    signed = Signed(actor=actor, mandate=mandate, at=at, reason=reason)
    before = {"status": str(MinutesStatus.DRAFT)}
    after = {"status": row.status, "sha256": row.sha256, "adoption": adoption}
    write_line("adopt_minutes", meeting, signed, before=before, after=after)
    return MinutesAdopted(meeting_id=meeting.pk, sha256=row.sha256)


@transaction.atomic
def sign_minutes(
    *,
    meeting_id: int,
    draft: SignatureDraft,
    actor: User | Any,
    under: MandateView | None,
    mandate: str,
    at: datetime,
) -> bool:
    """Put one signature under adopted minutes; gives back whether both are there now.

    On screen a person signs for themselves, under ``under``: their seat, their name, their
    capacity. The secretary records what another person signed on paper.
    """
    meeting, row = _locked(meeting_id)
    _must_be(row, MinutesStatus.ADOPTED)
    given = set(MinutesSignature.objects.filter(minutes=row).values_list("seat", flat=True))
    refuse_if_any(claim_faults(draft, given, is_exercise=meeting.committee.convention.is_exercise))
    held = _held(meeting_of(meeting.pk), draft, actor=actor, under=under, at=at)
    MinutesSignature.objects.create(
        minutes=row, signed_at=at, mandate=mandate[:300], by=actor, **_columns(held)
    )
    is_whole = given | {held.seat} >= set(SIGNERS)
    if is_whole:
        row.status = MinutesStatus.SIGNED
        row.save(update_fields=["status"])
    signed = Signed(actor=actor, mandate=mandate, at=at)
    after = {
        "seat": held.seat,
        "mode": held.mode,
        "person": held.person.fr,
        "status": row.status,
        "unscanned_reason": held.unscanned_reason,
    }
    write_line("sign_minutes", meeting, signed, before=None, after=after)
    return is_whole


def _held(
    meeting: MeetingDetail,
    draft: SignatureDraft,
    *,
    actor: User | Any,
    under: MandateView | None,
    at: datetime,
) -> SignatureDraft:
    """The signature as it is kept: on screen, the name and the capacity are never typed."""
    if draft.mode == SignatureMode.ON_PAPER:
        refuse_if_any(paper_faults(meeting, under))
        return draft
    found = screen_signatory(meeting, draft, actor=actor, under=under, at=at)
    if isinstance(found, Fault):
        raise Refusal(found)
    return replace(
        draft,
        person=found.person,
        capacity=found.capacity,
        is_interim=found.is_interim,
        scan=None,
        unscanned_reason="",
    )


def _columns(held: SignatureDraft) -> dict[str, Any]:
    return {
        "seat": held.seat,
        "mode": held.mode,
        "person_fr": held.person.fr.strip(),
        "person_ar": held.person.ar.strip(),
        "capacity_fr": held.capacity.fr,
        "capacity_ar": held.capacity.ar,
        "capacity_en": held.capacity.en,
        "is_interim": held.is_interim,
        "scan_sha256": port("files").keep(held.scan.content) if held.scan else "",
        "unscanned_reason": "" if held.scan else held.unscanned_reason,
    }


@transaction.atomic
def set_minutes_public(
    *,
    meeting_id: int,
    is_public: bool,
    actor: User | Any,
    mandate: str,
    reason: str = "",
    at: datetime,
) -> None:
    """Open minutes that bear both signatures to everyone, or close them again."""
    meeting, row = _locked(meeting_id)
    if is_public and row.status != MinutesStatus.SIGNED:
        raise Refusal(
            Fault(where="is_public", sentence=_UNSIGNED, rule="minutes.public_once_signed")
        )
    before, row.is_public = row.is_public, is_public
    row.save(update_fields=["is_public"])
    signed = Signed(actor=actor, mandate=mandate, at=at, reason=reason)
    write_line(
        "set_minutes_public", meeting, signed,
        before={"is_public": before}, after={"is_public": is_public},
    )  # fmt: skip


def _locked(meeting_id: int) -> tuple[Meeting, Minutes]:
    meeting = locked_meeting(meeting_id)
    row = Minutes.objects.select_for_update().filter(meeting=meeting).first()
    if row is None or meeting.status not in (MeetingStatus.HELD, MeetingStatus.ADJOURNED):
        raise Refusal(Fault(where="status", sentence=_NOT_CLOSED, rule="minutes.meeting_is_closed"))
    return meeting, row


def _must_be(row: Minutes, status: MinutesStatus) -> None:
    if row.status != status:
        sentence = _FROZEN if status == MinutesStatus.DRAFT else _NOT_ADOPTED
        raise Refusal(Fault(where="status", sentence=sentence, rule="minutes.from_state"))


def _adoption_faults(meeting: Meeting, adoption: str, on: date, *, at: datetime) -> list[Fault]:
    faults = []
    if adoption not in Adoption.values:
        faults.append(Fault(where="adoption", sentence=_HOW, rule="minutes.adoption_is_known"))
    # An exercise may sit before its day: its minutes are adopted from the day it was held.
    day, today = timezone.localtime(meeting.starts_at).date(), timezone.localtime(at).date()
    if on < meeting.held_on:
        faults.append(Fault(where="adopted_on", sentence=_BEFORE, rule="minutes.adopted_after"))
    elif on > max(day, today):
        faults.append(Fault(where="adopted_on", sentence=_TO_COME, rule="minutes.adopted_by_now"))
    return faults


_NOT_CLOSED = Labels(
    "La séance n’est pas levée : il n’y a pas encore de procès-verbal.",
    "لم يُرفع الاجتماع بعد: لا يوجد محضر.",
    "The meeting is not closed: there are no minutes yet.",
)
_FROZEN = Labels(
    "Ce procès-verbal est adopté : il ne change plus.",
    "صودق على هذا المحضر: لم يعد يتغير.",
    "These minutes are adopted: they do not change any more.",
)
_NOT_ADOPTED = Labels(
    "On signe un procès-verbal adopté, une fois par siège.",
    "يُوقَّع المحضر بعد المصادقة عليه، مرة لكل مقعد.",
    "Adopted minutes are signed, once a seat.",
)
_HOW = Labels("Dites comment.", "اذكروا الكيفية.", "Say how.")
_BEFORE = Labels(
    "Un procès-verbal est adopté le jour de la séance, ou après.",
    "يُصادق على المحضر يوم الاجتماع أو بعده.",
    "Minutes are adopted on the day of the meeting, or later.",
)
_TO_COME = Labels(
    "Ce jour n’est pas encore venu : un procès-verbal est adopté aujourd’hui au plus tard.",
    "لم يحن هذا اليوم بعد: تكون المصادقة على المحضر اليوم على أبعد تقدير.",
    "That day has not come yet: minutes are adopted today at the latest.",
)
_UNSIGNED = Labels(
    "Un procès-verbal n’est rendu public qu’une fois ses deux signatures données.",
    "لا يُنشر المحضر إلا بعد أن يحمل توقيعيه معا.",
    "Minutes are made public only once both signatures are there.",
)
