"""The reads of organisations: bodies, their places and members, and mandates in force."""

from __future__ import annotations

from mithaq.apps.organisations.queries.mandates import (
    MandateView,
    mandate_in_force_for,
    mandates_for_organisation,
    mandates_in_force_for,
    mandates_of,
)

__all__ = [
    "MandateView",
    "mandate_in_force_for",
    "mandates_for_organisation",
    "mandates_in_force_for",
    "mandates_of",
]
