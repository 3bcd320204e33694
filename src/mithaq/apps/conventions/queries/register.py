"""The register: every convention, one line each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, Q, QuerySet, Sum

from mithaq.apps.conventions.choices import Status
from mithaq.apps.conventions.models import (
    BudgetLine,
    Convention,
    ConventionSet,
    Party,
    PreambleReference,
)
from mithaq.apps.reference.queries.words import holds, holds_strictly
from mithaq.base.text import Labels, search_words


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterCounts:
    """How many lines the register has, and how many signed texts they stand for."""

    records: int
    instruments: int
    exercises: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyName:
    """An organisation as the register names it."""

    slug: str
    labels: Labels
    acronym: str


def register(
    *, text: str = "", with_exercises: bool = True, is_strict: bool = False
) -> QuerySet[Convention]:
    """Every convention: latest signature first, undated last, exercises after all others.

    ``is_strict``: an acronym or a number typed is a whole word, « amo » is not « amount ». Each
    row carries its territory and source; ``parties_by_convention`` gives its parties.
    """
    rows = (
        Convention.objects.select_related("territory", "source")
        .defer("search_text", "purpose_fr", "purpose_ar", "purpose_en")
        .order_by("is_exercise", F("signed_on").desc(nulls_last=True), "reference")
    )
    if not with_exercises:
        rows = rows.filter(is_exercise=False)
    for word in search_words(text):
        rows = rows.filter((holds_strictly if is_strict else holds)("search_text", word))
    return rows


def public_register() -> QuerySet[Convention]:
    """The register without what is still being drafted: what programs and files may read."""
    return register().exclude(status=Status.DRAFT)


def convention_sets() -> QuerySet[ConventionSet]:
    """The ceremonies of several conventions, one of which at least is public."""
    public = public_register().filter(convention_set__isnull=False).order_by()
    return ConventionSet.objects.select_related("source").filter(
        pk__in=public.values("convention_set")
    )


def register_words() -> Iterator[str]:
    """The folded texts by which conventions are found."""
    return Convention.objects.order_by().values_list("search_text", flat=True).iterator()


def parties_by_convention(ids: Iterable[int]) -> dict[int, tuple[PartyName, ...]]:
    """The parties of a page of the register, in one query: convention id → names in rank order."""
    # Values, not rows: two full rows a party would cost more than the query.
    rows = (
        Party.objects.filter(convention_id__in=list(ids))
        .order_by("convention_id", "rank")
        .values_list(
            "convention_id",
            "organisation__slug",
            "organisation__acronym",
            "organisation__label_fr",
            "organisation__label_ar",
            "organisation__label_en",
        )
    )
    found: dict[int, list[PartyName]] = {}
    for key, slug, acronym, fr, ar, en in rows:
        name = PartyName(slug=slug, labels=Labels(fr, ar, en), acronym=acronym)
        found.setdefault(key, []).append(name)
    return {key: tuple(names) for key, names in found.items()}


def register_counts() -> RegisterCounts:
    """Count the register, exercises apart."""
    public = Q(is_exercise=False)
    counted = Convention.objects.aggregate(
        records=Count("pk", filter=public),
        instruments=Sum("instrument_count", filter=public),
        exercises=Count("pk", filter=Q(is_exercise=True)),
    )
    return RegisterCounts(
        records=counted["records"] or 0,
        instruments=counted["instruments"] or 0,
        exercises=counted["exercises"] or 0,
    )


def conventions_of(slug: str) -> QuerySet[Convention]:
    """The conventions that bind an organisation, latest first."""
    return signed_by(register(), slug)


def in_region(rows: QuerySet[Convention], code: str) -> QuerySet[Convention]:
    """Keep the conventions of a territory and of the territories inside it."""
    return rows.filter(Q(territory__code=code) | Q(territory__code__startswith=f"{code}."))


def signed_in(rows: QuerySet[Convention], year: int) -> QuerySet[Convention]:
    """Keep the conventions signed in a year."""
    return rows.filter(signed_on__range=(date(year, 1, 1), date(year, 12, 31)))


def signed_by(rows: QuerySet[Convention], slug: str) -> QuerySet[Convention]:
    """Keep the conventions that bind an organisation."""
    return rows.filter(pk__in=Party.objects.filter(organisation__slug=slug).values("convention"))


def citing(rows: QuerySet[Convention], code: str) -> QuerySet[Convention]:
    """Keep the conventions whose preamble rests on a strategy, a law, a programme…"""
    return rows.filter(pk__in=PreambleReference.objects.filter(code=code).values("convention"))


def with_budget(rows: QuerySet[Convention], *, published: bool = True) -> QuerySet[Convention]:
    """Keep the conventions of which a line of money is published, or those without any."""
    found = Q(pk__in=BudgetLine.objects.values("convention"))
    return rows.filter(found if published else ~found)


def conventions_in(code: str) -> QuerySet[Convention]:
    """The conventions of a territory and of the territories inside it, latest first."""
    return in_region(register(), code)


def conventions_from_source(code: str) -> QuerySet[Convention]:
    """The conventions that rest on a source, latest first."""
    said = Party.objects.filter(source__code=code).values("convention")
    return register().filter(Q(source__code=code) | Q(pk__in=said)).distinct()
