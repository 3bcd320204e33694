"""Filters of the list of long work."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django_filters import FilterSet, MultipleChoiceFilter

from mithaq.gateways.jobs.choices import JobStatus
from mithaq.web.jobs.words import kinds


class JobFilter(FilterSet):
    """By state, by kind of work."""

    status = MultipleChoiceFilter(label=_("État"), choices=JobStatus.choices)
    name = MultipleChoiceFilter(label=_("Nature"), choices=kinds)
