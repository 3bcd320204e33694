"""A case carried higher: who has it there, and by when an answer is to be expected."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from mithaq.apps.conventions.choices.meetings import MeetingStatus
from mithaq.apps.conventions.queries.meetings import committee_detail
from mithaq.apps.conventions.queries.sitting_views import CommitteeDetail
from mithaq.apps.corridor.choices import CaseLevel, Part
from mithaq.apps.corridor.choices.cases import ENDED_CASES
from mithaq.apps.corridor.choices.problems import ReferralStatus
from mithaq.apps.corridor.queries.steering import steered_where
from mithaq.apps.corridor.queries.turns import Act
from mithaq.apps.corridor.queries.views import CaseView
from mithaq.web.corridor.case_page import SideCard
from mithaq.web.shell.dates import date_plain
from mithaq.web.shell.words import local


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitteeAhead:
    """The standing committee that a case waits for: its page, and its next sitting in words."""

    name: str
    url: str
    words: str


def national_lines(case: CaseView, cards: Sequence[SideCard], *, on: date) -> list[str]:
    """Who has a case at the national level, each with the delay that still binds it, or the day
    that an agreement or a decision gives in place of all; then the next rung."""
    if case.level != CaseLevel.NATIONAL or case.status in ENDED_CASES:
        return []
    lines = _given_days(case) or [
        _("%(body)s, %(who)s : %(delay)s")
        % {
            "body": local(card.side.labels),
            "who": card.side.officer or _("représentant à désigner"),
            "delay": card.clock.words if card.clock else _("aucun délai publié"),
        }
        for card in cards
        if card.side.part != Part.RELAYS and card.side.answered_at is None
    ]
    ahead = _committee(case, on=on)
    if ahead is not None:
        rung = _("Étape suivante, si rien ne vient : un renvoi au comité, « %(committee)s ».")
        lines.append(f"{rung % {'committee': ahead.name}} {ahead.words}")
    return lines


def _given_days(case: CaseView) -> list[str]:
    """The day that a signed agreement or a decision of the committee gives, and who owes it."""
    signed = next((item.concluded_at for item in case.agreements if item.is_in_force), None)
    names = {case.company: case.company_labels, **{s.institution: s.labels for s in case.sides}}
    lines = []
    for turn in case.turns:
        if turn.due_on is None:
            continue
        said = {
            "body": local(names.get(turn.organisation, turn.organisation)),
            "due": date_plain(turn.due_on),
        }
        if turn.act is Act.PERFORM and signed is not None:
            words = _("Accord signé le %(signed)s, à exécuter au plus tard le %(due)s (%(body)s) ; "
                      "ce jour tient lieu de délai.")  # fmt: skip
            lines.append(words % {**said, "signed": date_plain(signed)})
        else:
            words = _("Décision du comité, à appliquer au plus tard le %(due)s (%(body)s) ; ce "
                      "jour tient lieu de délai.")  # fmt: skip
            lines.append(words % said)
    return lines


def committee_ahead(case: CaseView, *, on: date) -> CommitteeAhead | None:
    """The committee of a case that waits for it; nothing where none is waited for or known."""
    waits = any(row.status == ReferralStatus.REFERRED for row in case.referrals)
    return None if not waits or case.status in ENDED_CASES else _committee(case, on=on)


def _committee(case: CaseView, *, on: date) -> CommitteeAhead | None:
    """The standing committee of the corridor of a case."""
    service = next(iter(steered_where(Q(slug=case.corridor), on=on)), None)
    if service is None or service.committee_number is None:
        return None
    found = committee_detail(service.convention, service.committee_number, on=on)
    if found is None:
        return None
    return CommitteeAhead(
        name=local(found.labels),
        url=reverse("committee", args=[service.convention, service.committee_number]),
        words=_sitting_words(found, on=on),
    )


def _sitting_words(found: CommitteeDetail, *, on: date) -> str:
    """The day of the next sitting; else that none is fixed, and since when one is owed."""
    ahead = (MeetingStatus.PLANNED, MeetingStatus.CONVENED)
    days = [
        timezone.localtime(item.starts_at).date() for item in found.meetings if item.status in ahead
    ]
    coming = min((day for day in days if day >= on), default=None)
    if coming:
        return _("Prochaine séance : le %(day)s.") % {"day": date_plain(coming)}
    owed = [window for window in found.windows if not window.is_held]
    if owed:
        day = date_plain(owed[-1].last)
        return _("Prochaine séance : non fixée ; elle était due au plus tard le %(day)s.") % {
            "day": day
        }
    return _("Prochaine séance : non fixée.")
