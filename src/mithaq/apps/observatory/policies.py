"""Who may add, correct or withdraw a figure, and how solid a figure each may write."""

from __future__ import annotations

from typing import Final

from mithaq.apps.conventions.choices import Grade
from mithaq.apps.organisations.choices import Role
from mithaq.apps.organisations.policies import is_within
from mithaq.apps.organisations.queries import MandateView

EVERYWHERE: Final = frozenset({Role.PROGRAMME_MANAGER, Role.ADMINISTRATOR})
OWN_ORGANISATION: Final = frozenset({Role.FUND_OFFICER, Role.AGENCY_HEAD})
# « Verified » is what a match with social-security declarations gives: no hand writes it.
BY_HAND: Final = (Grade.ANNOUNCED, Grade.CONTRACTUAL, Grade.RECORDED, Grade.MEASURED)
BY_A_REGION: Final = (Grade.ANNOUNCED, Grade.CONTRACTUAL, Grade.RECORDED)
BY_A_BODY: Final = (Grade.ANNOUNCED, Grade.RECORDED, Grade.MEASURED)


def can_add_figures(mandate: MandateView | None) -> bool:
    """Tell whether a mandate lets anybody write at least some figure."""
    return bool(grades_allowed(mandate))


def can_write_figure(
    mandate: MandateView | None, *, territory_code: str = "", organisation: str = ""
) -> bool:
    """A programme manager or an administrator writes any figure; a region officer, those of the
    officer's own territory; a fund officer or the head of an agency, those of their own body."""
    if mandate is None:
        return False
    if mandate.role in EVERYWHERE:
        return True
    if mandate.role == Role.REGION_OFFICER:
        return is_within(territory_code, mandate.territory_code)
    is_own = bool(organisation) and organisation == mandate.organisation
    return mandate.role in OWN_ORGANISATION and is_own


def grades_allowed(mandate: MandateView | None) -> tuple[Grade, ...]:
    """How solid a figure this mandate may write: never verified, which only a match gives."""
    if mandate is None:
        return ()
    if mandate.role in EVERYWHERE:
        return BY_HAND
    if mandate.role == Role.REGION_OFFICER:
        return BY_A_REGION
    return BY_A_BODY if mandate.role in OWN_ORGANISATION else ()
