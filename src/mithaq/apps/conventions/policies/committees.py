"""Who may run a committee, read it, sign its minutes and follow its decisions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from mithaq.apps.conventions.choices.meetings import Seat
from mithaq.apps.conventions.queries.alarms import AlarmView
from mithaq.apps.conventions.queries.sitting_views import Access
from mithaq.apps.organisations.choices import Role
from mithaq.apps.organisations.queries import MandateView

# Those who may chair in the name of the body that holds the chair.
PRESIDE: Final = (Role.SIGNATORY, Role.REGION_OFFICER, Role.FEDERATION_OFFICER)
PERSONAL: Final = (Role.JOB_SEEKER, Role.INSURED_PERSON)


def can_run_committee(mandate: MandateView | None, access: Access) -> bool:
    """A committee secretary of a body of the convention runs it; so does who presides for its
    chair."""
    if mandate is None or mandate.organisation not in access.bodies:
        return False
    presides = mandate.role in PRESIDE and mandate.organisation in access.chairs
    return mandate.role == Role.COMMITTEE_SECRETARY or presides


def can_compose_committee(
    mandate: MandateView | None, access: Access, *, is_exercise: bool
) -> bool:
    """Who runs a committee says who sits there and how it convenes; a fictitious body composes
    exercises only, a real one never does."""
    if mandate is None or mandate.is_exercise != is_exercise:
        return False
    return can_run_committee(mandate, access)


def can_read_committee(mandate: MandateView | None, access: Access) -> bool:
    """Whoever acts for a body of the convention or of the table reads what is said there; so does
    an auditor."""
    if mandate is None or mandate.role in PERSONAL:
        return False
    return mandate.role == Role.AUDITOR or mandate.organisation in access.bodies


def alarm_as_read(row: AlarmView, mandates: Iterable[MandateView]) -> AlarmView:
    """An alarm as whoever holds some mandates may read it.

    That a committee is late with a decision is told to all who read alarms, so that whoever
    oversees the convention, or sets alarms aside, counts the same ones; what was decided, whom it
    names and why it was set aside stay with the committee.
    """
    closed = row.closed
    if closed is None or any(can_read_committee(held, closed.access) for held in mandates):
        return row
    pause = row.pause and replace(row.pause, reason="", mandate="")
    return replace(row, subject=closed.told, pause=pause)


def can_sign_minutes(mandate: MandateView | None, access: Access, seat: str) -> bool:
    """The secretary signs for the secretariat; for the chair, who presides for its body."""
    if mandate is None or not can_run_committee(mandate, access):
        return False
    if seat == Seat.SECRETARY:
        # A guest's secretary signs nothing; without a rule yet, any body of the table may keep it.
        is_kept = mandate.organisation == (access.secretariat or mandate.organisation)
        return mandate.role == Role.COMMITTEE_SECRETARY and is_kept
    return mandate.role in PRESIDE and mandate.organisation in access.chairs


def can_follow_decision(mandate: MandateView | None, access: Access, owner: str) -> bool:
    """Who runs the committee, and the body that owns the decision, say that it is executed."""
    if mandate is None or mandate.role in PERSONAL or mandate.role == Role.AUDITOR:
        return False
    return can_run_committee(mandate, access) or mandate.organisation == owner
