"""Committees, minutes and decisions by the words of a question, for whoever may read them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.db.models import Exists, OuterRef, Q, QuerySet

from mithaq.apps.conventions.choices.meetings import MeetingStatus
from mithaq.apps.conventions.models import (
    Committee,
    CommitteeMember,
    CommitteeRule,
    Convention,
    Decision,
    Meeting,
    Minutes,
)
from mithaq.apps.conventions.queries.decisions import decision_code
from mithaq.apps.conventions.queries.reading import binding
from mithaq.base.text import Labels, fold, is_said

# How each is called, in the three languages, after folding.
_COMMITTEE: Final = "comite commission committee لجنه"
_MEETING: Final = "seance reunion sitting meeting جلسه اجتماع دوره"
_MINUTES: Final = "proces verbal pv compte rendu minutes محضر محاضر"
_DECISION: Final = "decision قرار قرارات"
SITTING_WORDS: Final = f"{_COMMITTEE} {_MEETING} {_MINUTES} {_DECISION}"


@dataclass(frozen=True, slots=True, kw_only=True)
class SittingFound:
    """A committee, one of its sittings (with its minutes or not), or one of its decisions."""

    kind: str
    labels: Labels
    committee: Labels
    convention: Labels
    reference: str
    committee_number: int
    meeting_number: int | None = None
    decision_id: int | None = None
    code: str = ""
    on: date | None = None
    is_exercise: bool = False


def sittings_holding(
    words: Sequence[str], *, on: date, organisation: str = "", reads_all: bool = False
) -> tuple[SittingFound, ...]:
    """What holds every word: committees, then sittings, then decisions, the newest first.

    Anyone reads committees, the days they sat and public minutes; the bodies of a convention, of
    a table on the day and of its secretariat read all that is said there, and so does who
    ``reads_all``.
    """
    if not words:
        return ()
    rows = Committee.every.select_related("convention").order_by(
        "convention__is_exercise", "convention__reference", "number"
    )
    committees = list(rows)
    read = _read_by(organisation, on=on, reads_all=reads_all)
    found = [*_committees(committees, words), *_sittings(read, words)]
    if organisation or reads_all:
        found += _decisions(read, words)
    return tuple(found)


def _read_by(organisation: str, *, on: date, reads_all: bool) -> QuerySet[Committee]:
    rows = Committee.every.order_by()
    if reads_all:
        return rows
    if not organisation:
        return rows.none()
    bound = Convention.objects.filter(binding([organisation], on=on))
    seated = CommitteeMember.objects.filter(
        Q(ends_on__isnull=True) | Q(ends_on__gte=on),
        organisation__slug=organisation,
        starts_on__lte=on,
    )
    kept = CommitteeRule.objects.filter(secretariat__slug=organisation)
    return rows.filter(
        Q(convention__in=bound.values("pk"))
        | Q(pk__in=seated.values("committee"))
        | Q(pk__in=kept.values("committee"))
    )


def _committees(rows: Sequence[Committee], words: Sequence[str]) -> Iterator[SittingFound]:
    for row in rows:
        if _hold(words, f"{_COMMITTEE} {_about(row)}"):
            yield SittingFound(kind="committee", labels=row.labels, **_of(row))


def _sittings(read: QuerySet[Committee], words: Sequence[str]) -> Iterator[SittingFound]:
    public = Exists(Minutes.objects.filter(meeting=OuterRef("pk"), is_public=True))
    written = Exists(Minutes.objects.filter(meeting=OuterRef("pk")))
    rows = (
        Meeting.objects.filter(Q(status=MeetingStatus.HELD) | Q(committee__in=read))
        .select_related("committee__convention")
        .annotate(is_public=public, is_written=written, is_read=Q(committee__in=read))
        .order_by("-starts_at", "pk")
    )
    for row in rows:
        has_minutes = row.is_public or (row.is_read and row.is_written)
        names = f"{_MINUTES} {_MEETING} {row.number} {_COMMITTEE}"
        day = row.held_on
        if _hold(words, f"{names} {day.year} {_about(row.committee)}"):
            yield SittingFound(
                kind="minutes" if has_minutes else "meeting",
                labels=row.committee.labels,
                meeting_number=row.number,
                on=day,
                **_of(row.committee),
            )


def _decisions(read: QuerySet[Committee], words: Sequence[str]) -> Iterator[SittingFound]:
    rows = (
        Decision.objects.filter(meeting__status=MeetingStatus.HELD, meeting__committee__in=read)
        .select_related("meeting__committee__convention")
        .order_by("-meeting__starts_at", "number")
    )
    for row in rows:
        committee = row.meeting.committee
        told = " ".join(
            (
                _DECISION,
                decision_code(row),
                row.label_fr,
                row.label_ar,
                _COMMITTEE,
                _about(committee),
            )
        )
        if _hold(words, told):
            yield SittingFound(
                kind="decision",
                labels=row.labels,
                meeting_number=row.meeting.number,
                decision_id=row.pk,
                code=decision_code(row),
                on=row.due_on,
                **_of(committee),
            )


def _hold(words: Sequence[str], text: str) -> bool:
    spelt = fold(text)
    return all(is_said(word, spelt) for word in words)


def _about(row: Committee) -> str:
    bound = row.convention
    return " ".join((*_texts(row.labels), *_texts(bound.labels), bound.reference.replace("-", " ")))


def _texts(labels: Labels) -> tuple[str, str, str]:
    return labels.fr, labels.ar, labels.en


def _of(row: Committee) -> dict[str, Any]:
    return {
        "committee": row.labels,
        "convention": row.convention.labels,
        "reference": row.convention.reference,
        "committee_number": row.number,
        "is_exercise": row.convention.is_exercise,
    }
