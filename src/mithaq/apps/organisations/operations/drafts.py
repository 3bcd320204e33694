"""What is asked to be written about organisations, before any rule was applied to it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from mithaq.base.text import Labels


@dataclass(frozen=True, slots=True)
class EstablishmentDraft:
    """A place of work."""

    labels: Labels
    commune: str | None = None
    ice: str | None = None
    is_seat: bool = False


@dataclass(frozen=True, slots=True)
class MembershipDraft:
    """A membership of a federation or an association, named by its slug."""

    federation: str
    starts_on: date | None = None
    ends_on: date | None = None


@dataclass(frozen=True, slots=True)
class ContactDraft:
    """A person to reach."""

    full_name: str
    function: str = ""
    phone: str = ""
    email: str = ""
    is_fictitious: bool = False


@dataclass(frozen=True, slots=True)
class OrganisationDraft:
    """An organisation; parent, territory, sector and legal form are codes."""

    slug: str
    kind: str
    labels: Labels
    acronym: str = ""
    former_names: tuple[str, ...] = ()
    parent: str | None = None
    territory: str | None = None
    sector: str | None = None
    legal_form: str | None = None
    ice: str | None = None
    registry_court: str = ""
    registry_number: str = ""
    affiliation_number: str | None = None
    is_exercise: bool = False
    establishments: tuple[EstablishmentDraft, ...] = ()
    memberships: tuple[MembershipDraft, ...] = ()
    contacts: tuple[ContactDraft, ...] = ()
