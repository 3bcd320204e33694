"""The writes of organisations: bodies, what hangs on them, and mandates."""

from __future__ import annotations

from mithaq.apps.organisations.operations.attachments import (
    add_contact_person,
    add_establishment,
    add_membership,
    end_membership,
    reveal_contact_person,
)
from mithaq.apps.organisations.operations.drafts import (
    ContactDraft,
    EstablishmentDraft,
    MembershipDraft,
    OrganisationDraft,
)
from mithaq.apps.organisations.operations.mandates import (
    MandateDraft,
    end_mandate,
    grant_mandate,
)
from mithaq.apps.organisations.operations.reading import read_organisations
from mithaq.apps.organisations.operations.register import (
    change_organisation,
    create_organisation,
    load_organisations,
)

__all__ = [
    "ContactDraft",
    "EstablishmentDraft",
    "MandateDraft",
    "MembershipDraft",
    "OrganisationDraft",
    "add_contact_person",
    "add_establishment",
    "add_membership",
    "change_organisation",
    "create_organisation",
    "end_mandate",
    "end_membership",
    "grant_mandate",
    "load_organisations",
    "read_organisations",
    "reveal_contact_person",
]
