"""What a committee has to do next: one step, whose turn it is, where it is done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from mithaq.apps.conventions.choices.meetings import MeetingStatus, MinutesStatus
from mithaq.apps.conventions.queries.sitting_views import CommitteeDetail, MeetingLine
from mithaq.web.shell.dates import date_plain

# A meeting so near is prepared before the minutes of the last one are finished.
NEAR_DAYS = 15


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """The next step of a committee."""

    turn: str
    action: str
    url: str


def next_step(found: CommitteeDetail, *, on: date) -> Step:
    """A second convening first, then the meeting to hold or to prepare, then the minutes."""
    again = _to_convene_again(found)
    if again is not None:
        turn = _("Au secrétariat : convoquer une deuxième fois la séance %(n)s")
        return _step(
            found,
            again,
            turn=turn,
            action=_("Convoquer une deuxième fois"),
            screen="meeting_minutes",
        )
    convened = _first(found, MeetingStatus.CONVENED)
    if convened is not None:
        return _step(
            found, convened, turn=_coming(), action=_("Tenir la séance"), screen="meeting_hold"
        )
    planned, written = _first(found, MeetingStatus.PLANNED), _unfinished(found)
    if planned is not None and (written is None or _is_near(planned, on)):
        return _step(
            found, planned, turn=_coming(), action=_("Préparer la séance"), screen="meeting_prepare"
        )
    if written is not None:
        return _minutes(found, written)
    turn = ""
    if found.proposed_on is not None:
        turn = _("Prochaine à convoquer, proposée le %(day)s") % {
            "day": date_plain(found.proposed_on)
        }
    return Step(turn=turn, action=_("Prévoir une séance"), url="#prevoir")


def can_plan(found: CommitteeDetail) -> bool:
    """Whether another meeting may be planned: none waits, none is to be convened again."""
    open_ = (MeetingStatus.PLANNED, MeetingStatus.CONVENED)
    waits = any(item.status in open_ for item in found.meetings)
    return not waits and _to_convene_again(found) is None


def _minutes(found: CommitteeDetail, line: MeetingLine) -> Step:
    if line.minutes_status == MinutesStatus.DRAFT:
        turn = _("Au secrétariat : faire adopter le procès-verbal de la séance %(n)s")
        return _step(
            found, line, turn=turn, action=_("Finir le procès-verbal"), screen="meeting_minutes"
        )
    turn = _("À la présidence et au secrétariat : signer le procès-verbal de la séance %(n)s")
    if line.has_chair:
        turn = _("Au secrétariat : signer le procès-verbal de la séance %(n)s")
    elif line.has_secretary:
        turn = _("À la présidence : signer le procès-verbal de la séance %(n)s")
    return _step(
        found, line, turn=turn, action=_("Signer le procès-verbal"), screen="meeting_minutes"
    )


def _step(
    found: CommitteeDetail, line: MeetingLine, *, turn: str, action: str, screen: str
) -> Step:
    url = reverse(screen, args=[found.reference, found.number, line.number])
    if line.status == MeetingStatus.ADJOURNED and line.minutes_status == MinutesStatus.DRAFT:
        url += "#deuxieme"
    said = turn % {"n": line.number, "day": date_plain(line.held_on)}
    return Step(turn=said, action=action, url=url)


def _coming() -> str:
    return _("Prochaine : séance %(n)s, le %(day)s")


def _to_convene_again(found: CommitteeDetail) -> MeetingLine | None:
    """The last meeting of all, when it had no quorum and nothing was planned after it."""
    latest = next((item for item in found.meetings if item.status != MeetingStatus.CANCELLED), None)
    is_adjourned = latest is not None and latest.status == MeetingStatus.ADJOURNED
    return latest if is_adjourned else None


def _first(found: CommitteeDetail, status: MeetingStatus) -> MeetingLine | None:
    """The nearest meeting in a state; lines come the latest first."""
    return next((item for item in reversed(found.meetings) if item.status == status), None)


def _unfinished(found: CommitteeDetail) -> MeetingLine | None:
    """The last meeting whose minutes are not signed."""
    open_ = (MinutesStatus.DRAFT, MinutesStatus.ADOPTED)
    return next((item for item in found.meetings if item.minutes_status in open_), None)


def _is_near(line: MeetingLine, on: date) -> bool:
    return timezone.localtime(line.starts_at).date() <= on + timedelta(days=NEAR_DAYS)
