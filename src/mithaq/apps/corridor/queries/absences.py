"""Who is away from an institution on a day, who stands in, and who could."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from mithaq.apps.accounts.queries import name_here, users
from mithaq.apps.corridor.choices import OFFICERS
from mithaq.apps.corridor.models import CaseAbsence, CaseOfficer
from mithaq.apps.organisations.policies import is_within
from mithaq.apps.organisations.queries import (
    MandateView,
    mandates_for_organisation,
    mandates_in_force_by_person,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class AbsenceView:
    """One absence as its person, and who stands in, read it."""

    id: int
    user_id: int
    person: str
    substitute_id: int | None
    substitute: str
    starts_on: date
    ends_on: date
    is_withdrawn: bool
    is_over: bool
    has_begun: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Away:
    """A post whose holder is away until a day, and who stands in; nobody when nobody may."""

    substitute_id: int | None
    substitute: str
    until: date


@dataclass(frozen=True, slots=True, kw_only=True)
class AbsencesView:
    """What the page of a person says: their own absences, and those in which they stand in."""

    own: tuple[AbsenceView, ...]
    standing_in: tuple[AbsenceView, ...]
    colleagues: tuple[tuple[int, str], ...]
    has_posts: bool
    others: tuple[AbsenceView, ...] = ()
    officers: tuple[tuple[int, str], ...] = ()


def absences_in_force(institutions: Iterable[int], *, on: date) -> QuerySet[CaseAbsence]:
    """The absences of some institutions that hold on a day."""
    rows = CaseAbsence.objects.filter(institution__in=list(institutions))
    held = rows.filter(starts_on__lte=on, ends_on__gte=on, withdrawn_at__isnull=True)
    return held.order_by("pk")


def posts_on(people: Iterable[int], *, on: date) -> QuerySet[CaseOfficer]:
    """The posts that some people hold on a day."""
    rows = CaseOfficer.objects.filter(user__in=list(people))
    held = rows.filter(starts_on__lte=on).filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on))
    return held.select_related("institution", "territory").order_by("pk")


def stood_in_posts(institution: int, user_id: int, *, on: date) -> tuple[int, ...]:
    """The posts of others that a person keeps on a day, under a mandate that covers each."""
    away = absences_in_force([institution], on=on).filter(substitute=user_id)
    absent = list(away.values_list("user", flat=True))
    if not absent:
        return ()
    held = mandates_in_force_by_person(people=[user_id], on=on).get(user_id, ())
    posts = posts_on(absent, on=on).filter(institution=institution)
    return tuple(row.pk for row in posts if covers_post(held, row))


def unattended_posts(institution: str, *, on: date) -> QuerySet[CaseOfficer]:
    """The posts of an institution whose holder is away on a day with nobody standing in."""
    away = CaseAbsence.objects.filter(
        institution__slug=institution, starts_on__lte=on, ends_on__gte=on,
        withdrawn_at__isnull=True, substitute__isnull=True,
    )  # fmt: skip
    rows = CaseOfficer.objects.filter(institution__slug=institution)
    return rows.filter(user__in=away.values("user"))


def people_stood_in(institution: str, user_id: int, *, on: date) -> QuerySet[CaseAbsence, int]:
    """The keys of those whom a person replaces on a day, to be read inside a query."""
    away = CaseAbsence.objects.filter(
        institution__slug=institution, starts_on__lte=on, ends_on__gte=on,
        withdrawn_at__isnull=True, substitute=user_id,
    )  # fmt: skip
    return away.values_list("user", flat=True)


def covers_post(mandates: Iterable[MandateView], post: CaseOfficer) -> bool:
    """Whether one of somebody's mandates is for a post."""
    return any(is_for_post(item, post) for item in mandates)


def is_for_post(mandate: MandateView, post: CaseOfficer) -> bool:
    """Whether a mandate is of the institution of a post, handles cases, and holds where it is."""
    if mandate.role not in OFFICERS or mandate.organisation != post.institution.slug:
        return False
    where = post.territory.code if post.territory else ""
    return not mandate.territory_code or is_within(where, mandate.territory_code)


