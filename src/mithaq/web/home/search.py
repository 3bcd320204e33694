"""One box finds conventions, organisations, territories, indicators, figures and sources."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from mithaq.apps.conventions.queries import register
from mithaq.apps.observatory.queries import figures_matching, figures_worth, targets_worth
from mithaq.apps.organisations.queries import organisations, organisations_matching
from mithaq.apps.reference.choices import Unit
from mithaq.apps.reference.queries import indicators, sources, territories
from mithaq.base.text import Labels, fold, search_words
from mithaq.web.conventions.links import page_url
from mithaq.web.conventions.values import joined, signed_of
from mithaq.web.home.release import not_yet
from mithaq.web.shell.dates import uncertain_date
from mithaq.web.shell.values import display_row
from mithaq.web.shell.words import local

SHOWN: Final = 8
LONGEST: Final = 100
RECEIPT: Final = re.compile(r"[Ss]-?0*(\d{1,9})")
BLANK: Final = re.compile(r"\s")
# Groups of three digits apart by any space, narrow and unbreakable ones included.
NUMBER: Final = re.compile(r"(\d{1,3}(?:\s\d{3})+(?:[.,٫]\d+)?|\d+(?:[.,٫]\d+)?)\s*([^\W\d_]+)?")
SCALES: Final = {
    "milliard": 1_000_000_000, "billion": 1_000_000_000, "مليار": 1_000_000_000,
    "million": 1_000_000, "mdh": 1_000_000, "مليون": 1_000_000, "ملايين": 1_000_000,
}  # fmt: skip
UNITS: Final = frozenset({"de", "of", "dirhams", "dirham", "dh", "mad", "درهم", "%"})


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
    if receipt := RECEIPT.fullmatch(words):
        return redirect(f"{page_url('report_error')}?recu=S-{int(receipt[1]):06d}")
    groups = [group for group in _groups(words) if group.count] if fold(words) else []
    return render(
        request,
        "home/search.html",
        {
            "words": words,
            "search_words": words,
            "groups": groups,
            "count": sum(group.count for group in groups),
            "not_yet": not_yet(words),
        },
    )


def _groups(words: str) -> Iterable[Group]:
    bodies = organisations_matching(organisations(), words)
    promised, said = _worth(words)
    found: tuple[tuple[str, str, Any, Callable[[Any], Hit]], ...] = (
        ("conventions", _("Conventions"), register(text=words), _convention),
        ("organisations", _("Organisations"), bodies, _organisation),
        ("figures", _("Chiffres"), said or figures_matching(words), _figure),
        ("targets", _("Objectifs promis"), promised, _target),
        ("indicators", _("Indicateurs"), _indicators(words), _indicator),
        ("territories", _("Territoires"), territories(text=words), _territory),
        ("sources", _("Sources"), sources(text=words), _source),
    )
    for key, title, rows, hit in found:
        yield _group(key=key, title=title, rows=rows, hit=hit)


def _worth(words: str) -> tuple[list[Any], list[Any]]:
    """The targets and the figures that say the number typed: « 3 488 », « 44 millions »."""
    found = NUMBER.search(words)
    if found is None:
        return [], []
    value = Decimal(BLANK.sub("", found[1]).replace(",", ".").replace("٫", "."))
    scale = next((size for word, size in SCALES.items() if word in fold(found[2] or "")), 1)
    around = f"{words[: found.start(1)]} {words[found.end(1) :]}"
    rest = [
        word
        for word in search_words(around)
        if word not in UNITS and not any(size in word for size in SCALES)
    ]
    keep = [
        [row for row in rows if all(word in fold(_said_of(row)) for word in rest)]
        for rows in (targets_worth(value, scale=scale), figures_worth(value, scale=scale))
    ]
    return keep[0], keep[1]


def _said_of(row: Any) -> str:
    about = row.convention
    labels = (row.labels, row.indicator_version.indicator.labels, about and about.labels)
    said = [f"{text.fr} {text.ar} {text.en}" for text in labels if text]
    return " ".join((*said, display_row(row).counted, str(Unit(row.indicator_version.unit).label)))


def _target(row: Any) -> Hit:
    return Hit(
        label=row.labels,
        note=joined(display_row(row).counted, local(row.convention.labels), between=" · "),
        url=f"{page_url('convention', row.convention.reference)}#objectifs",
        is_exercise=row.convention.is_exercise,
    )


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
    wanted = search_words(words)
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
    about = local(row.convention.labels) if row.convention else ""
    return Hit(
        label=row.labels,
        note=joined(display_row(row).counted, about, between=" · "),
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
