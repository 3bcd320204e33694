"""Alarms of the register on a day: facts read in a few queries, then the rules."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import OuterRef, Q, Subquery

from mithaq.apps.conventions.choices import CadencePeriod, DueGroup, Status
from mithaq.apps.conventions.choices.amending import AmendedKind, ChangeAction
from mithaq.apps.conventions.choices.meetings import PENDING, MeetingStatus
from mithaq.apps.conventions.choices.roadmaps import EvaluationKind
from mithaq.apps.conventions.models import (
    AlarmPause,
    CommitmentProgress,
    CommitteeRule,
    Convention,
    Decision,
    Evaluation,
    Meeting,
    Party,
)
from mithaq.apps.conventions.models.committees import day_held
from mithaq.apps.conventions.queries.committee_access import access_on, seats_of
from mithaq.apps.conventions.queries.duties import DutyView, followed, named, party_name
from mithaq.apps.conventions.queries.progress import OwnerView
from mithaq.apps.conventions.queries.reading import AmendedText, amended_texts, committee_in
from mithaq.apps.conventions.queries.register import PartyName
from mithaq.apps.conventions.queries.roadmaps import late_milestones
from mithaq.apps.conventions.queries.sitting_views import Access
from mithaq.apps.conventions.queries.today import Scope, Texts
from mithaq.base.text import Labels
from mithaq.signals import alarms as rules

NOTHING = Labels("")
NONE: Mapping[str, date] = {}
MONTHS = {CadencePeriod.MONTH: 1, CadencePeriod.QUARTER: 3, CadencePeriod.YEAR: 12}
RUNNING = (Status.SIGNED, Status.ACTIVE, Status.SUSPENDED)


@dataclass(frozen=True, slots=True, kw_only=True)
class PauseView:
    """An alarm set aside until a day, and why."""

    until_on: date
    reason: str
    mandate: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What an alarm is about: its words, its convention, who moves next, and where it is shown.

    ``target`` names the page: (« commitment », reference, number), (« convention », reference)…
    """

    labels: Labels
    reference: str
    convention: Labels
    movers: tuple[PartyName, ...]
    parties: tuple[PartyName, ...]
    capacity: Labels
    territory_code: str
    territory: Labels
    target: tuple[str, ...]
    is_exercise: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Closed:
    """What only some may read of an alarm: whom it concerns, and what the others are told."""

    access: Access
    told: Subject


@dataclass(frozen=True, slots=True, kw_only=True)
class AlarmView:
    """One alarm with its subject, and the pause that sets it aside, if any.

    ``closed`` says who may read the subject; none: whoever reads alarms.
    """

    alarm: rules.Alarm
    subject: Subject
    pause: PauseView | None
    closed: Closed | None = None

    @property
    def id(self) -> str:
        """Name the alarm."""
        return self.alarm.id


def alarms_on(
    *, on: date, told_to: Mapping[str, date] = NONE, texts: Texts = None
) -> tuple[AlarmView, ...]:
    """Every alarm of the register on a day, those set aside included, the gravest first.

    ``told_to`` says to which day the last published report of each convention goes: apps above
    know it.
    """
    known: dict[str, Subject] = {}
    closed: dict[str, Closed] = {}
    texts = amended_texts(None, on=on) if texts is None else texts
    places = _conventions(texts)
    names = {place.row.pk: place.parties for place in places.values() if place.text is None}
    duties = followed(None, on=on, rows=_may_alarm(on), texts=texts, names=names)
    judged = _evaluations(places, known, on)
    kept = _kept()
    facts = rules.Facts(
        commitments=tuple(_commitments(duties, places, known)),
        committees=tuple(_committees(kept, places, known)),
        decisions=tuple(_decisions(kept, places, known, closed=closed, on=on)),
        milestones=tuple(_milestones(places, known, on)),
        evaluations=judged.late,
        conventions=tuple(_ends(places, known, told_to, judged.over)),
    )
    found = rules.raised(facts, on=on)
    pauses = _pauses((item.id for item in found), on=on)
    return tuple(
        AlarmView(
            alarm=item,
            subject=known[item.key],
            pause=pauses.get(item.id),
            closed=closed.get(item.key),
        )
        for item in found
    )


