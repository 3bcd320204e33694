"""The periods of the public board: the last twelve months, a year, or since the opening."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Final

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

YEAR: Final = timedelta(days=365)
BEGINNING: Final = date(2020, 1, 1)
LAST_YEAR, ALWAYS = "12-mois", "tout"
# How an address says by what a figure is cut.
FAMILY, REGION = "famille", "region"
LAST_MONTHS: Final = gettext_lazy("douze derniers mois")
EVER: Final = gettext_lazy("depuis l’ouverture")


def periods(*, has_years: bool) -> dict[str, str | Promise]:
    """The periods that a reader may ask for, by the name in their address.

    An audit goes by calendar year. The public does not: one period taken from another that
    overlaps it would give the small numbers that each of them hides.
    """
    years = {name: _("année %(year)s") % {"year": name} for name in _years() if has_years}
    return {LAST_YEAR: LAST_MONTHS, **years, ALWAYS: EVER}


def _years() -> tuple[str, ...]:
    """The year under way and the two before it, from the first that a corridor may have."""
    this = timezone.localdate().year
    return tuple(str(year) for year in range(this, max(this - 3, BEGINNING.year - 1), -1))


def period_of(name: str) -> tuple[datetime, datetime]:
    """The first instant of a period and the one that it leaves out; any other name is the last
    twelve months."""
    until = _midnight(timezone.localdate() + timedelta(days=1))
    if name == ALWAYS:
        return _midnight(BEGINNING), until
    if name in _years():
        return _midnight(date(int(name), 1, 1)), min(until, _midnight(date(int(name) + 1, 1, 1)))
    return until - YEAR, until


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))
