"""Who follows a commitment: those who owe it, those who see that it is done."""

from __future__ import annotations

from dataclasses import dataclass

from mithaq.apps.organisations.choices import PERSONAL_ROLES, Role
from mithaq.apps.organisations.queries import MandateView

STEERING = frozenset({Role.COMMITTEE_SECRETARY, Role.PROGRAMME_MANAGER})
READERS_ONLY = frozenset({Role.AUDITOR, *PERSONAL_ROLES})


@dataclass(frozen=True, slots=True, kw_only=True)
class Stake:
    """Who is concerned by a commitment: slugs of those who owe it, of all parties, of its owner.

    ``debtors`` are all the parties when no source names one.
    """

    debtors: frozenset[str]
    parties: frozenset[str]
    owner: str = ""
    is_exercise: bool = False


def can_report_progress(mandate: MandateView | None, stake: Stake) -> bool:
    """The people of a debtor or of the owner report; so do those who steer the convention.

    A fictitious body never speaks of a real commitment, nor a real one of an exercise.
    """
    if mandate is None or mandate.is_exercise != stake.is_exercise:
        return False
    if mandate.role == Role.ADMINISTRATOR or _steers(mandate, stake):
        return True
    concerned = stake.debtors | {stake.owner} if stake.owner else stake.debtors
    return mandate.role not in READERS_ONLY and mandate.organisation in concerned


def can_name_owner(mandate: MandateView | None, stake: Stake) -> bool:
    """Whoever may report may say who answers for the commitment, or hand it over."""
    return can_report_progress(mandate, stake)


def can_release_commitment(mandate: MandateView | None, stake: Stake) -> bool:
    """Nobody releases itself: the other parties do, or an administrator who records it."""
    if not can_report_progress(mandate, stake) or mandate is None:
        return False
    if mandate.role == Role.ADMINISTRATOR:
        return True
    alone = stake.debtors == {mandate.organisation}
    return _steers(mandate, stake) and not alone


def can_read_follow_up(mandate: MandateView | None, stake: Stake) -> bool:
    """The evidence and the names of persons are for the parties, those who steer, and auditors."""
    if mandate is None:
        return False
    if mandate.role in {Role.ADMINISTRATOR, Role.AUDITOR}:
        return True
    bodies = stake.parties | {stake.owner} if stake.owner else stake.parties
    return mandate.role not in PERSONAL_ROLES and mandate.organisation in bodies


def can_pause_alarm(mandate: MandateView | None, stake: Stake) -> bool:
    """The people of a party set its alarms aside, and an administrator; auditors only read."""
    if mandate is None or mandate.is_exercise != stake.is_exercise:
        return False
    if mandate.role == Role.ADMINISTRATOR:
        return True
    return mandate.role not in READERS_ONLY and mandate.organisation in stake.parties


def _steers(mandate: MandateView, stake: Stake) -> bool:
    return mandate.role in STEERING and mandate.organisation in stake.parties