@dataclass(frozen=True, slots=True)
class _Place:
    """A convention and its parties, as every kind of alarm needs them."""

    row: Convention
    labels: Labels
    ends_on: date | None
    parties: tuple[PartyName, ...]
    signed: frozenset[str]
    text: AmendedText | None

    @property
    def bound(self) -> frozenset[str]:
        """Those who signed, and those whom an amendment joined."""
        return self.signed | self.text.bodies if self.text else self.signed

    def since(self, number: int) -> date | None:
        """From which day somebody should answer for a commitment: its convention's, or its own
        when an amendment added it."""
        added = [
            trace.effective_on
            for trace in (self.text.traces if self.text else ())
            if (trace.action, trace.kind, trace.number)
            == (ChangeAction.ADD, AmendedKind.COMMITMENT, number)
        ]
        return added[-1] if added else self.row.in_force_on or self.row.signed_on

    def subject(
        self,
        labels: Labels,
        target: tuple[str, ...],
        movers: tuple[PartyName, ...],
        capacity: Labels = NOTHING,
    ) -> Subject:
        place = self.row.territory
        return Subject(
            labels=labels,
            reference=self.row.reference,
            convention=self.labels,
            movers=movers,
            parties=self.parties,
            capacity=capacity,
            territory_code=place.code if place else "",
            territory=place.labels if place else NOTHING,
            target=target,
            is_exercise=self.row.is_exercise,
        )


def _may_alarm(on: date) -> Q:
    """The commitments of first texts that a rule may be about: past, or followed by somebody."""
    reported = CommitmentProgress.objects.values("commitment")
    return Q(due_on__lt=on) | Q(convention__is_exercise=True) | Q(pk__in=reported)


def _conventions(texts: Mapping[int, AmendedText]) -> dict[str, _Place]:
    rows = list(Convention.objects.select_related("territory").exclude(status=Status.DRAFT))
    bodies: dict[int, dict[str, PartyName]] = {}
    for party in Party.objects.select_related("organisation").order_by("convention", "rank"):
        name = party_name(party.organisation)
        bodies.setdefault(party.convention_id, {}).setdefault(name.slug, name)
    return {row.reference: _place(row, bodies.get(row.pk, {}), texts.get(row.pk)) for row in rows}


def _place(row: Convention, bodies: dict[str, PartyName], text: AmendedText | None) -> _Place:
    if text is None:
        return _Place(
            row, row.labels, row.covers_to, tuple(bodies.values()), frozenset(bodies), None
        )
    return _Place(row, text.labels, text.covers_to, named(text.parties), frozenset(bodies), text)


def _commitments(
    duties: Iterable[DutyView], places: dict[str, _Place], known: dict[str, Subject]
) -> Iterable[rules.CommitmentFact]:
    for duty in duties:
        place = places[duty.reference]
        key = f"commitment/{duty.key}"
        owner = duty.owner
        movers = _owner(owner) if owner else duty.debtors
        known[key] = place.subject(
            duty.labels,
            ("commitment", duty.reference, str(duty.number)),
            movers,
            owner.capacity if owner else NOTHING,
        )
        yield rules.CommitmentFact(
            key=key,
            due_on=duty.due.latest,
            is_closed=duty.group is DueGroup.CLOSED,
            is_followed=duty.report is not None or duty.is_exercise,
            has_owner=owner is not None,
            starts_on=place.since(duty.number),
        )


def _owner(owner: OwnerView) -> tuple[PartyName, ...]:
    return (PartyName(slug=owner.organisation, labels=owner.labels, acronym=""),)


def _kept() -> list[Any]:
    """The rule of each committee that has one, with its secretariat and its last sitting."""
    held = Meeting.objects.filter(status=MeetingStatus.HELD, committee=OuterRef("committee"))
    rows = CommitteeRule.objects.select_related("committee__convention", "secretariat").annotate(
        last=Subquery(held.order_by("-starts_at").values("starts_at")[:1]),
        last_ahead=Subquery(held.order_by("-starts_at").values("sat_on")[:1]),
    )
    return list(rows.exclude(committee__convention__status=Status.DRAFT))


def _sat_on(rule: Any) -> date | None:
    if rule.last is None:
        return None
    return day_held(sat_on=rule.last_ahead, starts_at=rule.last)


def _committees(
    kept: Iterable[Any], places: dict[str, _Place], known: dict[str, Subject]
) -> Iterable[rules.CommitteeFact]:
    """A committee is followed once its rule says from which day its sittings count."""
    for rule in kept:
        reference = rule.committee.convention.reference
        read = committee_in(rule.committee, places[reference].text)
        body = read.view
        if not body.cadence_count or places[reference].row.status not in RUNNING:
            continue
        key = f"committee/{reference}/{body.number}"
        secretariat = party_name(rule.secretariat)
        known[key] = places[reference].subject(
            body.labels,
            ("committee", reference, str(body.number)),
            (secretariat,),
            body.chair,
        )
        yield rules.CommitteeFact(
            key=key,
            cadences=tuple(
                rules.Cadence(since_on=since, count=count, months=MONTHS[CadencePeriod(period)])
                for since, count, period in read.cadences
                if count
            ),
            counts_from_on=rule.counts_from,
            last_held_on=_sat_on(rule),
        )


