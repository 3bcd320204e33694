"""The reasons of acts on cases about a person: rows of their own, and their erasure."""

from __future__ import annotations

from datetime import datetime
from typing import Final
from uuid import UUID

from django.utils.translation import gettext_noop

from mithaq.apps.corridor.models import (
    Agreement,
    Appointment,
    Case,
    CaseReason,
    CommitteeReferral,
    ConcernedPerson,
    Proposal,
)

# What the journal and the clocks keep in place of the reason of an act on a case about a person.
GIVEN: Final = gettext_noop("motif donné, gardé dans le dossier")
# What stands where a copy of an erased reason was: some rows must say something.
_GONE: Final = "—"
_MOST: Final = 300


def concerns_a_person(case: Case) -> bool:
    """Whether a case is about somebody's right, by its subject or by the people it names."""
    return case.subject.is_personal or ConcernedPerson.objects.filter(case=case).exists()


def keep_reason(case: Case, line: UUID, reason: str) -> None:
    """Keep the words of one act beside its line of the journal."""
    CaseReason.objects.create(case=case, line=line, words=reason)


def erase_reasons(case: Case, *, at: datetime) -> None:
    """Erase the reasons given on a case, and what its terms, meetings and referrals copied of them.

    An answer is not a reason of this kind: law 03-01 asks for it, and it stays.
    """
    rows = CaseReason.objects.filter(case=case, erased_at__isnull=True)
    said = {copy for words in rows.values_list("words", flat=True) for copy in _copies(words)}
    rows.update(words="", erased_at=at)
    Proposal.objects.filter(case=case, reason__in=said).update(reason=_GONE)
    Agreement.objects.filter(case=case, dropped_why__in=said).update(dropped_why=_GONE)
    Appointment.objects.filter(case=case, note__in=said).update(note=_GONE)
    CommitteeReferral.objects.filter(case=case, reason__in=said).update(reason=_GONE)


def _copies(words: str) -> tuple[str, str]:
    """A reason whole, and as long as a row of its own keeps it."""
    return words, words[:_MOST]
