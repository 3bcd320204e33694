"""Who may write a text, visa it, sign it, and lead the life of a convention.

Each predicate takes the mandate in force on the day, and the bodies that the object involves;
without a mandate, nothing is allowed. What a mandate does not name is not its affair: a text
before its signature exists only for the people of the bodies involved.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Final

from mithaq.apps.organisations.choices import Role
from mithaq.apps.organisations.policies import can_record_convention
from mithaq.apps.organisations.queries import MandateView

# They hold the pen for their organisation.
WRITERS: Final = frozenset({Role.LEGAL_DRAFTER, Role.PROGRAMME_MANAGER, Role.REGION_OFFICER})
# They answer for their organisation on a text of others.
VISA_GIVERS: Final = frozenset({Role.LEGAL_DRAFTER, Role.PROGRAMME_MANAGER, Role.SIGNATORY})


def can_steer_convention(
    mandate: MandateView | None, territory_code: str | None = None, parties: Collection[str] = ()
) -> bool:
    """Whoever may record the convention leads its life; so does the legal drafter of a party."""
    if mandate is None:
        return False
    is_party_drafter = mandate.role == Role.LEGAL_DRAFTER and mandate.organisation in parties
    return is_party_drafter or can_record_convention(mandate, territory_code)


def can_evaluate_convention(
    mandate: MandateView | None, territory_code: str | None = None, parties: Collection[str] = ()
) -> bool:
    """A final evaluation is recorded by whoever may record the convention, not by its drafters."""
    del parties
    return can_record_convention(mandate, territory_code)


def can_open_drafting(mandate: MandateView | None) -> bool:
    """Whoever holds the pen for an organisation opens a text in its name."""
    return mandate is not None and mandate.role in WRITERS and bool(mandate.organisation)


def can_see_drafting(mandate: MandateView | None, bodies: Collection[str]) -> bool:
    """The people of the bodies involved see a text before its signature; nobody else does."""
    return mandate is not None and bool(mandate.organisation) and mandate.organisation in bodies


def can_edit_drafting(mandate: MandateView | None, bodies: Collection[str]) -> bool:
    """Whoever holds the pen for one of the bodies involved writes in the text."""
    return can_see_drafting(mandate, bodies) and can_open_drafting(mandate)


def can_steer_drafting(mandate: MandateView | None, steward: Collection[str]) -> bool:
    """Whoever holds the pen for the steward moves the text from one stage to the next."""
    return can_edit_drafting(mandate, steward)


def can_give_visa(mandate: MandateView | None, organisation: str) -> bool:
    """The body asked answers by its drafter, its programme manager or its signatory."""
    return can_see_drafting(mandate, (organisation,)) and (
        mandate is not None and mandate.role in VISA_GIVERS
    )


def can_record_deliberation(
    mandate: MandateView | None, organisation: str, steward: Collection[str]
) -> bool:
    """The assembly's own people record what it decided; so does the steward, with the document."""
    own = can_see_drafting(mandate, (organisation,)) and (
        mandate is not None and mandate.role in {*WRITERS, Role.COMMITTEE_SECRETARY, Role.SIGNATORY}
    )
    return own or can_steer_drafting(mandate, steward)


def can_sign(mandate: MandateView | None, organisation: str) -> bool:
    """Only a mandate of signatory in force signs for an organisation."""
    return (
        mandate is not None
        and mandate.role == Role.SIGNATORY
        and mandate.organisation == organisation
    )


def can_refuse_signature(mandate: MandateView | None, bodies: Collection[str]) -> bool:
    """A signatory refuses for one of the bodies; whoever holds the pen there records a letter."""
    return can_edit_drafting(mandate, bodies) or (
        mandate is not None and any(can_sign(mandate, body) for body in bodies)
    )


def can_conclude_drafting(mandate: MandateView | None, bodies: Collection[str]) -> bool:
    """The last signature concludes: whoever gives it, or the steward who records it on paper."""
    return can_edit_drafting(mandate, bodies) or (
        can_see_drafting(mandate, bodies) and mandate is not None and mandate.role == Role.SIGNATORY
    )


LIFE_POLICIES: Final[
    Mapping[str, Callable[[MandateView | None, str | None, Collection[str]], bool]]
] = {
    "can_steer_convention": can_steer_convention,
    "can_evaluate_convention": can_evaluate_convention,
}
DRAFTING_POLICIES: Final[Mapping[str, Callable[[MandateView | None, Collection[str]], bool]]] = {
    "can_steer_drafting": can_steer_drafting,
    "can_refuse_signature": can_refuse_signature,
    "can_conclude_drafting": can_conclude_drafting,
}
