"""The days of conventions: a month, a list, and the addresses that calendars subscribe to."""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_safe

from mithaq.apps.conventions.choices import DayKind
from mithaq.apps.conventions.queries import (
    ConventionDay,
    DaysScope,
    convention_days,
    convention_title,
    of_month,
)
from mithaq.apps.organisations import queries as organisations
from mithaq.apps.reference.queries import holidays
from mithaq.base.calendar_words import MONTHS, WEEKDAYS
from mithaq.base.dates import UncertainDate
from mithaq.web.conventions.links import page_url
from mithaq.web.following.commitment import mandate_of
from mithaq.web.following.own_days import own_days
from mithaq.web.shell.columns import Column, Table
from mithaq.web.shell.computed import ComputedFacet, ComputedTableView
from mithaq.web.shell.dates import hour_words
from mithaq.web.shell.marks import exercise_badge
from mithaq.web.shell.typography import language
from mithaq.web.shell.words import local

FIRST_YEAR: Final = 2000
LAST_YEAR: Final = 2099
COMING: Final = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """One thing that falls on a day, and where it is shown to whoever reads."""

    day: ConventionDay
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Square:
    """One day of the month as it is drawn."""

    on: date
    is_today: bool
    is_outside: bool
    is_rest: bool
    holidays: tuple[str, ...]
    days: tuple[Due, ...]


@require_safe
def month(request: HttpRequest) -> HttpResponse:
    """Show one month: the reader's own conventions, or everyone's public days."""
    today = timezone.localdate()
    year, number = _asked(request, today)
    scope, title = scope_of(request)
    days = days_of(scope, on=today)
    start = max(date(year, number, 1), today)
    coming = [day for day in days if day.on >= start and not day.is_closed]
    own = [] if scope.is_public else own_days(mandate_of(request), on=today)
    in_month = [day for day in own if (day.on.year, day.on.month) == (year, number)]
    return render(
        request,
        "following/calendar.html",
        {
            "title": title,
            "month_name": f"{MONTHS[language()][number - 1]} {year}",
            "weekdays": WEEKDAYS[language()],
            "weeks": _weeks(year, number, today, days),
            "coming": _dues(coming[:COMING]),
            "count": len(in_month)
            + sum((day.on.year, day.on.month) == (year, number) for day in days),
            "own_days": [day for day in own if day.is_late or day in in_month],
            "previous_url": _month_url(request, year, number - 1),
            "next_url": _month_url(request, year, number + 1),
            "today_url": _month_url(request, today.year, today.month),
            "list_url": f"{page_url('calendar_list')}?{request.GET.urlencode()}",
            "feed_url": page_url("calendar_feed"),
            "scope": scope,
            "is_mine": not scope.is_public,
        },
    )


def days_of(scope: DaysScope, *, on: date) -> tuple[ConventionDay, ...]:
    """The days of a scope; for the reader's own, what binds their seat and federations too.

    An agency follows what its seat signed, as its commitments and its first page do; what is
    decided at a sitting is for the bodies that sit, so it reads when, on the committee's public
    page, and no decision.
    """
    days = convention_days(scope, on=on)
    if scope.is_public:
        return days
    bonds = [bond for slug in scope.organisations for bond in organisations.bonds_of(slug, on=on)]
    seats, federations = (
        frozenset(bond.slug for bond in bonds if bond.way is way)
        for way in (organisations.Way.SEAT, organisations.Way.FEDERATION)
    )
    found = {day.key: day for day in days}
    if federations:
        for day in convention_days(DaysScope(organisations=federations), on=on):
            found.setdefault(day.key, day)
    if seats:
        for day in convention_days(DaysScope(organisations=seats, is_public=False), on=on):
            if day.kind is not DayKind.DECISION:
                found.setdefault(day.key, _opened_to_all(day))
    return tuple(sorted(found.values(), key=lambda day: (day.on, day.kind, day.key)))


def _opened_to_all(day: ConventionDay) -> ConventionDay:
    if day.kind is DayKind.SITTING:
        return replace(day, target=("committee", *day.target[1:3]))
    return day


def url_of(day: ConventionDay) -> str:
    """Where the thing is shown."""
    name, *args = day.target
    return page_url(name, *args)


def _dues(days: Iterable[ConventionDay]) -> tuple[Due, ...]:
    return tuple(Due(day=day, url=url_of(day)) for day in days)


def _convention(row: ConventionDay) -> object:
    name = local(row.convention)
    return format_html("{} {}", exercise_badge(), name) if row.is_exercise else name


def _moment(row: ConventionDay) -> tuple[str, object]:
    if row.is_closed:
        return "done", gettext_lazy("fait, ou plus demandé")
    if row.on < timezone.localdate():
        return "past", pgettext_lazy("échéance", "passée")
    return "coming", pgettext_lazy("échéance", "à venir")


def state_words(row: ConventionDay) -> str:
    """Whether a day is past, to come or settled; a sitting closed is past, never « done »."""
    if row.is_closed and row.kind is DayKind.SITTING:
        return _("reportée faute de quorum") if row.is_adjourned else _("séance passée")
    return str(_moment(row)[1])


