"""One box finds conventions, organisations, territories, indicators, figures and sources."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from mithaq.apps.conventions.queries import register
from mithaq.apps.observatory.queries import figures_matching
from mithaq.apps.organisations.queries import organisations, organisations_matching
from mithaq.apps.reference.queries import indicators, sources, territories
from mithaq.base.text import Labels, fold
from mithaq.web.conventions.links import page_url
from mithaq.web.conventions.values import joined, signed_of, write
from mithaq.web.shell.dates import uncertain_date
from mithaq.web.shell.words import local

SHOWN: Final = 8
LONGEST: Final = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One thing found: its name, a second line, its page."""

    label: Labels
    note: str
    url: str
    is_exercise: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """The things of one kind: the first ones, their number, and the whole list."""

    key: str
    title: str
    count: int
    hits: tuple[Hit, ...]
    all_url: str


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Answer the box of every page."""
    words = request.GET.get("q", "").strip()[:LONGEST]
    groups = [group for group in _groups(words) if group.count] if fold(words) else []
    return render(
        request,
        "home/search.html",
        {
            "words": words,
            "search_words": words,
            "groups": groups,
            "count": sum(group.count for group in groups),
        },
    )


def _groups(words: str) -> Iterable[Group]:
    bodies = organisations_matching(organisations(), words)
    found: tuple[tuple[str, str, Any, Callable[[Any], Hit]], ...] = (
        ("conventions", _("Conventions"), register(text=words), _convention),
        ("organisations", _("Organisations"), bodies, _organisation),
        ("figures", _("Chiffres"), figures_matching(words), _figure),
        ("indicators", _("Indicateurs"), _indicators(words), _indicator),
        ("territories", _("Territoires"), territories(text=words), _territory),
        ("sources", _("Sources"), sources(text=words), _source),
    )
    for key, title, rows, hit in found:
        yield _group(key=key, title=title, rows=rows, hit=hit)


def _group(*, key: str, title: str, rows: Any, hit: Callable[[Any], Hit]) -> Group:
    """Take the first rows; a longer list is one click away."""
    first = list(rows[: SHOWN + 1])
    count = len(first)
    if count > SHOWN:
        count = len(rows) if isinstance(rows, list) else rows.count()
    return Group(
        key=key,
        title=title,
        count=count,
        hits=tuple(hit(row) for row in first[:SHOWN]),
        all_url=page_url(key) if count > SHOWN else "",
    )


def _indicators(words: str) -> list[Any]:
    """The closed list of indicators is short: it is folded here."""
    wanted = fold(words).split()
    return [
        row
        for row in indicators()
        if all(
            word in fold(f"{row.code} {row.label_fr} {row.label_ar} {row.label_en}")
            for word in wanted
        )
    ]


def _convention(row: Any) -> Hit:
    when = uncertain_date(signed_of(row))
    return Hit(
        label=row.labels,
        note=f"{local(row.get_kind_display())} · {when}",
        url=page_url("convention", row.reference),
        is_exercise=row.is_exercise,
    )


def _organisation(row: Any) -> Hit:
    kind = local(row.get_kind_display())
    return Hit(
        label=row.labels,
        note=f"{row.acronym} · {kind}" if row.acronym else kind,
        url=page_url("organisation", row.slug),
        is_exercise=row.is_exercise,
    )


def _figure(row: Any) -> Hit:
    version = row.indicator_version
    number, unit = write(row.value, version.unit)
    about = local(row.convention.labels) if row.convention else ""
    value = joined(number, unit)
    return Hit(
        label=row.labels,
        note=joined(value, about, between=" · "),
        url=page_url("figure", row.code),
        is_exercise=row.is_exercise,
    )


def _indicator(row: Any) -> Hit:
    return Hit(label=row.labels, note=local(row, "topic"), url=page_url("indicator", row.code))


def _territory(row: Any) -> Hit:
    level = local(row.get_level_display())
    inside = local(row.parent.labels) if row.parent else ""
    return Hit(
        label=row.labels,
        note=f"{level} · {inside}" if inside else level,
        url=page_url("territory", row.code),
    )


def _source(row: Any) -> Hit:
    return Hit(label=row.labels, note=row.publisher, url=page_url("source", row.code))
