"""What the register holds, counted once: organisations, regions and years to choose from."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from django.db.models import CharField, Count
from django.db.models.functions import Cast, Substr

from mithaq.apps.conventions.models import Convention, Party, PreambleReference
from mithaq.apps.conventions.queries.register import RegisterCounts, register_counts, with_budget
from mithaq.apps.organisations.models import Organisation
from mithaq.apps.reference.models import Territory
from mithaq.base.text import Labels

REGION_DIGITS = 2
YEAR_DIGITS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """One thing to filter by, and how many conventions it has."""

    code: str
    labels: Labels
    acronym: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterOutline:
    """The choices of the register's filters."""

    counts: RegisterCounts
    organisations: tuple[Counted, ...]
    regions: tuple[Counted, ...]
    years: tuple[tuple[int, int], ...]
    cited: tuple[Counted, ...] = ()
    budgets: int = 0


def register_outline() -> RegisterOutline:
    """Count the register by organisation, by region and by year of signature, in few queries."""
    return RegisterOutline(
        counts=register_counts(),
        organisations=_organisations(),
        regions=_regions(),
        years=_years(),
        cited=_cited(),
        budgets=with_budget(Convention.objects.order_by()).count(),
    )


def _organisations() -> tuple[Counted, ...]:
    found = dict(
        Party.objects.order_by()
        .values_list("organisation")
        .annotate(found=Count("convention", distinct=True))
    )
    rows = Organisation.objects.filter(pk__in=found).order_by("label_fr", "pk")
    return tuple(
        Counted(code=row.slug, labels=row.labels, acronym=row.acronym, count=found[row.pk])
        for row in rows
    )


def _cited() -> tuple[Counted, ...]:
    """What preambles rest on; a code means one thing wherever it is cited."""
    counted: dict[str, tuple[Labels, int]] = {}
    for row in PreambleReference.objects.order_by("label_fr", "pk"):
        labels, count = counted.get(row.code, (row.labels, 0))
        counted[row.code] = (labels, count + 1)
    return tuple(
        Counted(code=code, labels=labels, acronym="", count=count)
        for code, (labels, count) in counted.items()
    )


def _regions() -> tuple[Counted, ...]:
    """A province or a commune counts for its region: its code begins with the region's."""
    counted: Counter[str] = Counter()
    rows = (
        Convention.objects.filter(territory__isnull=False)
        .order_by()
        .values_list(Substr("territory__code", 1, REGION_DIGITS))
        .annotate(found=Count("pk"))
    )
    for code, found in rows:
        counted[code] += found
    regions = Territory.objects.filter(code__in=counted, level="region").order_by("code")
    return tuple(
        Counted(code=row.code, labels=row.labels, acronym="", count=counted[row.code])
        for row in regions
    )


def _years() -> tuple[tuple[int, int], ...]:
    # Text, not ExtractYear: on SQLite that one is a Python function called for every row.
    rows = (
        Convention.objects.filter(signed_on__isnull=False)
        .order_by()
        .values_list(Substr(Cast("signed_on", CharField()), 1, YEAR_DIGITS))
        .annotate(found=Count("pk"))
    )
    return tuple(sorted(((int(year), found) for year, found in rows), reverse=True))
