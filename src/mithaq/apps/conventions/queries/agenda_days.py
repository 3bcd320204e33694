"""The days that conventions promise: due dates, sittings, decisions, ends."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from hashlib import sha256

from django.db.models import Q, QuerySet

from mithaq.apps.conventions.choices import DayKind, DueGroup, Status
from mithaq.apps.conventions.choices.meetings import PENDING, MeetingStatus
from mithaq.apps.conventions.choices.roadmaps import ENDED
from mithaq.apps.conventions.models import (
    CalendarFeed,
    Convention,
    Decision,
    Evaluation,
    Meeting,
    Milestone,
)
from mithaq.apps.conventions.queries.duties import DutyView, followed
from mithaq.apps.conventions.queries.reading import AmendedText, amended_texts, binding
from mithaq.base.dates import Precision
from mithaq.base.text import Labels


@dataclass(frozen=True, slots=True, kw_only=True)
class ConventionDay:
    """One day of a convention; ``starts_at`` when an hour is known, ``precision`` otherwise.

    ``who`` answers for what falls that day, or presides the sitting; ``place`` is where it sits.

    A month or a year promised falls on its last day: it is not late before.
    """

    key: str
    kind: DayKind
    on: date
    labels: Labels
    who: Labels
    reference: str
    convention: Labels
    target: tuple[str, ...]
    is_exercise: bool
    is_closed: bool = False
    is_adjourned: bool = False
    precision: Precision = Precision.DAY
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    place: Labels = Labels("")  # noqa: RUF009 - frozen


@dataclass(frozen=True, slots=True, kw_only=True)
class DaysScope:
    """Whose days: some organisations, one convention, or everyone's when both are empty.

    Sittings and decisions are for the parties: the public reads promises and ends.
    """

    organisations: frozenset[str] = frozenset()
    reference: str = ""
    is_public: bool = True


def convention_days(scope: DaysScope, *, on: date) -> tuple[ConventionDay, ...]:
    """Every dated day of a scope, in order; ``on`` tells which promises are already over."""
    within = _within(scope, on)
    texts = amended_texts(within, on=on)
    found = [
        *_dues(followed(within, on=on, texts=texts), scope),
        *_milestones(within, texts),
        *_evaluations(within, texts),
        *_ends(within, texts, scope),
    ]
    if not scope.is_public:
        found += [*_sittings(within, texts), *_decisions(within, texts)]
    return tuple(sorted(found, key=lambda day: (day.on, day.kind, day.key)))


def feed_owner(token: str) -> tuple[int, str] | None:
    """The person and language of a secret address still open."""
    digest = sha256(token.encode()).hexdigest()
    row = CalendarFeed.objects.filter(token_sha256=digest, revoked_at__isnull=True).first()
    return (row.user_id, row.language) if row else None


def feed_opened_at(user_id: int) -> datetime | None:
    """Since when a person has a secret address."""
    row = CalendarFeed.objects.filter(user_id=user_id, revoked_at__isnull=True).first()
    return row.opened_at if row else None


def _dues(duties: Iterable[DutyView], scope: DaysScope) -> Iterable[ConventionDay]:
    for duty in duties:
        is_ours = not scope.organisations or duty.party_slugs & scope.organisations
        if duty.due.latest is None or not is_ours:
            continue
        yield ConventionDay(
            key=f"commitment/{duty.key}",
            kind=DayKind.COMMITMENT,
            on=duty.due.latest,
            labels=duty.labels,
            who=Labels("") if duty.is_joint else duty.debtors[0].labels,
            reference=duty.reference,
            convention=duty.convention,
            target=("commitment", duty.reference, str(duty.number)),
            is_exercise=duty.is_exercise,
            is_closed=duty.group is DueGroup.CLOSED,
            precision=duty.due.precision,
        )


def _within(scope: DaysScope, on: date) -> QuerySet[Convention]:
    """Conventions of a scope."""
    wanted = ~Q(status=Status.DRAFT)
    if scope.reference:
        wanted &= Q(reference=scope.reference)
    if scope.organisations:
        wanted &= binding(scope.organisations, on=on)
    return Convention.objects.filter(wanted)


def _ends(
    within: QuerySet[Convention], texts: Mapping[int, AmendedText], scope: DaysScope
) -> Iterable[ConventionDay]:
    for row in within.filter(Q(covers_to__isnull=False) | Q(pk__in=list(texts))):
        text = texts.get(row.pk)
        end = text.covers_to if text else row.covers_to
        has_left = text and scope.organisations and not text.bodies & scope.organisations
        if end is None or has_left:
            continue
        labels = text.labels if text else row.labels
        yield ConventionDay(
            key=f"end/{row.reference}",
            kind=DayKind.END,
            on=end,
            labels=labels,
            who=Labels(""),
            reference=row.reference,
            convention=labels,
            target=("convention", row.reference),
            is_exercise=row.is_exercise,
        )


def _milestones(
    within: QuerySet[Convention], texts: Mapping[int, AmendedText]
) -> Iterable[ConventionDay]:
    """The states that workstreams must reach; those of a workstream given up are over."""
    rows = Milestone.objects.select_related(
        "workstream__owner", "workstream__roadmap__convention"
    ).filter(workstream__roadmap__convention__in=within.values("pk"))
    for row in rows:
        line, convention = row.workstream, row.workstream.roadmap.convention
        yield ConventionDay(
            key=f"milestone/{convention.reference}/{line.number}/{row.number}",
            kind=DayKind.MILESTONE,
            on=row.due_on,
            labels=row.labels,
            who=line.owner.labels,
            reference=convention.reference,
            convention=_title(convention, texts),
            target=("roadmap", convention.reference),
            is_exercise=convention.is_exercise,
            is_closed=row.reached_on is not None or line.status in ENDED,
        )


def _evaluations(
    within: QuerySet[Convention], texts: Mapping[int, AmendedText]
) -> Iterable[ConventionDay]:
    """The evaluations planned or held; the day is the one held, once it is."""
    rows = Evaluation.objects.select_related("convention").filter(
        convention__in=within.values("pk")
    )
    for row in rows.filter(convention__in=within.values("pk")):
        day = row.held_on or row.planned_on
        if day is None:
            continue
        yield ConventionDay(
            key=f"evaluation/{row.convention.reference}/{row.kind}",
            kind=DayKind.EVALUATION,
            on=day,
            labels=row.labels,
            who=Labels.from_columns(row, "by"),
            reference=row.convention.reference,
            convention=_title(row.convention, texts),
            target=("convention", row.convention.reference),
            is_exercise=row.convention.is_exercise,
            is_closed=row.held_on is not None,
        )


def _title(convention: Convention, texts: Mapping[int, AmendedText]) -> Labels:
    text = texts.get(convention.pk)
    return text.labels if text else convention.labels


def _sittings(
    within: QuerySet[Convention], texts: Mapping[int, AmendedText]
) -> Iterable[ConventionDay]:
    rows = Meeting.objects.select_related("committee__convention").filter(
        committee__convention__in=within.values("pk")
    )
    for row in rows.exclude(status=MeetingStatus.CANCELLED):
        convention = row.committee.convention
        yield ConventionDay(
            key=f"meeting/{convention.reference}/{row.committee.number}/{row.number}",
            kind=DayKind.SITTING,
            on=row.held_on,
            labels=row.committee.labels,
            who=Labels.from_columns(row.committee, "chair"),
            place=Labels.from_columns(row, "place"),
            reference=convention.reference,
            convention=_title(convention, texts),
            target=("meeting", convention.reference, str(row.committee.number), str(row.number)),
            is_exercise=convention.is_exercise,
            is_closed=row.status in {MeetingStatus.HELD, MeetingStatus.ADJOURNED},
            is_adjourned=row.status == MeetingStatus.ADJOURNED,
            # Held ahead of its day, it has a day and nobody noted its hours.
            starts_at=None if row.sat_on else row.starts_at,
            ends_at=None if row.sat_on else row.starts_at + timedelta(minutes=row.slot_minutes),
        )


def _decisions(
    within: QuerySet[Convention], texts: Mapping[int, AmendedText]
) -> Iterable[ConventionDay]:
    rows = Decision.objects.select_related("meeting__committee__convention", "owner").filter(
        meeting__committee__convention__in=within.values("pk")
    )
    for row in rows:
        convention = row.meeting.committee.convention
        yield ConventionDay(
            key=f"decision/{convention.reference}/{row.pk}",
            kind=DayKind.DECISION,
            on=row.due_on,
            labels=row.labels,
            who=row.owner.labels,
            reference=convention.reference,
            convention=_title(convention, texts),
            target=("decision", str(row.pk)),
            is_exercise=convention.is_exercise,
            is_closed=row.status not in PENDING,
        )


def of_month(
    days: Collection[ConventionDay], *, year: int, month: int
) -> dict[date, list[ConventionDay]]:
    """The days of one month, by date."""
    found: dict[date, list[ConventionDay]] = {}
    for day in days:
        if (day.on.year, day.on.month) == (year, month):
            found.setdefault(day.on, []).append(day)
    return found
