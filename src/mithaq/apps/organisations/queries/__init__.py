"""The reads of organisations: bodies, their places and members, and mandates in force."""

from __future__ import annotations

from mithaq.apps.organisations.queries.bonds import Bond, Way, bonds_of
from mithaq.apps.organisations.queries.mandates import (
    MandateView,
    bearers_of,
    mandate_in_force_for,
    mandates_for_organisation,
    mandates_in_force_for,
    mandates_of,
    role_in_french,
)
from mithaq.apps.organisations.queries.register import (
    ContactView,
    EstablishmentView,
    MembershipView,
    Named,
    OrganisationDetail,
    contact_person,
    organisation,
    organisation_kind_counts,
    organisation_territories,
    organisations,
    organisations_matching,
    organisations_within,
)

__all__ = [
    "Bond",
    "ContactView",
    "EstablishmentView",
    "MandateView",
    "MembershipView",
    "Named",
    "OrganisationDetail",
    "Way",
    "bearers_of",
    "bonds_of",
    "contact_person",
    "mandate_in_force_for",
    "mandates_for_organisation",
    "mandates_in_force_for",
    "mandates_of",
    "organisation",
    "organisation_kind_counts",
    "organisation_territories",
    "organisations",
    "organisations_matching",
    "organisations_within",
    "role_in_french",
]
