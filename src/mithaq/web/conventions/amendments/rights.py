"""Who may record an amendment, asked of the mandate under which the reader acts."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from mithaq.apps.conventions.choices import SIGNED_STATUSES
from mithaq.apps.conventions.policies.committees import can_compose_committee
from mithaq.apps.conventions.queries import ConventionDetail
from mithaq.apps.conventions.queries.sitting_views import Access
from mithaq.apps.organisations.policies import can_amend_convention


def mandate_of(request: HttpRequest) -> Any:
    """The mandate in force, or nothing for a visitor."""
    return getattr(request, "mandate", None) if request.user.is_authenticated else None


def may_amend(request: HttpRequest, detail: ConventionDetail) -> bool:
    """Whether the reader may record an amendment of this convention."""
    return detail.status in SIGNED_STATUSES and can_amend_convention(
        mandate_of(request),
        detail.territory_code,
        [party.organisation_slug for party in detail.parties],
        is_exercise=detail.is_exercise,
    )


def may_found(mandate: Any, detail: ConventionDetail) -> bool:
    """Whether the reader may found a committee on this convention."""
    bodies = frozenset(party.organisation_slug for party in detail.parties)
    access = Access(bodies=bodies, chairs=frozenset(), secretariat="")
    return can_compose_committee(mandate or None, access, is_exercise=detail.is_exercise)
