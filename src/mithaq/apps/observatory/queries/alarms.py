"""Alarms, knowing of which conventions a report covers the whole period."""

from __future__ import annotations

from datetime import date

from django.db.models import Max

from mithaq.apps.conventions.queries import AlarmView, Texts, alarms_on
from mithaq.apps.observatory.choices import ReportStatus
from mithaq.apps.observatory.models import ResultsReport


def alarms(*, on: date, texts: Texts = None) -> tuple[AlarmView, ...]:
    """Every alarm of a day; a period is evaluated once a report covers it to its end.

    ``texts`` are the amended texts of the day, when the page has read them already.
    """
    standing = ResultsReport.objects.filter(status=ReportStatus.PUBLISHED)
    told = standing.values_list("convention__reference").annotate(last=Max("as_of"))
    return alarms_on(on=on, told_to=dict(told), texts=texts)
