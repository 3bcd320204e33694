"""One case as one reader may see it: private notes are filtered here, in the query itself."""

from __future__ import annotations

from datetime import date, datetime

from django.db.models import Q

from mithaq.apps.accounts.queries import name_here
from mithaq.apps.corridor.choices.exchanges import ProposalStatus
from mithaq.apps.corridor.models import Case, ConcernedPerson, Outcome, Satisfaction, Side
from mithaq.apps.corridor.queries._exchanges import (
    agreements_of,
    appointments_of,
    messages_of,
    proposals_of,
)
from mithaq.apps.corridor.queries._lists import asked_of, decided_until
from mithaq.apps.corridor.queries.access import state_of
from mithaq.apps.corridor.queries.clocks import clocks_of
from mithaq.apps.corridor.queries.referrals import referrals_where
from mithaq.apps.corridor.queries.turns import Terms, Turn, whose_turn
from mithaq.apps.corridor.queries.views import (
    NOTHING,
    PERSONAL,
    AgreementView,
    CaseView,
    OutcomeView,
    PersonView,
    ProposalView,
    Reader,
    SideView,
)
from mithaq.base.text import Labels
from mithaq.engines.clocks import ClockReading


def case_view(case_id: int, *, reader: Reader, at: datetime) -> CaseView:
    """A case cut to its reader, in a number of queries that its length does not change."""
    case = Case.objects.select_related(
        "corridor", "company", "submitted_by", "subject__family", "territory", "region",
        "systemic_problem", "waits_for",
    ).get(pk=case_id)  # fmt: skip
    is_redacted = not reader.reads_content
    sides = list(
        Side.objects.filter(case=case)
        .select_related("institution", "norm", "case", "case_officer__user", "waits_for")
        .order_by("rank", "pk")
    )
    agreements = agreements_of(case.pk, is_redacted=is_redacted)
    proposals = proposals_of(case, is_redacted=is_redacted)
    # The name of a problem tells what a redacted case is about.
    problem = None if is_redacted else case.systemic_problem
    until = decided_until([case.pk] if case.waits_for_id else []).get(case.pk)
    return CaseView(
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
        closed_how=case.closed_how,
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
        referrals=referrals_where(Q(case=case.pk), is_redacted=is_redacted, hides_personal=False),
    )


def _turns(
    case: Case,
    sides: list[Side],
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
        ),
    )


def _unsigned(agreements: tuple[AgreementView, ...]) -> tuple[str, ...]:
    return tuple(
        turn.organisation
        for item in agreements
        for turn in item.signatures
        if turn.signed_at is None and item.dropped_at is None
    )


def _asked(case: Case, sides: list[Side], proposals: tuple[ProposalView, ...]) -> tuple[str, ...]:
    made = next((item for item in proposals if item.status == ProposalStatus.MADE), None)
    return asked_of(case, sides, made.proposer) if made else ()


def _sides(sides: list[Side], *, at: datetime, is_redacted: bool) -> tuple[SideView, ...]:
    readings = clocks_of(sides, at=at)
    return tuple(_side(row, readings[row.pk], is_redacted=is_redacted) for row in sides)


def _side(row: Side, clock: ClockReading, *, is_redacted: bool) -> SideView:
    post = row.case_officer
    return SideView(
        institution=row.institution.slug,
        labels=row.institution.labels,
        part=row.part,
        part_label=row.get_part_display(),
        status=row.status,
        status_label=row.get_status_display(),
        officer_id=row.case_officer_id,
        officer=name_here(post.user) if post is not None else "",
        officer_capacity=Labels.from_columns(post, "capacity") if post else NOTHING,
        routing=row.routing,
        routing_label=row.get_routing_display(),
        received_at=row.received_at,
        due_at=clock.due_at,
        state=clock.state,
        used=clock.used,
        remaining=clock.remaining,
        overrun=clock.overrun,
        unit=clock.unit,
        has_norm=clock.norm is not None,
        is_completion_asked=clock.completion_asked_at is not None,
        steps=() if is_redacted else clock.explain(),
        answer_kind=row.answer_kind,
        answer_kind_label=row.get_answer_kind_display() if row.answer_kind else "",
        answer="" if is_redacted else row.answer,
        answered_at=row.answered_at,
        seen_at=row.seen_at,
        waits_for=row.waits_for.slug if row.waits_for else "",
        waits_for_labels=row.waits_for.labels if row.waits_for else NOTHING,
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
            kind=row.kind,
            kind_label=row.get_kind_display(),
            reasons="" if is_redacted else row.reasons,
            money_unblocked_centimes=None if is_redacted else row.money_unblocked_centimes,
            people_count=None if is_redacted else row.people_count,
            decided_at=row.decided_at,
            is_within_norm=row.is_within_norm,
            working_days=row.working_days,
            score=scores[row.pk].score if row.pk in scores else None,
            comment="" if is_redacted or row.pk not in scores else scores[row.pk].words,
        )
        for row in rows
    )
