"""Durable jobs, as Django sees them."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class JobsConfig(AppConfig):
    """The tables of durable jobs: requests, steps made, log."""

    name = "mithaq.gateways.jobs"
    label = "jobs"
    verbose_name = _("Traitements")