def absent_posts(rows: Iterable[CaseOfficer], *, on: date) -> dict[int, Away]:
    """Of some posts, those whose holder is away on a day, with who stands in; nobody does whose
    mandate does not cover the post, or who is away too."""
    posts = list(rows)
    held = absences_in_force({row.institution_id for row in posts}, on=on)
    away = {(row.institution_id, row.user_id): row for row in held.select_related("substitute")}
    if not away:
        return {}
    heirs = {row.substitute_id for row in away.values() if row.substitute_id}
    mandates = mandates_in_force_by_person(people=heirs, on=on)
    found = {}
    for post in posts:
        row = away.get((post.institution_id, post.user_id or 0))
        if row is None:
            continue
        is_able = covers_post(mandates.get(row.substitute_id or 0, ()), post)
        is_there = is_able and (post.institution_id, row.substitute_id) not in away
        found[post.pk] = Away(
            substitute_id=row.substitute_id if is_there else None,
            substitute=name_here(row.substitute) if is_there and row.substitute else "",
            until=row.ends_on,
        )
    return found


def absences_view(institution: str, user_id: int, *, on: date, keeps: bool = False) -> AbsencesView:
    """The absences of a person for an institution, those in which they stand in, and who could; for
    who keeps its officers, those of the others too, and of whom an absence may be told."""
    concerned = Q(user=user_id) | Q(substitute=user_id)
    rows = list(
        CaseAbsence.objects.filter(institution__slug=institution)
        .filter(Q() if keeps else concerned)
        .select_related("user", "substitute")
        .order_by("-starts_on", "-pk")
    )
    told = [_view(row, on=on) for row in rows]
    posts = list(posts_on([user_id], on=on).filter(institution__slug=institution))
    officers = _people(institution, user_id, on=on, with_posts=True) if keeps else ()
    return AbsencesView(
        own=tuple(item for item in told if item.user_id == user_id),
        standing_in=tuple(
            item
            for item in told
            if item.substitute_id == user_id and not item.is_over and not item.is_withdrawn
        ),
        colleagues=_stand_ins(institution, user_id, officers, has_posts=bool(posts), on=on)
        if officers
        else _colleagues(institution, user_id, posts, on=on),
        has_posts=bool(posts),
        others=tuple(
            item
            for item in told
            if item.user_id != user_id and not item.is_over and not item.is_withdrawn
        )
        if keeps
        else (),
        officers=officers,
    )


def _stand_ins(
    institution: str,
    user_id: int,
    officers: tuple[tuple[int, str], ...],
    *,
    has_posts: bool,
    on: date,
) -> tuple[tuple[int, str], ...]:
    """Who may replace one of several officers, whoever tells the absence too; never the only person
    of whom one may be told. Who is able depends on whose it is: the act says it."""
    absent = {key for key, _name in officers} | ({user_id} if has_posts else set())
    left = absent if len(absent) == 1 else set()
    return tuple(item for item in _people(institution, 0, on=on) if item[0] not in left)


def _people(
    institution: str, user_id: int, *, on: date, with_posts: bool = False
) -> tuple[tuple[int, str], ...]:
    """The others who handle cases for an institution; or those of them who hold a post."""
    held = mandates_for_organisation(slug=institution, on=on)
    keys = {item.user_id for item in held if item.role in OFFICERS and item.user_id != user_id}
    if with_posts:
        posts = posts_on(keys, on=on).filter(institution__slug=institution)
        keys = {row.user_id for row in posts if row.user_id}
    people = users().filter(pk__in=list(keys), is_active=True)
    return tuple(sorted(((one.pk, name_here(one)) for one in people), key=lambda pair: pair[::-1]))


def _colleagues(
    institution: str, user_id: int, posts: list[CaseOfficer], *, on: date
) -> tuple[tuple[int, str], ...]:
    """Who has a mandate in force that covers every post of a person."""
    held: dict[int, list[MandateView]] = {}
    for item in mandates_for_organisation(slug=institution, on=on):
        held.setdefault(item.user_id, []).append(item)
    able = {
        key: mandates
        for key, mandates in held.items()
        if key != user_id and posts and all(covers_post(mandates, post) for post in posts)
    }
    people = users().filter(pk__in=list(able), is_active=True)
    return tuple(sorted(((one.pk, name_here(one)) for one in people), key=lambda pair: pair[::-1]))


def _view(row: CaseAbsence, *, on: date) -> AbsenceView:
    return AbsenceView(
        id=row.pk,
        user_id=row.user_id,
        person=name_here(row.user),
        substitute_id=row.substitute_id,
        substitute=name_here(row.substitute) if row.substitute else "",
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        is_withdrawn=row.withdrawn_at is not None,
        is_over=row.ends_on < on,
        has_begun=row.starts_on <= on,
    )
