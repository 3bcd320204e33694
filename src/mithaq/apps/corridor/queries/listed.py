"""The sides of a queue as a list to search, filter, sort and export; whose turn in each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from django.db.models import Q, QuerySet
from django.utils import timezone

from mithaq.apps.accounts.queries import name_here
from mithaq.apps.corridor.choices import Part
from mithaq.apps.corridor.models import CorridorInstitution, Side
from mithaq.apps.corridor.queries._lists import sides_by_case, terms_by_case, turns_of
from mithaq.apps.corridor.queries.at_turn import at_their_turn
from mithaq.apps.corridor.queries.clocks import clocks_of
from mithaq.apps.corridor.queries.scopes import ORDER, sides_within
from mithaq.apps.corridor.queries.turns import Turn
from mithaq.apps.corridor.queries.views import PERSONAL, QueueScope
from mithaq.apps.organisations.models import Organisation
from mithaq.base.text import Labels, fold
from mithaq.engines.clocks import ClockReading

# A digest counts what waits; beyond, the queue is the place to read.
MOST: Final = 50
TOLD: Final = (
    "institution", "case__company", "case__subject__family", "case__waits_for",
    "case__territory", "region",
    "case_officer__user", "norm",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedSide:
    """One side in a list: what a relay may not read of a person's case is already left out."""

    side: Side
    subject: Labels
    family: Labels
    title: str
    officer: str
    turns: tuple[Turn, ...]
    clock: ClockReading
    clocks: Mapping[str, ClockReading]


def sides_listed(scope: QueueScope, text: str = "", *, is_open: bool = True) -> QuerySet[Side]:
    """The open sides of a scope or its closed ones, what is due first first.

    A text finds the number of a case, or the name of a company.
    """
    rows = sides_within(scope, is_open=is_open)
    wanted = text.strip()
    if wanted:
        named = Organisation.objects.filter(search_text__contains=fold(wanted)).values("pk")
        rows = rows.filter(Q(case__number__startswith=wanted) | Q(case__company__in=named))
    return rows.order_by(*ORDER)


def sides_waiting(scope: QueueScope) -> QuerySet[Side]:
    """The open sides of a scope that wait for its own institution, what is due first first."""
    return at_their_turn(sides_listed(scope)).select_related(*TOLD)


def cases_waiting(scopes: Iterable[QueueScope]) -> tuple[tuple[str, date | None], ...]:
    """The cases at the turn of a person's institutions, by number, with the day they are due."""
    rows = [row for scope in scopes for row in sides_waiting(scope)[:MOST]]
    return tuple(
        (row.case.number, timezone.localtime(row.due_at).date() if row.due_at else None)
        for row in rows
    )


def told_sides(rows: Sequence[Side], *, at: datetime) -> list[ListedSide]:
    """Complete one page of sides with turns and clocks, in a fixed number of queries."""
    # Joined once the page is known: joined before, a planner may prefer to sort every side.
    whole = Side.objects.select_related(*TOLD).in_bulk([row.pk for row in rows])
    rows = [whole[row.pk] for row in rows]
    cases = [row.case for row in rows]
    others = sides_by_case(cases)
    terms = terms_by_case(cases, others)
    clocks = clocks_of([side for found in others.values() for side in found], at=at)
    return [
        ListedSide(
            side=row,
            subject=PERSONAL if _is_hidden(row) else row.case.subject.labels,
            family=PERSONAL if _is_hidden(row) else row.case.subject.family.labels,
            title="" if _is_hidden(row) else row.case.title,
            officer=_officer(row),
            turns=turns_of(row.case, others, terms),
            clock=clocks[row.pk],
            clocks={side.institution.slug: clocks[side.pk] for side in others.get(row.case_id, ())},
        )
        for row in rows
    ]


def names_of(slugs: Sequence[str]) -> dict[str, Labels]:
    """The names of some bodies, by slug, in one query."""
    rows = Organisation.objects.filter(slug__in=set(slugs))
    return {row.slug: row.labels for row in rows}


def relays_somewhere(institution: str) -> bool:
    """Whether an institution relays companies: it is then not told what cases are about."""
    rows = CorridorInstitution.objects.filter(organisation__slug=institution, part=Part.RELAYS)
    return rows.exists()


def _is_hidden(row: Side) -> bool:
    """A relay sees that a case about a person's right is blocked, and nothing of the right."""
    return row.part == Part.RELAYS and row.case.subject.is_personal


def _officer(row: Side) -> str:
    post = row.case_officer
    return name_here(post.user) if post is not None else ""
