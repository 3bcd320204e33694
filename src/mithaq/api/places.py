"""Territories, organisations and sources for programs; what is public of each, and no more."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Path, Query, Router, Schema

from mithaq.api.paging import CODE, After, Limit, page_of
from mithaq.api.reading import nothing_there, read
from mithaq.api.shapes import Dated, Page, Said, dated, link, said
from mithaq.apps.organisations.choices import OrganisationKind
from mithaq.apps.organisations.queries import organisations as organisation_rows
from mithaq.apps.reference.choices import SourceKind, TerritoryLevel
from mithaq.apps.reference.queries import sources as source_rows
from mithaq.apps.reference.queries import territories as territory_rows
from mithaq.base.dates import Precision, UncertainDate

router = Router(tags=["reference"])


class TerritoryOut(Schema):
    """A territory under its census code. Names, codes and population: HCP, RGPH 2024."""

    code: str
    link: str
    label: Said
    label_tzm: str
    level: str
    parent: str | None
    iso_code: str
    population_2024: int | None
    is_exercise: bool = False


class OrganisationFilter(Schema):
    """What organisations can be narrowed by."""

    kind: OrganisationKind | None = None
    is_exercise: bool | None = None


class OrganisationOut(Schema):
    """An organisation; how to reach its people is not public."""

    slug: str
    link: str
    label: Said
    acronym: str
    kind: str
    parent: str | None
    territory: str | None
    is_exercise: bool


class SourceOut(Schema):
    """A document that says things."""

    code: str
    link: str
    title: Said
    kind: str
    publisher: str
    published: Dated
    url: str
    licence: str
    is_exercise: bool


@read(router, "/territories", Page[TerritoryOut], summary="Territories", name="territories")
def territories(
    request: HttpRequest,
    level: TerritoryLevel | None = None,
    parent: Annotated[str, Query("", pattern=r"^[0-9A-Za-z.]{0,16}$")] = "",
    after: After = None,
    limit: Limit = 50,
) -> Any:
    """The country, its regions, provinces, préfectures and communes, by code."""
    rows = territory_rows(level=level.value if level else (), parent=parent)
    return page_of(request, rows, key="code", after=after, limit=limit, convert=_territories)


@read(router, "/territories/{code}", TerritoryOut, summary="One territory", name="territory")
def territory(request: HttpRequest, code: Annotated[str, Path(pattern=CODE)]) -> Any:
    """One territory."""
    return _one(territory_rows().filter(code=code), _territories, code)


@read(
    router, "/organisations", Page[OrganisationOut], summary="Organisations", name="organisations"
)
def organisations(
    request: HttpRequest,
    asked: Query[OrganisationFilter],
    after: After = None,
    limit: Limit = 50,
) -> Any:
    """The bodies that sign, pay, hire, declare or mediate."""
    rows = organisation_rows()
    if asked.kind is not None:
        rows = rows.filter(kind=asked.kind)
    if asked.is_exercise is not None:
        rows = rows.filter(is_exercise=asked.is_exercise)
    return page_of(request, rows, key="slug", after=after, limit=limit, convert=_organisations)


@read(
    router, "/organisations/{slug}", OrganisationOut, summary="One organisation",
    name="organisation",
)  # fmt: skip
def organisation(request: HttpRequest, slug: Annotated[str, Path(pattern=CODE)]) -> Any:
    """One organisation."""
    return _one(organisation_rows().filter(slug=slug), _organisations, slug)


@read(router, "/sources", Page[SourceOut], summary="Sources", name="sources")
def sources(
    request: HttpRequest, kind: SourceKind | None = None, after: After = None, limit: Limit = 50
) -> Any:
    """The documents that figures and conventions rest on, with their licences."""
    rows = source_rows(kind=kind.value if kind else "")
    return page_of(request, rows, key="code", after=after, limit=limit, convert=_sources)


@read(router, "/sources/{code}", SourceOut, summary="One source", name="source")
def source(request: HttpRequest, code: Annotated[str, Path(pattern=CODE)]) -> Any:
    """One document."""
    return _one(source_rows().filter(code=code), _sources, code)


def _one(rows: Any, convert: Any, code: str) -> Any:
    found = convert(rows[:1])
    if not found:
        raise nothing_there("code", code)
    return found[0]


def _territories(rows: Iterable[Any]) -> list[TerritoryOut]:
    return [
        TerritoryOut(
            code=row.code,
            link=link("territory", row.code),
            label=said(row.labels),
            label_tzm=row.label_tzm,
            level=row.level,
            parent=row.parent.code if row.parent else None,
            iso_code=row.iso_code,
            population_2024=row.population_2024,
        )
        for row in rows
    ]


def _organisations(rows: Iterable[Any]) -> list[OrganisationOut]:
    return [
        OrganisationOut(
            slug=row.slug,
            link=link("organisation", row.slug),
            label=said(row.labels),
            acronym=row.acronym,
            kind=row.kind,
            parent=row.parent.slug if row.parent else None,
            territory=row.territory.code if row.territory else None,
            is_exercise=row.is_exercise,
        )
        for row in rows
    ]


def _sources(rows: Iterable[Any]) -> list[SourceOut]:
    return [
        SourceOut(
            code=row.code,
            link=link("source", row.code),
            title=said(row.labels),
            kind=row.kind,
            publisher=row.publisher,
            published=dated(UncertainDate(row.published_on, Precision(row.published_precision))),
            url=row.url,
            licence=row.licence,
            is_exercise=row.kind == SourceKind.EXERCISE,
        )
        for row in rows
    ]
