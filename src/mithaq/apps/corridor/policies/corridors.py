"""Rights on a corridor as a whole: its catalogue, officers, queues, problems and referrals."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

from mithaq.apps.conventions.policies.committees import can_run_committee
from mithaq.apps.conventions.queries.sitting_views import Access
from mithaq.apps.corridor.choices import OFFICERS, CaseLevel
from mithaq.apps.organisations.choices import Role
from mithaq.apps.organisations.policies import is_of_its_world, is_within
from mithaq.apps.organisations.queries import MandateView

STEERING: Final = frozenset({Role.PROGRAMME_MANAGER, Role.ADMINISTRATOR})


def can_keep_officers(mandate: MandateView | None, institution: str, *, is_exercise: bool) -> bool:
    """The institution names its own officers: its national ones, or its programme manager."""
    if mandate is None or not is_of_its_world(mandate, is_exercise=is_exercise):
        return False
    own = bool(institution) and mandate.organisation == institution
    is_national = mandate.role in OFFICERS and not mandate.territory_code
    is_keeper = is_national or mandate.role == Role.PROGRAMME_MANAGER
    return mandate.role == Role.ADMINISTRATOR or (own and is_keeper)


def can_hold_post(mandate: MandateView, institution: str, territory_code: str) -> bool:
    """An officer of the institution whose territory covers that of the post; a post for the whole
    country asks for a mandate of the whole country."""
    if mandate.role not in OFFICERS or mandate.organisation != institution:
        return False
    return not mandate.territory_code or is_within(territory_code, mandate.territory_code)


def can_be_away(mandate: MandateView | None, person: int) -> bool:
    """Whoever handles the cases of an institution says so of themselves."""
    return mandate is not None and mandate.role in OFFICERS and mandate.user_id == person


def can_declare_absence(
    mandate: MandateView | None, person: int, away: int, institution: str, *, is_exercise: bool
) -> bool:
    """Each of themselves; whoever keeps the institution's officers, of any of them."""
    if person == away:
        return can_be_away(mandate, person)
    return can_keep_officers(mandate, institution, is_exercise=is_exercise)


def can_end_absence(
    mandate: MandateView | None, person: int, away: int, institution: str, *, is_exercise: bool
) -> bool:
    """Whoever is away comes back; so says whoever keeps the institution's officers."""
    if mandate is None:
        return False
    is_own = can_be_away(mandate, person) and person == away
    return (is_own and mandate.organisation == institution) or can_keep_officers(
        mandate, institution, is_exercise=is_exercise
    )


def can_steer_problem(
    mandate: MandateView | None, institutions: Collection[str], *, is_exercise: bool
) -> bool:
    """The officers of the corridor's institutions, and their committee secretaries, group cases
    under a cause, give it an owner and follow its fix."""
    if mandate is None or not is_of_its_world(mandate, is_exercise=is_exercise):
        return False
    is_steering = mandate.role in OFFICERS or mandate.role == Role.COMMITTEE_SECRETARY
    return is_steering and mandate.organisation in institutions


def can_fix_problem(
    mandate: MandateView | None, institutions: Collection[str], owner: str, *, is_exercise: bool
) -> bool:
    """The institution that owns a fix says itself that it is done."""
    is_steering = can_steer_problem(mandate, institutions, is_exercise=is_exercise)
    return is_steering and mandate is not None and mandate.organisation == owner


def can_settle_referral(
    mandate: MandateView | None, institutions: Collection[str], *, is_exercise: bool
) -> bool:
    """The secretary of the standing committee writes down what it decided, or takes a point off."""
    if mandate is None or not is_of_its_world(mandate, is_exercise=is_exercise):
        return False
    is_secretary = mandate.role == Role.COMMITTEE_SECRETARY
    return is_secretary and mandate.organisation in institutions


def can_call_case(
    mandate: MandateView | None, institutions: Collection[str], level: str, *, is_exercise: bool
) -> bool:
    """The secretary puts on the agenda a case that the national level already had; lower, only a
    representative carries it up."""
    is_secretary = can_settle_referral(mandate, institutions, is_exercise=is_exercise)
    return is_secretary and level == CaseLevel.NATIONAL


def can_return_decision(
    mandate: MandateView | None,
    institutions: Collection[str],
    committee: Access,
    *,
    is_exercise: bool,
) -> bool:
    """The secretary, or whoever closes the sittings of the committee that decided: its decisions
    come back to what they concern whoever presided."""
    if not is_of_its_world(mandate, is_exercise=is_exercise):
        return False
    is_secretary = can_settle_referral(mandate, institutions, is_exercise=is_exercise)
    return is_secretary or can_run_committee(mandate, committee)
