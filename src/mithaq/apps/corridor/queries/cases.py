"""One case as one reader may see it: private notes are filtered here, in the query itself."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from django.db.models import Q
from django.utils import timezone

from mithaq.apps.accounts.queries import name_here
from mithaq.apps.corridor.choices import CaseLevel, routing_words
from mithaq.apps.corridor.choices.cases import side_state
from mithaq.apps.corridor.choices.exchanges import ProposalStatus
from mithaq.apps.corridor.models import (
    Case,
    ConcernedPerson,
    Outcome,
    Satisfaction,
    Side,
    SideAnswer,
)
from mithaq.apps.corridor.queries._exchanges import (
    agreements_of,
    appointments_of,
    messages_of,
    proposals_of,
)
from mithaq.apps.corridor.queries._lists import asked_of, decided_until
from mithaq.apps.corridor.queries.absences import absent_posts
from mithaq.apps.corridor.queries.access import state_of
from mithaq.apps.corridor.queries.alike import alike_case
from mithaq.apps.corridor.queries.clocks import clocks_of
from mithaq.apps.corridor.queries.referrals import referrals_where
from mithaq.apps.corridor.queries.turns import Terms, Turn, whose_turn
from mithaq.apps.corridor.queries.views import (
    NOTHING,
    PERSONAL,
    AgreementView,
    CaseView,
    OutcomeView,
    PastAnswer,
    PersonView,
    ProposalView,
    Reader,
    SideView,
)
from mithaq.base.text import Labels
from mithaq.engines.clocks import ClockReading, ClockStep, Wait


def case_view(case_id: int, *, reader: Reader, at: datetime) -> CaseView:
    """A case cut to its reader, in a number of queries that its length does not change."""
    case = Case.objects.select_related(
        "corridor", "company", "submitted_by", "subject__family", "territory", "region",
        "systemic_problem", "waits_for",
    ).get(pk=case_id)  # fmt: skip
    is_redacted = not reader.reads_content
    sides = _side_rows(case)
    agreements = agreements_of(case.pk, is_redacted=is_redacted)
    proposals = proposals_of(case, is_redacted=is_redacted)
    # The name of a problem tells what a redacted case is about.
    problem = None if is_redacted else case.systemic_problem
    until = decided_until([case.pk] if case.waits_for_id else []).get(case.pk)
    view = CaseView(
        public_id=case.public_id,
        number=case.number,
        corridor=case.corridor.slug,
        corridor_labels=case.corridor.labels,
        company=case.company.slug,
        company_labels=case.company.labels,
        submitted_by=case.submitted_by.slug,
        submitted_by_labels=case.submitted_by.labels,
        subject="" if is_redacted else case.subject.code,
        subject_labels=PERSONAL if is_redacted else case.subject.labels,
        family="" if is_redacted else case.subject.family.code,
        family_labels=PERSONAL if is_redacted else case.subject.family.labels,
        territory=case.territory.labels,
        region=case.region.labels,
        status=case.status,
        status_label=case.get_status_display(),
        level=case.level,
        level_label=case.get_level_display(),
        title="" if is_redacted else case.title,
        description="" if is_redacted else case.description,
        submitted_at=case.submitted_at,
        closed_at=case.closed_at,
        closed_how="" if is_redacted else case.closed_how,
        is_exercise=case.is_exercise,
        is_redacted=is_redacted,
        is_personal=case.subject.is_personal,
        sides=_sides(sides, at=at, is_redacted=is_redacted),
        turns=_turns(case, sides, proposals, agreements, until=until),
        messages=messages_of(case.pk, reader=reader),
        people=_people(case.pk, reader),
        appointments=appointments_of(case.pk, at=at),
        proposals=proposals,
        agreements=agreements,
        outcomes=_outcomes(case.pk, is_redacted=is_redacted),
        decided=case.waits_for.slug if case.waits_for else "",
        decided_due_on=until,
        problem=str(problem.public_id) if problem else "",
        problem_labels=problem.labels if problem else NOTHING,
        referrals=referrals_where(
            Q(case=case.pk),
            is_redacted=is_redacted,
            hides_personal=False,
            asked_by=reader.reads_question_of,
        ),
    )
    return alike_case(view, own=reader.party)


def _side_rows(case: Case) -> list[Side]:
    return list(
        Side.objects.filter(case=case)
        .select_related("institution", "norm", "case", "case_officer__user", "waits_for")
        .order_by("rank", "pk")
    )


def _turns(
    case: Case,
    sides: Sequence[Side],
    proposals: tuple[ProposalView, ...],
    agreements: tuple[AgreementView, ...],
    *,
    until: date | None,
) -> tuple[Turn, ...]:
    return whose_turn(
        case.status,
        [state_of(side) for side in sides],
        company=case.company.slug,
        terms=Terms(
            unsigned=_unsigned(agreements),
            asked=_asked(case, sides, proposals),
            decided=case.waits_for.slug if case.waits_for else "",
            decided_due_on=until,
            agreed_due_on=next((item.due_on for item in agreements if item.is_in_force), None),
            is_referred=case.level == CaseLevel.COMMITTEE,
        ),
    )


def _unsigned(agreements: tuple[AgreementView, ...]) -> tuple[str, ...]:
    return tuple(
        turn.organisation
        for item in agreements
        for turn in item.signatures
        if turn.signed_at is None and item.dropped_at is None
    )


def _asked(
    case: Case, sides: Sequence[Side], proposals: tuple[ProposalView, ...]
) -> tuple[str, ...]:
    made = next((item for item in proposals if item.status == ProposalStatus.MADE), None)
    return asked_of(case, sides, made.proposer, accepted=made.accepted) if made else ()


def _sides(sides: Sequence[Side], *, at: datetime, is_redacted: bool) -> tuple[SideView, ...]:
    readings = clocks_of(sides, at=at)
    # An answer stands until its side is examined again: most cases have no past one to read.
    again = [row for row in sides if _is_reopened(row, readings[row.pk])]
    past = _past_answers(again, is_redacted=is_redacted)
    before = {} if is_redacted else _steps_before(again, readings)
    open_posts = {row.case_officer for row in sides if row.case_officer and row.is_open}
    away = absent_posts(open_posts, on=timezone.localtime(at).date()) if open_posts else {}
    told = []
    for row in sides:
        view = _side(
            row, readings[row.pk], past.get(row.pk, ()), before.get(row.pk, ()),
            is_redacted=is_redacted,
        )  # fmt: skip
        leave = away.get(row.case_officer_id or 0)
        told.append(
            replace(view, away_until=leave.until, stand_in=leave.substitute) if leave else view
        )
    return tuple(told)


def _steps_before(
    sides: Sequence[Side], readings: Mapping[int, ClockReading]
) -> dict[int, tuple[ClockStep, ...]]:
    """What happened on the clocks before a case was opened again, for the sides received anew."""
    since = {row.pk: readings[row.pk].received_at for row in sides}
    renewed = [row for row in sides if (at := since[row.pk]) and at > row.received_at]
    days = [at for row in renewed if (at := since[row.pk])]
    if not days:
        return {}
    # A case is opened again whole: its sides are received anew at one instant.
    found = clocks_of(renewed, at=min(days) - timedelta(microseconds=1))
    return {key: reading.explain() for key, reading in found.items()}


def _is_reopened(row: Side, clock: ClockReading) -> bool:
    is_renewed = clock.received_at is not None and clock.received_at > row.received_at
    return is_renewed or any(item.wait is Wait.CLOSED and item.until for item in clock.stretches)


def _past_answers(sides: Sequence[Side], *, is_redacted: bool) -> dict[int, tuple[PastAnswer, ...]]:
    """The answers that no longer stand, by side, the oldest first."""
    if not sides:
        return {}
    given: dict[int, list[PastAnswer]] = defaultdict(list)
    rows = SideAnswer.objects.filter(side__in=[row.pk for row in sides])
    for item in rows.order_by("answered_at", "pk"):
        given[item.side_id].append(
            PastAnswer(
                kind="" if is_redacted else item.kind,
                kind_label="" if is_redacted else item.get_kind_display(),
                text="" if is_redacted else item.text,
                answered_at=item.answered_at,
            )
        )
    standing = {row.pk for row in sides if row.answer_kind}
    return {key: tuple(told[:-1] if key in standing else told) for key, told in given.items()}


def _side(
    row: Side,
    clock: ClockReading,
    past: tuple[PastAnswer, ...],
    before: tuple[ClockStep, ...],
    *,
    is_redacted: bool,
) -> SideView:
    post = row.case_officer
    return SideView(
        institution=row.institution.slug,
        labels=row.institution.labels,
        part=row.part,
        part_label=row.get_part_display(),
        is_called=row.is_called,
        status=row.status,
        status_label=side_state(row.status, row.part, row.case.status),
        officer_id=row.case_officer_id,
        officer=name_here(post.user) if post is not None else "",
        officer_capacity=Labels.from_columns(post, "capacity") if post else NOTHING,
        routing=row.routing,
        routing_label=routing_words(row.routing),
        received_at=row.received_at,
        due_at=clock.due_at,
        state=clock.state,
        used=clock.used,
        remaining=clock.remaining,
        overrun=clock.overrun,
        unit=clock.unit,
        has_norm=clock.norm is not None,
        is_completion_asked=clock.completion_asked_at is not None,
        steps=() if is_redacted else (*before, *clock.explain()),
        # A refusal tells of a person's right as much as its reasons do.
        answer_kind="" if is_redacted else row.answer_kind,
        answer_kind_label="" if is_redacted else row.get_answer_kind_display(),
        answer="" if is_redacted else row.answer,
        answered_at=row.answered_at,
        seen_at=row.seen_at,
        waits_for=row.waits_for.slug if row.waits_for else "",
        waits_for_labels=row.waits_for.labels if row.waits_for else NOTHING,
        past_answers=past,
    )


def _people(case_id: int, reader: Reader) -> tuple[PersonView, ...]:
    """The persons concerned, by label; nobody's name leaves the database here."""
    if not reader.reads_content:
        return ()
    rows = ConcernedPerson.objects.filter(case=case_id).defer(
        "display_name", "insured_number_masked"
    )
    found = []
    for row in rows.order_by("pk"):
        holds = row.consent_given_at is not None and row.withdrawn_at is None
        found.append(
            PersonView(
                id=row.pk,
                label=row.label,
                has_consent=holds,
                is_withdrawn=row.withdrawn_at is not None,
                consent_given_at=row.consent_given_at,
                can_be_revealed=holds and reader.reads_people,
            )
        )
    return tuple(found)


def _outcomes(case_id: int, *, is_redacted: bool) -> tuple[OutcomeView, ...]:
    rows = list(Outcome.objects.filter(case=case_id).order_by("decided_at", "pk"))
    scores = {
        row.outcome_id: row
        for row in Satisfaction.objects.filter(outcome__in=[row.pk for row in rows])
    }
    return tuple(
        OutcomeView(
            kind="" if is_redacted else row.kind,
            kind_label="" if is_redacted else row.get_kind_display(),
            reasons="" if is_redacted else row.reasons,
            money_unblocked_centimes=None if is_redacted else row.money_unblocked_centimes,
            people_count=None if is_redacted else row.people_count,
            decided_at=row.decided_at,
            is_within_norm=row.is_within_norm,
            working_days=row.working_days,
            score=None if is_redacted or row.pk not in scores else scores[row.pk].score,
            comment="" if is_redacted or row.pk not in scores else scores[row.pk].words,
        )
        for row in rows
    )
