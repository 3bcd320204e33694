"""A point of the agenda carries its act: minutes adopted, a decision followed, a day fixed."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from mithaq.apps.conventions.operations import deciding
from mithaq.apps.conventions.operations.meetings import plan_meeting
from mithaq.apps.conventions.operations.minutes import adopt_minutes
from mithaq.apps.conventions.operations.sitting_drafts import MeetingDraft
from mithaq.apps.conventions.operations.sittings import write_outcome
from mithaq.apps.conventions.queries.saying import day, said


@transaction.atomic
def adopt_at_point(
    *, item_id: int, meeting_id: int, on: date, actor: Any, mandate: str, at: datetime
) -> None:
    """Adopt the minutes of the meeting before, and write it under the point that asked it."""
    act = {"actor": actor, "mandate": mandate, "at": at}
    adopt_minutes(meeting_id=meeting_id, adoption="next_meeting", on=on, **act)
    write_outcome(item_id=item_id, sentence=said(lambda: _("Procès-verbal adopté.")), **act)


@transaction.atomic
def complete_at_point(
    *,
    item_id: int,
    decision_id: int,
    on: date,
    evidence: str,
    actor: Any,
    mandate: str,
    at: datetime,
) -> None:
    """Say a decision executed, by which proof, and write it under its point."""
    act = {"actor": actor, "mandate": mandate, "at": at}
    deciding.complete_decision(decision_id=decision_id, on=on, evidence=evidence, **act)
    sentence = said(
        lambda: _("Décision exécutée. Preuve : %(proof)s.") % {"proof": _ended(evidence)}
    )
    write_outcome(item_id=item_id, sentence=sentence, **act)


@transaction.atomic
def postpone_at_point(
    *,
    item_id: int,
    decision_id: int,
    due_on: date,
    reason: str,
    actor: Any,
    mandate: str,
    at: datetime,
) -> None:
    """Give a decision a later day, why, and write it under its point."""
    act = {"actor": actor, "mandate": mandate, "at": at}
    deciding.postpone_decision(decision_id=decision_id, due_on=due_on, reason=reason, **act)
    sentence = said(
        lambda: (
            _("Décision repoussée au %(day)s : %(why)s.")
            % {"day": day(due_on), "why": _ended(reason)}
        )
    )
    write_outcome(item_id=item_id, sentence=sentence, **act)


@transaction.atomic
def abandon_at_point(
    *,
    item_id: int,
    decision_id: int,
    on: date,
    reason: str,
    actor: Any,
    mandate: str,
    at: datetime,
) -> None:
    """Give a decision up, why, and write it under its point."""
    act = {"actor": actor, "mandate": mandate, "at": at}
    deciding.abandon_decision(decision_id=decision_id, on=on, reason=reason, **act)
    sentence = said(lambda: _("Décision abandonnée : %(why)s.") % {"why": _ended(reason)})
    write_outcome(item_id=item_id, sentence=sentence, **act)


@transaction.atomic
def keep_at_point(
    *, item_id: int, decision_id: int, actor: Any, mandate: str, at: datetime
) -> None:
    """Keep a decision with its day, and write it under its point."""
    act = {"actor": actor, "mandate": mandate, "at": at}
    deciding.keep_decision(decision_id=decision_id, reason="", **act)
    sentence = said(lambda: _("Décision maintenue, à la même échéance."))
    write_outcome(item_id=item_id, sentence=sentence, **act)


def _ended(text: str) -> str:
    """A text that a sentence ends with, without its own full stop."""
    return text.strip().removesuffix(".")


@transaction.atomic
def plan_at_point(
    *,
    item_id: int,
    committee_id: int,
    starts_at: datetime,
    actor: Any,
    mandate: str,
    at: datetime,
) -> int:
    """Plan the next meeting while this one sits, and write its day under the point."""
    act = {"actor": actor, "mandate": mandate, "at": at}
    draft = MeetingDraft(starts_at=starts_at)
    number = plan_meeting(committee_id=committee_id, draft=draft, **act)
    on = timezone.localtime(starts_at)
    words = {"n": number, "hour": f"{on:%H:%M}"}
    sentence = said(
        lambda: _("Séance %(n)s fixée au %(day)s, %(hour)s.") % {**words, "day": day(on.date())}
    )
    write_outcome(item_id=item_id, sentence=sentence, **act)
    return number
