"""The two periods of the public board: the last year, or since the opening."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Final

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

YEAR: Final = timedelta(days=365)
BEGINNING: Final = date(2020, 1, 1)
LAST_YEAR, ALWAYS = "12-mois", "tout"
# How an address says by what a figure is cut.
FAMILY, REGION = "famille", "region"
PERIODS: Final[dict[str, Promise]] = {
    LAST_YEAR: gettext_lazy("douze derniers mois"),
    ALWAYS: gettext_lazy("depuis l’ouverture"),
}


def period_of(name: str) -> tuple[datetime, datetime]:
    """The first instant of a period and the one that it leaves out; any other name is a year."""
    until = _midnight(timezone.localdate() + timedelta(days=1))
    return (_midnight(BEGINNING) if name == ALWAYS else until - YEAR), until


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))