class CalendarList(ComputedTableView):
    """Every dated day, to be narrowed and taken away."""

    title = gettext_lazy("Échéances")
    lead = gettext_lazy("Engagements, séances, décisions et fins de conventions, jour par jour.")
    template_name = "following/calendar_list.html"
    table = Table(
        name="echeances",
        caption=gettext_lazy("Échéances : à venir d’abord, puis passées, la plus proche en tête"),
        columns=(
            Column(key="on", label=gettext_lazy("Jour"), kind="date",
                   value=lambda row: UncertainDate(row.on, row.precision), sort="on",
                   note=lambda row: hour_words(row.starts_at),
                   export=lambda row: row.on),
            Column(key="labels", label=gettext_lazy("Objet"), is_header=True,
                   url=url_of,
                   note=_convention, noted_by="convention"),
            Column(key="convention", label=gettext_lazy("Convention"), is_shown=False,
                   leaves=True),
            Column(key="kind", label=gettext_lazy("Nature"),
                   value=lambda row: str(row.kind.label), sort="kind"),
            Column(key="who", label=gettext_lazy("Qui"), value=lambda row: row.who or ""),
            Column(key="place", label=gettext_lazy("Lieu"), value=lambda row: row.place or "",
                   is_shown=False, leaves=True),
            Column(key="state", label=gettext_lazy("Passé ou à venir"),
                   value=state_words),
        ),
        empty=gettext_lazy("Aucune échéance datée dans les conventions de votre organisation."),
        empty_action=gettext_lazy("Voir celles de toutes les conventions"),
        empty_url="?tout",
        is_exercise=lambda row: row.is_exercise,
        source=gettext_lazy("Registre des conventions de Mithaq"),
    )  # fmt: skip
    orders = {"on": lambda row: row.on, "kind": lambda row: str(row.kind.label)}
    facets = (
        ComputedFacet(name="quand", label=gettext_lazy("Passé ou à venir"),
                      keys=lambda row: [_moment(row)]),
        ComputedFacet(name="nature", label=gettext_lazy("Nature"),
                      keys=lambda row: [(row.kind, row.kind.label)],
                      order=[str(kind) for kind in DayKind]),
        ComputedFacet(name="annee", label=gettext_lazy("Année"),
                      keys=lambda row: [(str(row.on.year), str(row.on.year))]),
        ComputedFacet(name="de", label=gettext_lazy("Convention"),
                      keys=lambda row: [(row.reference, row.convention)]),
    )  # fmt: skip

    def computed(self, request: HttpRequest) -> Sequence[ConventionDay]:
        """Give what is to come first, then what is past, nearest first."""
        scope, _title = scope_of(request)
        today = timezone.localdate()
        days = days_of(scope, on=today)
        coming = [day for day in days if day.on >= today]
        return [*coming, *reversed([day for day in days if day.on < today])]

    def words_of(self, row: ConventionDay) -> str:
        """Search in what is due and in its convention."""
        return f"{local(row.labels)} {local(row.convention)} {row.reference}"


def scope_of(request: HttpRequest) -> tuple[DaysScope, str]:
    """Whose days are asked for: one convention, one organisation, the reader's own, or all."""
    reference, slug = request.GET.get("convention", ""), request.GET.get("organisation", "")
    mandate = mandate_of(request) if request.user.is_authenticated else None
    own = mandate.organisation if mandate else ""
    if reference:
        found = convention_title(reference)
        if found is None:
            raise Http404
        return DaysScope(reference=reference), local(found.labels)
    if slug:
        body = organisations.organisations().filter(slug=slug).first()
        if body is None:
            raise Http404
        scope = DaysScope(organisations=frozenset({slug}), is_public=slug != own)
        return scope, local(body.labels)
    if mandate and own and "tout" not in request.GET:
        return (
            DaysScope(organisations=frozenset({own}), is_public=False),
            local(mandate.organisation_labels),
        )
    return DaysScope(), _("Toutes les conventions")


def _asked(request: HttpRequest, today: date) -> tuple[int, int]:
    try:
        found = datetime.strptime(request.GET.get("mois", ""), "%Y-%m")  # noqa: DTZ007 - a month
    except ValueError:
        return today.year, today.month
    if not FIRST_YEAR <= found.year <= LAST_YEAR:
        return today.year, today.month
    return found.year, found.month


def _month_url(request: HttpRequest, year: int, number: int) -> str:
    years, month_before = divmod(year * 12 + number - 1, 12)
    query = request.GET.copy()
    query["mois"] = f"{years:04d}-{month_before + 1:02d}"
    return f"?{query.urlencode()}"


def _weeks(
    year: int, number: int, today: date, days: Sequence[ConventionDay]
) -> list[list[Square]]:
    found = of_month(days, year=year, month=number)
    feasts: dict[date, list[str]] = {}
    for row in holidays(year):
        if not row.is_cancelled:
            feasts.setdefault(row.on, []).append(local(row.labels))
    weeks = calendar.Calendar(firstweekday=0).monthdatescalendar(year, number)
    return [
        [
            Square(
                on=day,
                is_today=day == today,
                is_outside=day.month != number,
                is_rest=day.weekday() > 4 or day in feasts,
                holidays=tuple(feasts.get(day, ())) if day.month == number else (),
                days=_dues(found.get(day, ())),
            )
            for day in week
        ]
        for week in weeks
    ]
