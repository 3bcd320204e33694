"""The public holidays of a year, and the corrections that an administrator makes."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from itertools import groupby
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mithaq.apps.organisations.policies import can_edit_holidays
from mithaq.apps.reference import queries
from mithaq.base.errors import Refusal
from mithaq.flows import move_calendar as flow
from mithaq.web.reference.forms import AddedHolidayForm, HolidayForm, ReasonForm
from mithaq.web.reference.tables import HOLIDAYS
from mithaq.web.shell.dates import date_day
from mithaq.web.shell.tables import TableView
from mithaq.web.shell.typography import language

Page = Callable[..., HttpResponse]


class Holidays(TableView):
    """One year, month by month; estimates, corrections and cancellations are said."""

    table = HOLIDAYS
    template_name = "reference/holidays.html"
    title = _("Jours fériés")
    searches = False
    page_size = 100

    @property
    def year(self) -> int:
        """The year asked for, this one by default."""
        return int(self.kwargs.get("year") or timezone.localdate().year)

    def rows(self, text: str) -> QuerySet[Any]:
        """The days of the year."""
        return queries.holidays(self.year)

    def context(self) -> dict[str, Any]:
        """The days by month, the years around, and what this reader may do."""
        years = queries.holiday_years()
        days = list(queries.holidays(self.year))
        if years and self.year not in years:
            raise Http404
        kept = [day for day in days if not day.is_cancelled]
        ranks = queries.feast_days(kept)
        for day in days:
            day.feast_rank = ranks.get(day.pk)  # type: ignore[attr-defined]
        return {
            "year": self.year,
            "months": [
                (date(self.year, month, 1), list(found))
                for month, found in groupby(days, key=lambda day: day.on.month)
            ],
            "day_count": len({day.on for day in kept}),
            "estimate_count": sum(1 for day in kept if day.kind == "lunar_estimated"),
            "weekday_count": len({day.on for day in kept if day.on.weekday() < 5}),
            "previous_year": self.year - 1 if self.year - 1 in years else None,
            "next_year": self.year + 1 if self.year + 1 in years else None,
            "years": years,
            "can_edit": _may(self.request),
        }


def _may(request: HttpRequest) -> bool:
    """The mandate is promised lazily: an absent one is falsy, never None."""
    mandate: Any = getattr(request, "mandate", None)
    return bool(mandate) and can_edit_holidays(mandate)


def _for_administrators(page: Page) -> Page:
    """Ask a visitor to sign in, and refuse whoever may not edit the calendar."""

    @login_required
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not _may(request):
            raise PermissionDenied
        return page(request, *args, **kwargs)

    return guarded


def _signed(request: HttpRequest) -> dict[str, Any]:
    """Who writes, under which mandate, when."""
    mandate: Any = request.mandate  # type: ignore[attr-defined]
    return {"actor": request.user, "mandate": mandate.text, "at": timezone.now()}


def _written(request: HttpRequest, form: ReasonForm, write: Callable[[], Any]) -> bool:
    """Write, or put each fault beside its field."""
    try:
        write()
    except Refusal as refusal:
        form.refuse(refusal)
        return False
    messages.success(request, gettext("Le calendrier est corrigé. Le journal en garde la trace."))
    return True


@_for_administrators
def add(request: HttpRequest) -> HttpResponse:
    """Add a day off that no calendar foresees."""
    form = AddedHolidayForm(request.POST or None, initial={"kind": "exceptional"})
    if request.method == "POST" and form.is_valid():
        values = form.values()
        if _written(request, form, lambda: flow.add_holiday(**values, **_signed(request))):
            return redirect("holidays_of_year", year=values["on"].year)
    return render(request, "reference/holiday_form.html", {"form": form, "day": None})


@_for_administrators
def edit(request: HttpRequest, year: int, pk: int) -> HttpResponse:
    """Correct a day off."""
    day = _day(pk, year)
    form = HolidayForm(
        request.POST or None,
        initial={
            "on": day.on.isoformat(),
            "label_fr": day.labels.fr,
            "label_ar": day.labels.ar,
            "label_en": day.labels.en,
            "kind": "lunar_confirmed" if day.is_estimate else day.kind,
        },
    )
    if request.method == "POST" and form.is_valid():
        values = form.values() | {"holiday_id": day.id}
        others = queries.feast_of(pk)
        if _written(request, form, lambda: flow.edit_holiday(**values, **_signed(request))):
            if values["on"] != day.on:
                _warn_of(request, others, day)
            return redirect("holidays_of_year", year=values["on"].year)
    words = {"form": form, "day": day, "others": queries.feast_of(pk)}
    return render(request, "reference/holiday_form.html", words)


def _warn_of(request: HttpRequest, others: Iterable[Any], day: queries.HolidayView) -> None:
    """A feast of several days moves whole: say which of its days stay where they were."""
    stayed = gettext(", ").join(date_day(other.on) for other in others)
    if stayed:
        said = gettext(
            "« %(feast)s » a d’autres jours, restés à leur date : %(days)s. Vérifiez-les."
        )
        messages.warning(request, said % {"feast": day.labels.of(language()), "days": stayed})


@_for_administrators
def confirm(request: HttpRequest, year: int, pk: int) -> HttpResponse:
    """Confirm the date of a day that the moon decides, as it stands."""
    day = _day(pk, year)
    if not day.is_estimate or day.is_cancelled:
        return redirect("holidays_of_year", year=year)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        values: dict[str, Any] = {
            "holiday_id": day.id,
            "on": day.on,
            "labels": day.labels,
            "kind": "lunar_confirmed",
            "reason": form.cleaned_data["reason"],
        }
        if _written(request, form, lambda: flow.edit_holiday(**values, **_signed(request))):
            return redirect("holidays_of_year", year=day.on.year)
    return render(request, "reference/holiday_confirm.html", {"form": form, "day": day})


@_for_administrators
def cancel(request: HttpRequest, year: int, pk: int) -> HttpResponse:
    """Make a day off a working day again."""
    day = _day(pk, year)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        values = {"holiday_id": day.id, "reason": form.cleaned_data["reason"]}
        if _written(request, form, lambda: flow.cancel_holiday(**values, **_signed(request))):
            return redirect("holidays_of_year", year=day.on.year)
    return render(request, "reference/holiday_cancel.html", {"form": form, "day": day})


def _day(pk: int, year: int) -> queries.HolidayView:
    day = queries.holiday(pk)
    if day is None or day.on.year != year:
        raise Http404
    return day
