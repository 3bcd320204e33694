"""Nomenclatures, their terms, and the banks."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from mithaq.apps.reference.models import Bank, Nomenclature, Term
from mithaq.base.text import Labels, fold


@dataclass(frozen=True, slots=True, kw_only=True)
class NomenclatureView:
    """A list of codes: its names, its version, its source and licence."""

    code: str
    version: str
    labels: Labels
    source_note: str
    term_count: int


def nomenclatures() -> QuerySet[Nomenclature]:
    """Every nomenclature, its latest version first, with its number of terms (`term_count`)."""
    counted = (
        Term.objects.filter(nomenclature=OuterRef("pk"))
        .order_by()
        .values("nomenclature")
        .annotate(total=Count("pk"))
        .values("total")
    )
    return Nomenclature.objects.annotate(term_count=Coalesce(Subquery(counted), 0)).order_by(
        "code", "-version"
    )


def nomenclature(code: str) -> NomenclatureView | None:
    """The latest version of a nomenclature, or nothing."""
    row = Nomenclature.objects.filter(code=code).order_by("-version").first()
    if row is None:
        return None
    return NomenclatureView(
        code=row.code,
        version=row.version,
        labels=row.labels,
        source_note=row.source_note,
        term_count=Term.objects.filter(nomenclature=row).count(),
    )


def terms(code: str, *, version: str = "") -> QuerySet[Term]:
    """The terms of a nomenclature in their own order; the latest version by default."""
    rows = Term.objects.filter(nomenclature__code=code)
    if version:
        return rows.filter(nomenclature__version=version).order_by("rank", "code")
    latest = Nomenclature.objects.filter(code=code).order_by("-version").values("pk")[:1]
    return rows.filter(nomenclature__in=Subquery(latest)).order_by("rank", "code")


def banks(*, text: str = "") -> QuerySet[Bank]:
    """The banks in the order of their codes."""
    rows = Bank.objects.order_by("code")
    words = fold(text).split()
    if not words:
        return rows
    found = [
        row.pk for row in rows if all(word in fold(f"{row.code} {row.name}") for word in words)
    ]
    return rows.filter(pk__in=found)