def _decisions(
    kept: Iterable[Any],
    places: dict[str, _Place],
    known: dict[str, Subject],
    *,
    closed: dict[str, Closed],
    on: date,
) -> Iterable[rules.DecisionFact]:
    """What a committee decided is read by its bodies; the others learn that it is late, no more."""
    rows = Decision.objects.select_related("meeting__committee__convention", "owner").filter(
        status__in=[str(status) for status in PENDING]
    )
    found = list(rows.exclude(meeting__committee__convention__status=Status.DRAFT))
    committees = {row.meeting.committee_id for row in found}
    seats = seats_of(committees) if committees else {}
    secretariats = {rule.committee_id: rule.secretariat.slug for rule in kept}
    for row in found:
        committee = row.meeting.committee
        place = places[committee.convention.reference]
        key = f"decision/{place.row.reference}/{row.pk}"
        known[key] = place.subject(row.labels, ("decision", str(row.pk)), (party_name(row.owner),))
        body = committee_in(committee, place.text).view
        target = ("committee", place.row.reference, str(committee.number))
        closed[key] = Closed(
            access=access_on(
                (on,),
                parties={*place.bound, row.owner.slug},
                seats=seats.get(committee.pk, ()),
                secretariat=secretariats.get(committee.pk, ""),
            ),
            told=place.subject(body.labels, target, (), body.labels),
        )
        yield rules.DecisionFact(key=key, due_on=row.due_on)


def _milestones(
    places: dict[str, _Place], known: dict[str, Subject], on: date
) -> Iterable[rules.MilestoneFact]:
    for row in late_milestones(Scope(), on=on):
        if row.reference not in places:
            continue
        key = f"milestone/{row.reference}/{row.workstream_number}/{row.number}"
        carrier = PartyName(slug=row.owner_slug, labels=row.owner, acronym="")
        known[key] = places[row.reference].subject(
            row.labels, ("roadmap", row.reference), (carrier,), row.capacity
        )
        yield rules.MilestoneFact(key=key, due_on=row.due_on)


@dataclass(frozen=True, slots=True)
class _Judged:
    """The evaluations late, and the conventions whose final one is published."""

    late: tuple[rules.EvaluationFact, ...]
    over: frozenset[str]


def _evaluations(places: dict[str, _Place], known: dict[str, Subject], on: date) -> _Judged:
    """Evaluations whose day has passed and that nobody says were held; those published."""
    late, over = [], set()
    for row in Evaluation.objects.select_related("convention"):
        place = places.get(row.convention.reference)
        if place is None:
            continue
        if row.kind == EvaluationKind.FINAL and row.is_published:
            over.add(place.row.reference)
        if row.held_on is None and row.planned_on is not None and row.planned_on < on:
            key = f"evaluation/{place.row.reference}/{row.kind}"
            target = ("convention", place.row.reference)
            known[key] = place.subject(row.labels, target, place.parties)
            late.append(rules.EvaluationFact(key=key, planned_on=row.planned_on))
    return _Judged(tuple(late), frozenset(over))


def _ends(
    places: dict[str, _Place],
    known: dict[str, Subject],
    told_to: Mapping[str, date],
    judged: frozenset[str],
) -> Iterable[rules.ConventionFact]:
    """A period is evaluated by a report that goes to its end, or by its published evaluation."""
    for reference, place in places.items():
        if place.ends_on is None or place.row.status == Status.ARCHIVED:
            continue
        key = f"convention/{reference}"
        known[key] = place.subject(place.labels, ("convention", reference), place.parties)
        yield rules.ConventionFact(
            key=key,
            ends_on=place.ends_on,
            is_evaluated=reference in judged or told_to.get(reference, date.min) >= place.ends_on,
            is_running=place.row.status in RUNNING,
        )


def _pauses(keys: Iterable[str], *, on: date) -> dict[str, PauseView]:
    """The pause that counts for each alarm: the newest, while its last day is to come."""
    rows = AlarmPause.objects.filter(key__in=list(keys)).order_by("pk")
    newest = {row.key: row for row in rows}
    return {
        key: PauseView(until_on=row.until_on, reason=row.reason, mandate=row.mandate)
        for key, row in newest.items()
        if row.until_on > on
    }


def pauses_of(key: str) -> tuple[PauseView, ...]:
    """Every time an alarm was set aside, the newest first."""
    rows = AlarmPause.objects.filter(key=key).order_by("-pk")
    return tuple(
        PauseView(until_on=row.until_on, reason=row.reason, mandate=row.mandate) for row in rows
    )
