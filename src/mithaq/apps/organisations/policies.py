"""Who may do what: every right is read from a mandate in force, never from the person.

Each predicate takes the mandate that `queries.mandate_in_force_for` gave for the day; without a
mandate, nothing is allowed.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

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


def is_of_its_world(mandate: MandateView | None, *, is_exercise: bool) -> bool:
    """Whoever acts for a fictitious body writes about exercises only: what binds real bodies is
    written by real ones."""
    return mandate is not None and (is_exercise or not mandate.is_exercise)


def can_amend_convention(
    mandate: MandateView | None,
    territory_code: str,
    parties: Iterable[str],
    *,
    is_exercise: bool,
) -> bool:
    """Who may record a convention may record its amendments; so may the legal drafter of one of
    its parties; for a fictitious body, exercises only."""
    if not is_of_its_world(mandate, is_exercise=is_exercise):
        return False
    if mandate is not None and mandate.role == Role.LEGAL_DRAFTER:
        return mandate.organisation in set(parties)
    return can_record_convention(mandate, territory_code)


def can_steer_roadmap(
    mandate: MandateView | None, territory_code: str, *, is_exercise: bool
) -> bool:
    """Who may record a convention moves its roadmap; so does a committee's secretary; for a
    fictitious body, exercises only."""
    return can_import_conventions(mandate, territory_code, is_exercise=is_exercise)


def can_issue_note(mandate: MandateView | None, *, is_exercise: bool) -> bool:
    """Whoever acts for an institution may issue a note that bears a code; those who act for
    themselves read it without. For a fictitious body, on exercises only."""
    if not is_of_its_world(mandate, is_exercise=is_exercise):
        return False
    personal = {Role.JOB_SEEKER, Role.INSURED_PERSON, Role.EMPLOYER, Role.AUDITOR}
    return mandate is not None and bool(mandate.organisation) and mandate.role not in personal


def can_import_conventions(
    mandate: MandateView | None, territory_code: str | None = None, *, is_exercise: bool
) -> bool:
    """Who may record a convention may import it from a file; so may a committee's secretary; for a
    fictitious body, exercises only."""
    if not is_of_its_world(mandate, is_exercise=is_exercise):
        return False
    if mandate is not None and mandate.role == Role.COMMITTEE_SECRETARY:
        return True
    return can_record_convention(mandate, territory_code)


def can_open_import(mandate: MandateView | None) -> bool:
    """The import page opens to whoever may import at least some convention; each one imported is
    then judged on its own territory, and on being an exercise or not."""
    own = mandate.territory_code if mandate else None
    return can_import_conventions(mandate, own, is_exercise=True)


def can_open_publishing(mandate: MandateView | None) -> bool:
    """Whoever may publish the report of at least some convention."""
    own = mandate.territory_code if mandate else None
    return can_publish_report(mandate, own, is_exercise=True)


def can_publish_report(
    mandate: MandateView | None, territory_code: str | None = None, *, is_exercise: bool
) -> bool:
    """A programme manager or an administrator publishes any results report; a region officer, those
    of the officer's own territory; for a fictitious body, those of exercises only."""
    is_open = can_record_convention(mandate, territory_code)
    return is_open and is_of_its_world(mandate, is_exercise=is_exercise)


def can_edit_holidays(mandate: MandateView | None) -> bool:
    """An administrator keeps the calendar of public holidays."""
    return mandate is not None and mandate.role == Role.ADMINISTRATOR


def can_manage_people(mandate: MandateView | None) -> bool:
    """An administrator opens accounts and grants or ends mandates."""
    return mandate is not None and mandate.role == Role.ADMINISTRATOR


def can_grant_mandate(mandate: MandateView | None, *, is_exercise: bool) -> bool:
    """An administrator grants mandates; one of a fictitious body, at fictitious bodies only, or
    nothing would keep an exercise from writing about real ones."""
    is_open = can_manage_people(mandate)
    return is_open and is_of_its_world(mandate, is_exercise=is_exercise)


def can_manage_organisations(mandate: MandateView | None) -> bool:
    """A programme manager or an administrator records organisations and their members."""
    return mandate is not None and mandate.role in {Role.PROGRAMME_MANAGER, Role.ADMINISTRATOR}


def can_add_member(mandate: MandateView | None, *, is_exercise: bool) -> bool:
    """Who manages organisations records their members; for a fictitious body, fictitious ones."""
    return can_manage_organisations(mandate) and is_of_its_world(mandate, is_exercise=is_exercise)


def can_read_audit(mandate: MandateView | None) -> bool:
    """An auditor or an administrator reads the journal."""
    return mandate is not None and mandate.role in {Role.AUDITOR, Role.ADMINISTRATOR}


# What a programme manager answers for: the pages of conventions, their figures, their reports.
CONVENTION_PAGES: Final = ("/conventions/", "/chiffres/", "/bilans/", "/indicateurs/")


def can_answer_error_report(mandate: MandateView | None, page: str) -> bool:
    """An administrator answers what readers report; a programme manager, what is said of a
    convention, of its figures or of its reports."""
    if mandate is None:
        return False
    is_about = any(part in page for part in CONVENTION_PAGES)
    return can_manage_people(mandate) or (mandate.role == Role.PROGRAMME_MANAGER and is_about)


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


def can_publish_open_data(mandate: MandateView | None) -> bool:
    """A programme manager or an administrator publishes a new edition of the open data."""
    return mandate is not None and mandate.role in {Role.PROGRAMME_MANAGER, Role.ADMINISTRATOR}
