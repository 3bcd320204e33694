"""The cases of a company, of a corridor or behind a cause, newest first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from mithaq.apps.corridor.choices.cases import OPEN_CASES
from mithaq.apps.corridor.models import Case, Side
from mithaq.apps.corridor.queries._lists import (
    PAGE,
    place_of_token,
    sides_by_case,
    terms_by_case,
    token_of,
    turns_of,
)
from mithaq.apps.corridor.queries.turns import Terms
from mithaq.apps.corridor.queries.views import PERSONAL, CasePage, CaseRow
from mithaq.apps.organisations.models import Organisation
from mithaq.base.text import Labels

# What a form offers to tick.
MOST = 50


def cases_of_company(company: str, *, at: datetime, token: str = "", size: int = PAGE) -> CasePage:
    """The cases of one company, for its own people: nothing is hidden from them."""
    key = Organisation.objects.filter(slug=company).values_list("pk", flat=True).first()
    return _page(
        Case.objects.filter(company=key or 0), at=at, token=token, size=size,
        hides_personal=False,
    )  # fmt: skip


def cases_of_problem(
    public_id: str, *, at: datetime, token: str = "", size: int = PAGE
) -> CasePage:
    """The cases grouped under a cause; those about a person's right say no more than that."""
    rows = Case.objects.filter(systemic_problem__public_id=public_id)
    return _page(rows, at=at, token=token, size=size, hides_personal=True)


def _page(
    rows: QuerySet[Case], *, at: datetime, token: str, size: int, hides_personal: bool
) -> CasePage:
    place = place_of_token(token)
    if place:
        since, key = place
        rows = rows.filter(submitted_at__lte=since).exclude(submitted_at=since, pk__gte=key)
    found = list(
        rows.select_related("company", "subject__family", "region").order_by(
            "-submitted_at", "-pk"
        )[: size + 1]
    )
    page = found[:size]
    last = page[-1] if len(found) > size else None
    sides = sides_by_case(page)
    terms = terms_by_case(page, sides)
    return CasePage(
        rows=tuple(
            _row(
                case, sides, terms, at=at,
                is_hidden=hides_personal and case.subject.is_personal,
            )
            for case in page
        ),
        next_token=token_of(last.submitted_at, last.pk) if last else "",
    )  # fmt: skip


def _row(
    case: Case,
    sides: dict[int, list[Side]],
    terms: dict[int, Terms],
    *,
    at: datetime,
    is_hidden: bool,
) -> CaseRow:
    due = _first_due(sides.get(case.pk, ()))
    return CaseRow(
        public_id=case.public_id,
        number=case.number,
        company=case.company.slug,
        company_labels=case.company.labels,
        subject=PERSONAL if is_hidden else case.subject.labels,
        family=PERSONAL if is_hidden else case.subject.family.labels,
        region=case.region.labels,
        title="" if is_hidden else case.title,
        status=case.status,
        status_label=case.get_status_display(),
        level=case.level,
        submitted_at=case.submitted_at,
        closed_at=case.closed_at,
        due_at=due,
        is_late=due is not None and due < at,
        turns=turns_of(case, sides, terms),
        is_exercise=case.is_exercise,
    )


def _first_due(sides: Sequence[Side]) -> datetime | None:
    dates = [side.due_at for side in sides if side.is_open and side.due_at is not None]
    return min(dates, default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Groupable:
    """A case that may be put under a cause, told without its company nor any person."""

    number: str
    subject: Labels
    region: Labels


def cases_without_cause(corridors: Sequence[str]) -> tuple[Groupable, ...]:
    """The open cases of some corridors that no cause groups, the newest first, fifty at most."""
    rows = Case.objects.filter(
        corridor__slug__in=corridors, systemic_problem__isnull=True, status__in=OPEN_CASES
    ).select_related("subject", "region")
    return tuple(
        Groupable(
            number=row.number,
            subject=PERSONAL if row.subject.is_personal else row.subject.labels,
            region=row.region.labels,
        )
        for row in rows.order_by("-submitted_at", "-pk")[:MOST]
    )
