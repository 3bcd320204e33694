"""Legal entities, where they work, who belongs to whom, and who acts for them."""

from __future__ import annotations

from mithaq.apps.organisations.models.entities import (
    ContactPerson,
    Establishment,
    Membership,
    Organisation,
)
from mithaq.apps.organisations.models.mandates import Mandate

__all__ = ["ContactPerson", "Establishment", "Mandate", "Membership", "Organisation"]
