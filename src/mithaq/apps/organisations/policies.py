"""Who may do what: every right is read from a mandate in force, never from the person.

Each predicate takes the mandate that `queries.mandate_in_force_for` gave for the day; without a
mandate, nothing is allowed.
"""

from __future__ import annotations

from mithaq.apps.organisations.choices import Role
from mithaq.apps.organisations.queries import MandateView


def can_record_convention(mandate: MandateView | None, territory_code: str | None = None) -> bool:
    """A programme manager or an administrator records any convention; a region officer, those of
    the officer's own territory."""
    if mandate is None:
        return False
    if mandate.role == Role.REGION_OFFICER:
        return is_within(territory_code, mandate.territory_code)
    return mandate.role in {Role.PROGRAMME_MANAGER, Role.ADMINISTRATOR}


def can_import_conventions(mandate: MandateView | None, territory_code: str | None = None) -> bool:
    """Who may record a convention may import it from a file; so may a committee's secretary."""
    if mandate is not None and mandate.role == Role.COMMITTEE_SECRETARY:
        return True
    return can_record_convention(mandate, territory_code)


def can_open_import(mandate: MandateView | None) -> bool:
    """The import page opens to whoever may import at least some convention; each one imported is
    then judged on its own territory."""
    own = mandate.territory_code if mandate else None
    return can_import_conventions(mandate, own)


def can_publish_report(mandate: MandateView | None, territory_code: str | None = None) -> bool:
    """A programme manager or an administrator publishes any results report; a region officer, those
    of the officer's own territory."""
    return can_record_convention(mandate, territory_code)


def can_edit_holidays(mandate: MandateView | None) -> bool:
    """An administrator keeps the calendar of public holidays."""
    return mandate is not None and mandate.role == Role.ADMINISTRATOR


def can_manage_people(mandate: MandateView | None) -> bool:
    """An administrator opens accounts and grants or ends mandates."""
    return mandate is not None and mandate.role == Role.ADMINISTRATOR


def can_manage_organisations(mandate: MandateView | None) -> bool:
    """A programme manager or an administrator records organisations and their members."""
    return mandate is not None and mandate.role in {Role.PROGRAMME_MANAGER, Role.ADMINISTRATOR}


def can_read_audit(mandate: MandateView | None) -> bool:
    """An auditor or an administrator reads the journal."""
    return mandate is not None and mandate.role in {Role.AUDITOR, Role.ADMINISTRATOR}


def can_see_all_jobs(mandate: MandateView | None) -> bool:
    """An auditor or an administrator sees the long work of everyone; others see their own."""
    return mandate is not None and mandate.role in {Role.AUDITOR, Role.ADMINISTRATOR}


def can_see_contacts(mandate: MandateView | None, organisation: str) -> bool:
    """Whoever acts for the organisation reads how to reach its contact persons; so do those who
    steer programmes, sit as secretary of a committee, or administer the platform. An auditor sees
    that a read took place, not the telephone number."""
    if mandate is None:
        return False
    steers = {Role.PROGRAMME_MANAGER, Role.COMMITTEE_SECRETARY, Role.ADMINISTRATOR}
    own = bool(mandate.organisation) and mandate.organisation == organisation
    return mandate.role in steers or (own and mandate.role != Role.AUDITOR)


def is_within(territory_code: str | None, own: str) -> bool:
    """Tell whether a territory is one's own or lies in it: the codes of the HCP are hierarchical
    (09 the region, 09.001 a province, 09.001.01.01. a commune); a national matter is in none."""
    if not territory_code or not own:
        return False
    return territory_code == own or territory_code.startswith(f"{own.rstrip('.')}.")
