"""The rows behind the codes that new figures name, in a fixed number of queries."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from mithaq.apps.conventions.models import Convention
from mithaq.apps.observatory.models import Statement
from mithaq.apps.organisations.models import Organisation
from mithaq.apps.reference.choices import SourceKind
from mithaq.apps.reference.models import IndicatorVersion, Source, Term, Territory
from mithaq.base.text import Labels

# The key of a row, and whether it belongs to an exercise.
Marked: TypeAlias = tuple[int, bool]


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionLink:
    """A version of an indicator as a new figure needs it."""

    pk: int
    unit: str
    aggregation: str
    grain: str
    labels: Labels


@dataclass(frozen=True, slots=True, kw_only=True)
class RevisedLink:
    """A figure that a new one would revise."""

    pk: int
    is_exercise: bool
    is_withdrawn: bool
    revised_by: str
    indicator: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Links:
    """What every code leads to; a code that leads nowhere is simply not there."""

    versions: Mapping[tuple[str, int], VersionLink]
    territories: Mapping[str, int]
    organisations: Mapping[str, Marked]
    conventions: Mapping[str, Marked]
    sources: Mapping[str, Marked]
    terms: Mapping[str, int]
    revised: Mapping[str, RevisedLink]


def links_of(
    *,
    indicators: Iterable[str],
    territories: Iterable[str],
    organisations: Iterable[str],
    conventions: Iterable[str],
    sources: Iterable[str],
    terms: Iterable[str],
    revised: Iterable[str],
) -> Links:
    """Look up every code, one query a kind."""
    versions = IndicatorVersion.objects.filter(indicator__code__in=set(indicators))
    bodies = Organisation.objects.filter(slug__in=set(organisations) - {""})
    bound = Convention.objects.filter(reference__in=set(conventions) - {""})
    papers = Source.objects.filter(code__in=set(sources))
    places = Territory.objects.filter(code__in=set(territories) - {""})
    return Links(
        versions={
            (row.indicator.code, row.number): VersionLink(
                pk=row.pk,
                unit=row.unit,
                aggregation=row.aggregation,
                grain=row.grain,
                labels=row.indicator.labels,
            )
            for row in versions.select_related("indicator")
        },
        territories=dict(places.values_list("code", "pk")),
        organisations={row[0]: row[1:] for row in bodies.values_list("slug", "pk", "is_exercise")},
        conventions={
            row[0]: row[1:] for row in bound.values_list("reference", "pk", "is_exercise")
        },
        sources={
            code: (pk, kind == SourceKind.EXERCISE)
            for code, pk, kind in papers.values_list("code", "pk", "kind")
        },
        terms=_terms(set(terms) - {""}),
        revised=_revised(set(revised) - {""}),
    )


def taken_codes(codes: Iterable[str]) -> dict[str, bool]:
    """The codes among these that a figure already bears, and whether it was withdrawn."""
    found: dict[str, bool] = {}
    asked = list(codes)
    for start in range(0, len(asked), 500):
        rows = Statement.objects.filter(code__in=asked[start : start + 500])
        found |= {code: at is not None for code, at in rows.values_list("code", "withdrawn_at")}
    return found


def _terms(named: set[str]) -> dict[str, int]:
    if not named:
        return {}
    rows = Term.objects.filter(
        nomenclature__code__in={name.partition(":")[0] for name in named},
        code__in={name.partition(":")[2] for name in named},
    ).order_by("nomenclature__version")
    return {
        f"{nomenclature}:{code}": pk
        for nomenclature, code, pk in rows.values_list("nomenclature__code", "code", "pk")
    }


def _revised(codes: set[str]) -> dict[str, RevisedLink]:
    if not codes:
        return {}
    later = dict(
        Statement.objects.filter(revises__code__in=codes).values_list("revises__code", "code")
    )
    rows = Statement.objects.filter(code__in=codes).values_list(
        "code", "pk", "is_exercise", "withdrawn_at", "indicator_version__indicator__code"
    )
    return {
        code: RevisedLink(
            pk=pk,
            is_exercise=invented,
            is_withdrawn=at is not None,
            revised_by=later.get(code, ""),
            indicator=indicator,
        )
        for code, pk, invented, at, indicator in rows
    }
