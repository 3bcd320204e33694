"""The last signature under minutes issues their papers, each with a code that answers for it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from mithaq.apps.conventions.operations.minutes import SignatureDraft, sign_minutes
from mithaq.apps.conventions.queries.meetings import meeting_of
from mithaq.apps.conventions.queries.saying import day, here, said
from mithaq.apps.conventions.queries.sitting_views import MeetingDetail
from mithaq.apps.organisations.queries import MandateView
from mithaq.apps.reference.choices import PaperKind
from mithaq.apps.reference.operations import issue_paper, new_paper_code
from mithaq.base.codes import grouped
from mithaq.base.text import Labels

OBJECT = "minutes"
LANGUAGES = ("fr", "ar")
Printer = Callable[[MeetingDetail, str, str], bytes]


@transaction.atomic
def sign_and_issue(
    *,
    meeting_id: int,
    draft: SignatureDraft,
    printer: Printer,
    actor: Any,
    under: MandateView | None,
    mandate: str,
    at: datetime,
) -> bool:
    """Sign; when both signatures are there, issue the minutes in French and in Arabic.

    ``printer`` takes the meeting, a language and the code to print, and gives the paper's bytes.
    """
    is_whole = sign_minutes(
        meeting_id=meeting_id, draft=draft, actor=actor, under=under, mandate=mandate, at=at
    )
    if is_whole:
        meeting = meeting_of(meeting_id)
        for language in LANGUAGES:
            code = new_paper_code()
            issue_paper(
                code=code,
                kind=PaperKind.MINUTES,
                content=printer(meeting, language, grouped(code)),
                language=language,
                labels=_labels(meeting),
                issuer=meeting.rule.secretariat if meeting.rule else meeting.committee,
                object_type=OBJECT,
                object_ref=reference_of(meeting),
                is_exercise=meeting.is_exercise,
                actor=actor,
                mandate=mandate,
                at=at,
            )
    return is_whole


def reference_of(meeting: MeetingDetail) -> str:
    """How issued minutes name their meeting."""
    return f"{meeting.reference}/{meeting.committee_number}/{meeting.number}"


def _labels(meeting: MeetingDetail) -> Labels:
    return said(
        lambda: (
            _("%(committee)s, séance %(n)s du %(day)s")
            % {
                "committee": here(meeting.committee),
                "n": meeting.number,
                "day": day(meeting.held_on),
            }
        )
    )
