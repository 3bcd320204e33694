"""A company's own cases as a list that sorts and filters, each with whose turn it is."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import models as db
from django.db.models import (
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
)

from mithaq.apps.corridor.choices.cases import ENDED_CASES, OPEN_CASES, SideStatus
from mithaq.apps.corridor.choices.exchanges import ProposalStatus
from mithaq.apps.corridor.models import (
    AgreementSignature,
    Case,
    CaseFamily,
    Outcome,
    Proposal,
    Satisfaction,
    Side,
)
from mithaq.apps.corridor.models.cases import NEVER
from mithaq.apps.corridor.queries._lists import sides_by_case, terms_by_case, turns_of
from mithaq.apps.corridor.queries.access import state_of
from mithaq.apps.corridor.queries.alike import alike_turns
from mithaq.apps.corridor.queries.apart import apart_among
from mithaq.apps.corridor.queries.clocks import clocks_of
from mithaq.apps.corridor.queries.turns import Turn
from mithaq.apps.organisations.models import Organisation
from mithaq.base.text import Labels, fold
from mithaq.engines.clocks import ClockReading

# No company has more open cases than this; a page of « Aujourd’hui » shows a few.
MOST: Final = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnCase:
    """One case in its company's list; nothing of it is hidden from the company."""

    public_id: UUID
    number: str
    title: str
    subject: Labels
    family: Labels
    region: Labels
    status: str
    company: str
    submitted_by: Labels
    submitted_at: datetime
    closed_at: datetime | None
    closed_how: str
    due_at: datetime | None
    turns: tuple[Turn, ...]
    clocks: Mapping[str, ClockReading]
    names: tuple[tuple[str, Labels], ...]
    is_exercise: bool

    @property
    def is_ours(self) -> bool:
        """Whether the company is waited for."""
        return any(turn.organisation == self.company for turn in self.turns)


def own_cases(company: str, text: str = "") -> QuerySet[Case]:
    """The cases of a company, those that wait for it first, found by number or by words."""
    rows = Case.objects.filter(company__slug=company) if company else Case.objects.none()
    for word in text.split():
        rows = rows.filter(
            Q(number__icontains=word) | Q(title__icontains=word) | Q(description__icontains=word)
        )
    return _listed(rows).annotate(place=_place()).order_by("place", "-submitted_at", "-pk")


def every_case(text: str = "", *, only_exercises: bool) -> QuerySet[Case]:
    """All cases, newest first, found by number or by the name of a company; an auditor of the
    exercise sees exercises only."""
    rows = Case.objects.filter(is_exercise=True) if only_exercises else Case.objects.all()
    return found_by(rows, text)


def found_by(rows: QuerySet[Case], text: str) -> QuerySet[Case]:
    """Some cases found by number or by the name of a company, the newest first, ready to tell."""
    wanted = text.strip()
    if wanted:
        named = Organisation.objects.filter(search_text__contains=fold(wanted)).values("pk")
        rows = rows.filter(Q(number__icontains=wanted) | Q(company__in=named))
    return _listed(rows)


def _listed(rows: QuerySet[Case]) -> QuerySet[Case]:
    first = Side.objects.filter(case=OuterRef("pk"), is_open=True, due_at__isnull=False)
    return (
        rows.annotate(due_at=Subquery(first.order_by("due_at").values("due_at")[:1]))
        .select_related(
            "company", "subject__family", "region", "territory", "submitted_by", "waits_for"
        )
        .order_by("-submitted_at", "-pk")
    )


