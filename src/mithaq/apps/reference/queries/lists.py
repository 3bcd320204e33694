"""Nomenclatures, their terms, and the banks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from django.db.models import Count, Model, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from mithaq.apps.reference.models import Bank, Nomenclature, Term
from mithaq.base.text import Labels, fold, search_words

M = TypeVar("M", bound=Model)
# Longer lists (occupations) are named by their codes only.
LONGEST_NAMED = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class BankView:
    """A bank, its code and how sure the code is."""

    code: str
    name: str
    confidence: str
    note: str


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


def terms(code: str, *, version: str = "", text: str = "") -> QuerySet[Term]:
    """The terms of a nomenclature in their own order; the latest version by default."""
    rows = Term.objects.filter(nomenclature__code=code).order_by("rank", "code")
    if version:
        rows = rows.filter(nomenclature__version=version)
    else:
        latest = Nomenclature.objects.filter(code=code).order_by("-version").values("pk")[:1]
        rows = rows.filter(nomenclature__in=Subquery(latest))
    return _matching(
        rows, text, lambda row: f"{row.code} {row.label_fr} {row.label_ar} {row.label_en}"
    )


def terms_by_name() -> dict[str, str]:
    """Folded « nomenclature:code » or name → « nomenclature:code », of the latest versions.

    Only short lists are named by their words; a word that two terms share leads nowhere.
    """
    rows = Term.objects.filter(nomenclature__in=_short_lists()).order_by("nomenclature__version")
    found: dict[str, set[str]] = {}
    for row in rows.select_related("nomenclature"):
        code = f"{row.nomenclature.code}:{row.code}"
        for text in (code, row.label_fr, row.label_ar, row.label_en):
            if text:
                found.setdefault(fold(text), set()).add(code)
    return {text: next(iter(codes)) for text, codes in found.items() if len(codes) == 1}


def term_choices(language: str) -> tuple[tuple[str, str, str], ...]:
    """(nomenclature, « nomenclature:code », name) of the short lists, to choose from."""
    rows = Term.objects.filter(nomenclature__in=_short_lists()).select_related("nomenclature")
    return tuple(
        (
            row.nomenclature.labels.of(language),
            f"{row.nomenclature.code}:{row.code}",
            row.labels.of(language),
        )
        for row in rows.order_by("nomenclature__code", "rank", "code")
    )


def _short_lists() -> list[int]:
    latest = {row.code: row for row in nomenclatures().order_by("code", "version")}
    counted = {row.pk: getattr(row, "term_count", 0) for row in latest.values()}
    return [pk for pk, count in counted.items() if count <= LONGEST_NAMED]


def banks(*, text: str = "") -> QuerySet[Bank]:
    """The banks in the order of their codes."""
    return _matching(Bank.objects.order_by("code"), text, lambda row: f"{row.code} {row.name}")


def bank(code: str) -> BankView | None:
    """The bank of a code, or nothing."""
    row = Bank.objects.filter(code=code).first()
    if row is None:
        return None
    return BankView(code=row.code, name=row.name, confidence=row.confidence, note=row.note)


def _matching(rows: QuerySet[M], text: str, read: Callable[[M], str]) -> QuerySet[M]:
    """Search folded words in a short list; these tables have no folded column."""
    words = search_words(text)
    if not words:
        return rows
    found = [row.pk for row in rows if all(word in fold(read(row)) for word in words)]
    return rows.filter(pk__in=found)
