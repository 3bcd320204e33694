"""What must be there before a convention enters into force: what is, what is not, who can mend it.

A committee has its first date, a commitment its owner, a target an indicator whose definition is
written and whose source is named; what is missing is mended, or waived with its reason.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from mithaq.apps.conventions.choices.life import EntryItem
from mithaq.apps.conventions.choices.meetings import MeetingStatus
from mithaq.apps.conventions.models import (
    Commitment,
    CommitmentOwner,
    Committee,
    EntryWaiver,
    Meeting,
    Target,
)
from mithaq.base.text import Labels

# The subject of what is missing as a whole: no committee, no commitment, no target.
NONE: Final = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class WaiverView:
    """Why the parties went on without something, who said so and when."""

    reason: str
    by: str
    mandate: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryPoint:
    """One condition of the entry into force, about one committee, commitment or target."""

    item: str
    subject: str
    labels: Labels
    missing: Labels
    mender: Labels
    is_met: bool
    waiver: WaiverView | None = None

    @property
    def is_cleared(self) -> bool:
        """Tell whether nothing more is asked."""
        return self.is_met or self.waiver is not None


def entry_checklist(convention_id: int) -> tuple[EntryPoint, ...]:
    """Every condition of a convention's entry into force, in the order of its parts."""
    waivers = {
        (row.item, row.subject): WaiverView(
            reason=row.reason,
            by=str(row.recorded_by or ""),
            mandate=row.mandate,
            at=row.recorded_at,
        )
        for row in EntryWaiver.objects.filter(convention=convention_id).select_related(
            "recorded_by"
        )
    }
    points = (*_committees(convention_id), *_owners(convention_id), *_indicators(convention_id))
    return tuple(
        EntryPoint(
            item=point.item,
            subject=point.subject,
            labels=point.labels,
            missing=point.missing,
            mender=point.mender,
            is_met=point.is_met,
            waiver=waivers.get((point.item, point.subject)),
        )
        for point in points
    )


def _committees(convention_id: int) -> Iterator[EntryPoint]:
    rows = list(Committee.objects.filter(convention=convention_id).order_by("number"))
    dated = _dated_committees(convention_id)
    for row in rows:
        yield EntryPoint(
            item=EntryItem.COMMITTEE_DATE,
            subject=f"committee-{row.number}",
            labels=row.labels,
            missing=_NO_DATE,
            mender=_SECRETARY,
            is_met=row.pk in dated,
        )
    if not rows:
        yield EntryPoint(
            item=EntryItem.COMMITTEE_DATE,
            subject=NONE,
            labels=_COMMITTEES,
            missing=_NO_COMMITTEE,
            mender=_DRAFTERS,
            is_met=False,
        )


def _dated_committees(convention_id: int) -> set[int]:
    """The committees that have a meeting in the calendar, planned, convened or already held."""
    rows = Meeting.objects.filter(committee__convention=convention_id)
    return set(
        rows.exclude(status=MeetingStatus.CANCELLED).values_list("committee", flat=True).distinct()
    )


def _owners(convention_id: int) -> Iterator[EntryPoint]:
    rows = list(
        Commitment.objects.filter(convention=convention_id)
        .select_related("debtor__organisation")
        .order_by("number")
    )
    owned = set(
        CommitmentOwner.objects.filter(
            commitment__convention=convention_id, until_on__isnull=True
        ).values_list("commitment", flat=True)
    )
    for row in rows:
        yield EntryPoint(
            item=EntryItem.OWNER,
            subject=f"commitment-{row.number}",
            labels=row.labels,
            missing=_NO_OWNER,
            mender=row.debtor.organisation.labels if row.debtor else _PARTIES,
            is_met=row.pk in owned,
        )
    if not rows:
        yield EntryPoint(
            item=EntryItem.OWNER,
            subject=NONE,
            labels=_COMMITMENTS,
            missing=_NO_COMMITMENT,
            mender=_DRAFTERS,
            is_met=False,
        )


def _indicators(convention_id: int) -> Iterator[EntryPoint]:
    rows = list(
        Target.objects.filter(convention=convention_id)
        .select_related("indicator_version", "source")
        .order_by("number")
    )
    for row in rows:
        yield EntryPoint(
            item=EntryItem.INDICATOR,
            subject=f"target-{row.number}",
            labels=row.labels,
            missing=_NO_DEFINITION,
            mender=_MANAGERS,
            is_met=bool(row.indicator_version.definition_fr),
        )
    if not rows:
        yield EntryPoint(
            item=EntryItem.INDICATOR,
            subject=NONE,
            labels=_TARGETS,
            missing=_NO_TARGET,
            mender=_DRAFTERS,
            is_met=False,
        )


_COMMITTEES: Final = Labels("Comités de suivi", "لجان التتبع", "Follow-up committees")
_COMMITMENTS: Final = Labels("Engagements", "الالتزامات", "Commitments")
_TARGETS: Final = Labels("Objectifs chiffrés", "الأهداف المرقمة", "Quantified targets")
_NO_DATE: Final = Labels(
    "aucune réunion n’est au calendrier",
    "لا يوجد أي اجتماع في الجدول الزمني",
    "no meeting is in the calendar",
)
_NO_COMMITTEE: Final = Labels(
    "la convention ne crée aucun comité",
    "لا تحدث الاتفاقية أي لجنة",
    "the convention creates no committee",
)
_NO_OWNER: Final = Labels(
    "personne n’en est responsable", "لا مسؤول عنه", "nobody is responsible for it"
)
_NO_COMMITMENT: Final = Labels(
    "la convention ne dit qui doit quoi à personne",
    "لا تبيّن الاتفاقية من عليه ماذا",
    "the convention does not say who owes what",
)
_NO_DEFINITION: Final = Labels(
    "l’indicateur n’a pas de définition écrite",
    "ليس للمؤشر تعريف مكتوب",
    "the indicator has no written definition",
)
_NO_TARGET: Final = Labels(
    "aucun objectif n’est chiffré", "لا يوجد أي هدف مرقم", "no target is quantified"
)
_SECRETARY: Final = Labels("le secrétaire du comité", "كاتب اللجنة", "the committee’s secretary")
_DRAFTERS: Final = Labels(
    "les rédacteurs des parties, par avenant",
    "محررو الأطراف، بواسطة ملحق",
    "the parties’ drafters, by an amendment",
)
_MANAGERS: Final = Labels(
    "le responsable de programme", "المسؤول عن البرنامج", "the programme manager"
)
_PARTIES: Final = Labels("les parties ensemble", "الأطراف مجتمعة", "the parties together")