def _place() -> db.Case:
    """First what waits for the company: a completion, a hand passed, terms, a signature, a
    decision to apply; then what is open; then what has ended."""
    sides = Side.objects.filter(case=OuterRef("pk"))
    asked = Q(status=SideStatus.WAITING_COMPANY) | Q(waits_for=OuterRef("company"))
    signatures = AgreementSignature.objects.filter(
        agreement__case=OuterRef("pk"), agreement__dropped_at__isnull=True,
        organisation=OuterRef("company"), signed_at__isnull=True,
    )  # fmt: skip
    made = Proposal.objects.filter(
        case=OuterRef("pk"), status=ProposalStatus.MADE, side__isnull=False
    )
    decided = Q(waits_for__isnull=False, waits_for=F("company"))
    waited = Q(Exists(sides.filter(asked))) | Q(Exists(signatures)) | Q(Exists(made)) | decided
    return db.Case(
        db.When(Q(status__in=OPEN_CASES) & waited, then=0),
        db.When(status__in=OPEN_CASES, then=1),
        default=2,
        output_field=db.IntegerField(),
    )


def told_cases(rows: Sequence[Case], *, at: datetime, alike: Collection[int] = ()) -> list[OwnCase]:
    """Some of those cases with whose turn it is and by when, in a fixed number of queries.

    ``alike`` are the keys of those told as to a relay: without the institutions that the family of
    the case alone calls, whose very names would tell it.
    """
    every = sides_by_case(rows)
    terms = terms_by_case(rows, every)
    clocks = clocks_of([side for found in every.values() for side in found], at=at)
    turns = {row.pk: turns_of(row, every, terms) for row in rows}
    sides = dict(every)
    for key in alike:
        bodies = ((side.institution.slug, side.is_called) for side in every.get(key, ()))
        apart = apart_among(bodies, for_blind=True, own="")
        states = [state_of(side) for side in every.get(key, ())]
        turns[key] = alike_turns(turns[key], states, apart=apart)
        sides[key] = [s for s in every.get(key, ()) if s.institution.slug not in apart]
    return [
        OwnCase(
            public_id=row.public_id,
            number=row.number,
            title=row.title,
            subject=row.subject.labels,
            family=row.subject.family.labels,
            region=row.region.labels,
            status=row.status,
            company=row.company.slug,
            submitted_by=row.submitted_by.labels,
            submitted_at=row.submitted_at,
            closed_at=row.closed_at,
            closed_how=row.closed_how,
            due_at=getattr(row, "due_at", None),
            clocks={side.institution.slug: clocks[side.pk] for side in sides.get(row.pk, ())},
            turns=turns[row.pk],
            names=(
                (row.company.slug, row.company.labels),
                *((s.institution.slug, s.institution.labels) for s in sides.get(row.pk, ())),
            ),
            is_exercise=row.is_exercise,
        )
        for row in rows
    ]


def family_names() -> list[tuple[str, Labels]]:
    """The families of problems, in their order, for a filter."""
    rows = CaseFamily.objects.order_by("rank", "pk")
    return [(row.code, row.labels) for row in rows]


def open_cases(company: str, *, at: datetime) -> list[OwnCase]:
    """The cases of a company that have not ended: those that wait for it first, then by due day."""
    rows = list(own_cases(company).filter(status__in=OPEN_CASES)[:MOST])
    told = told_cases(rows, at=at) if rows else []
    return sorted(told, key=lambda row: (not row.is_ours, row.due_at or NEVER))


def rated_cases(rows: QuerySet[Case], *, is_rated: bool) -> QuerySet[Case]:
    """Those of some cases that ended and of whose last end the company said what it thinks, or
    those of which it has not yet."""
    ends = Outcome.objects.filter(case=OuterRef("pk")).order_by("-pk")
    ended = rows.filter(status__in=ENDED_CASES, closed_at__isnull=False).alias(
        last_end=Subquery(ends.values("pk")[:1])
    )
    said = Q(Exists(Satisfaction.objects.filter(outcome=OuterRef("last_end"))))
    return ended.filter(said if is_rated else ~said, last_end__isnull=False)


def unrated_cases(company: str) -> tuple[int, UUID | None]:
    """How many closed cases of a company wait for what it thinks of them; the only one, if one."""
    rows = rated_cases(Case.objects.filter(company__slug=company), is_rated=False)
    keys = list(rows.order_by("pk").values_list("public_id", flat=True)[:MOST])
    return len(keys), keys[0] if len(keys) == 1 else None
